// Package config reads hugo.toml: what an archive is called, where it is served
// and what its pages link to. The same file configures Hugo.
package config

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"incidentarchive/generator/internal/manifest"
)

// Name is the file that holds the configuration, at the archive's root.
const Name = "hugo.toml"

// Config is the part of hugo.toml that the generator itself uses.
type Config struct {
	BaseURL  string `toml:"baseURL"` // where the site is served; ends with a slash
	Title    string `toml:"title"`   // the archive's name
	Language string `toml:"locale"`  // BCP 47 tag of the interface
	Params   Params `toml:"params"`
}

// Params are the archive's own settings, [params] in hugo.toml.
type Params struct {
	Description string `toml:"description"` // what the archive is, in one sentence
	Publisher   string `toml:"publisher"`   // who publishes it
	Contact     string `toml:"contact"`     // mail or web address for corrections
	Repository  string `toml:"repository"`  // web address of the repository; empty when there is none
	Branch      string `toml:"branch"`      // the branch that is published
	License     string `toml:"license"`     // SPDX id of the records' licence
	LicenseURL  string `toml:"licenseURL"`
	NoIndex     bool   `toml:"noindex"` // keep search engines away, for previews

	// What the site is served with besides what the generator sets: headers of all
	// files, and directives of the pages' policy. An empty value takes one away.
	Headers map[string]string `toml:"headers"`
	Policy  map[string]string `toml:"policy"`

	// Moved leads from addresses below the base URL that the site had, such as
	// "/countries/xk/", to those that stand for them now.
	Moved map[string]string `toml:"moved"`
}

// Parse reads hugo.toml. Keys that only Hugo knows are left to it.
func Parse(source []byte) (*Config, error) {
	c := &Config{Language: "en", Params: Params{Branch: "main"}}
	if err := toml.Unmarshal(source, c); err != nil {
		if where, ok := err.(*toml.DecodeError); ok {
			line, column := where.Position()
			return nil, fmt.Errorf("%s:%d:%d: %s", Name, line, column, where.Error())
		}
		return nil, fmt.Errorf("%s: %w", Name, err)
	}
	if c.Title == "" {
		return nil, fmt.Errorf("%s: title is missing: name the archive, such as title = \"Incident archive\"", Name)
	}
	if err := c.SetBaseURL(c.BaseURL); err != nil {
		return nil, fmt.Errorf("%s: %w", Name, err)
	}
	for from, to := range c.Params.Moved {
		for _, path := range []string{from, to} {
			name, begins := strings.CutPrefix(path, "/")
			name, ends := strings.CutSuffix(name, "/")
			if !begins || !ends || path == from && name == "" || name != "" && manifest.CheckName(name) != nil {
				return nil, fmt.Errorf("%s: params.moved: %q = %q: want addresses of pages such as \"/countries/lu/\"", Name, from, to)
			}
		}
	}
	c.Params.Repository = strings.TrimSuffix(c.Params.Repository, "/")
	return c, nil
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
