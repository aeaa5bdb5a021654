package table

import (
	"strings"

	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

// dataPackage is a Frictionless Data Package, version 2.
type dataPackage struct {
	Schema       string        `json:"$schema"`
	Name         string        `json:"name"`
	ID           string        `json:"id"`
	Title        string        `json:"title"`
	Description  string        `json:"description"`
	Homepage     string        `json:"homepage"`
	Version      string        `json:"version"`
	Created      string        `json:"created"`
	Licenses     []license     `json:"licenses,omitempty"`
	Contributors []contributor `json:"contributors"`
	Keywords     []string      `json:"keywords"`
	Resources    []member      `json:"resources"`
}

type license struct {
	Name string `json:"name"`
	Path string `json:"path,omitempty"`
}

type contributor struct {
	Title string   `json:"title"`
	Roles []string `json:"roles"`
}

// member is a Data Resource.
type member struct {
	Name        string   `json:"name"`
	Path        string   `json:"path"`
	Type        string   `json:"type,omitempty"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Format      string   `json:"format"`
	MediaType   string   `json:"mediatype"`
	Encoding    string   `json:"encoding,omitempty"`
	Bytes       int      `json:"bytes"`
	Hash        string   `json:"hash"`
	Dialect     *dialect `json:"dialect,omitempty"`
	Schema      *schema  `json:"schema,omitempty"`
}

type dialect struct {
	Schema         string `json:"$schema"`
	LineTerminator string `json:"lineTerminator"`
}

// schema is a Table Schema.
type schema struct {
	Schema        string       `json:"$schema"`
	Fields        []field      `json:"fields"`
	MissingValues []string     `json:"missingValues"`
	PrimaryKey    []string     `json:"primaryKey"`
	ForeignKeys   []foreignKey `json:"foreignKeys,omitempty"`
}

type field struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Description string       `json:"description"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// describe gives the Data Package of the files.
func describe(v *view.View, resources []Resource) dataPackage {
	site := v.Site
	p := dataPackage{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json",
		Name:   record.Slug(site.Title), ID: site.At(Root), Title: site.Title, Description: site.Description(), Homepage: site.At(Root),
		Version: string(v.Date()), Created: string(v.Date()) + "T00:00:00Z",
		Contributors: []contributor{{site.Publisher(), []string{"publisher"}}},
		Keywords:     []string{"incidents", "outages", "cyberattacks", "availability"},
	}
	if p.Name == "" {
		p.Name = "incident-archive"
	}
	if name := site.Params.License; name != "" {
		p.Licenses = []license{{name, site.Params.LicenseURL}}
	}
	for _, r := range resources {
		base, format, _ := strings.Cut(r.Name(), ".")
		m := member{
			Name: base, Path: r.Name(), Title: r.Title, Description: r.Description,
			Format: format, MediaType: r.MediaType, Bytes: r.Bytes, Hash: "sha256:" + r.SHA256,
		}
		switch {
		case r.Table != nil:
			m.Type, m.Encoding = "table", "utf-8"
			m.Dialect = &dialect{"https://datapackage.org/profiles/2.0/tabledialect.json", "\n"}
			m.Schema = tableSchema(r.Table)
		case format == "ndjson":
			m.Name, m.Encoding = base+"-ndjson", "utf-8"
		default:
			m.Name = base + "-" + format
		}
		p.Resources = append(p.Resources, m)
	}
	return p
}

func tableSchema(t *Table) *schema {
	s := &schema{Schema: "https://datapackage.org/profiles/2.0/tableschema.json", MissingValues: []string{""}, PrimaryKey: t.Key}
	for _, c := range t.Columns {
		f := field{Name: c.Name, Description: c.Description}
		switch c.Type {
		case Text:
			f.Type = "string"
		case List: // the standard's text knows a type for lists, its published profile does not
			f.Type, f.Description = "string", c.Description+" Several values are joined by semicolons."
		case Integer:
			f.Type = "integer"
		case Number:
			f.Type = "number"
		case Boolean:
			f.Type = "boolean"
		case Date:
			f.Type = "date"
		case Instant:
			f.Type = "datetime"
		}
		if enum := c.Enum; c.Required || len(enum) > 0 && c.Type != List {
			f.Constraints = &constraints{Required: c.Required}
			if c.Type != List {
				f.Constraints.Enum = enum
			}
		}
		s.Fields = append(s.Fields, f)
		if c.Refers != "" {
			s.ForeignKeys = append(s.ForeignKeys, foreignKey{[]string{c.Name}, reference{c.Refers, []string{"id"}}})
		}
	}
	return s
}
