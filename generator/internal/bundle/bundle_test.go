package bundle_test

import (
	"archive/zip"
	"bytes"
	"context"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"incidentarchive/generator/internal/bundle"
	"incidentarchive/generator/internal/manifest"
)

// parsed is a page as a browser reads it.
type parsed struct {
	ids   map[string]bool
	nodes []*html.Node
}

func parse(t *testing.T, name string, source []byte) parsed {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(source))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	p := parsed{ids: map[string]bool{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		p.nodes = append(p.nodes, n)
		if id := attr(n, "id"); id != "" {
			if p.ids[id] {
				t.Errorf("%s: id %q stands twice", name, id)
			}
			p.ids[id] = true
		}
	}
	return p
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// checkBundle reads all pages of a bundle and follows their links. It gives the
// number of links within it and of links that leave it.
func checkBundle(t *testing.T, files map[string][]byte) (within, leaving int) {
	t.Helper()
	pages := map[string]parsed{}
	for name, data := range files {
		if path.Ext(name) == ".html" {
			pages[name] = parse(t, name, data)
		}
	}
	for name, p := range pages {
		policies := 0
		for _, n := range p.nodes {
			if n.Data == "base" || n.Data == "script" && attr(n, "type") == "module" || attr(n, "integrity") != "" || attr(n, "style") != "" {
				t.Errorf("%s: <%s> %v", name, n.Data, n.Attr)
			}
			if strings.EqualFold(attr(n, "http-equiv"), "content-security-policy") {
				policies++
			}
			for _, a := range n.Attr {
				if !slices.Contains([]string{"href", "src", "action", "formaction", "poster", "cite", "srcset"}, a.Key) && !strings.HasPrefix(a.Key, "data-base") {
					continue
				}
				u, err := url.Parse(a.Val)
				if err != nil {
					t.Errorf("%s: <%s %s=%q>: %v", name, n.Data, a.Key, a.Val, err)
					continue
				}
				if u.IsAbs() || u.Host != "" {
					leaving++
					if n.Data != "a" && !(n.Data == "link" && attr(n, "rel") == "license") && a.Key != "cite" {
						t.Errorf("%s: <%s %s=%q> is not in the bundle", name, n.Data, a.Key, a.Val)
					}
					if n.Data == "a" && (!strings.Contains(attr(n, "class"), "offline-leaves") || !strings.HasSuffix(text(n), "(leaves the archive)")) && u.Scheme != "mailto" {
						t.Errorf("%s: <a href=%q> is not marked as leaving", name, a.Val)
					}
					continue
				}
				within++
				file := name
				if u.Path != "" {
					file = path.Join(path.Dir(name), u.Path)
				}
				if strings.HasPrefix(u.Path, "/") || !strings.HasPrefix(a.Key, "data-") && (strings.HasSuffix(u.Path, "/") || files[file] == nil) {
					t.Errorf("%s: <%s %s=%q> is no relative address of a file", name, n.Data, a.Key, a.Val)
				}
				if q, ok := pages[file]; ok && u.Fragment != "" && !strings.Contains(u.Fragment, "=") && !q.ids[u.Fragment] {
					t.Errorf("%s: <%s %s=%q>: %s has no such id", name, n.Data, a.Key, a.Val, file)
				}
			}
		}
		if policies != 1 {
			t.Errorf("%s: %d policies, want 1", name, policies)
		}
	}
	return within, leaving
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	files := unzip(t, whole(t).zip)
	within, leaving := checkBundle(t, files)
	if within < 5000 || leaving < 500 {
		t.Errorf("%d links within and %d that leave: too few for the whole archive", within, leaving)
	}
	for _, name := range []string{"index.html", "README.txt", "MANIFEST.json", "offline.css"} {
		if len(files[name]) == 0 {
			t.Errorf("%s is missing", name)
		}
	}
	for name := range files {
		if bundle.Excluded(name) && name != manifest.Name {
			t.Errorf("%s has no place in a copy", name)
		}
	}
}

// The address that a site is served at does not show in its pages.
func TestBundleDoesNotDependOnTheAddress(t *testing.T) {
	const elsewhere = "elsewhere.example/some/archive/"
	r, err := render(t.TempDir(), "", "https://"+elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	files := unzip(t, r.zip)
	checkBundle(t, files)
	for name, data := range unzip(t, whole(t).zip) {
		if !slices.Contains([]string{".html", ".css", ".js"}, path.Ext(name)) {
			continue // data for other programs names its records by address
		}
		other := bytes.ReplaceAll(files[name], []byte(elsewhere), []byte("archive.example/")) // in texts only, see below
		if !bytes.Equal(data, other) {
			t.Errorf("%s is not the same for a site at another address", name)
		}
	}
	for name, data := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		for _, n := range parse(t, name, data).nodes {
			for _, a := range n.Attr {
				if strings.Contains(a.Val, elsewhere) {
					t.Errorf("%s: <%s %s=%q> names the site's address", name, n.Data, a.Key, a.Val)
				}
			}
		}
	}
}

func TestSameBytesAnywhere(t *testing.T) {
	local := time.Local
	defer func() { time.Local = local }()
	time.Local = time.FixedZone("elsewhere", -11*3600)
	t.Setenv("TZ", "Pacific/Kiritimati")
	t.Setenv("LANG", "tr_TR.UTF-8")
	t.Setenv("LC_ALL", "tr_TR.UTF-8")
	r, err := render(filepath.Join(t.TempDir(), "another folder"), "", "https://archive.example/")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(whole(t).zip, r.zip) {
		t.Errorf("two bundles of the same archive differ: SHA-256 %s and %s", whole(t).info.SHA256, r.info.SHA256)
	}
}

func TestZipIsPlain(t *testing.T) {
	r, err := zip.NewReader(bytes.NewReader(whole(t).zip), int64(len(whole(t).zip)))
	if err != nil {
		t.Fatal(err) // with zipinsecurepath=0, an unsafe name is an error here
	}
	safe := regexp.MustCompile(`^incident-archive-2[0-9]{3}-[0-9]{2}-[0-9]{2}/[A-Za-z0-9._/-]{1,120}$`)
	var names []string
	for _, f := range r.File {
		names = append(names, f.Name)
		if !safe.MatchString(f.Name) {
			t.Errorf("%q is an unsafe name", f.Name)
		}
		if f.Mode() != 0o644 || len(f.Extra) > 0 || f.Modified.Format(time.DateOnly) != "1980-01-01" || f.Flags&8 != 0 {
			t.Errorf("%s: mode %v, time %v, flags %x, %d bytes extra", f.Name, f.Mode(), f.Modified, f.Flags, len(f.Extra))
		}
	}
	if !slices.IsSorted(names[:len(names)-1]) || path.Base(names[len(names)-1]) != manifest.Name {
		t.Error("want the names in order, and the manifest last")
	}
	if int64(len(whole(t).zip)) != whole(t).info.Bytes || manifest.Sum(whole(t).zip) != whole(t).info.SHA256 || len(r.File) != whole(t).info.Files {
		t.Errorf("%+v does not describe the zip", whole(t).info)
	}
}

// The stock tools open a bundle, where they are on the machine.
func TestStockToolsOpenTheZip(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(file, whole(t).zip, 0o644); err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, command := range [][]string{{"unzip", "-tq", file}, {"python3", "-m", "zipfile", "-t", file}} {
		if _, err := exec.LookPath(command[0]); err != nil {
			continue
		}
		tried++
		if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
			t.Errorf("%v: %v\n%s", command[:2], err, out)
		}
	}
	if tried == 0 && os.Getenv("CI") == "true" {
		t.Error("neither unzip nor python3 is there to open the zip with")
	}
}

