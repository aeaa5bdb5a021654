package lint

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

// related looks that related incidents name each other.
func (l *linter) related() {
	for _, i := range l.incidents {
		for n, id := range i.Incident.Related {
			if other := l.archive.Incident(id); other != nil && !slices.Contains(other.Incident.Related, i.ID) {
				l.report(i.Document(), fmt.Sprintf("related[%d]", n), "reference/not-mutual", "that record does not name this one: add %q to the field related in %s", i.ID, other.File)
			}
		}
	}
}

const (
	// maxWindow is the longest time that still tells incidents apart; a start
	// known to the year only overlaps with too much.
	maxWindow = 4 * 24 * time.Hour
	// maxNeighbours bounds how many incidents of a service at one time are
	// compared with one another, so that a flood of them stays quick.
	maxNeighbours = 20
)

// duplicates looks for incidents of one service at the same time that know
// nothing of each other. Each is compared with the next few of the service only.
func (l *linter) duplicates() {
	seen := map[[2]string]bool{}
	services := map[*archive.Service]bool{}
	for _, i := range l.incidents {
		for _, s := range i.Services {
			services[s] = true
		}
	}
	for _, s := range l.archive.Services {
		if !services[s] {
			continue
		}
		impacts := make([]*archive.Impact, 0, len(s.Impacts))
		for _, x := range s.Impacts {
			if w := window(x); w[0].Before(w[1].Add(1)) && w[1].Sub(w[0]) <= maxWindow {
				impacts = append(impacts, x)
			}
		}
		slices.SortStableFunc(impacts, func(x, y *archive.Impact) int {
			return cmp.Or(window(x)[0].Compare(window(y)[0]), cmp.Compare(x.Incident.ID, y.Incident.ID))
		})
		for n, x := range impacts {
			for _, y := range impacts[n+1 : min(len(impacts), n+1+maxNeighbours)] {
				if window(y)[0].After(window(x)[1]) {
					break
				}
				l.duplicate(s, x.Incident, y.Incident, seen)
			}
		}
	}
}

// window is the time from the earliest start to the latest end, the latest start
// where no end is known; zero times when one of them is open.
func window(x *archive.Impact) [2]time.Time {
	last := x.End.Latest
	if last.IsZero() {
		last = x.Start.Latest
	}
	if x.Start.Earliest.IsZero() || last.IsZero() {
		return [2]time.Time{{}, time.Time{}.Add(-time.Hour)}
	}
	return [2]time.Time{x.Start.Earliest, last}
}

func (l *linter) duplicate(s *archive.Service, x, y *archive.Incident, seen map[[2]string]bool) {
	if x == y || x.Type != y.Type || slices.Contains(x.Related, y) || x.Campaign != "" && x.Campaign == y.Campaign {
		return
	}
	if x.ID > y.ID {
		x, y = y, x
	}
	if key := [2]string{x.ID, y.ID}; seen[key] {
		return
	} else {
		seen[key] = true
	}
	field := slices.IndexFunc(y.Incident.Impacts, func(i record.Impact) bool { return i.Service == s.ID })
	l.report(y.Document(), fmt.Sprintf("impacts[%d].service", field), "record/duplicate", "incident %q hit %q at the same time: merge the two records, or name each in the field related of the other", x.ID, s.ID)
}

// addresses looks for one address with two titles.
func (l *linter) addresses() {
	type first struct {
		title string
		i     *archive.Incident
	}
	known := map[string]first{}
	for _, i := range l.incidents {
		for _, s := range i.Sources {
			known[plainAddress(s.URL)] = first{}
		}
	}
	for _, i := range slices.SortedFunc(slices.Values(l.archive.Incidents), func(x, y *archive.Incident) int { return cmp.Compare(x.File, y.File) }) {
		for n, s := range i.Sources {
			if s.URL == "" || s.Title == "" {
				continue
			}
			key := plainAddress(s.URL)
			switch before, asked := known[key]; {
			case !asked:
			case before.i == nil:
				known[key] = first{s.Title, i}
			case fold(before.title) != fold(s.Title) && before.i != i:
				l.report(i.Document(), fmt.Sprintf("sources[%d].title", n), "source/two-titles", "%s gives this address the title %q: use one title in both", before.i.File, before.title)
			}
		}
	}
}

// spellings looks for one name in two spellings or two records.
func (l *linter) spellings() {
	l.publishers()
	organisations := map[string]*archive.Organisation{}
	for _, o := range slices.SortedFunc(slices.Values(l.archive.Organisations), func(x, y *archive.Organisation) int { return cmp.Compare(x.ID, y.ID) }) {
		for _, name := range slices.Concat([]string{o.Name, o.ShortName}, o.Aliases) {
			key := fold(name)
			if first := organisations[key]; first != nil && first != o && key != "" {
				l.report(o.Document(), "name", "organisation/duplicate", "organisation %q is called %q too: keep one of the two records, or tell their names apart", first.ID, name)
				break
			}
			organisations[key] = o
		}
	}
	services := map[string]*archive.Service{}
	for _, s := range slices.SortedFunc(slices.Values(l.archive.Services), func(x, y *archive.Service) int { return cmp.Compare(x.ID, y.ID) }) {
		for _, name := range slices.Concat([]string{s.Name}, s.Aliases) {
			key := fold(name) + " " + s.Service.Operator
			if first := services[key]; first != nil && first != s {
				l.report(s.Document(), "name", "service/duplicate", "service %q of the same operator is called %q too: keep one of the two records, or tell their names apart", first.ID, name)
				break
			}
			services[key] = s
		}
	}
}

// publishers looks for publishers in two spellings; the one that most sources
// have counts, the first in the alphabet among equals.
func (l *linter) publishers() {
	counts := map[string]int{}
	for _, i := range l.archive.Incidents {
		for _, s := range i.Sources {
			counts[s.Publisher]++
		}
	}
	spellings := map[string][]string{} // by the folded name
	for name := range counts {
		key := fold(name)
		spellings[key] = append(spellings[key], name)
	}
	better := map[string]string{}
	for _, names := range spellings {
		if len(names) > 1 {
			want := usual(names, counts)
			for _, name := range names {
				better[name] = want
			}
		}
	}
	for _, i := range l.incidents {
		for n, s := range i.Sources {
			if want, several := better[s.Publisher]; several && s.Publisher != want {
				l.suggest(i.Document(), fmt.Sprintf("sources[%d].publisher", n), "source/publisher-spelling", want, "other records spell it %q: use one spelling", want)
			}
		}
	}
}

// usual gives the spelling that occurs most often, the first in the alphabet among
// equals.
func usual(names []string, counts map[string]int) string {
	return slices.MinFunc(names, func(x, y string) int {
		return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x, y))
	})
}
