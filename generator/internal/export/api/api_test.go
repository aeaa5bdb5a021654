package api

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"incidentarchive/generator/internal/export/exporttest"
	"incidentarchive/generator/internal/export/view"
)

func TestDescriptionIsOpenAPI(t *testing.T) {
	data, err := json.Marshal(Describe(view.Site{Config: exporttest.Config()}))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		t.Fatal(err)
	}
	if !doc.IsOpenAPI31OrLater() {
		t.Errorf("the description is of OpenAPI %s, want 3.1", doc.OpenAPI)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestEveryFileFitsItsDescription(t *testing.T) {
	schemas := strictSchemas(t)
	for name, v := range exporttest.Views(t) {
		t.Run(name, func(t *testing.T) {
			files := exporttest.Export(t, v, Write)
			former := 0
			if name == "hostile" {
				former = 1
				if old, now := files[Root+"incidents/2024-former-name.json"], files[Root+"incidents/2024-hostile-03.json"]; !bytes.Equal(old, now) {
					t.Error("the former name of a record does not lead to it")
				}
			}
			if want := former + len(v.Records) + len(v.Archive.Services) + len(v.Archive.Organisations) + len(v.Archive.Years) + 6; countJSON(files) != want {
				t.Errorf("there are %d files, want %d", countJSON(files), want)
			}
			for file, data := range files {
				if path.Ext(file) != ".json" || file == Root+"openapi.json" {
					continue
				}
				value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
				if err != nil {
					t.Errorf("%s: %v", file, err)
					continue
				}
				schema := schemaFor(schemas, strings.TrimPrefix(file, Root))
				if schema == nil {
					t.Errorf("%s is not described", file)
				} else if err := schema.Validate(value); err != nil {
					t.Errorf("%s: %v", file, err)
				}
			}
		})
	}
}

// strictSchemas compiles the schema of each path, with fields that are not
// described refused.
func strictSchemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	data, err := json.Marshal(Describe(view.Site{Config: exporttest.Config()}))
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range document.(map[string]any)["components"].(map[string]any)["schemas"].(map[string]any) {
		s.(map[string]any)["additionalProperties"] = false
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("https://example.org/openapi.json", document); err != nil {
		t.Fatal(err)
	}
	compiled := map[string]*jsonschema.Schema{}
	for _, r := range Resources() {
		s, err := compiler.Compile("https://example.org/openapi.json#/components/schemas/" + nameOf(r.Form))
		if err != nil {
			t.Fatal(err)
		}
		compiled[r.Path] = s
	}
	return compiled
}

var parameterPattern = regexp.MustCompile(`\\\{[a-z]+\\\}`)

func schemaFor(schemas map[string]*jsonschema.Schema, name string) *jsonschema.Schema {
	if s := schemas[name]; s != nil {
		return s
	}
	for p, s := range schemas {
		if regexp.MustCompile("^" + parameterPattern.ReplaceAllString(regexp.QuoteMeta(p), "[a-z0-9-]+") + "$").MatchString(name) {
			return s
		}
	}
	return nil
}

func countJSON(files map[string][]byte) int {
	n := 0
	for name := range files {
		if path.Ext(name) == ".json" {
			n++
		}
	}
	return n
}

// TestFilesFitAsAnotherReaderSeesIt validates through the whole OpenAPI document,
// operation by operation.
func TestFilesFitAsAnotherReaderSeesIt(t *testing.T) {
	files := exporttest.Export(t, exporttest.View(t, exporttest.Hostile(t)), Write)
	doc, err := openapi3.NewLoader().LoadFromData(files[Root+"openapi.json"])
	if err != nil {
		t.Fatal(err)
	}
	for p, item := range doc.Paths.Map() {
		schema := item.Get.Responses.Status(200).Value.Content["application/json"].Schema.Value
		pattern := regexp.MustCompile("^" + Root + parameterPattern.ReplaceAllString(regexp.QuoteMeta(p[1:]), "[a-z0-9-]+") + "$")
		checked := 0
		for name, data := range files {
			if !pattern.MatchString(name) || strings.Contains(p, "{") && path.Base(name) == "index.json" {
				continue
			}
			var value any
			if err := json.Unmarshal(data, &value); err != nil {
				t.Fatal(err)
			}
			if err := doc.ValidateSchemaJSON(schema, value); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			checked++
		}
		if checked == 0 {
			t.Errorf("no file answers to %s", p)
		}
	}
}

func TestSchemaRefusesWhatIsWrong(t *testing.T) {
	schemas := strictSchemas(t)
	for name, text := range map[string]string{
		"index.json":               `{}`,
		"changes.json":             `{"api_version":"1.0","date":"2026-11-22","changes":[{"date":"2026-11-22","change":"vanished","id":"x","api":"y","sha256":"z"}]}`,
		"organisations/index.json": `{"api_version":"1.0","date":"2026-11-22","organisations":[],"more":1}`,
		"services/index.json":      `{"api_version":"1.0","date":"22 November","services":[]}`,
	} {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if schemas[name].Validate(value) == nil {
			t.Errorf("%s: %s passes", name, text)
		}
	}
}

func TestAddressesLeadToFiles(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	files := exporttest.Export(t, v, Write)
	for name, data := range files {
		if path.Ext(name) != ".json" {
			continue
		}
		for _, address := range regexp.MustCompile(`"https://example\.org/archive/api/[^"{]*"`).FindAllString(string(data), -1) {
			target := strings.TrimPrefix(strings.Trim(address, `"`), v.Site.BaseURL)
			if files[target] == nil && target != strings.TrimSuffix(Root, "/") {
				t.Errorf("%s names %s, which is not there", name, target)
			}
		}
	}
}

func TestChangesNameTheBytes(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	files := exporttest.Export(t, v, Write)
	var list ChangeList
	if err := json.Unmarshal(files[Root+"changes.json"], &list); err != nil {
		t.Fatal(err)
	}
	kinds := map[ChangeKind]int{}
	for n, c := range list.Changes {
		sum := sha256.Sum256(files[Root+"incidents/"+c.ID+".json"])
		if hex.EncodeToString(sum[:]) != c.SHA256 {
			t.Errorf("%s: hash is not that of the file", c.ID)
		}
		if n > 0 && c.Date > list.Changes[n-1].Date {
			t.Errorf("%s comes after an earlier change", c.ID)
		}
		kinds[c.Change]++
	}
	if kinds[Changed] != len(v.Records)-1 || kinds[Withdrawn] != 1 {
		t.Errorf("changes are %v, want one withdrawn and all others changed", kinds)
	}
}

func TestLargeFilesHaveTwins(t *testing.T) {
	v := exporttest.View(t, exporttest.Many(t, 400))
	files := exporttest.Export(t, v, Write)
	twin := files[Root+"incidents/index.json.gz"]
	if twin == nil {
		t.Fatal("the list of 400 incidents has no twin")
	}
	z, err := gzip.NewReader(bytes.NewReader(twin))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(plain, files[Root+"incidents/index.json"]) {
		t.Error("the twin holds something else")
	}
	if !z.ModTime.IsZero() || z.Name != "" {
		t.Errorf("the twin holds a name or time: %q, %v", z.Name, z.ModTime)
	}
	if files[Root+"index.json.gz"] != nil {
		t.Error("a small file has a twin")
	}
}

func BenchmarkWrite(b *testing.B) {
	v := exporttest.View(b, exporttest.Many(b, 1000))
	b.ReportAllocs()
	for b.Loop() {
		exporttest.Export(b, v, Write)
	}
}
