package record

import (
	"regexp"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/diagnostic"
)

// syntaxAdvice turns the parser's words into what to do about it.
var syntaxAdvice = []struct{ parser, advice string }{
	{"mapping values are not allowed in this context", "a colon followed by a space stands inside a value: put the value in quotes, or check the indentation"},
	{"found character that cannot start any token", "a value cannot start with this character: put the value in quotes, and indent with spaces, not tabs"},
	{"found a tab character", "indent with spaces, not tabs"},
	{"did not find expected key", "the indentation or a quote is not right here or in the line above: align the field with its neighbours"},
	{"could not find expected ':'", "a colon is missing after a field name, here or in the line above"},
	{"did not find expected '-' indicator", "the entries of a list have to begin with \"- \" in the same column"},
	{"did not find expected ',' or ']'", "a quote or bracket is not closed"},
	{"found unexpected end of stream", "a quote or bracket is not closed"},
	{"unknown anchor", "an alias (*name) is not allowed in a record: write the value out, or put it in quotes"},
}

var yamlLine = regexp.MustCompile(`^yaml: (?:(?:unmarshal errors:\s*)?line (\d+): )?(.*)$`)

// syntax reports an error of the YAML parser in words that help, where a reader
// would look for it.
func (d *Document) syntax(err error) {
	line, message := 1, strings.TrimSpace(err.Error())
	if m := yamlLine.FindStringSubmatch(message); m != nil {
		if m[1] != "" { // the parser names no line when it is the first
			line, _ = strconv.Atoi(m[1])
		}
		message = m[2]
	}
	for _, known := range syntaxAdvice {
		if strings.Contains(message, known.parser) {
			message = known.advice
			break
		}
	}
	f := diagnostic.Finding{Line: min(line, len(d.tree.split())), Rule: "yaml/syntax", Message: message}
	d.locate(&f)
	d.report(f)
}

var (
	colonWithin = regexp.MustCompile(`^(\s*(?:- +)*[\w-]+: +)([^"'>|\[{#\s].*?): `)
	openQuote   = regexp.MustCompile(`^(\s*(?:- +)*(?:[\w-]+: +)?)("(?:[^"\\]|\\.)*|'(?:[^']|'')*)$`)
	openBracket = regexp.MustCompile(`^(\s*(?:- +)*[\w-]+: +)([\[{][^\]}]*)$`)
	afterQuote  = regexp.MustCompile(`^(\s*(?:- +)*[\w-]+: +)("(?:[^"\\]|\\.)*" *[^\s#].*|'(?:[^']|'')*' *[^\s#'].*)$`)
	keptSign    = regexp.MustCompile("^(\\s*(?:- +)*(?:[\\w-]+: +)?)([@`%].*)$")
	leadingTab  = regexp.MustCompile(`^( *)(\t+)`)
)

// locate finds the place of the usual mistakes. The parser notices them a line
// late, or at the end of the file, and gives no column.
func (d *Document) locate(f *diagnostic.Finding) {
	lines := d.tree.split()
	near := func(pattern *regexp.Regexp, from, to int) bool {
		for n := max(1, from); n <= min(to, len(lines)); n++ {
			if m := pattern.FindStringSubmatch(strings.TrimRight(lines[n-1], " \r")); m != nil {
				f.Line, f.Column = n, len([]rune(m[1]))+1
				f.Length = len([]rune(strings.TrimSuffix(m[2], " ")))
				return true
			}
		}
		return false
	}
	switch {
	case strings.HasPrefix(f.Message, "a colon followed by") && near(colonWithin, f.Line-1, f.Line+1):
	case (strings.HasPrefix(f.Message, "indent with spaces") || strings.HasPrefix(f.Message, "a value cannot start")) && near(leadingTab, f.Line-1, f.Line+1):
		f.Message = "indent with spaces, not tabs"
	case strings.HasPrefix(f.Message, "a value cannot start") && near(keptSign, f.Line-1, f.Line+1):
		f.Message = "a value cannot start with this character: put the value in quotes"
	case strings.HasPrefix(f.Message, "the indentation or a quote") && near(afterQuote, f.Line-1, f.Line+1):
		f.Message = "text follows behind the closing quote: put the whole value in quotes"
	case strings.HasPrefix(f.Message, "a quote or bracket"), strings.HasPrefix(f.Message, "the indentation or a quote"):
		if near(openQuote, 1, f.Line+1) {
			f.Message = "the quote that opens here is not closed: close it at the end of the value"
		} else if near(openBracket, 1, f.Line+1) {
			f.Message = "the bracket that opens here is not closed: close it at the end of the list"
		}
	}
	if f.Column == 0 && f.Line > 0 {
		line := lines[f.Line-1]
		text := strings.TrimLeft(line, " ")
		if strings.HasPrefix(f.Message, "a colon followed by") && f.Line > 1 && strings.HasPrefix(line, "  "+lines[f.Line-2][:indentation(lines[f.Line-2])]) {
			f.Message = "the line is indented further than the one above, which takes no lines below it: align it with its neighbours"
		}
		f.Column, f.Length = len(line)-len(text)+1, len([]rune(strings.TrimSpace(text)))
	}
}

func indentation(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }
