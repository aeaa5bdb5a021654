package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"incidentarchive"
	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/bundle"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/export"
	"incidentarchive/generator/internal/index"
	"incidentarchive/generator/internal/layout"
	"incidentarchive/generator/internal/lint"
	"incidentarchive/generator/internal/page"
	"incidentarchive/generator/internal/site"
	"incidentarchive/generator/internal/starter"
	"incidentarchive/generator/internal/synthetic"
)

var records = flag.String("records", "100,1000", "`numbers` of records that the stages are measured with, beside the repository's own")

// BenchmarkStages measures each stage of a build apart: the time of all
// processors (cpu-s), the most memory that was in use (peak-MB), and the files
// and bytes that came out.
//
//	go test -run - -bench Stages -benchtime 1x ./generator/internal/bench -records 10000
func BenchmarkStages(b *testing.B) {
	b.Run("repository", func(b *testing.B) { stages(b, "../../..") })
	for text := range strings.SplitSeq(*records, ",") {
		b.Run(text, func(b *testing.B) {
			n, err := strconv.Atoi(text)
			if err != nil {
				b.Fatal(err)
			}
			dir := b.TempDir()
			if err := synthetic.Write(dir, n, 1); err != nil {
				b.Fatal(err)
			}
			stages(b, dir)
		})
	}
}

// stages measures the stages one after the other; each takes what the one before
// has made.
func stages(b *testing.B, dir string) {
	ctx := b.Context()
	a := load(b, dir)
	settings, err := build.Read([]fs.FS{os.DirFS(dir), incidentarchive.Files, starter.Fallback()})
	if err != nil {
		b.Fatal(err)
	}
	stage(b, "load", func(*output) error { load(b, dir); return nil })
	stage(b, "check", func(*output) error { lint.Run(a, diagnostic.Note); return nil })
	stage(b, "derive", func(*output) error {
		all, err := archive.ParseFilter("type:outage,attack")
		if err != nil {
			return err
		}
		_, err = a.Select(all)
		return err
	})
	stage(b, "search", func(out *output) error {
		x, err := index.New(a, settings.Words, nil)
		if err != nil {
			return err
		}
		for _, f := range x.Files {
			out.add(f.Name, f.Data)
		}
		return nil
	})
	stage(b, "exports", func(out *output) error { return export.Write(ctx, a, settings.Config, export.Target{Emit: out.add}) })
	x, err := index.New(a, settings.Words, nil)
	if err != nil {
		b.Fatal(err)
	}
	layouts, err := layout.New(settings.Files, settings.Words)
	if err != nil {
		b.Fatal(err)
	}
	views := func() *page.Site {
		return page.New(a, settings.Config, settings.Words, page.Options{
			Layouts:     layouts,
			SearchIndex: func() string { return x.Root },
			Linked:      func(i *archive.Incident) []byte { return export.JSONLD(settings.Config, i) },
			LinkedData:  func() []byte { return export.DatasetJSONLD(settings.Config, a) },
		})
	}
	stage(b, "pages", func(*output) error {
		pages := views()
		for _, p := range pages.Pages {
			if pages.View(p.Path) == nil {
				return fmt.Errorf("%s has no view", p.Path)
			}
		}
		return nil
	})
	pages := views()
	stage(b, "cards", func(out *output) error {
		return pages.WriteCards(ctx, func(string) bool { return true }, out.add)
	})
	var rendered *site.Memory
	stage(b, "render", func(out *output) error {
		rendered = site.NewMemory()
		err := site.Render(ctx, site.Input{Config: settings.Config, Files: settings.Files, Pages: pages.Pages, Store: pages}, rendered)
		out.addAll(rendered.Files())
		return err
	})
	all := rendered.Files()
	stage(b, "minify", func(out *output) error {
		target := site.NewOutput(ctx, b.TempDir())
		for name, data := range all {
			if err := target.WriteFile(name, slices.Clone(data)); err != nil {
				return err
			}
		}
		out.files.Store(int64(target.Files()))
		out.bytes.Store(target.Bytes())
		return nil
	})
	whole := b.TempDir()
	if err := build.New(a, settings, nil).Write(ctx, site.NewOutput(ctx, whole), func(string) {}); err != nil {
		b.Fatal(err)
	}
	published := filepath.Join(b.TempDir(), "site")
	b.Run("publish", func(b *testing.B) {
		for range b.N {
			b.StopTimer()
			err := site.Publish(ctx, published, func(dir string) error {
				err := os.CopyFS(dir, os.DirFS(whole))
				b.StartTimer()
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	stage(b, "bundle", func(out *output) error {
		c := settings.Config
		info, err := bundle.Write(ctx, io.Discard, os.DirFS(whole), bundle.Options{
			Title: c.Title, Language: c.Language, BaseURL: c.BaseURL, Date: string(a.Date), Version: a.Version(),
			Incidents: len(a.Incidents), Whole: len(a.Incidents), Words: settings.Words,
		})
		if err != nil {
			return err
		}
		out.files.Store(int64(info.Files))
		out.bytes.Store(info.Bytes)
		return nil
	})
}

func load(b *testing.B, dir string) *archive.Archive {
	root, err := os.OpenRoot(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	a, findings, err := archive.Load(root, archive.Options{Now: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil || a == nil {
		b.Fatal(err, findings)
	}
	return a
}

// output counts what a stage makes.
type output struct{ files, bytes atomic.Int64 }

func (o *output) add(_ string, data []byte) error {
	o.files.Add(1)
	o.bytes.Add(int64(len(data)))
	return nil
}

func (o *output) addAll(files map[string][]byte) {
	for name, data := range files {
		o.add(name, data)
	}
}

// stage measures work. It starts with as little memory in use as possible.
func stage(b *testing.B, name string, work func(*output) error) {
	b.Run(name, func(b *testing.B) {
		var out *output
		debug.FreeOSMemory()
		stop := watchMemory()
		before := processorTime()
		for b.Loop() {
			out = &output{}
			if err := work(out); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric((processorTime()-before).Seconds()/float64(b.N), "cpu-s/op")
		b.ReportMetric(float64(stop())/1e6, "peak-MB")
		if n := out.files.Load(); n > 0 {
			b.ReportMetric(float64(n), "files")
			b.ReportMetric(float64(out.bytes.Load())/1e6, "out-MB")
		}
	})
}

// watchMemory looks every few milliseconds how many bytes the Go runtime has in
// use, until stop is called, which gives the most it saw.
func watchMemory() (stop func() uint64) {
	ctx, cancel := context.WithCancel(context.Background())
	most := make(chan uint64)
	go func() {
		sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		peak := uint64(0)
		for {
			metrics.Read(sample)
			peak = max(peak, sample[0].Value.Uint64()-sample[1].Value.Uint64())
			select {
			case <-ctx.Done():
				most <- peak
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return func() uint64 { cancel(); return <-most }
}
