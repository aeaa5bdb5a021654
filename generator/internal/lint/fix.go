package lint

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"incidentarchive/generator/internal/country"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// Context is what mending has to know besides the record.
type Context struct {
	Today string                       // YYYY-MM-DD, for the field modified
	IDs   func(kind string) []string   // the ids of all incidents, services or organisations
	File  func(incident string) string // the file of an incident; empty when there is none
}

// Fix is a change that mends a finding without a doubt.
type Fix struct {
	File string // the record to change; not always the one with the finding
	record.Edit
}

// String tells what the fix does.
func (f Fix) String() string {
	switch f.Action {
	case record.Rename:
		return fmt.Sprintf("%s: renamed to %q", f.Field, f.Text)
	case record.Remove:
		return f.Field + ": removed"
	case record.Append:
		return fmt.Sprintf("%s: added %q", f.Field, f.Text)
	case record.Enlist:
		return f.Field + ": made a list"
	default:
		return fmt.Sprintf("%s: now %q", f.Field, f.Text)
	}
}

// FixOf finds the change that mends a finding in the record d of type t; false
// when that needs a person.
func FixOf(f diagnostic.Finding, d *record.Document, t reflect.Type, c Context) (Fix, bool) {
	fix := Fix{File: f.File, Edit: record.Edit{Field: f.Field, Action: record.Replace}}
	if f.Suggestion != "" {
		fix.Text = f.Suggestion
		return fix, true
	}
	field, known := record.FieldAt(t, f.Field)
	text, hasText := d.Text(f.Field)
	switch f.Rule {
	case "field/unknown":
		return fix.rename(d, t)
	case "field/duplicate":
		fix.Action = record.Remove
		return fix, strings.HasSuffix(f.Field, "]")
	case "field/empty":
		fix.Action = record.Remove
		return fix, known && hasText && (!field.Required || strings.HasSuffix(f.Field, "]"))
	case "field/shape":
		return fix.reshape(d, field, known, hasText)
	case "file/id-mismatch", "reference/self":
		fix.Action = record.Remove
		return fix, true
	case "cause/status":
		cause, _ := d.Text("root_cause.value")
		fix.Field, fix.Action = "root_cause.status", record.Remove
		return fix, cause == string(record.UnknownRootCause) && d.Has("root_cause.status")
	case "time/clock-without-source":
		id, _ := d.Text("sources[0].id")
		fix.Field, fix.Action, fix.Text = f.Field+".sources", record.Append, id
		return fix, id != "" && !d.Has("sources[1]")
	case "time/modified-stale":
		fix.Text = c.Today
		return fix, fix.Text != ""
	case "reference/not-mutual":
		fix.File, fix.Field, fix.Action, fix.Text = c.File(text), "related", record.Append, idOf(f.File)
		return fix, fix.File != ""
	}
	if !hasText {
		return fix, false
	}
	fix.Text = better(f.Rule, text, d, field.Leaf(), c)
	return fix, fix.Text != "" && (fix.Text != text || f.Rule == "yaml/not-text")
}

// idOf gives the id of the record in a file.
func idOf(file string) string {
	return strings.TrimSuffix(file[strings.LastIndexByte(file, '/')+1:], ".yaml")
}

// rename corrects the name of a field, unless the right field stands there too.
func (fix Fix) rename(d *record.Document, t reflect.Type) (Fix, bool) {
	at := strings.LastIndexByte(fix.Field, '.')
	prefix, name := fix.Field[:at+1], fix.Field[at+1:]
	if at > 0 {
		outer, ok := record.FieldAt(t, fix.Field[:at])
		if !ok {
			return fix, false
		}
		for t = outer.Type; t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer; {
			t = t.Elem()
		}
	}
	if t.Kind() != reflect.Struct {
		return fix, false
	}
	for _, f := range record.FieldsOf(t) {
		if diagnostic.Slip(name, f.Name) && !d.Has(prefix+f.Name) {
			fix.Action, fix.Text = record.Rename, f.Name
			return fix, true
		}
	}
	return fix, false
}

// reshape makes a list of a single value, and a value in quotes of a set of
// times that YAML took for a list.
func (fix Fix) reshape(d *record.Document, field record.Field, known, hasText bool) (Fix, bool) {
	if !known {
		return fix, false
	}
	if hasText {
		fix.Action = record.Enlist
		text, _ := d.Text(fix.Field)
		return fix, field.Type.Kind() == reflect.Slice && !strings.Contains(text, ",")
	}
	raw, ok := d.Raw(fix.Field)
	fix.Text = strings.ReplaceAll(raw, ", ", ",")
	return fix, ok && reads(field.Leaf().Type, fix.Text)
}

