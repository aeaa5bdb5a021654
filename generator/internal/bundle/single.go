package bundle

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/url"
	"slices"
	"strings"
)

// MaxSingle is the greatest length in bytes of an edition in one file. Mail
// carries a third more, and many servers refuse messages of more than 10 MB.
const MaxSingle = 7_000_000

// Entry is an incident for an edition in one file.
type Entry struct {
	ID       string
	Title    string
	Date     string // for people
	Type     string // id
	TypeText string
	Page     string // file of the site
}

//go:embed single.js
var singleScript string

// singleStyles are what an edition in one file needs besides the site's styles.
var singleStyles = strings.Join([]string{
	`.single-tools{display:flex;flex-wrap:wrap;gap:1rem;align-items:end;margin-block:1rem}`,
	`.single-tools label{display:grid}`,
	`.single-contents{padding-inline-start:1.5rem}`,
	`article{border-block-start:2px solid;margin-block-start:2rem;padding-block-start:1rem}`,
	`[hidden]{display:none}`,
	`@media print{.single-tools,.single-top{display:none}article{break-before:page}}`, "",
}, "\n")

// WriteSingle writes incidents of a site as one HTML file, which holds all that
// it needs. It is an error when the file would be longer than [MaxSingle].
func WriteSingle(w io.Writer, site fs.FS, entries []Entry, opt Options) (*Info, error) {
	base, err := url.Parse(opt.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("base URL is %q: %w", opt.BaseURL, err)
	}
	s := &single{places: newPlaces(base, nil), site: site, opt: opt, public: public(base), pages: map[string]string{}}
	for _, e := range entries {
		s.files[e.Page] = true
		s.pages[e.Page] = e.ID
	}
	var articles bytes.Buffer
	for _, e := range entries {
		article, err := s.article(e)
		if err != nil {
			return nil, err
		}
		articles.Write(article)
		if articles.Len() > MaxSingle {
			break
		}
	}
	styles, err := s.styles()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	s.page(&b, entries, articles.Bytes(), styles)
	if b.Len() > MaxSingle {
		return nil, fmt.Errorf("one file with %s is longer than %s, which mail does not carry: choose fewer with --select",
			opt.Words.Count("n_incidents", len(entries)), human(MaxSingle, opt.Words))
	}
	counted := newCounter(w)
	if _, err := counted.Write(b.Bytes()); err != nil {
		return nil, err
	}
	return &Info{Date: opt.Date, Files: 1, Bytes: counted.bytes, SHA256: counted.sum(), Dropped: s.dropped}, nil
}

// single makes an edition in one file.
type single struct {
	*places
	site    fs.FS
	opt     Options
	public  bool
	pages   map[string]string // file of the site -> id of the incident
	sheets  []string          // stylesheets of the pages, in order
	dropped int
}

func (s *single) t(id string, args ...string) string {
	return html.EscapeString(s.opt.Words.T(id, args...))
}

// article gives the record of an incident as it stands on its page, with its ids
// and links made for one file.
func (s *single) article(e Entry) ([]byte, error) {
	source, err := fs.ReadFile(s.site, e.Page)
	if err != nil {
		return nil, err
	}
	x := &excerpt{single: s, entry: e}
	body, err := x.read(source)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.Page, err)
	}
	s.dropped += x.dropped
	var b bytes.Buffer
	fmt.Fprintf(&b, `<article id="%s" data-type="%s">`, html.EscapeString(e.ID), html.EscapeString(e.Type))
	b.Write(body)
	fmt.Fprintf(&b, "<p class=\"single-top\"><a href=\"#contents\">%s</a></p></article>\n", s.t("single_top"))
	return b.Bytes(), nil
}

// styles gives the site's stylesheets and those of this edition as one.
func (s *single) styles() (string, error) {
	var b strings.Builder
	for _, name := range s.sheets {
		source, err := fs.ReadFile(s.site, name)
		if err != nil {
			return "", err
		}
		inlined, err := rewriteCSS(source, func(address string) (string, error) {
			if strings.HasPrefix(address, "data:") || strings.HasPrefix(address, "#") {
				return address, nil
			}
			return "data:,", nil // fonts and pictures are not worth their length in a mail
		})
		if err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
		b.Write(inlined)
		b.WriteByte('\n')
	}
	b.WriteString(styles)
	b.WriteString(singleStyles)
	return strings.ReplaceAll(b.String(), "</", `<\/`), nil
}

// page writes the whole file.
func (s *single) page(b *bytes.Buffer, entries []Entry, articles []byte, styles string) {
	words := s.opt.Words
	title := html.EscapeString(s.opt.Title)
	policy := fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'",
		hashed(styles), hashed(singleScript))
	fmt.Fprintf(b, "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", html.EscapeString(s.opt.Language), html.EscapeString(policy))
	fmt.Fprintf(b, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"referrer\" content=\"no-referrer\"><title>%s</title>\n<style>%s</style></head>\n<body><main><h1>%s</h1>\n", title, styles, title)
	fmt.Fprintf(b, "<p>%s</p>\n", s.t("single_note", "title", s.opt.Title, "date", s.opt.Date, "version", s.opt.Version, "n", words.Number(s.opt.Incidents), "m", words.Number(s.opt.Whole)))
	if s.opt.Selection != "" {
		fmt.Fprintf(b, "<p class=\"offline-notice\" role=\"note\">%s</p>\n", html.EscapeString(partWords(s.opt)))
	}
	fmt.Fprintf(b, "<div class=\"single-tools\" id=\"tools\" hidden><label>%s <input type=\"search\" id=\"words\" autocomplete=\"off\"></label>", s.t("single_search"))
	fmt.Fprintf(b, "<label>%s <select id=\"type\"><option value=\"\">%s</option>", s.t("single_type"), s.t("single_all"))
	for _, o := range types(entries) {
		fmt.Fprintf(b, "<option value=\"%s\">%s</option>", html.EscapeString(o.Type), html.EscapeString(o.TypeText))
	}
	fmt.Fprintf(b, "</select></label><p role=\"status\" id=\"found\" data-text=\"%s\"></p></div>\n", s.t("single_found"))
	fmt.Fprintf(b, "<nav aria-labelledby=\"contents\"><h2 id=\"contents\">%s</h2><ol class=\"single-contents\">\n", s.t("single_contents"))
	for _, e := range entries {
		fmt.Fprintf(b, "<li><a href=\"#%s\">%s</a> <small>%s · %s</small></li>\n", html.EscapeString(e.ID), html.EscapeString(e.Title), html.EscapeString(e.Date), html.EscapeString(e.TypeText))
	}
	b.WriteString("</ol></nav>\n")
	b.Write(articles)
	fmt.Fprintf(b, "</main>\n<script>%s</script></body></html>\n", singleScript)
}

// types lists the types of incidents that occur, by id.
func types(entries []Entry) []Entry {
	list := slices.Clone(entries)
	slices.SortStableFunc(list, func(a, b Entry) int { return strings.Compare(a.Type, b.Type) })
	return slices.CompactFunc(list, func(a, b Entry) bool { return a.Type == b.Type })
}

// hashed gives the name of an inline script or style in a policy.
func hashed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
