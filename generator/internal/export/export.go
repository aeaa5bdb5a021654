// Package export writes everything that others can build on: the programming
// interface, tables, feeds, calendars, exchange formats, descriptions for
// machines, badges. It lists the formats; each has a package of its own.
//
// All files follow from the records alone: no clock, no machine and no order of
// work shows in them. A time that is not known exactly appears everywhere as the
// text of the record with its earliest and latest instants.
package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/export/api"
	"incidentarchive/generator/internal/export/badge"
	"incidentarchive/generator/internal/export/feed"
	"incidentarchive/generator/internal/export/linked"
	"incidentarchive/generator/internal/export/misp"
	"incidentarchive/generator/internal/export/stix"
	"incidentarchive/generator/internal/export/table"
	"incidentarchive/generator/internal/export/view"
)

// File describes a file that is published, or a kind of files whose path holds
// one {id}.
type File = view.File

// Write hands on all files. Names are slash-separated and below the site's root.
// The function emit is called from several goroutines; the data are not changed
// after the call. When emit or ctx fails, Write stops with that error.
func Write(ctx context.Context, a *archive.Archive, c *config.Config, emit func(name string, data []byte) error) error {
	return writeFormats(ctx, a, c, formats(), emit)
}

// format is a kind of files that are written together.
type format struct {
	name    string
	section string // the part of the site that it belongs to; empty for all
	write   func(context.Context, *view.View, view.Emit) error
	files   func() []File
}

func formats() []format {
	return []format{
		{"the database and tables", "data", data, dataFiles}, {"the interface", "data", api.Write, api.Files}, {"feeds", "feeds", feed.Write, feed.Files},
		{"the MISP feed", "data", misp.Write, misp.Files}, {"the STIX bundle", "data", stix.Write, stix.Files},
		{"the site map", "", linked.Write, linked.Files}, {"badges", "badges", badge.Write, badge.Files},
	}
}

func writeFormats(ctx context.Context, a *archive.Archive, c *config.Config, formats []format, emit func(name string, data []byte) error) error {
	emit = only(c, emit)
	v, err := view.New(ctx, a, c)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	faults := make([]error, len(formats))
	var group sync.WaitGroup
	for n, f := range formats {
		if f.section != "" && !c.On(f.section) {
			continue
		}
		group.Go(func() {
			if err := f.write(ctx, v, emit); err != nil {
				faults[n] = fmt.Errorf("export %s: %w", f.name, err)
				cancel()
			}
		})
	}
	group.Wait()
	return first(faults)
}

// only drops the files of those parts of the site that are switched off.
func only(c *config.Config, emit func(name string, data []byte) error) func(name string, data []byte) error {
	return func(name string, data []byte) error {
		if c.Off(name) {
			return nil
		}
		return emit(name, data)
	}
}

// Sitemap hands on the site map of pages, paths below the site's root.
func Sitemap(a *archive.Archive, c *config.Config, pages []string, emit func(name string, data []byte) error) error {
	return linked.Sitemap(view.Site{Config: c}, a, pages, emit)
}

// first gives the first fault that is not just the end of the others' work.
func first(faults []error) error {
	var ended error
	for _, err := range faults {
		switch {
		case err == nil:
		case errors.Is(err, context.Canceled):
			ended = err
		default:
			return err
		}
	}
	return ended
}

// sums lists the hashes of the files in data/, for sha256sum -c.
var sums = File{Path: table.Root + "SHA256SUMS", MediaType: "text/plain", Title: "Checksums",
	Description: "The SHA-256 hash of each file in this folder, compressed twins left out, as sha256sum writes it."}

// data writes the folder data/: the tables, the catalogue and the checksums.
func data(ctx context.Context, v *view.View, emit view.Emit) error {
	resources, err := table.Write(ctx, v, emit)
	if err != nil {
		return err
	}
	catalog, err := linked.Catalog(v, resources)
	if err != nil {
		return err
	}
	if err := emit(linked.CatalogFile.Path, catalog); err != nil {
		return err
	}
	sum := sha256.Sum256(catalog)
	resources = append(resources, table.Resource{File: linked.CatalogFile, SHA256: hex.EncodeToString(sum[:])})
	var b bytes.Buffer
	for _, r := range resources {
		fmt.Fprintf(&b, "%s  %s\n", r.SHA256, r.Name())
	}
	return emit(sums.Path, b.Bytes())
}

// dataFiles lists the files in data/.
func dataFiles() []File { return append(table.Files(), sums) }

// Files lists all files and kinds of files that [Write] can write, in the order
// in which a page should name them. Compressed twins (NAME.gz) are not listed.
func Files() []File {
	var list []File
	for _, f := range formats() {
		list = append(list, f.files()...)
	}
	return list
}

// JSONLD describes an incident's page in the words of schema.org. It can stand
// in a script element as it is.
func JSONLD(c *config.Config, i *archive.Incident) []byte { return linked.JSONLD(c, i) }

// DatasetJSONLD describes the page data/ in the words of schema.org.
func DatasetJSONLD(c *config.Config, a *archive.Archive) []byte { return linked.Dataset(c, a) }
