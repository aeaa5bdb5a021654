package plainyaml

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// library reads text with the YAML package. It gives nil where that is an error,
// or more or less than one mapping.
func library(text string) *yaml.Node {
	decoder := yaml.NewDecoder(strings.NewReader(text))
	var first, second yaml.Node
	if decoder.Decode(&first) != nil || decoder.Decode(&second) != io.EOF {
		return nil
	}
	if len(first.Content) != 1 || first.Content[0].Kind != yaml.MappingNode {
		return nil
	}
	return first.Content[0]
}

// show writes a tree on lines, with all that a reader of records looks at.
func show(b *strings.Builder, n *yaml.Node, depth int) {
	fmt.Fprintf(b, "%*d:%d kind %d style %d %s %s%q\n", 2*depth, n.Line, n.Column, n.Kind, n.Style, n.Tag, n.Anchor, n.Value)
	for _, child := range n.Content {
		show(b, child, depth+1)
	}
}

// compare reads text in both ways. It tells whether it is plain YAML.
func compare(t *testing.T, r *Reader, name, text string) bool {
	t.Helper()
	got, ok := r.Read(text)
	if !ok {
		return false
	}
	want := library(text)
	if want == nil {
		t.Errorf("%s: read although the YAML package does not:\n%s", name, text)
		return true
	}
	var x, y strings.Builder
	show(&x, got, 0)
	show(&y, want, 0)
	if x.String() != y.String() {
		t.Errorf("%s: %s", name, difference(x.String(), y.String()))
		t.Logf("text:\n%s", text)
	}
	return true
}

// difference gives the first line that differs.
func difference(got, want string) string {
	x, y := strings.Split(got, "\n"), strings.Split(want, "\n")
	for n := range min(len(x), len(y)) {
		if x[n] != y[n] {
			return fmt.Sprintf("node %d is\n%s\nwant\n%s", n, x[n], y[n])
		}
	}
	return fmt.Sprintf("%d nodes, want %d", len(x), len(y))
}

var plain = []string{
	"a: b\n",
	"a: b",
	"# comment\n\na: b # comment\n  # comment\nc-d_3: e#f g\n\n",
	"a:\nb: \nc: # nothing\nd: x\n",
	"a:\n  b: c\n  d:\n      e: f\n    # comment\ng: h\n",
	"a:\n- b\n- c: d\n  e:\n  - f\n  g: h\ni: j\n",
	"a:\n  - b: c\n    d: e\n  -   f: g\n      h: i\n\n  # comment\n  - j\nk: l\n",
	"a: 'it''s' # comment\nb: \"x \\\"y\\\" \\\\ \\n\\t\"\nc: \"\"\nd: ''\ne: \"é: # [\"\n",
	"a: [b, c d , \"e, f\", 'g']  # comment\nb: []\nc: [ ]\nd: [é, f]\ne: [availability:ddos, 16:15]\n",
	"a: 1\nb: 2024-01-02\nc: 2024-01-02T03:04\nd: 2024-01-02T03:04:05Z\ne: 1e3\nf: ~\ng: null\nh: true\ni: yes\nj: -1\nk: .5\nl: 0x1f\nm: 1_000\nn: <<\no: =x\np: 2023-02-29\nq: 0o7\n",
	"a: x:y\nb: http://example.org/#c\nc: a - b\nd: -x\ne: \"\\'\"\n",
	"1: a\nnull: b\ntrue: c\n2024-01-02: d\n",
	"a: é \nb: 漢字 👩‍💻\n",
	"a: |\n  b\n\n    c\n  d\n\n\ne: f\n",
	"a: >\n  b\n  c\n\n  d\n    e\n   \n    f\n  g\n\n\n# comment\nh: i\n",
	"a: |-\n  b\nb: |+\n  c\n\n\nc: >-\n  d\n  e\nd: >+\n  f\n\n",
	"a: |\n\n\n  b\n \n  \n   \n  c",
	"a: |\n  b\n  ",
	"a:\n  - |\n    b\n    c\n  - >-\n   d\n   e\n",
	"a:\n  - b: |\n      c\n    d: e\n",
	"a: |  \n  # no comment\n  b: c\n # comment\nd: e\n",
	"a: >-\n  Über\n  # no comment\nb: c\n",
}

