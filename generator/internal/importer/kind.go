package importer

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

// Kind is one format that can be imported.
type Kind struct {
	Name     string
	Summary  string // what it reads, in one line
	Seen     string // where the format was seen: its documentation or files
	Mapping  []Rule // of its fields, in the order of the format
	NeedsOne bool   // whether the format names no country, so that Options must

	read func(b *builder, s *Source) error
}

// Rule says where a field of another format goes. A path that ends with * stands
// for all that begin so, one that begins with * for all that end so; the first
// rule that fits counts.
type Rule struct{ Path, To, Why string }

// Kinds lists all formats by name.
func Kinds() []Kind {
	return []Kind{csvKind, radarKind, cstateKind, gcpKind, instatusKind, mispKind, postmortemsKind, statuspageKind, upptimeKind, vcdbKind}
}

// Find gives a format by its name.
func Find(name string) (Kind, bool) {
	kinds := Kinds()
	at := slices.IndexFunc(kinds, func(k Kind) bool { return k.Name == name })
	if at < 0 {
		return Kind{}, false
	}
	return kinds[at], true
}

// Options say what a format does not.
type Options struct {
	Now       time.Time        // the day that is noted as published and modified; nothing may lie after it
	Archive   *archive.Archive // the records that exist already
	Operator  string           // name of the organisation that runs the services
	Countries []record.Country // where the effect was felt
	TimeZone  record.TimeZone  // of times without one; UTC when empty
	Language  record.Language  // of the source; English when empty
	Sector    record.Sector    // of services that are created; other when empty
	BaseURL   string           // address of the site that the source describes
	Mapping   []byte           // for csv: the mapping file
}

// Import reads a source and makes records of it. The plan says what would change
// in the archive; nothing is written.
func (k Kind) Import(s *Source, opt Options) (*Plan, error) {
	if k.NeedsOne && len(opt.Countries) == 0 {
		return nil, fmt.Errorf("%s names no country, and a record has to: say where the effect was felt, such as --country NL", k.Name)
	}
	b := newBuilder(k, s, opt)
	if err := k.read(b, s); err != nil {
		return nil, fmt.Errorf("%s: %w", s.Name, err)
	}
	return b.plan()
}

// rule finds the rule for a path; false when there is none.
func (k Kind) rule(p string) (Rule, bool) {
	for _, r := range k.Mapping {
		prefix, begins := strings.CutSuffix(r.Path, "*")
		suffix, ends := strings.CutPrefix(r.Path, "*")
		if r.Path == p || begins && strings.HasPrefix(p, prefix) || ends && !begins && strings.HasSuffix(p, suffix) {
			return r, true
		}
	}
	return Rule{}, false
}

// ending tells whether a file name has one of the extensions.
func ending(name string, extensions ...string) bool {
	return slices.Contains(extensions, strings.ToLower(path.Ext(name)))
}
