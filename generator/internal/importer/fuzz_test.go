package importer

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// fuzzNames gives the file name under which an importer reads its input.
var fuzzNames = map[string]string{"cstate": "content/issues/2024-01-01-x.md", "postmortems": "x.md", "csv": "x.csv"}

func FuzzStatuspage(f *testing.F)  { fuzzKind(f, statuspageKind) }
func FuzzGCP(f *testing.F)         { fuzzKind(f, gcpKind) }
func FuzzCState(f *testing.F)      { fuzzKind(f, cstateKind) }
func FuzzUpptime(f *testing.F)     { fuzzKind(f, upptimeKind) }
func FuzzInstatus(f *testing.F)    { fuzzKind(f, instatusKind) }
func FuzzVCDB(f *testing.F)        { fuzzKind(f, vcdbKind) }
func FuzzRadar(f *testing.F)       { fuzzKind(f, radarKind) }
func FuzzCSV(f *testing.F)         { fuzzKind(f, csvKind) }
func FuzzMISP(f *testing.F)        { fuzzKind(f, mispKind) }
func FuzzPostmortems(f *testing.F) { fuzzKind(f, postmortemsKind) }

// fuzzKind wants of any input: no panic, only records that the decoder takes,
// and no date whose figures the input does not hold.
func fuzzKind(f *testing.F, k Kind) {
	names, err := filepath.Glob("testdata/" + k.Name + "_*.txtar")
	if err != nil || len(names) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range txtar.Parse(data).Files {
			if file.Name != "want" {
				f.Add(string(file.Data))
			}
		}
	}
	name := fuzzNames[k.Name]
	if name == "" {
		name = "x.json"
	}
	f.Fuzz(func(t *testing.T, input string) {
		s := &Source{Name: "source", Files: []File{{name, []byte(input)}}}
		p, err := k.Import(s, Options{Now: testDay, Countries: []record.Country{"LU"}})
		if err != nil {
			return
		}
		figures := inputFigures(input)
		if _, again := parseJSON([]byte(input)); again == nil {
			v, _ := parseJSON([]byte(input))
			leaves(v, "", func(_, value string) {
				for figure := range inputFigures(value) {
					figures[figure] = true
				}
			})
		}
		for _, c := range p.Changes {
			if !strings.HasPrefix(c.Path, "content/incidents/") {
				continue
			}
			id := strings.TrimSuffix(filepath.Base(c.Path), ".yaml")
			i, _, findings := record.DecodeIncident(c.Path, id, c.New)
			if findings.HasErrors() {
				t.Fatalf("%s is planned, but has errors: %v", c.Path, findings)
			}
			i.EachTime(func(field record.Place, v edtf.Value) {
				for _, figure := range digits.FindAllString(v.String(), -1) {
					if figure = strings.TrimLeft(figure, "0"); figure != "" && !figures[figure] {
						t.Errorf("%s: %s has the figure %q, which the input has not", field, v, figure)
					}
				}
			})
		}
	})
}

var digits = regexp.MustCompile(`[0-9]+`)

// inputFigures gives all numbers of a text, without leading zeros, and the parts
// of those that are written without a separator, such as the offset +0200.
func inputFigures(text string) map[string]bool {
	figures := map[string]bool{}
	for _, run := range digits.FindAllString(text, -1) {
		figures[strings.TrimLeft(run, "0")] = true
		if len(run) == 4 {
			figures[strings.TrimLeft(run[:2], "0")] = true
			figures[strings.TrimLeft(run[2:], "0")] = true
		}
	}
	return figures
}
