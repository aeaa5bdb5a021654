package importer

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"incidentarchive/generator/internal/country"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

var csvKind = Kind{
	Name:    "csv",
	Summary: "CSV or TSV with a line of column names; --mapping names a YAML file with \"field: column\" lines",
	Seen:    "a format of this project's own",
	Mapping: []Rule{{"*", "", "no column of the mapping"}},
	read:    readCSV,
}

// csvFields are the fields that a column can give, with the column names that are
// taken for them without a mapping file, in lower case.
var csvFields = []struct {
	name    string
	columns []string
}{
	{"id", []string{"id", "key", "number", "nr", "no", "reference", "ticket"}},
	{"title", []string{"title", "name", "subject", "incident", "titel", "titre", "betreff", "objet"}},
	{"type", []string{"type", "kind", "art"}},
	{"certainty", []string{"certainty"}},
	{"summary", []string{"summary", "description", "text", "beschreibung", "résumé", "zusammenfassung"}},
	{"details", []string{"details", "notes"}},
	{"start", []string{"start", "begin", "began", "started", "start date", "start time", "from", "date", "beginn", "début", "datum"}},
	{"end", []string{"end", "ended", "resolved", "end date", "end time", "until", "to", "ende", "fin"}},
	{"detected", []string{"detected", "discovered"}},
	{"disclosed", []string{"disclosed", "announced"}},
	{"duration", []string{"duration"}},
	{"countries", []string{"countries", "country", "land", "pays"}},
	{"service", []string{"service", "services", "system", "component", "dienst"}},
	{"operator", []string{"operator", "organisation", "organization", "company", "victim", "betreiber", "exploitant", "opérateur"}},
	{"sector", []string{"sector", "sektor", "secteur"}},
	{"level", []string{"level", "severity", "impact"}},
	{"users", []string{"users", "customers", "users affected"}},
	{"root_cause", []string{"root_cause", "root cause", "cause"}},
	{"url", []string{"url", "link", "source", "source url", "quelle"}},
	{"publisher", []string{"publisher", "source name"}},
}

func readCSV(b *builder, s *Source) error {
	mapping, err := csvMapping(b.opt.Mapping)
	if err != nil {
		return err
	}
	found := false
	for _, f := range s.Files {
		if !ending(f.Name, ".csv", ".tsv") && len(s.Files) > 1 {
			continue
		}
		found = true
		if err := b.csvFile(f, mapping); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	if !found {
		return errNothing("CSV files")
	}
	return nil
}

// csvMapping reads the mapping file: "field: column" lines, and date_format.
func csvMapping(source []byte) (map[string]string, error) {
	mapping := map[string]string{}
	if source == nil {
		return mapping, nil
	}
	m, err := yamlObject(source)
	if err != nil {
		return nil, fmt.Errorf("mapping file: %w", err)
	}
	for name := range m {
		known := name == "date_format" || slices.ContainsFunc(csvFields, func(f struct {
			name    string
			columns []string
		}) bool {
			return f.name == name
		})
		if !known {
			return nil, fmt.Errorf("mapping file: unknown field %q", line(name, 40))
		}
		mapping[name] = m.text(name)
	}
	if format := mapping["date_format"]; format != "" && format != "day/month/year" && format != "month/day/year" {
		return nil, fmt.Errorf("mapping file: date_format is %q, want \"day/month/year\" or \"month/day/year\"", line(format, 40))
	}
	return mapping, nil
}

func (b *builder) csvFile(f File, mapping map[string]string) error {
	r := csv.NewReader(bytes.NewReader(f.Data))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	first, _, _ := bytes.Cut(f.Data, []byte("\n"))
	for _, comma := range ",;\t" {
		if bytes.Count(first, []byte(string(comma))) > bytes.Count(first, []byte(string(r.Comma))) {
			r.Comma = comma
		}
	}
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return errors.New("is empty, want a line of column names")
	} else if err != nil {
		return err
	}
	columns, err := b.csvColumns(header, mapping)
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if n > maxEntries {
			return fmt.Errorf("has more than %d lines: split it", maxEntries)
		}
		if len(row) == 1 && strings.TrimSpace(row[0]) == "" {
			continue
		}
		for i, value := range row {
			if strings.TrimSpace(value) != "" {
				if i < len(header) {
					b.fields[line(header[i], 80)]++
				} else {
					b.note("value without a column name is left")
				}
			}
		}
		b.csvRow(n, mapping["date_format"], func(field string) string {
			if at, ok := columns[field]; ok && at < len(row) {
				return strings.TrimSpace(row[at])
			}
			return ""
		})
	}
}

// csvColumns finds the column of each field: that of the mapping, or the first
// one with a name that is known. The report says which were guessed.
func (b *builder) csvColumns(header []string, mapping map[string]string) (map[string]int, error) {
	columns, taken := map[string]int{}, map[int]bool{}
	for _, f := range csvFields {
		if column, ok := mapping[f.name]; ok {
			at := slices.IndexFunc(header, func(h string) bool { return strings.TrimSpace(h) == column })
			if at < 0 {
				return nil, fmt.Errorf("there is no column %q, the file has %q", line(column, 40), header)
			}
			columns[f.name], taken[at] = at, true
		}
	}
	var rules []Rule
	for _, f := range csvFields {
		why := ""
		if _, ok := columns[f.name]; !ok {
			for _, known := range f.columns {
				at := slices.IndexFunc(header, func(h string) bool { return strings.ToLower(strings.TrimSpace(h)) == known })
				if at >= 0 && !taken[at] {
					columns[f.name], taken[at] = at, true
					why = "guessed from the column's name"
					break
				}
			}
		}
		if at, ok := columns[f.name]; ok {
			rules = append(rules, Rule{line(header[at], 80), f.name, why})
		}
	}
	b.kind.Mapping = append(rules, b.kind.Mapping...)
	for _, needed := range []string{"title", "start", "service"} {
		if _, ok := columns[needed]; !ok {
			return nil, fmt.Errorf("there is no column for %s: name it in a mapping file with --mapping", needed)
		}
	}
	return columns, nil
}

