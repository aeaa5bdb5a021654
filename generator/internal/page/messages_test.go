package page

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"incidentarchive/generator/internal/chart"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

const root = "../../.."

// families are the messages whose ids the code puts together: a prefix and a value.
var families = map[string][]string{
	"type_": record.Values(record.Type("")), "certainty_": record.Values(record.Certainty("")), "scope_": record.Values(record.Scope("")),
	"root_cause_": record.Values(record.RootCause("")), "cause_status_": record.Values(record.CauseStatus("")),
	"cause_detail_": record.Values(record.CauseDetail("")), "technique_": record.Values(record.Technique("")),
	"answer_": record.Values(record.Answer("")), "level_": record.Values(record.Level("")), "on_": record.Values(record.About("")),
	"about_object_": record.Values(record.About("")), "claim_status_": record.Values(record.ClaimStatus("")),
	"update_": record.Values(record.UpdateStatus("")), "source_type_": record.Values(record.SourceType("")),
	"sector_": record.Values(record.Sector("")), "kind_": record.Values(record.Kind("")),
	"status_": {"withdrawn", "ongoing", "suspected", "near-miss"}, "fact_": {"detected", "contained", "disclosed"},
	"related_": {"related", "campaign", "service", "cause"}, "filter_": {"type", "year", "cause", "sector", "country"},
	"feed_":       {"atom", "rss", "json", "calendar"},
	"statistics_": {"years", "durations", "causes", "sectors", "downtime", "statements", "claims"},
	"years":       groupForms, "types": groupForms, "sectors": groupForms, "root_causes": groupForms, "techniques": groupForms, "countries": groupForms,
}

var groupForms = []string{"", "_one", "_description", "_caption", "_group", "_group_description"}

func familyIDs() map[string]bool {
	ids := map[string]bool{}
	for prefix, values := range families {
		for _, v := range values {
			id := prefix + strings.NewReplacer("-", "_", ":", "_").Replace(v)
			ids[id] = true
			if prefix == "statistics_" {
				ids[id+"_text"] = true
			}
		}
	}
	return ids
}

// literals gives all string literals of the generator's own code, and those that
// are the id of a message for certain.
func literals(t *testing.T) (all, messages map[string]bool) {
	all, messages = map[string]bool{}, map[string]bool{}
	err := filepath.WalkDir(filepath.Join(root, "generator"), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil {
					all[text] = true
				}
			case *ast.CallExpr:
				f, ok := n.Fun.(*ast.SelectorExpr)
				if !ok || len(n.Args) == 0 || !slices.Contains([]string{"t", "T", "Count"}, f.Sel.Name) {
					break
				}
				if id, ok := n.Args[0].(*ast.BasicLit); ok && id.Kind == token.STRING && strings.Contains(filepath.ToSlash(name), "/page/") {
					text, _ := strconv.Unquote(id.Value)
					messages[text] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, messages
}

var call = regexp.MustCompile(`\bT "([a-z0-9_]+)"`)

// printed gives the ids of all messages that layouts print.
func printed(t *testing.T) map[string]bool {
	ids := map[string]bool{}
	err := filepath.WalkDir(filepath.Join(root, "layouts"), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".html" {
			return err
		}
		source, err := os.ReadFile(name)
		for _, m := range call.FindAllStringSubmatch(string(source), -1) {
			ids[m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func table(t *testing.T) map[string]any {
	source, err := os.ReadFile(filepath.Join(root, "layouts/_i18n/en.toml"))
	if err != nil {
		t.Fatal(err)
	}
	messages := map[string]any{}
	if err := toml.Unmarshal(source, &messages); err != nil {
		t.Fatal(err)
	}
	return messages
}

func TestEveryMessageExists(t *testing.T) {
	messages := table(t)
	builtIn := chart.EnglishTable()
	maps.Copy(builtIn, edtf.EnglishTable())
	_, called := literals(t)
	called[""] = false
	wanted := familyIDs()
	maps.Copy(wanted, printed(t))
	maps.Copy(wanted, called)
	for id, want := range wanted {
		if _, ok := messages[id]; want && !ok && builtIn[id] == "" && !strings.HasSuffix(id, "_") {
			t.Errorf("message %q is asked for and does not stand in en.toml", id)
		}
	}
}

func TestEveryMessageIsUsed(t *testing.T) {
	inCode, _ := literals(t)
	used := familyIDs()
	maps.Copy(used, printed(t))
	for id := range table(t) {
		if !used[id] && !inCode[id] && !strings.HasPrefix(id, "language_") {
			t.Errorf("message %q stands in en.toml and is not used", id)
		}
	}
}
