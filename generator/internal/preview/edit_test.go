package preview

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestEditRecord(t *testing.T) {
	b := start(t, small(t))
	good, service := b.read(t, outageFile), b.read(t, "content/services/myguichet.yaml")
	events := b.listen(t, outagePage, "older")
	event(t, events, "reload") // a page of another version is told at once

	b.write(t, outageFile, strings.Replace(good, "Outage of MyGuichet", "Longer outage of MyGuichet", 1))
	event(t, events, "reload")
	u := b.wait(t)
	if !sound(u) || u.Mended || len(u.Changed) != 1 || u.Changed[0] != outageFile || u.Incidents != 2 {
		t.Errorf("an edit is reported as %+v", u)
	}
	b.shows(t, outagePage, 200, "Longer outage of MyGuichet")
	b.shows(t, "incidents/", 200, "Longer outage of MyGuichet")
	b.shows(t, "feed.atom", 200, "Longer outage of MyGuichet")

	b.write(t, outageFile, strings.Replace(good, "type: outage", "type: <b>outage</b>", 1))
	event(t, events, "reload")
	if u := b.wait(t); !broken(u) || u.Findings[0].Position() != outageFile+":2:7" {
		t.Errorf("a broken record is reported as %+v", u)
	}
	b.shows(t, outagePage, 500, outageFile+":2:7")
	b.shows(t, outagePage, 500, "<mark>&lt;b&gt;outage&lt;/b&gt;</mark>")
	b.shows(t, "services/myguichet/", 500, outageFile+":2:7")
	b.shows(t, "nowhere/", 500, outageFile+":2:7")
	b.shows(t, "data/incidents.csv", 200, "Longer outage of MyGuichet") // of the last sound version

	b.write(t, "content/services/myguichet.yaml", "name: [\n")
	event(t, events, "reload")
	if u := b.wait(t); len(u.Findings) != 2 {
		t.Errorf("two broken records are reported as %+v", u.Findings)
	}
	b.shows(t, "", 500, "<h1>2 errors</h1>")
	if err := os.Remove(filepath.Join(b.dir, "content/services/myguichet.yaml")); err != nil {
		t.Fatal(err)
	}
	event(t, events, "reload")
	b.until(t, broken)
	b.write(t, "content/services/myguichet.yaml", service)
	b.write(t, outageFile, good)
	if u := b.until(t, sound); !u.Mended {
		t.Errorf("mended records are reported as %+v", u)
	}
	b.shows(t, outagePage, 200, "Outage of MyGuichet")
}

// TestAdvice writes a record that a reviewer should look at, while others are
// broken and after they are mended.
func TestAdvice(t *testing.T) {
	const loginFile = "content/incidents/2025/2025-09-01-luxtrust-outage.yaml"
	b := start(t, small(t))
	outage, login := b.read(t, outageFile), b.read(t, loginFile)
	advised := func(files ...string) {
		t.Helper()
		select {
		case x := <-b.advice:
			if x.First || !slices.Equal(x.Changed, files) || len(x.Warnings) != 1 || x.Warnings[0].Rule != "text/title-stop" || x.Warnings[0].File != outageFile {
				t.Errorf("the advice is %+v, want one about the title in %v", x, files)
			}
		case <-time.After(patience):
			t.Fatal("no advice was given")
		}
	}
	stopped := strings.Replace(outage, "title: Outage of MyGuichet", "title: Outage of MyGuichet.", 1)
	b.replace(t, outageFile, stopped)
	b.until(t, sound)
	advised(outageFile)

	b.replace(t, loginFile, strings.Replace(login, "type: outage", "type: outrage", 1))
	b.until(t, broken)
	b.replace(t, outageFile, stopped+"# More.\n")
	b.until(t, broken)
	b.replace(t, loginFile, login)
	b.until(t, sound)
	advised(outageFile, loginFile)

	b.replace(t, outageFile, outage)
	b.until(t, sound)
	if err := os.MkdirAll(filepath.Join(b.dir, "static/css"), 0o755); err != nil {
		t.Fatal(err)
	}
	b.replace(t, "static/css/own.css", "p { color: red }\n")
	b.until(t, sound)
	b.replace(t, outageFile, stopped)
	b.until(t, sound)
	advised(outageFile) // and nothing between
}

func TestNewAndDeletedRecord(t *testing.T) {
	b := start(t, small(t))
	text := strings.Replace(b.read(t, outageFile), "Outage of MyGuichet", "Another outage", 1)
	b.write(t, "content/incidents/2024/2024-07-23-another.yaml", strings.ReplaceAll(text, "2025-", "2024-"))
	b.until(t, func(u Update) bool { return u.Incidents == 3 })
	b.shows(t, "incidents/2024-07-23-another/", 200, "Another outage")
	b.shows(t, "years/2024/", 200, "Another outage")
	if err := os.RemoveAll(filepath.Join(b.dir, "content/incidents/2024")); err != nil {
		t.Fatal(err)
	}
	b.until(t, func(u Update) bool { return u.Incidents == 2 })
	response, _ := b.get(t, "incidents/2024-07-23-another/")
	if response.StatusCode != 404 {
		t.Errorf("a deleted record's page answers %d", response.StatusCode)
	}
}

