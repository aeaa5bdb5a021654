package bundle

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"
)

// OnlineAttribute marks an element that makes sense on the website only, such
// as the offer of the bundle itself: bundles leave it out, with all it holds.
const OnlineAttribute = "data-online"

// FolderAttributes are the attributes in which scripts find the folders that
// they load from or link to: they stay folders, made relative. Scripts that make
// addresses of pages from data-base add [PageAttribute].
var FolderAttributes = []string{"data-base", "data-index"}

// PageAttribute is set beside data-base in bundles: what scripts have to write
// after the address of a folder that is a page, "index.html".
const PageAttribute = "data-page"

// stylesheet is the bundle's own, for the few things that it adds to pages.
const stylesheet = "offline.css"

// markup rewrites one HTML or SVG file.
type markup struct {
	*places
	name   string // of the file
	svg    bool
	policy string // what pages may do, as the value of an attribute
	notice string // HTML to put before the main part of the page
	leaves string // words for links that leave the archive
	public bool   // whether the site's own address leads anywhere

	out      bytes.Buffer
	skip     string // element that is being left out
	depth    int    // how often skip is open
	closeAs  string // what "</a>" becomes
	vectors  int    // depth of <svg> in HTML
	policied bool
	dropped  int // links to what the bundle does not have
}

// rewrite reads the whole file.
func (m *markup) rewrite(source []byte) ([]byte, error) {
	m.out.Grow(len(source) + 1024)
	z := nethtml.NewTokenizer(bytes.NewReader(source))
	for {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			if z.Err() != io.EOF {
				return nil, fmt.Errorf("%s: %w", m.name, z.Err())
			}
			break
		}
		if err := m.token(kind, z.Raw()); err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
	}
	if m.skip != "" {
		return nil, fmt.Errorf("%s: <%s %s> is not closed", m.name, m.skip, OnlineAttribute)
	}
	return m.out.Bytes(), nil
}

func (m *markup) token(kind nethtml.TokenType, raw []byte) error {
	switch kind {
	case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
		t := split(raw)
		if m.skip != "" {
			if t.name == m.skip && !m.void(t) {
				m.depth++
			}
			return nil
		}
		return m.start(t)
	case nethtml.EndTagToken:
		return m.end(raw)
	}
	if m.skip == "" {
		m.out.Write(raw)
	}
	return nil
}

// void tells whether a start tag has no end tag.
func (m *markup) void(t *tag) bool {
	return t.selfClosed && (m.svg || m.vectors > 0) || slices.Contains(voids, t.name)
}

var voids = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// leaveOut drops an element with all it holds.
func (m *markup) leaveOut(t *tag) {
	if !m.void(t) {
		m.skip, m.depth = t.name, 1
	}
}

func (m *markup) end(raw []byte) error {
	name := strings.ToLower(string(bytes.TrimRight(raw[2:], space+">")))
	if m.skip != "" {
		if name == m.skip {
			if m.depth--; m.depth == 0 {
				m.skip = ""
			}
		}
		return nil
	}
	switch {
	case name == "a" && m.closeAs != "":
		m.out.WriteString(m.closeAs)
		m.closeAs = ""
		return nil
	case name == "svg":
		m.vectors--
	case name == "head" && !m.svg:
		if !m.policied {
			return fmt.Errorf("the page has no <meta charset>, after which its policy would stand")
		}
		fmt.Fprintf(&m.out, `<link rel="stylesheet" href="%s">`, relative(m.name, stylesheet))
	}
	m.out.Write(raw)
	return nil
}

