package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"incidentarchive"
	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/bundle"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/export"
	"incidentarchive/generator/internal/index"
	"incidentarchive/generator/internal/locale"
	"incidentarchive/generator/internal/page"
	"incidentarchive/generator/internal/site"
)

// buildOptions are the flags of build.
type buildOptions struct {
	output  string
	baseURL string
	noIndex bool
	timings bool
	bundle  bool
}

func newBuild(a *app) *cobra.Command {
	var opt buildOptions
	c := &cobra.Command{
		Use:   "build",
		Short: "Build the site",
		Long: `Build checks the records and publishes the site. The new site is made beside
the old one and put in its place in one step: when anything fails, the old site
stays as it was.

An output folder that exists has to be empty or the result of an earlier build.`,
		Example: `  generator build                                   # into public/
  generator build -o /srv/www/archive --base-url https://example.org/
  generator build -C ../my-archive`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.build(c.Context(), opt) },
	}
	c.Flags().StringVarP(&opt.output, "output", "o", "", "the `folder` to publish into (default public/ in the archive's folder)")
	c.Flags().StringVar(&opt.baseURL, "base-url", "", "the `address` that the site is served at (default baseURL in hugo.toml)")
	c.Flags().BoolVar(&opt.noIndex, "noindex", false, "ask search engines to keep away, for previews")
	c.Flags().BoolVar(&opt.bundle, "bundle", false, "make the offline edition too, and let the site offer it for download")
	c.Flags().BoolVar(&opt.timings, "timings", false, "say how long each stage took")
	return c
}

func (a *app) build(ctx context.Context, opt buildOptions) error {
	started := time.Now()
	progress := newProgress(a.stderr, opt.timings)
	defer progress.end()
	progress.stage("reading and checking the records")
	arch, findings, err := a.load()
	if err != nil {
		return err
	}
	if findings.HasErrors() {
		progress.end()
		if err := findings.WriteText(a.stderr, color(a.stderr)); err != nil {
			return err
		}
		fmt.Fprintf(a.stderr, "generator: %s, nothing was published\n", summary(findings))
		return errFindings
	}
	target := opt.output
	if target == "" {
		target = filepath.Join(a.dir, "public")
	}
	if err := a.checkOutput(target); err != nil {
		return err
	}
	in, words, err := a.input(arch, opt)
	if err != nil {
		return err
	}
	var offline *bundle.Info
	edition := bundleOptions(arch, in.Config, words)
	if opt.bundle {
		in.Store = store{in.Store.(*page.Site), bundle.NewOffer(edition, in.Config.BasePath())}
	}
	var out *site.Output
	err = site.Publish(ctx, target, func(dir string) error {
		out = site.NewOutput(ctx, dir)
		progress.stage(fmt.Sprintf("rendering %s", plural(len(in.Pages), "page", "pages")))
		if err := site.Render(ctx, *in, out); err != nil {
			return err
		}
		if err := export.Write(ctx, arch, in.Config, out.WriteFile); err != nil {
			return err
		}
		if opt.bundle {
			progress.stage("making the offline edition")
			if offline, err = a.bundleInto(ctx, dir, edition); err != nil {
				return err
			}
		}
		progress.stage("publishing")
		return nil
	})
	if err != nil {
		return err
	}
	progress.end()
	fmt.Fprintf(a.stdout, "%s: %s, %s, %s, %s in %.1f s\n", filepath.ToSlash(target),
		plural(len(arch.Incidents), "record", "records"), plural(len(in.Pages), "page", "pages"),
		plural(out.Files(), "file", "files"), size(out.Bytes()), time.Since(started).Seconds())
	if offline != nil {
		fmt.Fprintf(a.stdout, "%s: %s, %s, SHA-256 %s\n", filepath.ToSlash(filepath.Join(target, bundle.Folder, offline.Name)),
			plural(offline.Files, "file", "files"), size(offline.Bytes), offline.SHA256)
	}
	return nil
}

// checkOutput refuses an output folder that holds the archive itself or a part
// of it.
func (a *app) checkOutput(target string) error {
	dir, err := filepath.Abs(a.dir)
	if err != nil {
		return err
	}
	out, err := filepath.Abs(target)
	if err != nil {
		return err
	}
	for _, part := range []string{"", "content", "layouts", "static", "generator"} {
		inside, err := filepath.Rel(filepath.Join(dir, part), out)
		if part != "" && err == nil && filepath.IsLocal(inside) || part == "" && out == dir {
			return usageError{fmt.Errorf("output %q is a part of the archive itself: name another folder with -o", target)}
		}
	}
	if above, err := filepath.Rel(out, dir); err == nil && filepath.IsLocal(above) {
		return usageError{fmt.Errorf("output %q holds the archive itself: name another folder with -o", target)}
	}
	return nil
}

// input gathers what a site is rendered from: the archive's own layouts and
// static files, over those that the generator carries. It gives the words of the
// interface too.
func (a *app) input(arch *archive.Archive, opt buildOptions) (*site.Input, *locale.Locale, error) {
	files := []fs.FS{os.DirFS(a.dir), incidentarchive.Files}
	source, err := readFirst(files, config.Name)
	if err != nil {
		return nil, nil, err
	}
	c, err := config.Parse(source)
	if err != nil {
		return nil, nil, err
	}
	if opt.baseURL != "" {
		if err := c.SetBaseURL(opt.baseURL); err != nil {
			return nil, nil, usageError{err}
		}
	}
	c.Params.NoIndex = c.Params.NoIndex || opt.noIndex
	table, err := readFirst(files, "layouts/_i18n/"+c.Language+".toml")
	if err != nil {
		return nil, nil, fmt.Errorf("there is no translation table for locale %q: %w", c.Language, err)
	}
	words, err := locale.Parse(table)
	if err != nil {
		return nil, nil, err
	}
	x, err := index.New(arch, words)
	if err != nil {
		return nil, nil, err
	}
	pages := page.New(arch, c, words, page.Options{SearchIndex: x.Root})
	extra := make(map[string][]byte, len(pages.Files))
	for _, f := range x.Files {
		extra[f.Name] = f.Data
	}
	for _, f := range pages.Files {
		extra[f.Path] = f.Data
	}
	return &site.Input{Config: c, Files: files, Pages: pages.Pages, Extra: extra, Store: pages}, words, nil
}

// readFirst reads a file from the first folder that has it.
func readFirst(files []fs.FS, name string) ([]byte, error) {
	var data []byte
	var err error
	for _, f := range files {
		if data, err = fs.ReadFile(f, name); err == nil {
			return data, nil
		}
	}
	return nil, err
}

// size gives a number of bytes for people.
func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1000*1000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	default:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
}
