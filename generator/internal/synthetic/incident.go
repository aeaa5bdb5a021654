package synthetic

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// incident makes the k-th incident; they get older with k.
func (m *maker) incident(k int) (string, []byte) {
	r := m.rand(3, k)
	span := Years * 365 * 24 * time.Hour
	start := Epoch.Add(-time.Duration(float64(span) * float64(k) / float64(m.incidents))).Truncate(time.Minute).Add(time.Duration(r.IntN(720)-720) * time.Minute)
	start = awake(start)
	i := &record.Incident{
		ID:        fmt.Sprintf("%s-incident-%d", start.Format(time.DateOnly), k),
		Title:     lengths.title.title(r),
		Type:      record.Outage,
		Certainty: "confirmed",
		Summary:   strings.ReplaceAll(lengths.summary.paragraphs(r), "\n\n", " "),
		TimeZone:  "Europe/Luxembourg",
		Published: "2026-01-01",
		Modified:  "2026-01-01",
	}
	if chance(r, 38) {
		i.Type = record.Attack
		for range 1 + r.IntN(3) {
			i.Technique = appendNew(i.Technique, pick[record.Technique](r))
		}
	}
	if chance(r, 93) {
		i.Details = lengths.details.paragraphs(r)
	}
	for range sizes.countries.draw(r) {
		i.Countries = appendNew(i.Countries, country(r))
	}
	for n := range sizes.sources.draw(r) {
		i.Sources = append(i.Sources, source(r, k, n))
	}
	m.facts(r, i, start)
	m.impacts(r, i)
	m.statements(r, i, start)
	return fmt.Sprintf("content/incidents/%d/%s.yaml", start.Year(), i.ID), encode(i)
}

func appendNew[T comparable](list []T, value T) []T {
	for _, v := range list {
		if v == value {
			return list
		}
	}
	return append(list, value)
}

func source(r *rand.Rand, k, n int) record.Source {
	s := record.Source{
		ID: fmt.Sprintf("source-%d", n+1), Publisher: lengths.publisher.title(r),
		URL:      fmt.Sprintf("https://news.example/%d/%d", k, n),
		Language: []record.Language{"en", "fr", "de", "lb"}[r.IntN(4)], Type: "article", Official: chance(r, 9),
	}
	if missing := lengths.address.draw(r) - len(s.URL); missing > 1 {
		s.URL += "/" + strings.ReplaceAll(text(r, missing-1), " ", "-")
	}
	if chance(r, 49) {
		s.Title = lengths.sourceTitle.title(r)
	}
	if chance(r, 37) {
		s.Published = edtf.MustParse("2026-01-01")
	}
	if chance(r, 24) {
		s.Note = lengths.sourceNote.sentence(r)
	}
	return s
}

// awake moves a time out of the hour that clocks skip once a year.
func awake(t time.Time) time.Time {
	if t.Hour() == 2 {
		return t.Add(time.Hour)
	}
	return t
}

// from draws the sources of one statement.
func from(r *rand.Rand, i *record.Incident) []string {
	ids := []string{i.Sources[r.IntN(len(i.Sources))].ID}
	if chance(r, 55) {
		ids = appendNew(ids, i.Sources[r.IntN(len(i.Sources))].ID)
	}
	return ids
}

func factNote(r *rand.Rand) string {
	if !chance(r, 78) {
		return ""
	}
	return lengths.factNote.sentence(r)
}

