package importer

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v3"
)

func errNothing(what string) error { return fmt.Errorf("there are no %s here", what) }

// markdown reads those Markdown files with front matter that are wanted, one after
// the other, and tells whether there are any. It notes the fields that they have.
func (b *builder) markdown(s *Source, wanted func(name string) bool, read func(name string, front object, body string)) (found bool) {
	for _, f := range s.Files {
		if !ending(f.Name, ".md", ".markdown") || !wanted(f.Name) {
			continue
		}
		found = true
		front, body, err := frontMatter(f.Data)
		if err != nil {
			b.report.Read++
			b.refuse(f.Name, "unreadable file: %v", err)
			continue
		}
		b.count(map[string]any(front), "")
		if strings.TrimSpace(body) != "" {
			b.fields["body"]++
		}
		read(f.Name, front, body)
	}
	return found
}

// frontMatter splits a Markdown file with front matter in YAML or TOML.
func frontMatter(data []byte) (object, string, error) {
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	for _, fence := range []string{"---", "+++"} {
		rest, ok := bytes.CutPrefix(data, []byte(fence+"\n"))
		if !ok {
			continue
		}
		head, body, ok := bytes.Cut(rest, []byte("\n"+fence+"\n"))
		if !ok {
			if head, ok = bytes.CutSuffix(rest, []byte("\n"+fence)); !ok {
				return nil, "", fmt.Errorf("its front matter is not closed by a line %q", fence)
			}
		}
		if fence == "+++" {
			var m map[string]any
			if err := toml.Unmarshal(head, &m); err != nil {
				return nil, "", fmt.Errorf("its front matter is not TOML: %w", err)
			}
			return object(tomlValue(m).(map[string]any)), string(body), nil
		}
		m, err := yamlObject(head)
		return m, string(body), err
	}
	return nil, "", fmt.Errorf("it has no front matter")
}

// yamlObject reads a mapping. Scalars stay as they were written, so that no date
// changes; aliases are refused.
func yamlObject(source []byte) (object, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(source, &doc); err != nil {
		return nil, fmt.Errorf("it is not YAML: %w", err)
	}
	if len(doc.Content) == 0 {
		return object{}, nil
	}
	v, err := yamlValue(doc.Content[0], 0)
	if err != nil {
		return nil, err
	}
	m, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("it is not a mapping of fields")
	}
	return m, nil
}

func yamlValue(n *yaml.Node, depth int) (any, error) {
	switch {
	case depth > 20 || n.Kind == yaml.AliasNode:
		return nil, fmt.Errorf("line %d: aliases and deep nesting are not read", n.Line)
	case n.Kind == yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			v, err := yamlValue(n.Content[i+1], depth+1)
			if err != nil {
				return nil, err
			}
			m[n.Content[i].Value] = v
		}
		return m, nil
	case n.Kind == yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, child := range n.Content {
			v, err := yamlValue(child, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, nil
	case n.Tag == "!!null":
		return nil, nil
	}
	return n.Value, nil
}

// tomlValue turns dates and numbers of TOML into text.
func tomlValue(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			v[name] = tomlValue(value)
		}
		return v
	case []any:
		for n, value := range v {
			v[n] = tomlValue(value)
		}
		return v
	case string, bool:
		return v
	case interface{ MarshalText() ([]byte, error) }: // dates, as they were written
		text, err := v.MarshalText()
		if err != nil {
			return nil
		}
		return string(text)
	}
	return fmt.Sprint(v)
}

// plainYAML turns a list of mappings into the form that is counted.
func plainYAML(list []map[string]any) any {
	all := make([]any, len(list))
	for n, m := range list {
		all[n] = m
	}
	return all
}
