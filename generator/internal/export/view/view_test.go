package view

import (
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/record"
)

// renamed names the record fields that are published under another name.
var renamed = map[string]string{"Service.url": "homepage", "Organisation.url": "homepage"}

func TestEveryFieldOfARecordIsPublished(t *testing.T) {
	for form, origin := range sources {
		var names []string
		for _, f := range Fields(form) {
			names = append(names, f.Name)
			if f.Doc == "" {
				t.Errorf("%s.%s has no documentation", form.Name(), f.Name)
			}
		}
		for _, f := range record.FieldsOf(origin) {
			name := f.Name
			if other := renamed[form.Name()+"."+name]; other != "" {
				name = other
			}
			if !slices.Contains(names, name) {
				t.Errorf("%s does not publish the field %q of the record", form.Name(), f.Name)
			}
		}
	}
}

func TestDocumentationIsThatOfTheRecord(t *testing.T) {
	fields := Fields(reflect.TypeFor[Impact]())
	at := slices.IndexFunc(fields, func(f Field) bool { return f.Name == "level" })
	if want := "How badly the service was hit."; fields[at].Doc != want {
		t.Errorf("documentation of level is %q, want %q", fields[at].Doc, want)
	}
}

func TestUncertainTimesKeepTextAndBounds(t *testing.T) {
	a := archivetest.Load(t, map[string]string{
		"content/organisations/operator.yaml": "name: An operator\nkind: operator\n",
		"content/services/dns.yaml":           "name: DNS\noperator: operator\nsector: digital-infrastructure\ncountries: [LU]\n",
		"content/incidents/2024/2024-01-outage.yaml": `title: Outage
type: outage
certainty: confirmed
summary: It failed.
time_zone: Europe/Luxembourg
start: "[2024-01-31,2024-02-07]"
end: 2024-02-07T12:00~
countries: [LU]
root_cause: unknown
impacts:
  - service: dns
    level: outage
    end: unknown
    users: "[75..]"
    share: 7.5~
    sources: [press]
sources:
  - id: press
    publisher: Press
    url: https://example.com/
    language: en
    type: article
published: 2024-03-01
modified: 2024-03-02
`})
	v, err := New(t.Context(), a, &config.Config{BaseURL: "https://example.org/archive/"})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		URL        string
		Start, End map[string]any
		Duration   map[string]any
		Impacts    []map[string]any
	}
	if err := json.Unmarshal(v.Records[0].JSON, &got); err != nil {
		t.Fatal(err)
	}
	want := []struct {
		what string
		got  any
		want any
	}{
		{"url", got.URL, "https://example.org/archive/incidents/2024-01-outage/"},
		{"start", got.Start, map[string]any{"value": "[2024-01-31,2024-02-07]", "earliest": "2024-01-30T23:00:00Z", "latest": "2024-02-07T22:59:59Z"}},
		{"end", got.End, map[string]any{"value": "2024-02-07T12:00~", "earliest": "2024-02-07T10:45:00Z", "latest": "2024-02-07T11:15:00Z"}},
		{"max_seconds", got.Duration["max_seconds"], float64(7*86400 + 12*3600 + 900)},
		{"impact end", got.Impacts[0]["end"], map[string]any{"value": "unknown", "earliest": nil, "latest": nil}},
		{"impact start", got.Impacts[0]["start"], nil},
		{"users", got.Impacts[0]["users"], map[string]any{"value": "[75..]", "min": 75.0, "max": nil, "approximate": false}},
		{"share", got.Impacts[0]["share"], map[string]any{"value": "7.5~", "min": 7.5, "max": 7.5, "approximate": true}},
	}
	for _, w := range want {
		if !reflect.DeepEqual(w.got, w.want) {
			t.Errorf("%s is %v, want %v", w.what, w.got, w.want)
		}
	}
}

func TestUUID(t *testing.T) {
	// The value is that of another implementation (Python's uuid.uuid5).
	if got, want := UUID("incident/x"), "b9dd48ba-6337-5231-8085-167e448c561e"; got != want {
		t.Errorf("UUID gives %s, want %s", got, want)
	}
	pattern := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	for _, name := range []string{"", "a", "ä"} {
		if !pattern.MatchString(UUID(name)) {
			t.Errorf("UUID(%q) is %s, not a version 5 UUID", name, UUID(name))
		}
	}
}

func TestContact(t *testing.T) {
	for given, want := range map[string]string{
		"": "", "a@example.org": "mailto:a@example.org", "mailto:a@example.org": "mailto:a@example.org", "https://example.org/": "https://example.org/",
	} {
		site := Site{&config.Config{Params: config.Params{Contact: given}}}
		if got := site.Contact(); got != want {
			t.Errorf("contact %q gives %q, want %q", given, got, want)
		}
	}
}

func TestOriginOutlivesAChangeOfName(t *testing.T) {
	for _, test := range []struct {
		aliases []string
		want    string
	}{
		{nil, "now"},
		{[]string{"vcdb:788C3B36"}, "now"},
		{[]string{"vcdb:788C3B36", "first", "second"}, "first"},
	} {
		i := &archive.Incident{Incident: &record.Incident{ID: "now", Aliases: test.aliases}}
		if got := Origin(i); got != test.want {
			t.Errorf("aliases %q: origin is %q, want %q", test.aliases, got, test.want)
		}
	}
}
