package sqlitefile

import (
	"bytes"
	"cmp"
)

// field is a value in a record.
type field struct {
	kind uint64 // its serial type
	data []byte
}

// fieldsOf appends the first fields of a record.
func fieldsOf(list []field, record []byte, count int) ([]field, error) {
	size, n := Varint(record)
	if n == 0 || size < uint64(n) || size > uint64(len(record)) {
		return nil, errDamaged
	}
	head, body := record[n:size], record[size:]
	for range count {
		kind, n := Varint(head)
		if n == 0 || sizeOf(kind) > uint64(len(body)) {
			return nil, errDamaged
		}
		var f field
		f, head, body = nextField(head, body)
		list = append(list, f)
	}
	return list, nil
}

// nextField takes the first field of a record that is known to have one.
func nextField(head, body []byte) (f field, restOfHead, restOfBody []byte) {
	kind, n := Varint(head)
	size := sizeOf(kind)
	return field{kind, body[:size]}, head[n:], body[size:]
}

// sizeOf gives the number of bytes of a value of a serial type.
func sizeOf(kind uint64) uint64 {
	switch {
	case kind >= 12:
		return (kind - 12) / 2
	case kind == 5:
		return 6
	case kind == 6 || kind == 7:
		return 8
	case kind < 5:
		return kind
	}
	return 0
}

// compare compares two fields: NULL, then integers, then texts.
func (f field) compare(other field) int {
	if n := cmp.Compare(f.class(), other.class()); n != 0 {
		return n
	}
	if f.class() == 1 {
		return cmp.Compare(f.integer(), other.integer())
	}
	return bytes.Compare(f.data, other.data)
}

func (f field) class() int {
	switch {
	case f.kind == 0:
		return 0
	case f.kind < 12:
		return 1
	}
	return 2
}

// integer gives the value of an integer.
func (f field) integer() int64 {
	if f.kind >= 8 {
		return int64(f.kind - 8)
	}
	v := int64(0)
	for n, b := range f.data {
		if n == 0 {
			v = int64(int8(b))
		} else {
			v = v<<8 | int64(b)
		}
	}
	return v
}
