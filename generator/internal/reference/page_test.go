package reference

import (
	"slices"
	"strings"
	"testing"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/prose"
	"incidentarchive/generator/internal/record"
)

const root = "../../.."

// TestTemplates reads the template records as contributions.
func TestTemplates(t *testing.T) {
	decode := map[string]func(string) diagnostic.List{
		"incident": func(s string) diagnostic.List {
			i, _, findings := record.DecodeIncident("x.yaml", "x", []byte(s))
			for _, row := range i.Impacts {
				exists(t, "services", row.Service)
			}
			for _, row := range i.Claims {
				exists(t, "organisations", row.By)
			}
			for _, row := range i.Responses {
				exists(t, "organisations", row.By)
			}
			if i.Location().String() != "Europe/Amsterdam" || len(i.Sources) != 3 {
				t.Errorf("the record is not what it says: %+v", i)
			}
			return findings
		},
		"service": func(s string) diagnostic.List {
			_, _, findings := record.DecodeService("x.yaml", "x", []byte(s))
			return findings
		},
		"organisation": func(s string) diagnostic.List {
			_, _, findings := record.DecodeOrganisation("x.yaml", "x", []byte(s))
			return findings
		},
	}
	for _, r := range Records() {
		text := Template(r.ID)
		for _, f := range decode[r.ID](text) {
			t.Errorf("%s: %s\n%s", r.ID, f.Text(), f.Source)
		}
		r.Walk(func(f Field) {
			if !strings.Contains(text, f.Name+":") {
				t.Errorf("%s: %s is not shown", r.ID, f.Path)
			}
		})
		for n, line := range strings.Split(text, "\n") {
			if strings.HasPrefix(strings.TrimSpace(line), "#") && len([]rune(line)) > 100 && !strings.Contains(line, "http") {
				t.Errorf("%s:%d: the comment is too wide: %s", r.ID, n+1, line)
			}
		}
	}
	if Template("person") != "" {
		t.Error("there is a template for a kind that does not exist")
	}
}

// exists wants a record that the template names to be in the archive.
// exists looks that the template names only records of its own story, which are
// the same in all examples.
func exists(t *testing.T, folder, id string) {
	t.Helper()
	story := map[string][]string{"services": {"acme-mobile"}, "organisations": {"acme-telecom", "crisis-centre"}}
	if !slices.Contains(story[folder], id) {
		t.Errorf("the template names %s/%s", folder, id)
	}
}

// TestExamples reads each example as the field would be read.
func TestExamples(t *testing.T) {
	for _, r := range Records() {
		r.Walk(func(f Field) {
			var err error
			switch {
			case f.Example == "" || f.List:
			case f.Kind == Time || f.Kind == Span:
				_, err = edtf.Parse(f.Example)
			case f.Kind == End:
				err = new(record.End).UnmarshalText([]byte(f.Example))
			case f.Kind == Duration:
				_, err = edtf.ParseDuration(f.Example)
			case f.Kind == Quantity:
				_, err = record.ParseQuantity(f.Example)
			case f.Kind == URL:
				err = record.CheckURL(f.Example)
			case f.Kind == ID || f.Kind == Ref || f.Kind == SourceID:
				err = record.CheckID(f.Example)
			}
			if err != nil {
				t.Errorf("%s %s: %v", r.ID, f.Path, err)
			}
		})
	}
}

// TestPages renders each page as a prose page.
func TestPages(t *testing.T) {
	want := map[string][]string{
		"format":       {"## YAML", "`- `"},
		"incident":     {"### certainty", "*Required.*", "| `near-miss` | it was stopped before it did harm |", "### superseded_by"},
		"service":      {"### depends_on", "`space`"},
		"organisation": {"### kind", "`csirt`"},
		"templates":    {"## Incident", "title: Acme Telecom", "operator: tax-office"},
		"times":        {"`2025-07-23T16:15~`", "23 July 2025, about 16:15", `"[PT3H..]"`, "at least 3 h"},
	}
	pages := Pages()
	if len(pages) != len(want) {
		t.Errorf("%d pages, want %d", len(pages), len(want))
	}
	anchors := map[string]bool{}
	for _, p := range pages {
		text := p.Markdown()
		for _, part := range want[p.ID] {
			if !strings.Contains(text, part) {
				t.Errorf("%s lacks %q", p.ID, part)
			}
		}
		if err := prose.Check(text, func(string) error { return nil }); err != nil {
			t.Errorf("%s: %v", p.ID, err)
		}
		if p.Title == "" || !strings.HasSuffix(p.Description, ".") {
			t.Errorf("%s: title %q, description %q", p.ID, p.Title, p.Description)
		}
		for _, s := range p.Sections {
			if s.Table != nil {
				for _, row := range s.Table.Rows {
					if len(row) != len(s.Table.Heads) {
						t.Errorf("%s %s: row %q has not %d cells", p.ID, s.ID, row, len(s.Table.Heads))
					}
				}
			}
			for _, f := range s.Fields {
				key := p.ID + "#" + f.Anchor()
				if anchors[key] {
					t.Errorf("two fields have the anchor %s", key)
				}
				anchors[key] = true
			}
		}
	}
}

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		field string
		found bool
		want  []string
	}{
		{"certainty", true, []string{"certainty (incident, required)", "near-miss  it was stopped"}},
		{"impacts[].level", true, []string{"impacts[].level (incident, required)", "restored-partially"}},
		{"impacts[3].level", true, []string{"impacts[].level"}},
		{"impacts.level", true, []string{"impacts[].level"}},
		{"operator", true, []string{"operator (service, required)", "The id of the organisation that runs it."}},
		{"organisation.name", true, []string{"name (organisation, required)"}},
		{"archive_url", true, []string{"sources[].archive_url (incident, optional)"}},
		{"root-cause", false, []string{`no field is called "root-cause" (did you mean "root_cause"?)`}},
		{"xyzzy", false, []string{`no field is called "xyzzy"`}},
		{"", false, []string{`no field is called ""`}},
	} {
		text, found := Explain(c.field)
		if found != c.found {
			t.Errorf("Explain(%q) is %v, want %v", c.field, found, c.found)
		}
		for _, part := range c.want {
			if !strings.Contains(text, part) {
				t.Errorf("Explain(%q) is %q, want %q", c.field, text, part)
			}
		}
	}
}
