// Package synthetic makes archives of any size for benchmarks and tests. Their
// records are shaped like the real ones (numbers of impacts, claims, updates and
// sources, lengths of texts, kinds of times), made of plain words by a seed: the
// same seed and number give the same bytes, and nothing is stored.
package synthetic

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// Epoch is the day on which the newest incident of every synthetic archive
// begins; none lies after it.
var Epoch = time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)

// Years is how many years the incidents are spread over.
const Years = 25

// Files gives the files of an archive with n incidents: paths below the
// archive's root and their contents.
func Files(n int, seed uint64) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		m := newMaker(n, seed)
		for k := range m.organisations {
			if !yield(fmt.Sprintf("content/organisations/%s.yaml", organisationID(k)), m.organisation(k)) {
				return
			}
		}
		for k := range m.services {
			if !yield(fmt.Sprintf("content/services/%s.yaml", serviceID(k)), m.service(k)) {
				return
			}
		}
		for k := range n {
			if !yield(m.incident(k)) {
				return
			}
		}
	}
}

// Write writes the archive into dir, with a hugo.toml.
func Write(dir string, n int, seed uint64) error {
	made := map[string]bool{}
	for name, data := range Files(n, seed) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if folder := filepath.Dir(file); !made[folder] {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return err
			}
			made[folder] = true
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, "hugo.toml"), []byte("title = \"Synthetic archive\"\nbaseURL = \"https://archive.example/\"\n"), 0o644)
}

// maker makes the records of one archive.
type maker struct {
	seed                    uint64
	incidents               int
	services, organisations int
}

func newMaker(n int, seed uint64) *maker {
	return &maker{seed: seed, incidents: n, services: 5 + n/6, organisations: 3 + n/12}
}

// rand gives the numbers of one record, which do not depend on the others.
func (m *maker) rand(kind, k int) *rand.Rand {
	return rand.New(rand.NewPCG(m.seed, uint64(kind)<<40|uint64(k)))
}

func organisationID(k int) string { return fmt.Sprintf("organisation-%d", k) }
func serviceID(k int) string      { return fmt.Sprintf("service-%d", k) }

func (m *maker) organisation(k int) []byte {
	r := m.rand(1, k)
	o := &record.Organisation{ID: organisationID(k), Name: title(r, 2, 4), Kind: pick[record.Kind](r), Country: country(r), Description: sentence(r, 8, 16)}
	return encode(o)
}

func (m *maker) service(k int) []byte {
	r := m.rand(2, k)
	s := &record.Service{
		ID: serviceID(k), Name: title(r, 1, 3), Operator: organisationID(r.IntN(m.organisations)),
		Sector: pick[record.Sector](r), Countries: []record.Country{country(r)}, Description: sentence(r, 6, 14),
	}
	if k > 0 && r.IntN(3) == 0 {
		s.DependsOn = []string{serviceID(r.IntN(k))} // only earlier ones: no circle
	}
	return encode(s)
}

// incident makes the k-th incident; they get older with k.
func (m *maker) incident(k int) (string, []byte) {
	r := m.rand(3, k)
	span := Years * 365 * 24 * time.Hour
	start := Epoch.Add(-time.Duration(float64(span) * float64(k) / float64(m.incidents))).Truncate(time.Minute).Add(time.Duration(r.IntN(720)-720) * time.Minute)
	start = awake(start)
	i := &record.Incident{
		ID:        fmt.Sprintf("%s-incident-%d", start.Format(time.DateOnly), k),
		Title:     title(r, 5, 11),
		Type:      pick[record.Type](r),
		Certainty: "confirmed",
		Summary:   paragraph(r, 2, 3),
		Details:   paragraph(r, 4, 8) + "\n\n" + paragraph(r, 3, 6),
		TimeZone:  "Europe/Luxembourg",
		Countries: []record.Country{country(r)},
		Published: "2026-01-01",
		Modified:  "2026-01-01",
	}
	m.times(r, i, start)
	i.Scope = record.Fact[record.Scope]{Value: pick[record.Scope](r), Given: true}
	i.RootCause = record.Cause{Value: pick[record.RootCause](r)}
	if i.RootCause.Value != record.UnknownRootCause {
		i.RootCause.Status = pick[record.CauseStatus](r)
		i.CauseDetail = []record.CauseDetail{pick[record.CauseDetail](r)}
	}
	if i.Type == record.Attack {
		i.Technique = []record.Technique{pick[record.Technique](r)}
	}
	for n := range 1 + r.IntN(5) {
		language := []record.Language{"en", "fr", "de", "lb"}[r.IntN(4)]
		i.Sources = append(i.Sources, record.Source{
			ID: fmt.Sprintf("source-%d", n+1), Title: title(r, 4, 10), Publisher: title(r, 1, 2),
			URL: fmt.Sprintf("https://news.example/%d/%d", k, n), Language: language, Type: "article",
		})
	}
	m.rows(r, i, start)
	return fmt.Sprintf("content/incidents/%d/%s.yaml", start.Year(), i.ID), encode(i)
}

// encode writes a record. It cannot fail: the values are of the record types.
func encode(v any) []byte {
	data, err := record.Encode(v)
	if err != nil {
		panic(err)
	}
	return data
}

// awake moves a time out of the hour that clocks skip once a year.
func awake(t time.Time) time.Time {
	if t.Hour() == 2 {
		return t.Add(time.Hour)
	}
	return t
}

