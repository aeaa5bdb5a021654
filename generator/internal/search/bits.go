package search

import (
	"fmt"
	"math/bits"
)

// bitWriter writes numbers in as few bits as they need, six bits a character. Of
// the 64 characters none is likelier than another, so a web host's compression
// makes six bits of each again.
type bitWriter struct {
	b    []byte
	v, n uint // the last n bits of v wait to be written
}

// put writes the last k bits of v; k is at most 32.
func (w *bitWriter) put(v, k int) {
	w.v, w.n = w.v<<k|uint(v)&(1<<k-1), w.n+uint(k)
	for w.n >= 6 {
		w.n -= 6
		w.b = append(w.b, symbol(int(w.v>>w.n&63)))
	}
}

// choice writes v, one of n values from 0 on, in the whole bits below or above
// the logarithm of n (truncated binary code).
func (w *bitWriter) choice(v, n int) {
	k := bits.Len(uint(n)) - 1
	if short := 2<<k - n; v < short {
		w.put(v, k)
	} else {
		w.put(v+short, k+1)
	}
}

// count writes v, which is at least 1, as the number of its bits and these
// (Elias gamma code).
func (w *bitWriter) count(v int) {
	k := bits.Len(uint(v)) - 1
	w.put(0, k)
	w.put(v, k+1)
}

// list writes a rising list of numbers from low up to below high: the middle one
// and then both sides, each within the bounds that those before leave (binary
// interpolative code). Lists with clusters take fewer bits than their gaps would.
func (w *bitWriter) list(list []int, low, high int) {
	if len(list) == 0 {
		return
	}
	m := len(list) / 2
	w.choice(list[m]-low-m, high-low-len(list)+1)
	w.list(list[:m], low, list[m])
	w.list(list[m+1:], list[m]+1, high)
}

// reset begins anew.
func (w *bitWriter) reset() { *w = bitWriter{b: w.b[:0]} }

// String returns what was written.
func (w *bitWriter) String() string {
	if w.n > 0 {
		w.put(0, int(6-w.n))
	}
	return string(w.b)
}

// bitReader reads what bitWriter wrote.
type bitReader struct {
	s    string
	v, n uint
	err  error
}

func (r *bitReader) take(k int) int {
	for r.n < uint(k) {
		if r.s == "" || value(r.s[0])&^63 != 0 {
			r.fail()
			return 0
		}
		r.v, r.n, r.s = r.v<<6|uint(value(r.s[0])), r.n+6, r.s[1:]
	}
	r.n -= uint(k)
	v := r.v >> r.n
	r.v &= 1<<r.n - 1
	return int(v)
}

func (r *bitReader) choice(n int) int {
	if n < 1 {
		r.fail()
		return 0
	}
	k := bits.Len(uint(n)) - 1
	v, short := r.take(k), 2<<k-n
	if v < short {
		return v
	}
	return v*2 - short + r.take(1)
}

func (r *bitReader) count() int {
	k := 0
	for ; r.err == nil && r.take(1) == 0; k++ {
		if k == 30 {
			r.fail()
		}
	}
	return 1<<k | r.take(k)
}

func (r *bitReader) list(list []int, low, high int) {
	if len(list) == 0 || r.err != nil {
		return
	}
	m := len(list) / 2
	list[m] = low + m + r.choice(high-low-len(list)+1)
	r.list(list[:m], low, list[m])
	r.list(list[m+1:], list[m]+1, high)
}

func (r *bitReader) fail() {
	if r.err == nil {
		r.err = fmt.Errorf("a list of bits is cut off or holds other characters")
	}
}
