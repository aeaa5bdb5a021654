package record

import (
	"fmt"
	"maps"
	"math/bits"
	"reflect"
	"slices"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/packed"
)

// forms makes the forms of types out of each other.
type forms map[reflect.Type]*form

// newForms knows the types that have a text form and no fields of their own.
func newForms() forms {
	return forms{
		reflect.TypeFor[edtf.Value]():    textForm(edtf.Value.String, edtf.Canonical),
		reflect.TypeFor[edtf.Duration](): textForm(edtf.Duration.String, orZero(edtf.ParseDuration)),
		reflect.TypeFor[Quantity]():      textForm(Quantity.String, orZero(ParseQuantity)),
	}
}

// of gives the form of a type, which may hold itself.
func (all forms) of(t reflect.Type) *form {
	if f := all[t]; f != nil {
		return f
	}
	f := &form{}
	all[t] = f
	switch t.Kind() {
	case reflect.String:
		*f = form{
			put: func(b []byte, v reflect.Value) []byte { return packed.AppendText(b, v.String()) },
			get: func(from *unpacker, v reflect.Value) { v.SetString(from.Text()) },
		}
	case reflect.Int:
		*f = form{
			put: func(b []byte, v reflect.Value) []byte { return packed.AppendNumber(b, uint64(v.Int())) },
			get: func(from *unpacker, v reflect.Value) { v.SetInt(int64(from.Number())) },
		}
	case reflect.Uint8:
		*f = form{
			put: func(b []byte, v reflect.Value) []byte { return packed.AppendNumber(b, v.Uint()) },
			get: func(from *unpacker, v reflect.Value) { v.SetUint(from.Number()) },
		}
	case reflect.Bool:
		*f = form{
			put: func(b []byte, v reflect.Value) []byte { return packed.AppendNumber(b, numberOf(v.Bool())) },
			get: func(from *unpacker, v reflect.Value) { v.SetBool(from.Number() != 0) },
		}
	case reflect.Pointer:
		of := all.of(t.Elem())
		*f = form{
			put: func(b []byte, v reflect.Value) []byte { return of.put(b, v.Elem()) },
			get: func(from *unpacker, v reflect.Value) {
				v.Set(reflect.New(t.Elem()))
				of.get(from, v.Elem())
			},
		}
	case reflect.Slice:
		*f = all.list(t)
	case reflect.Map:
		*f = all.mapping(t)
	case reflect.Struct:
		*f = all.fields(t)
	default:
		panic(fmt.Sprintf("record: a %s has no packed form", t))
	}
	return f
}

func numberOf(yes bool) uint64 {
	if yes {
		return 1
	}
	return 0
}

// textForm writes a value as its text.
func textForm[T any](text func(T) string, read func(string) T) *form {
	return &form{
		put: func(b []byte, v reflect.Value) []byte { return packed.AppendText(b, text(v.Interface().(T))) },
		get: func(from *unpacker, v reflect.Value) { *v.Addr().Interface().(*T) = read(from.Text()) },
	}
}

// orZero reads a text that was written by the value that it gives.
func orZero[T any](parse func(string) (T, error)) func(string) T {
	return func(text string) (v T) {
		if parsed, err := parse(text); err == nil {
			v = parsed
		}
		return v
	}
}

// list writes the number of entries and each of them.
func (all forms) list(t reflect.Type) form {
	of, texts := all.of(t.Elem()), t == reflect.TypeFor[[]string]()
	return form{
		put: func(b []byte, v reflect.Value) []byte {
			b = packed.AppendNumber(b, uint64(v.Len()))
			for n := range v.Len() {
				b = of.put(b, v.Index(n))
			}
			return b
		},
		get: func(from *unpacker, v reflect.Value) {
			n := from.count()
			if texts { // as most lists are
				list := make([]string, n)
				for i := range list {
					list[i] = from.Text()
				}
				*v.Addr().Interface().(*[]string) = list
				return
			}
			v.Set(reflect.MakeSlice(t, n, n))
			for i := range n {
				of.get(from, v.Index(i))
			}
		},
	}
}

// mapping writes the number of entries, and the key and the value of each.
func (all forms) mapping(t reflect.Type) form {
	of := all.of(t.Elem())
	return form{
		put: func(b []byte, v reflect.Value) []byte {
			b = packed.AppendNumber(b, uint64(v.Len()))
			entries := map[string]reflect.Value{}
			for key, value := range v.Seq2() {
				entries[key.String()] = value
			}
			for _, key := range slices.Sorted(maps.Keys(entries)) {
				b = of.put(packed.AppendText(b, key), entries[key])
			}
			return b
		},
		get: func(from *unpacker, v reflect.Value) {
			n := from.count()
			v.Set(reflect.MakeMapWithSize(t, n))
			for range n {
				key, value := from.Text(), reflect.New(t.Elem()).Elem()
				of.get(from, value)
				v.SetMapIndex(reflect.ValueOf(key), value)
			}
		},
	}
}

// fields writes which fields are not zero, as bits of a number, and these fields.
func (all forms) fields(t reflect.Type) form {
	list := make([]*form, t.NumField())
	for n := range list {
		list[n] = all.of(t.Field(n).Type)
	}
	return form{
		put: func(b []byte, v reflect.Value) []byte {
			given := uint64(0)
			for n := range list {
				if !v.Field(n).IsZero() {
					given |= 1 << n
				}
			}
			b = packed.AppendNumber(b, given)
			for ; given != 0; given &= given - 1 {
				n := bits.TrailingZeros64(given)
				b = list[n].put(b, v.Field(n))
			}
			return b
		},
		get: func(from *unpacker, v reflect.Value) {
			given := from.Number()
			if from.depth++; bits.Len64(given) > len(list) || from.depth > maxDepth {
				from.Fail()
			}
			for ; given != 0 && !from.Failed; given &= given - 1 {
				n := bits.TrailingZeros64(given)
				list[n].get(from, v.Field(n))
			}
			from.depth--
		},
	}
}
