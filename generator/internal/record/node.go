package record

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"incidentarchive/generator/internal/diagnostic"
)

const (
	// MaxFileSize is the greatest size of a record, in bytes.
	MaxFileSize = 256 << 10
	// maxDepth is how deep mappings and lists may be nested; the format needs 5.
	maxDepth = 8
	// maxNodes bounds the number of values in a record.
	maxNodes = 20_000
)

// Document is a YAML file with the place of each field.
type Document struct {
	File   string // slash-separated path below the archive's root
	Source []byte

	root     *yaml.Node
	values   map[string]*yaml.Node // field path -> value
	keys     map[string]*yaml.Node // field path -> key
	lines    []string
	findings diagnostic.List

	mu sync.Mutex // for ready
}

// TooLarge says that a file has more bytes than a record may have.
func TooLarge(size int64) string {
	return fmt.Sprintf("the file has %d bytes, want at most %d: shorten it or split it into related incidents", size, MaxFileSize)
}

// parse reads source as one plain YAML document. When it cannot be read at all,
// the root is nil and the findings say why.
func parse(file string, source []byte) *Document {
	d := &Document{File: file, Source: source, values: make(map[string]*yaml.Node, 128), keys: make(map[string]*yaml.Node, 128)}
	if len(source) > MaxFileSize {
		d.report(diagnostic.Finding{Rule: "yaml/too-large", Message: TooLarge(int64(len(source)))})
		return d
	}
	d.lines = strings.Split(strings.ReplaceAll(string(source), "\r\n", "\n"), "\n")
	if !d.checkText() {
		return d
	}
	decoder := yaml.NewDecoder(bytes.NewReader(source))
	var node yaml.Node
	switch err := decoder.Decode(&node); {
	case errors.Is(err, io.EOF):
		d.report(diagnostic.Finding{Rule: "yaml/empty", Message: "the file is empty, want a record"})
		return d
	case err != nil:
		d.syntax(err)
		return d
	}
	var second yaml.Node
	switch err := decoder.Decode(&second); {
	case err == nil:
		d.reportNode(&second, "", "yaml/second-document", "a second document begins here, want one record in a file: remove the line \"---\" and what follows, or move it to a file of its own")
		return d
	case !errors.Is(err, io.EOF):
		d.syntax(err)
		return d
	}
	if len(node.Content) != 1 || node.Content[0].Kind != yaml.MappingNode {
		d.reportNode(&node, "", "yaml/not-a-mapping", "want a record made of \"field: value\" lines")
		return d
	}
	count := 0
	if d.checkPlain(node.Content[0], 1, &count) {
		d.root = node.Content[0]
	}
	return d
}

// checkPlain refuses what plain YAML does not need: anchors, aliases, merge keys
// and tags, and too much nesting. It tells whether the tree may be decoded.
func (d *Document) checkPlain(n *yaml.Node, depth int, count *int) bool {
	if *count++; *count > maxNodes {
		d.reportNode(n, "", "yaml/too-large", fmt.Sprintf("the record has more than %d values", maxNodes))
		return false
	}
	if depth > maxDepth {
		d.reportNode(n, "", "yaml/too-deep", fmt.Sprintf("values are nested more than %d deep here, no field needs that", maxDepth))
		return false
	}
	ok := true
	refuse := func(rule, message string) {
		d.reportNode(n, "", rule, message)
		ok = false
	}
	switch {
	case n.Kind == yaml.AliasNode:
		refuse("yaml/alias", fmt.Sprintf("an alias (*%s) is not allowed in a record: write the value out", n.Value))
		return false
	case n.Anchor != "":
		refuse("yaml/anchor", fmt.Sprintf("an anchor (&%s) is not allowed in a record: remove it, or put the value in quotes", n.Anchor))
	case n.Style&yaml.TaggedStyle != 0:
		refuse("yaml/tag", fmt.Sprintf("a tag (%s) is not allowed in a record: remove it, or put the value in quotes", n.Tag))
	case n.Kind == yaml.ScalarNode && n.Tag == "!!merge":
		refuse("yaml/merge", "a merge key (<<) is not allowed in a record: write the fields out")
	}
	for _, child := range n.Content {
		ok = d.checkPlain(child, depth+1, count) && ok
		if *count > maxNodes {
			return false
		}
	}
	return ok
}

// report adds a finding about this file.
func (d *Document) report(f diagnostic.Finding) {
	f.File = d.File
	if f.Line > 0 && f.Line <= len(d.lines) {
		f.Source = d.lines[f.Line-1]
	}
	d.findings = append(d.findings, f)
}

// reportNode adds a finding at a node.
func (d *Document) reportNode(n *yaml.Node, field, rule, message string) {
	d.report(diagnostic.Finding{Line: n.Line, Column: n.Column, Length: width(n), Field: field, Rule: rule, Message: message})
}

// width is how many characters of a node's first line to underline.
func width(n *yaml.Node) int {
	if n.Kind != yaml.ScalarNode || n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return 1
	}
	first, _, _ := strings.Cut(n.Value, "\n")
	length := len([]rune(first))
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		length += 2
	}
	return max(1, length)
}

// compact drops what only decoding needs. A finding that comes later reads the
// file once more: few records have one, and the nodes of all of them would take
// many times the memory of the records themselves.
func (d *Document) compact() {
	d.root, d.values, d.keys, d.lines, d.findings = nil, nil, nil, nil, nil
}

// ready finds the places of the fields again where decoding dropped them. Rules
// that run at once may call it.
func (d *Document) ready() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.values != nil {
		return
	}
	again := parse(d.File, d.Source)
	again.findings = nil
	d.root, d.values, d.keys, d.lines = again.root, again.values, again.keys, again.lines
	if d.root != nil {
		d.place(d.root, "")
	}
}

// place notes the place of every value below n.
func (d *Document) place(n *yaml.Node, path string) {
	d.values[path] = n
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			at := join(path, n.Content[i].Value)
			if d.keys[at] == nil {
				d.keys[at] = n.Content[i]
				d.place(n.Content[i+1], at)
			}
		}
	case yaml.SequenceNode:
		for i, child := range n.Content {
			d.place(child, path+"["+strconv.Itoa(i)+"]")
		}
	}
}

// Finding makes a finding at the value of a field, or at the nearest field
// around it that the record has.
func (d *Document) Finding(field, rule string, severity diagnostic.Severity, message string) diagnostic.Finding {
	f := diagnostic.Finding{File: d.File, Field: field, Rule: rule, Severity: severity, Message: message}
	d.ready()
	n := d.nearest(field)
	if n == nil {
		return f
	}
	f.Line, f.Column, f.Length = n.Line, n.Column, width(n)
	if f.Line <= len(d.lines) {
		f.Source = d.lines[f.Line-1]
	}
	return f
}

// nearest finds the node of a field or of what contains it. A container is
// shown by its key, where it begins for a reader.
func (d *Document) nearest(field string) *yaml.Node {
	if n := d.values[field]; n != nil && n.Kind == yaml.ScalarNode {
		return n
	}
	for path := field; path != ""; path = parent(path) {
		if n := d.keys[path]; n != nil {
			return n
		}
		if n := d.values[path]; n != nil {
			return n
		}
	}
	return d.root
}

// parent cuts the last step from a field path.
func parent(path string) string {
	if i := strings.LastIndexAny(path, ".["); i >= 0 {
		return path[:i]
	}
	return ""
}
