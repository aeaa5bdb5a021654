package page

import (
	"strings"

	"incidentarchive/generator/internal/export/api"
	"incidentarchive/generator/internal/export/feed"
	"incidentarchive/generator/internal/export/view"
)

// feedFiles and apiFiles never change; every page asks for them.
var feedFiles, apiFiles = feed.Files(), api.Files()

// feeds links the feeds and the calendar of a page: those of the whole archive
// where folder is empty, else those of one value, such as "services" and its id.
func (s *Site) feeds(folder, id string) []Link {
	prefix := ""
	if folder != "" {
		prefix = folder + "/{id}/"
	}
	var links []Link
	for _, f := range feedFiles {
		name, ok := strings.CutPrefix(f.Path, prefix)
		if !ok || strings.Contains(name, "/") {
			continue
		}
		at := "/" + strings.ReplaceAll(f.Path, "{id}", id)
		if s.config.Off(at) {
			continue
		}
		link := Link{Text: s.t("feed_" + kindOfFeed(f)), URL: s.href(at), Note: f.MediaType}
		links = append(links, link)
	}
	return links
}

func kindOfFeed(f view.File) string {
	switch f.MediaType {
	case "application/atom+xml":
		return "atom"
	case "application/rss+xml":
		return "rss"
	case "text/calendar":
		return "calendar"
	}
	return "json"
}

// data links a page as data of the interface: the resource that the interface
// has for it, such as "incidents" and an id. It is nil where there is none.
func (s *Site) data(folder, id string) []Link {
	path := folder + "/{id}.json"
	for _, f := range apiFiles {
		if strings.HasSuffix(f.Path, "/"+path) && !s.config.Off(f.Path) {
			return []Link{{Text: "JSON", URL: s.href("/" + strings.ReplaceAll(f.Path, "{id}", id)), Note: f.MediaType}}
		}
	}
	return nil
}
