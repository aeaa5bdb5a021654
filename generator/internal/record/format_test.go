package record

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/edtf"
)

// repository is the folder that holds content/.
const repository = "../../.."

// realRecords calls visit with every record of the archive.
func realRecords(t testing.TB, visit func(name string, source []byte)) {
	t.Helper()
	count := 0
	err := fs.WalkDir(os.DirFS(repository), "content", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".yaml" {
			return err
		}
		source, err := os.ReadFile(filepath.Join(repository, name))
		if err != nil {
			return err
		}
		count++
		visit(name, source)
		return nil
	})
	if err != nil || count < 100 {
		t.Fatalf("found %d records: %v", count, err)
	}
}

// decoded reads a record whose kind its path tells.
func decoded(name string, source []byte) any {
	id := strings.TrimSuffix(filepath.Base(name), ".yaml")
	switch {
	case strings.Contains(name, "services/"):
		v, _, _ := DecodeService(name, id, source)
		return v
	case strings.Contains(name, "organisations/"):
		v, _, _ := DecodeOrganisation(name, id, source)
		return v
	default:
		v, _, _ := DecodeIncident(name, id, source)
		return v
	}
}

var compare = cmp.Options{
	cmp.Comparer(func(a, b edtf.Value) bool { return a == b }),
	cmp.Comparer(func(a, b edtf.Duration) bool { return a == b }),
	cmp.Comparer(func(a, b Quantity) bool { return a == b }),
	cmpopts.EquateEmpty(),
}

func TestFormatKeepsEveryRealRecord(t *testing.T) {
	realRecords(t, func(name string, source []byte) {
		out, err := Format(source)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		if diff := cmp.Diff(decoded(name, source), decoded(name, out), compare); diff != "" {
			t.Errorf("%s changed (-before +after):\n%s", name, diff)
		}
		again, err := Format(out)
		if err != nil || string(again) != string(out) {
			t.Errorf("%s: formatting twice differs: %v\n%s", name, err, cmp.Diff(string(out), string(again)))
		}
	})
}

func TestRealRecordsAreFormatted(t *testing.T) {
	realRecords(t, func(name string, source []byte) {
		out, err := Format(source)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if diff := cmp.Diff(string(source), string(out)); diff != "" {
			t.Errorf("%s is not in the canonical style, run \"go run ./generator fmt -w content\" (-is +wanted):\n%s", name, diff)
		}
	})
}