// notPlain is read by the YAML package, or refused with a message of its own.
var notPlain = []string{
	"", "# nothing\n", "a\n", "- a\n", " a: b\n", "a: b\n c\n", "a: b: c\n", "a: b:\n", "a:\n b: c\n  d: e\n", "a:\n  b: c\n d: e\n", "a:\n  b\n",
	"a: &x b\n", "a: *x\n", "a: !x b\n", "? a\n: b\n", "\"a\": b\n", "a: {b: c}\n", "a: [b\n", "a: [b,\n  c]\n", "a: [b] c\n", "a: [b, ]\n", "a: [, b]\n",
	"a: [[b]]\n", "a: [b: c]\n", "a: [b #c]\n", "a: \"b\n  c\"\n", "a: \"b\" c\n", "a: \"b\"#c\n", "a: \"\\x41\"\n", "a: 'b\n", "a: |2\n   b\n", "a: | # comment\n  b\n",
	"a: |\nb: c\n", "a: |\n", "a: |\n    \n  b\n", "a: |\n  b\n c\n", "a: b\n---\nc: d\n", "---\na: b\n", "a: b\n...\n", "%YAML 1.2\n---\na: b\n",
	"a:\n  - b\n c: d\n", "a:\n  - b\n  c: d\n", "a:\n  -\n    b: c\n", "a:\n  - - b\n", "a: - b\n", "a:\n- b\n -c\n", "a:\tb\n", "a: b\r\n", "a: @b\n", "a: `b\n", "a: %b\n", "a: ,b\n", "a: ]b\n",
	"a: ? b\n", "a: : b\n", "a: \u0085\n", "a: \u2028\n", "\ufeffa: b\n", "a: \xff\n", "a: \x00\n", "a: \x7f\n", "a: \ufffe\n", "a : b\n", "a:b\n", "é: b\n",
	strings.Repeat("a", 200) + ": b\n", deep(40),
}

func deep(n int) string {
	var b strings.Builder
	for k := range n {
		b.WriteString(strings.Repeat(" ", k) + "a:\n")
	}
	return b.String()
}

func TestRead(t *testing.T) {
	var r Reader
	for _, text := range plain {
		if !compare(t, &r, "plain", text) {
			t.Errorf("not read:\n%s", text)
		}
	}
	for _, text := range notPlain {
		if compare(t, &r, "not plain", text) {
			t.Errorf("read, want it left to the YAML package:\n%s", text)
		}
	}
}

// records gives the records of this repository.
func records(t testing.TB) map[string]string {
	t.Helper()
	files := map[string]string{}
	tree := os.DirFS("../../../content")
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".yaml") {
			return err
		}
		data, err := fs.ReadFile(tree, name)
		files[name] = string(data)
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	return files
}

func TestRecords(t *testing.T) {
	var r Reader
	files, read := records(t), 0
	for name, text := range files {
		if compare(t, &r, name, text) {
			read++
		} else {
			t.Log("not plain:", name)
		}
	}
	if read < len(files)*9/10 {
		t.Errorf("only %d of %d records are plain YAML", read, len(files))
	}
}

// TestChanged changes records at random, in the ways in which people do and in
// others.
func TestChanged(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	texts := append([]string{}, plain...)
	for _, text := range records(t) {
		if len(text) < 4000 {
			texts = append(texts, text)
		}
	}
	var r Reader
	read := 0
	for range 5000 {
		text := texts[random.IntN(len(texts))]
		for range 1 + random.IntN(3) {
			text = change(random, text)
		}
		if compare(t, &r, "changed", text) {
			read++
		}
		if t.Failed() {
			return
		}
	}
	if read == 0 {
		t.Error("none of the texts is plain YAML")
	}
}

// pieces are what a change puts in.
var pieces = []string{" ", "  ", "\n", "\n\n", "\n  ", ": ", ":", "- ", "-", "#", " # ", "'", "''", "\"", "\\", "|\n", ">-\n", ">\n", "[", "]", ", ", "{", "}", "&", "*", "!", "?", "? ", "é", "\t", "0", "---\n", "...\n", "a: b\n", "<<", "~", "%", "@", "\u2029", "\u00a0"}

func change(random *rand.Rand, text string) string {
	at := random.IntN(len(text) + 1)
	end := min(len(text), at+random.IntN(4))
	switch random.IntN(4) {
	case 0:
		return text[:at] + text[end:]
	case 1: // a line moves in or out
		start := strings.LastIndexByte(text[:at], '\n') + 1
		if random.IntN(2) == 0 {
			return text[:start] + strings.TrimPrefix(text[start:], " ")
		}
		return text[:start] + strings.Repeat(" ", 1+random.IntN(3)) + text[start:]
	case 2:
		return text[:at] + pieces[random.IntN(len(pieces))] + text[end:]
	}
	return text[:at] + pieces[random.IntN(len(pieces))] + text[at:]
}

func FuzzRead(f *testing.F) {
	for _, text := range append(plain, notPlain...) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var r Reader
		compare(t, &r, "fuzzed", string(text))
		compare(t, &r, "twice", string(bytes.Repeat(text, 2)))
	})
}

func BenchmarkRead(b *testing.B) {
	var texts []string
	size := 0
	for _, text := range records(b) {
		texts = append(texts, text)
		size += len(text)
	}
	b.Run("plain", func(b *testing.B) {
		var r Reader
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			for _, text := range texts {
				r.Read(text)
			}
		}
	})
	b.Run("library", func(b *testing.B) {
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			for _, text := range texts {
				library(text)
			}
		}
	})
}
