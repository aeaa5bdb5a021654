package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/bundle"
	"incidentarchive/generator/internal/locale"
	"incidentarchive/generator/internal/manifest"
	"incidentarchive/generator/internal/site"
)

// bundleFlags are the flags of bundle.
type bundleFlags struct {
	buildOptions
	selection string
	single    string
}

func newBundle(a *app) *cobra.Command {
	var opt bundleFlags
	c := &cobra.Command{
		Use:   "bundle",
		Short: "Make the offline edition: the whole site in one zip file",
		Long: `Bundle builds the site and packs it into one zip file that opens without a
server and without a network: unpack it and open index.html. The same archive
gives the same file, byte for byte.

With --select, the edition is a part of the archive, with all its lists and
figures. Terms are KEY:VALUE, all of which have to hold; a comma joins values of
which one is enough, a hyphen before the key turns a term round. Keys: type,
cause, technique, sector, country, year (2025 or 2023..2025), service,
organisation, campaign, id.

With --single-file, the incidents are written as one HTML file instead, which
can be read, searched and sent by mail.`,
		Example: `  generator bundle                                  # incident-archive-DATE.zip
  generator bundle -o /srv/offline.zip
  generator bundle --select 'service:acme-mobile year:2025'
  generator bundle --select year:2025 --single-file 2025.html`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.bundle(c.Context(), opt) },
	}
	c.Flags().StringVarP(&opt.output, "output", "o", "", "the `file` to write (default incident-archive-DATE.zip)")
	c.Flags().StringVar(&opt.selection, "select", "", "only the incidents that all `terms` hold for, such as 'service:acme-mobile year:2025'")
	c.Flags().StringVar(&opt.single, "single-file", "", "write one HTML `file` instead")
	c.Flags().StringVar(&opt.baseURL, "base-url", "", "the `address` that the site is served at (default baseURL in hugo.toml)")
	c.Flags().BoolVar(&opt.noHistory, "no-history", false, "leave out the dates of git, so that a copy without its history gives the same bytes")
	c.Flags().BoolVar(&opt.timings, "timings", false, "say how long each stage took")
	c.MarkFlagsMutuallyExclusive("output", "single-file")
	return c
}

func (a *app) bundle(ctx context.Context, opt bundleFlags) error {
	progress := newProgress(a.stderr, opt.timings)
	defer progress.end()
	progress.stage("reading and checking the records")
	whole, err := a.sound(progress.end, "written")
	if err != nil {
		return err
	}
	arch := whole
	if opt.selection != "" {
		filter, err := archive.ParseFilter(opt.selection)
		if err == nil {
			arch, err = whole.Select(filter)
		}
		if err != nil {
			return usageError{err}
		}
		opt.selection = filter.String()
	}
	settings, err := a.settings(opt.buildOptions)
	if err != nil {
		return err
	}
	edition := bundleOptions(whole, settings)
	edition.Selection, edition.Incidents = opt.selection, len(arch.Incidents)
	dir, remove, err := scratchFolder("incident-archive-")
	if err != nil {
		return err
	}
	defer remove()
	made := build.New(arch, settings, nil)
	if err := made.Write(ctx, site.NewOutput(ctx, dir), progress.stage); err != nil {
		return err
	}
	progress.stage("packing")
	target, write := opt.output, func(w io.Writer) (*bundle.Info, error) {
		return bundle.Write(ctx, w, os.DirFS(dir), edition)
	}
	switch {
	case opt.single != "":
		target, write = opt.single, func(w io.Writer) (*bundle.Info, error) {
			return bundle.WriteSingle(w, os.DirFS(dir), singleEntries(arch, settings.Words), edition)
		}
	case target == "":
		target = edition.Folder() + ".zip"
	}
	var info *bundle.Info
	err = replaceFile(target, func(w io.Writer) (err error) {
		info, err = write(w)
		return err
	})
	if err != nil {
		return err
	}
	progress.end()
	if opt.selection == "" && opt.single == "" {
		a.warnDangling(info)
	}
	fmt.Fprintf(a.stdout, "%s: %s, %s, %s, SHA-256 %s\n", filepath.ToSlash(target), plural(len(arch.Incidents), "record", "records"),
		plural(info.Files, "file", "files"), size(info.Bytes), info.SHA256)
	return nil
}

// bundleOptions says what an edition of the whole archive is.
func bundleOptions(arch *archive.Archive, settings *build.Settings) bundle.Options {
	c := settings.Config
	return bundle.Options{
		Title: c.Title, Language: c.Language, BaseURL: c.BaseURL, Date: string(arch.Date), Version: arch.Version(),
		Incidents: len(arch.Incidents), Whole: len(arch.Incidents), Words: settings.Words,
		Policy: c.Params.Policy,
	}
}

// singleEntries lists the incidents for an edition in one file.
func singleEntries(arch *archive.Archive, words *locale.Locale) []bundle.Entry {
	entries := make([]bundle.Entry, len(arch.Incidents))
	for n, i := range arch.Incidents {
		entries[n] = bundle.Entry{
			ID: i.ID, Title: i.Title, Type: string(i.Type), TypeText: words.T("type_" + string(i.Type)),
			Date: i.Incident.Start.Value.Text(words.Words()), Page: "incidents/" + i.ID + "/index.html",
		}
	}
	return entries
}

// bundleInto makes the offline edition of the site in dir, in its folder for
// downloads, and fills the pages that offer it.
func (a *app) bundleInto(ctx context.Context, dir string, out *site.Output, edition bundle.Options) (*bundle.Info, error) {
	folder := filepath.Join(dir, bundle.Folder)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	name := edition.Folder() + ".zip"
	var info *bundle.Info
	err := replaceFile(filepath.Join(folder, name), func(w io.Writer) (err error) {
		info, err = bundle.Write(ctx, w, os.DirFS(dir), edition)
		return err
	})
	if err != nil {
		return nil, err
	}
	name = bundle.Folder + "/" + name
	out.Note(manifest.File{Path: name, Bytes: info.Bytes, SHA256: info.SHA256})
	sum := fmt.Sprintf("%s  %s\n", info.SHA256, path.Base(name))
	if err := out.WriteExact(name+".sha256", []byte(sum)); err != nil {
		return nil, err
	}
	a.warnDangling(info)
	return info, info.Fill(os.DirFS(dir), edition.Words, out.Replace)
}

// warnDangling says that a whole site has links to pages that it does not have:
// a part is bound to have some.
func (a *app) warnDangling(info *bundle.Info) {
	if info.Dropped > 0 {
		fmt.Fprintf(a.stderr, "generator: warning: %s to no page of the site; in the offline edition, they are text or lead to the website\n",
			plural(info.Dropped, "link leads", "links lead"))
	}
}