func TestFormat(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"order of fields", "countries: [LU]\ntype: outage\ntitle: A\n", "title: A\ntype: outage\ncountries: [LU]\n"},
		{"order of fields of a service", "sector: energy\noperator: creos\nname: Grid\n", "name: Grid\noperator: creos\nsector: energy\n"},
		{"blank lines go", "title: A\n\n\ntype: outage\n", "title: A\ntype: outage\n"},
		{"quotes only where needed", "title: \"Plain words\"\ntype: 'outage'\n", "title: Plain words\ntype: outage\n"},
		{"quotes stay where needed", "title: 'A: b'\npublished: '2025-01-02'\n", "title: \"A: b\"\npublished: 2025-01-02\n"},
		{"text that looks like a number", "title: '112'\ncountries: ['NO']\n", "title: \"112\"\ncountries: [\"NO\"]\n"},
		{"quotes within", "title: \"The \\\"big\\\" one: x\"\n", "title: 'The \"big\" one: x'\n"},
		{"sets are quoted", "start: '[2024-01-31,2024-02-07]'\ntitle: A\n", "title: A\nstart: \"[2024-01-31,2024-02-07]\"\n"},
		{"flow mapping opens", "title: A\nstart: {value: 2025, sources: [a, b]}\n", "title: A\nstart:\n  value: 2025\n  sources: [a, b]\n"},
		{"list of ids closes", "title: A\nrelated:\n- a-b\n- c-d\n", "title: A\nrelated: [a-b, c-d]\n"},
		{"entries are indented", "title: A\nsources:\n- url: https://example.org/\n  id: a\n", "title: A\nsources:\n  - id: a\n    url: https://example.org/\n"},
		{"summary is folded", "title: A\nsummary: One two.\n", "title: A\nsummary: >-\n  One two.\n"},
		{"details keep lines", "title: A\ndetails: \"One.\\n\\n- two\\n- three\"\n", "title: A\ndetails: |\n  One.\n\n  - two\n  - three\n"},
		{"windows line ends", "title: A\r\ntype: outage # x\r\n", "title: A\ntype: outage  # x\n"},
		{"unknown fields stay last", "zebra: 1\nx-b: z\ntitle: A\n", "title: A\nzebra: 1\nx-b: z\n"},
		{"comments move with their field", "# for B\ntype: outage # behind B\n# for A\ntitle: A\n", "# for A\ntitle: A\n# for B\ntype: outage  # behind B\n"},
		{"the editor's line stays first", "# yaml-language-server: $schema=x\ntype: outage\ntitle: A\n", "# yaml-language-server: $schema=x\ntitle: A\ntype: outage\n"},
		{"a heading stays first", "# A heading.\n\ntype: outage\ntitle: A\n", "# A heading.\ntitle: A\ntype: outage\n"},
		{"comment below a list", "title: A\nsources:\n  - id: a\n    # no address\npublished: 2025-01-02\n", "title: A\nsources:\n  - id: a\n    # no address\npublished: 2025-01-02\n"},
		{"comment above an entry", "title: A\nsources:\n  # first\n  - id: a\n  # second\n  - id: b\n", "title: A\nsources:\n  # first\n  - id: a\n  # second\n  - id: b\n"},
		{"comment within a list of ids", "title: A\nrelated: [a-b, # one\n  c-d]\n", "title: A\nrelated:\n  - a-b  # one\n  - c-d\n"},
		{"comment behind a block", "title: A\nsummary: > # why\n  Text # no comment.\n# end\n", "title: A\nsummary: >-  # why\n  Text # no comment.\n# end\n"},
		{"no comment in quotes", "title: \"A #1\"\ntype: 'it''s #2' # yes\n", "title: \"A #1\"\ntype: \"it's #2\"  # yes\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Format([]byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestFormatRefusesBrokenYAML(t *testing.T) {
	for _, in := range []string{"", "title: [a\n", "a: &x b\n", "- a\n", "a: b\n---\nc: d\n"} {
		if out, err := Format([]byte(in)); err == nil {
			t.Errorf("Format(%q) = %q, want an error", in, out)
		}
	}
}

func FuzzFormat(f *testing.F) {
	for _, seed := range []string{
		"title: A\nsummary: >\n  a b\n\n  c\n", "# c\ntitle: 'x' # y\nsources:\n - id: a # z\n   # w\n - {id: b}\n",
		"details: |2\n    code\n\n  text\n", "title: \"\\u202e \\x07 \\\"\"\n", "a: {b: [c, 'd, e']}\n", "? a\n: b\n", "start: '~'\nend: null\n",
		"title: a\n  b # c\n\n# d\nx-y: >+\n  q\n\n", "title: |-\n\n\n   x\n  # y\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		out, err := Format(source)
		if err != nil {
			return
		}
		again, err := Format(out)
		if err != nil {
			t.Fatalf("the result cannot be formatted: %v\n%q\n%q", err, source, out)
		}
		if string(again) != string(out) {
			t.Fatalf("formatting twice differs\nsource %q\nonce   %q\ntwice  %q", source, out, again)
		}
		for _, name := range []string{"incidents/x.yaml", "services/x.yaml", "organisations/x.yaml"} {
			if unquoted(name, source) {
				continue
			}
			if diff := cmp.Diff(decoded(name, source), decoded(name, out), compare); diff != "" {
				t.Fatalf("a value changed\n%q\n%q\n%s", source, out, diff)
			}
		}
	})
}

// unquoted tells whether a text of the record lacks quotes, which Format adds.
func unquoted(name string, source []byte) bool {
	_, _, incident := DecodeIncident(name, "x", source)
	_, _, service := DecodeService(name, "x", source)
	_, _, organisation := DecodeOrganisation(name, "x", source)
	return slices.ContainsFunc(slices.Concat(incident, service, organisation), func(f diagnostic.Finding) bool { return f.Rule == "yaml/not-text" })
}
