package diagnostic

import (
	"encoding/json"
	"io"
	"net/url"
	"slices"
)

// Rule is what a report says about a rule.
type Rule struct {
	Name     string
	Severity Severity
	Summary  string // one sentence
	Help     string // plain text
}

// The parts of SARIF 2.1.0 (OASIS) that we write.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            string       `json:"id"`
		Short         sarifText    `json:"shortDescription"`
		Help          *sarifText   `json:"help,omitempty"`
		Configuration sarifDefault `json:"defaultConfiguration"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
)

// WriteSARIF prints the list as SARIF 2.1.0. The rules are those that findings
// may name; one that they do not describe is left without a description.
func (l List) WriteSARIF(w io.Writer, rules []Rule) error {
	driver := sarifDriver{Name: "generator", Rules: []sarifRule{}}
	for _, f := range l {
		if !slices.ContainsFunc(rules, func(r Rule) bool { return r.Name == f.Rule }) {
			rules = append(slices.Clip(rules), Rule{Name: f.Rule, Severity: f.Severity, Summary: f.Rule})
		}
	}
	index := map[string]int{}
	for _, r := range rules {
		index[r.Name] = len(driver.Rules)
		rule := sarifRule{ID: r.Name, Short: sarifText{r.Summary}, Configuration: sarifDefault{r.Severity.String()}}
		if r.Help != "" {
			rule.Help = &sarifText{r.Help}
		}
		driver.Rules = append(driver.Rules, rule)
	}
	results := []sarifResult{}
	for _, f := range l {
		message := f.Message
		if f.Field != "" {
			message = f.Field + ": " + message
		}
		place := sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: f.File}).EscapedPath()}}
		if f.Line > 0 {
			place.Region = &sarifRegion{StartLine: f.Line}
			if f.Column > 0 {
				place.Region.StartColumn, place.Region.EndColumn = f.Column, f.Column+max(1, f.Length)
			}
		}
		results = append(results, sarifResult{f.Rule, index[f.Rule], f.Severity.String(), sarifText{message}, []sarifLocation{{place}}})
	}
	return writeJSON(w, sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{{Tool: sarifTool{driver}, ColumnKind: "unicodeCodePoints", Results: results}},
	})
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
