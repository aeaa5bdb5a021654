package schema

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestSchemaRefusesNoMoreThanCheck takes the broken records of package lint as a
// second opinion: where the schema refuses one, the decoder does so as well.
func TestSchemaRefusesNoMoreThanCheck(t *testing.T) {
	files, err := filepath.Glob("../lint/testdata/broken/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 40 {
		t.Fatalf("%d broken records found, want at least 40", len(files))
	}
	schemas := compile(t)
	refused := 0
	for _, file := range files {
		kind, source, ok := brokenCase(t, file)
		if !ok || validate(schemas[kind], source) == nil {
			continue
		}
		refused++
		if len(decode(kind, "x", source)) == 0 {
			t.Errorf("%s: only the schema refuses it: %v", filepath.Base(file), validate(schemas[kind], source))
		}
	}
	if refused < 15 {
		t.Errorf("the schema refuses %d of %d broken records, want at least 15", refused, len(files))
	}
	t.Logf("the schema refuses %d of %d broken records", refused, len(files))
}

// brokenCase gives the record of a case; false where the case is about the file
// as a whole.
func brokenCase(t *testing.T, file string) (kind string, source []byte, ok bool) {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	name := "content/incidents/2025/2025-07-23-myguichet-outage.yaml"
	if _, rest, found := strings.Cut(string(a.Comment), "file: "); found {
		name, _, _ = strings.Cut(rest, "\n")
	}
	for _, k := range []string{"incident", "service", "organisation"} {
		if strings.HasPrefix(name, "content/"+k+"s/") {
			kind = k
		}
	}
	var from, to string
	for _, f := range a.Files {
		switch text := strings.TrimSuffix(string(f.Data), "\n"); f.Name {
		case "old":
			from = text
		case "new":
			to = text
		}
	}
	if strings.Contains(string(a.Comment), "\nescapes\n") {
		if to, err = strconv.Unquote(`"` + strings.ReplaceAll(strings.ReplaceAll(to, `"`, `\"`), "\n", `\n`) + `"`); err != nil {
			return "", nil, false
		}
	}
	source, err = os.ReadFile(filepath.Join("../lint/testdata/archive", filepath.FromSlash(name)))
	if kind == "" || err != nil {
		return "", nil, false
	}
	if from == "" {
		return kind, []byte(to), to != ""
	}
	return kind, []byte(strings.Replace(string(source), from, to, 1)), true
}
