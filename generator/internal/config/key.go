package config

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"incidentarchive/generator/internal/diagnostic"
)

// place is where a key stands.
type place struct{ line, column int }

// keys are the keys of a file by their path, such as "params.links[0].title".
type keys struct {
	places map[string]place
	order  []string
}

// readKeys finds the place of every key. The source is known to be TOML.
func readKeys(source []byte) (*keys, error) {
	k := &keys{places: map[string]place{}}
	var p unstable.Parser
	p.Reset(source)
	table, count := "", map[string]int{}
	for p.NextExpression() {
		switch n := p.Expression(); n.Kind {
		case unstable.Table:
			table = k.note(&p, "", n.Key(), count)
		case unstable.ArrayTable:
			name := k.note(&p, "", n.Key(), nil)
			table = fmt.Sprintf("%s[%d]", name, count[name])
			count[name]++
		case unstable.KeyValue:
			k.pair(&p, table, n, count)
		}
	}
	return k, p.Error()
}

// pair notes a key with what its value holds.
func (k *keys) pair(p *unstable.Parser, above string, n *unstable.Node, count map[string]int) {
	k.value(p, k.note(p, above, n.Key(), count), n.Value())
}

func (k *keys) value(p *unstable.Parser, name string, n *unstable.Node) {
	children := n.Children()
	switch n.Kind {
	case unstable.InlineTable:
		for children.Next() {
			if child := children.Node(); child.Kind == unstable.KeyValue {
				k.pair(p, name, child, nil)
			}
		}
	case unstable.Array:
		for i := 0; children.Next(); i++ {
			k.value(p, fmt.Sprintf("%s[%d]", name, i), children.Node())
		}
	}
}

// note notes the parts of a key that are new and gives its path. A part that
// names a list of tables means the last of them.
func (k *keys) note(p *unstable.Parser, above string, parts unstable.Iterator, count map[string]int) string {
	name := above
	for parts.Next() {
		n := parts.Node()
		name = below(name, string(n.Data))
		if _, known := k.places[name]; !known {
			at := p.Shape(n.Raw).Start
			k.places[name] = place{at.Line, at.Column}
			k.order = append(k.order, name)
		}
		if c := count[name]; c > 0 && !parts.IsLast() {
			name = fmt.Sprintf("%s[%d]", name, c-1)
		}
	}
	return name
}

func below(above, name string) string {
	if above == "" {
		return name
	}
	return above + "." + name
}

// Fault is an error at a key, with the key's place where the file has it.
func (c *Config) Fault(key, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	for at := key; at != ""; at = at[:max(0, strings.LastIndexAny(at, ".["))] {
		if p, ok := c.places[at]; ok {
			return fmt.Errorf("%s:%d:%d: %s: %w", Name, p.line, p.column, key, err)
		}
	}
	return fmt.Errorf("%s: %w", Name, err)
}

// unknown is an error at a key that nobody reads.
func (c *Config) unknown(key string, candidates []string) error {
	name := key[strings.LastIndexByte(key, '.')+1:]
	hint := diagnostic.DidYouMean(name, candidates)
	if hint == "" && len(candidates) <= 20 {
		hint = ", want one of " + strings.Join(candidates, ", ")
	}
	p := c.places[key]
	return fmt.Errorf("%s:%d:%d: unknown key %q%s", Name, p.line, p.column, key, hint)
}

// checkKeys looks for keys that neither the generator nor Hugo reads.
func (c *Config) checkKeys(order []string) error {
	var faults []error
	var skip []string // what lies below an unknown key is not told
	for _, key := range order {
		if slices.ContainsFunc(skip, func(s string) bool { return strings.HasPrefix(key, s) }) {
			continue
		}
		candidates, known := accepts(reflect.TypeFor[Config](), strings.Split(key, "."))
		if !known {
			faults = append(faults, c.unknown(key, candidates))
			skip = append(skip, key+".", key+"[")
		}
	}
	return errors.Join(faults...)
}

// accepts tells whether a setting of type t has what the path names; else it
// gives the names that would do in the place of the last.
func accepts(t reflect.Type, path []string) (candidates []string, known bool) {
	if len(path) == 0 {
		return nil, true
	}
	name, _, _ := strings.Cut(path[0], "[")
	switch t.Kind() {
	case reflect.Map:
		if t.Elem().Kind() == reflect.String { // its keys are free, and may hold a full stop
			return nil, true
		}
		return accepts(t.Elem(), path[1:])
	case reflect.Slice:
		return accepts(t.Elem(), path)
	case reflect.Interface:
		return nil, true
	case reflect.Struct:
	default:
		return nil, true // the value has not the right shape, which is another fault
	}
	for f := range t.Fields() {
		tag := f.Tag.Get("toml")
		if tag != "" && strings.EqualFold(tag, name) {
			return accepts(f.Type, path[1:])
		}
		if tag != "" {
			candidates = append(candidates, tag)
		}
	}
	if t == reflect.TypeFor[Config]() {
		if slices.ContainsFunc(HugoKeys, func(k string) bool { return strings.EqualFold(k, name) }) {
			return nil, true
		}
		candidates = append(candidates, HugoKeys...)
	}
	return candidates, false
}
