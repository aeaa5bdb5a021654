package build

import (
	"context"
	"io/fs"
	"strings"
	"sync"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export"
	"incidentarchive/generator/internal/page"
)

// Addresses are the files that readers and programs may have kept the address
// of, and whether each is a page that only leads on. Names are slash-separated
// and below the site's root.
type Addresses map[string]bool

// NewAddresses lists the addresses of a site without rendering it. Pictures, the
// search index and what has a hash in its name are left out: no promise is made
// about these.
func NewAddresses(ctx context.Context, a *archive.Archive, settings *Settings) (Addresses, error) {
	pages := page.New(a, settings.Config, settings.Words, page.Options{Dates: settings.Dates})
	list := Addresses{}
	for _, p := range pages.Pages {
		list[strings.TrimPrefix(p.Path, "/")+"index.html"] = p.Layout == "redirect"
	}
	for _, f := range pages.Files {
		list[f.Path] = false
	}
	for _, files := range settings.Files {
		err := fs.WalkDir(files, "static", func(name string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				list[strings.TrimPrefix(name, "static/")] = false
			}
			return nil // a folder that is not there has no files
		})
		if err != nil {
			return nil, err
		}
	}
	var lock sync.Mutex
	err := export.Write(ctx, a, settings.Config, func(name string, _ []byte) error {
		lock.Lock()
		defer lock.Unlock()
		list[name] = false
		return nil
	})
	return list, err
}
