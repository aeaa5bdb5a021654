package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"incidentarchive"
	"incidentarchive/generator/internal/asset"
	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/bundle"
	"incidentarchive/generator/internal/history"
	"incidentarchive/generator/internal/manifest"
	"incidentarchive/generator/internal/page"
	"incidentarchive/generator/internal/published"
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
	shard   string
	merge   bool

	noCache   bool
	noHistory bool
	previous  string
}

func newBuild(a *app) *cobra.Command {
	var opt buildOptions
	c := &cobra.Command{
		Use:   "build",
		Short: "Build the site",
		Long: `Build checks the records and publishes the site. The new site is made beside
the old one and put in its place in one step: when anything fails, the old site
stays as it was.

An output folder that exists has to be empty or the result of an earlier build.

MANIFEST.json lists all files with their hashes. It has a number and names the
manifest of the edition before by its hash: that of the site that is replaced, or
the one named with --previous. A site that has not changed keeps its number.

What would come out the same is taken over from the site that is replaced. A cache
in the user's cache folder says what each file was made from; a file that was
changed or removed since is made again. Records that have not changed are read from
there, too. The cache can be deleted at any time, and --no-cache does without.

A large site can be built in shards, each by a process of its own, on one machine
or on many: --shard 2/3 builds the second of three, and --merge puts the folders
of all shards together. The result is the same, byte for byte, as that of one
build.`,
		Example: `  generator build                                   # into public/
  generator build -o /srv/www/archive --base-url https://example.org/
  generator build --previous https://example.org/   # the next edition of that site
  generator build -C ../my-archive
  generator build --shard 1/2 -o one && generator build --shard 2/2 -o two
  generator build --merge one two -o public`,
		Args: func(c *cobra.Command, args []string) error {
			if opt.merge {
				return nil
			}
			return noArgs(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			if opt.merge {
				return a.merge(c.Context(), opt, args)
			}
			return a.build(c.Context(), opt)
		},
	}
	c.Flags().StringVarP(&opt.output, "output", "o", "", "the `folder` to publish into (default public/ in the archive's folder)")
	c.Flags().StringVar(&opt.baseURL, "base-url", "", "the `address` that the site is served at (default baseURL in hugo.toml)")
	c.Flags().BoolVar(&opt.noIndex, "noindex", false, "ask search engines to keep away, for previews")
	c.Flags().BoolVar(&opt.bundle, "bundle", false, "make the offline edition too, and let the site offer it for download")
	c.Flags().BoolVar(&opt.noHistory, "no-history", false, "leave out the dates of git, so that a copy without its history gives the same bytes")
	c.Flags().BoolVar(&opt.noCache, "no-cache", false, "make every file anew, even those that would come out the same")
	c.Flags().StringVar(&opt.previous, "previous", "", "the `edition` before this one: a folder, zip, manifest or web address (default the site that is replaced)")
	c.Flags().BoolVar(&opt.timings, "timings", false, "say how long each stage took")
	c.Flags().StringVar(&opt.shard, "shard", "", "build one shard of the site only: `NUMBER/OF`, such as 2/3")
	c.Flags().BoolVar(&opt.merge, "merge", false, "put the folders of all shards together, which the command line names")
	c.MarkFlagsMutuallyExclusive("shard", "merge")
	c.MarkFlagsMutuallyExclusive("shard", "bundle")
	c.MarkFlagsMutuallyExclusive("merge", "bundle")
	return c
}

func (a *app) build(ctx context.Context, opt buildOptions) error {
	started := time.Now()
	var shard build.Shard
	if opt.shard != "" {
		var err error
		if shard, err = build.ParseShard(opt.shard); err != nil {
			return usageError{err}
		}
	}
	progress := newProgress(a.stderr, opt.timings)
	defer progress.end()
	progress.stage("reading and checking the records")
	a.noCache = opt.noCache
	arch, err := a.sound(progress.end, "published")
	if err != nil {
		return err
	}
	to, err := a.destination(ctx, opt)
	if err != nil {
		return err
	}
	progress.stage("preparing the pages")
	edition := bundleOptions(arch, to.settings)
	var offer *page.Offer
	if opt.bundle {
		offer = bundle.NewOffer(edition, to.settings.Config.BasePath())
	}
	made := build.New(arch, to.settings, offer)
	made.Choose(shard)
	past, err := remembered(made, to.folder, opt.noCache)
	if err != nil {
		return err
	}
	defer collectLess(past.known())()
	var offline *bundle.Info
	var out *site.Output
	err = site.PublishOver(ctx, to.folder, past.kept(), func(dir string) error {
		out = site.NewOutput(ctx, dir)
		past.follow(out)
		if err := made.Write(ctx, out, progress.stage); err != nil {
			return err
		}
		if err := past.note(out); err != nil {
			return err
		}
		if opt.bundle {
			progress.stage("making the offline edition")
			if offline, err = a.bundleInto(ctx, dir, out, edition); err != nil {
				return err
			}
		}
		progress.stage("publishing")
		if opt.shard != "" {
			return made.WriteMark(dir)
		}
		return made.Seal(out, to.previous)
	})
	if err != nil {
		return err
	}
	past.save()
	progress.end()
	fmt.Fprintf(a.stdout, "%s: %s, %s, %s, %s in %.1f s%s\n", filepath.ToSlash(to.folder),
		plural(len(arch.Incidents), "record", "records"), plural(made.Pages(), "page", "pages"),
		plural(out.Files(), "file", "files"), size(out.Bytes()), time.Since(started).Seconds(), asBefore(out.TakenOver()))
	if offline != nil {
		fmt.Fprintf(a.stdout, "%s: %s, %s, SHA-256 %s\n", filepath.ToSlash(filepath.Join(to.folder, bundle.Folder, offline.Name)),
			plural(offline.Files, "file", "files"), size(offline.Bytes), offline.SHA256)
	}
	return nil
}

// asBefore says how many files were taken over.
func asBefore(n int) string {
	if n == 0 {
		return ""
	}
	return ", " + plural(n, "file", "files") + " taken over from before"
}

// merge puts shards together.
func (a *app) merge(ctx context.Context, opt buildOptions, dirs []string) error {
	if len(dirs) == 0 {
		return usageError{errors.New("name the folders of all shards")}
	}
	to, err := a.destination(ctx, opt)
	if err != nil {
		return err
	}
	files := 0
	err = site.Publish(ctx, to.folder, func(dir string) (err error) {
		files, err = build.Merge(ctx, dirs, dir, to.settings.Headers, to.previous)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s: %s, %s\n", filepath.ToSlash(to.folder), plural(len(dirs), "shard", "shards"), plural(files, "file", "files"))
	return nil
}

// destination is where a site goes, and what it needs to know of that.
type destination struct {
	folder   string
	settings *build.Settings
	previous []byte // the manifest of the edition before; nil for none
}

func (a *app) destination(ctx context.Context, opt buildOptions) (to destination, err error) {
	if to.folder, err = a.target(opt); err != nil {
		return to, err
	}
	if to.settings, err = a.settings(opt); err != nil {
		return to, err
	}
	to.previous, err = a.previous(ctx, opt.previous, to.folder)
	return to, err
}

// target gives the folder to publish into.
func (a *app) target(opt buildOptions) (string, error) {
	target := opt.output
	if target == "" {
		target = filepath.Join(a.dir, "public")
	}
	return target, a.checkOutput(target)
}

// previous reads the manifest of the edition before: the one that is named, or
// that of the site in target. It is nil when there is none.
func (a *app) previous(ctx context.Context, name, target string) ([]byte, error) {
	if name == "" {
		if info, err := os.Stat(target); err != nil || !info.IsDir() {
			return nil, nil // publishing tells what is wrong with it
		}
		data, err := os.ReadFile(filepath.Join(target, manifest.Name))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return data, err
	}
	data, err := published.Manifest(ctx, name)
	if errors.Is(err, published.ErrNothing) {
		fmt.Fprintf(a.stderr, "generator: %v: this is the first edition\n", err)
		return nil, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("--previous: there is no %s at %q: leave --previous out to begin with edition 1", manifest.Name, name)
	}
	if err != nil {
		return nil, fmt.Errorf("--previous: %w", err)
	}
	return data, nil
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
		if settings.Dates, err = a.dates(); err != nil {
			return nil, err
		}
	}
	if settings.Config.On("manual") {
		if settings.Manual, err = manualPages(); err != nil {
			return nil, err
		}
	}
	settings.Config.Params.NoIndex = settings.Config.Params.NoIndex || opt.noIndex
	return settings, nil
}

// dates gives what knows from git when files were first committed and last changed.
func (a *app) dates() (func(file string) (first, last string, ok bool), error) {
	past, err := history.Load(a.dir)
	if err != nil {
		return nil, err
	}
	return past.Dates, nil
}

// files gives the folders that layouts, static files and configuration are read
// from: the archive's own wins over what the generator carries.
func (a *app) files() []fs.FS {
	return []fs.FS{asset.Dir(a.dir), incidentarchive.Files, starter.Fallback()}
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
