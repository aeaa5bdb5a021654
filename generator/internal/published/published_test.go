package published_test

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"incidentarchive/generator/internal/published"
)

// site answers with files by path, as a host does.
func site(t *testing.T, files map[string]string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, found := files[r.URL.Path]
		if to, redirect := strings.CutPrefix(body, "-> "); redirect {
			http.Redirect(w, r, to, http.StatusFound)
			return
		}
		switch {
		case body == "broken":
			w.WriteHeader(http.StatusBadGateway)
		case !found:
			w.WriteHeader(http.StatusNotFound)
			io.WriteString(w, files["/404.html"])
		default:
			io.WriteString(w, body)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestEditionsReadAlike(t *testing.T) {
	files := map[string]string{"MANIFEST.json": "{}", "index.html": "home", "a/index.html": "page", "a/b.txt": "b", "404.html": "none"}
	folder := t.TempDir()
	file := filepath.Join(t.TempDir(), "a.zip")
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(out)
	paths := map[string]string{}
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, content)
		}
		if err != nil {
			t.Fatal(err)
		}
		paths["/sub/"+strings.TrimSuffix(name, "index.html")] = content
	}
	if err := errors.Join(z.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
	delete(paths, "/sub/404.html") // answered with status 404
	paths["/404.html"] = "none"
	address := site(t, paths)
	for _, name := range []string{folder, file, address + "/sub", address + "/sub/", address + "/sub/MANIFEST.json"} {
		e, err := published.Open(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		for path, want := range files {
			got, err := e.Read(t.Context(), path, 100)
			if err != nil || string(got) != want {
				t.Errorf("%s: %s is %q (%v), want %q", name, path, got, err, want)
			}
		}
		if _, err := e.Read(t.Context(), "none/index.html", 100); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: a file that is not there: %v", name, err)
		}
		if _, err := e.Read(t.Context(), "index.html", 3); err == nil || !strings.Contains(err.Error(), "more than 3 bytes") {
			t.Errorf("%s: a file that is too long: %v", name, err)
		}
		if e.Web != (e.Names == nil) {
			t.Errorf("%s: names %q", name, e.Names)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
		if data, err := published.Manifest(t.Context(), name); err != nil || string(data) != "{}" {
			t.Errorf("%s: manifest %q, %v", name, data, err)
		}
	}
}

func TestNothingIsPublished(t *testing.T) {
	for _, name := range []string{t.TempDir(), site(t, nil)} {
		if _, err := published.Open(t.Context(), name); !errors.Is(err, published.ErrNothing) {
			t.Errorf("%s: got %v, want %v", name, err, published.ErrNothing)
		}
	}
	// Another site, or one that fails, is not nothing.
	e, err := published.Open(t.Context(), site(t, map[string]string{"/": "home"}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Read(t.Context(), "MANIFEST.json", 100); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	for address, want := range map[string]string{
		site(t, map[string]string{"/MANIFEST.json": "broken"}):                       "502 Bad Gateway",
		site(t, map[string]string{"/MANIFEST.json": "-> https://elsewhere.example"}): "which is another site",
		site(t, map[string]string{"/MANIFEST.json": "-> /MANIFEST.json"}):            "more than 3 redirects",
		"https://user@example.org/":                                                  "want one such as",
		gone.URL:                                                                     "connection refused",
	} {
		if _, err := published.Open(t.Context(), address); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", address, err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := published.Open(ctx, site(t, map[string]string{"/": "home"})); !errors.Is(err, context.Canceled) {
		t.Errorf("an interrupted reading says %v", err)
	}
}
