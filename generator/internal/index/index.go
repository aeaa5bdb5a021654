// Package index makes the search index of an archive: it says what of each
// record is searched, under which words it is found and what the filters are
// called. How an index is written and read is the business of package search.
package index

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/country"
	"incidentarchive/generator/internal/locale"
	"incidentarchive/generator/internal/prose"
	"incidentarchive/generator/internal/record"
	"incidentarchive/generator/internal/search"
)

// Folder is where the site keeps the index, below its root.
const Folder = "search/index/"

// File is a file of the index; its name is relative to the site's root.
type File struct {
	Name string
	Data []byte
}

// Index is the written index of an archive.
type Index struct {
	Root  string // path of the root file, which the search page names
	Files []File
}

// New makes the index of an archive. Memory spares reading the texts of what it
// knows; nil is none.
func New(a *archive.Archive, words *locale.Locale, memory *Memory) (*Index, error) {
	x := &Index{}
	opt := Options(a, words)
	opt.Extracts = memory.read()
	manifest, err := search.Write(memory.documents(a, words, opt.Extracts), opt, func(name string, data []byte) error {
		x.Files = append(x.Files, File{Folder + name, data})
		return nil
	})
	if err != nil {
		return nil, err
	}
	memory.write(opt.Extracts)
	x.Root = Folder + manifest.Root
	return x, nil
}

// Options names the values of the filters.
func Options(a *archive.Archive, words *locale.Locale) search.Options {
	labels := map[string]map[string]string{"type": {}, "cause": {}, "sector": {}, "country": {}, "service": {}}
	for _, group := range []struct {
		facet, kind string
		enum        record.Enumeration
	}{
		{"type", "type", record.Type("")}, {"cause", "root_cause", record.RootCause("")}, {"sector", "sector", record.Sector("")},
	} {
		for _, id := range record.Values(group.enum) {
			labels[group.facet][id] = words.T(messageID(group.kind, id))
		}
	}
	for _, g := range a.Countries {
		labels["country"][strings.ToLower(g.ID)] = country.Name(g.ID)
	}
	for _, s := range a.Services {
		labels["service"][s.ID] = s.Name
	}
	var months []string
	for m := 1; m <= 12; m++ {
		months = append(months, words.T("month_"+strconv.Itoa(m)))
	}
	return search.Options{Labels: labels, Months: months, Language: "en"}
}

func messageID(kind, value string) string {
	return kind + "_" + messageLetters.Replace(value)
}

var messageLetters = strings.NewReplacer("-", "_", ":", "_")

// documents says what is searched.
func (m *Memory) documents(a *archive.Archive, words *locale.Locale, known *search.Extracts) []search.Document {
	docs := make([]search.Document, len(a.Incidents))
	var list []search.Field // of one after the other, so that it need not grow each time
	for n, i := range a.Incidents {
		docs[n] = facts(i)
		if m != nil {
			if docs[n].Extract = known.Of(i.ID, search.Key(m.Content(i))); docs[n].Extract.Known() {
				continue
			}
		}
		describe(&docs[n], i, words)
		list = fields(list[:0], i, words)
		docs[n].Text = slices.Clone(list)
	}
	return docs
}

// facts is what the filters and the order of results rest on.
func facts(i *archive.Incident) search.Document {
	d := search.Document{
		ID:         i.ID,
		Title:      i.Title,
		Earliest:   local(i.Start.Earliest, i.Location()),
		Latest:     local(i.Start.Latest, i.Location()),
		MinSeconds: -1,
		MaxSeconds: -1,
		Type:       string(i.Type),
		Cause:      string(i.RootCause.Value),
	}
	if !i.Duration.IsZero() {
		low, high, open := i.Duration.Seconds()
		d.MinSeconds, d.MaxSeconds = low, high
		if open {
			d.MaxSeconds = -1
		}
	}
	for _, s := range i.Sectors {
		d.Sectors = append(d.Sectors, string(s))
	}
	for _, s := range i.Services {
		d.Services = append(d.Services, s.ID)
	}
	for _, c := range i.Countries {
		d.Countries = append(d.Countries, strings.ToLower(string(c)))
	}
	return d
}

// describe adds what a result shows, and the operators.
func describe(d *search.Document, i *archive.Incident, words *locale.Locale) {
	d.URL = "incidents/" + i.ID + "/"
	d.Summary = prose.Plain(i.Summary)
	d.Date, d.DateText = i.Incident.Start.Value.String(), i.Incident.Start.Value.Text(words.Words())
	d.Language = "en"
	if !i.Duration.IsZero() {
		d.DurationText = i.Duration.Text(words.Words())
	}
	for _, o := range i.Operators {
		d.Organisations = append(d.Organisations, o.ID)
	}
}

// local puts a bound into the record's time zone, where its calendar day is read.
func local(t time.Time, loc *time.Location) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(loc)
}

// fields appends what is searched besides title and summary.
func fields(list []search.Field, i *archive.Incident, words *locale.Locale) []search.Field {
	add := func(kind search.Kind, texts ...string) {
		for _, text := range texts {
			if text != "" {
				list = append(list, search.Field{Kind: kind, Text: text})
			}
		}
	}
	for _, s := range i.Services {
		add(search.Names, s.Name)
		add(search.Names, s.Aliases...)
	}
	for _, o := range i.Operators {
		add(search.Names, o.Name, o.ShortName)
		add(search.Names, o.Aliases...)
	}
	for _, x := range i.Impacts {
		add(search.Names, x.Area)
		add(search.Body, x.Note)
	}
	for _, c := range i.Countries {
		add(search.Names, country.Name(string(c)))
	}
	add(search.Names, i.Aliases...)
	add(search.Names, strings.ReplaceAll(i.Campaign, "-", " "))
	add(search.Words, words.T(messageID("type", string(i.Type))), words.T(messageID("root_cause", string(i.RootCause.Value))))
	for _, t := range i.Technique {
		add(search.Words, words.T(messageID("technique", string(t))))
	}
	for _, d := range i.CauseDetail {
		add(search.Words, words.T(messageID("cause_detail", string(d))))
	}
	add(search.Words, synonyms(i)...)
	for _, c := range i.Claims {
		add(search.Names, c.Actor)
		if c.By != nil {
			add(search.Names, c.By.Label())
		}
		add(search.Body, c.Says)
	}
	for _, x := range i.Consequences {
		add(search.Body, x.What)
	}
	for _, x := range i.Updates {
		add(search.Body, x.Text)
	}
	for _, x := range i.Responses {
		add(search.Body, x.Text)
	}
	for _, name := range slices.Sorted(maps.Keys(i.Custom)) {
		if name != record.Imported {
			add(search.Names, i.Custom[name].String())
		}
	}
	add(search.Body, prose.Plain(i.Details), i.RootCause.Note)
	return list
}

// Open opens the index as it was written, without a disk.
func (x *Index) Open() (*search.Index, error) {
	files := make(memory, len(x.Files))
	for _, f := range x.Files {
		files[strings.TrimPrefix(f.Name, Folder)] = f.Data
	}
	return search.Open(files, strings.TrimPrefix(x.Root, Folder))
}

// memory is files by name; they are only read whole.
type memory map[string][]byte

func (m memory) ReadFile(name string) ([]byte, error) {
	if data, ok := m[name]; ok {
		return data, nil
	}
	return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
}

func (m memory) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: errors.ErrUnsupported}
}
