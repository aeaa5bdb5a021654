// Package site renders an archive's pages with Hugo and publishes the result.
//
// # Fences
//
// Hugo sees a file system in memory and nothing else: the layouts and static
// files of the archive over those of the generator, and content files that the
// generator made, which hold an id and no contributed text. It may not run
// programs, read the environment or use the network. What pages show reaches
// the templates as Go values.
//
// # Publishing
//
// [Publish] builds beside the published folder and swaps the two at the end, so
// that readers see either the whole old site or the whole new one.
package site

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/gohugoio/hugo/common/hmaps"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"

	archiveconfig "incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/page"
)

// workingDir is the root of the file system that Hugo sees.
const workingDir = "/archive"

// Input is what a site is rendered from.
type Input struct {
	Config *archiveconfig.Config
	Files  []fs.FS // with layouts, static and hugo.toml; the first that has a file wins
	Pages  []page.Page
	Store  any    // site.Params.store in layouts
	Colors []byte // the stylesheet css/colors.css, which sets colours; may be empty

	// PartSize is how many pages Hugo gets at a time; 0 for the usual number.
	PartSize int
}

// Render renders all pages and static files into out.
func Render(ctx context.Context, in Input, out Target) error {
	if err := RenderPages(ctx, in, out); err != nil {
		return err
	}
	return copyStatic(in.Files, out)
}

// RenderPages renders pages into out, with the styles and scripts that they name,
// and the page for what is not found. Any part of a site's pages will do: no page
// needs another one.
func RenderPages(ctx context.Context, in Input, out Target) error {
	source := afero.NewMemMapFs()
	if err := copyFiles(source, in.Files); err != nil {
		return err
	}
	if len(in.Colors) > 0 {
		if err := afero.WriteFile(source, workingDir+"/static/css/colors.css", in.Colors, 0o644); err != nil {
			return err
		}
	}
	once := newAssets(out)
	size := cmp.Or(in.PartSize, partSize)
	for first, rest := true, in.Pages; first || len(rest) > 0; first = false {
		part := rest[:min(len(rest), size)]
		rest = rest[len(part):]
		if err := renderPart(ctx, source, in, part, first, once); err != nil {
			return err
		}
	}
	return once.complete(in.Pages)
}

// renderError is an error of Hugo's without what it appends to a refusal: its whole
// security policy.
type renderError struct{ error }

func (e *renderError) Error() string {
	text, _, _ := strings.Cut(e.error.Error(), "; the current security configuration is")
	return "render: " + strings.TrimPrefix(text, "render: ")
}

func (e *renderError) Unwrap() error { return e.error }

// settings are what no hugo.toml may change.
func settings(in Input, notFound bool) config.Provider {
	cfg := config.New()
	cfg.Set("workingDir", workingDir)
	cfg.Set("publishDir", "/public")
	cfg.Set("publishDirDynamic", "/public")
	cfg.Set("publishDirStatic", "/public")
	cfg.Set("cacheDir", "/cache")
	cfg.Set("noBuildLock", true)
	cfg.Set("baseURL", in.Config.BaseURL)
	without := []string{"taxonomy", "term", "rss", "sitemap", "robotstxt"}
	if !notFound {
		without = append(without, "404")
	}
	cfg.Set("disableKinds", without)
	cfg.Set("disableHugoGeneratorInject", true)
	cfg.Set("timeout", "120s")
	cfg.Set("timeZone", "UTC")
	cfg.Set("module", map[string]any{"mounts": []map[string]any{
		{"source": "content", "target": "content"},
		{"source": "layouts", "target": "layouts"},
		{"source": "layouts/_i18n", "target": "i18n"},
		{"source": "static", "target": "assets"},
	}})
	none := []string{"none"}
	cfg.Set("security", map[string]any{
		"enableInlineShortcodes": false,
		"exec":                   map[string]any{"allow": none, "osEnv": none},
		"funcs":                  map[string]any{"getenv": none},
		"http":                   map[string]any{"urls": none, "methods": none},
	})
	cfg.Set("params", hmaps.Params{"store": in.Store})
	return cfg
}

func load(source afero.Fs, in Input, notFound bool, out Target) (*hugolib.HugoSites, error) {
	if err := checkSettings(source); err != nil {
		return nil, err
	}
	cfg := settings(in, notFound)
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs:          source,
		Flags:       cfg,
		Filename:    workingDir + "/" + archiveconfig.Name,
		Environment: "production",
		Environ:     []string{"PATH="}, // empty would mean the real environment
		Logger:      loggers.NewDefault(),
	})
	if err != nil {
		return nil, fmt.Errorf("configure Hugo: %w", err)
	}
	if err := checkFences(configs, settings(in, notFound)); err != nil {
		return nil, err
	}
	files := hugofs.NewFromSourceAndDestination(source, afero.NewBasePathFs(out, "/"), cfg)
	sites, err := hugolib.NewHugoSites(deps.DepsCfg{Configs: configs, Fs: files, StdOut: io.Discard, StdErr: io.Discard})
	if err != nil {
		return nil, fmt.Errorf("start Hugo: %w", err)
	}
	return sites, nil
}

// copyFiles copies layouts, static files and the configuration into memory.
func copyFiles(source afero.Fs, layers []fs.FS) error {
	for n := len(layers) - 1; n >= 0; n-- { // the first layer is written last and wins
		for _, top := range []string{"layouts", "static", archiveconfig.Name} {
			err := fs.WalkDir(layers[n], top, func(name string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				data, err := fs.ReadFile(layers[n], name)
				if err != nil {
					return err
				}
				return afero.WriteFile(source, workingDir+"/"+name, data, 0o644)
			})
			if err != nil && !isNotExist(err) {
				return fmt.Errorf("read layouts and static files: %w", err)
			}
		}
	}
	return nil
}

// copyStatic copies the static files into out.
func copyStatic(layers []fs.FS, out Target) error {
	static, err := Static(layers)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(static)) {
		data, err := fs.ReadFile(static[name], "static/"+name)
		if err != nil {
			return fmt.Errorf("read static files: %w", err)
		}
		if err := out.WriteFile(name, data); err != nil {
			return err
		}
	}
	return nil
}

// Static lists the files below static/ that are published under their own names:
// all but the styles and scripts, which layouts publish with a fingerprint. It
// gives for each path below the site's root the first layer that has the file.
func Static(layers []fs.FS) (map[string]fs.FS, error) {
	files := map[string]fs.FS{}
	for _, layer := range layers {
		err := fs.WalkDir(layer, "static", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			name = strings.TrimPrefix(name, "static/")
			if !strings.HasPrefix(name, "css/") && !strings.HasPrefix(name, "js/") && files[name] == nil {
				files[name] = layer
			}
			return nil
		})
		if err != nil && !isNotExist(err) {
			return nil, fmt.Errorf("read static files: %w", err)
		}
	}
	return files, nil
}
