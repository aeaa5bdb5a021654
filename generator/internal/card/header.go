package card

// head gives what begins the only block of a stream: the lengths of the codes, which
// tell the codes themselves (RFC 1951, 3.2.7).
func head(literals, far []code) []code {
	var lengths []int // of all codes
	for _, list := range [][]code{literals, far} {
		for _, c := range list {
			lengths = append(lengths, int(c.length))
		}
	}
	var count [19]int
	for _, n := range lengths {
		count[n]++
	}
	short := newCodes(count[:], 7)
	list := []code{{1, 1}, {2, 2}, // the last block; its codes follow
		{uint64(len(literals) - 257), 5}, {uint64(len(far) - 1), 5}, {19 - 4, 4}}
	for _, n := range []int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15} {
		list = append(list, code{uint64(short[n].length), 3})
	}
	for _, n := range lengths {
		list = append(list, short[n])
	}
	return list
}
