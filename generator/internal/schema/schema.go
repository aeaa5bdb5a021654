package schema

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/google/jsonschema-go/jsonschema"

	"incidentarchive/generator/internal/reference"
)

// Version is the version of the record format.
const Version = "v1"

// Folder is where the schema files stand, below the archive's root.
const Folder = "static/schema/" + Version

// File is one schema as it is published.
type File struct {
	Kind string // incident, service or organisation
	Path string // slash-separated, below the archive's root
	Data []byte
}

// Files gives the schema of each kind of record.
func Files() ([]File, error) {
	var files []File
	for _, r := range reference.Records() {
		data, err := encode(ofRecord(r))
		if err != nil {
			return nil, fmt.Errorf("encode the schema of %ss: %w", r.ID, err)
		}
		files = append(files, File{Kind: r.ID, Path: Folder + "/" + name(r.ID), Data: data})
	}
	return files, nil
}

func name(kind string) string { return kind + ".schema.json" }

// encode writes a schema for people too: what it is stands first.
func encode(s *jsonschema.Schema) ([]byte, error) {
	head, err := json.Marshal(struct {
		Schema      string `json:"$schema"`
		ID          string `json:"$id"`
		Title       string `json:"title"`
		Description string `json:"description"`
	}{s.Schema, s.ID, s.Title, s.Description})
	if err != nil {
		return nil, err
	}
	rest := *s
	rest.Schema, rest.ID, rest.Title, rest.Description = "", "", "", ""
	compact, err := json.Marshal(&rest)
	if err != nil {
		return nil, err
	}
	compact = append(append(head[:len(head)-1], ','), compact[1:]...)
	// The encoder writes <, > and & for use inside HTML; JSON files need no such care.
	for _, c := range []string{"<", ">", "&"} {
		compact = bytes.ReplaceAll(compact, fmt.Appendf(nil, `\u%04x`, c[0]), []byte(c))
	}
	var b bytes.Buffer
	if err := json.Indent(&b, compact, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// about says what each schema is for.
var about = map[string]string{
	"incident":     "One outage or attack: content/incidents/YEAR/ID.yaml.",
	"service":      "Something that can fail: content/services/ID.yaml.",
	"organisation": "Somebody who operates services, or says, confirms or claims things: content/organisations/ID.yaml.",
}

func ofRecord(r reference.Record) *jsonschema.Schema {
	b := &builder{defs: map[string]*jsonschema.Schema{}}
	s := b.mapping(r.Fields)
	s.Schema = "https://json-schema.org/draft/2020-12/schema"
	s.ID = "/schema/" + Version + "/" + name(r.ID)
	s.Title = reference.Title(r.ID)
	s.Description = about[r.ID]
	s.PatternProperties = map[string]*jsonschema.Schema{"^x-[a-z0-9]+(-[a-z0-9]+)*$": b.custom()}
	s.Defs = b.defs
	return s
}
