package layout

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"text/template/parse"
)

// compiler translates one template for one type.
type compiler struct {
	set   *Set
	key   key
	made  *program
	dot   reflect.Type
	scope []variable // those in sight, innermost last
}

type variable struct {
	name string
	slot int
	typ  reflect.Type
}

// compile translates a template. The error says what is left to Hugo, and why.
func (s *Set) compile(k key) (*program, error) {
	tree, err := s.tree(k)
	if err != nil {
		return nil, err
	}
	c := &compiler{set: s, key: k, made: &program{}, dot: k.dot}
	c.declare("$", k.dot)
	c.made.steps, err = c.list(tree.Root)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", k.template, err)
	}
	return c.made, nil
}

// other gives a step that prints another template with a value.
func (c *compiler) other(name string, dot value) (step, error) {
	k := key{c.key.layout, name, dot.typ}
	if k == c.key || dot.typ == nil {
		return nil, fmt.Errorf("%s is called by itself, or with nothing", name)
	}
	made, done := c.set.programs[k]
	if !done {
		var err error
		if made, err = c.set.compile(k); err != nil {
			return nil, err
		}
		c.set.programs[k] = made
	}
	if made == nil {
		return nil, fmt.Errorf("%s is left to Hugo", name)
	}
	return func(p *printer) { p.call(made, dot.get(p)) }, nil
}

func (c *compiler) declare(name string, typ reflect.Type) variable {
	v := variable{name, c.made.slots, typ}
	c.made.slots++
	c.scope = append(c.scope, v)
	return v
}

// list translates nodes that follow each other, with a scope of their own.
func (c *compiler) list(list *parse.ListNode) ([]step, error) {
	if list == nil {
		return nil, nil
	}
	outer := len(c.scope)
	defer func() { c.scope = c.scope[:outer] }()
	var steps []step
	for _, node := range list.Nodes {
		s, err := c.node(node)
		if err != nil {
			return nil, err
		}
		if s != nil {
			steps = append(steps, s)
		}
	}
	return steps, nil
}

func (c *compiler) node(node parse.Node) (step, error) {
	switch n := node.(type) {
	case *parse.TextNode:
		text := slices.Clone(n.Text)
		return func(p *printer) { p.out.Write(text) }, nil
	case *parse.CommentNode:
		return nil, nil
	case *parse.ActionNode:
		return c.action(n.Pipe)
	case *parse.TemplateNode:
		dot, err := c.plain(n.Pipe)
		if err != nil {
			return nil, err
		}
		return c.other(n.Name, dot)
	case *parse.IfNode:
		return c.branch(&n.BranchNode, false)
	case *parse.WithNode:
		return c.branch(&n.BranchNode, true)
	case *parse.RangeNode:
		return c.loop(n)
	}
	return nil, fmt.Errorf("%s is not known here", node)
}

// branch translates if, and with, whose body has the value for its dot.
func (c *compiler) branch(n *parse.BranchNode, with bool) (step, error) {
	outer := len(c.scope)
	defer func() { c.scope = c.scope[:outer] }()
	v, err := c.plain(n.Pipe)
	if err != nil {
		return nil, err
	}
	if with && v.typ == nil {
		return nil, fmt.Errorf("the type of %s is not known", n.Pipe)
	}
	slot := -1
	if len(n.Pipe.Decl) > 0 {
		slot = c.declare(n.Pipe.Decl[0].Ident[0], v.typ).slot
	}
	dot := c.dot
	if with {
		c.dot = v.typ
	}
	yes, err := c.list(n.List)
	c.dot = dot
	if err != nil {
		return nil, err
	}
	no, err := c.list(n.ElseList)
	if err != nil {
		return nil, err
	}
	return func(p *printer) {
		if slot >= 0 {
			p.vars[p.base+slot] = v.get(p)
		}
		switch {
		case !v.truth(p):
			p.run(no)
		case with:
			p.with(v.get(p), yes)
		default:
			p.run(yes)
		}
	}, nil
}

