package main

import (
	"bytes"
	"embed"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v3"
)

// plainSite holds the settings and templates of the site for the hugo program.
//
//go:embed all:plain
var plainSite embed.FS

// writePlain writes the records of the archive in dir as Hugo's users would have
// them: Markdown files with all facts in the front matter, services and
// organisations as terms of taxonomies.
func writePlain(dir, to string) error {
	files, err := fs.Sub(plainSite, "plain")
	if err != nil {
		return err
	}
	if err := os.CopyFS(to, files); err != nil {
		return err
	}
	sectors := map[string]string{}
	made := map[string]bool{}
	content := os.DirFS(filepath.Join(dir, "content"))
	for _, kind := range []string{"services", "organisations", "incidents"} {
		err := fs.WalkDir(content, kind, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || path.Ext(name) != ".yaml" {
				return err
			}
			source, err := fs.ReadFile(content, name)
			if err != nil {
				return err
			}
			r, err := readRecord(source)
			if err != nil {
				return err
			}
			id := strings.TrimSuffix(path.Base(name), ".yaml")
			target := path.Join(kind, id, "_index.md")
			body := ""
			switch kind {
			case "incidents":
				target = path.Join(kind, id+".md")
				body, _ = r["details"].(string)
				incidentFront(r, sectors)
			case "services":
				sectors[id], _ = r["sector"].(string)
				termFront(r)
			default:
				termFront(r)
			}
			file := filepath.Join(to, "content", filepath.FromSlash(target))
			if folder := filepath.Dir(file); !made[folder] {
				if err := os.MkdirAll(folder, 0o755); err != nil {
					return err
				}
				made[folder] = true
			}
			return writeFront(file, r, body)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readRecord reads a record without giving dates a type: they would be written
// as times of the day.
func readRecord(source []byte) (map[string]any, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(source, &document); err != nil {
		return nil, err
	}
	untype(&document)
	var r map[string]any
	return r, document.Decode(&r)
}

func untype(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!timestamp" {
		n.Tag = "!!str"
	}
	for _, inner := range n.Content {
		untype(inner)
	}
}

func writeFront(file string, front map[string]any, body string) error {
	var b bytes.Buffer
	b.WriteString("---\n")
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(front); err != nil {
		return err
	}
	b.WriteString("---\n" + body + "\n")
	return os.WriteFile(file, b.Bytes(), 0o644)
}

// incidentFront turns a record into front matter: the terms of each taxonomy,
// the date that Hugo sorts by, and facts always with their sources.
func incidentFront(r map[string]any, sectors map[string]string) {
	delete(r, "details")
	for _, name := range []string{"start", "end", "disclosed", "scope", "root_cause"} {
		if _, full := r[name].(map[string]any); !full && r[name] != nil {
			r[name] = map[string]any{"value": r[name]}
		}
	}
	r["type_"], r["types"] = r["type"], []any{r["type"]}
	delete(r, "type") // means the layout to Hugo
	day := strings.Trim(value(r["start"]), "[.~?%")
	day = day[:min(len(day), 10)]
	for len(day) < 10 {
		day += "-01"
	}
	r["date"], r["years"], r["months"] = day, []string{day[:4]}, []string{day[:7]}
	r["root-causes"] = []string{value(r["root_cause"])}
	if r["technique"] != nil {
		r["techniques"] = r["technique"]
		delete(r, "technique")
	}
	services, organisations, inSectors := []string{}, []string{}, []string{}
	for _, x := range list(r["impacts"]) {
		id, _ := x["service"].(string)
		services = appendNew(services, id)
		inSectors = appendNew(inSectors, sectors[id])
	}
	for _, kind := range []string{"claims", "updates", "responses"} {
		for _, x := range list(r[kind]) {
			if id, _ := x["by"].(string); id != "" {
				organisations = appendNew(organisations, id)
			}
		}
	}
	r["services"], r["organisations"], r["sectors"] = services, organisations, inSectors
}

// termFront turns a service or an organisation into the front matter of a term.
func termFront(r map[string]any) {
	r["title"], r["description_"], r["kind_"] = r["name"], r["description"], r["kind"]
	for _, name := range []string{"name", "description", "kind", "url", "aliases"} { // some mean something to Hugo
		delete(r, name)
	}
}

// value gives the text of a fact.
func value(fact any) string {
	m, _ := fact.(map[string]any)
	switch v := m["value"].(type) {
	case string:
		return v
	case nil:
		return ""
	default:
		text, _ := yaml.Marshal(v)
		return strings.TrimSpace(string(text))
	}
}

func list(v any) []map[string]any {
	var items []map[string]any
	all, _ := v.([]any)
	for _, x := range all {
		if m, ok := x.(map[string]any); ok {
			items = append(items, m)
		}
	}
	return items
}

func appendNew(list []string, text string) []string {
	for _, t := range list {
		if t == text {
			return list
		}
	}
	return append(list, text)
}
