package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// draft is what is known of an incident before its record is written. The texts
// are as people wrote them.
type draft struct {
	Title, Type, Certainty, Summary, Details string
	Start, End, TimeZone, Scope, Cause       string
	Countries, Services, Sources             []string
	Levels                                   []string // of the services; outage where there is none
	Today                                    string
}

// id makes the id from the start and the title: 2025-07-23-outage-of-tax-portal.
func (d *draft) id() (string, error) {
	v, err := edtf.Parse(d.Start)
	if err != nil {
		return "", fmt.Errorf("start: %w", err)
	}
	first := strings.TrimLeft(v.String(), "[.")
	date := regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?`).FindString(first)
	if date == "" {
		return "", fmt.Errorf("start %q does not begin with a year, from which the record takes its name", d.Start)
	}
	id := date
	for _, word := range strings.Split(slugOf(d.Title), "-") {
		if len(id)+1+len(word) > 60 {
			break
		}
		if word != "" {
			id += "-" + word
		}
	}
	if id == date {
		return "", fmt.Errorf("title %q has no letters from which the record could take its name", d.Title)
	}
	return id, record.CheckName(id)
}

// slugOf makes an id of any text; letters lose their accents.
func slugOf(text string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(text))
	return record.Slug(plain)
}

// skeleton writes the record with comments that say what its fields take. All
// that people wrote is quoted, so that it can be nothing but text.
func (d *draft) skeleton() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	or := func(value, fallback string) string {
		if value == "" {
			return record.Quote(fallback)
		}
		return record.Quote(value)
	}
	attack := d.Type == string(record.Attack)
	sources := d.sourceList()
	var ids []string
	for _, s := range sources {
		ids = append(ids, s.id)
	}
	cited := "[" + strings.Join(ids, ", ") + "]"

	line("# yaml-language-server: $schema=../../../static/schema/v1/incident.schema.json")
	line("# What follows # is a comment. Remove # before a field to use it, and the comments that you no longer need.")
	line("")
	line("title: %s", or(d.Title, ""))
	line("type: %s", or(d.Type, "outage"))
	line("certainty: %s # %s", or(d.Certainty, "suspected"), choices(record.Certainty("")))
	line("# One to three plain sentences: who was hit, what stopped working, for how long.")
	line("summary: %s", emptyOr(d.Summary))
	if d.Details != "" {
		line("details: %s", record.Quote(d.Details))
	}
	line("time_zone: %s", or(d.TimeZone, "UTC"))
	line("# As precisely as the sources say and no more: 2025, 2025-07, 2025-07-23, 2025-07-23T16:15; ~ behind it for about.")
	line("start:\n  value: %s\n  sources: %s", timeText(d.Start), cited)
	line("end: %s # a time, ongoing or unknown", timeText(or(d.End, "unknown")))
	line("# detected: 2025-07-23T16:15")
	line("# disclosed: 2025-07-23")
	if slices.Contains(record.Values(record.Scope("")), d.Scope) {
		line("scope: %s", d.Scope)
	} else {
		line("# scope: national # %s", choices(record.Scope("")))
	}
	line("countries: [%s]", quotedList(d.Countries))
	line("# When it is known, write:")
	line("# root_cause:\n#   value: system-failure # %s\n#   status: suspected # %s\n#   sources: %s", choices(record.RootCause("")), choices(record.CauseStatus("")), cited)
	line("root_cause: %s", or(d.Cause, "unknown"))
	if attack {
		line("# How it was carried out, such as [availability:ddos]; \"generator explain technique\" lists the values.\n# technique: []")
	} else {
		line("# What failed, such as [cable-cut]; \"generator explain cause_detail\" lists the values.\n# cause_detail: []")
	}
	line("impacts:")
	services := d.Services
	if len(services) == 0 {
		services = []string{""}
	}
	for n, id := range services {
		level := string(record.LevelOutage)
		if n < len(d.Levels) {
			level = d.Levels[n]
		}
		line("  - service: %s # the name of a file in content/services, without .yaml", emptyOr(id))
		line("    level: %s # %s", level, choices(record.Level("")))
		line("    sources: %s", cited)
	}
	if attack {
		line("# Who said what, when: contradictions are kept.")
		line("# claims:\n#   - about: attribution # %s\n#     by: acme-telecom # the name of a file in content/organisations, without .yaml\n#     date: 2025-07-24\n#     says: One sentence in your own words.\n#     status: standing\n#     sources: %s", choices(record.About("")), cited)
	}
	line("sources:")
	for _, s := range sources {
		line("  - id: %s\n    publisher: %s\n    url: %s", s.id, emptyOr(s.publisher), emptyOr(s.address))
		line("    # published: 2025-07-24\n    language: # en, fr, de, lb …\n    type: article")
		line("    # official: true # when the operator, an authority or a parliament says it")
	}
	line("published: %s\nmodified: %s", d.Today, d.Today)
	return b.String()
}

func emptyOr(text string) string {
	if text == "" {
		return ""
	}
	return record.Quote(text)
}

// timeText writes a time that can be read as it is, and anything else in quotes.
func timeText(text string) string {
	if _, err := edtf.Parse(text); err == nil && !strings.HasPrefix(text, "[") || text == "unknown" || text == "ongoing" {
		return text
	}
	if strings.HasPrefix(text, `"`) {
		return text
	}
	return record.Quote(text)
}