// facts sets the times, in the kinds of precision that real records have, and
// the other facts.
func (m *maker) facts(r *rand.Rand, i *record.Incident, start time.Time) {
	end := awake(start.Add(time.Duration(1+r.ExpFloat64()*300) * time.Minute))
	layout, qualifier := "2006-01-02T15:04", ""
	if chance(r, 51) {
		layout = time.DateOnly
	}
	if chance(r, 10) {
		qualifier = "~"
	}
	at := func(t time.Time) edtf.Value { return edtf.MustParse(t.Format(layout) + qualifier) }
	i.Start = record.Fact[edtf.Value]{Value: at(start), Sources: from(r, i), Note: factNote(r), Given: true}
	i.End = record.Fact[record.End]{Value: record.End{Time: at(end)}, Sources: from(r, i), Note: factNote(r), Given: true}
	if chance(r, 34) {
		i.End.Value = record.End{Unknown: true}
	}
	if chance(r, 24) {
		i.Disclosed = record.Fact[edtf.Value]{Value: at(start), Sources: from(r, i), Given: true}
	}
	i.Scope = record.Fact[record.Scope]{Value: pick[record.Scope](r), Sources: from(r, i), Given: true}
	i.RootCause = record.Cause{Value: record.UnknownRootCause, Sources: from(r, i), Note: factNote(r)}
	if chance(r, 88) {
		for i.RootCause.Value == record.UnknownRootCause {
			i.RootCause.Value = pick[record.RootCause](r)
		}
		i.RootCause.Status = pick[record.CauseStatus](r)
	}
	if chance(r, 45) {
		for range 1 + r.IntN(2) {
			i.CauseDetail = appendNew(i.CauseDetail, pick[record.CauseDetail](r))
		}
	}
}

// impacts draws the services: a few are hit often, most once or twice.
func (m *maker) impacts(r *rand.Rand, i *record.Incident) {
	used := map[int]bool{}
	for range min(sizes.impacts.draw(r), m.services) {
		u := r.Float64()
		k := int(u * u * float64(m.services))
		for used[k] {
			k = (k + 1) % m.services
		}
		used[k] = true
		x := record.Impact{Service: serviceID(k), Level: pick[record.Level](r), Sources: from(r, i)}
		if chance(r, 44) {
			x.Start = i.Start.Value
			if chance(r, 80) {
				x.End = i.End.Value
			}
		}
		if chance(r, 84) {
			x.Note = lengths.note.sentence(r)
		}
		if chance(r, 27) {
			x.Area = lengths.area.text(r)
		}
		i.Impacts = append(i.Impacts, x)
	}
}

// statements draws what was said, what went on, what was done and what followed.
func (m *maker) statements(r *rand.Rand, i *record.Incident, start time.Time) {
	at := func(hours int) edtf.Value {
		return edtf.MustParse(awake(start.Add(time.Duration(hours) * time.Hour)).Format("2006-01-02T15:04"))
	}
	organisation := func() string { return organisationID(r.IntN(m.organisations)) }
	for n := range sizes.claims.draw(r) {
		c := record.Claim{
			About: pick[record.About](r), By: organisation(), Date: at(n), Says: lengths.says.sentence(r), Status: record.Standing, Sources: from(r, i),
		}
		if chance(r, 31) {
			c.Speaker = "spokesperson"
		}
		i.Claims = append(i.Claims, c)
	}
	if n := len(i.Claims); n > 1 && chance(r, 12) {
		i.Claims[0].Status, i.Claims[0].SupersededBy = record.Superseded, n
	}
	for n := range sizes.updates.draw(r) {
		u := record.Update{Date: at(n), Text: lengths.update.sentence(r), Sources: from(r, i)}
		if chance(r, 55) {
			u.By = organisation()
		}
		i.Updates = append(i.Updates, u)
	}
	for range sizes.responses.draw(r) {
		x := record.Response{Text: lengths.response.sentence(r), Sources: from(r, i)}
		if chance(r, 94) {
			x.By = organisation()
		}
		if chance(r, 46) {
			x.Date = at(48)
		}
		i.Responses = append(i.Responses, x)
	}
	for range sizes.consequences.draw(r) {
		x := record.Consequence{What: lengths.what.text(r), Sources: from(r, i)}
		if chance(r, 73) {
			x.Value, _ = record.ParseQuantity(fmt.Sprint(1 + r.IntN(5000)))
		}
		if chance(r, 47) {
			x.Note = lengths.whatNote.sentence(r)
		}
		i.Consequences = append(i.Consequences, x)
	}
}
