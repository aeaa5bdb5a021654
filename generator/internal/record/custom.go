package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"

	"incidentarchive/generator/internal/edtf"
)

// Limits of the fields of an archive's own.
const (
	maxCustom        = 50  // fields of a record
	maxCustomText    = 500 // characters of a text
	maxCustomEntries = 50  // entries of a list or mapping
	maxCustomName    = 60  // characters of a name within a mapping
)

// Imported is the custom field that the importers write: the kind and a hash of
// what was written. Readers do not see it.
const Imported = "x-imported"

// Custom is the value of a field of the archive's own, named x-…: one scalar, a
// list of scalars, or a mapping from names to scalars.
type Custom struct {
	Kind    CustomKind
	Text    string   // of a scalar, as the record writes it
	Entries []Custom // of a list or mapping; all are scalars
	Names   []string // of a mapping's entries, as the record orders them
}

// CustomKind is the shape of a custom value.
type CustomKind uint8

// The shapes of custom values.
const (
	CustomText CustomKind = iota
	CustomNumber
	CustomBoolean
	CustomList
	CustomMapping
)

// TextOf makes a custom value of a text.
func TextOf(text string) Custom { return Custom{Text: text} }

// Scalar tells whether the value is neither list nor mapping.
func (c Custom) Scalar() bool { return c.Kind < CustomList }

// String gives the value on one line: entries are joined by semicolons.
func (c Custom) String() string {
	if c.Scalar() {
		return c.Text
	}
	texts := make([]string, len(c.Entries))
	for n, e := range c.Entries {
		texts[n] = e.Text
		if c.Kind == CustomMapping {
			texts[n] = c.Names[n] + ": " + e.Text
		}
	}
	return strings.Join(texts, "; ")
}

// MarshalJSON writes numbers as numbers and keeps the order of a mapping.
func (c Custom) MarshalJSON() ([]byte, error) {
	switch c.Kind {
	case CustomNumber, CustomBoolean:
		return []byte(c.Text), nil
	case CustomList:
		if c.Entries == nil {
			return []byte("[]"), nil
		}
		return json.Marshal(c.Entries)
	case CustomMapping:
		var b bytes.Buffer
		b.WriteByte('{')
		for n, e := range c.Entries {
			if n > 0 {
				b.WriteByte(',')
			}
			name, err := json.Marshal(c.Names[n])
			if err != nil {
				return nil, err
			}
			value, err := e.MarshalJSON()
			if err != nil {
				return nil, err
			}
			b.Write(name)
			b.WriteByte(':')
			b.Write(value)
		}
		b.WriteByte('}')
		return b.Bytes(), nil
	}
	return json.Marshal(c.Text)
}

// node writes the value as YAML.
func (c Custom) node() *yaml.Node {
	switch c.Kind {
	case CustomNumber:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!float", Value: c.Text}
	case CustomBoolean:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: c.Text}
	case CustomList:
		n := &yaml.Node{Kind: yaml.SequenceNode}
		for _, e := range c.Entries {
			n.Content = append(n.Content, e.node())
		}
		return n
	case CustomMapping:
		n := &yaml.Node{Kind: yaml.MappingNode}
		for i, e := range c.Entries {
			n.Content = append(n.Content, textNode(c.Names[i]), e.node())
		}
		return n
	}
	return textNode(c.Text)
}

// customField reads the field name of the record's own.
func (d *Document) customField(key, value *yaml.Node, path string, fields *map[string]Custom) {
	name := key.Value
	at := join(path, name)
	switch {
	case fields == nil:
		d.reportNode(key, at, "field/unknown", fmt.Sprintf("custom field %q has to stand at the top level of the record", shorten(name)))
	case CheckID(name) != nil:
		d.reportNode(key, at, "field/unknown", fmt.Sprintf("custom field %q has to be lower-case words joined by hyphens, such as \"x-ticket\"", shorten(name)))
	case len(*fields) >= maxCustom:
		d.reportNode(key, at, "field/too-long", fmt.Sprintf("the record has more than %d custom fields", maxCustom))
	default:
		if c, ok := d.custom(value, at, true); ok {
			if *fields == nil {
				*fields = map[string]Custom{}
			}
			(*fields)[name] = c
		}
	}
}

// custom reads a value; false when it was reported.
func (d *Document) custom(n *yaml.Node, path string, top bool) (Custom, bool) {
	if !top && n.Kind != yaml.ScalarNode {
		d.reportNode(n, path, "field/shape", "custom fields hold one value, a list of values, or a mapping of values, and nothing deeper")
		return Custom{}, false
	}
	switch n.Kind {
	case yaml.SequenceNode:
		return d.customList(n, path)
	case yaml.MappingNode:
		return d.customMapping(n, path)
	}
	text, ok := d.customText(n, path, maxCustomText)
	c := Custom{Text: text}
	switch {
	case n.Style != 0 && n.Style != yaml.TaggedStyle:
	case n.Value == "true" || n.Value == "false":
		c.Kind = CustomBoolean
	case isJSONNumber(n.Value):
		c.Kind = CustomNumber
	}
	return c, ok
}

// customText reads one line of text.
func (d *Document) customText(n *yaml.Node, path string, most int) (string, bool) {
	report := func(rule, message string) (string, bool) {
		d.reportNode(n, path, rule, message)
		return "", false
	}
	if n.Kind == yaml.ScalarNode && isNull(n) {
		return report("field/empty", "the value is empty: write it, or remove the line")
	}
	if problem := hidden(n.Value); problem != "" {
		return report("text/character", problem)
	}
	text := norm.NFC.String(strings.TrimSpace(n.Value))
	switch {
	case blank(text):
		return report("field/empty", "the value is empty or shows nothing: write it, or remove the line")
	case strings.ContainsAny(text, "\n\t\r"):
		return report("field/one-line", "want one line of text, without line breaks and tabs")
	case utf8.RuneCountInString(text) > most:
		return report("field/too-long", fmt.Sprintf("the text has %d characters, want at most %d: shorten it", utf8.RuneCountInString(text), most))
	}
	return text, true
}

