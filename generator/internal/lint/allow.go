package lint

import (
	"fmt"
	"strings"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/record"
)

// allowMark begins a comment that allows a finding.
const allowMark = "# " + record.AllowMark

// exception is one such comment.
type exception struct {
	rule    string
	line    int // of the findings that it allows
	finding diagnostic.Finding
	used    bool
}

// allow drops the findings that records allow, and adds those about exceptions.
func (l *linter) allow() diagnostic.List {
	exceptions := map[string][]*exception{}
	var list diagnostic.List
	for _, d := range l.documents {
		if d.Exempts() {
			exceptions[d.File] = l.exceptions(d, &list)
		}
	}
	for _, f := range l.findings {
		allowed := false
		for _, e := range exceptions[f.File] {
			if e.rule == f.Rule && e.line == f.Line && f.Severity != failure {
				e.used, allowed = true, true
			}
		}
		if !allowed {
			list = append(list, f)
		}
	}
	for _, d := range l.documents {
		for _, e := range exceptions[d.File] {
			if !e.used {
				e.finding.Rule, e.finding.Severity = "allow/unused", l.severity["allow/unused"]
				e.finding.Message = fmt.Sprintf("rule %q finds nothing to allow here: remove the comment, or move it to the line of the finding or directly above", e.rule)
				list = append(list, e.finding)
			}
		}
	}
	return list
}

// exceptions reads the comments of one file; those that cannot be used are
// findings.
func (l *linter) exceptions(d *record.Document, list *diagnostic.List) []*exception {
	var found []*exception
	comments := d.Comments()
	for n, c := range comments {
		rest, ok := strings.CutPrefix(c.Text, allowMark)
		if !ok {
			continue
		}
		name, reason, _ := strings.Cut(strings.TrimSpace(rest), " ")
		at := diagnostic.Finding{File: d.File, Line: c.Line, Column: c.Column, Length: len([]rune(c.Text)), Source: d.Line(c.Line)}
		fault := func(rule, format string, args ...any) {
			at.Rule, at.Severity, at.Message = rule, l.severity[rule], fmt.Sprintf(format, args...)
			*list = append(*list, at)
		}
		severity, known := l.severity[name]
		switch {
		case !known:
			fault("allow/unknown-rule", "unknown rule %q%s", name, diagnostic.DidYouMean(name, Names()))
		case severity == failure:
			fault("allow/error", "rule %q is an error, which cannot be allowed: mend the fault", name)
		case strings.TrimSpace(reason) == "":
			fault("allow/no-reason", "say behind the rule why it does not hold here")
		default:
			found = append(found, &exception{rule: name, line: owner(comments, n), finding: at})
		}
	}
	return found
}

// owner gives the line that a comment speaks of: its own, or the first one below
// the lines of comment that it belongs to.
func owner(comments []record.Comment, n int) int {
	line := comments[n].Line
	if !comments[n].Alone {
		return line
	}
	for line++; n+1 < len(comments) && comments[n+1].Alone && comments[n+1].Line == line; n++ {
		line++
	}
	return line
}
