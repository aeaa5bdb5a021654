// Package bundle makes the offline edition of a site: the same pages, in one zip
// file, that open by a double click and need neither a server nor a network.
//
// It is made from the rendered pages. Every address within the site becomes
// relative and ends in a file, links that leave the archive are marked, and what
// means nothing in a copy is left out (see [Excluded] and [OnlineAttribute]). Nothing
// in the pages depends on the address that the site is served at, but for links
// to pages that the edition does not have. Files for other programs (JSON, CSV,
// calendars and so on) are copied as they are: the addresses in them are names.
//
// The same site gives the same bytes. [Verify] tells whether a copy is whole.
package bundle

import (
	"context"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/header"
	"incidentarchive/generator/internal/locale"
	"incidentarchive/generator/internal/manifest"
)

// Options say what the edition is of.
type Options struct {
	Title     string // the archive's name
	Language  string // of the interface, BCP 47
	BaseURL   string // where the site is served; ends with a slash
	Date      string // the day as of which the archive speaks, YYYY-MM-DD
	Version   string // of the records
	Incidents int    // how many the site has
	Selection string // which they are, when the site is a part of an archive
	Whole     int    // how many the whole archive has
	Words     *locale.Locale

	// Policy replaces directives of the pages' policy, as the site does.
	Policy map[string]string
}

// Folder is the one folder in the zip, which holds everything.
func (o Options) Folder() string {
	name := "incident-archive-" + o.Date
	if o.Selection != "" {
		name += "-" + slug(o.Selection)
	}
	return name
}

// maxSlug keeps the names of parts within [manifest.MaxName].
const maxSlug = 40

