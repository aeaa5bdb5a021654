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
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
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
}

// Render renders all pages and static files into out.
func Render(ctx context.Context, in Input, out *Output) error {
	source := afero.NewMemMapFs()
	if err := copyFiles(source, in.Files); err != nil {
		return err
	}
	if len(in.Colors) > 0 {
		if err := afero.WriteFile(source, workingDir+"/static/css/colors.css", in.Colors, 0o644); err != nil {
			return err
		}
	}
	if err := writePages(source, in.Pages); err != nil {
		return err
	}
	sites, err := load(source, in, out)
	if err != nil {
		return err
	}
	defer sites.Close()
	if err := sites.Build(hugolib.BuildCfg{NoBuildLock: true}); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("render: %w", err)
	}
	return copyStatic(source, out)
}

// settings are what no hugo.toml may change.
func settings(in Input) config.Provider {
	cfg := config.New()
	cfg.Set("workingDir", workingDir)
	cfg.Set("publishDir", "/public")
	cfg.Set("publishDirDynamic", "/public")
	cfg.Set("publishDirStatic", "/public")
	cfg.Set("cacheDir", "/cache")
	cfg.Set("noBuildLock", true)
	cfg.Set("baseURL", in.Config.BaseURL)
	cfg.Set("disableKinds", []string{"taxonomy", "term", "rss", "sitemap", "robotstxt"})
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

func load(source afero.Fs, in Input, out *Output) (*hugolib.HugoSites, error) {
	cfg := settings(in)
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

// writePages writes a content file for each page. It holds nothing but words of
// the generator's own.
func writePages(source afero.Fs, pages []page.Page) error {
	for _, p := range pages {
		front := map[string]any{"title": p.Path, "type": "archive", "layout": p.Layout}
		data, err := json.Marshal(front)
		if err != nil {
			return err
		}
		name := path.Join(workingDir, "content", p.Path)
		switch {
		case p.Branch:
			name += "/_index.md"
		default:
			name += ".md"
		}
		if err := afero.WriteFile(source, name, append(data, '\n'), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// copyStatic copies the static files that layouts do not publish themselves
// under a name with a fingerprint.
func copyStatic(source afero.Fs, out *Output) error {
	root := workingDir + "/static"
	return afero.Walk(source, root, func(name string, info fs.FileInfo, err error) error {
		if isNotExist(err) {
			return nil
		}
		if err != nil || info.IsDir() {
			return err
		}
		name = strings.TrimPrefix(name, root)
		if strings.HasPrefix(name, "/css/") || strings.HasPrefix(name, "/js/") {
			return nil
		}
		data, err := afero.ReadFile(source, root+name)
		if err != nil {
			return err
		}
		return out.WriteFile(strings.TrimPrefix(name, "/"), data)
	})
}
