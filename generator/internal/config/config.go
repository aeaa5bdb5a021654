// Package config reads hugo.toml: what an archive is called, where it is served,
// how it looks and what its pages link to. The same file configures Hugo.
//
// Every setting is a field of [Config] or [Params]; what it means stands in the
// field's tag, from which the manual is made. A key that nobody reads is an error
// with its place, so that no slip of the hand goes unnoticed.
package config

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"incidentarchive/generator/internal/manifest"
	"incidentarchive/generator/internal/record"
)

// Name is the file that holds the configuration, at the archive's root.
const Name = "hugo.toml"

// Config is the part of hugo.toml that the generator itself uses.
type Config struct {
	BaseURL  string `toml:"baseURL" doc:"Where the site is served; a build can replace it with --base-url." example:"https://archive.example/"`
	Title    string `toml:"title" doc:"The archive's name. Required." example:"Outages in Utrecht"`
	Language string `toml:"locale" doc:"The language of the interface, a BCP 47 tag. There has to be a table layouts/_i18n/TAG.toml." example:"en"`
	Params   Params `toml:"params"`

	places map[string]place // of the keys in the file
}

// Params are the archive's own settings, [params] in hugo.toml.
type Params struct {
	Description string `toml:"description" doc:"What the archive is, in one sentence." example:"What failed in Utrecht, when and why."`
	Publisher   string `toml:"publisher" doc:"Who publishes the archive." example:"City of Utrecht"`
	Contact     string `toml:"contact" doc:"Mail or web address for corrections; it also stands in security.txt." example:"archive@example.org"`
	Repository  string `toml:"repository" doc:"Web address of the repository that contributors edit. Without it, pages have no links to edit, history and corrections." example:"https://github.com/example/archive"`
	Branch      string `toml:"branch" doc:"The branch that is published." example:"main"`
	License     string `toml:"license" doc:"The licence of the records, by its SPDX id or its name." example:"CC BY 4.0"`
	LicenseURL  string `toml:"licenseURL" doc:"The address of the licence's text." example:"https://creativecommons.org/licenses/by/4.0/"`
	NoIndex     bool   `toml:"noindex" doc:"Ask search engines to keep away, for previews." example:"true"`

	Headers map[string]string `toml:"headers" doc:"Headers that all files are served with, besides those that the generator sets; an empty value takes one away." example:"{ X-Robots-Tag = \"noarchive\" }"`
	Policy  map[string]string `toml:"policy" doc:"Directives of the pages' content security policy, besides those that the generator sets; an empty value takes one away." example:"{ img-src = \"'self' https://stats.example\" }"`
	Moved   map[string]string `toml:"moved" doc:"Addresses below the base URL that the site had, and the pages that stand for them now." example:"{ \"/countries/xk/\" = \"/countries/\" }"`

	Logo     string `toml:"logo" doc:"The logo beside the name: an SVG or PNG file below static/. It is shown 36 pixels high." example:"logo.svg"`
	LogoDark string `toml:"logoDark" doc:"The logo on a dark ground, where the other does not show well." example:"logo-dark.svg"`
	Footer   string `toml:"footer" doc:"A text at the foot of every page: a few sentences of Markdown with links." example:"Kept by volunteers. [Who we are](/about/)."`
	Links    []Link `toml:"links" doc:"More links at the foot of every page, or in the navigation."`

	Colors   Colors          `toml:"colors" doc:"The colours of the site."`
	Sections Sections        `toml:"sections" doc:"The parts of the site that are switched on or off."`
	Fields   record.Declared `toml:"fields" doc:"The fields of your own that records may have, by their name."`
	Own      map[string]any  `toml:"own" doc:"Whatever layouts of your own read, as site.Params.own."`
}

// Link is a link that the archive adds.
type Link struct {
	Title string `toml:"title" doc:"The text of the link." example:"City of Utrecht"`
	URL   string `toml:"url" doc:"Where it leads: a web address, or the path of a page of the site." example:"https://www.utrecht.example/"`
	Place string `toml:"place" doc:"Where it stands: footer, which is usual, or navigation." example:"navigation"`
}

// Places of links.
const (
	Footer     = "footer"
	Navigation = "navigation"
)

// Colors are the colours of the site on a light and on a dark ground.
type Colors struct {
	Light Scheme `toml:"light" doc:"On a light ground."`
	Dark  Scheme `toml:"dark" doc:"On a dark ground, for readers who ask for one."`
}

