package sqlitefile

import (
	"encoding/binary"
	"math"
)

// Record appends a row in SQLite's record format. Values are nil, int64, float64,
// bool, string and []byte; any other is written as NULL.
func Record(b []byte, values []any) []byte {
	head := 0
	for _, v := range values {
		head += varintSize(serialType(v))
	}
	size := head + 1
	if varintSize(uint64(size)) > 1 { // the size of the head counts itself
		size++
	}
	b = AppendVarint(b, uint64(size))
	for _, v := range values {
		b = AppendVarint(b, serialType(v))
	}
	for _, v := range values {
		switch v := v.(type) {
		case string:
			b = append(b, v...)
		case []byte:
			b = append(b, v...)
		case float64:
			b = binary.BigEndian.AppendUint64(b, math.Float64bits(v))
		case int64:
			b = appendInteger(b, v)
		}
	}
	return b
}

// serialType gives the type and size of a value, as a record's head has it.
func serialType(value any) uint64 {
	switch v := value.(type) {
	case string:
		return 13 + 2*uint64(len(v))
	case []byte:
		return 12 + 2*uint64(len(v))
	case float64:
		return 7
	case bool:
		if v {
			return 9
		}
		return 8
	case int64:
		switch size := integerSize(v); size {
		case 0:
			return 8 + uint64(v)
		case 6:
			return 5
		case 8:
			return 6
		default:
			return uint64(size)
		}
	}
	return 0
}

// integerSize gives the number of bytes of an integer: none for 0 and 1.
func integerSize(v int64) int {
	if v == 0 || v == 1 {
		return 0
	}
	for _, size := range []int{1, 2, 3, 4, 6} {
		if limit := int64(1) << (8*size - 1); v >= -limit && v < limit {
			return size
		}
	}
	return 8
}

// appendInteger appends an integer.
func appendInteger(b []byte, v int64) []byte {
	for n := integerSize(v) - 1; n >= 0; n-- {
		b = append(b, byte(v>>(8*n)))
	}
	return b
}

// AppendVarint appends a number in SQLite's variable-length form: seven bits a
// byte, the highest first, and eight in the ninth byte.
func AppendVarint(b []byte, v uint64) []byte {
	if v>>56 != 0 {
		b = appendSevens(b, v>>8, 8)
		return append(b, byte(v))
	}
	n := varintSize(v)
	b = appendSevens(b, v, n)
	b[len(b)-1] &= 0x7f
	return b
}

// appendSevens appends the n lowest groups of seven bits, all marked to be followed.
func appendSevens(b []byte, v uint64, n int) []byte {
	for n--; n >= 0; n-- {
		b = append(b, byte(v>>(7*n))|0x80)
	}
	return b
}

func varintSize(v uint64) int {
	n := 1
	for v >>= 7; v > 0 && n < 9; v >>= 7 {
		n++
	}
	return n
}

// Varint reads a number and tells how long it was; 0 when there is none.
func Varint(b []byte) (v uint64, size int) {
	for n, x := range b {
		if n == 8 {
			return v<<8 | uint64(x), 9
		}
		v = v<<7 | uint64(x&0x7f)
		if x < 0x80 {
			return v, n + 1
		}
	}
	return 0, 0
}
