package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

const testBase = "https://archive.example/sub/"

// builtSite is the real archive, built once below a path and parsed back.
type builtSite struct {
	pages map[string]*builtPage // by path below the base, such as "incidents/ID/"
	files map[string]bool

	sitemap []byte
}

type builtPage struct {
	root  *html.Node
	ids   map[string]bool
	links []string // href, src and action, as written
	text  string
}

var built = sync.OnceValues(func() (*builtSite, error) {
	dir, err := os.MkdirTemp("", "site")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	var stderr bytes.Buffer
	public := filepath.Join(dir, "public")
	if code := run(context.Background(), []string{"build", "-C", "..", "-o", public, "--base-url", testBase}, io.Discard, &stderr); code != 0 {
		return nil, &buildError{stderr.String()}
	}
	return parseSite(os.DirFS(public))
})

type buildError struct{ text string }

func (e *buildError) Error() string { return e.text }

func realSite(t *testing.T) *builtSite {
	t.Helper()
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parseSite(public fs.FS) (*builtSite, error) {
	s := &builtSite{pages: map[string]*builtPage{}, files: map[string]bool{}}
	s.sitemap, _ = fs.ReadFile(public, "sitemap.xml")
	err := fs.WalkDir(public, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		s.files[name] = true
		if path.Ext(name) != ".html" {
			return nil
		}
		data, err := fs.ReadFile(public, name)
		if err != nil {
			return err
		}
		if !utf8.Valid(data) {
			return &buildError{name + " is not UTF-8"}
		}
		root, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			return err
		}
		if !strings.HasPrefix(name, "embed/") { // cards for other sites, not pages of this one
			s.pages[strings.TrimSuffix(name, "index.html")] = newBuiltPage(root)
		}
		return nil
	})
	return s, err
}

func newBuiltPage(root *html.Node) *builtPage {
	p := &builtPage{root: root, ids: map[string]bool{}}
	var text strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
			text.WriteByte(' ')
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				p.ids[a.Val] = true
			case "href", "src", "action":
				p.links = append(p.links, a.Val)
			}
		}
	}
	p.text = strings.Join(strings.Fields(text.String()), " ")
	return p
}

// all gives the elements with a name.
func (p *builtPage) all(name string) []*html.Node {
	var list []*html.Node
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			list = append(list, n)
		}
	}
	return list
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// meta gives the content of a meta element.
func (p *builtPage) meta(name string) string {
	for _, n := range p.all("meta") {
		if attribute(n, "name") == name {
			return attribute(n, "content")
		}
	}
	return ""
}

// TestPages looks at what every page has to have.
func TestPages(t *testing.T) {
	s := realSite(t)
	titles := map[string]string{}
	for name, p := range s.pages {
		redirect := len(p.all("main")) == 0
		if n := len(p.all("h1")); n != 1 {
			t.Errorf("%s has %d h1, want 1", name, n)
		}
		if p.meta("description") == "" {
			t.Errorf("%s has no description", name)
		}
		if lang := attribute(p.all("html")[0], "lang"); lang != "en" {
			t.Errorf("%s has lang %q", name, lang)
		}
		title := ""
		if n := p.all("title"); len(n) > 0 && n[0].FirstChild != nil {
			title = n[0].FirstChild.Data
		}
		if title == "" || strings.Contains(title, "[") {
			t.Errorf("%s has title %q", name, title)
		}
		if other, ok := titles[title]; ok && !redirect {
			t.Errorf("%s and %s have the same title %q", name, other, title)
		}
		titles[title] = name
		canonical := ""
		for _, n := range p.all("link") {
			if attribute(n, "rel") == "canonical" {
				canonical = attribute(n, "href")
			}
		}
		if want := testBase + name; canonical != want && !redirect {
			t.Errorf("%s has canonical %q, want %q", name, canonical, want)
		}
		checkSafe(t, name, p)
	}
}

// checkSafe looks for what the content security policy forbids, and for the
// marks that templates leave when something is missing.
func checkSafe(t *testing.T, name string, p *builtPage) {
	t.Helper()
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "style" || n.Data == "script" && attribute(n, "src") == "" && !strings.HasPrefix(attribute(n, "type"), "application/") {
			t.Errorf("%s has an inline %s", name, n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s: <%s> has the attribute %s", name, n.Data, a.Key)
			}
		}
	}
	for _, mark := range []string{"ZgotmplZ", "<nil>", "%!", "raw HTML omitted", "hahahugo", "[i18n]"} {
		if strings.Contains(p.text, mark) {
			t.Errorf("%s holds %q", name, mark)
		}
	}
}

