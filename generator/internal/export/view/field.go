package view

import (
	"reflect"
	"strings"
	"sync"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// Field is one field of a published form.
type Field struct {
	Name     string
	Doc      string // from the record type, or from the form's own tag where the field is derived
	Type     reflect.Type
	Optional bool // left out when the record does not give it
}

// sources says which record type each form publishes: their documentation is
// that of the record's fields.
var sources = map[reflect.Type]reflect.Type{
	reflect.TypeFor[Incident]():            reflect.TypeFor[record.Incident](),
	reflect.TypeFor[Impact]():              reflect.TypeFor[record.Impact](),
	reflect.TypeFor[Consequence]():         reflect.TypeFor[record.Consequence](),
	reflect.TypeFor[Claim]():               reflect.TypeFor[record.Claim](),
	reflect.TypeFor[Update]():              reflect.TypeFor[record.Update](),
	reflect.TypeFor[Response]():            reflect.TypeFor[record.Response](),
	reflect.TypeFor[Source]():              reflect.TypeFor[record.Source](),
	reflect.TypeFor[Service]():             reflect.TypeFor[record.Service](),
	reflect.TypeFor[Organisation]():        reflect.TypeFor[record.Organisation](),
	reflect.TypeFor[TimeFact]():            reflect.TypeFor[record.Fact[edtf.Value]](),
	reflect.TypeFor[Duration]():            reflect.TypeFor[record.Fact[edtf.Duration]](),
	reflect.TypeFor[Fact[record.Scope]]():  reflect.TypeFor[record.Fact[record.Scope]](),
	reflect.TypeFor[Fact[record.Answer]](): reflect.TypeFor[record.Fact[record.Answer]](),
}

// known keeps what fields gave: the tables ask for the same forms again and again.
var known sync.Map // reflect.Type -> []Field

// Fields lists the fields of a form, or of a record type that is published as it
// is, in the order in which they are written. The list is not to be changed.
func Fields(t reflect.Type) []Field {
	list, ok := known.Load(t)
	if !ok {
		list, _ = known.LoadOrStore(t, fields(t))
	}
	return list.([]Field)
}

func fields(t reflect.Type) []Field {
	origin, ok := sources[t]
	if !ok {
		origin = t
	}
	docs := map[string]string{}
	for _, f := range record.FieldsOf(origin) {
		docs[f.Name] = f.Doc
	}
	var list []Field
	for i := range t.NumField() {
		sf := t.Field(i)
		if sf.Anonymous {
			list = append(list, Fields(sf.Type)...)
			continue
		}
		name, options, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		f := Field{Name: name, Doc: sf.Tag.Get("doc"), Type: sf.Type, Optional: strings.HasPrefix(options, "omit")}
		if f.Doc == "" {
			f.Doc = docs[name]
		}
		list = append(list, f)
	}
	return list
}