// slug turns a selection into a part of a file name.
func slug(selection string) string {
	words := strings.FieldsFunc(strings.ToLower(selection), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	text := strings.Join(words, "-")
	return strings.Trim(text[:min(len(text), maxSlug)], "-")
}

// Excluded tells whether a file of a site has no place in a copy: what only web
// servers and search engines read, compressed twins, and bundles.
func Excluded(name string) bool {
	extension := path.Ext(name)
	if slices.Contains([]string{".gz", ".br", ".zst"}, extension) || slices.Contains(served, name) {
		return true
	}
	top, _, _ := strings.Cut(name, "/")
	return strings.HasPrefix(top, ".") || strings.HasPrefix(top, "_") ||
		top == Folder && extension != ".html" ||
		strings.HasPrefix(name, "sitemap") && extension == ".xml"
}

// served are files that are for web servers and search engines only.
var served = []string{"404.html", "robots.txt", "CNAME", "opensearch.xml", manifest.Name}

// Write writes the offline edition of the site as a zip file.
func Write(ctx context.Context, w io.Writer, site fs.FS, opt Options) (*Info, error) {
	e, err := newEdition(site, opt)
	if err != nil {
		return nil, err
	}
	counted := newCounter(w)
	z := newPacker(counted, opt.Folder())
	m := manifest.Manifest{
		Kind: manifest.Offline, Title: opt.Title, Date: opt.Date, Version: opt.Version,
		Incidents: opt.Incidents, Selection: opt.Selection,
	}
	info := &Info{Name: opt.Folder() + ".zip", Date: opt.Date, pages: e.offers}
	err = inOrder(ctx, e.names, e.make, func(f made) error {
		m.Files = append(m.Files, f.File)
		info.Dropped += f.dropped
		if f.offers {
			info.pages = append(info.pages, f.Path)
		}
		return z.add(f.packed)
	})
	if err != nil {
		return nil, err
	}
	list, err := m.Encode()
	if err != nil {
		return nil, err
	}
	last, err := pack(manifest.Name, list)
	if err != nil {
		return nil, err
	}
	if err := z.add(last); err != nil {
		return nil, err
	}
	if err := z.close(); err != nil {
		return nil, err
	}
	info.Files, info.Bytes, info.SHA256 = len(m.Files)+1, counted.bytes, counted.sum()
	return info, nil
}

// edition makes the files of one bundle.
type edition struct {
	*places
	site   fs.FS
	names  []string          // of all files, in order
	own    map[string][]byte // files that the site does not have
	policy string
	notice string
	leaves string
	public bool
	offers []string // pages that are left out and offer the bundle
}

// readPage reads a file that is a page, and no other.
func readPage(site fs.FS, name string) ([]byte, error) {
	if path.Ext(name) != ".html" {
		return nil, nil
	}
	return fs.ReadFile(site, name)
}

// made is a finished file.
type made struct {
	packed
	manifest.File
	dropped int  // links to what the bundle does not have
	offers  bool // whether the site's page speaks of its bundle
}

func newEdition(site fs.FS, opt Options) (*edition, error) {
	base, err := url.Parse(opt.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("base URL is %q: %w", opt.BaseURL, err)
	}
	e := &edition{
		site: site, public: public(base), leaves: opt.Words.T("bundle_leaves"), policy: strings.ReplaceAll(html.EscapeString(header.InPage(opt.Policy)), "&#39;", "'"),
		own: map[string][]byte{"README.txt": readme(opt), stylesheet: []byte(styles)},
	}
	err = fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if !Excluded(name) {
			e.names = append(e.names, name)
			return nil
		}
		if page, err := readPage(site, name); err != nil {
			return err
		} else if offers(name, page) {
			e.offers = append(e.offers, name)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the site: %w", err)
	}
	for name := range e.own {
		if slices.Contains(e.names, name) {
			return nil, fmt.Errorf("the site has a file %q, which bundles have of their own: rename it", name)
		}
		e.names = append(e.names, name)
	}
	slices.Sort(e.names)
	if err := manifest.CheckNames(e.names); err != nil {
		return nil, err
	}
	e.places = newPlaces(base, e.names)
	if !e.files[index] {
		return nil, fmt.Errorf("the site has no %s: build it first", index)
	}
	if opt.Selection != "" {
		e.notice = `<p class="offline-notice" role="note">` + html.EscapeString(partWords(opt)) + `</p>`
	}
	return e, nil
}

// partWords say on each page that it shows a part of an archive.
func partWords(opt Options) string {
	return opt.Words.T("bundle_part", "selection", opt.Selection, "n", opt.Words.Number(opt.Incidents),
		"m", opt.Words.Number(opt.Whole), "date", opt.Date)
}

// readme explains the bundle to whoever unpacks it.
func readme(opt Options) []byte {
	part := ""
	if opt.Selection != "" {
		part = "\n" + partWords(opt) + "\n"
	}
	text := opt.Words.T("bundle_readme", "title", opt.Title, "date", opt.Date, "version", opt.Version,
		"incidents", opt.Words.Count("n_incidents", opt.Incidents), "part", part, "name", opt.Folder()+".zip")
	return []byte(strings.TrimSpace(text) + "\n")
}

// make makes one file of the bundle from the site's.
func (e *edition) make(name string) (made, error) {
	data, own := e.own[name]
	f := made{}
	if !own {
		source, err := fs.ReadFile(e.site, name)
		if err != nil {
			return f, err
		}
		f.offers = offers(name, source)
		if data, f.dropped, err = e.rewrite(name, source); err != nil {
			return f, err
		}
	}
	f.File = manifest.File{Path: name, Bytes: int64(len(data)), SHA256: manifest.Sum(data)}
	var err error
	f.packed, err = pack(name, data)
	return f, err
}

// rewrite gives a file of the site as it stands in the bundle.
func (e *edition) rewrite(name string, source []byte) (data []byte, dropped int, err error) {
	switch path.Ext(name) {
	case ".html":
		m := &markup{places: e.places, name: name, policy: e.policy, notice: e.notice, leaves: e.leaves, public: e.public}
		data, err = m.rewrite(source)
		return data, m.dropped, err
	case ".svg":
		m := &markup{places: e.places, name: name, svg: true, public: e.public}
		data, err = m.rewrite(source)
		return data, m.dropped, err
	case ".css":
		data, err = rewriteCSS(source, func(address string) (string, error) {
			to := e.resolve(name, address)
			if to.kind == missing || to.kind == outside {
				return "", fmt.Errorf("%s: url(%s) is not a file of the site", name, address)
			}
			return to.address, nil
		})
		return data, 0, err
	case ".xml", ".rss", ".atom":
		return e.rewriteFeed(name, source), 0, nil
	}
	if path.Base(name) == "feed.json" {
		return e.rewriteFeed(name, source), 0, nil
	}
	return source, 0, nil
}

// styles is the content of the bundle's own stylesheet.
var styles = strings.Join([]string{
	`.offline-hidden{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}`,
	`.offline-leaves::after{content:"\2197\FE0E" / "";font-size:.8em;margin-inline-start:.15em}`,
	`.offline-notice{max-inline-size:60rem;margin:1rem auto;padding:.5rem 1rem;border:1px solid;border-radius:.25rem}`,
	`@media print{.offline-leaves::after{content:none}}`, "",
}, "\n")

// human gives a number of bytes for people.
func human(n int64, words *locale.Locale) string {
	units, at := []string{"B", "kB", "MB", "GB"}, 0
	x := float64(n)
	for x >= 999.5 && at < len(units)-1 {
		x, at = x/1000, at+1
	}
	digits := 0
	if at > 1 && x < 99.95 {
		digits = 1
	}
	return strings.Replace(strconv.FormatFloat(x, 'f', digits, 64), ".", words.T("number_decimal"), 1) + "\u00a0" + units[at]
}
