package lint

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var ruleName = regexp.MustCompile(`^(allow|asset|cause|certainty|claim|field|file|organisation|page|record|reference|service|source|text|time|yaml)/[a-z]+(-[a-z]+)*$`)

// usedRules collects the rule names that stand in the code, but not in the
// registry and in tests.
func usedRules(t *testing.T) map[string]string {
	t.Helper()
	used := map[string]string{}
	for _, folder := range []string{"../record", "../archive", "../asset", ".", "../.."} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no code in %s: %v", folder, err)
		}
		for _, file := range files {
			if base := filepath.Base(file); strings.HasSuffix(base, "_test.go") || strings.HasPrefix(base, "rules_") {
				continue
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			imports := map[string]bool{}
			for _, i := range parsed.Imports {
				imports[i.Path.Value] = true
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING && !imports[literal.Value] {
					if text, err := strconv.Unquote(literal.Value); err == nil && ruleName.MatchString(text) {
						used[text] = file
					}
				}
				return true
			})
		}
	}
	return used
}

func TestEveryRuleIsRegistered(t *testing.T) {
	used := usedRules(t)
	if len(used) < 70 {
		t.Fatalf("found %d rule names in the code", len(used))
	}
	for name, file := range used {
		if _, ok := Lookup(name); !ok {
			t.Errorf("%s: rule %q is not in the registry", file, name)
		}
	}
	for _, name := range Names() {
		if used[name] == "" {
			t.Errorf("rule %q is registered and never used", name)
		}
	}
}

func TestRulesAreWellWritten(t *testing.T) {
	names := Names()
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Error("rules are not sorted, or one stands twice")
	}
	for _, r := range Rules() {
		if !ruleName.MatchString(r.Name) {
			t.Errorf("%s: the group is unknown to this test", r.Name)
		}
		for part, text := range map[string]string{"summary": r.Summary, "why": r.Why, "mend": r.Mend} {
			if text == "" || !strings.ContainsAny(text[len(text)-1:], ".…\"") {
				t.Errorf("%s: %s %q has to be a sentence", r.Name, part, text)
			}
		}
		if r.Bad == r.Good && r.Bad != "" {
			t.Errorf("%s: both examples are equal", r.Name)
		}
	}
}

// TestFixableRulesAreFixed looks that rules that say so are mended in at least
// one case, and others in none.
func TestFixableRulesAreFixed(t *testing.T) {
	files, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	fixed := map[string]bool{}
	for _, file := range files {
		rule, ok := fixedRule(t, file)
		fixed[rule] = fixed[rule] || ok
	}
	for _, r := range Rules() {
		done, tried := fixed[r.Name]
		switch {
		case r.Fixable && !done && r.Name != "time/modified-stale": // needs git
			t.Errorf("%s: no case shows that fix mends it", r.Name)
		case !r.Fixable && tried && done:
			t.Errorf("%s: fix mends it, and the rule does not say so", r.Name)
		}
	}
}
