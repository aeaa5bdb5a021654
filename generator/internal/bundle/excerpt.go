package bundle

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"

	nethtml "golang.org/x/net/html"
)

// excerpt takes the record of one incident from its page: the first <article>
// in <main>, without the record's own source, which is long and on the website.
type excerpt struct {
	*single
	entry Entry

	out     bytes.Buffer
	inside  int      // depth of <article>; 0 outside of it
	found   bool     // whether it has been read
	skip    string   // element that is left out
	depth   int      // how often skip is open
	closers []string // how "</a>" is written, for the links that are open
}

func (x *excerpt) read(source []byte) ([]byte, error) {
	z := nethtml.NewTokenizer(bytes.NewReader(source))
	for !x.found || x.inside > 0 {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			if z.Err() != io.EOF {
				return nil, z.Err()
			}
			return nil, fmt.Errorf("the page has no whole <article>")
		}
		x.token(kind, z.Raw())
	}
	return x.out.Bytes(), nil
}

func (x *excerpt) token(kind nethtml.TokenType, raw []byte) {
	switch kind {
	case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
		x.start(split(raw))
	case nethtml.EndTagToken:
		x.end(raw)
	default:
		if x.inside > 0 && x.skip == "" {
			x.out.Write(raw)
		}
	}
}

func (x *excerpt) start(t *tag) {
	switch {
	case x.skip != "":
		if t.name == x.skip {
			x.depth++
		}
	case x.inside == 0:
		x.outside(t)
	case t.has(OnlineAttribute) || t.name == "details" || t.name == "script" || t.name == "form" || t.name == "style":
		if !slices.Contains(voids, t.name) {
			x.skip, x.depth = t.name, 1
		}
	case t.name == "img" || t.name == "link" || t.name == "meta" || t.name == "source":
		x.out.WriteString(html.EscapeString(t.get("alt")))
	default:
		if t.name == "article" {
			x.inside++
			t.rename("div")
		}
		x.identify(t)
		if t.name == "a" {
			x.anchor(t)
		}
		if level := heading(t.name); level > 0 {
			t.rename("h" + strconv.Itoa(level+1))
		}
		t.writeTo(&x.out)
	}
}

// outside looks for the stylesheets and the article.
func (x *excerpt) outside(t *tag) {
	switch {
	case t.name == "link" && slices.Contains(t.words("rel"), "stylesheet"):
		u, err := x.base.JoinPath(x.entry.Page).Parse(t.get("href"))
		if err != nil {
			return
		}
		if name := strings.TrimPrefix(u.Path, x.base.Path); !slices.Contains(x.sheets, name) {
			x.sheets = append(x.sheets, name)
		}
	case t.name == "article" && !x.found:
		x.inside, x.found = 1, true
	}
}

func (x *excerpt) end(raw []byte) {
	name := strings.ToLower(string(bytes.TrimRight(raw[2:], space+">")))
	switch {
	case x.skip != "":
		if name == x.skip {
			if x.depth--; x.depth == 0 {
				x.skip = ""
			}
		}
		return
	case x.inside == 0:
		return
	case name == "article":
		if x.inside--; x.inside > 0 {
			x.out.WriteString("</div>")
		}
		return
	case name == "a" && len(x.closers) > 0:
		x.out.WriteString(x.closers[len(x.closers)-1])
		x.closers = x.closers[:len(x.closers)-1]
		return
	}
	if level := heading(name); level > 0 {
		fmt.Fprintf(&x.out, "</h%d>", level+1)
		return
	}
	x.out.Write(raw)
}

// heading gives the level of a heading that can go one down, or 0.
func heading(name string) int {
	if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '5' {
		return int(name[1] - '0')
	}
	return 0
}

// references are attributes that name ids of the same page.
var references = []string{"aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "aria-owns", "for", "headers", "list"}

// identify makes the ids of one page unlike those of all others.
func (x *excerpt) identify(t *tag) {
	for _, a := range slices.Clone(t.attributes) {
		switch {
		case a.name == "id":
			t.set(a.name, x.id(a.value))
		case slices.Contains(references, a.name):
			ids := strings.Fields(a.value)
			for n, id := range ids {
				ids[n] = x.id(id)
			}
			t.set(a.name, strings.Join(ids, " "))
		case strings.HasPrefix(a.value, "url(#"):
			t.set(a.name, "url(#"+x.id(strings.TrimPrefix(a.value, "url(#")))
		case t.name != "a" && (a.name == "href" || a.name == "xlink:href") && strings.HasPrefix(a.value, "#"):
			t.set(a.name, "#"+x.id(a.value[1:]))
		}
	}
	t.drop("style", "srcset")
}

func (x *excerpt) id(id string) string { return x.entry.ID + "--" + id }

// anchor leads to an incident in the same file, or to the website, or nowhere.
func (x *excerpt) anchor(t *tag) {
	address, found := t.lookup("href")
	if fragment, ok := strings.CutPrefix(address, "#"); ok {
		t.set("href", "#"+x.id(fragment))
		found = false
	}
	closer := "</a>"
	defer func() { x.closers = append(x.closers, closer) }()
	if !found {
		return
	}
	to := x.resolve(x.entry.Page, address)
	switch to.kind {
	case inside:
		id := x.pages[to.file]
		if _, fragment, ok := strings.Cut(to.address, "#"); ok {
			id += "--" + fragment
		}
		t.set("href", "#"+id)
		return
	case unchanged:
		return
	case missing:
		x.dropped++
		if !x.public {
			t.drop("href", "rel", "target", "download", "hreflang", "type")
			t.rename("span")
			closer = "</span>"
			return
		}
	}
	t.set("href", to.address)
	t.set("class", strings.TrimSpace(t.get("class")+" offline-leaves"))
	closer = `<span class="offline-hidden"> ` + x.t("bundle_leaves") + "</span></a>"
}
