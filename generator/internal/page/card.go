package page

import (
	"bytes"
	"context"
	"runtime"
	"sync"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/card"
	"incidentarchive/generator/internal/record"
)

// cardName is the file of an incident's card, beside its page.
const cardName = "card.png"

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

// WriteCards paints the cards that social networks show with a link, on all
// processors. Emit is called from several goroutines; the first error ends it.
func (s *Site) WriteCards(ctx context.Context, emit func(name string, data []byte) error) error {
	if !s.config.On("cards") {
		return nil
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan *archive.Incident)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			painter, err := card.NewPainter()
			for i := range next {
				var b bytes.Buffer
				if err == nil {
					err = painter.PNG(&b, s.card(i))
				}
				if err == nil {
					err = emit("incidents/"+i.ID+"/"+cardName, b.Bytes())
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
		next <- i
	}
	close(next)
	group.Wait()
	return context.Cause(ctx)
}
