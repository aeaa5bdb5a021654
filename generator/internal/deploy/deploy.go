// Package deploy copies a published site to the place that it is served from:
// object storage or a folder. It uploads only what changed, in an order in which
// readers never meet a page that refers to something that is not there.
//
// # Order
//
// Object storage replaces one file at a time and has no swap of a whole site. So
// a deployment goes in [Plan.Steps], each of which ends before the next begins:
//
//  1. new files that are no pages (styles, scripts, data, the search index)
//  2. new pages; no page that readers know leads to them yet
//  3. changed files that are no pages
//  4. changed pages
//  5. what readers and programs start from: the home page, feeds, the sitemap
//  6. pages that are gone are deleted, and then the other files that are gone
//
// Until step 6 everything that an old page refers to is there, and from step 3 on
// everything that a new one does. A deployment that ends early for whatever
// reason leaves pages of which each is whole, some of them older than others; the
// next one compares again and does the rest. Two at the same time are not safe.
package deploy

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"

	"incidentarchive/generator/internal/manifest"
	"incidentarchive/generator/internal/mediatype"
	"incidentarchive/generator/internal/site"
)

// Options say how to deploy. The zero value uploads one file at a time, deletes
// nothing and refuses any doubtful target.
type Options struct {
	Jobs      int     // how many files are compared or transferred at the same time
	All       bool    // upload files that are there already too
	Delete    bool    // delete what is no longer part of the site
	MaxDelete float64 // greatest share of the files there, in percent, that may be deleted
	Force     bool    // deploy over files that no deployment made, and delete any share

	Pauses []time.Duration // before each further attempt at what failed
}

// Kind is what happens to a file.
type Kind string

// Kinds of actions.
const (
	Upload Kind = "upload" // it is not there yet
	Update Kind = "update" // it is there with another content
	Delete Kind = "delete" // it is there and no longer part of the site
)

// Action is what has to be done to one file.
type Action struct {
	Kind Kind
	File File
}

// Plan is what turns the files at the target into those of the site.
type Plan struct {
	Steps     [][]Action // each step has to end before the next begins; none is empty
	Unchanged int        // files that are there already
}

// Actions gives all actions in order.
func (p *Plan) Actions() []Action { return slices.Concat(p.Steps...) }

// Count gives the number of files, and of bytes to send, of one kind.
func (p *Plan) Count(kind Kind) (files int, bytes int64) {
	for _, a := range p.Actions() {
		if a.Kind == kind {
			files++
			bytes += a.File.Size
		}
	}
	return files, bytes
}

// NewPlan compares the site with what is in the bucket. It refuses a bucket that
// holds files but no site, and a plan that would delete more than opt allows.
func NewPlan(ctx context.Context, bucket *blob.Bucket, local *Site, opt Options) (*Plan, error) {
	there, err := list(ctx, bucket, opt)
	if err != nil {
		return nil, err
	}
	if _, ours := there[site.Marker]; !ours && len(there) > 0 && !opt.Force {
		return nil, fmt.Errorf("the target holds %d files and no %s, so that no deployment made them: name an empty place, or use --force", len(there), site.Marker)
	}
	same, err := unchanged(ctx, bucket, local, there, opt)
	if err != nil {
		return nil, err
	}
	plan := &Plan{}
	var actions []Action
	gone, permanent := 0, 0
	for n, f := range local.Files {
		switch _, exists := there[f.Path]; {
		case same[n]:
			plan.Unchanged++
		case exists:
			actions = append(actions, Action{Update, f})
		default:
			actions = append(actions, Action{Upload, f})
		}
	}
	for name, object := range there {
		if !Fingerprinted(name) {
			permanent++
		}
		if local.has(name) || !opt.Delete {
			continue
		}
		if !Fingerprinted(name) {
			gone++
		}
		actions = append(actions, Action{Delete, File{Path: name, Size: object.Size}})
	}
	if share := 100 * float64(gone) / float64(max(permanent, 1)); share > opt.MaxDelete && !opt.Force {
		return nil, fmt.Errorf("%d of the %d files there (%.0f %%) are not part of this site, want at most %g %%: look whether the address and the folder are the right ones; --force deletes them, --no-delete keeps them", gone, permanent, share, opt.MaxDelete)
	}
	plan.Steps = steps(actions)
	return plan, nil
}

// steps puts actions in their order.
func steps(actions []Action) [][]Action {
	slices.SortFunc(actions, func(a, b Action) int {
		return cmp.Or(step(a)-step(b), strings.Compare(a.File.Path, b.File.Path))
	})
	var all [][]Action
	for n, a := range actions {
		if n == 0 || step(a) != step(actions[n-1]) {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], a)
	}
	return all
}

// step tells when an action has its turn; see the package comment. The marker is
// the very first, so that a first deployment that ends early can be continued.
func step(a Action) int {
	page := strings.HasSuffix(a.File.Path, ".html")
	switch {
	case a.Kind == Delete && page:
		return 6
	case a.Kind == Delete:
		return 7
	case a.File.Path == site.Marker:
		return 0
	case entrance(a):
		return 5
	case a.Kind == Upload && !page:
		return 1
	case a.Kind == Upload:
		return 2
	case !page:
		return 3
	}
	return 4
}

// entrance tells whether readers or programs start from a file and go on to what
// it lists: the home page and the manifest, and what is at the root, feeds and
// sums once they are there. New ones may be referred to by pages, and come before
// them.
func entrance(a Action) bool {
	name := a.File.Path
	base := name[strings.LastIndexByte(name, '/')+1:]
	return name == "index.html" || name == manifest.Name || a.Kind == Update && (base == name || base == "SHA256SUMS" || strings.HasPrefix(base, "feed."))
}

// Run does what the plan says. Done is called after each action, from several
// goroutines. When an action fails, those under way are given up, which leaves
// what is stored under their names as it was, and none begins after it.
func (p *Plan) Run(ctx context.Context, bucket *blob.Bucket, local *Site, opt Options, done func(Action)) error {
	for _, actions := range p.Steps {
		err := parallel(ctx, opt.Jobs, len(actions), func(ctx context.Context, n int) error {
			a := actions[n]
			err := opt.retry(ctx, func() error {
				if a.Kind == Delete {
					return remove(ctx, bucket, a.File.Path)
				}
				return upload(ctx, bucket, local, a.File)
			})
			if err != nil {
				return fmt.Errorf("%s %s: %w", a.Kind, a.File.Path, err)
			}
			done(a)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// upload sends one file. What is stored changes only when all of it has arrived.
func upload(ctx context.Context, bucket *blob.Bucket, local *Site, f File) error {
	ctx, cancel := context.WithCancel(ctx) // a writer whose context ends before Close stores nothing
	defer cancel()
	source, err := local.root.Open(f.Path)
	if err != nil {
		return changed{err}
	}
	defer source.Close()
	w, err := bucket.NewWriter(ctx, f.Path, &blob.WriterOptions{
		ContentType: mediatype.Of(f.Path), CacheControl: CacheControl(f.Path),
		ContentMD5: f.MD5[:], Metadata: map[string]string{sumKey: f.sum()},
	})
	if err != nil {
		return err
	}
	n, err := io.Copy(w, source)
	if err == nil && n != f.Size {
		err = changed{fmt.Errorf("%d bytes, %d before", n, f.Size)}
	}
	if err != nil {
		cancel()
		w.Close()
		return err
	}
	err = w.Close()
	if gcerrors.Code(err) == gcerrors.FailedPrecondition {
		return changed{err} // the sum is another one
	}
	return err
}
