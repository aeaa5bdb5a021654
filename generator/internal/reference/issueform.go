package reference

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// FormField is one question of the issue form for a new incident. Its label is
// the title of the field that the answer is for, which is how an issue's text is
// turned into a record again: GitHub writes each answer below "### Label".
type FormField struct {
	ID          string // in the form's own file and in addresses that fill it in
	Label       string
	Field       string // path in an incident record; empty for what editors read
	Type        string // input, textarea or dropdown
	Required    bool
	Description string
	Placeholder string
	Options     []string // of a dropdown, as written in a record
}

// NoAnswer is what GitHub writes below the label of a question that was left
// empty.
const NoAnswer = "_No response_"

// Remarks is the label of the question that belongs to no field.
const Remarks = "Anything else"

// promises is the label of the boxes at the end of the form.
const promises = "Before you send it"

// IssueForm lists the questions of the form for a new incident, in order. They
// are the fields that a first record cannot do without, and a few that reporters
// often know.
func IssueForm() []FormField {
	questions := []struct{ path, kind, description, placeholder string }{
		{"title", "input", "", ""},
		{"type", "dropdown", "", ""},
		{"certainty", "dropdown", "", ""},
		{"summary", "textarea", "", "Calls and internet access of the operator's customers failed in the whole country for about four hours."},
		{"start", "input", "Write 2025-07-23T16:15 for a clock time, 2025-07-23 for a day, 2025-07 for a month; ~ at the end for about.", "2025-07-23T16:15~"},
		{"end", "input", "Times are written as for the start.", "2025-07-23T20:15"},
		{"time_zone", "input", "", "Europe/Amsterdam"},
		{"countries", "input", "Separate several by commas.", "NL, BE"},
		{"scope", "dropdown", "", ""},
		{"root_cause", "dropdown", "Choose unknown unless a source says why.", ""},
		{"impacts", "textarea", "One line for each service: its name, a colon, and what it suffered (outage, degraded or restored-partially).", "Mobile network of Acme: outage\nEmergency number 112: degraded"},
		{"sources", "textarea", "One address a line: press articles, press releases, status pages, parliamentary questions. At least one.", "https://example.org/news/outage"},
	}
	incident := Records()[0]
	var form []FormField
	for _, q := range questions {
		f := incident.field(q.path)
		form = append(form, FormField{
			ID: formID(f.Path), Label: f.Title, Field: f.Path, Type: q.kind, Required: f.Required,
			Description: sentences(f.Meaning, q.description, meanings(q.kind, f)), Placeholder: q.placeholder, Options: options(q.kind, f),
		})
	}
	return append(form, FormField{ID: "remarks", Label: Remarks, Type: "textarea",
		Description: "What an editor should know: who said what, where sources differ, what you are not sure of."})
}

// formID is a name for addresses that fill the form in; "title" would fill in
// the title of the issue.
func formID(path string) string {
	if path == "title" {
		return "incident-title"
	}
	return strings.ReplaceAll(path, "_", "-")
}

// sentences joins what is given with spaces.
func sentences(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), " ")
}

// field finds a field of the top level.
func (r Record) field(path string) Field {
	for _, f := range r.Fields {
		if f.Path == path {
			return f
		}
	}
	return Field{}
}

func options(kind string, f Field) []string {
	if kind != "dropdown" {
		return nil
	}
	var list []string
	for _, c := range f.Choices {
		list = append(list, c.Value)
	}
	return list
}

func meanings(kind string, f Field) string {
	if kind != "dropdown" {
		return ""
	}
	var list []string
	for _, c := range f.Choices {
		list = append(list, fmt.Sprintf("**%s**: %s", c.Value, c.Meaning))
	}
	return strings.Join(list, "; ") + "."
}

// The file of an issue form, as GitHub reads it.
type (
	formFile struct {
		Name        string     `yaml:"name"`
		Description string     `yaml:"description"`
		Title       string     `yaml:"title"`
		Labels      []string   `yaml:"labels,flow"`
		Body        []formPart `yaml:"body"`
	}
	formPart struct {
		Type        string          `yaml:"type"`
		ID          string          `yaml:"id,omitempty"`
		Attributes  formAttributes  `yaml:"attributes"`
		Validations map[string]bool `yaml:"validations,omitempty"`
	}
	formAttributes struct {
		Label       string `yaml:"label,omitempty"`
		Description string `yaml:"description,omitempty"`
		Placeholder string `yaml:"placeholder,omitempty"`
		Options     []any  `yaml:"options,omitempty"`
		Value       string `yaml:"value,omitempty"`
	}
)

// IssueFormFile writes the form for .github/ISSUE_TEMPLATE/new-incident.yml.
func IssueFormFile() ([]byte, error) {
	file := formFile{
		Name:        "A new incident",
		Description: "Tell us of an outage or attack that the archive lacks. No git is needed, only this form.",
		Title:       "New incident: ",
		Labels:      []string{"new incident"},
		Body:        []formPart{{Type: "markdown", Attributes: formAttributes{Value: "Write what sources say, in your own words, and no more precisely than they do. *Unknown* is a fine answer. An editor turns your answers into a record.\n"}}},
	}
	for _, q := range IssueForm() {
		part := formPart{Type: q.Type, ID: q.ID, Attributes: formAttributes{Label: q.Label, Description: q.Description, Placeholder: q.Placeholder}}
		for _, o := range q.Options {
			part.Attributes.Options = append(part.Attributes.Options, o)
		}
		if q.Required {
			part.Validations = map[string]bool{"required": true}
		}
		file.Body = append(file.Body, part)
	}
	type box struct {
		Label    string `yaml:"label"`
		Required bool   `yaml:"required"`
	}
	file.Body = append(file.Body, formPart{Type: "checkboxes", ID: "promises", Attributes: formAttributes{Label: promises, Options: []any{
		box{"Each statement above is in one of the sources.", true},
		box{"No private person is named.", true},
		box{"The text is my own; it may be published under the archive's licence.", true},
	}}})
	var b strings.Builder
	b.WriteString("# Made from the record types; go test ./generator/internal/reference -update writes it.\n")
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	if err := encoder.Encode(file); err != nil {
		return nil, err
	}
	return []byte(b.String()), encoder.Close()
}
