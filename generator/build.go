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
	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/bundle"
	"incidentarchive/generator/internal/history"
	"incidentarchive/generator/internal/page"
	"incidentarchive/generator/internal/site"
	"incidentarchive/generator/internal/starter"
)

// buildOptions are the flags of build.
type buildOptions struct {
	output  string
	baseURL string
	noIndex bool
	timings bool
	bundle  bool

	noHistory bool
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
	c.Flags().BoolVar(&opt.noHistory, "no-history", false, "leave out the dates of git, so that a copy without its history gives the same bytes")
	c.Flags().BoolVar(&opt.timings, "timings", false, "say how long each stage took")
	return c
}

func (a *app) build(ctx context.Context, opt buildOptions) error {
	started := time.Now()
	progress := newProgress(a.stderr, opt.timings)
	defer progress.end()
	progress.stage("reading and checking the records")
	arch, err := a.sound(progress.end, "published")
	if err != nil {
		return err
	}
	target := opt.output
	if target == "" {
		target = filepath.Join(a.dir, "public")
	}
	if err := a.checkOutput(target); err != nil {
		return err
	}
	settings, err := a.settings(opt)
	if err != nil {
		return err
	}
	progress.stage("preparing the pages")
	edition := bundleOptions(arch, settings)
	var offer *page.Offer
	if opt.bundle {
		offer = bundle.NewOffer(edition, settings.Config.BasePath())
	}
	made, err := build.New(arch, settings, offer)
	if err != nil {
		return err
	}
	var offline *bundle.Info
	var out *site.Output
	err = site.Publish(ctx, target, func(dir string) error {
		out = site.NewOutput(ctx, dir)
		if err := made.Write(ctx, out, progress.stage); err != nil {
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
		plural(len(arch.Incidents), "record", "records"), plural(made.Pages(), "page", "pages"),
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

// settings reads what a site is made from: the archive's own layouts and static
// files over those that the generator carries, and what the flags say.
func (a *app) settings(opt buildOptions) (*build.Settings, error) {
	settings, err := build.Read(a.files())
	if err != nil {
		return nil, err
	}
	if opt.baseURL != "" {
		if err := settings.Config.SetBaseURL(opt.baseURL); err != nil {
			return nil, usageError{err}
		}
	}
	if !opt.noHistory {
		past, err := history.Load(a.dir)
		if err != nil {
			return nil, err
		}
		settings.Dates = past.Dates
	}
	if settings.Config.On("manual") {
		if settings.Manual, err = manualPages(); err != nil {
			return nil, err
		}
	}
	settings.Config.Params.NoIndex = settings.Config.Params.NoIndex || opt.noIndex
	return settings, nil
}

// files gives the folders that layouts, static files and configuration are read
// from: the archive's own wins over what the generator carries.
func (a *app) files() []fs.FS {
	return []fs.FS{os.DirFS(a.dir), incidentarchive.Files, starter.Fallback()}
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
