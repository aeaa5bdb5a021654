package lint

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"incidentarchive/generator/internal/diagnostic"
)

var update = flag.Bool("update", false, "rewrite the golden parts of testdata/broken")

// today is the day of the tests.
var today = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)

const defaultFile = "content/incidents/2025/2025-07-23-myguichet-outage.yaml"

// TestBrokenRecords breaks one thing in a good archive and looks at the one
// message that check gives, and at what fix makes of it. A case is a txtar file:
//
//	What is broken. A line "file: NAME" names another file than the usual one, a
//	line "escapes" allows \uXXXX in the new text, "fixable: no" says that a
//	person has to mend it.
//	-- old --
//	text that stands once in the file; nothing for the whole file
//	-- new --
//	text in its place
//	-- want --
//	what check prints
//	-- fixed --
//	what fix does and changes; the archive then passes
func TestBrokenRecords(t *testing.T) {
	files, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil || len(files) < 40 {
		t.Fatalf("found %d cases, %v, want at least 40", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			broken(t, file)
		})
	}
}

// prepare makes the broken archive of a case.
func prepare(t *testing.T, golden string) (archive *txtar.Archive, parts map[string]string, dir string) {
	t.Helper()
	archive, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string]string{}
	for _, f := range archive.Files {
		parts[f.Name] = string(f.Data)
		if f.Name == "old" || f.Name == "new" {
			parts[f.Name] = strings.TrimSuffix(parts[f.Name], "\n")
		}
	}
	dir = t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/archive")); err != nil {
		t.Fatal(err)
	}
	name := defaultFile
	if _, rest, ok := strings.Cut(string(archive.Comment), "file: "); ok {
		name, _, _ = strings.Cut(rest, "\n")
	}
	path := filepath.Join(dir, filepath.FromSlash(name))
	breakFile(t, path, parts, strings.Contains(string(archive.Comment), "\nescapes\n"))
	return archive, parts, dir
}

// fixedRule tells which rule a case breaks, and whether fix mends it.
func fixedRule(t *testing.T, golden string) (rule string, fixed bool) {
	t.Helper()
	_, parts, dir := prepare(t, golden)
	list := findings(t, dir)
	if len(list) == 0 {
		t.Fatalf("%s breaks nothing", golden)
	}
	return list[0].Rule, parts["fixed"] != ""
}

func broken(t *testing.T, golden string) {
	archive, parts, dir := prepare(t, golden)
	got := findings(t, dir)
	if n := len(got); n != 1 {
		t.Errorf("check gives %d findings, want 1", n)
	}
	text := printed(t, got)
	for _, f := range got {
		if r, ok := Lookup(f.Rule); !ok || r.Severity != f.Severity {
			t.Errorf("finding of rule %q has severity %s, the rule %v", f.Rule, f.Severity, r.Severity)
		}
	}
	fixed := mended(t, dir)
	if rest := findings(t, dir); fixed != "" && len(rest) > 0 {
		t.Errorf("fix did something, yet check finds:\n%s", printed(t, rest))
	}
	if *update {
		for n, f := range archive.Files {
			switch f.Name {
			case "want":
				archive.Files[n].Data = []byte(text)
			case "fixed":
				archive.Files[n].Data = []byte(fixed)
			}
		}
		if err := os.WriteFile(golden, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(parts["want"], text); diff != "" {
		t.Errorf("check (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(parts["fixed"], fixed); diff != "" {
		t.Errorf("fix (-want +got):\n%s", diff)
	}
}

func breakFile(t *testing.T, path string, parts map[string]string, escapes bool) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(path)
	if err != nil && parts["old"] != "" {
		t.Fatal(err)
	}
	text := parts["new"]
	if parts["old"] == "" {
		text += "\n"
	}
	if escapes {
		if text, err = strconv.Unquote(`"` + strings.NewReplacer("\n", `\n`, `"`, `\"`).Replace(text) + `"`); err != nil {
			t.Fatal(err)
		}
	}
	if old := parts["old"]; old != "" {
		if strings.Count(string(source), old) != 1 {
			t.Fatalf("the file has %d times\n%s", strings.Count(string(source), old), old)
		}
		text = strings.Replace(string(source), old, text, 1)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// findings gives what check prints with --notes. Looking at one file after the
// other has to find the same.
func findings(t *testing.T, dir string) diagnostic.List {
	t.Helper()
	a, list, err := Check(dir, today)
	if err != nil {
		t.Fatal(err)
	}
	if a != nil {
		var single diagnostic.List
		for _, d := range choose(a, func(string) bool { return true }).documents {
			single = append(single, RunOn(a, diagnostic.Note, func(file string) bool { return file == d.File })...)
		}
		if diff := cmp.Diff(Run(a, diagnostic.Note), single.Sort()); diff != "" {
			t.Errorf("looking at one file after the other (-all at once +one by one):\n%s", diff)
		}
	}
	return list
}

func printed(t *testing.T, l diagnostic.List) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.WriteText(&b, false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// mended lets fix loose and tells what it did and what changed.
func mended(t *testing.T, dir string) string {
	t.Helper()
	before := snapshot(t, dir)
	done, err := MendFolder(dir, today, func(string) bool { return true }, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, d := range done {
		fmt.Fprintf(&b, "%s: %s\n", d.File, d.What)
	}
	after := snapshot(t, dir)
	for _, file := range []string{defaultFile, "content/incidents/2025/2025-09-01-luxtrust-outage.yaml"} {
		b.Write(diff.Diff(file+".orig", before[file], file, after[file]))
	}
	return diagnosticSafe(b.String())
}

// diagnosticSafe keeps golden files readable where records hold raw bytes.
func diagnosticSafe(s string) string {
	if strings.ToValidUTF8(s, "") != s || strings.ContainsAny(s, "\ufeff\u200b\u202e\x00") {
		lines := strings.SplitAfter(s, "\n")
		return lines[0]
	}
	return s
}

func snapshot(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	files, err := filepath.Glob(filepath.Join(dir, "content", "incidents", "*", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		relative, _ := filepath.Rel(dir, file)
		all[filepath.ToSlash(relative)] = content
	}
	return all
}
