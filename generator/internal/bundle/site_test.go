// Unsafe names in a zip are errors in these tests.
//go:debug zipinsecurepath=0

package bundle_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"incidentarchive"
	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/bundle"
	"incidentarchive/generator/internal/locale"
	"incidentarchive/generator/internal/site"
)

// whole gives the archive of this repository as a site, rendered once for all
// tests that need it.
func whole(t testing.TB) rendered {
	t.Helper()
	r, err := wholeOnce()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var wholeOnce = sync.OnceValues(func() (rendered, error) {
	return render(filepath.Join(temporary, "whole"), "", "https://archive.example/")
})

// temporary is a folder for what several tests share.
var temporary string

// rendered is a site with its bundle.
type rendered struct {
	archive *archive.Archive
	site    fs.FS
	opt     bundle.Options
	zip     []byte
	info    *bundle.Info
}

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "bundle-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	temporary = dir
	return m.Run()
}

// words are those of the interface.
var words = func() *locale.Locale {
	source, err := fs.ReadFile(incidentarchive.Files, "layouts/_i18n/en.toml")
	if err != nil {
		panic(err)
	}
	l, err := locale.Parse(source)
	if err != nil {
		panic(err)
	}
	return l
}()

// render builds the site of a selection into dir, and its bundle.
func render(dir, selection, baseURL string) (rendered, error) {
	var r rendered
	ctx := context.Background()
	root, err := os.OpenRoot("../../..")
	if err != nil {
		return r, err
	}
	defer root.Close()
	all, findings, err := archive.Load(root, archive.Options{Now: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return r, err
	}
	if all == nil {
		return r, &findings[0]
	}
	r.archive = all
	if selection != "" {
		filter, err := archive.ParseFilter(selection)
		if err != nil {
			return r, err
		}
		if r.archive, err = all.Select(filter); err != nil {
			return r, err
		}
	}
	settings, err := build.Read([]fs.FS{os.DirFS("../../.."), incidentarchive.Files})
	if err != nil {
		return r, err
	}
	c := settings.Config
	if err := c.SetBaseURL(baseURL); err != nil {
		return r, err
	}
	made := build.New(r.archive, settings, nil)
	if err := made.Write(ctx, site.NewOutput(ctx, dir), func(string) {}); err != nil {
		return r, err
	}
	r.site = os.DirFS(dir)
	r.opt = bundle.Options{
		Title: c.Title, Language: c.Language, BaseURL: c.BaseURL, Date: string(all.Date), Version: all.Version(),
		Incidents: len(r.archive.Incidents), Whole: len(all.Incidents), Selection: selection, Words: words,
	}
	var b bytes.Buffer
	r.info, err = bundle.Write(ctx, &b, r.site, r.opt)
	r.zip = b.Bytes()
	return r, err
}

// entries lists the incidents of a site for an edition in one file.
func (r rendered) entries() []bundle.Entry {
	var list []bundle.Entry
	for _, i := range r.archive.Incidents {
		list = append(list, bundle.Entry{ID: i.ID, Title: i.Title, Type: string(i.Type), TypeText: string(i.Type), Date: "2025", Page: "incidents/" + i.ID + "/index.html"})
	}
	return list
}

// unzip gives the files of a bundle by their name below its folder.
func unzip(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(in); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		in.Close()
		_, name, _ := bytes.Cut([]byte(f.Name), []byte("/"))
		files[string(name)] = b.Bytes()
	}
	return files
}

// unpack writes the files of a bundle into a folder.
func unpack(t testing.TB, data []byte, dir string) {
	t.Helper()
	for name, content := range unzip(t, data) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
