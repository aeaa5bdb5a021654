package card

import "sync"

// usage is how often each symbol comes.
type usage struct {
	literals [literals]int
	far      [distances]int
}

// newUsage begins with 1 for each symbol: all can come.
func newUsage() *usage {
	u := &usage{}
	for n := range u.literals {
		u.literals[n] = 1
	}
	for n := range u.far {
		u.far[n] = 1
	}
	return u
}

func (u *usage) count(list []token) {
	for _, t := range list {
		if !t.isMatch() {
			u.literals[t]++
			continue
		}
		u.literals[lengthCodes[t.length()].code]++
		far, _ := distanceCode(uint32(t.distance() - 1))
		u.far[far]++
	}
}

// countLine counts the symbols of a line of text, as the encoder writes it.
func (u *usage) countLine(l *line) {
	for y := l.top; y <= l.bottom; y++ {
		at := 1
		u.literals[filterUp]++
		for n := range l.spans {
			s := &l.spans[n]
			if y < s.top || y > s.top+s.rows {
				continue
			}
			from, data := s.changes(y - s.top)
			if len(data) == 0 {
				continue
			}
			u.count(tokens(make([]byte, s.at+from-at)))
			if list := tokens(data); s.back > 0 && len(list) > 3 { // about as the bits say later
				u.count(appendMatch(nil, s.back, len(data)))
			} else {
				u.count(list)
			}
			at = s.at + from + len(data)
		}
		u.count(tokens(make([]byte, rowSize-at)))
	}
}

// samples are cards with letters about as often as they come in most titles.
var samples = []Card{{
	Title: "The quick network outage of services at the national operator in the north", Type: "Outage",
	When: "14 March 2025, about 16:15 to 20:30", Duration: "4 h 15 min",
	Services: []string{"Mobile network", "Internet access of the operator", "Emergency number"}, Archive: "Outages and attacks",
}, {
	Title: "Attack on the state's data centre and its customers", Type: "Attack", Attack: true,
	When: "9 December 2024, 7:08", Duration: "up to 1 day",
	Services: []string{"Power supply", "Payments by card", "Train and bus information"}, Archive: "Incident archive",
}}

// sampleBook gives the codes for the samples.
var sampleBook = sync.OnceValues(func() (*book, error) {
	p, err := newPainter(nil)
	if err != nil {
		return nil, err
	}
	u := newUsage()
	for _, c := range samples {
		if err := p.paint(c); err != nil {
			return nil, err
		}
		rows := 0
		for _, l := range p.setter.arrange(p.lines) {
			u.countLine(&l)
			rows += l.bottom + 1 - l.top
		}
		u.count(appendMatch(nil, p.sheet.period*rowSize, (Height-rows)*rowSize))
	}
	return newBook(u), nil
})
