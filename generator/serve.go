package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/lint"
	"incidentarchive/generator/internal/preview"
)

// usualPort is where people look for a preview, as with Hugo's own.
const usualPort = 1313

type serveOptions struct {
	port   int
	chosen bool // the port was named, so that no other will do
}

func newServe(a *app) *cobra.Command {
	var opt serveOptions
	c := &cobra.Command{
		Use:   "serve",
		Short: "Preview the site while you edit it",
		Long: `Serve shows the site in a browser on this machine, and shows it anew whenever a
record, a layout, a style or hugo.toml is saved. Nothing is written to the disk:
pages are made when the browser asks for them.

While something is broken, every page shows what, with the place and the line, as
the terminal does; once it is mended the page comes back by itself. Warnings in
records that you save stand in the terminal, as check prints them.

The preview can be reached from this machine only. It ends with Ctrl-C.`,
		Example: `  generator serve                       # http://127.0.0.1:1313/, or a free port
  generator serve -C ../my-archive --port 8080`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			opt.chosen = c.Flags().Changed("port")
			return a.serve(c.Context(), opt)
		},
	}
	c.Flags().IntVarP(&opt.port, "port", "p", usualPort, "the `port` to listen on; 0 is any that is free")
	return c
}

func (a *app) serve(ctx context.Context, opt serveOptions) error {
	// A preview keeps the records and makes little besides: collecting garbage less
	// often makes it answer sooner.
	debug.SetGCPercent(200)
	progress := newProgress(a.stderr, false)
	defer progress.end()
	dir, err := filepath.Abs(a.dir)
	if err != nil {
		return err
	}
	if info, err := os.Lstat(filepath.Join(dir, "content")); err != nil || !info.IsDir() {
		_, _, err := a.load() // says what is missing
		return err
	}
	listener, err := listen(opt)
	if err != nil {
		return err
	}
	address := "http://" + listener.Addr().String() + "/"
	settings, err := a.previewSettings(address)
	if err != nil {
		listener.Close()
		return err
	}
	progress.stage("reading and checking the records")
	return preview.New(preview.Options{
		Dir: dir, Files: a.files(), Load: a.loadAfter, Check: a.checkAssets, Settings: settings,
		Report: func(u preview.Update) {
			progress.end()
			a.reportUpdate(u, address)
		},
		Lint: func(arch *archive.Archive, wanted func(string) bool) diagnostic.List {
			return lint.RunOn(arch, diagnostic.Warning, wanted)
		},
		Advise: a.advise,
		Warn:   func(err error) { fmt.Fprintf(a.stderr, "generator: %v\n", err) },
	}).Run(ctx, listener)
}

// previewSettings gives what reads the settings of a preview. The history is read
// once: what is being edited is not in it yet.
func (a *app) previewSettings(address string) (func() (*build.Settings, error), error) {
	dates, err := a.dates()
	if err != nil {
		return nil, err
	}
	return func() (*build.Settings, error) {
		settings, err := a.settings(buildOptions{baseURL: address, noHistory: true})
		if err != nil {
			return nil, err
		}
		settings.Dates = dates
		return settings, nil
	}, nil
}

// listen opens the port that was asked for. Unless it was named, another one does
// as well when it is taken.
func listen(opt serveOptions) (net.Listener, error) {
	if opt.port < 0 || opt.port > 65535 {
		return nil, usageError{fmt.Errorf("port is %d, want a number from 0 to 65535", opt.port)}
	}
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(opt.port)))
	switch {
	case err == nil:
		return l, nil
	case !opt.chosen:
		return net.Listen("tcp", "127.0.0.1:0")
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("port %d is taken by another program: name another one, or leave --port out to get a free one", opt.port)
	}
	return nil, fmt.Errorf("listen on port %d: %w", opt.port, err)
}

// reportUpdate prints what came of a change: errors as check does, else one line.
func (a *app) reportUpdate(u preview.Update, address string) {
	if len(u.Findings) > 0 {
		u.Findings.WriteText(a.stderr, color(a.stderr)) // a closed terminal is no reason to end
		fmt.Fprintf(a.stderr, "generator: %s, shown on every page until mended\n", summary(u.Findings))
	}
	if u.First {
		fmt.Fprintln(a.stdout, address)
		fmt.Fprintln(a.stderr, "watching content/, layouts/, static/ and hugo.toml; end with Ctrl-C")
		return
	}
	if len(u.Findings) == 0 {
		word := "shown"
		if u.Mended {
			word = "mended"
		}
		fmt.Fprintf(a.stderr, "%s: %s in %d ms\n", word, changedText(u.Changed), (u.Read + u.List + u.Render).Round(time.Millisecond).Milliseconds())
	}
}

// mostWarnings is how many warnings a preview prints after one change.
const mostWarnings = 5

// advise prints warnings in what changed as check does, the first few.
func (a *app) advise(x preview.Advice) {
	shown := x.Warnings[:min(len(x.Warnings), mostWarnings)]
	shown.WriteText(a.stderr, color(a.stderr)) // a closed terminal is no reason to end
	where := changedText(x.Changed)
	if x.First {
		where = "the archive"
	}
	rest := ""
	if len(shown) < len(x.Warnings) {
		rest = fmt.Sprintf(", the first %d are shown: \"generator check\" lists all", len(shown))
	}
	fmt.Fprintf(a.stderr, "generator: %s in %s%s\n", plural(len(x.Warnings), "warning", "warnings"), where, rest)
}

// changedText names what changed: the file, or how many there are.
func changedText(files []string) string {
	if len(files) > 1 {
		return plural(len(files), "file", "files")
	}
	return diagnostic.Printable(strings.Join(files, ""))
}
