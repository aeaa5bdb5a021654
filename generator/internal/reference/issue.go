package reference

import "strings"

// Answers takes the text of an issue apart that was written with the form for a
// new incident. It gives the answers by the path of their field, with what
// belongs to no field under "". Questions left empty are left out. Only the
// labels of the form begin an answer, so that headings within an answer stay
// part of it; where somebody repeats a label, the first counts.
func Answers(issue string) map[string]string {
	fields := map[string]string{}
	for _, q := range IssueForm() {
		fields[q.Label] = q.Field
	}
	answers := map[string]string{}
	seen := map[string]bool{}
	label := ""
	var lines []string
	flush := func() {
		text := strings.TrimSpace(strings.Join(lines, "\n"))
		field, known := fields[label]
		if known && text != "" && text != NoAnswer {
			answers[field] = text
		}
		lines = nil
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(issue, "\r\n", "\n"), "\n") {
		heading, isHeading := strings.CutPrefix(line, "### ")
		_, known := fields[strings.TrimSpace(heading)]
		known = known || strings.TrimSpace(heading) == promises
		if !isHeading || !known || seen[strings.TrimSpace(heading)] {
			lines = append(lines, line)
			continue
		}
		flush()
		label = strings.TrimSpace(heading)
		seen[label] = true
	}
	flush()
	return answers
}
