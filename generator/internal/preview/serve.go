package preview

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"incidentarchive/generator/internal/export"
	"incidentarchive/generator/internal/header"
	"incidentarchive/generator/internal/index"
	"incidentarchive/generator/internal/mediatype"
)

// Addresses of the preview's own files. No page of a site begins so.
const (
	ownPath    = "/_preview/"
	scriptPath = ownPath + "reload.js"
	stylePath  = ownPath + "fault.css"
	eventsPath = ownPath + "events"
)

// withheld are headers of the published site that do not concern one on this
// machine: it has no certificate, the browser is to keep nothing, and data are
// open to pages from elsewhere once they are published, not as a draft.
var withheld = []string{"Strict-Transport-Security", "Cache-Control", "Access-Control-Allow-Origin"}

// headers gives the headers of the published site for a path. Pages also connect
// to the preview, which tells them when to load again.
func (s *Server) headers(path string) []header.Field {
	set := header.Usual()
	if v := s.current.Load(); v != nil && v.content != nil {
		set = v.content.site.Headers()
	}
	fields := slices.DeleteFunc(set.For(path), func(f header.Field) bool { return slices.Contains(withheld, f.Name) })
	for n, f := range fields {
		if f.Name == "Content-Security-Policy" && !strings.Contains(f.Value, "connect-src") {
			fields[n].Value += "; connect-src 'self'"
		}
	}
	return fields
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !loopback(r.Host) {
		// A page from elsewhere may have pointed its own domain at this machine.
		http.Error(w, "the preview is open to this machine only: ask for localhost or 127.0.0.1", http.StatusForbidden)
		return
	}
	s.setHeaders(w, r)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "the preview only shows pages", http.StatusMethodNotAllowed)
		return
	}
	select {
	case <-s.ready:
	case <-r.Context().Done():
		return
	}
	s.setHeaders(w, r) // the settings are known now
	v := s.current.Load()
	switch r.URL.Path {
	case scriptPath:
		write(w, r, http.StatusOK, "reload.js", reloadScript)
	case stylePath:
		write(w, r, http.StatusOK, "fault.css", faultStyles(v.files))
	case eventsPath:
		s.events(w, r)
	default:
		s.file(w, r, v)
	}
}

func (s *Server) setHeaders(w http.ResponseWriter, r *http.Request) {
	for _, f := range s.headers(r.URL.Path) {
		w.Header().Set(f.Name, f.Value)
	}
	w.Header().Set("Cache-Control", "no-store")
}

// loopback tells whether a Host header names this machine by a name that no one
// else can give it.
func loopback(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	ip := net.ParseIP(name)
	return strings.EqualFold(name, "localhost") || ip != nil && ip.IsLoopback()
}

// file answers with a page or a file of the site.
func (s *Server) file(w http.ResponseWriter, r *http.Request, v *version) {
	at := pagePath(r.URL.Path)
	if looksLikePage(at) && !v.sound() {
		s.page(w, r, v, http.StatusOK, result{findings: v.findings})
		return
	}
	if v.content == nil {
		s.other(w, r, v, nil, fs.ErrNotExist)
		return
	}
	if _, ok := v.content.pages[at]; ok {
		s.mu.Lock()
		s.viewed = at
		s.mu.Unlock()
		s.page(w, r, v, http.StatusOK, s.told(v.page(context.WithoutCancel(r.Context()), at)))
		return
	}
	if _, ok := v.content.pages[at+"/"]; ok {
		target := *r.URL
		target.Path, target.RawPath = at+"/", ""
		http.Redirect(w, r, target.RequestURI(), http.StatusMovedPermanently)
		return
	}
	data, err := v.file(context.WithoutCancel(r.Context()), strings.TrimPrefix(at, "/"))
	s.other(w, r, v, data, err)
}

// told reports errors that showed only when a page was rendered.
func (s *Server) told(p result) result {
	s.mu.Lock()
	known := s.faults
	s.mu.Unlock()
	if len(p.findings) > 0 && !known {
		s.report(Update{Findings: p.findings})
	}
	return p
}

// other answers with a file that is no page, or with what is wrong.
func (s *Server) other(w http.ResponseWriter, r *http.Request, v *version, data []byte, err error) {
	switch {
	case err == nil:
		write(w, r, http.StatusOK, r.URL.Path, data)
	case !errors.Is(err, fs.ErrNotExist):
		s.page(w, r, v, http.StatusOK, s.told(result{findings: findingsOf(err, v.files)}))
	case !v.sound():
		http.NotFound(w, r)
	default:
		s.page(w, r, v, http.StatusNotFound, s.told(v.notFound(context.WithoutCancel(r.Context()))))
	}
}

// file gives a file that is no page.
func (v *version) file(ctx context.Context, name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrNotExist
	}
	if data, ok := v.asset(name); ok {
		return data, nil
	}
	if layer := v.static[name]; layer != nil {
		return fs.ReadFile(layer, "static/"+name)
	}
	return v.content.file(ctx, name)
}

// page answers with a page, or with its errors.
func (s *Server) page(w http.ResponseWriter, r *http.Request, v *version, code int, p result) {
	if len(p.findings) > 0 {
		code, p.html = http.StatusInternalServerError, faults(p.findings)
	}
	write(w, r, code, "index.html", withScript(p.html, v.id))
}

// withScript adds the script that loads a page again.
func withScript(html []byte, version string) []byte {
	tag := []byte(`<script src="` + scriptPath + "?version=" + version + `" defer></script>`)
	head := bytes.Index(html, []byte("</head>"))
	if head < 0 {
		return append(bytes.Clone(html), tag...)
	}
	return bytes.Join([][]byte{html[:head], html[head:]}, tag)
}

// write answers with a file; HEAD and ranges work as with any server of files.
func write(w http.ResponseWriter, r *http.Request, code int, name string, data []byte) {
	w.Header().Set("Content-Type", mediatype.Of(strings.TrimPrefix(name, "/")))
	if code != http.StatusOK {
		w.WriteHeader(code)
		if r.Method != http.MethodHead {
			w.Write(data) // the browser may have gone
		}
		return
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// pagePath gives the path of a page as the site lists it.
func pagePath(address string) string {
	if folder, ok := strings.CutSuffix(address, "/index.html"); ok {
		return folder + "/"
	}
	return address
}

// looksLikePage tells whether an address is one that a reader would open.
func looksLikePage(address string) bool {
	extension := path.Ext(address)
	return strings.HasSuffix(address, "/") || extension == "" || extension == ".html"
}

// kindOf names what is made together with a file.
func kindOf(name string) string {
	if strings.HasPrefix(name, index.Folder) {
		return index.Folder
	}
	if file, ok := export.Find(name); ok {
		return file.Path
	}
	return name
}