// TestPageLinks looks that every link within the site leads to a page, a file or an
// id, and that every link that leaves is a plain web address.
func TestPageLinks(t *testing.T) { checkLinks(t, realSite(t)) }

func checkLinks(t *testing.T, s *builtSite) {
	t.Helper()
	base, _ := url.Parse(testBase)
	told := map[string]bool{} // a link that is wrong everywhere is told once
	for name, p := range s.pages {
		here, err := base.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range p.links {
			if told[link] {
				continue
			}
			to, err := here.Parse(link)
			if err != nil {
				t.Errorf("%s: link %q: %v", name, link, err)
				continue
			}
			if to.Host != base.Host {
				if to.Scheme != "https" && to.Scheme != "http" && to.Scheme != "mailto" {
					t.Errorf("%s links to %q", name, link)
				}
				continue
			}
			target, below := strings.CutPrefix(to.Path, base.Path)
			page := s.pages[target]
			switch {
			case !below:
				told[link] = true
				t.Errorf("%s: link %q leads out of the site's path", name, link)
			case page == nil && !s.files[target]:
				told[link] = true
				t.Errorf("%s: link %q leads nowhere", name, link)
			case page != nil && to.Fragment != "" && !page.ids[to.Fragment]:
				t.Errorf("%s: link %q: the page has no id %q", name, link, to.Fragment)
			}
		}
	}
}

// TestReachable follows links from the home page: every page is found.
func TestReachable(t *testing.T) { checkReachable(t, realSite(t)) }

func checkReachable(t *testing.T, s *builtSite) {
	t.Helper()
	base, _ := url.Parse(testBase)
	seen := map[string]bool{"": true}
	queue := []string{""}
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		here, _ := base.Parse(name)
		for _, link := range s.pages[name].links {
			to, err := here.Parse(link)
			if err != nil || to.Host != base.Host {
				continue
			}
			target := strings.TrimPrefix(to.Path, base.Path)
			if s.pages[target] != nil && !seen[target] {
				seen[target] = true
				queue = append(queue, target)
			}
		}
	}
	for name, p := range s.pages {
		if !seen[name] && name != "404.html" && len(p.all("main")) > 0 {
			t.Errorf("%s is not linked from anywhere that the home page leads to", name)
		}
	}
}

// TestSitemap looks that the site map names every page that search engines may list,
// and nothing else.
func TestSitemap(t *testing.T) {
	s := realSite(t)
	var m struct {
		URLs []struct {
			Location string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(s.sitemap, &m); err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, u := range m.URLs {
		name := strings.TrimPrefix(u.Location, testBase)
		listed[name] = true
		if s.pages[name] == nil {
			t.Errorf("the site map names %q, which is no page", u.Location)
		}
	}
	for name, p := range s.pages {
		hidden := p.meta("robots") == "noindex"
		if listed[name] == hidden {
			t.Errorf("%s: in the site map %v, hidden from search engines %v", name, listed[name], hidden)
		}
	}
}

// TestIncidentPage reads the page of the Post outage as a visitor would.
func TestIncidentPage(t *testing.T) {
	p := realSite(t).pages["incidents/2025-07-23-post-luxembourg-network-outage/"]
	if p == nil {
		t.Fatal("there is no page")
	}
	for _, want := range []string{
		"Attack", "23 July 2025, about 16:15", "20:15", "about 4 h", "Between 3 h 45 min and 4 h 15 min",
		"Malicious action", "disputed", "40 flights delayed at Luxembourg Airport",
		"there was no evidence of a cyberattack", "The outage was caused by an attack of a very high technical level",
		"Post changed its account of the cause", "Replaced by:", "Replaces:",
	} {
		if !strings.Contains(p.text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, want := range []string{"/sub/services/post-mobile/", "/sub/services/emergency-112/", "/sub/root-causes/malicious-action/", "#claim-5", "#source-1", "#source-15"} {
		if !slices.Contains(p.links, want) {
			t.Errorf("the page does not link to %q", want)
		}
	}
	linked := ""
	for _, n := range p.all("script") {
		if attribute(n, "type") == "application/ld+json" && n.FirstChild != nil {
			linked = n.FirstChild.Data
		}
	}
	var report struct {
		Type          string `json:"@type"`
		DatePublished string `json:"datePublished"`
	}
	if err := json.Unmarshal([]byte(linked), &report); err != nil || report.Type != "Report" || report.DatePublished == "" {
		t.Errorf("the page describes itself as %q: %v", linked, err)
	}
	if !p.ids["source-15"] || !p.ids["claim-5"] {
		t.Error("sources and claims are not numbered")
	}
}
