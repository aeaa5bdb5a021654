// Package prose turns the small Markdown subset of records and prose pages into
// safe HTML and plain text. Raw HTML is not part of the subset: a tag in the
// text is shown as it was typed. Images are refused, links go to public http
// and https addresses only, and text that would take long to parse is refused
// before it is parsed.
package prose

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"net/url"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const (
	// MaxBytes is the greatest length of a text, in bytes.
	MaxBytes = 32 << 10
	// maxQuotes is how deep quotes and lists may be nested.
	maxQuotes = 16
	// maxLinks bounds what goldmark needs quadratic time for.
	maxLinks = 500
)

// Check tells what keeps a record's text from being published, or nil. The check
// of each link's address is left to the caller.
func Check(markdown string, checkURL func(string) error) error {
	if err := checkCost(markdown); err != nil {
		return err
	}
	if !mayLink(markdown) {
		return nil
	}
	var found error
	_ = ast.Walk(record.Parser().Parse(text.NewReader([]byte(markdown))), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || found != nil {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image:
			found = fmt.Errorf("images are not allowed in the text: remove it, or name it among the sources")
		case *ast.Link:
			if err := checkURL(string(n.Destination)); err != nil {
				found = fmt.Errorf("link: %w", err)
			}
		case *ast.AutoLink:
			if err := checkURL(string(n.URL([]byte(markdown)))); err != nil {
				found = fmt.Errorf("link: %w", err)
			}
		}
		return ast.WalkContinue, nil
	})
	return found
}

// mayLink tells whether a text may hold links or images at all; most do not, and
// need not be parsed to know it.
func mayLink(markdown string) bool { return strings.ContainsAny(markdown, "[<") }

// checkCost refuses what the parser would need quadratic time for.
func checkCost(markdown string) error {
	if len(markdown) > MaxBytes {
		return fmt.Errorf("the text has %d bytes, want at most %d", len(markdown), MaxBytes)
	}
	if n := strings.Count(markdown, "]("); n > maxLinks {
		return fmt.Errorf("the text has %d links, want at most %d", n, maxLinks)
	}
	for line := range strings.Lines(markdown) {
		if quotes := strings.Count(line, ">"); quotes > maxQuotes && strings.Trim(line, "> \t\n") != strings.TrimSpace(line) {
			lead := line[:len(line)-len(strings.TrimLeft(line, "> \t"))]
			if strings.Count(lead, ">") > maxQuotes {
				return fmt.Errorf("quotes are nested more than %d deep", maxQuotes)
			}
		}
		indent := len(line) - len(strings.TrimLeft(line, " \t"))
		bullets := strings.Count(line[:min(len(line), 200)], "- ") + strings.Count(line[:min(len(line), 200)], "* ")
		if indent > 4*maxQuotes || bullets > 4*maxQuotes {
			return fmt.Errorf("lists are nested more than %d deep", maxQuotes)
		}
	}
	return nil
}

// Site is what the links of a text within the site depend on.
type Site struct {
	Base string                 // the path that the site is served from; links are put below it
	Off  func(path string) bool // whether a page is switched off, so that links to it become text; nil for none
}

// HTML renders the text of a record: paragraphs, emphasis, links, lists, code.
func (s Site) HTML(markdown string) template.HTML {
	if unmarked(markdown) {
		return paragraphs(markdown)
	}
	return s.render(record, markdown)
}

// Page renders the body of a prose page, which has headings and tables too.
func (s Site) Page(markdown string) template.HTML { return s.render(page, markdown) }

// Manual renders text of the generator's own, of any length, as Page does.
func (s Site) Manual(markdown string) template.HTML { return s.convert(page, markdown) }

// HTML renders the text of a record for a site that is served from base and has
// all its parts.
func HTML(markdown, base string) template.HTML { return Site{Base: base}.HTML(markdown) }

// Page renders the body of a prose page, as HTML does.
func Page(markdown, base string) template.HTML { return Site{Base: base}.Page(markdown) }

func (s Site) render(m goldmark.Markdown, markdown string) template.HTML {
	if checkCost(markdown) != nil {
		return template.HTML("<p>" + html.EscapeString(markdown) + "</p>")
	}
	return s.convert(m, markdown)
}