// TestReplacedFile saves as editors do that write a new file and rename it.
func TestReplacedFile(t *testing.T) {
	b := start(t, small(t))
	good := b.read(t, outageFile)
	for _, title := range []string{"First title", "Second title"} {
		text := strings.Replace(good, "Outage of MyGuichet", title, 1)
		temporary := filepath.Join(b.dir, "content/incidents/2025/.record.yaml.swp")
		if err := os.WriteFile(temporary, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(temporary, filepath.Join(b.dir, outageFile)); err != nil {
			t.Fatal(err)
		}
		b.until(t, sound)
		b.shows(t, outagePage, 200, title)
	}
}

func TestEditLayouts(t *testing.T) {
	b := start(t, small(t))
	events := b.listen(t, "", "older")
	event(t, events, "reload")
	b.write(t, "layouts/home.html", `{{ define "main" }}<p>My own home</p>{{ end }}`)
	event(t, events, "reload")
	b.until(t, sound)
	b.shows(t, "", 200, "<p>My own home</p>")

	b.write(t, "layouts/home.html", "{{ define \"main\" }}\n<p>{{ .Nope }}</p>{{ end }}")
	u := b.until(t, broken)
	if got, want := u.Findings[0].Text(), "layouts/home.html:2:7: .Nope: can't evaluate field Nope in type *page.HomeView"; got != want {
		t.Errorf("a broken layout is reported as %s, want %s", got, want)
	}
	b.shows(t, "", 500, "layouts/home.html:2:7")
	b.shows(t, outagePage, 200, "Outage of MyGuichet") // another layout
	if err := os.RemoveAll(filepath.Join(b.dir, "layouts")); err != nil {
		t.Fatal(err)
	}
	if u := b.until(t, sound); !u.Mended {
		t.Errorf("a mended layout is reported as %+v", u)
	}
	response, body := b.get(t, "")
	if response.StatusCode != 200 || strings.Contains(body, "My own home") {
		t.Errorf("without a layout of its own, the home page answers %d", response.StatusCode)
	}
}

// TestEditPrintedLayouts changes a layout that is printed without Hugo.
func TestEditPrintedLayouts(t *testing.T) {
	b := start(t, small(t))
	// Making the folder is a change of its own.
	if err := os.Mkdir(filepath.Join(b.dir, "layouts"), 0o755); err != nil {
		t.Fatal(err)
	}
	b.until(t, sound)
	for _, text := range []string{"First words", "Second words"} {
		b.write(t, "layouts/incident.html", `{{ define "main" }}<p>`+text+` on {{ .Title }}</p>{{ end }}`)
		b.until(t, sound)
		b.shows(t, outagePage, 200, "<p>"+text+" on Outage of MyGuichet")
	}
}

func TestEditSettings(t *testing.T) {
	b := start(t, small(t))
	b.write(t, "hugo.toml", "baseURL = \"https://example.org/\"\ntitle = \"Archive of outages\"\n")
	b.until(t, sound)
	b.shows(t, "", 200, "Archive of outages")
	b.shows(t, "", 200, `<link rel="canonical" href="`+b.address+`">`)
	b.write(t, "hugo.toml", "title = \"Archive\"\n[params\n")
	if u := b.until(t, broken); u.Findings[0].Position() != "hugo.toml:2:8" {
		t.Errorf("a broken configuration is reported as %+v", u.Findings)
	}
	b.shows(t, "", 500, "hugo.toml:2:8")
	b.write(t, "hugo.toml", "baseURL = \"https://example.org/\"\ntitle = \"Archive of attacks\"\n")
	if u := b.until(t, sound); !u.Mended {
		t.Errorf("a mended configuration is reported as %+v", u)
	}
	b.shows(t, "", 200, "Archive of attacks")
}

func TestEditStyles(t *testing.T) {
	b := start(t, small(t))
	_, home := b.get(t, "")
	before := stylesheet(t, home)
	events := b.listen(t, "", "older")
	event(t, events, "reload")
	// Making the folders is a change of its own.
	if err := os.MkdirAll(filepath.Join(b.dir, "static", "css"), 0o755); err != nil {
		t.Fatal(err)
	}
	event(t, events, "reload")
	b.until(t, sound)
	b.write(t, "static/css/site.css", "h1 { color: teal }")
	text := event(t, events, "style")
	b.until(t, sound)
	_, home = b.get(t, "")
	after := stylesheet(t, home)
	if after == before || !strings.Contains(text, after) {
		t.Errorf("the stylesheet was %s, is %s, and the event is %s", before, after, text)
	}
	b.shows(t, strings.TrimPrefix(after, "/"), 200, "teal")
	b.shows(t, strings.TrimPrefix(before, "/"), 200, "color-scheme") // for pages that still show it
}

func stylesheet(t *testing.T, page string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, `<link rel="stylesheet" href="`)
	name, _, _ := strings.Cut(rest, `"`)
	if !ok {
		t.Fatalf("the page has no stylesheet:\n%s", page)
	}
	return name
}

func TestStartsBroken(t *testing.T) {
	dir := small(t)
	file := filepath.Join(dir, "content/services/luxtrust.yaml")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("nonsense"), 0o644); err != nil {
		t.Fatal(err)
	}
	b := start(t, dir)
	b.shows(t, "", 500, "content/services/luxtrust.yaml")
	b.shows(t, "_preview/fault.css", 200, "color-scheme")
	if response, _ := b.get(t, "feed.atom"); response.StatusCode != 404 {
		t.Errorf("without a sound archive, the feed answers %d", response.StatusCode)
	}
	b.write(t, "content/services/luxtrust.yaml", string(good))
	if u := b.until(t, sound); !u.Mended {
		t.Errorf("mended records are reported as %+v", u)
	}
	b.shows(t, "services/luxtrust/", 200, "LuxTrust")
}
