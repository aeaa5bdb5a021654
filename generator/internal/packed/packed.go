// Package packed writes and reads numbers and texts in a compact binary form, for
// what the program keeps from one run to the next.
package packed

import "encoding/binary"

// AppendText appends a text and its length.
func AppendText(b []byte, text string) []byte {
	return append(AppendNumber(b, uint64(len(text))), text...)
}

// AppendNumber appends a number, of which a small one takes less room.
func AppendNumber(b []byte, v uint64) []byte { return binary.AppendUvarint(b, v) }

// AppendInt appends a number that may be negative.
func AppendInt(b []byte, v int64) []byte { return binary.AppendVarint(b, v) }

// Reader takes apart what was written. Where there is something else, it fails:
// from then on all that it gives is empty.
type Reader struct {
	Rest   string // what has not been read
	Failed bool
}

// Fail says that what was read cannot be right.
func (r *Reader) Fail() { r.Rest, r.Failed = "", true }

// Number reads what AppendNumber wrote.
func (r *Reader) Number() uint64 {
	var v uint64
	for n := 0; n < len(r.Rest) && n < binary.MaxVarintLen64; n++ {
		c := r.Rest[n]
		v |= uint64(c&0x7f) << (7 * n)
		if c < 0x80 {
			r.Rest = r.Rest[n+1:]
			return v
		}
	}
	r.Fail()
	return 0
}

// Count reads how many things follow, each of which takes least bytes or more.
func (r *Reader) Count(least int) int {
	n := r.Number()
	if n > uint64(len(r.Rest)/least) {
		r.Fail()
		return 0
	}
	return int(n)
}

// Int reads what AppendInt wrote.
func (r *Reader) Int() int64 {
	v := r.Number()
	return int64(v>>1) ^ -int64(v&1)
}

// Text reads what AppendText wrote. It is a part of the text that is read.
func (r *Reader) Text() string {
	n := r.Number()
	if n > uint64(len(r.Rest)) {
		r.Fail()
		return ""
	}
	return r.Fixed(int(n))
}

// Fixed reads a number of bytes.
func (r *Reader) Fixed(n int) string {
	if n < 0 || n > len(r.Rest) {
		r.Fail()
		return ""
	}
	text := r.Rest[:n]
	r.Rest = r.Rest[n:]
	return text
}
