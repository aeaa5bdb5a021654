package reference

import (
	"fmt"
	"strconv"
	"strings"
)

// Form says in words what a field takes, such as "one line of text, at most 200
// characters".
func (f Field) Form() string {
	form := f.entry()
	if f.List && f.Kind == Rows {
		form = "one or more rows, each with the fields below"
		if !f.Required {
			form = "rows, each with the fields below"
		}
	} else if f.List {
		form = "a list: each entry is " + form
	}
	if f.Max > 0 {
		form += ", at most " + group(f.Max) + " characters"
	}
	if f.Entries > 0 {
		form += ", at most " + group(f.Entries) + " entries"
	}
	if f.Fact {
		form += "; or a mapping with " + names(f.Fields)
	}
	return form
}

// entry says what one value looks like.
func (f Field) entry() string {
	switch f.Kind {
	case Line:
		return "one line of text"
	case Markdown:
		return "text; paragraphs, emphasis, links, lists and code in Markdown"
	case ID:
		return "an id: lower-case letters and digits in words joined by hyphens"
	case Ref:
		return fmt.Sprintf("the id of %s: the name of a file in content/%ss without .yaml", article(f.Ref), f.Ref)
	case SourceID:
		return "the id of a source of this record"
	case Alias:
		return "an id, or the name of another database, a colon and the id there"
	case URL:
		return "an absolute address that begins with https:// or http://"
	case Time:
		return "an uncertain time"
	case Span:
		return "an uncertain time, or an interval a/b"
	case End:
		return "an uncertain time, or the word ongoing or unknown"
	case Duration:
		return "a length of time, ISO 8601"
	case Quantity:
		return `a number: 40, 1200~ for about, "[30..50]" for between, "[75..]" for at least, "[..10]" for at most`
	case Day:
		return "a day, YYYY-MM-DD"
	case Zone:
		return "the IANA name of a time zone"
	case Country:
		return "an ISO 3166-1 alpha-2 code of two capital letters"
	case Language:
		return "a BCP 47 language tag"
	case Choice:
		return "one of " + strconv.Itoa(len(f.Choices)) + " values"
	case YesNo:
		return "true or false"
	case Number:
		return "a whole number"
	default:
		return "a mapping with the fields below"
	}
}

// Want is what a message asks for when a value has not the form of the field.
func (k Kind) Want() string {
	switch k {
	case Line:
		return "want one line of text, without line breaks and tabs"
	case Markdown:
		return "want text"
	case ID, Ref, SourceID:
		return "want an id: lower-case letters and digits in words joined by hyphens, such as \"acme-telecom\""
	case Alias:
		return "want an id, or the name of another database, a colon and the id there, such as \"vcdb:788C3B36\""
	case URL:
		return "want an absolute address that begins with https:// or http://"
	case Time:
		return "want a time such as 2025, 2025-07, 2025-07-23 or 2025-07-23T16:15; ~ at the end for about, \"[a..b]\" in quotes for some time between"
	case Span:
		return "want a time such as 2025-07-23 or 2025-07-23T16:15, or an interval such as 2025-07-23/2025-07-25; ~ at the end for about"
	case End:
		return "want a time such as 2025-07-23 or 2025-07-23T16:15, or the word ongoing or unknown; ~ at the end for about, \"[a..b]\" in quotes for some time between"
	case Duration:
		return "want a length of time such as PT4H, PT1H50M or P2D; ~ at the end for about, \"[PT3H..PT4H]\" in quotes for between"
	case Quantity:
		return "want a number in plain digits such as 40; 1200~ for about, \"[30..50]\" in quotes for between, \"[75..]\" for at least, \"[..10]\" for at most"
	case Day:
		return "want a day, YYYY-MM-DD"
	case Zone:
		return "want an IANA name such as \"Europe/Amsterdam\" or \"UTC\""
	case Country:
		return "want an ISO 3166-1 code of two capital letters such as \"NL\""
	case Language:
		return "want a BCP 47 tag such as \"en\", \"fr\", \"de\" or \"lb\""
	case YesNo:
		return "want true or false"
	case Number:
		return "want a whole number; 1 is the first"
	case Choice:
		return "want one of the listed values"
	default:
		return "want \"field: value\" lines here, indented below"
	}
}

func article(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// names joins the names of fields: value, sources and note.
func names(fields []Field) string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = f.Name
	}
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// group writes a number with spaces between thousands.
func group(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + " " + text[i:]
	}
	return text
}
