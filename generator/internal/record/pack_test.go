package record

import (
	"fmt"
	"reflect"
	"testing"

	"incidentarchive/generator/internal/edtf"
)

// TestPackEveryField fills all fields, one at a time and all at once, and packs
// and unpacks the record.
func TestPackEveryField(t *testing.T) {
	t.Run("incident", everyField[Incident])
	t.Run("service", everyField[Service])
	t.Run("organisation", everyField[Organisation])
}

func everyField[T Kept](t *testing.T) {
	var all T
	f := &filler{}
	fields := reflect.ValueOf(&all).Elem()
	for n := range fields.NumField() {
		var one T
		f.fill(reflect.ValueOf(&one).Elem().Field(n))
		f.fill(fields.Field(n))
		packedSame(t, fields.Type().Field(n).Name, &one)
	}
	packedSame(t, "all fields", &all)
	var none T
	packedSame(t, "no fields", &none)
}

// packedSame wants a record to come out of packing as it was, nil lists and all.
func packedSame[T Kept](t *testing.T, what string, r *T) {
	t.Helper()
	for _, d := range []*Document{{}, {exempts: true, cut: []string{"title", "x"}}} {
		text := string(Pack(nil, r, d))
		got, document, ok := Unpack[T](text, "a.yaml", nil)
		if !ok || !reflect.DeepEqual(got, r) {
			t.Errorf("%s: got %+v, want %+v", what, got, r)
			continue
		}
		if document.File != "a.yaml" || document.exempts != d.exempts || !reflect.DeepEqual(document.cut, d.cut) {
			t.Errorf("%s: the document is %+v, want %+v", what, document, d)
		}
		if _, _, ok := Unpack[T](text+"x", "a.yaml", nil); ok {
			t.Errorf("%s: more than was packed is taken", what)
		}
		for n := range text {
			if _, _, ok := Unpack[T](text[:n], "a.yaml", nil); ok {
				t.Errorf("%s: %d bytes of %d are taken", what, n, len(text))
			}
		}
	}
}

// filler sets values that differ from each other and from zero.
type filler struct{ n int }

func (f *filler) fill(v reflect.Value) {
	f.n++
	switch at := v.Addr().Interface().(type) {
	case *edtf.Value:
		*at = edtf.MustParse(fmt.Sprintf("20%02d-03-XX~", f.n%100))
		return
	case *edtf.Duration:
		*at = edtf.MustParseDuration([]string{"PT90M~", "[PT1H..]", "[..P2D]?", "P1W%", "PT1H30M", "[PT1H..PT1H]~"}[f.n%6])
		return
	case *Quantity:
		*at, _ = ParseQuantity([]string{"40", "1200~", "[30..50]", "[75.5..]", "[..10]"}[f.n%5])
		return
	case *map[string]Custom:
		*at = map[string]Custom{
			"x-text":    TextOf("Text"),
			"x-number":  {Kind: CustomNumber, Text: "12"},
			"x-boolean": {Kind: CustomBoolean, Text: "true"},
			"x-list":    {Kind: CustomList, Entries: []Custom{TextOf("a"), {Kind: CustomNumber, Text: "1"}}},
			"x-mapping": {Kind: CustomMapping, Names: []string{"b", "a"}, Entries: []Custom{TextOf("1"), TextOf("2")}},
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("text %d é", f.n))
	case reflect.Int:
		v.SetInt(int64(f.n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem())
	case reflect.Slice:
		length := []int{2, 1, 300, 0}[f.n%4]
		if v.Type().Elem().Kind() == reflect.Struct {
			length = 2
		}
		v.Set(reflect.MakeSlice(v.Type(), length, length))
		for n := range length {
			f.fill(v.Index(n))
		}
	case reflect.Struct:
		for n := range v.NumField() {
			f.fill(v.Field(n))
		}
	default:
		panic("a record has a field of a kind that no test fills: " + v.Type().String())
	}
}

// FuzzUnpack unpacks anything: a record, or nothing. What is unpacked can be packed
// again.
func FuzzUnpack(f *testing.F) {
	var i Incident
	(&filler{}).fill(reflect.ValueOf(&i).Elem())
	f.Add(string(Pack(nil, &i, &Document{})))
	var o Organisation
	(&filler{}).fill(reflect.ValueOf(&o).Elem())
	f.Add(string(Pack(nil, &o, &Document{exempts: true, cut: []string{"name"}})))
	f.Add("")
	f.Add("\x00")
	f.Add("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Fuzz(func(t *testing.T, text string) {
		unpackAny[Incident](t, text)
		unpackAny[Service](t, text)
		unpackAny[Organisation](t, text)
	})
}

func unpackAny[T Kept](t *testing.T, text string) {
	r, d, ok := Unpack[T](text, "a.yaml", nil)
	if !ok {
		if r != nil || d != nil {
			t.Errorf("%q gives something, and is refused", text)
		}
		return
	}
	again, _, ok := Unpack[T](string(Pack(nil, r, d)), "a.yaml", nil)
	if !ok || !reflect.DeepEqual(again, r) {
		t.Errorf("%q is packed again as %+v, want %+v", text, again, r)
	}
}
