package layout

import (
	"fmt"
	"html/template"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"incidentarchive/generator/internal/locale"
)

// view is what the layouts of the tests print.
type view struct {
	inner
	Text  string
	HTML  template.HTML
	JS    template.JS
	URL   string
	Count int
	Long  int64
	Yes   bool
	Words []string
	Links []link
	Link  *link
	Any   any
	Named named
}

type inner struct{ Deep string }

type link struct{ Text, URL string }

type named string

func (named) String() string { return "a text of its own" }

func example() *view {
	return &view{
		inner: inner{"deep"}, Text: `a <b> & "c" 'd' +`, HTML: "<i>e</i>", JS: "f()", URL: "/g h?i=1&j='2'#k", Count: 3, Long: -4, Yes: true,
		Words: []string{"one", "<two>", "three"}, Links: []link{{"first", "https://example.org/%20%zz"}, {"second", "javascript:alert(1)"}, {"third", ""}},
		Link: &link{"only", "mailto:a@example.org"},
	}
}

// layouts are files of layouts/; the words have one message.
func layouts(t testing.TB, files map[string]string) *Set {
	t.Helper()
	words, err := locale.Parse([]byte("greeting = \"Good <day>\"\nmany = \"{{ .n }} days\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	own := fstest.MapFS{}
	for name, text := range files {
		own["layouts/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	set, err := New([]fs.FS{fstest.MapFS{}, own, fstest.MapFS{}}, words)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

const linkPartial = `{{- /* A link. */ -}}
{{ if .URL }}<a href="{{ .URL }}">{{ .Text }}</a>{{ else }}{{ .Text }}{{ end }}{{- /**/ -}}
`

// TestMain prints templates, and compares with what html/template makes of them.
func TestMain(t *testing.T) {
	for _, text := range []string{
		"plain <b>text</b>",
		"{{ .Text }} {{ .HTML }} {{ .Count }} {{ .Long }} {{ .Deep }} {{ .Link.Text }}",
		`<p class="a {{ .Text }}" data-n="{{ .Count }}" title='{{ .Text }}'>`,
		`<a href="{{ .URL }}">x</a> <a href="/base/{{ .URL }}">y</a> <a href="{{ .URL }}#z">z</a>`,
		`{{ range .Links }}<a href="{{ .URL }}">{{ .Text }}</a>{{ end }}`,
		"{{ range $n, $w := .Words }}{{ if $n }}, {{ end }}{{ $w }} of {{ $.Text }}{{ end }}",
		"{{ range .Words }}{{ . }}{{ else }}none{{ end }}",
		"{{ with .Link }}{{ .Text }} in {{ $.Count }}{{ else }}none{{ end }}",
		"{{ if and .Yes .Words }}both{{ end }}{{ if or .JS .Link }}one{{ end }}{{ if not .Deep }}no{{ else }}yes{{ end }}",
		"{{ if eq .Deep \"deep\" }}deep{{ else if .Yes }}yes{{ end }} {{ or .Deep (T \"greeting\") }} {{ and .Deep .Text }}",
		"{{ $words := .Words }}{{ range $n, $l := .Links }}{{ index $words $n }}: {{ $l.Text }} {{ end }}",
		"{{ T \"greeting\" }} <p title=\"{{ T \"greeting\" }}\">",
		"{{ range .Links }}{{ template \"_partials/link.html\" . }}{{ partial \"link.html\" . }}{{ end }}{{ with .Link }}{{ template \"_partials/link.html\" . }}{{ end }}",
		"{{ $a := .Text }}{{ with .Link }}{{ $a := .Text }}{{ $a }}{{ end }}{{ $a }}",
		"{{- /* a comment */ -}} x {{ if .Yes -}} y {{- end }}",
		"<title>{{ .Text }}</title>",
	} {
		set := layouts(t, map[string]string{"x.html": `{{ define "main" }}` + text + `{{ end }}`, "_partials/link.html": linkPartial})
		got, ok := set.Main("x", example())
		if !ok {
			_, err := set.compile(key{"x", "main", reflect.TypeOf(example())})
			t.Errorf("%s\nis not printed: %v", text, err)
			continue
		}
		if want := original(t, text, example()); string(got) != want {
			t.Errorf("%s\ngot  %s\nwant %s", text, got, want)
		}
	}
}

// original prints a template with html/template.
func original(t testing.TB, text string, data any) string {
	t.Helper()
	set := template.New("x")
	set.Funcs(template.FuncMap{
		"T": func(string) string { return "Good <day>" },
		"partial": func(name string, data any) (template.HTML, error) {
			var b strings.Builder
			err := template.Must(template.New("").Parse(linkPartial)).Execute(&b, data)
			return template.HTML(b.String()), err
		},
	})
	template.Must(set.New("_partials/link.html").Parse(linkPartial))
	template.Must(set.Parse(text))
	var b strings.Builder
	if err := set.Execute(&b, data); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return b.String()
}

// TestLeftToHugo has what only Hugo can print, or has to refuse.
func TestLeftToHugo(t *testing.T) {
	for _, text := range []string{
		"{{ .Missing }}", "{{ .Text.Missing }}", "{{ .Any }}", "{{ .Named }}", "{{ .Link }}", "{{ .Yes }}", "{{ .Words }}",
		"{{ site.Title }}", "{{ .Text | upper }}", "{{ printf \"%s\" .Text }}", "{{ len .Words }}", "{{ partial \"nowhere.html\" . }}", "{{ partial \"hugo.html\" . }}",
		"{{ T \"nothing\" }}", "{{ T \"many\" }}", "{{ T .Text }}", "{{ T \"greeting\" 1 }}", "{{ range .Link }}{{ end }}", "{{ range 3 }}{{ end }}", "{{ $x }}",
		"{{ range .Words }}{{ break }}{{ end }}", "<script>{{ .JS }}</script>", "<p {{ .Text }}>", "<p title=\"{{ .HTML }}\">", "<a href=\"?q={{ .Text }}\">",
		"{{ $a := .Text }}{{ $a = .Deep }}{{ $a }}", "<a href=\"{{ if .Yes }}x{{ end", "<p title=\"{{ partial \"link.html\" .Link }}\">", "{{ template \"main\" . }}",
		"{{ index .Words 7 }}{{ index .Words .Count }}", "{{ with $x := .Any }}{{ end }}",
	} {
		set := layouts(t, map[string]string{"x.html": `{{ define "main" }}` + text + `{{ end }}`, "_partials/link.html": linkPartial, "_partials/hugo.html": "{{ site.Title }}"})
		if got, ok := set.Main("x", example()); ok {
			t.Errorf("%s is printed: %s", text, got)
		}
	}
	set := layouts(t, map[string]string{"x.html": `{{ define "main" }}{{ .Link.Text }}{{ end }}`})
	if got, ok := set.Main("x", &view{}); ok {
		t.Errorf("a field of nothing is printed: %s", got)
	}
	if _, ok := set.Main("x", example()); !ok {
		t.Error("a layout is not printed after it failed for another view")
	}
	for _, name := range []string{"", "y", "../x", "_partials/x"} {
		if _, ok := set.Main(name, example()); ok {
			t.Errorf("layout %q is printed", name)
		}
	}
	if _, ok := (*Set)(nil).Main("x", example()); ok {
		t.Error("a layout of nothing is printed")
	}
	if _, ok := set.Main("x", nil); ok {
		t.Error("a layout is printed without a view")
	}
}

// TestFolders has layouts in several folders, as an archive and the generator do.
func TestFolders(t *testing.T) {
	folder := func(files ...string) fs.FS {
		own := fstest.MapFS{"layouts/_i18n/en.toml": {}}
		for _, name := range files {
			own["layouts/"+name] = &fstest.MapFile{Data: fmt.Appendf(nil, `{{ define "main" }}%d {{ .Deep }}{{ end }}`, len(files))}
		}
		return own
	}
	generator := folder("x.html", "y.html")
	for _, test := range []struct {
		name    string
		archive fs.FS
		want    template.HTML
	}{
		{"no layouts", fstest.MapFS{}, "2 deep"},
		{"a layout in the place of ours", folder("x.html"), "1 deep"},
		{"a layout that Hugo may choose", folder("incidents/x.html"), ""},
		{"a partial", folder("_partials/own/new.html"), "2 deep"},
		{"a partial that Hugo may choose", folder("_partials/link.de.html"), ""},
	} {
		set, err := New([]fs.FS{test.archive, generator, fstest.MapFS{}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := set.Main("x", example()); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// FuzzEscape prints a text in every place, and compares with html/template.
func FuzzEscape(f *testing.F) {
	for _, text := range []string{"x", `<script>"'&+`, "javascript:alert(1)", "HTTPS://a/b c", "/a:b", "%41%4", "é\x00\xff", "mailto:x?y=(z)", "//a:b@c", ":", "a%20b%zz"} {
		f.Add(text)
	}
	const page = `{{ .Text }}<p class="{{ .Text }}" title='a{{ .Text }}'><a href="{{ .Text }}"></a><a href="/x/{{ .Text }}"></a><title>{{ .Text }}</title>`
	set := layouts(f, map[string]string{"x.html": `{{ define "main" }}` + page + `{{ end }}`})
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := set.Main("x", &view{Text: text})
		if !ok {
			t.Fatal("left to Hugo")
		}
		if want := original(t, page, &view{Text: text}); string(got) != want {
			t.Errorf("%q\ngot  %q\nwant %q", text, got, want)
		}
	})
}

func BenchmarkMain(b *testing.B) {
	set := layouts(b, map[string]string{"x.html": `{{ define "main" }}{{ range .Links }}{{ template "_partials/link.html" . }}{{ end }}{{ end }}`, "_partials/link.html": linkPartial})
	v := example()
	for b.Loop() {
		set.Main("x", v)
	}
}

func BenchmarkHTMLTemplate(b *testing.B) {
	set := template.Must(template.New("x").Parse(`{{ range .Links }}{{ template "_partials/link.html" . }}{{ end }}`))
	template.Must(set.New("_partials/link.html").Parse(linkPartial))
	v := example()
	for b.Loop() {
		if err := set.Execute(new(strings.Builder), v); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTranslate reads and translates a layout, as serve does after a layout
// was changed.
func BenchmarkTranslate(b *testing.B) {
	for b.Loop() {
		layouts(b, map[string]string{"x.html": `{{ define "main" }}{{ range .Links }}{{ template "_partials/link.html" . }}{{ end }}{{ end }}`, "_partials/link.html": linkPartial}).Main("x", example())
	}
}
