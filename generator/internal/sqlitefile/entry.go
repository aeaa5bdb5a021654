package sqlitefile

import (
	"errors"
	"maps"
	"slices"
)

// Entries are the entries of an index, which come in the order of the rows.
type Entries struct {
	columns []int
	all     []byte            // the entries, each behind its size
	groups  map[string]*group // by the value that entries begin with
	last    *group            // that of the entry before
	fields  []field
}

// group is the entries that begin with the same value.
type group struct {
	value string
	runs  []span
}

// span is a part of all entries.
type span struct{ from, to int }

// NewEntries begins the entries of an index of some columns, which hold texts (in the
// collation BINARY), integers and NULL; the first one no integers and no empty text.
// Rows is how many there will be, about.
func NewEntries(rows int, columns ...int) *Entries {
	return &Entries{columns: columns, all: make([]byte, 0, rows*usualEntry), groups: map[string]*group{}}
}

// usualEntry is what most entries take at most, in bytes.
const usualEntry = 48

// errValue says that a value of a row cannot be put in order.
var errValue = errors.New("a row has a value that no index can be made of: want texts, and integers but for the first column")

// Add adds the entry of a row, in the form of [Record].
func (e *Entries) Add(rowid int64, row []byte) error {
	var err error
	if e.fields, err = fieldsOf(e.fields[:0], row, slices.Max(e.columns)+1); err != nil {
		return err
	}
	for _, c := range e.columns {
		if k := e.fields[c].kind; k == 7 || k == 10 || k == 11 || k >= 12 && k%2 == 0 {
			return errValue
		}
	}
	first := e.fields[e.columns[0]]
	if first.kind != 0 && first.kind <= 13 {
		return errValue
	}
	from := len(e.all)
	e.all = e.appendEntry(e.all, rowid)
	if g := e.last; g != nil && string(first.data) == g.value {
		g.runs[len(g.runs)-1].to = len(e.all)
		return nil
	}
	if e.last = e.groups[string(first.data)]; e.last == nil {
		e.last = &group{value: string(first.data)}
		e.groups[e.last.value] = e.last
	}
	e.last.runs = append(e.last.runs, span{from, len(e.all)})
	return nil
}

// appendEntry appends an entry: its columns and the number of the row.
func (e *Entries) appendEntry(b []byte, rowid int64) []byte {
	head, body := 1+varintSize(serialType(rowid)), integerSize(rowid)
	for _, c := range e.columns {
		head += varintSize(e.fields[c].kind)
		body += len(e.fields[c].data)
	}
	b = AppendVarint(b, uint64(head+body))
	b = append(b, byte(head)) // with so few columns, it is one byte
	for _, c := range e.columns {
		b = AppendVarint(b, e.fields[c].kind)
	}
	b = AppendVarint(b, serialType(rowid))
	for _, c := range e.columns {
		b = append(b, e.fields[c].data...)
	}
	return appendInteger(b, rowid)
}

// WriteTo adds all entries to an index, in its order.
func (e *Entries) WriteTo(x *Index) error {
	var list [][]byte // that begin with the same value
	for _, value := range slices.Sorted(maps.Keys(e.groups)) {
		list = list[:0]
		for _, run := range e.groups[value].runs {
			for rest := e.all[run.from:run.to]; len(rest) > 0; {
				size, n := Varint(rest)
				list = append(list, rest[n:][:size])
				rest = rest[n+int(size):]
			}
		}
		if len(e.columns) > 1 && !slices.IsSortedFunc(list, compare) { // else the numbers of the rows have put them in order
			slices.SortFunc(list, compare)
		}
		for _, entry := range list {
			if err := x.Add(entry); err != nil {
				return err
			}
		}
	}
	return nil
}

// compare compares two entries, value by value.
func compare(a, b []byte) int {
	sizeA, atA := Varint(a)
	sizeB, atB := Varint(b)
	headA, bodyA := a[atA:sizeA], a[sizeA:]
	headB, bodyB := b[atB:sizeB], b[sizeB:]
	for len(headA) > 0 && len(headB) > 0 {
		var x, y field
		x, headA, bodyA = nextField(headA, bodyA)
		y, headB, bodyB = nextField(headB, bodyB)
		if c := x.compare(y); c != 0 {
			return c
		}
	}
	return 0
}
