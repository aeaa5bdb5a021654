package layout

import (
	"fmt"
	"reflect"
	"text/template/parse"
)

// value is a translated expression.
type value struct {
	typ   reflect.Type // nil where only its truth is known
	get   func(*printer) reflect.Value
	holds func(*printer) bool // its truth, where it has no type
	text  *string             // what it says, when that is always the same
}

func constant(text string) value {
	v := reflect.ValueOf(text)
	return value{typ: v.Type(), get: func(*printer) reflect.Value { return v }, text: &text}
}

func truth(holds func(*printer) bool) value { return value{holds: holds} }

// truth tells whether a value counts as true: it is not zero, nil or empty.
func (v value) truth(p *printer) bool {
	if v.typ == nil {
		return v.holds(p)
	}
	x := v.get(p)
	switch v.typ.Kind() {
	case reflect.Struct:
		return true
	case reflect.String, reflect.Slice:
		return x.Len() > 0
	}
	return !x.IsZero()
}

// command translates one command of a pipeline: a value, or a function with its
// arguments.
func (c *compiler) command(cmd *parse.CommandNode) (value, error) {
	if name, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		f := functions[name.Ident]
		if f == nil {
			return value{}, fmt.Errorf("function %q is not known here", name.Ident)
		}
		args := make([]value, len(cmd.Args)-1)
		for n, arg := range cmd.Args[1:] {
			var err error
			if args[n], err = c.argument(arg); err != nil {
				return value{}, err
			}
		}
		return f(c, args)
	}
	if len(cmd.Args) != 1 {
		return value{}, fmt.Errorf("%s is not known here", cmd)
	}
	return c.argument(cmd.Args[0])
}

func (c *compiler) argument(node parse.Node) (value, error) {
	switch n := node.(type) {
	case *parse.DotNode:
		return c.current(), nil
	case *parse.FieldNode:
		return fields(c.current(), n.Ident)
	case *parse.VariableNode:
		v, err := c.lookup(n.Ident[0])
		if err != nil {
			return value{}, err
		}
		return fields(v, n.Ident[1:])
	case *parse.StringNode:
		return constant(n.Text), nil
	case *parse.PipeNode:
		return c.plain(n)
	}
	return value{}, fmt.Errorf("%s is not known here", node)
}

func (c *compiler) current() value {
	return value{typ: c.dot, get: func(p *printer) reflect.Value { return p.dot }}
}

// fields translates a chain of fields.
func fields(v value, names []string) (value, error) {
	for _, name := range names {
		var err error
		if v, err = field(v, name); err != nil {
			return value{}, err
		}
	}
	return v, nil
}

func field(v value, name string) (value, error) {
	get := v.get
	typ := v.typ
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
		zero := reflect.Zero(typ)
		get = func(p *printer) reflect.Value {
			x := v.get(p)
			if x.IsNil() {
				p.failed = true
				return zero
			}
			return x.Elem()
		}
	}
	if typ.Kind() != reflect.Struct {
		return value{}, fmt.Errorf("%s has no field %s", typ, name)
	}
	f, ok := typ.FieldByName(name)
	if !ok || !f.IsExported() || f.Type.Kind() == reflect.Interface {
		return value{}, fmt.Errorf("%s has no field %s that is known here", typ, name)
	}
	for n := range f.Index[1:] {
		if typ.FieldByIndex(f.Index[:n+1]).Type.Kind() == reflect.Pointer {
			return value{}, fmt.Errorf("%s lies behind a pointer", name)
		}
	}
	if len(f.Index) == 1 { // most are
		n := f.Index[0]
		return value{typ: f.Type, get: func(p *printer) reflect.Value { return get(p).Field(n) }}, nil
	}
	return value{typ: f.Type, get: func(p *printer) reflect.Value { return get(p).FieldByIndex(f.Index) }}, nil
}