// loop translates range over a list.
func (c *compiler) loop(n *parse.RangeNode) (step, error) {
	outer := len(c.scope)
	defer func() { c.scope = c.scope[:outer] }()
	list, err := c.plain(n.Pipe)
	if err != nil {
		return nil, err
	}
	if list.typ == nil || list.typ.Kind() != reflect.Slice {
		return nil, fmt.Errorf("%s is not a list", n.Pipe)
	}
	index, item := -1, -1
	decl := n.Pipe.Decl
	if len(decl) == 2 {
		index = c.declare(decl[0].Ident[0], reflect.TypeFor[int]()).slot
		decl = decl[1:]
	}
	if len(decl) == 1 {
		item = c.declare(decl[0].Ident[0], list.typ.Elem()).slot
	}
	dot := c.dot
	c.dot = list.typ.Elem()
	body, err := c.list(n.List)
	c.dot = dot
	if err != nil {
		return nil, err
	}
	empty, err := c.list(n.ElseList)
	if err != nil {
		return nil, err
	}
	return func(p *printer) {
		values := list.get(p)
		for n := range values.Len() {
			if index >= 0 {
				p.vars[p.base+index] = reflect.ValueOf(n)
			}
			if item >= 0 {
				p.vars[p.base+item] = values.Index(n)
			}
			p.with(values.Index(n), body)
		}
		if values.Len() == 0 {
			p.run(empty)
		}
	}, nil
}

// action translates what prints a value, or sets a variable.
func (c *compiler) action(pipe *parse.PipeNode) (step, error) {
	if len(pipe.Decl) == 1 && !pipe.IsAssign {
		v, err := c.command(pipe.Cmds[0])
		if err != nil || v.typ == nil || len(pipe.Cmds) > 1 {
			return nil, fmt.Errorf("%s is not known here (%v)", pipe, err)
		}
		slot := c.declare(pipe.Decl[0].Ident[0], v.typ).slot
		return func(p *printer) { p.vars[p.base+slot] = v.get(p) }, nil
	}
	if len(pipe.Decl) > 0 {
		return nil, fmt.Errorf("%s is not known here", pipe)
	}
	escapers := ""
	for _, cmd := range pipe.Cmds[1:] {
		escapers += cmd.String() + " "
	}
	first := pipe.Cmds[0]
	if name, ok := first.Args[0].(*parse.IdentifierNode); ok && name.Ident == "partial" {
		return c.partial(first, escapers)
	}
	v, err := c.command(first)
	if err != nil {
		return nil, err
	}
	return write(v, escapers)
}

// partial translates the call of a partial, whose text is not escaped again.
func (c *compiler) partial(cmd *parse.CommandNode, escapers string) (step, error) {
	if len(cmd.Args) != 3 || escapers != inText {
		return nil, fmt.Errorf("%s: want a name and a value, in text", cmd)
	}
	name, ok := cmd.Args[1].(*parse.StringNode)
	if !ok {
		return nil, fmt.Errorf("%s: want the name itself", cmd)
	}
	dot, err := c.argument(cmd.Args[2])
	if err != nil {
		return nil, err
	}
	return c.other(partials+name.Text, dot)
}

// plain translates a pipeline of one command, as in if and range.
func (c *compiler) plain(pipe *parse.PipeNode) (value, error) {
	if pipe == nil || len(pipe.Cmds) != 1 || pipe.IsAssign {
		return value{}, fmt.Errorf("%s: want one value", pipe)
	}
	return c.command(pipe.Cmds[0])
}

// lookup finds a variable.
func (c *compiler) lookup(name string) (value, error) {
	for _, v := range slices.Backward(c.scope) {
		if v.name == name && v.typ != nil {
			return value{typ: v.typ, get: func(p *printer) reflect.Value { return p.vars[p.base+v.slot] }}, nil
		}
	}
	return value{}, fmt.Errorf("variable %s is not known", strconv.Quote(name))
}
