package card

// book has the codes that cards are written with. They are the same for all cards, so
// that what a letter is written as is found once.
type book struct {
	literals []code
	lengths  [mostMatch - leastMatch + 1]code // of matches, with their extra bits
	far      []code
	white    [rowSize]code // so many bytes that are as in the row above
	head     []code        // says what the codes are
}

// newBook makes the codes for symbols that come so many times.
func newBook(u *usage) *book {
	b := &book{literals: newCodes(u.literals[:], 15), far: newCodes(u.far[:], 15)}
	for n, l := range lengthCodes {
		b.lengths[n] = b.literals[l.code].and(uint64(l.extra), uint(l.bits))
	}
	for n := range b.white {
		for _, c := range b.write(nil, tokens(make([]byte, n))) {
			b.white[n] = b.white[n].and(c.bits, c.length)
		}
	}
	b.head = head(b.literals, b.far)
	return b
}

// distance gives the code of a distance, with its extra bits.
func (b *book) distance(d int) code {
	symbol, extra := distanceCode(uint32(d - 1))
	return b.far[symbol].and(uint64(d-1)&(1<<extra-1), extra)
}

// again gives the code of a piece as a match in the same letter before in the row,
// empty where there is none.
func (b *book) again(s *span, p *piece) code {
	n := p.to - p.from - leastMatch
	if s.back == 0 || n < 0 || int(n) >= len(b.lengths) {
		return code{}
	}
	return b.lengths[n].and(s.far.bits, s.far.length)
}

// write adds the codes of tokens, as many as fit in one.
func (b *book) write(list []code, tokens []token) []code {
	fresh := true
	for _, t := range tokens {
		var c code
		if t.isMatch() {
			far := b.distance(t.distance())
			c = b.lengths[t.length()].and(far.bits, far.length)
		} else {
			c = b.literals[t]
		}
		if last := len(list) - 1; !fresh && list[last].length+c.length <= mostBits {
			list[last] = list[last].and(c.bits, c.length)
		} else {
			list, fresh = append(list, c), false
		}
	}
	return list
}