func (s Site) convert(m goldmark.Markdown, markdown string) template.HTML {
	source := []byte(markdown)
	doc := m.Parser().Parse(text.NewReader(source))
	s.rebase(doc)
	var b buffer
	b.Grow(len(source) + len(source)/4)
	if err := m.Renderer().Render(&b, source, doc); err != nil {
		return template.HTML("<p>" + html.EscapeString(markdown) + "</p>")
	}
	out := strings.TrimSpace(b.String())
	if m == page {
		out = scrollable.Replace(out)
	}
	return template.HTML(out)
}

// buffer is a [util.BufWriter]; goldmark would put another buffer before any other
// writer.
type buffer struct{ bytes.Buffer }

func (b *buffer) Buffered() int { return 0 }
func (b *buffer) Flush() error  { return nil }

// scrollable lets the keyboard reach what scrolls within itself on a narrow
// screen, and aligns the cells of tables by class, as an attribute for that is out
// of use. Text cannot hold these tags: its brackets are escaped.
var scrollable = strings.NewReplacer("<pre>", `<pre tabindex="0">`, "<table>", `<table tabindex="0">`,
	`<th align="right">`, `<th class="number">`, `<td align="right">`, `<td class="number">`,
	`<th align="left">`, `<th>`, `<td align="left">`, `<td>`, `<th align="center">`, `<th>`, `<td align="center">`, `<td>`)

// nowhere is an address that no link is written for: its text stays.
const nowhere = "off:"

// rebase puts the links within the site below base.
func (s Site) rebase(doc ast.Node) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && entering {
			if rest, ok := bytes.CutPrefix(link.Destination, []byte("/")); ok && !bytes.HasPrefix(rest, []byte("/")) {
				if s.Off != nil && s.Off(string(rest)) {
					link.Destination = []byte(nowhere)
				} else {
					link.Destination = append([]byte(s.Base), rest...)
				}
			}
		}
		return ast.WalkContinue, nil
	})
}

var record = goldmark.New(
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(inline()...),
	)),
	goldmark.WithRenderer(safeRenderer()),
)

var page = goldmark.New(
	goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute))),
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(parser.WithAutoHeadingID()), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(inline()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithASTTransformers(util.Prioritized(headingIDs{}, 100)),
	)),
	goldmark.WithRenderer(safeRenderer()),
)

// inline lists the inline parsers: goldmark's own without raw HTML.
func inline() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewEmphasisParser(), 500),
	}
}

func safeRenderer() renderer.Renderer {
	return renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(links{}, 100),
		util.Prioritized(goldmarkhtml.NewRenderer(), 1000),
	))
}

// headingIDs prefixes the ids of headings, so that no heading can take an id
// that the page itself uses.
type headingIDs struct{}

func (headingIDs) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if heading, ok := n.(*ast.Heading); ok && entering {
			if id, ok := heading.AttributeString("id"); ok {
				heading.SetAttributeString("id", append([]byte("s-"), id.([]byte)...))
			}
		}
		return ast.WalkContinue, nil
	})
}

// links renders links: http and https, mailto, and addresses within the site.
// Anything else, and every image, becomes its text.
type links struct{}

func (links) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindLink, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		return writeLink(w, string(n.(*ast.Link).Destination), entering)
	})
	r.Register(ast.KindAutoLink, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		link := n.(*ast.AutoLink)
		label := html.EscapeString(string(link.Label(source)))
		if _, err := writeLink(w, string(link.URL(source)), true); err != nil {
			return ast.WalkStop, err
		}
		_, _ = w.WriteString(label)
		return writeLink(w, string(link.URL(source)), false)
	})
	r.Register(ast.KindImage, func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
		return ast.WalkContinue, nil
	})
}

func writeLink(w util.BufWriter, address string, entering bool) (ast.WalkStatus, error) {
	u, err := url.Parse(address)
	external := err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
	internal := err == nil && u.Scheme == "" && u.Host == "" && !strings.HasPrefix(address, "//") && !strings.Contains(address, `\`)
	mail := err == nil && u.Scheme == "mailto"
	if !external && !internal && !mail {
		return ast.WalkContinue, nil
	}
	if !entering {
		_, err := w.WriteString("</a>")
		return ast.WalkContinue, err
	}
	rel := ""
	if external {
		rel = ` rel="nofollow ugc noopener noreferrer"`
	}
	_, err = w.WriteString(`<a href="` + html.EscapeString(u.String()) + `"` + rel + `>`)
	return ast.WalkContinue, err
}
