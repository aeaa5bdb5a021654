package layout

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
)

// The places in which values stand, as html/template marks them by the functions
// that it puts after a value.
const (
	inText      = "_html_template_htmlescaper "
	inTitle     = "_html_template_rcdataescaper "
	inAttribute = "_html_template_attrescaper "
	inAddress   = "_html_template_urlfilter _html_template_urlnormalizer " + inAttribute
	inPath      = "_html_template_urlnormalizer " + inAttribute // after the address began
)

// write gives the step that prints a value in a place.
func write(v value, place string) (step, error) {
	put, err := writer(v.typ, place)
	if err != nil {
		return nil, err
	}
	if v.text != nil {
		var b bytes.Buffer
		put(&b, v.get(nil))
		return func(p *printer) { p.out.Write(b.Bytes()) }, nil
	}
	return func(p *printer) { put(&p.out, v.get(p)) }, nil
}

func writer(typ reflect.Type, place string) (func(*bytes.Buffer, reflect.Value), error) {
	if typ == nil || typ.Implements(reflect.TypeFor[fmt.Stringer]()) || typ.Implements(reflect.TypeFor[error]()) {
		return nil, fmt.Errorf("%s cannot be printed here", typ)
	}
	safe := typ.PkgPath() == "html/template"
	switch kind := typ.Kind(); {
	case typ == reflect.TypeFor[template.HTML]() && place == inText:
		return func(b *bytes.Buffer, v reflect.Value) { b.WriteString(v.String()) }, nil
	case safe || place == "":
		return nil, fmt.Errorf("%s cannot be printed in this place", typ)
	case kind == reflect.String && (place == inText || place == inTitle || place == inAttribute):
		return func(b *bytes.Buffer, v reflect.Value) { escape(b, v.String()) }, nil
	case kind == reflect.String && place == inAddress:
		return func(b *bytes.Buffer, v reflect.Value) { escapeAddress(b, filter(v.String())) }, nil
	case kind == reflect.String && place == inPath:
		return func(b *bytes.Buffer, v reflect.Value) { escapeAddress(b, v.String()) }, nil
	case (kind == reflect.Int || kind == reflect.Int64) && (place == inText || place == inAttribute):
		return func(b *bytes.Buffer, v reflect.Value) { b.Write(strconv.AppendInt(b.AvailableBuffer(), v.Int(), 10)) }, nil
	}
	return nil, fmt.Errorf("%s cannot be printed after %s", typ, place)
}

// entities are written as html/template does.
var entities = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// plain tells which bytes are written as they are.
var plain = func() (set [256]bool) {
	for c, e := range entities {
		set[c] = e == ""
	}
	return set
}()

// escape writes a text so that it can stand in text and in a quoted attribute.
func escape(b *bytes.Buffer, text string) {
	from := 0
	for n := range len(text) {
		if plain[text[n]] {
			continue
		}
		b.WriteString(text[from:n])
		b.WriteString(entities[text[n]])
		from = n + 1
	}
	b.WriteString(text[from:])
}

// unsafeAddress stands for an address of a scheme that could run a script.
const unsafeAddress = "#ZgotmplZ"

// filter lets pass addresses without a scheme, and of schemes that lead to a page
// or to a letter.
func filter(address string) string {
	scheme, _, ok := strings.Cut(address, ":")
	if !ok || strings.Contains(scheme, "/") || strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto") {
		return address
	}
	return unsafeAddress
}

// inURL tells which bytes stand in an address as they are: those that RFC 3986
// reserves, but for quotes and parentheses, and those that it does not.
var inURL = func() (set [256]bool) {
	for _, c := range []byte("!#$&*+,/:;=?@[]-._~abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") {
		set[c] = true
	}
	return set
}()

// escapeAddress writes an address into a quoted attribute: bytes that cannot stand
// in one by their numbers, escapes as they are.
func escapeAddress(b *bytes.Buffer, address string) {
	const hex = "0123456789abcdef"
	for n := range len(address) {
		c := address[n]
		switch {
		case c == '%' && n+2 < len(address) && isHex(address[n+1]) && isHex(address[n+2]):
			b.WriteByte(c)
		case !inURL[c]:
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		case entities[c] != "":
			b.WriteString(entities[c])
		default:
			b.WriteByte(c)
		}
	}
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
