package bundle

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// meta keeps what still holds in a copy: the policy is the bundle's own, and
// addresses for social networks lead nowhere.
func (m *markup) meta(t *tag) (keep bool, err error) {
	switch strings.ToLower(t.get("http-equiv")) {
	case "content-security-policy":
		return false, nil
	case "refresh":
		delay, address, found := strings.Cut(t.get("content"), ";")
		if !found {
			return true, nil
		}
		address = strings.TrimSpace(address)
		if len(address) > 4 && strings.EqualFold(address[:4], "url=") {
			address = strings.Trim(address[4:], `"' `)
		}
		to := m.resolve(m.name, address)
		if to.kind != inside {
			m.dropped++
			return false, nil // the link on the page stays
		}
		t.set("content", delay+"; url="+to.address)
	}
	property := strings.ToLower(t.get("property") + t.get("name"))
	if strings.HasPrefix(property, "og:") || strings.HasPrefix(property, "twitter:") {
		address := strings.TrimSpace(t.get("content"))
		return !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://"), nil
	}
	return true, nil
}

// online are relations that mean nothing in a copy, or that browsers refuse to
// follow from a file. The canonical address goes with them: links to the
// website stand on the pages where they are meant.
var online = []string{"canonical", "shortlink", "manifest", "search", "preconnect", "dns-prefetch", "modulepreload", "prefetch", "preload", "pingback", "webmention", "hub", "self"}

// loaded are relations of what the page loads.
var loaded = []string{"stylesheet", "icon", "apple-touch-icon", "mask-icon"}

func (m *markup) link(t *tag) (keep bool, err error) {
	t.drop("integrity", "crossorigin")
	for _, relation := range t.words("rel") {
		if slices.Contains(online, relation) {
			return false, nil
		}
		if slices.Contains(loaded, relation) {
			return true, m.load(t, "href")
		}
	}
	to := m.resolve(m.name, t.get("href"))
	if to.kind == missing {
		return false, nil
	}
	t.set("href", to.address)
	return true, nil
}

// anchor marks links that leave the archive. A link to what the bundle does not
// have leads to the website, when that has a real address, and is plain text
// otherwise.
func (m *markup) anchor(t *tag) (keep bool, err error) {
	name := "href"
	if !t.has(name) && t.has("xlink:href") {
		name = "xlink:href"
	}
	address, found := t.lookup(name)
	if !found {
		return true, nil
	}
	t.drop("ping")
	to := m.resolve(m.name, address)
	switch to.kind {
	case inside:
		t.set(name, to.address)
		return true, nil
	case unchanged:
		return true, nil
	case missing:
		m.dropped++
		if !m.public {
			m.unlink(t)
			return true, nil
		}
	}
	t.set(name, to.address)
	if t.name == "a" && !m.svg && m.vectors == 0 {
		t.set("class", strings.TrimSpace(t.get("class")+" offline-leaves"))
		m.closeAs = `<span class="offline-hidden"> ` + html.EscapeString(m.leaves) + `</span></a>`
	}
	return true, nil
}

// unlink turns a link into a span.
func (m *markup) unlink(t *tag) {
	t.drop("href", "xlink:href", "rel", "target", "download", "hreflang", "type", "referrerpolicy", "aria-current")
	if t.name != "a" || m.svg || m.vectors > 0 {
		return // without an address it leads nowhere
	}
	t.rename("span")
	m.closeAs = "</span>"
}

// form makes the address relative that a form is sent to. A form without a page
// that takes it is left out.
func (m *markup) form(t *tag) (keep bool, err error) {
	action, found := t.lookup("action")
	if !found {
		return true, nil
	}
	to := m.resolve(m.name, action)
	if to.kind == missing || to.kind == outside {
		m.dropped++
		return false, nil
	}
	t.set("action", to.address)
	return true, nil
}

// script keeps classic scripts in files and blocks of data, but for what is
// meant for search engines.
func (m *markup) script(t *tag) (keep bool, err error) {
	t.drop("integrity", "crossorigin", "nonce")
	kind := strings.ToLower(t.get("type"))
	switch {
	case kind == "application/ld+json":
		return false, nil
	case kind == "module" || kind == "importmap" || kind == "speculationrules":
		return false, fmt.Errorf("<script type=%q> does not run from a file: write it as a classic script", kind)
	case kind != "" && !strings.Contains(kind, "javascript"):
		return true, nil
	case !t.has("src"):
		return false, fmt.Errorf("a script stands in the page itself, which its policy forbids: put it into a file")
	}
	return true, m.load(t, "src")
}