func quotedList(list []string) string {
	quoted := make([]string, len(list))
	for n, text := range list {
		quoted[n] = record.Quote(text)
	}
	return strings.Join(quoted, ", ")
}

func choices(e record.Enumeration) string { return strings.Join(record.Values(e), " | ") }

type draftSource struct{ id, publisher, address string }

// sourceList names the sources after their hosts; one without an address stands
// for those to come.
func (d *draft) sourceList() []draftSource {
	if len(d.Sources) == 0 {
		return []draftSource{{id: "source-1"}}
	}
	var list []draftSource
	for n, address := range d.Sources {
		host := record.HostName(address)
		id := fmt.Sprintf("%s-%d", slugOf(strings.TrimSuffix(host, host[strings.LastIndexByte(host, '.')+1:])), n+1)
		if number := regexp.MustCompile(`\d{4,}`).FindAllString(address, -1); len(number) > 0 {
			id = slugOf(strings.TrimSuffix(host, host[strings.LastIndexByte(host, '.')+1:])) + "-" + number[len(number)-1]
		}
		if record.CheckID(id) != nil || slices.ContainsFunc(list, func(s draftSource) bool { return s.id == id }) {
			id = fmt.Sprintf("source-%d", n+1)
		}
		list = append(list, draftSource{id, host, address})
	}
	return list
}

var webAddress = regexp.MustCompile(`https?://[^\s<>"'\x60]+`)

// fromIssue takes over the answers of an issue form: parts under headings of the
// form "### Label". It gives the labels whose answers it does not use.
func (d *draft) fromIssue(text string) (unused []string) {
	for _, part := range strings.Split("\n"+strings.ReplaceAll(text, "\r\n", "\n"), "\n### ")[1:] {
		label, answer, _ := strings.Cut(part, "\n")
		answer = strings.TrimSpace(answer)
		if answer == "" || answer == "_No response_" || answer == "None" {
			continue
		}
		if !d.answer(strings.ToLower(label), answer) {
			unused = append(unused, strings.TrimSpace(diagnostic.Printable(label)))
		}
	}
	return unused
}

// answer takes over one answer; the first word of the label that is known
// decides.
func (d *draft) answer(label, answer string) bool {
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(label, w) })
	}
	one := strings.Join(strings.Fields(answer), " ")
	set := func(field *string, value string) bool {
		if *field == "" {
			*field = value
		}
		return true
	}
	switch {
	case has("source", "link", "address"):
		for _, address := range webAddress.FindAllString(answer, -1) {
			if address = strings.TrimRight(address, ".,;:)]"); record.CheckURL(address) == nil && !slices.Contains(d.Sources, address) {
				d.Sources = append(d.Sources, address)
			}
		}
		return true
	case has("title", "in one line"):
		return set(&d.Title, strings.TrimSuffix(one, "."))
	case has("zone"):
		return set(&d.TimeZone, one)
	case has("begin", "start", "began"):
		return set(&d.Start, one)
	case has("end", "over", "restored"):
		return set(&d.End, strings.TrimSuffix(lowerFirst(one), "."))
	case has("type", "kind", "outage or attack"):
		return set(&d.Type, strings.ToLower(firstWord(one)))
	case has("sure", "certain", "confirmed"):
		return set(&d.Certainty, strings.ToLower(firstWord(one)))
	case has("scope"):
		return set(&d.Scope, strings.ToLower(firstWord(one)))
	case has("cause"):
		return set(&d.Cause, strings.ToLower(firstWord(one)))
	case has("impact"):
		d.impacts(answer)
		return true
	case has("countr"):
		d.Countries = append(d.Countries, listOf(answer)...)
		return true
	case has("service"):
		d.Services = append(d.Services, listOf(answer)...)
		return true
	case has("summary", "what happened"):
		return set(&d.Summary, one)
	case has("detail", "more"):
		return set(&d.Details, answer)
	}
	return false
}

// impacts reads lines of the form "service: level".
func (d *draft) impacts(answer string) {
	for line := range strings.Lines(answer) {
		line = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "-*"))
		if line == "" {
			continue
		}
		name, said, _ := strings.Cut(line, ":")
		level := string(record.LevelOutage)
		if word := strings.ToLower(firstWord(strings.TrimSpace(said))); slices.Contains(record.Values(record.Level("")), word) {
			level = word
		}
		d.Services, d.Levels = append(d.Services, strings.TrimSpace(name)), append(d.Levels, level)
	}
}

// lowerFirst writes the first letter small: "Unknown" is the word unknown.
func lowerFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:]
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return strings.TrimRight(word, ",:;.")
}

// listOf reads an answer with one entry a line, or with commas.
func listOf(answer string) []string {
	var list []string
	for _, entry := range strings.FieldsFunc(answer, func(r rune) bool { return r == '\n' || r == ',' || r == ';' }) {
		entry = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(entry), "-*"))
		if entry != "" {
			list = append(list, entry)
		}
	}
	return list
}
