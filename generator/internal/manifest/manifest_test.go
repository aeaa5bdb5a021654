package manifest_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/manifest"
)

func sample() *manifest.Manifest {
	return &manifest.Manifest{
		Kind: manifest.Offline, Title: `Incidents & "more"`, Date: "2026-11-22", Version: "2026-11-22.0123456789", Incidents: 2,
		Files: []manifest.File{
			{Path: "services/index.html", Bytes: 3, SHA256: manifest.Sum([]byte("abc"))},
			{Path: "index.html", Bytes: 0, SHA256: manifest.Sum(nil)},
		},
	}
}

func encode(t *testing.T, m *manifest.Manifest) []byte {
	t.Helper()
	data, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestManifestReadsBack(t *testing.T) {
	m := sample()
	data := encode(t, m)
	got, err := manifest.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	want := sample()
	want.Format = manifest.Format
	want.Files[0], want.Files[1] = want.Files[1], want.Files[0] // by path
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if !strings.Contains(string(data), `
    {"path":"services/index.html","bytes":3,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
`) {
		t.Errorf("want one file a line, got\n%s", data)
	}
	empty, err := manifest.Parse(encode(t, &manifest.Manifest{Kind: manifest.Site, Date: "2026-11-22"}))
	if err != nil || len(empty.Files) != 0 {
		t.Errorf("a manifest of no files: %v, %v", empty, err)
	}
}

func TestManifestsFollowEachOther(t *testing.T) {
	first := sample()
	if err := first.Follow(nil); err != nil {
		t.Fatal(err)
	}
	published := encode(t, first)
	second := sample()
	if err := second.Follow(published); err != nil {
		t.Fatal(err)
	}
	if second.Sequence != 2 || second.Previous != manifest.Sum(published) {
		t.Errorf("sequence %d after %q, want 2 after %q", second.Sequence, second.Previous, manifest.Sum(published))
	}
	if _, err := manifest.Parse(encode(t, second)); err != nil {
		t.Error(err)
	}
	if err := second.CheckFollows(published); err != nil {
		t.Error(err)
	}
	changed := []byte(strings.Replace(string(published), "Incidents", "incidents", 1))
	if err := second.CheckFollows(changed); err == nil {
		t.Error("a chain with a changed edition passes")
	}
}

func TestParseRefuses(t *testing.T) {
	good := string(encode(t, sample()))
	tests := []struct{ name, old, new, want string }{
		{"no JSON", "{\n", "[\n", "not JSON"},
		{"other format", "manifest/1", "manifest/2", "use a newer generator"},
		{"other kind", `"offline"`, `"cd"`, `kind is "cd"`},
		{"no date", "2026-11-22\",\n  \"version", "soon\",\n  \"version", `date is "soon"`},
		{"order", "index.html\",\"bytes\":0", "z.html\",\"bytes\":0", "in order"},
		{"climbing", `"index.html"`, `"../index.html"`, `".."`},
		{"absolute", `"index.html"`, `"/index.html"`, "empty part"},
		{"itself", `"index.html"`, `"MANIFEST.json"`, "manifest itself"},
		{"hash", "ba7816bf", "BA7816BF", "64 hexadecimal digits"},
		{"length", `"bytes":3`, `"bytes":-3`, "want a length"},
		{"chain", `"incidents": 2`, `"incidents": 2, "sequence": 3`, "sequence 3"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			source := strings.Replace(good, test.old, test.new, 1)
			if source == good {
				t.Fatalf("%q is not in the manifest", test.old)
			}
			_, err := manifest.Parse([]byte(source))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}

func TestCheckNames(t *testing.T) {
	long := strings.Repeat("a", manifest.MaxName)
	tests := []struct{ names, want string }{
		{"index.html incidents/index.html .well-known/x CON-1/a_b.css " + long, ""},
		{long + "a", "want at most 120"},
		{"a//b", "empty part"},
		{"/etc/passwd", "empty part"},
		{"C:/x", "':'"},
		{`a\b`, `'\\'`},
		{"a/../../b", `".."`},
		{"é.html", "'é'"},
		{"services/aux/index.html", `part "aux"`},
		{"services/COM1.txt", `part "COM1.txt"`},
		{"services/com10", ""},
		{"a./b", "ends with a point"},
		{"Index.html index.html", "the same on Windows"},
		{"A/x a/y", `folder names "A" and "a"`},
		{"a a/b", "a file and"},
		{"A a/b", "a file and"},
	}
	for _, test := range tests {
		err := manifest.CheckNames(strings.Fields(test.names))
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%q: got %v, want %q", test.names, err, test.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	data, _ := sample().Encode()
	f.Add(data)
	f.Add([]byte(`{"format":"incident-archive-manifest/1","kind":"site","date":"2026-11-22","files":[{"path":"a"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := manifest.Parse(data)
		if err != nil {
			return
		}
		again, err := m.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := manifest.Parse(again)
		if err != nil {
			t.Fatalf("%v in\n%s", err, again)
		}
		if len(m.Files) == 0 {
			m.Files = []manifest.File{}
		}
		if diff := cmp.Diff(m, got); diff != "" {
			t.Errorf("(-first +again)\n%s", diff)
		}
	})
}
