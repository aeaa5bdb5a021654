package search

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A column says one thing about each document of a segment.

// facetFile writes f: the columns of the facets, as runs, since documents are
// in the order of their facets. Values are numbered by their id.
func facetFile(docs []*entry, labels map[string]map[string]string) file {
	var values []any
	var columns []any
	for _, f := range []struct {
		name string
		ids  func(e *entry) []string
	}{
		{"type", func(e *entry) []string { return e.Types }},
		{"cause", func(e *entry) []string { return e.Causes }},
		{"sector", func(e *entry) []string { return e.Sectors }},
		{"country", func(e *entry) []string { return e.Countries }},
	} {
		list, column := facet(runs(docs, f.ids), labels[f.name])
		values = append(values, list)
		columns = append(columns, column)
	}
	return file{"f", script(append(append([]any{yearRuns(docs), yearSpans(docs)}, values...), columns...)...)}
}

// run is a number of documents that follow each other and have the same values.
type run struct {
	ids  []string
	docs int
}

func runs(docs []*entry, ids func(*entry) []string) []run {
	var list []run
	for _, e := range docs {
		set := ids(e)
		if n := len(list); n > 0 && slices.Equal(list[n-1].ids, set) {
			list[n-1].docs++
		} else {
			list = append(list, run{set, 1})
		}
	}
	return list
}

// facet numbers the values that occur by their id. It returns "id label" for
// each value, a line each, and the runs.
func facet(list []run, labels map[string]string) (values, column string) {
	numbers := map[string]int{}
	for _, r := range list {
		for _, id := range r.ids {
			numbers[id] = 0
		}
	}
	names := slices.Sorted(maps.Keys(numbers))
	lines := make([]string, len(names))
	for i, id := range names {
		numbers[id] = i
		lines[i] = line(id, labels)
	}
	return strings.Join(lines, "\n"), runColumn(list, numbers)
}

// runColumn writes, for each run, the number of values, each value, and how many
// documents more than one have them.
func runColumn(list []run, numbers map[string]int) string {
	var b []byte
	for _, r := range list {
		b = appendNumber(b, len(r.ids))
		for _, id := range r.ids {
			b = appendNumber(b, numbers[id])
		}
		b = appendNumber(b, r.docs-1)
	}
	return string(b)
}

func line(id string, labels map[string]string) string {
	return strings.TrimSuffix(id+" "+oneLine(cmp.Or(labels[id], id)), " "+id)
}

// yearRuns writes each year since the last, from 0, and how many documents start in it.
func yearRuns(docs []*entry) string {
	var b []byte
	last := 0
	for i := 0; i < len(docs); {
		j := i
		for j < len(docs) && docs[j].year == docs[i].year {
			j++
		}
		b = appendNumber(b, docs[i].year-last)
		b = appendNumber(b, j-i)
		last = docs[i].year
		i = j
	}
	return string(b)
}

// yearSpans lists the documents that may lie in more than one year: the gap to
// the document and how many years more.
func yearSpans(docs []*entry) string {
	var b []byte
	last := -1
	for i, e := range docs {
		if e.lastYear > e.year {
			b = appendNumber(b, i-last-1)
			b = appendNumber(b, e.lastYear-e.year)
			last = i
		}
	}
	return string(b)
}

// Codes of a start within its year: the year, a month, any two days that
// follow, or from wholeDay on the day.
const (
	wholeYear = 0
	twoDays   = 13
	wholeDay  = 14
)

// dateChunk writes the starts of documents.
func dateChunk(docs []*entry) []byte {
	var b []byte
	for _, e := range docs {
		first := dayOf(e.year, 1, 1)
		month := time.Unix(int64(e.lo)*86400, 0).UTC().Month()
		switch {
		case e.lo == e.hi:
			b = appendNumber(b, wholeDay+e.lo-first)
		case e.lo == dayOf(e.year, month, 1) && e.hi == dayOf(e.year, month+1, 1)-1:
			b = appendNumber(b, int(month))
		case e.lo == first && e.hi == dayOf(e.year+1, 1, 1)-1:
			b = appendNumber(b, wholeYear)
		default:
			b = appendNumber(b, twoDays)
			b = appendNumber(b, e.lo-first)
			b = appendNumber(b, e.hi-e.lo)
		}
	}
	return script(string(b))
}

// durationChunk writes the known durations: the gap to the document, the
// shortest, and how much longer the longest is plus one; 0 for open.
func durationChunk(docs []*entry) []byte {
	var b []byte
	last := -1
	for i, e := range docs {
		lo, hi := e.MinSeconds, e.MaxSeconds
		if lo < 0 && hi < 0 {
			continue
		}
		b = appendNumber(b, i-last-1)
		b = appendSeconds(b, max(lo, 0))
		if hi < 0 {
			b = appendNumber(b, 0)
		} else {
			b = appendNumber(b, 1)
			b = appendSeconds(b, max(hi-lo, 0))
		}
		last = i
	}
	return script(string(b))
}

// appendSeconds writes whole minutes as such, to save a character.
func appendSeconds(b []byte, s int64) []byte {
	s = min(s, 30e6*60)
	if s%60 == 0 {
		return appendNumber(b, int(s/60*2))
	}
	return appendNumber(b, int(min(s, 30e6)*2+1))
}

// columnFiles writes the columns that few queries need, in chunks: a0, … the
// starts, u0, … the durations, v0, … the services, whose names are in n0, ….
// Services is the numbering so far, to which those new in docs are added.
func columnFiles(docs []*entry, services map[string]int, o Options) (files []file, added int) {
	ids := newServices(docs, services)
	for n, part := range slices.Collect(slices.Chunk(docs, o.Sizes.Column)) {
		k := strconv.Itoa(n)
		files = append(files, file{"a" + k, dateChunk(part)}, file{"u" + k, durationChunk(part)})
		column := runs(part, func(e *entry) []string { return e.Services })
		files = append(files, file{"v" + k, script(runColumn(column, services))})
	}
	for n, part := range slices.Collect(slices.Chunk(ids, namesPerFile)) {
		lines := make([]string, len(part))
		for i, id := range part {
			lines[i] = line(id, o.Labels["service"])
		}
		files = append(files, file{"n" + strconv.Itoa(n), script(strings.Join(lines, "\n"))})
	}
	return files, len(ids)
}

// namesPerFile is how many names of services a file holds.
const namesPerFile = 64

// newServices numbers the services that are not in numbers, those of most
// documents first, so that the names of the ones that readers see stand in few files.
func newServices(docs []*entry, numbers map[string]int) []string {
	count := map[string]int{}
	for _, e := range docs {
		for _, id := range e.Services {
			if _, known := numbers[id]; !known {
				count[id]++
			}
		}
	}
	ids := slices.Sorted(maps.Keys(count))
	slices.SortStableFunc(ids, func(a, b string) int { return count[b] - count[a] })
	for _, id := range ids {
		numbers[id] = len(numbers)
	}
	return ids
}
