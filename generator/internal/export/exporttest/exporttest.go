// Package exporttest makes the archives that all exports are tested on.
package exporttest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/export/view"
)

// Config is the configuration of the archives of tests.
func Config() *config.Config {
	return &config.Config{
		BaseURL: "https://example.org/archive/", Title: "Incident archive", Language: "en",
		Params: config.Params{
			Description: "Outages & attacks, with their sources.", Publisher: "Example <Publisher>", Contact: "corrections@example.org",
			Repository: "https://example.org/repository", Branch: "main", License: "CC-BY-4.0",
			LicenseURL: "https://creativecommons.org/licenses/by/4.0/",
		},
	}
}

// Views gives the archives that every export has to cope with, by name: the one
// in this repository, one that means harm, and an empty one.
func Views(t testing.TB) map[string]*view.View {
	t.Helper()
	return map[string]*view.View{
		"repository": View(t, archivetest.Repository(t)),
		"hostile":    View(t, Hostile(t)),
		"empty":      View(t, archivetest.Load(t, map[string]string{"content/services/dns.yaml": service("DNS"), "content/organisations/operator.yaml": organisation("An operator")})),
	}
}

// View gives the published form of an archive.
func View(t testing.TB, a *archive.Archive) *view.View {
	t.Helper()
	v, err := view.New(context.Background(), a, Config())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Record finds the published form of an incident.
func Record(t testing.TB, v *view.View, id string) *view.Record {
	t.Helper()
	for n := range v.Records {
		if v.Records[n].ID == id {
			return &v.Records[n]
		}
	}
	t.Fatalf("there is no incident %q", id)
	return nil
}

// Files is what an export handed on, by name.
type Files struct {
	mutex sync.Mutex
	Data  map[string][]byte
	fault string
}

// Emit takes a file.
func (f *Files) Emit(name string, data []byte) error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.Data == nil {
		f.Data = map[string][]byte{}
	}
	if _, twice := f.Data[name]; twice {
		f.fault = fmt.Sprintf("%s was written twice", name)
	}
	f.Data[name] = data
	return nil
}

// Export runs an export and gives its files.
func Export(t testing.TB, v *view.View, write func(context.Context, *view.View, view.Emit) error) map[string][]byte {
	t.Helper()
	var files Files
	if err := write(context.Background(), v, files.Emit); err != nil {
		t.Fatal(err)
	}
	if files.fault != "" {
		t.Error(files.fault)
	}
	return files.Data
}

func service(name string) string {
	return fmt.Sprintf("name: %s\noperator: operator\nsector: digital-infrastructure\ncountries: [LU]\n", quote(name))
}

func organisation(name string) string {
	return fmt.Sprintf("name: %s\nkind: operator\n", quote(name))
}

// quote writes a text as YAML in double quotes.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}