// times sets start and end in the kinds of precision that real records have.
func (m *maker) times(r *rand.Rand, i *record.Incident, start time.Time) {
	end := awake(start.Add(time.Duration(1+r.ExpFloat64()*300) * time.Minute))
	layout, qualifier := "2006-01-02T15:04", ""
	switch r.IntN(10) {
	case 0, 1, 2:
		layout = time.DateOnly
	case 3:
		qualifier = "~"
	}
	i.Start = record.Fact[edtf.Value]{Value: edtf.MustParse(start.Format(layout) + qualifier), Sources: []string{"source-1"}, Given: true}
	i.End = record.Fact[record.End]{Value: record.End{Time: edtf.MustParse(end.Format(layout) + qualifier)}, Sources: []string{"source-1"}, Given: true}
	if r.IntN(6) == 0 {
		i.End.Value = record.End{Unknown: true}
	}
}

// rows fills the lists of the record.
func (m *maker) rows(r *rand.Rand, i *record.Incident, start time.Time) {
	from := func() []string { return []string{i.Sources[r.IntN(len(i.Sources))].ID} }
	at := func(hours int) edtf.Value {
		return edtf.MustParse(awake(start.Add(time.Duration(hours) * time.Hour)).Format("2006-01-02T15:04"))
	}
	used := map[int]bool{}
	for range 1 + r.IntN(6) {
		k := r.IntN(m.services)
		if used[k] {
			continue
		}
		used[k] = true
		x := record.Impact{Service: serviceID(k), Level: pick[record.Level](r), Note: sentence(r, 5, 12), Sources: from()}
		if i.Start.Value.HasClock() && r.IntN(2) == 0 {
			x.Start, x.End = i.Start.Value, i.End.Value
		}
		i.Impacts = append(i.Impacts, x)
	}
	for n := range r.IntN(6) {
		i.Claims = append(i.Claims, record.Claim{
			About: pick[record.About](r), By: organisationID(r.IntN(m.organisations)), Date: at(n), Says: sentence(r, 8, 20), Status: record.Standing, Sources: from(),
		})
	}
	if n := len(i.Claims); n > 1 && r.IntN(3) == 0 {
		i.Claims[0].Status, i.Claims[0].SupersededBy = record.Superseded, n
	}
	for n := range r.IntN(6) {
		i.Updates = append(i.Updates, record.Update{Date: at(n), By: organisationID(r.IntN(m.organisations)), Text: sentence(r, 8, 20), Sources: from()})
	}
	for range r.IntN(4) {
		i.Responses = append(i.Responses, record.Response{Date: at(48), Text: sentence(r, 8, 16), Sources: from()})
	}
	for range r.IntN(3) {
		value, _ := record.ParseQuantity(fmt.Sprint(1 + r.IntN(5000)))
		i.Consequences = append(i.Consequences, record.Consequence{What: words(r, 3, 7), Value: value, Sources: from()})
	}
}

// pick draws a value of an enumeration.
func pick[T interface {
	~string
	record.Enumeration
}](r *rand.Rand) T {
	var zero T
	values := record.Values(zero)
	return T(values[r.IntN(len(values))])
}

var countries = []record.Country{"LU", "LU", "LU", "LU", "FR", "DE", "BE", "US", "GB", "IE"}

func country(r *rand.Rand) record.Country { return countries[r.IntN(len(countries))] }

// title gives words that begin with a capital; sentence adds a full stop.
func title(r *rand.Rand, low, high int) string {
	text := []byte(words(r, low, high))
	text[0] -= 'a' - 'A'
	return string(text)
}

func sentence(r *rand.Rand, low, high int) string { return title(r, low, high) + "." }

func paragraph(r *rand.Rand, low, high int) string {
	var text []byte
	for n := range low + r.IntN(high-low+1) {
		if n > 0 {
			text = append(text, ' ')
		}
		text = append(text, sentence(r, 10, 24)...)
	}
	return string(text)
}

func words(r *rand.Rand, low, high int) string {
	var text []byte
	for n := range low + r.IntN(high-low+1) {
		if n > 0 {
			text = append(text, ' ')
		}
		text = append(text, word(r)...)
	}
	return string(text)
}

var syllables = []string{"ba", "cor", "da", "el", "fin", "gra", "ho", "in", "jo", "ker", "la", "mo", "net", "or", "pa", "que", "ri", "ser", "ta", "un", "ver", "win", "xi", "ya", "zo"}

// common words make up half of the text, as in any language.
var common = []string{"the", "network", "service", "outage", "of", "and", "operator", "was", "for", "customers", "in", "data", "attack", "to", "server", "power", "on", "failure", "were", "by"}

// word draws a word: often a common one, else one of a long tail of made-up ones.
func word(r *rand.Rand) string {
	if r.IntN(2) == 0 {
		return common[r.IntN(len(common))]
	}
	k := int(min(r.ExpFloat64()*4000, 100_000)) // many rare words, few frequent ones
	var parts []string
	for k >= 0 {
		parts = append(parts, syllables[k%len(syllables)])
		k = k/len(syllables) - 1
	}
	slices.Reverse(parts)
	if len(parts) < 2 {
		parts = append(parts, "n")
	}
	text := ""
	for _, p := range parts {
		text += p
	}
	return text
}