// Scheme is one set of colours, as #rrggbb or #rgb. What is empty keeps the
// colour that the generator carries.
type Scheme struct {
	Accent        string `toml:"accent" doc:"Links, the current entry of the navigation and the mark of focus." example:"#0b4a7d"`
	Background    string `toml:"background" doc:"The page." example:"#ffffff"`
	Panel         string `toml:"panel" doc:"Boxes, filters and code." example:"#f6f4ee"`
	Line          string `toml:"line" doc:"Lines between rows; decoration, so that its contrast does not count." example:"#dcd7ca"`
	Text          string `toml:"text" doc:"Text, and the ground of buttons." example:"#1b1a17"`
	Muted         string `toml:"muted" doc:"Notes, captions and the lines of input fields." example:"#5f5b52"`
	Outage        string `toml:"outage" doc:"Incidents of the type outage." example:"#2a5d8f"`
	Attack        string `toml:"attack" doc:"Incidents of the type attack." example:"#7b3294"`
	LevelOutage   string `toml:"level_outage" doc:"Services that are not usable." example:"#b3261e"`
	LevelDegraded string `toml:"level_degraded" doc:"Services that are slow or faulty." example:"#8a4b00"`
	LevelRestored string `toml:"level_restored" doc:"Services that are restored in part." example:"#00665f"`
}

// Parse reads hugo.toml.
func Parse(source []byte) (*Config, error) {
	c := &Config{Language: "en", Params: Params{Branch: "main"}}
	if err := toml.Unmarshal(source, c); err != nil {
		if where, ok := errors.AsType[*toml.DecodeError](err); ok {
			line, column := where.Position()
			return nil, fmt.Errorf("%s:%d:%d: %s", Name, line, column, strings.TrimPrefix(where.Error(), "toml: "))
		}
		return nil, fmt.Errorf("%s: %w", Name, err)
	}
	keys, err := readKeys(source)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", Name, err)
	}
	c.places = keys.places
	if err := c.checkKeys(keys.order); err != nil {
		return nil, err
	}
	if c.Title == "" {
		return nil, c.Fault("title", "the title is missing: name the archive, such as title = \"Incident archive\"")
	}
	if err := c.SetBaseURL(c.BaseURL); err != nil {
		return nil, c.Fault("baseURL", "%w", err)
	}
	for from, to := range c.Params.Moved {
		for _, path := range []string{from, to} {
			name, begins := strings.CutPrefix(path, "/")
			name, ends := strings.CutSuffix(name, "/")
			if !begins || !ends || path == from && name == "" || name != "" && manifest.CheckName(name) != nil {
				return nil, fmt.Errorf("%s: params.moved: %q = %q: want addresses of pages such as \"/countries/nl/\"", Name, from, to)
			}
		}
	}
	c.Params.Repository = strings.TrimSuffix(c.Params.Repository, "/")
	if err := c.check(); err != nil {
		return nil, err
	}
	return c, nil
}

// check looks at the values that have a form.
func (c *Config) check() error {
	p := &c.Params
	var faults []error
	for _, x := range []struct{ key, value string }{{"params.repository", p.Repository}, {"params.licenseURL", p.LicenseURL}} {
		if x.value != "" {
			if err := checkAddress(x.value); err != nil {
				faults = append(faults, c.Fault(x.key, "%w", err))
			}
		}
	}
	for n := range p.Links {
		faults = append(faults, c.checkLink(n)...)
	}
	for _, name := range p.Sections.names() {
		if _, ok := sectionNamed(name); !ok {
			faults = append(faults, c.unknown("params.sections."+name, sectionNames()))
		}
	}
	for _, name := range p.Fields.Names() {
		if field, err := p.Fields[name].Check(name); err != nil {
			key := "params.fields." + name
			if field != "" {
				key += "." + field
			}
			faults = append(faults, c.Fault(key, "%w", err))
		}
	}
	return errors.Join(faults...)
}

// checkLink looks at one of the links.
func (c *Config) checkLink(n int) (faults []error) {
	l := &c.Params.Links[n]
	key := fmt.Sprintf("params.links[%d].", n)
	if strings.TrimSpace(l.Title) == "" {
		faults = append(faults, c.Fault(key+"title", "the link has no title: say what it leads to"))
	}
	switch l.Place {
	case "":
		l.Place = Footer
	case Footer, Navigation:
	default:
		faults = append(faults, c.Fault(key+"place", "unknown place %q, want %s or %s", l.Place, Footer, Navigation))
	}
	switch path, inside := strings.CutPrefix(l.URL, "/"); {
	case !inside || strings.HasPrefix(path, "/"):
		if err := checkAddress(l.URL); err != nil {
			faults = append(faults, c.Fault(key+"url", "%w", err))
		}
	default:
		if section := c.Params.Sections.off(path); section != "" {
			faults = append(faults, c.Fault(key+"url", "%q leads into the section %s, which is switched off: switch it on, or remove the link", l.URL, section))
		}
	}
	return faults
}

// checkAddress wants an address on the web.
func checkAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return fmt.Errorf("%q is no web address, want one such as \"https://example.org/\"", address)
	}
	return nil
}

// SetBaseURL sets where the site is served.
func (c *Config) SetBaseURL(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return fmt.Errorf("base URL is %q, want an absolute address such as \"https://example.org/\"", address)
	}
	c.BaseURL = strings.TrimSuffix(u.String(), "/") + "/"
	return nil
}

// BasePath is the path of the base URL: "/" or "/archive/".
func (c *Config) BasePath() string {
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}
