package basis

import (
	"path"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/export/feed"
)

// feedUnit tells what a file is a feed about ("services/myguichet"). Feeds of the
// whole archive are about everything, and no unit.
func feedUnit(name string) (unit string, ok bool) {
	folder, file := path.Split(name)
	if folder == "" || file != "feed.xml" && file != "feed.atom" && file != "feed.json" {
		return "", false
	}
	return strings.TrimSuffix(folder, "/"), true
}

// feeds gives the key of the feeds about one thing, which show the newest of its
// incidents and nothing else of it but its name; false when they rest on everything.
func (b *Basis) feeds(unit string) (cache.Key, bool) {
	name := "the feeds of " + unit
	if key, ok := b.units[name]; ok {
		return key, true
	}
	h := b.hash(b.common, name)
	incidents, ok := b.feedOf(h, unit)
	if !ok {
		return cache.Key{}, false
	}
	newest := feed.Newest(b.archive.Date, incidents)
	b.contents(h, newest)
	if len(newest) == 0 {
		h.texts(string(b.archive.Date)) // when they changed
	}
	b.units[name] = h.key()
	return b.units[name], true
}

// feedOf gives the incidents that feeds are about, and adds what they are called.
func (b *Basis) feedOf(h *hashing, unit string) ([]*archive.Incident, bool) {
	kind, id, _ := strings.Cut(unit, "/")
	switch kind {
	case "services":
		if s := b.archive.Service(id); s != nil {
			h.record(s.ID, s.Key)
			return s.Incidents, true
		}
	case "organisations":
		if o := b.archive.Organisation(id); o != nil {
			h.record(o.ID, o.Key)
			return feed.OfOrganisation(o), true
		}
	}
	for _, g := range b.groups[kind] {
		if g.Slug() == id {
			h.texts(g.ID)
			return g.Incidents, true
		}
	}
	return nil, false
}