func TestPartIsWholeInItself(t *testing.T) {
	for _, selection := range []string{"service:post-mobile year:2025", "type:attack country:lu", "-cause:malicious-action year:2021..2024"} {
		r, err := render(t.TempDir(), selection, "https://archive.example/")
		if err != nil {
			t.Fatal(err)
		}
		files := unzip(t, r.zip)
		checkBundle(t, files)
		if !strings.Contains(string(files["index.html"]), "A part of the archive: "+selection) {
			t.Errorf("%s: the home page does not say that it is of a part", selection)
		}
		for name := range files {
			id, ok := strings.CutPrefix(path.Dir(name), "incidents/")
			id, _, _ = strings.Cut(id, "/")
			if ok && id != "page" && r.archive.Incident(id) == nil {
				t.Errorf("%s: has the page of %s", selection, id)
			}
		}
		m, err := manifest.Parse(files[manifest.Name])
		if err != nil {
			t.Fatal(err)
		}
		if m.Selection != selection || m.Incidents != len(r.archive.Incidents) || m.Version != whole(t).opt.Version {
			t.Errorf("manifest %+v", m)
		}
	}
}

// Where the site has a real address, links to what a part lacks lead there.
func TestPartLinksToTheWebsite(t *testing.T) {
	r, err := render(t.TempDir(), "service:post-mobile", "https://incidents.lu/")
	if err != nil {
		t.Fatal(err)
	}
	files := unzip(t, r.zip)
	checkBundle(t, files)
	found := 0
	for name, data := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		for _, n := range parse(t, name, data).nodes {
			if n.Data == "a" && strings.HasPrefix(attr(n, "href"), "https://incidents.lu/") {
				found++
			}
		}
	}
	if found != r.info.Dropped {
		t.Errorf("%d links to the website, want %d", found, r.info.Dropped)
	}
}

func TestWriteStopsWhenInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := bundle.Write(ctx, &bytes.Buffer{}, whole(t).site, whole(t).opt); err == nil {
		t.Error("want an error")
	}
}

func BenchmarkWrite(b *testing.B) {
	r := whole(b)
	for b.Loop() {
		if _, err := bundle.Write(context.Background(), &bytes.Buffer{}, r.site, r.opt); err != nil {
			b.Fatal(err)
		}
	}
}
