package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/export/api"
	"incidentarchive/generator/internal/lint"
	"incidentarchive/generator/internal/manifest"
	"incidentarchive/generator/internal/published"
	"incidentarchive/generator/internal/record"
)

// maxList is the greatest length of a list of records, in bytes: a million.
const maxList = 512 << 20

// against compares the archive with an edition that was published before.
func (a *app) against(ctx context.Context, arch *archive.Archive, name string) (diagnostic.List, error) {
	past, err := a.past(ctx, name)
	if errors.Is(err, published.ErrNothing) {
		fmt.Fprintf(a.stderr, "generator: warning: %v: there is nothing to compare with\n", err)
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("--against: %w", err)
	}
	settings, err := a.settings(buildOptions{noHistory: true})
	if err != nil {
		return nil, err
	}
	files, err := build.NewAddresses(ctx, arch, settings)
	if err != nil {
		return nil, err
	}
	return lint.History(arch, past, files), nil
}

// past reads what an edition holds.
func (a *app) past(ctx context.Context, name string) (*lint.Past, error) {
	e, err := published.Open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer e.Close()
	for _, p := range e.Problems {
		return nil, fmt.Errorf("%s: %s", name, p)
	}
	list := func(name string, into any) error {
		data, err := e.Read(ctx, api.Root+name, maxList)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s has no %s%s: it is no site of an archive", e.Name, api.Root, name)
		}
		if err == nil {
			err = json.Unmarshal(data, into)
		}
		if err != nil {
			return fmt.Errorf("%s: %s%s cannot be read: %w", e.Name, api.Root, name, err)
		}
		return nil
	}
	type named struct {
		ID                  string
		Published, Modified record.Date
	}
	var incidents struct{ Incidents []named }
	var services struct{ Services []named }
	var organisations struct{ Organisations []named }
	if err := errors.Join(list("incidents/index.json", &incidents), list("services/index.json", &services), list("organisations/index.json", &organisations)); err != nil {
		return nil, err
	}
	past := &lint.Past{Incidents: map[string]lint.Days{}}
	for _, i := range incidents.Incidents {
		past.Incidents[i.ID] = lint.Days{Published: i.Published, Modified: i.Modified}
	}
	for _, s := range services.Services {
		past.Services = append(past.Services, s.ID)
	}
	for _, o := range organisations.Organisations {
		past.Organisations = append(past.Organisations, o.ID)
	}
	data, err := e.Read(ctx, manifest.Name, published.MaxManifest)
	switch {
	case errors.Is(err, fs.ErrNotExist) && e.Web:
		fmt.Fprintf(a.stderr, "generator: warning: %s has no %s: only ids and days are compared\n", e.Name, manifest.Name)
		return past, nil
	case errors.Is(err, fs.ErrNotExist):
		past.Files = e.Names
		return past, nil
	case err != nil:
		return nil, err
	}
	m, err := manifest.Parse(data)
	if err != nil {
		return nil, err
	}
	for _, f := range m.Files {
		past.Files = append(past.Files, f.Path)
	}
	return past, nil
}
