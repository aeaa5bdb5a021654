// Package preview shows an archive in a browser while it is being edited.
//
// A [Server] watches the archive's folder. After a change it reads what changed,
// checks it, and tells every browser that has a page open to load it again; then it
// looks for warnings. Nothing is written to the disk, and nothing is made before a
// browser asks for it: pages are rendered one by one, and the search index, the
// cards and the data come into being with the first request for one of their files.
// What was made is kept until a change makes it stale.
//
// # Faults
//
// While a record, a layout or the configuration is broken, every page shows the
// findings instead, as they stand in the terminal; when they are mended, the page
// comes back. Data, styles and scripts are those of the last sound version.
//
// # Fences
//
// The preview is for the person at the keyboard. It answers only requests for
// this machine by a name of its own, so that no page from elsewhere can read
// drafts by pointing a domain here, and it sends the headers of the published
// site, so that a script or a style that these forbid fails here, too. The script
// that reloads pages is added on the way to the browser; it is in no layout and
// in no published site.
package preview

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/diagnostic"
)

// Options say what is shown.
type Options struct {
	Dir   string  // the archive's folder, which is watched
	Files []fs.FS // with layouts, static and hugo.toml; the first that has a file wins

	// Load reads the records. What has not changed since it gave previous, which may
	// be nil, need not be read again. The archive is nil when the findings hold an
	// error.
	Load func(previous *archive.Archive) (*archive.Archive, diagnostic.List, error)
	// Check looks at the archive's own layouts and static files.
	Check func() diagnostic.List
	// Settings reads the configuration and the words of the interface.
	Settings func() (*build.Settings, error)

	// Report is told what came of each change, one after the other.
	Report func(Update)
	// Lint looks for warnings in the files that are wanted, of an archive that
	// browsers show already; nil when nobody asks for them.
	Lint func(a *archive.Archive, wanted func(file string) bool) diagnostic.List
	// Advise is told of warnings, after Report.
	Advise func(Advice)
	// Warn is told of what keeps the preview from working at its best.
	Warn func(error)
}

// Update is what came of a change.
type Update struct {
	First    bool            // nothing was shown before
	Changed  []string        // files, as slash-separated paths below the archive's folder
	Findings diagnostic.List // errors: while there are any, pages show them
	Mended   bool            // there were errors before, and are none now

	Incidents int // in the archive, when it is sound

	// How long it took to read the records and settings, to list the pages, and to
	// render those that browsers have open.
	Read, List, Render time.Duration
}

// Advice is warnings about records that are sound.
type Advice struct {
	First    bool            // about the whole archive
	Changed  []string        // else, about these files, as in an Update
	Warnings diagnostic.List // at least one
}

// Server shows an archive. It is made by [New].
type Server struct {
	opt     Options
	token   string // tells the versions of this server from those of others
	hub     hub
	ready   chan struct{} // closed with the first version
	current atomic.Pointer[version]

	mu     sync.Mutex // guards viewed, faults, and calls of Report and Advise
	viewed string     // the page that was asked for last
	faults bool       // whether there were errors when somebody was told last

	// Of the goroutine that updates.
	number   int
	archive  *archive.Archive // the last sound one
	settings *build.Settings
	content  *content // what is made of the two
	linted   bool     // whether warnings were looked for once
	unlinted []string // files that changed since then
	broken   struct{ records, files, settings diagnostic.List }
}

// New makes a server of an archive that is not read yet.
func New(opt Options) *Server {
	s := &Server{opt: opt, token: rand.Text(), ready: make(chan struct{}), viewed: "/"}
	s.hub.clients = map[*client]bool{}
	return s
}

// Run shows the archive to whoever connects to l, until ctx ends.
func (s *Server) Run(ctx context.Context, l net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		MaxHeaderBytes:    1 << 16,
		BaseContext:       func(net.Listener) context.Context { return ctx }, // ends the streams of events
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	defer server.Close()

	changes := make(chan []string)
	var watching sync.WaitGroup
	defer watching.Wait()
	defer cancel()
	watching.Go(func() { watch(ctx, s.opt.Dir, s.opt.Warn, changes) })
	s.update(ctx, nil)
	close(s.ready)
	for {
		select {
		case <-ctx.Done():
			cancel()
			return stop(server)
		case err := <-failed:
			return fmt.Errorf("serve the preview: %w", err)
		case changed := <-changes:
			s.update(ctx, changed)
		}
	}
}

// stop lets requests that are under way end, for a moment.
func stop(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}
