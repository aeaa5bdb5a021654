package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// hub holds the browsers that wait for changes.
type hub struct {
	mu      sync.Mutex
	clients map[*client]bool
}

// client is one open page.
type client struct {
	page   string
	events chan string // the latest only
}

// send tells every browser, and waits for none.
func (h *hub) send(event string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.clients {
		select {
		case <-c.events: // outdated
		default:
		}
		c.events <- event
	}
}

// pages lists the pages that browsers have open, each once.
func (h *hub) pages() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var list []string
	for c := range h.clients {
		list = append(list, c.page)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func (h *hub) add(c *client) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.clients[c] = true
}

func (h *hub) remove(c *client) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.clients, c)
}

// Events in the form of a stream of server-sent events (WHATWG HTML, section 9.2).

func reloadEvent(v *version) string { return "event: reload\ndata: " + v.id + "\n\n" }

func styleEvent(v *version) string {
	data, err := json.Marshal(struct {
		Version string   `json:"version"`
		Styles  []string `json:"styles"`
	}{v.id, v.styles()})
	if err != nil {
		return reloadEvent(v)
	}
	return fmt.Sprintf("event: style\ndata: %s\n\n", data)
}

// alive is how often a silent stream says that it is still there.
const alive = 20 * time.Second

// events is the stream of changes for a page. The page says which version it is of,
// so that a change between its loading and its asking is not lost.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	c := &client{page: pagePath(r.FormValue("page")), events: make(chan string, 1)}
	s.hub.add(c)
	defer s.hub.remove(c)
	w.Header().Set("Content-Type", "text/event-stream")
	stream := http.NewResponseController(w)
	say := func(text string) bool {
		_, err := fmt.Fprint(w, text)
		return err == nil && stream.Flush() == nil
	}
	if !say("retry: 500\n\n") {
		return
	}
	if v := s.current.Load(); v.id != r.FormValue("seen") {
		say(reloadEvent(v))
	}
	tick := time.NewTicker(alive)
	defer tick.Stop()
	for {
		text := ": alive\n\n"
		select {
		case <-r.Context().Done():
			return
		case text = <-c.events:
		case <-tick.C:
		}
		if !say(text) {
			return
		}
	}
}
