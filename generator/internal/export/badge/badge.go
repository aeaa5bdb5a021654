// Package badge writes what others can put on their own pages: for each service
// a small picture (SVG) and a card (HTML) that name its last incident. Both are
// static, hold no script and say nothing that the archive does not know: they
// never call a service well.
package badge

import (
	"context"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/export/view"
)

// Root is the folder of badges and cards, below the site's root. They have a
// folder of their own so that a server can let other sites embed just these.
const Root = "embed/"

// Files lists what [Write] writes.
func Files() []view.File {
	return []view.File{
		{Path: Root + "{id}.svg", MediaType: "image/svg+xml", Title: "Badge of a service", Description: "Its last incident as a small picture."},
		{Path: Root + "{id}.html", MediaType: "text/html", Title: "Card of a service", Description: "Its last incident as a small page to embed."},
		{Path: Root + "card.css", MediaType: "text/css", Title: "Style of the cards", Description: "What the cards look like."},
	}
}

// Write hands on the badges and cards of all services.
func Write(ctx context.Context, v *view.View, emit view.Emit) error {
	if err := emit(Root+"card.css", []byte(style)); err != nil {
		return err
	}
	return view.Each(ctx, len(v.Archive.Services), func(n int) error {
		if id := v.Archive.Services[n].ID; !v.Wants(Root+id+".svg") && !v.Wants(Root+id+".html") {
			return nil
		}
		s := newStatus(v.Archive.Services[n])
		badge, err := s.svg()
		if err != nil {
			return err
		}
		if err := emit(Root+s.service.ID+".svg", badge); err != nil {
			return err
		}
		card, err := s.card(v)
		if err != nil {
			return err
		}
		return emit(Root+s.service.ID+".html", card)
	})
}

// status is what is said of a service.
type status struct {
	service *archive.Service
	last    *archive.Incident // nil when there is none
	count   int               // of incidents that were not withdrawn
	text    string            // when the last one was
}

func newStatus(s *archive.Service) status {
	out := status{service: s, text: "none on record"}
	for _, i := range s.Incidents {
		if i.Withdrawn != nil {
			continue
		}
		if out.last == nil {
			out.last = i
		}
		out.count++
	}
	if i := out.last; i != nil {
		out.text = i.Incident.Start.Value.Text(edtf.English)
		if i.Ongoing() {
			out.text = "ongoing on " + string(i.Modified)
		}
	}
	return out
}
