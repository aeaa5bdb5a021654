package importer

import (
	"fmt"
	"strings"
	"testing"

	"incidentarchive/generator/internal/record"
)

// TestHuge: much input gives many records, and a single entry that is too much
// for a record is cut with a note or refused, never dropped.
func TestHuge(t *testing.T) {
	var b strings.Builder
	const many = 2000
	for n := range many {
		fmt.Fprintf(&b, `{"id": "n%d", "name": "Same title", "status": "resolved", "impact": "minor", "created_at": "2024-05-06T07:08:09Z", "components": [{"name": "API"}]}`+"\n", n)
	}
	update := `{"body": "Again.", "status": "investigating", "created_at": "2024-05-06T07:08:09Z"}`
	fmt.Fprintf(&b, `{"id": "chatty", "name": "Many updates", "status": "resolved", "impact": "minor", "created_at": "2024-05-06T07:08:09Z", "incident_updates": [%s]}`+"\n", strings.Repeat(update+",", 600)+update)
	fmt.Fprintf(&b, `{"id": "long", "name": "Long text", "status": "resolved", "impact": "minor", "created_at": "2024-05-06T07:08:09Z", "incident_updates": [{"body": %q, "status": "investigating", "created_at": "2024-05-06T07:08:09Z"}]}`, strings.Repeat("word ", 400_000))
	p, err := statuspageKind.Import(&Source{Name: "x", Files: []File{{"x.ndjson", []byte(b.String())}}}, Options{Now: testDay, Countries: []record.Country{"LU"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := len(p.Report.Created); got != many+1 {
		t.Errorf("%d records, want %d", got, many+1)
	}
	if r := p.Report.Refused; len(r) != 1 || r[0].Source != "chatty" || !strings.Contains(r[0].Why, "at most 500") {
		t.Errorf("refused: %v", r)
	}
	noted := false
	for _, n := range p.Report.Notes {
		noted = noted || strings.HasPrefix(n.Text, "details are longer than the format allows")
	}
	if !noted {
		t.Errorf("the cut is not reported: %v", p.Report.Notes)
	}
	load(t, t.TempDir(), p)
}
