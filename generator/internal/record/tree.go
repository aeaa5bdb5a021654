package record

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// tree is a file as it was parsed.
type tree struct {
	text  string     // with line feeds alone
	lines []string   // of text, once asked for
	root  *yaml.Node // nil when the file cannot be read

	comments bool // whether the text may hold any
	ordinary bool // whether the text is, as the function of that name says
}

// split gives the lines of the file.
func (t *tree) split() []string {
	if t.lines == nil && t.text != "" {
		t.lines = strings.Split(t.text, "\n")
	}
	return t.lines
}

// line gives a line of the file; 1 is the first. It is empty when there is none.
func (t *tree) line(number int) string {
	if number < 1 || number > len(t.split()) {
		return ""
	}
	return t.lines[number-1]
}

// find gives the key and the value of a field; nil where the file does not have
// it. The entries of a list have no key.
func (t *tree) find(field string) (key, value *yaml.Node) {
	if t.root == nil {
		return nil, nil
	}
	return within(t.root, nil, field)
}

// within finds what a path leads to from n, whose key is given.
func within(n, key *yaml.Node, path string) (_, _ *yaml.Node) {
	if path == "" {
		return key, n
	}
	switch n.Kind {
	case yaml.MappingNode:
		path = strings.TrimPrefix(path, ".")
		for i := 0; i+1 < len(n.Content); i += 2 {
			name := n.Content[i].Value
			rest, ok := strings.CutPrefix(path, name)
			if !ok || name == "" || rest != "" && rest[0] != '.' && rest[0] != '[' || repeated(n.Content[:i], name) {
				continue
			}
			// A name may hold a dot, so that another one may be the right one.
			if k, v := within(n.Content[i+1], n.Content[i], rest); v != nil {
				return k, v
			}
		}
	case yaml.SequenceNode:
		number, rest, ok := strings.Cut(strings.TrimPrefix(path, "["), "]")
		if at, err := strconv.Atoi(number); ok && path[0] == '[' && err == nil && at >= 0 && at < len(n.Content) {
			return within(n.Content[at], nil, rest)
		}
	}
	return nil, nil
}

// repeated tells whether a field stands among those before it already. The first
// one counts.
func repeated(before []*yaml.Node, name string) bool {
	for i := 0; i < len(before); i += 2 {
		if before[i].Value == name {
			return true
		}
	}
	return false
}

// nearest finds the node of a field or of what contains it. A container is shown
// by its key, where it begins for a reader.
func (t *tree) nearest(field string) *yaml.Node {
	if _, n := t.find(field); n != nil && n.Kind == yaml.ScalarNode {
		return n
	}
	for path := field; path != ""; path = parent(path) {
		key, value := t.find(path)
		if key != nil {
			return key
		}
		if value != nil {
			return value
		}
	}
	return t.root
}

// parent cuts the last step from a field path.
func parent(path string) string {
	if i := strings.LastIndexAny(path, ".["); i >= 0 {
		return path[:i]
	}
	return ""
}
