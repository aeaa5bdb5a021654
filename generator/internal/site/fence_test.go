package site

import (
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	archiveconfig "incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/page"
)

// secret is what a fence has to keep in.
const secret = "sesame-4711"

// render renders a site of two pages and gives what it holds and the error.
func render(t *testing.T, files map[string]string) (map[string]string, error) {
	t.Helper()
	own := fstest.MapFS{}
	base := map[string]string{"layouts/page.html": "<p>{{ .Title }}</p>", "layouts/home.html": "<p>home</p>", "hugo.toml": ""}
	maps.Copy(base, files)
	for name, text := range base {
		own[name] = &fstest.MapFile{Data: []byte(text)}
	}
	dir := t.TempDir()
	err := Render(t.Context(), Input{
		Config: &archiveconfig.Config{BaseURL: "https://archive.example/", Title: "Archive", Language: "en"},
		Files:  []fs.FS{own},
		Pages:  []page.Page{{Path: "/", Layout: "home", Branch: true}, {Path: "/about/", Layout: "page"}},
		Store:  map[string]any{},
	}, NewOutput(t.Context(), dir))
	site := map[string]string{}
	walkErr := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		site[filepath.ToSlash(strings.TrimPrefix(name, dir+string(filepath.Separator)))] = string(data)
		return err
	})
	if walkErr != nil {
		t.Fatal(walkErr)
	}
	return site, err
}

// outside makes a folder with a secret in files of several kinds.
func outside(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"s.js": "export default '" + secret + "'", "s.css": "." + secret + "{color:red}", "s.json": `{"a":"` + secret + `"}`, "s.txt": secret, "s.html": secret,
		"content/s.md": "---\ntitle: " + secret + "\n---\n", "layouts/page.html": secret, "static/s.txt": secret, "hugo.toml": "title='" + secret + "'",
	} {
		place := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(place, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.ToSlash(dir)
}

// TestLayoutFences lets a layout reach for what it may not have: the environment,
// the network, files of the machine, programs. It gets an error, or nothing; and
// Hugo's error says which fence it ran into.
func TestLayoutFences(t *testing.T) {
	dir := outside(t)
	up := "../../../../../../../../../../.." + dir
	t.Setenv("SESAME", secret)
	t.Setenv("HUGO_SESAME", secret)
	asked := false
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = true
		w.Write([]byte(secret))
	}))
	defer server.Close()
	tests := []struct{ name, layout, want string }{
		{"environment", `{{ os.Getenv "SESAME" }}`, "security.funcs.getenv"},
		{"environment of Hugo", `{{ getenv "HUGO_SESAME" }}`, "security.funcs.getenv"},
		{"network", `{{ (resources.GetRemote "` + server.URL + `/").Content }}`, "security.http.urls"},
		{"network by a method", `{{ (resources.GetRemote "` + server.URL + `/" (dict "method" "POST" "body" "x")).Content }}`, "security.http"},
		{"file as an address", `{{ (resources.GetRemote "file://` + dir + `/s.txt").Content }}`, "security.http.urls"},
		{"data from the network", `{{ with try (resources.GetRemote "` + server.URL + `") }}{{ .Err }}{{ end }}`, ""},
		{"file", `{{ os.ReadFile "` + dir + `/s.txt" }}`, ""},
		{"file above", `{{ readFile "` + up + `/s.txt" }}`, ""},
		{"folder", `{{ range readDir "` + dir + `" }}` + secret + `{{ end }}`, ""},
		{"folder above", `{{ range readDir "../` + up + `" }}` + secret + `{{ end }}`, ""},
		{"asset", `{{ with resources.Get "` + up + `/s.txt" }}{{ .Content }}{{ end }}`, ""},
		{"assets by a pattern", `{{ range resources.Match "/**" }}{{ .Name }}{{ end }}{{ range resources.Match "` + dir + `/**" }}{{ .Content }}{{ end }}`, ""},
		{"partial", `{{ partial "` + up + `/s.html" . }}`, "not found"},
		{"page", `{{ with .GetPage "` + up + `/content/s.md" }}{{ .Title }}{{ end }}`, ""},
		{"script that imports", `{{ (resources.FromString "a.js" "import s from '` + dir + `/s.js'; console.log(s)" | js.Build).Content }}`, "Could not resolve"},
		{"script that imports from above", `{{ (resources.FromString "a.js" "import s from '` + up + `/s.js'; console.log(s)" | js.Build).Content }}`, "Could not resolve"},
		{"script that injects", `{{ (resources.FromString "a.js" "console.log(1)" | js.Build (dict "inject" (slice "` + dir + `/s.js"))).Content }}`, "absolute paths not supported"},
		{"style sheet that imports", `{{ (resources.FromString "a.css" "@import '` + dir + `/s.css';" | css.Build).Content }}`, "Could not resolve"},
		{"style sheet that holds a file", `{{ (resources.FromString "a.css" "a{background:url(` + dir + `/s.json)}" | css.Build (dict "loaders" (dict ".json" "dataurl"))).Content }}`, "Could not resolve"},
		{"PostCSS", `{{ (resources.FromString "a.css" "a{}" | css.PostCSS).Content }}`, "security.exec.allow"},
		{"Tailwind", `{{ (resources.FromString "a.css" "a{}" | css.TailwindCSS).Content }}`, "security.exec.allow"},
		{"Babel", `{{ (resources.FromString "a.js" "1" | babel).Content }}`, "security.exec.allow"},
		{"Sass", `{{ (resources.FromString "a.scss" "a{b:c}" | css.Sass (dict "transpiler" "dartsass")).Content }}`, "Dart Sass"},
		{"page by another name", `{{ (resources.FromString "about/index.html" "` + secret + `").RelPermalink }}`, `two files of the site are called "about/index.html"`},
		{"file above the site", `{{ (resources.FromString "../../../../evil.txt" "x").Publish }}`, ""},
		{"endless", `{{ range seq 1 100000000000 }}{{ end }}`, "exceeds limit"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			site, err := render(t, map[string]string{"layouts/home.html": "<p>" + test.layout + "</p>"})
			if err != nil && (test.want == "" || !strings.Contains(err.Error(), test.want) || len(err.Error()) > 1500) {
				t.Errorf("error %v, want %q", err, test.want)
			}
			if err == nil && test.want != "" {
				t.Errorf("no error, want %q", test.want)
			}
			for name, text := range site {
				if err == nil && strings.Contains(text, secret) {
					t.Errorf("%s holds %q", name, text)
				}
			}
			if asked {
				t.Error("the network was asked")
			}
		})
	}
}

