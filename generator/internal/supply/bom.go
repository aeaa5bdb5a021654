package supply

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
)

// Parts of a CycloneDX 1.6 document, https://cyclonedx.org/docs/1.6/json/.
type (
	bom struct {
		Schema       string       `json:"$schema"`
		Format       string       `json:"bomFormat"`
		Spec         string       `json:"specVersion"`
		Serial       string       `json:"serialNumber,omitempty"`
		Version      int          `json:"version"`
		Metadata     metadata     `json:"metadata"`
		Components   []component  `json:"components"`
		Dependencies []dependency `json:"dependencies"`
	}
	metadata struct {
		Timestamp string    `json:"timestamp,omitempty"`
		Component component `json:"component"`
	}
	component struct {
		Type       string     `json:"type"`
		Ref        string     `json:"bom-ref"`
		Name       string     `json:"name"`
		Version    string     `json:"version"`
		Scope      string     `json:"scope,omitempty"`
		Licenses   []license  `json:"licenses,omitempty"`
		PURL       string     `json:"purl"`
		Properties []property `json:"properties,omitempty"`
	}
	license struct {
		License struct {
			ID string `json:"id"`
		} `json:"license"`
	}
	property struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	dependency struct {
		Ref       string   `json:"ref"`
		DependsOn []string `json:"dependsOn,omitempty"`
	}
)

// own is the licence of the program itself.
const own = "Apache-2.0"

// Bill writes the bill of materials of a program from what its builder left in
// it, as CycloneDX 1.6 JSON: each module with its version, licence and the hash
// that go.sum has of it. The same program gives the same bytes.
func Bill(info *debug.BuildInfo) ([]byte, error) {
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	main := library(info.Main.Path, info.Main.Version, "", own)
	main.Type, main.Scope = "application", ""
	for _, key := range []string{"GOOS", "GOARCH", "CGO_ENABLED", "-trimpath", "vcs.revision", "vcs.modified"} {
		if settings[key] != "" {
			main.Properties = append(main.Properties, property{"go:build:" + key, settings[key]})
		}
	}
	b := bom{
		Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", Spec: "1.6", Version: 1,
		Metadata:   metadata{settings["vcs.time"], main},
		Components: []component{library("std", strings.TrimPrefix(info.GoVersion, "go"), "", "BSD-3-Clause")},
	}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		b.Components = append(b.Components, library(m.Path, m.Version, m.Sum, Licence(m.Path)))
	}
	slices.SortFunc(b.Components, func(x, y component) int { return cmp.Compare(x.Ref, y.Ref) })
	all := dependency{Ref: main.Ref}
	for _, c := range b.Components {
		all.DependsOn = append(all.DependsOn, c.Ref)
	}
	b.Dependencies = []dependency{all}
	bare, err := encode(b)
	if err != nil {
		return nil, err
	}
	// The document's number is made from its content (RFC 9562, version 8).
	sum := sha256.Sum256(bare)
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	b.Serial = fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
	return encode(b)
}

func library(path, version, sum, licence string) component {
	ref := "pkg:golang/" + strings.ReplaceAll(url.PathEscape(path), "%2F", "/")
	if version != "" {
		ref += "@" + url.PathEscape(version)
	}
	c := component{Type: "library", Ref: ref, Name: path, Version: version, Scope: "required", PURL: ref}
	if licence != "" {
		var l license
		l.License.ID = licence
		c.Licenses = []license{l}
	}
	if sum != "" {
		c.Properties = []property{{"go:sum", sum}}
	}
	return c
}

func encode(b bom) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(b)
	return out.Bytes(), err
}