func (d *Document) customList(n *yaml.Node, path string) (Custom, bool) {
	c := Custom{Kind: CustomList}
	if len(n.Content) == 0 {
		d.reportNode(n, path, "field/empty", "the list is empty: fill it, or remove the line")
		return c, false
	}
	if len(n.Content) > maxCustomEntries {
		d.reportNode(n.Content[maxCustomEntries], path, "field/too-long", fmt.Sprintf("the list has %d entries, want at most %d", len(n.Content), maxCustomEntries))
		return c, false
	}
	all := true
	for i, child := range n.Content {
		e, ok := d.custom(child, path+"["+strconv.Itoa(i)+"]", false)
		c.Entries, all = append(c.Entries, e), all && ok
	}
	return c, all
}

func (d *Document) customMapping(n *yaml.Node, path string) (Custom, bool) {
	c := Custom{Kind: CustomMapping}
	if len(n.Content) == 0 {
		d.reportNode(n, path, "field/empty", "the mapping is empty: fill it, or remove the line")
		return c, false
	}
	if len(n.Content) > 2*maxCustomEntries {
		d.reportNode(n.Content[2*maxCustomEntries], path, "field/too-long", fmt.Sprintf("the mapping has %d entries, want at most %d", len(n.Content)/2, maxCustomEntries))
		return c, false
	}
	all := true
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode {
			d.reportNode(key, path, "field/shape", "a name has to be plain text")
			return c, false
		}
		name, ok := d.customText(key, path, maxCustomName)
		if !ok {
			all = false
			continue
		}
		at := join(path, name)
		if slices.Contains(c.Names, name) {
			d.reportNode(key, at, "field/duplicate", fmt.Sprintf("%q stands here a second time: keep one", shorten(name)))
			all = false
			continue
		}
		e, ok := d.custom(n.Content[i+1], at, false)
		c.Names, c.Entries, all = append(c.Names, name), append(c.Entries, e), all && ok
	}
	return c, all
}

// isJSONNumber tells whether a plain scalar is a number that YAML and JSON read
// alike; long ones, such as ticket numbers, stay what they look like.
func isJSONNumber(text string) bool {
	if len(text) > 15 || text == "" || text[0] != '-' && (text[0] < '0' || text[0] > '9') {
		return false
	}
	var n json.Number
	return json.Unmarshal([]byte(text), &n) == nil
}

// Declaration says what the archive's configuration expects of a custom field.
type Declaration struct {
	Label   string   `toml:"label" doc:"What pages call the field." example:"CVE"`
	Type    string   `toml:"type" doc:"What its values are: text, url, number or date; without it, anything. A date may be uncertain." example:"text"`
	Records []string `toml:"records" doc:"The kinds of records that have it: incident, service, organisation. Tables get a column for it. Usually incidents only." example:"[\"incident\"]"`
	Hidden  bool     `toml:"hidden" doc:"Keep it out of the table on the page; the record and the data have it all the same." example:"true"`
}

// Declared are the declarations by the fields' names.
type Declared map[string]Declaration

// CustomTypes lists what a field can be declared as.
var CustomTypes = []string{"text", "url", "number", "date"}

// recordKinds are the kinds of records by the name that configuration uses.
var recordKinds = []string{"incident", "service", "organisation"}

// Names lists the declared fields in order.
func (d Declared) Names() []string { return slices.Sorted(maps.Keys(d)) }

// Of lists the fields that are declared for a kind of record.
func (d Declared) Of(kind string) []string {
	var names []string
	for _, name := range d.Names() {
		if d[name].on(kind) {
			names = append(names, name)
		}
	}
	return names
}

func (d Declaration) on(kind string) bool {
	return slices.Contains(d.Records, kind) || len(d.Records) == 0 && kind == "incident"
}

// Check looks at a declaration and names the part of it that is wrong.
func (d Declaration) Check(name string) (part string, err error) {
	switch {
	case CheckID(name) != nil || !strings.HasPrefix(name, "x-"):
		return "", fmt.Errorf("a field of your own is called x- and lower-case words joined by hyphens, such as \"x-ticket\"")
	case d.Type != "" && !slices.Contains(CustomTypes, d.Type):
		return "type", fmt.Errorf("%s", unknownValue(d.Type, CustomTypes))
	}
	for _, kind := range d.Records {
		if !slices.Contains(recordKinds, kind) {
			return "records", fmt.Errorf("%s", unknownValue(kind, recordKinds))
		}
	}
	return "", nil
}

// Wrong tells why a value is not what was declared; "" when it is.
func (d Declaration) Wrong(c Custom) string {
	values := []Custom{c}
	if d.Type == "number" && !c.Scalar() {
		return "want one number"
	}
	if !c.Scalar() {
		values = c.Entries
	}
	for _, v := range values {
		switch d.Type {
		case "number":
			if v.Kind != CustomNumber {
				return fmt.Sprintf("%q is not a number", shorten(v.Text))
			}
		case "url":
			if err := CheckURL(v.Text); err != nil {
				return err.Error()
			}
		case "date":
			if _, err := edtf.Parse(v.Text); err != nil {
				return err.Error()
			}
		}
	}
	return ""
}
