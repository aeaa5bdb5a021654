package search

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// facetColumns are what the files f say of each document.
type facetColumns struct {
	values [keyYear][][]string // ids, by key and document
	labels [keyYear]map[string]string
	years  []int
	spans  map[int]int // years more
}

// openFacets reads the columns of the facets, once.
func (x *Index) openFacets() {
	if x.facets != nil {
		return
	}
	f := &facetColumns{years: make([]int, x.total), spans: map[int]int{}}
	for k := range f.values {
		f.values[k] = make([][]string, x.total)
		f.labels[k] = map[string]string{}
	}
	for _, s := range x.segments {
		values := x.file(s, "f", 2+2*keyYear)
		years := numbers{s: values[0]}
		year, doc := 0, s.base
		for years.more() {
			year += years.next()
			for n := years.next(); n > 0 && doc < s.end; n-- {
				f.years[doc] = year
				doc++
			}
		}
		spans := numbers{s: values[1]}
		for doc = s.base; spans.more(); doc++ {
			doc += spans.next()
			f.spans[doc] = spans.next()
		}
		x.fail(years.err)
		x.fail(spans.err)
		for k := range keyYear {
			ids := strings.Split(values[2+k], "\n")
			for i, line := range ids {
				id, label, ok := strings.Cut(line, " ")
				if !ok {
					label = id
				}
				ids[i] = id
				f.labels[k][id] = label
			}
			x.readRuns(values[2+keyYear+k], s.base, s.end, func(doc int, numbers []int) {
				for _, n := range numbers {
					if n < len(ids) {
						f.values[k][doc] = append(f.values[k][doc], ids[n])
					}
				}
			})
		}
	}
	x.facets = f
}

// readRuns calls set for each document from doc to end.
func (x *Index) readRuns(s string, doc, end int, set func(doc int, numbers []int)) {
	next := numbers{s: s}
	for next.more() {
		values := make([]int, min(next.next(), len(next.s)))
		for i := range values {
			values[i] = next.next()
		}
		for n := next.next(); n >= 0 && doc < end; n-- {
			set(doc, values)
			doc++
		}
	}
	x.fail(next.err)
}

// column reads the chunks of a column that docs need: a has starts, u
// durations, v services.
func (x *Index) column(kind string, docs []int) {
	for _, d := range docs {
		s := x.segmentOf(d)
		name := kind + strconv.Itoa((d-s.base)/x.chunkSize)
		if x.chunks[s.dir+name] {
			continue
		}
		x.chunks[s.dir+name] = true
		data := x.file(s, name, 1)[0]
		doc := d - (d-s.base)%x.chunkSize
		switch kind {
		case "a":
			x.readStarts(data, doc)
		case "u":
			x.readDurations(data, doc)
		case "v":
			x.readRuns(data, doc, s.end, func(doc int, numbers []int) { x.served[doc] = numbers })
		}
	}
}

func (x *Index) readStarts(s string, doc int) {
	next := numbers{s: s}
	for ; next.more() && doc < x.total; doc++ {
		year := x.facets.years[doc]
		first := dayOf(year, 1, 1)
		var at [2]int
		switch code := next.next(); {
		case code >= wholeDay:
			at = [2]int{first + code - wholeDay, first + code - wholeDay}
		case code == twoDays:
			at[0] = first + next.next()
			at[1] = at[0] + next.next()
		case code > wholeYear:
			at = [2]int{dayOf(year, time.Month(code), 1), dayOf(year, time.Month(code+1), 1) - 1}
		default:
			at = [2]int{first, dayOf(year+1, 1, 1) - 1}
		}
		x.starts[doc] = at
	}
	x.fail(next.err)
}

func (x *Index) readDurations(s string, doc int) {
	next := numbers{s: s}
	length := func() int64 {
		v := int64(next.next())
		if v%2 == 0 {
			return v / 2 * 60
		}
		return v / 2
	}
	for next.more() {
		doc += next.next()
		lo, hi := length(), int64(-1)
		if next.next() > 0 {
			hi = min(lo+length(), math.MaxInt32*60)
		}
		x.spans[doc] = [2]int64{lo, hi}
		doc++
	}
	x.fail(next.err)
}
