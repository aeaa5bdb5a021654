package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	_ "modernc.org/sqlite"
)

// hostileTexts are lines that pass as text, and are code where somebody forgets
// to escape them.
var hostileTexts = []string{
	`<script>pwn(1)</script><img src=x onerror=pwn(1)>`,
	`"onmouseover="pwn(1)" 'onfocus='pwn(1)' x`,
	`</title></textarea></style></script><svg onload=pwn(1)>`,
	`<!--<script> and --><!-- again`,
	`]]> closes <![CDATA[ and &lt;b&gt; &amp; &#x41;`,
	`{{ .Site.Params.store }} {{ getenv "HOME" }} {{ readFile "hugo.toml" }}`,
	`{{< figure src="x" >}} {{% raw %}} {{</* x */>}}`,
	"${pwn(1)} #{x} <%= x %> {% x %} `id` $(id) %s %n",
	`=cmd|'/C calc'!A0`,
	`+1+1+cmd`,
	`-2+3+cmd`,
	`@SUM(1,2)`,
	`＝cmd() ＋1 －1 ＠x`,
	`a,b;c\, \; \n END:VEVENT BEGIN:VEVENT`,
	`::set-output name=x::y ::error file=a::b %0A##[error]x`,
	`x__proto__x constructor hasOwnProperty`,
	`x' OR '1'='1'; DROP TABLE incidents;--`,
	`javascript:pwn(1) data:text/html,x //canary.invalid/x`,
	`xn--xample-2of.org https://canary.invalid/track.png`,
	`(a+)+$ .*? ^x| \u003cscript\u003e \x3c`,
	`انقطاع الشبكة "الهاتف" في لوكسمبورغ`,
	`می‌خواهم 👩‍💻 é é ñ`,
}

// harmless gives a text of the same words without what is special in any format
// but for backticks, which are Markdown that records may use.
func harmless(text string) string {
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune("<>&\"'={}()[]%$:;,\\/|^*+-@#!?.~_＝＋－＠", r) {
			return 'x'
		}
		return r
	}, text)
	return strings.NewReplacer("constructor", "konstructor", "hasOwn", "hazOwn", "proto", "brodo", "null", "mull").Replace(text)
}

// quoted writes a text in YAML.
func quoted(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		return ""
	}
	return strings.TrimSpace(b.String())
}

// short cuts a text to at most n characters.
func short(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return strings.TrimSpace(string(r[:n]))
	}
	return text
}

