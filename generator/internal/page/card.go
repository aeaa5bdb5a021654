package page

import (
	"context"
	"runtime"
	"sync"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/card"
	"incidentarchive/generator/internal/record"
)

// cardName is the file of an incident's card, beside its page.
const cardName = "card.png"

// CardSuffix ends the paths of all cards: incidents/ID/card.png.
const CardSuffix = "/" + cardName

// card makes what the card of an incident says.
func (s *Site) card(i *archive.Incident) card.Card {
	c := card.Card{
		ID: i.ID, Title: i.Title, Type: s.name("type", string(i.Type)), Attack: i.Type == record.Attack,
		When: s.span(i.Incident.Start.Value, i.Incident.End.Value, frame{}), Archive: s.config.Title,
	}
	if !i.Duration.IsZero() {
		c.Duration = s.durationText(i)
	}
	for _, x := range i.Services {
		c.Services = append(c.Services, x.Name)
	}
	return c
}

func cardPath(i *archive.Incident) string { return "incidents/" + i.ID + "/" + cardName }

// Card paints the card of one incident, a PNG.
func (s *Site) Card(i *archive.Incident) ([]byte, error) {
	painter, err := card.NewPainter()
	if err != nil {
		return nil, err
	}
	return painter.PNG(s.card(i))
}

// WriteCards paints the cards that social networks show with a link, as far as
// has tells that their files are wanted, on all processors. Emit is called from
// several goroutines and may not keep the data; the first error ends it.
func (s *Site) WriteCards(ctx context.Context, has func(name string) bool, emit func(name string, data []byte) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan *archive.Incident)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			painter, err := card.NewPainter()
			for i := range next {
				var data []byte
				if err == nil {
					data, err = painter.PNG(s.card(i))
				}
				if err == nil {
					err = emit(cardPath(i), data)
				}
				if err != nil {
					cancel(err)
				}
			}
		})
	}
	for _, i := range s.archive.Incidents {
		if ctx.Err() != nil {
			break
		}
		if has(cardPath(i)) {
			next <- i
		}
	}
	close(next)
	group.Wait()
	return context.Cause(ctx)
}
