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
	"fmt"
	"slices"

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

// Target is where files go. Names are slash-separated and below the site's root.
type Target struct {
	// Emit takes a whole file. It is called from several goroutines; the data are
	// not changed after the call.
	Emit func(name string, data []byte) error
	// Create begins a large file. When nil, large files go to Emit, too, and have
	// to be in memory.
	Create func(name string) (Draft, error)
	// Has tells whether a file is wanted. When nil, all are. Others may come all the
	// same.
	Has func(name string) bool
	// Reuse is what is taken over from the build before. When nil, nothing is.
	Reuse *Reuse
	// Chunk is how many records are in memory at a time, about; 0 for a good number.
	Chunk int
}

// Reuse is what is taken over from the build before.
type Reuse = view.Reuse

// Draft is a file that is being written.
type Draft = view.Draft

// Write hands on all files. When the target or ctx fails, Write stops with that
// error. The records are in memory in their published form a few at a time.
func Write(ctx context.Context, a *archive.Archive, c *config.Config, to Target) error {
	return writeFormats(ctx, a, c, formats(), to)
}

// format is a kind of files that are written together.
type format struct {
	name    string
	section string // the part of the site that it belongs to; empty for all
	begin   view.Format
	files   func() []File
	apart   string // a file without which none of the format is wanted; empty when there is no such file
}

func formats() []format {
	return []format{
		{"the database and tables", "data", data, dataFiles, sums.Path}, {"the interface", "data", api.Format, api.Files, ""},
		{"feeds", "feeds", feed.Format, feed.Files, ""},
		{"the MISP feed", "data", misp.Format, misp.Files, ""}, {"the STIX bundle", "data", stix.Format, stix.Files, stix.Path},
		{"the site map", "", without(linked.Write), linked.Files, ""}, {"badges", "badges", without(badge.Write), badge.Files, ""},
	}
}

func writeFormats(ctx context.Context, a *archive.Archive, c *config.Config, formats []format, to Target) error {
	v := view.Open(a, c)
	v.Create, v.Has, v.Reuse, v.Chunk = to.Create, to.Has, to.Reuse, to.Chunk
	formats = slices.DeleteFunc(formats, func(f format) bool {
		return f.apart != "" && !v.Wants(f.apart) || f.section != "" && !c.On(f.section)
	})
	begin := make([]view.Format, len(formats))
	for n, f := range formats {
		begin[n] = f.begin
	}
	if n, err := view.Write(ctx, v, only(c, to.Emit), begin...); err != nil {
		return fmt.Errorf("export %s: %w", formats[n].name, err)
	}
	return nil
}

// without is a format that needs no records in their published form.
func without(write func(context.Context, *view.View, view.Emit) error) view.Format {
	return func(v *view.View, emit view.Emit) (view.Pass, error) {
		return view.Pass{Close: func(ctx context.Context) error { return write(ctx, v, emit) }}, nil
	}
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

// sums lists the hashes of the files in data/, for sha256sum -c.
var sums = File{Path: table.Root + "SHA256SUMS", MediaType: "text/plain", Title: "Checksums",
	Description: "The SHA-256 hash of each file in this folder, compressed twins left out, as sha256sum writes it."}

// data writes the folder data/: the tables, the catalogue and the checksums.
func data(v *view.View, emit view.Emit) (view.Pass, error) {
	w, err := table.NewWriter(v, emit)
	if err != nil {
		return view.Pass{}, err
	}
	return view.Pass{Add: w.Add, Fresh: w.Fresh(), Skip: w.Skip, Cancel: w.Cancel, Close: func(ctx context.Context) error {
		resources, err := w.Close(ctx)
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
	}}, nil
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