// writeTexts makes an archive that holds the texts in every field that takes text.
func writeTexts(t *testing.T, dir string, texts []string) {
	t.Helper()
	files := map[string]string{
		"hugo.toml":        fmt.Sprintf("title = %s\nbaseURL = \"https://archive.example/sub/\"\n[params]\ndescription = %s\npublisher = %s\ncontact = \"a@example.org\"\n", quoted(short(texts[0], 60)), quoted(texts[1]), quoted(texts[2])),
		"content/about.md": "---\ntitle: " + quoted(texts[3]) + "\ndescription: " + quoted(texts[4]) + "\n---\n\nText.\n\n" + strings.Join(texts[5:8], "\n\n") + "\n",
	}
	for n, text := range texts {
		q := quoted(text)
		id := fmt.Sprintf("x-%02d", n)
		files["content/organisations/"+id+".yaml"] = fmt.Sprintf("name: %s\nshort_name: %s\nkind: operator\naliases: [%s]\ndescription: %s\nx-own: %s\n", q, quoted(short(text, 40)), quoted(short(text, 50)), q, q)
		files["content/services/"+id+".yaml"] = fmt.Sprintf("name: %s\noperator: %s\nsector: other\ncountries: [LU]\ndescription: %s\naliases: [%s]\nx-own: %s\n", quoted(short(text, 100)), id, q, quoted(short(text, 50)), q)
		files[fmt.Sprintf("content/incidents/2024/2024-03-%02d-text.yaml", n+1)] = fmt.Sprintf(`title: %[1]s
type: attack
certainty: confirmed
summary: %[1]s
details: |
  First.

  Then: %[2]s
time_zone: UTC
start:
  value: 2024-03-%02[3]dT10:00
  sources: [s-1]
  note: %[1]s
end: 2024-03-%02[3]dT12:00
countries: [LU]
root_cause:
  value: malicious-action
  status: suspected
  sources: [s-1]
  note: %[1]s
impacts:
  - service: %[4]s
    level: outage
    users: 40
    area: %[1]s
    note: %[1]s
    sources: [s-1]
consequences:
  - what: %[1]s
    value: 7
    unit: %[5]s
    note: %[1]s
    sources: [s-1]
claims:
  - about: responsibility
    by: %[4]s
    speaker: %[1]s
    date: 2024-03-%02[3]d
    says: %[1]s
    actor: %[1]s
    status: standing
    sources: [s-1]
updates:
  - date: 2024-03-%02[3]d
    text: %[1]s
    sources: [s-1]
responses:
  - date: 2024-03-%02[3]d
    by: %[4]s
    text: %[1]s
    sources: [s-1]
sources:
  - id: s-1
    title: %[1]s
    publisher: %[1]s
    url: https://example.org/%[3]d
    published: 2024-03-%02[3]d
    language: en
    type: report
    official: true
    note: %[1]s
published: 2024-04-01
modified: 2024-04-01
withdrawn:
  date: 2024-05-01
  reason: %[1]s
x-own: %[1]s
`, q, text, n+1, id, quoted(short(text, 20)))
		if n%2 == 0 {
			name := fmt.Sprintf("content/incidents/2024/2024-03-%02d-text.yaml", n+1)
			files[name] = files[name][:strings.Index(files[name], "withdrawn:")]
		}
	}
	for name, text := range files {
		place := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(place, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// readTree reads all files below a folder, and those in its zip files.
func readTree(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		files[name] = data
		if err != nil || path.Ext(name) != ".zip" {
			return err
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return err
		}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				return err
			}
			if files["zip:"+f.Name], err = io.ReadAll(r); err != nil {
				return err
			}
			r.Close()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// buildTexts builds the site, its offline edition and the edition in one file of
// an archive with the texts.
func buildTexts(t *testing.T, texts []string) (archive string, files map[string][]byte) {
	t.Helper()
	archive = filepath.Join(t.TempDir(), "archive")
	writeTexts(t, archive, texts)
	public := filepath.Join(t.TempDir(), "public")
	for _, args := range [][]string{
		{"build", "--no-history", "--bundle", "-C", archive, "-o", public},
		{"bundle", "--no-history", "-C", archive, "--single-file", filepath.Join(public, "single.html")},
	} {
		var stderr bytes.Buffer
		if code := run(t.Context(), args, io.Discard, &stderr); code != 0 {
			t.Fatalf("%q: %s", args, &stderr)
		}
	}
	return archive, readTree(t, public)
}

// TestHostileTexts builds one archive twice: with texts that break out where they
// are not escaped, and with harmless ones. Each file of the two sites is read by
// a parser of its format: it has the same shape, so that no text became code,
// markup, a column, a line or a field; and the texts are there, letter by letter.
func TestHostileTexts(t *testing.T) {
	var plain []string
	for _, text := range hostileTexts {
		plain = append(plain, harmless(text))
	}
	archive, hostile := buildTexts(t, hostileTexts)
	_, peaceful := buildTexts(t, plain)
	named := func(files map[string][]byte) map[string]string {
		names := map[string]string{}
		for name := range files {
			if k := kindless(name); k != "" {
				names[k] = name
			}
		}
		return names
	}
	one, two := named(hostile), named(peaceful)
	if diff := gocmp.Diff(slices.Sorted(maps.Keys(two)), slices.Sorted(maps.Keys(one))); diff != "" {
		t.Errorf("the sites have other files (-harmless +hostile)\n%s", diff)
	}
	told := 0
	for _, k := range slices.Sorted(maps.Keys(one)) {
		want, err := shapeOf(two[k], peaceful[two[k]])
		if err != nil {
			t.Errorf("%s: %v", two[k], err)
			continue
		}
		got, err := shapeOf(one[k], hostile[one[k]])
		if err != nil {
			t.Errorf("%s: %v", one[k], err)
		} else if !slices.Equal(got, want) {
			if told++; told <= 5 {
				t.Errorf("%s has another shape (-harmless +hostile)\n%.3000s", one[k], gocmp.Diff(want, got))
			}
		}
	}
	if told > 5 {
		t.Errorf("%d files have another shape", told)
	}
	checkLiteral(t, hostile)
	checkTerminal(t, archive)
}

// checkLiteral looks that each title stands in the outputs as it was written.
func checkLiteral(t *testing.T, files map[string][]byte) {
	t.Helper()
	for n, text := range hostileTexts {
		id := fmt.Sprintf("2024-03-%02d-text", n+1)
		for _, prefix := range []string{"", "zip:"} {
			name := "incidents/" + id + "/index.html"
			if prefix != "" {
				for candidate := range files {
					if strings.HasPrefix(candidate, prefix) && strings.HasSuffix(candidate, "/"+name) {
						name = candidate
					}
				}
			}
			root, err := html.Parse(bytes.NewReader(files[name]))
			if err != nil {
				t.Fatal(err)
			}
			heading := ""
			for _, h := range newBuiltPage(root).all("h1") {
				heading = strings.TrimSpace(textOf(h))
			}
			if !strings.Contains(heading, strings.Join(strings.Fields(text), " ")) {
				t.Errorf("%s has the heading %q, want %q", name, heading, text)
			}
		}
		var incident struct{ Title string }
		if err := json.Unmarshal(files["api/v1/incidents/"+id+".json"], &incident); err != nil || incident.Title != text {
			t.Errorf("the title of %s is %q in JSON, want %q (%v)", id, incident.Title, text, err)
		}
	}
	shards := 0
	for name, data := range files {
		if bytes.HasPrefix(data, []byte("_s(")) && !strings.Contains(name, "js/") {
			shards++
			if err := readScript(name, data); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if shards < 3 {
		t.Errorf("found %d files of the search index", shards)
	}
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// checkTerminal looks that what commands print about such records moves no
// cursor and gives no command to a CI service.
func checkTerminal(t *testing.T, archive string) {
	t.Helper()
	broken := filepath.Join(archive, "content", "incidents", "2024", "2024-03-30-broken.yaml")
	if err := os.WriteFile(broken, []byte("title: \"::error::\x1b[31m\u202e\r\n##[error]\"\n\"::set-output name=a::b\": x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"check", "--notes"}, {"check", "--notes", "--format", "github"}, {"check", "--notes", "--format", "json"}, {"check", "--notes", "--format", "sarif"}, {"build", "-o", filepath.Join(t.TempDir(), "x")},
		{"search", "constructor"}, {"search", "pwn"}, {"search", "::error::\x1b[31m"}, {"explain", "x\x1b[31m"}, {"fix", "-d"}, {"check", "--format", "\x1b[31m"}, {"\x1b[31m"}, {"build", "--base-url", "\x1b[31m"},
	} {
		var stdout, stderr bytes.Buffer
		code := run(context.Background(), append(args, "-C", archive), &stdout, &stderr)
		if args[0] == "check" && code == exitOK {
			t.Errorf("%q passes", args)
		}
		for _, out := range []string{stdout.String(), stderr.String()} {
			for line := range strings.Lines(out) {
				annotation := slices.Contains(args, "github") && (strings.HasPrefix(line, "::error file=content/") || strings.HasPrefix(line, "::warning file=content/") || strings.HasPrefix(line, "::notice file=content/"))
				if strings.ContainsAny(strings.TrimSuffix(line, "\n"), "\x1b\r\n\x07\x08\u202e\u009b") || strings.HasPrefix(strings.TrimSpace(line), "::") && !annotation || strings.Contains(line, "##[") && args[0] != "search" && !slices.Contains(args, "json") && !slices.Contains(args, "sarif") && slices.Contains(args, "github") {
					t.Errorf("%q prints %q", args, line)
				}
			}
		}
	}
	if err := os.Remove(broken); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{"constructor", "x__proto__x", "pwn", "type:attack", "service:constructor", "=cmd", "انقطاع"} {
		var stdout, stderr bytes.Buffer
		run(context.Background(), []string{"search", "-C", archive, query}, &stdout, &stderr)
		if strings.ContainsAny(stdout.String(), "\x1b\r\u202e") || cmp.Compare(stdout.Len(), 0) == 0 && !strings.Contains(query, ":") {
			t.Errorf("search %q prints %q %q", query, &stdout, &stderr)
		}
	}
}