var (
	dotted  = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})(.*)$`)
	slashed = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})(.*)$`)
)

// csvTime reads an uncertain time of our own, a stamp, or a date with dots (day
// first) or slashes, whose order the mapping has to give.
func csvTime(d *draft, text, format string) (edtf.Value, error) {
	if v, err := edtf.Parse(text); err == nil {
		return v, nil
	}
	if m := dotted.FindStringSubmatch(text); m != nil {
		text = fmt.Sprintf("%s-%02s-%02s%s", m[3], m[2], m[1], m[4])
	} else if m := slashed.FindStringSubmatch(text); m != nil {
		switch format {
		case "day/month/year":
			text = fmt.Sprintf("%s-%02s-%02s%s", m[3], m[2], m[1], m[4])
		case "month/day/year":
			text = fmt.Sprintf("%s-%02s-%02s%s", m[3], m[1], m[2], m[4])
		default:
			return edtf.Value{}, fmt.Errorf("%q can be read two ways: say date_format in the mapping file", line(text, 40))
		}
	}
	return when(text, d.loc)
}

func (b *builder) csvRow(n int, format string, get func(string) string) {
	d := b.draft(cmp.Or(get("id"), fmt.Sprintf("line-%d", n)))
	fact := func(field string, set func(edtf.Value)) {
		if text := get(field); text != "" {
			if v, err := csvTime(d, text, format); err != nil {
				d.refuse("%s: %v", field, err)
			} else {
				set(v)
			}
		}
	}
	d.setTitle(get("title"))
	fact("start", func(v edtf.Value) { d.Start = record.FactOf(v) })
	d.End = record.FactOf(record.End{Unknown: true})
	if word := strings.ToLower(get("end")); word == "ongoing" {
		d.End = record.FactOf(record.End{Ongoing: true})
	} else if word != "unknown" {
		fact("end", func(v edtf.Value) { d.End = record.FactOf(record.End{Time: v}) })
	}
	fact("detected", func(v edtf.Value) { d.Detected = record.FactOf(v) })
	fact("disclosed", func(v edtf.Value) { d.Disclosed = record.FactOf(v) })
	if text := get("duration"); text != "" {
		if v, err := edtf.ParseDuration(text); err != nil {
			d.refuse("duration: %v", err)
		} else {
			d.Duration = record.FactOf(v)
		}
	}
	if text := get("type"); text != "" {
		d.Type = record.Type(strings.ToLower(text))
	}
	if text := get("certainty"); text != "" {
		d.Certainty = record.Certainty(strings.ToLower(text))
	}
	if text := get("countries"); text != "" {
		d.Countries = nil
		for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;/|", r) }) {
			code := record.Country(cmp.Or(country.Find(part), line(part, 40)))
			if !slices.Contains(d.Countries, code) {
				d.Countries = append(d.Countries, code)
			}
		}
	}
	if text := get("root_cause"); text != "" && text != string(record.UnknownRootCause) {
		if slices.Contains(record.Values(record.RootCause("")), text) {
			d.RootCause = record.Cause{Value: record.RootCause(text), Status: "suspected"}
		} else {
			b.note("root cause that is none of ours is put into the details")
			d.addDetails("Cause: " + markdown(text))
		}
	}
	d.csvImpacts(get)
	d.setSummary(get("summary"))
	d.addDetails(markdown(fromHTML(get("details"))))
}

// csvImpacts makes the source and one row for each service of a line.
func (d *draft) csvImpacts(get func(string) string) {
	b := d.b
	s := record.Source{ID: "imported", Publisher: get("publisher"), URL: get("url"), Type: "web"}
	if s.URL == "" {
		s.Publisher = cmp.Or(s.Publisher, b.report.Source)
		s.Note = "The imported table gives no address for this entry; its id there is " + d.name + "."
	}
	if record.HostName(s.URL) == "" && s.Publisher == "" {
		s.Publisher = b.report.Source
	}
	source := d.source(s)
	operator, _ := b.operator(line(get("operator"), 150))
	if get("operator") != "" && b.opt.Operator != "" {
		operator = b.organisation(record.Organisation{Name: get("operator"), Kind: "operator"})
	}
	sector := record.Sector(strings.ToLower(get("sector")))
	if sector != "" && !slices.Contains(record.Values(sector), string(sector)) {
		b.note("sector %q is none of ours: left", line(string(sector), 40))
		sector = ""
	}
	for name := range strings.FieldsFuncSeq(get("service"), func(r rune) bool { return strings.ContainsRune(";|", r) }) {
		if name = line(name, 100); name == "" {
			continue
		}
		service := b.service(record.Service{Name: name, Operator: operator, Sector: sector}, "")
		x := record.Impact{Service: service, Level: level(get("level")), Sources: []string{source}}
		if x.Level == "" {
			x.Level, x.Note = record.LevelDegraded, assumed
			b.note("level is not given: the lesser one is assumed")
		}
		if text := get("users"); text != "" {
			users, err := record.ParseQuantity(text)
			if err != nil {
				d.refuse("users: %v", err)
			}
			x.Users = users
		}
		d.impact(x)
	}
	if len(d.Impacts) == 0 {
		d.refuse("no service: the line does not say what failed")
	}
}
