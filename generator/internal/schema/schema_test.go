package schema

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/record"
)

var update = flag.Bool("update", false, "rewrite the files made from the Go types")

const root = "../../.."

// TestFilesInStep compares the published schemas with the types.
func TestFilesInStep(t *testing.T) {
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		path := filepath.Join(root, filepath.FromSlash(f.Path))
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(f.Data), string(got)); diff != "" {
			t.Errorf("%s is not what the types say; run go run ./generator schema -w (-want, +got):\n%s", f.Path, diff)
		}
	}
}

// compile gives a validator for each kind of record, which refuses schemas that
// break draft 2020-12.
func compile(t testing.TB) map[string]*jsonschema.Schema {
	t.Helper()
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	compiled := map[string]*jsonschema.Schema{}
	for _, f := range files {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(f.Data))
		if err != nil {
			t.Fatal(err)
		}
		const base = "https://archive.example"
		c := jsonschema.NewCompiler()
		c.AssertVocabs()
		address := base + strings.TrimPrefix(f.Path, "static")
		if err := c.AddResource(address, doc); err != nil {
			t.Fatal(err)
		}
		if compiled[f.Kind], err = c.Compile(address); err != nil {
			t.Fatal(err)
		}
	}
	return compiled
}

// validate checks a record as an editor does.
func validate(s *jsonschema.Schema, source []byte) error {
	var node yaml.Node
	if err := yaml.Unmarshal(source, &node); err != nil {
		return err
	}
	var value any
	if len(node.Content) == 1 {
		value = jsonValue(node.Content[0])
	}
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return err
	}
	return s.Validate(instance)
}

func decode(kind, id string, source []byte) diagnostic.List {
	var findings diagnostic.List
	switch kind {
	case "incident":
		_, _, findings = record.DecodeIncident("x.yaml", id, source)
	case "service":
		_, _, findings = record.DecodeService("x.yaml", id, source)
	case "organisation":
		_, _, findings = record.DecodeOrganisation("x.yaml", id, source)
	}
	return findings
}

// eachRecord visits the records of the archive itself.
func eachRecord(t testing.TB, visit func(kind, path string, source []byte)) {
	t.Helper()
	for _, kind := range []string{"incident", "service", "organisation"} {
		found := 0
		err := filepath.WalkDir(filepath.Join(root, "content", kind+"s"), func(path string, e fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".yaml" {
				return err
			}
			source, err := os.ReadFile(path)
			if err == nil {
				found++
				visit(kind, path, source)
			}
			return err
		})
		if err != nil || found == 0 {
			t.Fatalf("%d %ss: %v", found, kind, err)
		}
	}
}

func TestArchiveFollowsTheSchema(t *testing.T) {
	schemas := compile(t)
	eachRecord(t, func(kind, path string, source []byte) {
		if err := validate(schemas[kind], source); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	})
}

// jsonValue turns a YAML value into the JSON value that YAML 1.2 makes of it.
func jsonValue(n *yaml.Node) any {
	switch n.Kind {
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, child := range n.Content {
			list[i] = jsonValue(child)
		}
		return list
	case yaml.MappingNode:
		mapping := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			mapping[n.Content[i].Value] = jsonValue(n.Content[i+1])
		}
		return mapping
	}
	if n.Style != 0 {
		return n.Value
	}
	switch n.Value {
	case "", "~", "null", "Null", "NULL":
		return nil
	case "true", "True", "TRUE":
		return true
	case "false", "False", "FALSE":
		return false
	}
	if number, ok := coreNumber(n.Value); ok {
		return number
	}
	return n.Value
}
