package card

// weight is what some bytes of a row add to a checksum.
type weight struct {
	sum  int // of the bytes
	turn int // of each byte times its place
}

func weigh(data []byte) (w weight) {
	for n, b := range data {
		w.sum += int(b)
		w.turn += n * int(b)
	}
	return w
}

// at gives the weight when the first byte stands at a place.
func (w weight) at(place int) weight { return weight{w.sum, w.turn + place*w.sum} }

func (w weight) and(x weight) weight { return weight{w.sum + x.sum, w.turn + x.turn} }

// adler is an Adler-32 checksum (RFC 1950): the sum of all bytes, and that of all such
// sums on the way.
type adler struct{ s1, s2 int }

// add adds a row.
func (a *adler) add(row weight) {
	const mod = 65521
	a.s2 = (a.s2 + rowSize*(a.s1+row.sum) - row.turn) % mod
	a.s1 = (a.s1 + row.sum) % mod
}

func (a *adler) value() uint32 { return uint32(a.s2<<16 | a.s1) }