// TestSettingsFences gives hugo.toml what would take the fences down or take pages
// away.
func TestSettingsFences(t *testing.T) {
	dir := outside(t)
	t.Setenv("SESAME", secret)
	const ask = `<p>{{ getenv "SESAME" }}</p>`
	own := func(key string) string { return `hugo.toml: the setting "` + key + `" is the generator's own` }
	tests := []struct{ name, settings, home, want string }{
		{"security off", "[security.funcs]\ngetenv=['.*']\n", ask, own("security")},
		{"security off in capitals", "[SECURITY.funcs]\ngetenv=['.*']\n", ask, own("SECURITY")},
		{"security off for a language", "[languages.en.security.funcs]\ngetenv=['.*']\n", ask, own("languages")},
		{"inline shortcodes", "enableInlineShortcodes=true\n", "", own("enableInlineShortcodes")},
		{"module of the network", "[[module.imports]]\npath='github.com/example/example'\n", "", own("module")},
		{"theme of the machine", "theme='../../../../../../../.." + dir + "'\n", "", own("theme")},
		{"mounted folder", "[[module.mounts]]\nsource='" + dir + "/static'\ntarget='static'\n", "", own("module")},
		{"content of the machine", "contentDir='" + dir + "/content'\n", "", own("contentDir")},
		{"static files of the machine", "staticDir='" + dir + "/static'\n", "", own("staticDir")},
		{"published elsewhere", "publishDir='" + dir + "/public'\n", "", own("publishDir")},
		{"cache elsewhere", "[caches.getresource]\ndir='" + dir + "'\n", "", own("caches")},
		{"statistics beside the site", "[build]\nwriteStats=true\n", "", own("build")},
		{"pages left out", "[cascade.build]\nrender='never'\n", "", own("cascade")},
		{"pages not listed", "ignoreFiles=['about']\n", "", own("ignoreFiles")},
		{"pages moved", "uglyURLs=true\n", "", own("uglyURLs")},
		{"kinds left out", "disableKinds=['home','page','section']\n", "", own("disableKinds")},
		{"another form", "[outputFormats.evil]\nmediaType='text/html'\npath='../../..'\nbaseName='evil'\n[outputs]\nhome=['html','evil']\n", "", own("outputFormats")},
		{"other data", "[params]\nStore='x'\n", "", "params.store"},
		{"another time", "timeZone='Pacific/Kiritimati'\n", "{{ (time `2024-01-01T00:00:00Z`).Local.Hour }}", ""},
		{"a setting of one's own", "[params]\ncolour='red'\n", "{{ site.Params.colour }}", ""},
		{"no TOML", "[[[", "", "hugo.toml"},
	}
	before, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{"hugo.toml": test.settings}
			if test.home != "" {
				files["layouts/home.html"] = "<p>" + test.home + "</p>"
			}
			site, err := render(t, files)
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q", err, test.want)
			}
			for name, text := range site {
				if strings.Contains(text, secret) || strings.Contains(name, "..") {
					t.Errorf("%s holds %q", name, text)
				}
			}
			if after, _ := os.ReadDir(dir); len(after) != len(before) {
				t.Errorf("something was written outside: %v", after)
			}
		})
	}
}

