package published

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"

	"incidentarchive/generator/internal/manifest"
)

const (
	webTimeout   = time.Minute // for one file
	maxRedirects = 3
	agent        = "incidentarchive (reads the manifest of a published archive)"
)

// web reads a site from its address.
type web struct {
	base   *url.URL // ends with a slash
	client *http.Client
}

func openWeb(ctx context.Context, base *url.URL) (*Edition, error) {
	if base.Host == "" || base.User != nil {
		return nil, fmt.Errorf("address is %q, want one such as \"https://example.org/\"", base)
	}
	w := &web{base: &url.URL{Scheme: base.Scheme, Host: base.Host, Path: strings.TrimSuffix(base.Path, manifest.Name)}}
	if !strings.HasSuffix(w.base.Path, "/") {
		w.base.Path += "/"
	}
	// Files are wanted as they are published, not compressed on the way.
	w.client = &http.Client{
		Timeout:       webTimeout,
		Transport:     &http.Transport{Proxy: http.ProxyFromEnvironment, DisableCompression: true, MaxResponseHeaderBytes: 64 << 10, MaxIdleConnsPerHost: 8, ForceAttemptHTTP2: true},
		CheckRedirect: w.redirect,
	}
	e := &Edition{Name: w.base.String(), Web: true, open: w.open, close: func() error { w.client.CloseIdleConnections(); return nil }}
	for _, name := range []string{manifest.Name, "index.html"} {
		f, err := w.open(ctx, name)
		if err == nil {
			return e, f.Close()
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return nil, fmt.Errorf("%s: %w", w.base, ErrNothing)
}

// redirect follows what hosts do for tidy addresses, and nothing else.
func (w *web) redirect(r *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return fmt.Errorf("more than %d redirects", maxRedirects)
	}
	if r.URL.Host != w.base.Host || r.URL.Scheme != w.base.Scheme && r.URL.Scheme != "https" {
		return fmt.Errorf("redirects to %s, which is another site", r.URL.Redacted())
	}
	return nil
}

// open asks for a file. Pages are asked for as readers do, by their folder.
func (w *web) open(ctx context.Context, name string) (io.ReadCloser, error) {
	address := w.base.JoinPath(name)
	if folder, page := strings.CutSuffix(name, "index.html"); page && (folder == "" || strings.HasSuffix(folder, "/")) {
		address = w.base.JoinPath(folder)
		address.Path = strings.TrimSuffix(address.Path, "/") + "/"
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", agent)
	response, err := w.client.Do(request)
	if err != nil {
		return nil, err
	}
	status := response.StatusCode
	if status == http.StatusOK || status == http.StatusNotFound && name == "404.html" {
		return response.Body, nil
	}
	response.Body.Close()
	if status == http.StatusNotFound || status == http.StatusGone {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return nil, fmt.Errorf("%s: the server answers %q", address, response.Status)
}
