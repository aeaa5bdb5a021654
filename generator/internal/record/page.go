package record

import (
	"bytes"
	"fmt"
	"strings"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/prose"
)

// Page is a prose page: content/ID.md. It begins with title and description
// between two lines "---"; the rest is Markdown.
type Page struct {
	ID          string `json:"-"`
	Title       string `json:"title" rec:"required,line,max=100" doc:"The page's heading."`
	Description string `json:"description" rec:"required,line,max=300" doc:"What the page says, in one sentence."`
	Body        string `json:"-"`
}

// DecodePage reads a prose page.
func DecodePage(file, id string, source []byte) (*Page, diagnostic.List) {
	p := &Page{ID: id}
	whole := func(rule, message string) (*Page, diagnostic.List) {
		return p, diagnostic.List{{File: file, Rule: rule, Message: message}}
	}
	if len(source) > MaxFileSize {
		return whole("yaml/too-large", fmt.Sprintf("the file has %d bytes, want at most %d", len(source), MaxFileSize))
	}
	rest, opened := bytes.CutPrefix(bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n")), []byte("---\n"))
	head, body, closed := bytes.Cut(rest, []byte("\n---\n"))
	if !opened || !closed {
		return whole("page/front-matter", "a page begins with a line \"---\", the fields title and description, and another line \"---\"")
	}
	// A comment in place of the first "---" keeps the line numbers.
	d := decodeInto(file, append([]byte("#\n"), append(head, '\n')...), p)
	p.Body = strings.TrimSpace(string(body))
	if err := prose.Check(p.Body, func(address string) error {
		if strings.HasPrefix(address, "/") || strings.HasPrefix(address, "#") || strings.HasPrefix(address, "mailto:") {
			return nil
		}
		return CheckURL(address)
	}); err != nil {
		d.report(diagnostic.Finding{Rule: "text/markdown", Message: err.Error()})
	}
	text := &Document{File: file, tree: &tree{text: string(source)}}
	text.checkText()
	return p, append(d.finish(), text.findings...).Sort()
}