// TestShortcodesAreText looks that a layout that gives contributed text to Hugo's
// Markdown by mistake does not run what stands in it.
func TestShortcodesAreText(t *testing.T) {
	t.Setenv("SESAME", secret)
	for _, text := range []string{
		"{{< evil >}}", "{{% evil %}}", `{{< evil.inline >}}{{ getenv "SESAME" }}{{< /evil.inline >}}`, `{{ getenv "SESAME" }}`, `<script>pwn(1)</script>`,
	} {
		site, err := render(t, map[string]string{
			"layouts/_shortcodes/evil.html": secret,
			"layouts/home.html":             "<p>{{ $t := `" + text + "` }}{{ $t | markdownify }}{{ .RenderString $t }}</p>",
		})
		if err == nil && (strings.Contains(site["index.html"], "<script>") || strings.Contains(text, "getenv") && strings.Contains(site["index.html"], secret)) {
			t.Errorf("%s becomes %q", text, site["index.html"])
		}
	}
}

// TestWritesThatFail looks that Hugo's pages do not go missing silently when they
// cannot be written.
func TestWritesThatFail(t *testing.T) {
	out := NewOutput(t.Context(), t.TempDir())
	if err := os.WriteFile(filepath.Join(out.dir, "about"), nil, 0o644); err != nil { // stands where a folder has to be
		t.Fatal(err)
	}
	taken := newAssets(out)
	f, err := taken.Create("/about/index.html")
	if err != nil {
		t.Fatal(err)
	}
	f.Close() // as Hugo does
	if err := taken.Err(); err == nil || !strings.Contains(err.Error(), "about") {
		t.Errorf("error %v", err)
	}
}

// TestMissingPage looks that a site without one of its pages does not pass.
func TestMissingPage(t *testing.T) {
	out := NewOutput(t.Context(), t.TempDir())
	taken := newAssets(out)
	if err := taken.WriteFile("about/index.html", nil); err != nil {
		t.Fatal(err)
	}
	pages := []page.Page{{Path: "/about/"}, {Path: "/404"}}
	if err := taken.complete(pages); err == nil || !strings.Contains(err.Error(), `page "/404" was not rendered`) {
		t.Errorf("error %v", err)
	}
	if err := taken.WriteFile("404.html", nil); err != nil {
		t.Fatal(err)
	}
	if err := taken.complete(pages); err != nil {
		t.Error(err)
	}
}
