package page

import (
	"fmt"
	"strings"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/lint"
	"incidentarchive/generator/internal/reference"
)

const (
	contributePath = "/contribute/"
	rulesPath      = contributePath + "rules/"
	builderPath    = contributePath + "builder/"
)

// BuilderView is the page of the record builder.
type BuilderView struct {
	View
	Repository string // web address; empty when there is none
	Branch     string
	Copy       string // address of the records to copy
}

// addContribute adds what is said below /contribute/: the reference of all
// fields, the rules and the record builder. They are made from the record types
// and the rules themselves, so that they cannot lag behind.
func (s *Site) addContribute() {
	if s.archive.Page("contribute") == nil || s.config.Off(contributePath) {
		return
	}
	trail := Link{Text: s.archive.Page("contribute").Title, URL: s.href(contributePath)}
	for _, p := range reference.Pages() {
		s.addManual(contributePath+p.ID+"/", p.Title, p.Description, p.Markdown, trail)
	}
	s.addRules(trail)
	s.add(builderPath, "builder", false, func() any { return s.builder(trail) })
}

func (s *Site) builder(trail Link) *BuilderView {
	v := &BuilderView{
		View:       s.view(builderPath, s.t("builder_title"), s.t("builder_description"), trail),
		Repository: s.config.Params.Repository, Branch: s.config.Params.Branch,
		Copy: s.href(contributePath + "templates/"),
	}
	v.Section, v.Kind = s.href(contributePath), "builder"
	v.Styles = []string{"prose", "builder"}
	v.Scripts = []string{"builder-data", "builder-times", "builder-check", "builder"}
	return v
}

// addManual adds a page of the generator's own text. The first of the trail is
// the entry of the navigation that it belongs to.
func (s *Site) addManual(path, title, description string, markdown func() string, trail ...Link) {
	s.add(path, "prose", false, func() any {
		v := &ProseView{View: s.view(path, title, description, trail...), Body: s.prose.Manual(markdown())}
		v.Section, v.Kind, v.Styles = s.href(contributePath), "prose", []string{"prose"}
		return v
	})
}

// addRules adds a list of all rules and a page for each.
func (s *Site) addRules(trail Link) {
	var list strings.Builder
	list.WriteString(s.t("rules_intro") + "\n\n")
	fmt.Fprintf(&list, "| %s | %s | %s |\n| --- | --- | --- |\n", s.t("rule"), s.t("severity"), s.t("meaning"))
	here := Link{Text: s.t("rules_title"), URL: s.href(rulesPath)}
	for _, r := range lint.Rules() {
		path := rulesPath + strings.ReplaceAll(r.Name, "/", "-") + "/"
		fmt.Fprintf(&list, "| [%s](%s) | %s | %s |\n", r.Name, path, r.Severity, strings.ReplaceAll(r.Summary, "|", `\|`))
		s.addManual(path, s.t("rule_title", "rule", r.Name), r.Summary, func() string { return s.ruleText(r) }, trail, here)
	}
	s.addManual(rulesPath, s.t("rules_title"), s.t("rules_description"), list.String, trail)
}

// ruleText gives the manual of a rule.
func (s *Site) ruleText(r lint.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n", r.Summary, r.Severity)
	section := func(id, text string, code bool) {
		switch {
		case text == "":
		case code:
			fmt.Fprintf(&b, "## %s\n\n```yaml\n%s\n```\n\n", s.t(id), strings.TrimSpace(text))
		default:
			fmt.Fprintf(&b, "## %s\n\n%s\n\n", s.t(id), text)
		}
	}
	section("rule_why", r.Why, false)
	section("rule_bad", r.Bad, true)
	section("rule_good", r.Good, true)
	section("rule_mend", r.Mend, false)
	if r.Fixable {
		b.WriteString(s.t("rule_fixable") + "\n\n")
	}
	if r.Severity != diagnostic.Error {
		b.WriteString(s.t("rule_allow", "rule", r.Name) + "\n")
	}
	return b.String()
}
