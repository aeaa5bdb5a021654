package manifest

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// likeJSON wants what is read from lines to be what any reader of JSON reads.
func likeJSON(t *testing.T, text string) (ok bool) {
	t.Helper()
	got, ok := readLines(text)
	if !ok || got.check() != nil {
		return false
	}
	want := &Manifest{}
	if err := json.Unmarshal([]byte(text), want); err != nil {
		t.Fatalf("lines are read of what is no JSON (%v):\n%s", err, text)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-JSON +lines)\n%s\nof\n%s", diff, text)
	}
	return true
}

func lines() string {
	m := &Manifest{Kind: Site, Title: "a \"files\": [\n b", Date: "2026-11-22", Files: []File{
		{Path: "a/b-c_d.html", Bytes: 0, SHA256: Sum(nil)}, {Path: "b", Bytes: 1234567890123, SHA256: Sum([]byte("b"))},
	}}
	data, _ := m.Encode()
	return string(data)
}

// TestLines reads what Encode writes by lines, and nothing that is written in
// another way.
func TestLines(t *testing.T) {
	empty, err := (&Manifest{Kind: Offline, Date: "2026-11-22"}).Encode()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{lines(), string(empty)} {
		if !likeJSON(t, text) {
			t.Errorf("cannot be read by lines:\n%s", text)
		}
	}
	for _, c := range []struct{ old, new string }{
		{"a/b", `a\/b`}, {"a/b", "é"}, {`b-c`, `b"c`}, {":0,", ":-0,"}, {":0,", ":00,"}, {":0,", ":0.0,"}, {":0,", ":,"}, {"1234567890123,", "12345678901234567890,"},
		{"},\n", "}\n"}, {"},\n", "},\n,\n"}, {"},\n", "},\n\n"}, {"\n  ]\n}\n", "\n  ]\n}"}, {"\n  ]\n}\n", ",\n  ]\n}\n"}, {"\n  ]\n}\n", "\n  ]\n}\n\n"},
		{`"files"`, `"Files"`}, {`"bytes"`, `"Bytes"`}, {`"path"`, `"x":1,"path"`}, {"{\n", "{\n\"x\": {\n  \"files\": [\n  ]\n},\n"}, {"{\n", "[\n"},
	} {
		text := strings.Replace(lines(), c.old, c.new, 1)
		if text == lines() {
			t.Fatalf("%q is not in the manifest", c.old)
		}
		if likeJSON(t, text) {
			t.Errorf("is read by lines with %q:\n%s", c.new, text)
		}
	}
	for n := range len(lines()) {
		if text := lines()[:n]; likeJSON(t, text) {
			t.Errorf("is read by lines:\n%s", text)
		}
	}
}

func FuzzLines(f *testing.F) {
	f.Add(lines())
	f.Add("{\n  \"files\": [\n  ]\n}\n")
	f.Fuzz(func(t *testing.T, text string) { likeJSON(t, text) })
}