// start writes a start tag, changed where the bundle needs it.
func (m *markup) start(t *tag) error {
	if t.has(OnlineAttribute) {
		m.leaveOut(t)
		return nil
	}
	if t.name == "svg" && !t.selfClosed {
		m.vectors++
	}
	keep, err := m.element(t)
	if err != nil {
		return err
	}
	if !keep {
		m.leaveOut(t)
		return nil
	}
	if err := m.data(t); err != nil {
		return err
	}
	if t.name == "main" {
		m.out.WriteString(m.notice)
	}
	t.writeTo(&m.out)
	if t.name == "meta" && t.has("charset") && !m.policied {
		m.policied = true
		fmt.Fprintf(&m.out, `<meta http-equiv="Content-Security-Policy" content="%s">`, m.policy)
	}
	return nil
}

// element changes the addresses of an element by what it is; it tells whether
// the element stays.
func (m *markup) element(t *tag) (keep bool, err error) {
	switch t.name {
	case "base":
		return false, fmt.Errorf("<base> changes where all links lead: remove it")
	case "meta":
		return m.meta(t)
	case "link":
		return m.link(t)
	case "a", "area":
		return m.anchor(t)
	case "form":
		return m.form(t)
	case "script":
		return m.script(t)
	case "iframe", "frame", "object", "embed", "portal":
		return false, fmt.Errorf("<%s> cannot stand in a bundle: mark it with %s", t.name, OnlineAttribute)
	}
	for _, name := range []string{"src", "poster", "href", "xlink:href", "background"} {
		if err := m.load(t, name); err != nil {
			return false, err
		}
	}
	for _, name := range []string{"srcset", "imagesrcset"} {
		if err := m.sourceSet(t, name); err != nil {
			return false, err
		}
	}
	if action, found := t.lookup("formaction"); found {
		to := m.resolve(m.name, action)
		t.set("formaction", to.address)
	}
	if cite, found := t.lookup("cite"); found {
		t.set("cite", m.resolve(m.name, cite).address)
	}
	return true, nil
}

// load makes the address of something that the page loads relative; it has to
// be in the bundle.
func (m *markup) load(t *tag, name string) error {
	address, found := t.lookup(name)
	if !found || strings.HasPrefix(address, "data:") {
		return nil
	}
	to := m.resolve(m.name, address)
	switch to.kind {
	case missing:
		return fmt.Errorf("<%s %s=%q> is not a file of the site", t.name, name, address)
	case outside:
		return fmt.Errorf("<%s %s=%q> is loaded from another site, which a bundle never does", t.name, name, address)
	case inside:
		t.set(name, to.address)
	}
	return nil
}

// sourceSet does the same for a list of images with their sizes.
func (m *markup) sourceSet(t *tag, name string) error {
	value, found := t.lookup(name)
	if !found {
		return nil
	}
	var list []string
	for candidate := range strings.SplitSeq(value, ",") {
		fields := strings.Fields(candidate)
		if len(fields) == 0 {
			continue
		}
		to := m.resolve(m.name, fields[0])
		if to.kind != inside {
			return fmt.Errorf("<%s %s>: %q is not a file of the site", t.name, name, fields[0])
		}
		fields[0] = to.address
		list = append(list, strings.Join(fields, " "))
	}
	t.set(name, strings.Join(list, ", "))
	return nil
}

// data makes the addresses relative that scripts read from data attributes.
func (m *markup) data(t *tag) error {
	for _, a := range t.attributes {
		if !strings.HasPrefix(a.name, "data-") || !strings.HasPrefix(a.value, m.base.Path) && !strings.HasPrefix(a.value, m.base.String()) {
			continue
		}
		if slices.Contains(FolderAttributes, a.name) {
			address, found := m.folder(m.name, a.value)
			if !found {
				return fmt.Errorf("<%s %s=%q> is not a folder of the site", t.name, a.name, a.value)
			}
			t.set(a.name, address)
			continue
		}
		if to := m.resolve(m.name, a.value); to.kind == inside {
			t.set(a.name, to.address)
		} else if address, found := m.folder(m.name, a.value); found {
			t.set(a.name, address)
		}
	}
	if t.has("data-base") {
		t.set(PageAttribute, index)
	}
	return nil
}