// reads tells whether a type takes a text.
func reads(t reflect.Type, text string) bool {
	target, ok := reflect.New(t).Interface().(interface{ UnmarshalText([]byte) error })
	return ok && target.UnmarshalText([]byte(text)) == nil
}

// better gives what a value was meant to be, or "".
func better(rule, text string, d *record.Document, field record.Field, c Context) string {
	trimmed := strings.TrimSpace(text)
	switch rule {
	case "field/value":
		return slip(trimmed, valuesOf(field.Type))
	case "field/country":
		return country.Find(trimmed)
	case "field/language":
		return languages[strings.ToLower(trimmed)]
	case "field/id":
		if id := record.Slug(trimmed); record.CheckID(id) == nil {
			return id
		}
	case "field/number":
		if n := plainNumber(trimmed); reads(field.Type, n) {
			return n
		}
	case "field/one-line":
		return strings.Join(strings.Fields(text), " ")
	case "field/url":
		for _, candidate := range []string{trimmed, "https://" + strings.TrimPrefix(trimmed, "//")} {
			if record.CheckURL(candidate) == nil {
				return candidate
			}
		}
	case "time/syntax", "time/date-syntax", "time/duration-syntax":
		if t := plainTime(trimmed, field.Type); t != "" {
			return t
		}
	case "yaml/not-text":
		return trimmed
	case "text/character":
		return record.WithoutHidden(text)
	case "reference/unknown":
		return sameLetters(trimmed, c.IDs(field.Ref))
	case "source/unknown":
		return sameLetters(trimmed, sourceIDs(d))
	}
	return ""
}

// slip gives the candidate that text is but for one slip of the hand.
func slip(text string, candidates []string) string {
	var found []string
	for _, c := range candidates {
		if diagnostic.Slip(text, c) {
			found = append(found, c)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return ""
}

// sameLetters gives the only id that differs from text in nothing but
// separators and capitals.
func sameLetters(text string, ids []string) string {
	var found []string
	for _, id := range ids {
		if fold(id) == fold(text) {
			found = append(found, id)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return ""
}

func sourceIDs(d *record.Document) []string {
	var ids []string
	for n := 0; d.Has(fmt.Sprintf("sources[%d]", n)); n++ {
		if id, ok := d.Text(fmt.Sprintf("sources[%d].id", n)); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// valuesOf lists what a field with a closed list of values takes.
func valuesOf(t reflect.Type) []string {
	if t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() == reflect.Bool {
		return []string{"true", "false"}
	}
	if e, ok := reflect.New(t).Elem().Interface().(record.Enumeration); ok {
		return record.Values(e)
	}
	return nil
}

var languages = map[string]string{
	"english": "en", "french": "fr", "français": "fr", "german": "de", "deutsch": "de", "luxembourgish": "lb", "lëtzebuergesch": "lb",
	"dutch": "nl", "nederlands": "nl", "spanish": "es", "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt",
	"polish": "pl", "polski": "pl", "ukrainian": "uk", "estonian": "et", "czech": "cs", "swedish": "sv", "danish": "da", "finnish": "fi",
}

var (
	grouped = regexp.MustCompile(`^\d{1,3}([ '’\x{a0}\x{202f}]\d{3})+$`)
	roughly = regexp.MustCompile(`(?i)^(?:~|c\.|ca\.|circa|about|around|approx\.|approximately) *`)
)

// plainNumber writes a number as records have it.
func plainNumber(text string) string {
	rough := roughly.FindString(text)
	text = text[len(rough):]
	if grouped.MatchString(text) {
		text = strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, text)
	}
	if rough != "" {
		text += "~"
	}
	return text
}

// plainTime gives the time that the parser's message advises, where it is made
// of the digits of the text and of nothing that was guessed.
func plainTime(text string, t reflect.Type) string {
	if reads(t, text) {
		return text
	}
	var err error
	switch t {
	case reflect.TypeFor[edtf.Duration]():
		_, err = edtf.ParseDuration(text)
	default:
		_, err = edtf.Parse(text)
	}
	if err == nil || strings.ContainsAny(text, "[/,") && strings.ContainsAny(text, "[,") {
		return ""
	}
	message := err.Error()
	_, advice, ok := strings.Cut(message[strings.LastIndexByte(message, '"')+1:], "write ")
	if !ok || !reads(t, advice) {
		return ""
	}
	if digitsOf(text) != digitsOf(advice) && !strings.Contains(message, "months are written in figures") {
		return ""
	}
	return advice
}

// digitsOf lists the digits of a text in order of size, without zeros.
func digitsOf(text string) string {
	digits := []byte(strings.Map(func(r rune) rune {
		if r < '1' || r > '9' {
			return -1
		}
		return r
	}, text))
	slices.Sort(digits)
	return string(digits)
}
