package reference

import (
	"bytes"
	"encoding/json"
	"fmt"

	"incidentarchive/generator/internal/country"
)

// builderField is a field as the record builder needs it.
type builderField struct {
	Name     string         `json:"name"`
	Title    string         `json:"title"`
	Meaning  string         `json:"meaning"`
	Form     string         `json:"form"`
	Kind     Kind           `json:"kind"`
	Example  string         `json:"example,omitempty"`
	Required bool           `json:"required,omitempty"`
	List     bool           `json:"list,omitempty"`
	Fact     bool           `json:"fact,omitempty"`
	Max      int            `json:"max,omitempty"`
	Entries  int            `json:"entries,omitempty"`
	Choices  [][2]string    `json:"choices,omitempty"` // value, meaning
	Fields   []builderField `json:"fields,omitempty"`
}

type builderRecord struct {
	Folder   string         `json:"folder"`
	Modeline string         `json:"modeline"`
	Fields   []builderField `json:"fields"`
}

// builderMessages are the words of the decoder's findings, for what a browser can
// check. Tests compare each with what the decoder says.
var builderMessages = map[string]string{
	"missing":        `field {name} is missing: {meaning}`,
	"blank":          `the value is empty or shows nothing: write it, or remove the line`,
	"oneLine":        `want one line of text, without line breaks and tabs`,
	"tooLong":        `the text has {n} characters, want at most {max}: shorten it`,
	"listEmpty":      `the list is empty, want at least one entry`,
	"listTooLong":    `the list has {n} entries, want at most {max}`,
	"twice":          `{value} stands in the list twice: remove one`,
	"idShort":        `id {value} is too short, want 2 to 80 characters`,
	"idLong":         `id {value} is too long ({n} characters), want 2 to 80`,
	"idForm":         `id {value} has to be lower-case letters and digits in words joined by hyphens`,
	"idExample":      ` (for example {fixed})`,
	"aliasForm":      `{problem}, or begin with the other database's name and a colon`,
	"unknown":        `unknown value {value}`,
	"didYouMean":     ` (did you mean {nearest}?)`,
	"wantOne":        `, want one of {values}`,
	"wantOneOf":      `, want one of {values} … ({n} in all)`,
	"country":        `unknown country {value}, want an ISO 3166-1 code of two capital letters such as "NL"`,
	"countryMeant":   `unknown country {value}, want an ISO 3166-1 code (did you mean {nearest}?)`,
	"language":       `unknown language {value}, want a BCP 47 tag such as "en", "fr", "de" or "lb"`,
	"zone":           `unknown time zone {value}, want an IANA name such as "Europe/Amsterdam" or "UTC"`,
	"day":            `date {value} is not a day, want YYYY-MM-DD`,
	"wholeNumber":    `{value} is not a whole number`,
	"number":         `number {value} has to be plain digits, such as 1200 or 7.5, with ~ for about: 1200~`,
	"numberLarge":    `number {value} is too large`,
	"range":          `range {value} has to be written as "[30..50]", "[75..]" or "[..10]"`,
	"rangeOrder":     `range {value} has to go from the smaller to the greater number`,
	"share":          `share {value} is more than 100 percent`,
	"urlEnds":        `address {value} begins or ends with white space: remove it`,
	"urlSpace":       `address {value} holds white space, a backslash or a hidden character: copy it again from the browser`,
	"urlRelative":    `address {value} has to be absolute (did you mean {nearest}?)`,
	"urlScheme":      `address {value} has to begin with https:// or http://`,
	"urlUser":        `address {value} holds a user name or password: remove what stands before the @`,
	"urlHost":        `address {value} is not on a public host`,
	"sourceUnknown":  `unknown source {value}{hint}`,
	"sourceTwice":    `source id {value} is used twice in this record`,
	"sourceAddress":  `source {value} has no url: add it, or say in note why there is none`,
	"causeStatus":    `root cause {value} needs a status: write root_cause with value, status (confirmed, suspected or disputed) and sources`,
	"causeUnknown":   `an unknown cause has no status: remove it`,
	"supersededBy":   `a superseded claim has to name the claim that replaced it: add superseded_by with its number (1 is the first)`,
	"supersededNot":  `superseded_by is set, but the status is {value}: make it "superseded", or remove superseded_by`,
	"supersededNone": `there is no claim {n}, the record has {count}`,
	"supersededSelf": `claim {n} cannot replace itself`,
	"modifiedBefore": `modified {modified} lies before published {published}: write the day of the last change`,
}

// builderWords are the words of the builder's own interface.
var builderWords = map[string]string{
	"kind":         "Kind of record",
	"incident":     "Incident: an outage or attack",
	"service":      "Service: something that can fail",
	"organisation": "Organisation: who operates, says or claims",
	"required":     "required",
	"example":      "For example {example}",
	"several":      "Separate several with commas.",
	"none":         "Choose …",
	"yes":          "yes",
	"no":           "no",
	"more":         "More fields",
	"factMore":     "Sources and note: {title}",
	"add":          "Add a row to {title}",
	"remove":       "Remove this row",
	"result":       "The record",
	"file":         "Save it as",
	"good":         "No fault found. The rest is checked when you send it: whether the services and organisations exist, and the order of times.",
	"oneLeft":      "One thing is still to do:",
	"left":         "{n} things are still to do:",
	"open":         "Open a new file at {host}",
	"copy":         "Copy the record",
	"copied":       "Copied.",
	"copyYourself": "The record is marked; copy it with the keyboard.",
	"save":         "Save as a file",
	"long":         "The record is too long for an address: copy it, open the new file and paste it there.",
}

// BuilderData writes static/js/builder-data.js: the fields, their meanings and
// the words of the messages, for the record builder.
func BuilderData() ([]byte, error) {
	records := map[string]builderRecord{}
	for _, r := range Records() {
		records[r.ID] = builderRecord{Folder: r.Folder, Modeline: modeline(r.ID), Fields: builderFields(r.Fields)}
	}
	countries := map[string]string{}
	for _, code := range country.Codes() {
		countries[code] = country.Name(code)
	}
	var b bytes.Buffer
	b.WriteString("// Made from the record types; go test ./generator/internal/reference -update writes it.\n")
	b.WriteString("(function (root) {\n\"use strict\";\n")
	b.WriteString("(root.RecordBuilder = root.RecordBuilder || {}).data = ")
	encoder := json.NewEncoder(&b)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(struct {
		Records   map[string]builderRecord `json:"records"`
		Countries map[string]string        `json:"countries"`
		Messages  map[string]string        `json:"messages"`
		Words     map[string]string        `json:"words"`
	}{records, countries, builderMessages, builderWords}); err != nil {
		return nil, fmt.Errorf("encode the builder's data: %w", err)
	}
	b.Truncate(b.Len() - 1)
	b.WriteString(";\n})(typeof window === \"undefined\" ? globalThis : window);\n")
	return b.Bytes(), nil
}

func builderFields(fields []Field) []builderField {
	var list []builderField
	for _, f := range fields {
		b := builderField{Name: f.Name, Title: f.Title, Meaning: f.Meaning, Form: f.Form(), Kind: f.Kind, Example: f.Example,
			Required: f.Required, List: f.List, Fact: f.Fact, Max: f.Max, Entries: f.Entries, Fields: builderFields(f.Fields)}
		for _, c := range f.Choices {
			b.Choices = append(b.Choices, [2]string{c.Value, c.Meaning})
		}
		list = append(list, b)
	}
	return list
}
