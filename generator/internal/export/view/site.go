package view

import (
	"strings"

	"incidentarchive/generator/internal/config"
)

// Site gives the addresses of the site's pages and files.
type Site struct{ *config.Config }

// At gives the absolute address of a path below the site's root, which has no
// leading slash.
func (s Site) At(path string) string { return s.BaseURL + path }

// Incident gives the address of an incident's page.
func (s Site) Incident(id string) string { return s.At("incidents/" + id + "/") }

// Service gives the address of a service's page.
func (s Site) Service(id string) string { return s.At("services/" + id + "/") }

// Organisation gives the address of an organisation's page; "" where the site has
// no such pages.
func (s Site) Organisation(id string) string {
	if !s.On("organisations") {
		return ""
	}
	return s.At("organisations/" + id + "/")
}

// Publisher names who publishes the archive: the archive itself when nobody is
// configured.
func (s Site) Publisher() string {
	if s.Params.Publisher != "" {
		return s.Params.Publisher
	}
	return s.Title
}

// Description says what the archive is, in one sentence.
func (s Site) Description() string {
	if s.Params.Description != "" {
		return s.Params.Description
	}
	return s.Title
}

// Contact gives the address for corrections as a URI; "" when none is configured.
func (s Site) Contact() string {
	contact := s.Params.Contact
	if contact == "" || strings.HasPrefix(contact, "https://") || strings.HasPrefix(contact, "http://") || strings.HasPrefix(contact, "mailto:") {
		return contact
	}
	return "mailto:" + contact
}
