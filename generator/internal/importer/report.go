package importer

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Report says what an import did: which entries became records and which did
// not, and where each field of the input went.
type Report struct {
	Kind   string `json:"kind"`
	Source string `json:"source"`
	Read   int    `json:"read"` // entries found in the source

	Created   []Entry `json:"created"`
	Updated   []Entry `json:"updated"`
	Unchanged []Entry `json:"unchanged"`
	Kept      []Entry `json:"kept"`      // changed here, not in the source
	Conflicts []Entry `json:"conflicts"` // changed here and in the source
	Refused   []Entry `json:"refused"`

	Services      []string `json:"services_created"`
	Organisations []string `json:"organisations_created"`
	Twins         []string `json:"near_twins"` // names that may be the same
	Fields        []Field  `json:"fields"`
	Notes         []Note   `json:"notes"`
}

// Entry is one incident of the source.
type Entry struct {
	Source string `json:"source"`       // its id there
	ID     string `json:"id,omitempty"` // of the record
	Why    string `json:"why,omitempty"`
}

// Field is one field of the input.
type Field struct {
	Path  string `json:"path"`
	Count int    `json:"count"`        // how often it says something
	To    string `json:"to,omitempty"` // the field of the record; empty when it was left
	Why   string `json:"why,omitempty"`
}

// Note is something that happened to several entries.
type Note struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// WriteJSON writes the whole report.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}

// WriteText writes the report for people.
func (r *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d entries read from %s\n", r.Kind, r.Read, r.Source)
	for _, part := range []struct {
		name string
		list []Entry
	}{
		{"created", r.Created}, {"updated", r.Updated}, {"unchanged", r.Unchanged},
		{"changed here only, kept", r.Kept}, {"changed here and in the source, kept", r.Conflicts}, {"refused", r.Refused},
	} {
		if len(part.list) > 0 {
			fmt.Fprintf(&b, "  %d %s\n", len(part.list), part.name)
		}
	}
	fmt.Fprintf(&b, "  %d services and %d organisations created\n", len(r.Services), len(r.Organisations))
	list := func(title string, entries []Entry) {
		if len(entries) > 0 {
			fmt.Fprintf(&b, "\n%s:\n", title)
			for _, e := range entries {
				fmt.Fprintf(&b, "  %s: %s\n", cmp.Or(e.ID, e.Source), e.Why)
			}
		}
	}
	list("Conflicts: compare and change by hand", r.Conflicts)
	list("Refused", r.Refused)
	if len(r.Twins) > 0 {
		fmt.Fprintf(&b, "\nNames that may be the same; nothing was merged:\n  %s\n", strings.Join(r.Twins, "\n  "))
	}
	if len(r.Notes) > 0 {
		b.WriteString("\nNotes:\n")
		for _, n := range r.Notes {
			fmt.Fprintf(&b, "  %6d × %s\n", n.Count, n.Text)
		}
	}
	b.WriteString("\nFields of the input:\n")
	for _, f := range r.Fields {
		to := "left: " + f.Why
		if f.To != "" {
			to = "→ " + f.To
			if f.Why != "" {
				to += " (" + f.Why + ")"
			}
		}
		fmt.Fprintf(&b, "  %6d × %s %s\n", f.Count, f.Path, to)
	}
	_, err := io.WriteString(w, clean(b.String())+"\n")
	return err
}

// RefusedBy counts the refused entries by the beginning of their reason.
func (r *Report) RefusedBy() map[string]int {
	counts := map[string]int{}
	for _, e := range r.Refused {
		reason, _, _ := strings.Cut(e.Why, ":")
		counts[reason]++
	}
	return counts
}

// sort puts everything in an order that does not depend on how it was found.
func (r *Report) sort(notes map[string]int) {
	slices.Sort(r.Services)
	slices.Sort(r.Organisations)
	slices.Sort(r.Twins)
	r.Notes = []Note{}
	for _, text := range slices.Sorted(maps.Keys(notes)) {
		r.Notes = append(r.Notes, Note{text, notes[text]})
	}
	for _, list := range []*[]Entry{&r.Created, &r.Updated, &r.Unchanged, &r.Kept, &r.Conflicts, &r.Refused} {
		if *list == nil {
			*list = []Entry{}
		}
		slices.SortStableFunc(*list, func(a, b Entry) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Source, b.Source)) })
	}
}
