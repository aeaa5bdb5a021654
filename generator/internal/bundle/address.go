package bundle

import (
	"net/netip"
	"net/url"
	"path"
	"strings"
)

// places knows the files of an edition and turns the site's addresses into
// relative ones that end in a file.
type places struct {
	base  *url.URL // where the site is served; its path ends with a slash
	files map[string]bool
	dirs  map[string]bool // without a slash at the end; the root is ""
}

func newPlaces(base *url.URL, names []string) *places {
	p := &places{base: base, files: make(map[string]bool, len(names)), dirs: map[string]bool{"": true}}
	for _, name := range names {
		p.files[name] = true
		for dir := path.Dir(name); dir != "." && !p.dirs[dir]; dir = path.Dir(dir) {
			p.dirs[dir] = true
		}
	}
	return p
}

// kind is where an address leads.
type kind int

const (
	unchanged kind = iota // within the page, or nothing to do with the site
	inside                // to a file of the edition
	missing               // to a part of the site that the edition does not have
	outside               // to another site
)

// target is what an address turned into.
type target struct {
	kind    kind
	address string // to write: relative when inside, absolute when missing or outside
	file    string // when inside
}

// resolve follows an address that stands in the file from.
func (p *places) resolve(from, address string) target {
	address = strings.Trim(address, space)
	if address == "" || address[0] == '#' || address[0] == '?' {
		return target{unchanged, address, from}
	}
	u, err := url.Parse(address)
	if err != nil {
		return target{unchanged, address, ""}
	}
	if u.Opaque != "" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return target{unchanged, address, ""}
	}
	full := p.base.JoinPath(from).ResolveReference(u)
	if full.Host != p.base.Host || !strings.HasPrefix(full.Path, p.base.Path) && full.Path+"/" != p.base.Path {
		return target{outside, full.String(), ""}
	}
	name := strings.TrimPrefix(full.Path+"/", p.base.Path)
	name = strings.Trim(name, "/")
	switch {
	case p.files[name] && !strings.HasSuffix(full.Path, "/"):
	case p.files[path.Join(name, index)]:
		name = path.Join(name, index)
	default:
		return target{missing, full.String(), ""}
	}
	t := target{kind: inside, file: name}
	if name != from || full.RawQuery != "" || full.Fragment == "" {
		t.address = relative(from, name)
	}
	if full.RawQuery != "" {
		t.address += "?" + full.RawQuery
	}
	if full.Fragment != "" {
		t.address += "#" + full.EscapedFragment()
	}
	return t
}

// folder follows an address that scripts put before the names of files: the
// folder stays a folder. It tells whether the edition has it.
func (p *places) folder(from, address string) (relativeAddress string, found bool) {
	u, err := url.Parse(address)
	if err != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", false
	}
	full := p.base.JoinPath(from).ResolveReference(u)
	rest, below := strings.CutPrefix(full.Path, p.base.Path)
	if full.Host != p.base.Host || !below || !p.dirs[strings.TrimSuffix(rest, "/")] {
		return "", false
	}
	to := relative(from, path.Join(rest, "x"))
	return "./" + strings.TrimSuffix(to, "x"), true
}

// index is the file that a folder's address means on the web.
const index = "index.html"

// relative gives the way from the file from to the file to.
func relative(from, to string) string {
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	same := 0
	for same < len(a)-1 && same < len(b)-1 && a[same] == b[same] {
		same++
	}
	return strings.Repeat("../", len(a)-1-same) + strings.Join(b[same:], "/")
}

// public tells whether an address can be opened by readers elsewhere: its host
// is none of those that are reserved for examples and tests (RFC 2606, RFC 6761)
// or private.
func public(base *url.URL) bool {
	host := strings.ToLower(base.Hostname())
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsGlobalUnicast() && !ip.IsPrivate()
	}
	if !strings.Contains(host, ".") {
		return false
	}
	for _, reserved := range []string{".example", ".test", ".invalid", ".localhost", ".local", ".internal", ".example.com", ".example.org", ".example.net"} {
		if strings.HasSuffix("."+host, reserved) {
			return false
		}
	}
	return true
}
