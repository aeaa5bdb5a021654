package diagnostic

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteGitHub prints the list as workflow commands, from which GitHub makes
// annotations on the lines of a pull request. No part of a finding can end a
// line or begin another command.
func (l List) WriteGitHub(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, f := range l {
		command := f.Severity.String()
		if f.Severity == Note {
			command = "notice"
		}
		fmt.Fprintf(b, "::%s file=%s", command, githubProperty(f.File))
		if f.Line > 0 {
			fmt.Fprintf(b, ",line=%d", f.Line)
		}
		if f.Column > 0 {
			fmt.Fprintf(b, ",col=%d,endColumn=%d", f.Column, f.Column+max(1, f.Length))
		}
		message := f.Message
		if f.Field != "" {
			message = f.Field + ": " + message
		}
		fmt.Fprintf(b, ",title=%s::%s\n", githubProperty(f.Rule), githubData(message))
	}
	return b.Flush()
}

// githubData escapes a message. Line breaks go before Printable would hide them,
// and "##[" begins a command in an older form, wherever it stands.
func githubData(s string) string {
	s = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
	return strings.ReplaceAll(Printable(s), "##[", "# #[")
}

// githubProperty escapes the value of a property.
func githubProperty(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(githubData(s))
}

// WriteJSON prints the list as one JSON object: findings, and how many there are
// of each severity.
func (l List) WriteJSON(w io.Writer) error {
	type finding struct {
		File       string `json:"file"`
		Line       int    `json:"line,omitempty"`
		Column     int    `json:"column,omitempty"`
		Length     int    `json:"length,omitempty"`
		Field      string `json:"field,omitempty"`
		Rule       string `json:"rule"`
		Severity   string `json:"severity"`
		Message    string `json:"message"`
		Suggestion string `json:"suggestion,omitempty"`
	}
	out := struct {
		Findings []finding `json:"findings"`
		Errors   int       `json:"errors"`
		Warnings int       `json:"warnings"`
		Notes    int       `json:"notes"`
	}{Findings: []finding{}, Errors: l.Count(Error), Warnings: l.Count(Warning), Notes: l.Count(Note)}
	for _, f := range l {
		out.Findings = append(out.Findings, finding{f.File, f.Line, f.Column, f.Length, f.Field, f.Rule, f.Severity.String(), f.Message, f.Suggestion})
	}
	return writeJSON(w, out)
}
