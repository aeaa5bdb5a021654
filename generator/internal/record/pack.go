package record

import (
	"reflect"
	"sync"

	"incidentarchive/generator/internal/packed"
)

// Kept are the types of records that are packed.
type Kept interface {
	Incident | Service | Organisation
}

// Pack appends a record without findings, and what has to be known of its file, in
// a binary form that [Unpack] reads many times faster than YAML. The form follows
// from the Go types: only the program that wrote it can read it.
func Pack[T Kept](b []byte, r *T, d *Document) []byte {
	return formOf(reflect.TypeFor[envelope[T]]()).put(b, reflect.ValueOf(&envelope[T]{*r, d.exempts, d.cut}).Elem())
}

// Unpack gives the record and the document that were packed, and false where the
// text is none of Pack. The texts of the record are parts of it. Again reads the
// file where the place of a finding is asked for, see [Document.Release].
func Unpack[T Kept](text, file string, again func(file string) ([]byte, error)) (*T, *Document, bool) {
	p := &envelope[T]{}
	from := &unpacker{Reader: packed.Reader{Rest: text}}
	formOf(reflect.TypeFor[envelope[T]]()).get(from, reflect.ValueOf(p).Elem())
	if from.Failed || from.Rest != "" {
		return nil, nil, false
	}
	return &p.Record, &Document{File: file, again: again, exempts: p.Exempts, cut: p.Cut}, true
}

// envelope is what stands in the binary form.
type envelope[T Kept] struct {
	Record  T
	Exempts bool
	Cut     []string
}

// form says how values of a type are written and read. A value that is not read,
// since it was zero, is zero already.
type form struct {
	put func(b []byte, v reflect.Value) []byte
	get func(from *unpacker, v reflect.Value)
}

var formCache sync.Map // reflect.Type -> *form; the types never change

func formOf(t reflect.Type) *form {
	if cached, ok := formCache.Load(t); ok {
		return cached.(*form)
	}
	f := newForms().of(t)
	formCache.Store(t, f)
	return f
}

// unpacker takes a text apart.
type unpacker struct {
	packed.Reader
	depth int
}

// count reads the number of entries of a list, each of which takes a byte or more.
func (u *unpacker) count() int {
	n := u.Count(1)
	if n > maxNodes {
		u.Fail()
		return 0
	}
	return n
}
