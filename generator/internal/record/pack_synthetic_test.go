package record_test

import (
	"reflect"
	"strings"
	"testing"

	"incidentarchive/generator/internal/record"
	"incidentarchive/generator/internal/synthetic"
)

// TestPackSynthetic packs records as people write them: they come out as they were
// read from YAML, and findings have the same places.
func TestPackSynthetic(t *testing.T) {
	for name, source := range synthetic.Files(60, 3) {
		again := func(string) ([]byte, error) { return source, nil }
		switch {
		case strings.Contains(name, "/incidents/"):
			r, d, _ := record.DecodeIncident(name, "x", source)
			compare(t, r, d, again)
		case strings.Contains(name, "/services/"):
			r, d, _ := record.DecodeService(name, "x", source)
			compare(t, r, d, again)
		case strings.Contains(name, "/organisations/"):
			r, d, _ := record.DecodeOrganisation(name, "x", source)
			compare(t, r, d, again)
		}
	}
}

func compare[T record.Kept](t *testing.T, want *T, d *record.Document, again func(string) ([]byte, error)) {
	t.Helper()
	got, document, ok := record.Unpack[T](string(record.Pack(nil, want, d)), d.File, again)
	if !ok || !reflect.DeepEqual(got, want) {
		t.Fatalf("%s: got %+v, want %+v", d.File, got, want)
	}
	for _, field := range []string{"name", "title", "impacts[0].service", "sources[0].url"} {
		if got, want := document.Finding(field, "x", 0, "y"), d.Finding(field, "x", 0, "y"); got != want {
			t.Errorf("%s: a finding is %+v, want %+v", d.File, got, want)
		}
	}
}

// BenchmarkPack packs and unpacks incidents; BenchmarkDecode reads the same ones.
func BenchmarkPack(b *testing.B) {
	var records []*record.Incident
	var texts []string
	for name, source := range synthetic.Files(500, 1) {
		if strings.HasPrefix(name, "content/incidents/") {
			r, d, _ := record.DecodeIncident(name, "x", source)
			records, texts = append(records, r), append(texts, string(record.Pack(nil, r, d)))
		}
	}
	perRecord := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(records)), "µs/record")
	}
	b.Run("pack", func(b *testing.B) {
		b.ReportAllocs()
		var buffer []byte
		for b.Loop() {
			for _, r := range records {
				buffer = record.Pack(buffer[:0], r, &record.Document{})
			}
		}
		perRecord(b)
	})
	b.Run("unpack", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, text := range texts {
				if _, _, ok := record.Unpack[record.Incident](text, "x", nil); !ok {
					b.Fatal("not unpacked")
				}
			}
		}
		perRecord(b)
	})
}
