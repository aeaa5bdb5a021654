package record

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/edtf"
)

// decodeText reads a scalar whose type knows its own text form.
func (d *Document) decodeText(n *yaml.Node, at *way, target encoding.TextUnmarshaler) {
	if n.Kind != yaml.ScalarNode {
		d.reportNode(n, at.String(), "field/shape", notScalar(n))
		return
	}
	if err := d.unmarshal(n.Value, target); err != nil {
		d.reportNode(n, at.String(), ruleFor(target), err.Error())
	}
}

// unmarshal reads text, of which target may keep a part.
func (d *Document) unmarshal(text string, target encoding.TextUnmarshaler) (err error) {
	switch target := target.(type) {
	case *edtf.Value:
		if text == "" {
			return nil
		}
		*target, err = edtf.Parse(d.desk.keep(text))
	case *End:
		*target, err = parseEnd(d.desk.keep(text))
	case *Country:
		err = target.parse(d.desk.name(text))
	case *Language:
		if d.desk.languages[text] {
			*target = Language(d.desk.name(text))
		} else if err = target.parse(d.desk.name(text)); err == nil {
			d.desk.languages[string(*target)] = true
		}
	case *TimeZone:
		err = target.parse(d.desk.name(text))
	case *Date:
		err = target.parse(d.desk.name(text))
	default:
		err = target.UnmarshalText([]byte(text))
	}
	return err
}

// ruleFor names the rule that a type's text form belongs to.
func ruleFor(target any) string {
	switch target.(type) {
	case *edtf.Value, *End:
		return "time/syntax"
	case *edtf.Duration:
		return "time/duration-syntax"
	case *Date:
		return "time/date-syntax"
	case *TimeZone:
		return "time/zone"
	case *Quantity:
		return "field/number"
	case *Country:
		return "field/country"
	case *Language:
		return "field/language"
	}
	return "field/value"
}

// notScalar says what to do where one value was wanted and a list or mapping
// stands.
func notScalar(n *yaml.Node) string {
	if n.Kind == yaml.SequenceNode && n.Style&yaml.FlowStyle != 0 {
		return "want one value here, not a list: a set such as [2024-01-31,2024-02-07] has to be put in quotes"
	}
	return "want one value here, not a list or mapping"
}

// decodeString reads text, an id, an address or the value of an enumeration.
func (d *Document) decodeString(n *yaml.Node, at *way, v reflect.Value, f *Field) {
	if n.Kind != yaml.ScalarNode {
		d.reportNode(n, at.String(), "field/shape", notScalar(n))
		return
	}
	if f.values != nil {
		k := slices.Index(f.values, n.Value)
		if k < 0 {
			d.reportNode(n, at.String(), "field/value", unknownValue(n.Value, f.values))
			return
		}
		v.SetString(f.values[k])
		return
	}
	if (f.Line || f.Markdown) && n.Style == 0 && n.Tag != "!!str" {
		d.reportNode(n, at.String(), "yaml/not-text", fmt.Sprintf("YAML reads %s as something other than text: put it in quotes", n.Value))
		return
	}
	if (f.Line || f.Markdown) && n.Style == 0 && d.tree.comments && commented(d.tree.line(n.Line), n) {
		d.cut = append(d.cut, at.String())
	}
	raw := n.Value
	if !d.tree.ordinary || n.Style == yaml.DoubleQuotedStyle { // which may hold escapes, such as "\u202e"
		raw = strings.ReplaceAll(raw, "\r\n", "\n")
		if problem := hidden(raw); problem != "" {
			d.reportNode(n, at.String(), "text/character", problem)
			return
		}
		raw = norm.NFC.String(raw)
	}
	value := strings.TrimSpace(raw)
	if problem, rule := checkString(value, raw, f); problem != "" {
		d.reportNode(n, at.String(), rule, problem)
		return
	}
	switch {
	case f.URL:
		address, err := readURL(raw, d.desk.hosts)
		if err != nil {
			d.reportNode(n, at.String(), "field/url", err.Error())
			return
		}
		value = d.desk.keep(address)
	case f.ID, f.Source:
		value = d.desk.name(value)
	default:
		value = d.desk.keep(value)
	}
	v.SetString(value)
}

// unknownValue says which values an enumerated field takes.
func unknownValue(value string, values []string) string {
	message := fmt.Sprintf("unknown value %q", shorten(value))
	if hint := diagnostic.DidYouMean(value, values); hint != "" {
		return message + hint
	}
	if len(values) <= 12 {
		return message + ", want one of " + strings.Join(values, ", ")
	}
	return message + fmt.Sprintf(", want one of %s … (%d in all)", strings.Join(values[:8], ", "), len(values))
}

// checkString applies the text rules of a field; it gives "" when all is well.
func checkString(value, raw string, f *Field) (problem, rule string) {
	switch {
	case blank(value):
		return "the value is empty or shows nothing: write it, or remove the line", "field/empty"
	case f.ID, f.Source:
		if err := CheckID(value); err != nil {
			return err.Error(), "field/id"
		}
	case f.Line && (strings.Contains(strings.Trim(raw, "\n"), "\n") || strings.Contains(raw, "\t")):
		return "want one line of text, without line breaks and tabs", "field/one-line"
	case f.Max > 0 && utf8.RuneCountInString(value) > f.Max:
		return fmt.Sprintf("the text has %d characters, want at most %d: shorten it", utf8.RuneCountInString(value), f.Max), "field/too-long"
	case f.Markdown:
		if err := CheckMarkdown(value); err != nil {
			return err.Error(), "text/markdown"
		}
	}
	return "", ""
}

func (d *Document) decodeInt(n *yaml.Node, at *way, v reflect.Value) {
	number, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil || !digits(n.Value) {
		d.reportNode(n, at.String(), "field/number", fmt.Sprintf("%q is not a whole number", shorten(n.Value)))
		return
	}
	v.SetInt(int64(number))
}

func (d *Document) decodeBool(n *yaml.Node, at *way, v reflect.Value) {
	if n.Kind != yaml.ScalarNode || n.Value != "true" && n.Value != "false" {
		d.reportNode(n, at.String(), "field/value", unknownValue(n.Value, []string{"true", "false"}))
		return
	}
	v.SetBool(n.Value == "true")
}
