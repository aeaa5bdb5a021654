package deploy_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// store is a server that speaks the protocol of S3, on loopback. It holds one
// bucket, "archive".
type store struct {
	address string // for deploy
	context context.Context

	backend *s3mem.Backend
	fail    func(change int) int // the status to refuse a change with, or 0

	mu      sync.Mutex
	changes int                    // uploads and deletions asked for
	check   func()                 // after each change
	headers map[string]http.Header // what each file was uploaded with
}

func newStore(t *testing.T) *store {
	t.Helper()
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "eu-west-1", "AWS_SESSION_TOKEN": "",
		"AWS_MAX_ATTEMPTS": "1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
		"AWS_PROFILE": "",
	} {
		t.Setenv(name, value)
	}
	s := &store{backend: s3mem.New(), context: t.Context(), headers: map[string]http.Header{}}
	if err := s.backend.CreateBucket("archive"); err != nil {
		t.Fatal(err)
	}
	fake := gofakes3.New(s.backend, gofakes3.WithLogger(gofakes3.DiscardLog())).Server()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPut && r.Method != http.MethodDelete || r.URL.Query().Has("uploadId") {
			fake.ServeHTTP(w, r)
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.changes++
		s.headers[strings.TrimPrefix(r.URL.Path, "/archive/")] = r.Header
		if s.fail != nil {
			if status := s.fail(s.changes); status != 0 {
				io.Copy(io.Discard, r.Body)
				code := map[int]string{http.StatusForbidden: "AccessDenied", http.StatusConflict: "OperationAborted"}[status]
				w.Header().Set("Content-Type", "application/xml")
				w.WriteHeader(status)
				fmt.Fprintf(w, "<Error><Code>%s</Code><Message>no</Message></Error>", code)
				return
			}
		}
		fake.ServeHTTP(w, r)
		if s.check != nil {
			s.check()
		}
	}))
	t.Cleanup(server.Close)
	s.address = "s3://archive?use_path_style=true&endpoint=" + server.URL
	return s
}

// put stores a file that no deployment made.
func (s *store) put(t *testing.T, name, text string) {
	t.Helper()
	if _, err := s.backend.PutObject("archive", name, nil, strings.NewReader(text), int64(len(text)), nil); err != nil {
		t.Fatal(err)
	}
}

// files gives what is stored.
func (s *store) files(t *testing.T) map[string]string {
	t.Helper()
	list, err := s.backend.ListBucket("archive", nil, gofakes3.ListBucketPage{})
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, c := range list.Contents {
		object, err := s.backend.GetObject("archive", c.Key, nil)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(object.Contents)
		object.Contents.Close()
		if err != nil {
			t.Fatal(err)
		}
		files[c.Key] = string(data)
	}
	return files
}

// watch looks after each change whether readers find everything: who starts at
// any page that was there at first, and follows whatever pages refer to, comes to
// no file that is missing. Once pages are being deleted, that holds for those
// that are in next: the others may have led to each other.
func (s *store) watch(t *testing.T, next map[string]string) {
	s.changes = 0
	before := s.files(t)
	var start, stay []string
	for name := range before {
		if strings.HasSuffix(name, ".html") && follow(before, []string{name}) == "" {
			start = append(start, name)
			if _, stays := next[name]; stays {
				stay = append(stay, name)
			}
		}
	}
	s.check = func() {
		files := s.files(t)
		known := start
		for name := range before {
			if _, there := files[name]; !there {
				known = stay
			}
		}
		if missing := follow(files, known); missing != "" {
			t.Errorf("after change %d: %s", s.changes, missing)
		}
	}
}

var reference = regexp.MustCompile(`(?:href|src)="(/[^"]*)"`)

// follow follows all references from some files and tells of one that leads
// nowhere.
func follow(files map[string]string, start []string) string {
	seen := map[string]bool{}
	for todo := slices.Clone(start); len(todo) > 0; todo = todo[1:] {
		name := todo[0]
		if seen[name] {
			continue
		}
		seen[name] = true
		text, there := files[name]
		if !there {
			return name + " is missing"
		}
		for _, match := range reference.FindAllStringSubmatch(text, -1) {
			to := strings.TrimPrefix(match[1], "/")
			if to == "" || strings.HasSuffix(to, "/") {
				to += "index.html"
			}
			if _, there := files[path.Clean(to)]; !there {
				return name + " refers to " + to + ", which is missing"
			}
			todo = append(todo, to)
		}
	}
	return ""
}

// random makes one version of a site of pages that refer to each other, to feeds
// and to fingerprinted files. Versions share some pages and files.
func random(seed, version uint64) map[string]string {
	r := rand.New(rand.NewPCG(seed, version))
	style := fmt.Sprintf("css/archive.min.%032x.css", r.IntN(2))
	index := fmt.Sprintf("search/index/s1-%010x/", version)
	files := map[string]string{
		".incident-archive": "made", "robots.txt": "robots", style: "css", index + "t.js": "index", "data/all.csv": fmt.Sprint(version),
	}
	var pages []int
	for k := range 7 {
		if k < 2 || r.IntN(2) == 0 {
			pages = append(pages, k)
		}
	}
	link := func(to string) string { return fmt.Sprintf(`<a href="/%s">x</a>`, to) }
	common := fmt.Sprintf(`<link href="/%s"><script src="/%st.js"></script><a href="/data/all.csv">data</a><a href="/">home</a><a href="/feed.xml">feed</a>`, style, index)
	home, feed := common, ""
	for _, k := range pages {
		text := common + link(fmt.Sprintf("p%d/feed.xml", k))
		for range r.IntN(4) {
			text += link(fmt.Sprintf("p%d/", pages[r.IntN(len(pages))]))
		}
		files[fmt.Sprintf("p%d/index.html", k)] = text
		files[fmt.Sprintf("p%d/feed.xml", k)] = link(fmt.Sprintf("p%d/", k))
		if r.IntN(2) == 0 {
			home += link(fmt.Sprintf("p%d/", k))
		}
		feed += link(fmt.Sprintf("p%d/", k))
	}
	files["index.html"], files["feed.xml"] = home, feed
	return files
}
