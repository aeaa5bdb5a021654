package page

import (
	"html"
	"html/template"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"incidentarchive/generator/internal/archive"
)

// mostRecord is the size up to which a record stands on its incident's page. A
// longer one gets a page of its own, to keep the other light.
const mostRecord = 9000

// RecordView is the page of a long record as it is written.
type RecordView struct {
	View
	File   string
	source []byte
}

// Record gives the record, highlighted. That takes longer than all else on a
// page, so it is done when the page is rendered, on all cores.
func (v *RecordView) Record() template.HTML { return highlight(v.source) }

// Record gives the record, highlighted; nothing when it has a page of its own.
func (v *IncidentView) Record() template.HTML { return highlight(v.source) }

// addRecord shows the record as it is written: on the incident's page, or on one
// below it.
func (s *Site) addRecord(v *IncidentView, i *archive.Incident) {
	if len(i.Source) <= mostRecord {
		v.source = i.Source
		return
	}
	path := incidentPath(i.ID) + "record/"
	title := s.t("record_title", "title", i.Title)
	r := &RecordView{
		View: s.view(path, title, s.t("record_description", "id", i.ID),
			Link{Text: s.t("nav_incidents"), URL: s.href("/incidents/")}, Link{Text: i.Title, URL: v.Path}),
		File:   i.File,
		source: i.Source,
	}
	r.Section, r.Kind = v.Section, "record"
	v.RecordPage = r.Path
	s.add(path, "record", false, r)
}

// highlight renders a record as it is written. Keys, comments and quoted texts
// get an element of two or three letters each instead of a span with a class:
// the record repeats the page, and has to stay light.
func highlight(source []byte) template.HTML {
	text := strings.TrimRight(string(source), "\n")
	if text == "" {
		return ""
	}
	tokens, err := chroma.Coalesce(lexers.Get("yaml")).Tokenise(nil, text)
	if err != nil { // the text alone is as good
		return template.HTML(html.EscapeString(text))
	}
	var b strings.Builder
	for token := tokens(); token != chroma.EOF; token = tokens() {
		element := ""
		switch {
		case token.Type == chroma.NameTag:
			element = "b"
		case token.Type.InCategory(chroma.Comment):
			element = "i"
		case token.Type.InSubCategory(chroma.LiteralString) && strings.ContainsAny(token.Value[:1], `"'`):
			element = "q"
		}
		value := html.EscapeString(token.Value)
		if element == "" {
			b.WriteString(value)
			continue
		}
		b.WriteString("<" + element + ">" + value + "</" + element + ">")
	}
	return template.HTML(b.String())
}
