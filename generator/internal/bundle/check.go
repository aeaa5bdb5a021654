package bundle

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"incidentarchive/generator/internal/manifest"
	"incidentarchive/generator/internal/published"
)

// checker follows the links between the files of a copy.
type checker struct {
	offline bool
	places  *places // of the files in the manifest
	pages   []examined
	ids     map[string]map[string]bool
}

func newChecker(m *manifest.Manifest) (*checker, error) {
	base := &url.URL{Scheme: "http", Host: "archive.invalid", Path: "/"}
	if m.Kind == manifest.Site {
		var err error
		if base, err = url.Parse(m.Base); err != nil || base.Host == "" || !strings.HasSuffix(base.Path, "/") {
			return nil, fmt.Errorf("%s: base is %q, want the site's address such as \"https://example.org/\"", manifest.Name, m.Base)
		}
	}
	names := make([]string, len(m.Files))
	for n, f := range m.Files {
		names[n] = f.Path
	}
	return &checker{m.Kind == manifest.Offline, newPlaces(base, names), nil, map[string]map[string]bool{}}, nil
}

// note takes the links of a file.
func (c *checker) note(x examined) {
	if len(x.links) == 0 && len(x.ids) == 0 && len(x.notes) == 0 {
		return
	}
	c.ids[x.Path] = x.ids
	c.pages = append(c.pages, x)
}

// check follows all links, once all files are known.
func (c *checker) check() []published.Problem {
	var problems []published.Problem
	for _, x := range c.pages {
		var texts []string
		if c.offline {
			texts = append(texts, x.notes...)
		}
		for _, l := range x.links {
			if text := c.follow(x.Path, l); text != "" {
				texts = append(texts, fmt.Sprintf("<%s> %s", l.element, text))
			}
		}
		slices.Sort(texts)
		for _, text := range slices.Compact(texts) {
			problems = append(problems, published.Problem{Path: x.Path, Text: text})
		}
	}
	return problems
}

// follow says what is wrong with a link, or nothing.
func (c *checker) follow(from string, l link) string {
	if strings.HasPrefix(l.address, "data:") {
		return ""
	}
	u, err := url.Parse(l.address)
	if err != nil {
		return fmt.Sprintf("has an address that cannot be read: %q", l.address)
	}
	if u.IsAbs() || u.Host != "" {
		switch {
		case l.loaded:
			return fmt.Sprintf("loads %q from elsewhere", l.address)
		case u.Scheme == "file" || u.Scheme == "" && c.offline:
			return fmt.Sprintf("leads to %q, which is different on each machine", l.address)
		}
		return ""
	}
	file := from
	if u.Path != "" {
		if c.offline {
			if strings.HasPrefix(u.Path, "/") {
				return fmt.Sprintf("leads to %q, which is not relative", l.address)
			}
			if file = path.Join(path.Dir(from), u.Path); escapes(file) {
				return fmt.Sprintf("leads out of the copy: %q", l.address)
			}
			if strings.HasSuffix(u.Path, "/") || !c.places.files[file] {
				return fmt.Sprintf("leads to %q, which is no file of the copy", l.address)
			}
		} else {
			to := c.places.resolve(from, l.address)
			if to.kind != inside {
				return fmt.Sprintf("leads to %q, which is no file of the site", l.address)
			}
			file = to.file
		}
	}
	state := strings.Contains(u.Fragment, "=") // of a script, such as #sort=start
	if u.Fragment != "" && u.Fragment != "top" && !state && strings.HasSuffix(file, ".html") && !c.ids[file][u.Fragment] {
		return fmt.Sprintf("leads to %q, but %s has no id %q", l.address, file, u.Fragment)
	}
	return ""
}
