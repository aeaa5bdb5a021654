package record

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/edtf"
)

func TestEncodeGivesEveryRealRecordBack(t *testing.T) {
	realRecords(t, func(name string, source []byte) {
		want := decoded(name, source)
		out, err := Encode(want)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		if diff := cmp.Diff(want, decoded(name, out), compare); diff != "" {
			t.Errorf("%s changed (-record +read back):\n%s\n%s", name, diff, out)
		}
		formatted, err := Format(out)
		if err != nil || string(formatted) != string(out) {
			t.Errorf("%s: encoded record is not in the canonical style: %v\n%s", name, err, cmp.Diff(string(out), string(formatted)))
		}
	})
}

func TestEncode(t *testing.T) {
	incident := &Incident{
		ID: "2025-01-02-x", Title: "Outage: 112", Type: Outage, Certainty: "confirmed", Summary: "Calls failed.", TimeZone: "UTC",
		Start: FactOf(edtf.MustParse("2025-01-02T10:00~"), "ab"), End: FactOf(End{Unknown: true}),
		Countries: []Country{"LU", "NO"}, RootCause: Cause{Value: UnknownRootCause},
		Impacts:   []Impact{{Service: "emergency-112", Level: "outage", Sources: []string{"ab"}}},
		Sources:   []Source{{ID: "ab", Publisher: "112", URL: "https://example.org/a", Language: "no", Type: "article", Official: true}},
		Published: "2026-11-22", Modified: "2026-11-22", Custom: map[string]Custom{"x-b": TextOf("2"), "x-a": TextOf("yes")},
	}
	want := `# yaml-language-server: $schema=../../../static/schema/v1/incident.schema.json
title: "Outage: 112"
type: outage
certainty: confirmed
summary: >-
  Calls failed.
time_zone: UTC
start:
  value: 2025-01-02T10:00~
  sources: [ab]
end: unknown
countries: [LU, "NO"]
root_cause: unknown
impacts:
  - service: emergency-112
    level: outage
    sources: [ab]
sources:
  - id: ab
    publisher: "112"
    url: https://example.org/a
    language: "no"
    type: article
    official: true
published: 2026-11-22
modified: 2026-11-22
x-a: "yes"
x-b: "2"
`
	got, err := Encode(incident)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	back, _, findings := DecodeIncident("x", "2025-01-02-x", got)
	if diff := cmp.Diff(incident, back, compare); diff != "" || len(findings) > 0 {
		t.Errorf("(-want +got):\n%s\n%v", diff, findings)
	}
	if _, err := Encode(42); err == nil {
		t.Error("Encode(42) gives no error")
	}
}
