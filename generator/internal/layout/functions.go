package layout

import (
	"fmt"
	"html/template"
	"reflect"
	"strings"
)

// function translates a call with its arguments.
type function func(c *compiler, args []value) (value, error)

var functions = map[string]function{"T": message, "or": or, "and": and, "not": not, "eq": equal, "index": item}

// names are the functions that the parser does not know of itself; what they do,
// [functions] and partials tell.
var names = template.FuncMap{"T": nothing, "partial": nothing}

func nothing(...any) template.HTML { return "" }

// message gives a message of the interface.
func message(c *compiler, args []value) (value, error) {
	if len(args) != 1 || args[0].text == nil || !c.set.words.Has(*args[0].text) {
		return value{}, fmt.Errorf("T: want the id of a message, and no more")
	}
	text := c.set.words.T(*args[0].text)
	if strings.Contains(text, "{{") {
		return value{}, fmt.Errorf("T: message %q is a template", *args[0].text)
	}
	return constant(text), nil
}

// or gives the first argument that is true, else the last.
func or(_ *compiler, args []value) (value, error) { return choose(args, true) }

// and gives the first argument that is false, else the last.
func and(_ *compiler, args []value) (value, error) { return choose(args, false) }

func choose(args []value, want bool) (value, error) {
	if len(args) == 0 {
		return value{}, fmt.Errorf("want an argument")
	}
	first := func(p *printer) value {
		for _, v := range args[:len(args)-1] {
			if v.truth(p) == want {
				return v
			}
		}
		return args[len(args)-1]
	}
	for _, v := range args {
		if v.typ == nil || v.typ != args[0].typ {
			return truth(func(p *printer) bool { return first(p).truth(p) }), nil
		}
	}
	return value{typ: args[0].typ, get: func(p *printer) reflect.Value { return first(p).get(p) }}, nil
}

func not(_ *compiler, args []value) (value, error) {
	if len(args) != 1 {
		return value{}, fmt.Errorf("not: want one argument")
	}
	return truth(func(p *printer) bool { return !args[0].truth(p) }), nil
}

// equal compares two texts.
func equal(_ *compiler, args []value) (value, error) {
	if len(args) != 2 {
		return value{}, fmt.Errorf("eq: want two arguments")
	}
	for _, v := range args {
		if v.typ == nil || v.typ.Kind() != reflect.String {
			return value{}, fmt.Errorf("eq: want texts")
		}
	}
	return truth(func(p *printer) bool { return args[0].get(p).String() == args[1].get(p).String() }), nil
}

// item gives an item of a list by its number.
func item(_ *compiler, args []value) (value, error) {
	if len(args) != 2 || args[0].typ == nil || args[0].typ.Kind() != reflect.Slice || args[1].typ != reflect.TypeFor[int]() {
		return value{}, fmt.Errorf("index: want a list and a number")
	}
	zero := reflect.Zero(args[0].typ.Elem())
	return value{typ: args[0].typ.Elem(), get: func(p *printer) reflect.Value {
		list, n := args[0].get(p), int(args[1].get(p).Int())
		if n < 0 || n >= list.Len() {
			p.failed = true
			return zero
		}
		return list.Index(n)
	}}, nil
}
