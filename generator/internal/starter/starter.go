// Package starter holds the files of a new archive: configuration, an example of
// each kind of record, prose pages to fill in, and what a host and an editor
// need.
package starter

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"text/template"
	"time"

	"incidentarchive/generator/internal/country"
	"incidentarchive/generator/internal/record"
)

//go:embed all:files
var files embed.FS

//go:embed fallback
var fallback embed.FS

// Fallback holds the hugo.toml of a folder that has none.
func Fallback() fs.FS {
	sub, err := fs.Sub(fallback, "fallback")
	if err != nil {
		return fallback // the folder is embedded, so that this does not happen
	}
	return sub
}

// Settings are what a new archive has to know of itself.
type Settings struct {
	Title      string // its name
	Country    string // ISO 3166-1 alpha-2 code
	Language   string // BCP 47 tag of the interface
	Repository string // web address; may be empty
	Today      time.Time
}

// Check says what is missing or wrong.
func (s Settings) Check() error {
	if strings.TrimSpace(s.Title) == "" || len(s.Title) > 100 || strings.ContainsAny(s.Title, "\n\r\t\x00\x7f") {
		return fmt.Errorf("title is %q, want a name of one line", s.Title)
	}
	var code record.Country
	if err := code.UnmarshalText([]byte(s.Country)); err != nil {
		return err
	}
	var tag record.Language
	if err := tag.UnmarshalText([]byte(s.Language)); err != nil {
		return err
	}
	if s.Repository != "" {
		return record.CheckURL(s.Repository)
	}
	return nil
}

// CountryName gives the country's English name.
func (s Settings) CountryName() string { return country.Name(s.Country) }

// Date gives the day on which the example is published.
func (s Settings) Date() string { return s.Today.UTC().Format(time.DateOnly) }

// schemas are copied, so that editors complete records at once.
var schemas = []string{"incident", "service", "organisation"}

// Write makes the files below root, which has to be empty, and lists them. The
// schemas come from the files that the generator carries.
func Write(root *os.Root, s Settings, carried fs.FS) ([]string, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	if entries, err := fs.ReadDir(root.FS(), "."); err != nil {
		return nil, err
	} else if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() != ".git" }) {
		return nil, fmt.Errorf("%s is not empty: name a new folder", root.Name())
	}
	var written []string
	put := func(name string, data []byte) error {
		if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
			return err
		}
		written = append(written, name)
		return root.WriteFile(name, data, 0o644)
	}
	err := fs.WalkDir(files, "files", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		// Delimiters that neither TOML nor a workflow uses.
		t, err := template.New(name).Delims("<<", ">>").Funcs(template.FuncMap{"quote": quote}).Parse(string(data))
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := t.Execute(&b, s); err != nil {
			return err
		}
		return put(strings.TrimPrefix(name, "files/"), b.Bytes())
	})
	if err != nil {
		return written, err
	}
	for _, kind := range schemas {
		name := "static/schema/v1/" + kind + ".schema.json"
		data, err := fs.ReadFile(carried, name)
		if err != nil {
			continue // a generator without schemas: editors do without
		}
		if err := put(name, data); err != nil {
			return written, err
		}
	}
	slices.Sort(written)
	return written, nil
}

// quote writes a string that is the same in TOML, YAML and JSON.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
