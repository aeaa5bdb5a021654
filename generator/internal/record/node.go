package record

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"weak"

	"go.yaml.in/yaml/v3"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/plainyaml"
)

const (
	// MaxFileSize is the greatest size of a record, in bytes.
	MaxFileSize = 256 << 10
	// maxDepth is how deep mappings and lists may be nested; the format needs 5.
	maxDepth = 8
	// maxNodes bounds the number of values in a record.
	maxNodes = 20_000
)

// Document is a YAML file with the place of each field. What a place needs is
// held only while it is decoded: few records have findings, and the trees of all
// of them would take many times the memory of the records themselves.
type Document struct {
	File string // slash-separated path below the archive's root

	source   []byte
	again    func(file string) ([]byte, error) // reads the source where it was dropped
	exempts  bool
	cut      []string // paths of texts before a comment
	tree     *tree    // while it is decoded, as the two below
	desk     *desk
	findings diagnostic.List

	mu    sync.Mutex // for those below
	asked bool       // whether the tree was needed once after decoding
	kept  weak.Pointer[tree]
}

// AllowMark begins the comments, behind the #, by which a record allows a finding.
const AllowMark = "lint:allow"

// Exempts tells whether the file holds AllowMark.
func (d *Document) Exempts() bool { return d.exempts }

// Release drops the source, which again gives from then on when the place of a
// finding is asked for. It has to give the same bytes, or an error: then findings
// name no place.
func (d *Document) Release(again func(file string) ([]byte, error)) {
	d.source, d.again = nil, again
}

// TooLarge says that a file has more bytes than a record may have.
func TooLarge(size int64) string {
	return fmt.Sprintf("the file has %d bytes, want at most %d: shorten it or split it into related incidents", size, MaxFileSize)
}

// parse reads source as one plain YAML document. When it cannot be read at all,
// the root is nil and the findings say why. The reader may be nil.
func parse(file string, source []byte, reader *plainyaml.Reader) *Document {
	d := &Document{File: file, source: source, tree: &tree{}}
	if len(source) > MaxFileSize {
		d.report(diagnostic.Finding{Rule: "yaml/too-large", Message: TooLarge(int64(len(source)))})
		return d
	}
	d.tree.text = string(source)
	if strings.Contains(d.tree.text, "\r\n") {
		d.tree.text = strings.ReplaceAll(d.tree.text, "\r\n", "\n")
	}
	d.tree.comments = strings.Contains(d.tree.text, "#")
	d.exempts = d.tree.comments && strings.Contains(d.tree.text, AllowMark)
	if !d.checkText() {
		return d
	}
	if reader == nil {
		reader = new(plainyaml.Reader)
	}
	root, ok := reader.Read(d.tree.text)
	if !ok {
		root = d.parseAny()
	}
	count := 0
	if root != nil && d.checkPlain(root, 1, &count) {
		d.tree.root = root
	}
	return d
}

// parseAny reads what is not plain YAML, if only to say what is wrong with it.
func (d *Document) parseAny() *yaml.Node {
	decoder := yaml.NewDecoder(bytes.NewReader(d.source))
	var node yaml.Node
	switch err := decoder.Decode(&node); {
	case errors.Is(err, io.EOF):
		d.report(diagnostic.Finding{Rule: "yaml/empty", Message: "the file is empty, want a record"})
		return nil
	case err != nil:
		d.syntax(err)
		return nil
	}
	var second yaml.Node
	switch err := decoder.Decode(&second); {
	case err == nil:
		d.reportNode(&second, "", "yaml/second-document", "a second document begins here, want one record in a file: remove the line \"---\" and what follows, or move it to a file of its own")
		return nil
	case !errors.Is(err, io.EOF):
		d.syntax(err)
		return nil
	}
	if len(node.Content) != 1 || node.Content[0].Kind != yaml.MappingNode {
		d.reportNode(&node, "", "yaml/not-a-mapping", "want a record made of \"field: value\" lines")
		return nil
	}
	return node.Content[0]
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
	f.Source = strings.Clone(d.tree.line(f.Line))
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

// ready gives the tree of the file: the one that is being decoded, or a new one
// that lasts as long as somebody works with it. Rules that run at once may call it.
func (d *Document) ready() *tree {
	if d.tree != nil {
		return d.tree
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = true
	if t := d.kept.Value(); t != nil {
		return t
	}
	t := d.reread(nil)
	d.kept = weak.Make(t)
	return t
}

// look lets a function look at the tree, which may be gone when it returns. Most
// files that have a finding have one, for which no tree is kept.
func (d *Document) look(at func(*tree)) {
	if d.tree != nil {
		at(d.tree)
		return
	}
	d.mu.Lock()
	first := !d.asked
	d.asked = true
	d.mu.Unlock()
	if !first {
		at(d.ready())
		return
	}
	desk := desks.Get().(*desk)
	defer desks.Put(desk)
	at(d.reread(&desk.reader))
}

// reread parses the file again; without its text, the tree is empty.
func (d *Document) reread(reader *plainyaml.Reader) *tree {
	source := d.source
	if d.again != nil {
		var err error
		if source, err = d.again(d.File); err != nil {
			return &tree{}
		}
	}
	return parse(d.File, source, reader).tree
}

// Finding makes a finding at the value of a field, or at the nearest field
// around it that the record has.
func (d *Document) Finding(field, rule string, severity diagnostic.Severity, message string) diagnostic.Finding {
	f := diagnostic.Finding{File: d.File, Field: field, Rule: rule, Severity: severity, Message: message}
	d.look(func(t *tree) {
		if n := t.nearest(field); n != nil {
			f.Line, f.Column, f.Length = n.Line, n.Column, width(n)
			f.Source = strings.Clone(t.line(f.Line)) // not with the whole text
		}
	})
	return f
}
