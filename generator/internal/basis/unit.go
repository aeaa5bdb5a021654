package basis

import (
	"crypto/sha256"
	"encoding/binary"
	"strconv"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/export/feed"
	"incidentarchive/generator/internal/export/view"
)

// contentOf is the key of what an incident says, wherever it is shown: its record
// and the records of all that it names.
func contentOf(a *archive.Archive, i *archive.Incident) cache.Key {
	h := newHash(cache.Key{}, "content", i.File)
	h.record(i.ID, i.Key)
	for _, s := range i.Services {
		h.record(s.ID, s.Key)
		h.record(s.Operator.ID, s.Operator.Key)
	}
	named := func(id string) {
		if o := a.Organisation(id); o != nil {
			h.record(o.ID, o.Key)
		}
	}
	for _, c := range i.Incident.Claims {
		named(c.By)
	}
	for _, u := range i.Updates {
		named(u.By)
	}
	for _, r := range i.Responses {
		named(r.By)
	}
	h.briefs(i.Related)
	return h.key()
}

// Chunk gives the key of what the exports of all records show of some incidents.
func (b *Basis) Chunk(incidents []*archive.Incident) cache.Key {
	h := newHash(b.common, "chunk")
	b.contents(h, incidents)
	for _, i := range incidents {
		for _, other := range i.Related {
			h.texts(view.Origin(other)) // by which identifiers name it
		}
	}
	return h.key()
}

// incident is the key of an incident's own files. Its page shows others beside it.
func (b *Basis) incident(i *archive.Incident) cache.Key {
	h := newHash(b.common, "incident")
	h.add(b.content[i])
	h.texts(b.history(i)...)
	h.briefs(i.SameCampaign())
	h.briefs(i.SameService())
	h.briefs(i.SameCause())
	for _, next := range []*archive.Incident{i.Newer, i.Older} {
		if next == nil {
			h.texts("none")
		} else {
			h.brief(next)
		}
	}
	return h.key()
}

// service is the key of a service's files.
func (b *Basis) service(s *archive.Service) cache.Key {
	h := newHash(b.common, "service")
	h.record(s.ID, s.Key)
	h.record(s.Operator.ID, s.Operator.Key)
	for _, list := range [][]*archive.Service{s.DependsOn, s.Dependents} {
		h.count(len(list))
		for _, x := range list {
			h.record(x.ID, x.Key)
		}
	}
	for _, g := range b.groups["sectors"] {
		if g.ID == string(s.Sector) {
			h.texts("its sector has a page")
		}
	}
	b.list(h, s.Incidents) // these say, too, which services were hit together with it
	return h.key()
}

// organisation is the key of an organisation's files.
func (b *Basis) organisation(o *archive.Organisation) cache.Key {
	h := newHash(b.common, "organisation")
	h.record(o.ID, o.Key)
	h.count(len(o.Services))
	for _, s := range o.Services {
		h.record(s.ID, s.Key)
	}
	for _, g := range b.groups["countries"] {
		if g.ID == string(o.Country) {
			h.texts("its country has a page")
		}
	}
	h.count(len(o.Claims))
	for _, c := range o.Claims {
		h.texts(strconv.Itoa(c.Number))
		h.add(b.content[c.Incident])
	}
	b.contents(h, o.Incidents)
	b.latest(h, feed.OfOrganisation(o))
	return h.key()
}

// month is the key of the pages of the n-th month. They link its neighbours.
func (b *Basis) month(n int) cache.Key {
	m := b.archive.Months[n]
	h := newHash(b.common, "month", m.ID)
	for _, k := range []int{n + 1, n - 1} {
		if k >= 0 && k < len(b.archive.Months) {
			h.texts(b.archive.Months[k].ID, strconv.Itoa(len(b.archive.Months[k].Incidents)))
		}
	}
	b.list(h, m.Incidents)
	return h.key()
}

// list adds a list of incidents, and which of them its feeds have.
func (b *Basis) list(h *hashing, incidents []*archive.Incident) {
	b.contents(h, incidents)
	b.latest(h, incidents)
}

func (b *Basis) contents(h *hashing, incidents []*archive.Incident) {
	h.count(len(incidents))
	for _, i := range incidents {
		h.add(b.content[i])
	}
}

// latest adds which incidents the feeds about some have: that follows from the
// archive's date, too. Feeds without any say that date.
func (b *Basis) latest(h *hashing, incidents []*archive.Incident) {
	size := feed.Size(b.archive.Date, incidents)
	h.count(size)
	if size == 0 {
		h.texts(string(b.archive.Date))
	}
}

// hashing collects the parts of a key, each of which is told from the next. It
// keeps their bytes, since hashing many small pieces costs more than the copy.
type hashing struct{ parts []byte }

// newHash begins a key. What is collected stays below 1 kB for most.
func newHash(common cache.Key, texts ...string) *hashing {
	h := &hashing{append(make([]byte, 0, 1<<10), common[:]...)}
	h.texts(texts...)
	return h
}

func (h *hashing) count(n int) { h.parts = binary.AppendVarint(h.parts, int64(n)) }

func (h *hashing) texts(texts ...string) {
	for _, text := range texts {
		h.count(len(text))
		h.parts = append(h.parts, text...)
	}
}

func (h *hashing) add(key cache.Key) { h.parts = append(h.parts, key[:]...) }

// record adds a record by its id and its file.
func (h *hashing) record(id string, key archive.Key) {
	h.texts(id)
	h.parts = append(h.parts, key[:]...)
}

// briefs adds what a link to each incident shows.
func (h *hashing) briefs(list []*archive.Incident) {
	h.count(len(list))
	for _, i := range list {
		h.brief(i)
	}
}

func (h *hashing) brief(i *archive.Incident) {
	h.texts(i.ID, i.Title, i.Incident.Start.Value.String())
}

func (h *hashing) key() cache.Key { return sha256.Sum256(h.parts) }
