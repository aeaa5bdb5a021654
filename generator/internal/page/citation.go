package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"incidentarchive/generator/internal/archive"
)

// Citation is how to cite a page, in the forms that people and programs use.
type Citation struct {
	Plain  string
	BibTeX string
	CSL    string // CSL-JSON, as reference managers import it
}

// cslItem is an item of CSL-JSON, schema 1.0.
type cslItem struct {
	ID        string  `json:"id"`
	Type      string  `json:"type"`
	Title     string  `json:"title"`
	Container string  `json:"container-title"`
	Publisher string  `json:"publisher,omitempty"`
	Issued    cslDate `json:"issued"`
	Version   string  `json:"version"`
	URL       string  `json:"URL"`
	Language  string  `json:"language"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// citation makes the ways to cite an incident. The version is the day of the
// last change: what was cited can be found in the history.
func (s *Site) citation(v *IncidentView, i *archive.Incident) Citation {
	modified := i.Modified.Time()
	c := Citation{Plain: s.t("cite_plain", "title", i.Title, "archive", s.config.Title, "id", i.ID, "date", v.Modified.Text, "url", v.Canonical)}
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", i.ID)
	for _, field := range [][2]string{
		{"title", "{" + bibTeX(i.Title) + "}"},
		{"howpublished", bibTeX(s.config.Title)},
		{"year", modified.Format("2006")},
		{"month", strings.ToLower(modified.Format("Jan"))},
		{"note", bibTeX(s.t("cite_note", "id", i.ID, "date", string(i.Modified)))},
		{"url", v.Canonical},
	} {
		fmt.Fprintf(&b, "  %s = {%s},\n", field[0], field[1])
	}
	c.BibTeX = b.String() + "}"
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false) // the template escapes
	encoder.SetIndent("", " ")
	if err := encoder.Encode([]cslItem{{
		ID: i.ID, Type: "webpage", Title: i.Title, Container: s.config.Title, Publisher: s.config.Params.Publisher,
		Issued:  cslDate{[][]int{{modified.Year(), int(modified.Month()), modified.Day()}}},
		Version: string(i.Modified), URL: v.Canonical, Language: s.config.Language,
	}}); err == nil {
		c.CSL = strings.TrimSpace(out.String())
	}
	return c
}

// bibTeX escapes what LaTeX would read as a command.
func bibTeX(text string) string { return forLaTeX.Replace(text) }

var forLaTeX = strings.NewReplacer(
	`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "&", `\&`, "$", `\$`, "#", `\#`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
)
