// Package header says which headers a server sends with each file of a site, and
// writes that down in the forms that hosts and servers read.
//
// # Policy
//
// The policy lets a page load the site's own scripts, styles and pictures and
// nothing else: no script or style in the page, no other host, no connection, no
// plug-in. Scripts make addresses of scripts only through one named policy
// (Trusted Types). No site may put a page into a frame, but for the cards and
// badges below [Embed], which are made for that.
//
// # Rules
//
// Several rules can match one path. Hosts differ in what they do then: one joins
// the values of a header with commas, another takes the last. So that both come
// to the same, no two rules that match a path name the same header.
package header

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// Folders that are served unlike the others, below the site's root.
const (
	Embed = "embed/" // for the pages of other sites
)

var (
	fixed = []string{"css/", "js/", "search/index/"}               // hold hashes in their names, so that they never change
	open  = []string{"api/", "data/", "misp/", "schema/", "stix/"} // for programs in the pages of other sites
	found = []string{"", "404.html"}                               // every site has them
)

// Field is one header.
type Field struct{ Name, Value string }

// Set is the headers of a site. The zero value has none; see [New].
type Set struct {
	Everywhere []Field
	Guarded    []Field // everywhere but below Embed
	Embedded   []Field // below Embed
	Fixed      []Field // below folders whose files never change
	Open       []Field // below folders that programs of other sites read
}

// Directive is one part of a policy.
type Directive struct{ Name, Value string }

// policy is what pages may do. Whatever is not named falls to default-src.
var policy = []Directive{
	{"default-src", "'none'"}, {"script-src", "'self'"}, {"style-src", "'self'"}, {"img-src", "'self'"},
	{"form-action", "'self'"}, {"base-uri", "'none'"}, {"frame-ancestors", "'none'"},
	{"require-trusted-types-for", "'script'"}, {"trusted-types", "archive"},
}

// card is what a card may do: it has a style sheet, and no script.
var card = []Directive{
	{"default-src", "'none'"}, {"style-src", "'self'"}, {"form-action", "'none'"}, {"base-uri", "'none'"},
	{"frame-ancestors", "*"}, {"require-trusted-types-for", "'script'"}, {"trusted-types", "'none'"},
}

// everywhere are the headers that do not depend on the path.
var everywhere = []Field{
	{"Strict-Transport-Security", "max-age=31536000"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
	{"Permissions-Policy", "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Embedder-Policy", "require-corp"},
}

// The names of headers that the generator sets by path: no setting may name them.
const (
	policyName   = "Content-Security-Policy"
	frameName    = "X-Frame-Options"
	resourceName = "Cross-Origin-Resource-Policy"
	cacheName    = "Cache-Control"
	originName   = "Access-Control-Allow-Origin"
)

var byPath = []string{policyName, frameName, resourceName, cacheName, originName}

// New makes the headers of a site. Headers replaces or adds headers that all
// files have, directives parts of the pages' policy; an empty value takes one
// away.
func New(headers, directives map[string]string) (*Set, error) {
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		value := headers[name]
		switch {
		case !httpguts.ValidHeaderFieldName(name) || !httpguts.ValidHeaderFieldValue(value) || strings.ContainsAny(value, "\t\"\\"):
			return nil, fmt.Errorf("header %q is %q, want a name and a value of one line without quotes and backslashes", name, value)
		case slices.ContainsFunc(byPath, func(n string) bool { return strings.EqualFold(n, name) }):
			return nil, fmt.Errorf("header %q depends on the path and cannot be set: the policy has settings of its own", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(directives)) {
		value := directives[name]
		if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-") != "" || name == "" || !httpguts.ValidHeaderFieldValue(value) || strings.ContainsAny(value, ";,\t\"\\") {
			return nil, fmt.Errorf("policy %q is %q, want a directive such as \"font-src\" and its sources such as \"'self'\"", name, value)
		}
	}
	return newSet(headers, directives), nil
}

// Usual gives the headers of a site without settings.
func Usual() *Set { return newSet(nil, nil) }

func newSet(headers, directives map[string]string) *Set {
	all := changed(everywhere, headers, func(f Field) string { return f.Name }, func(n, v string) Field { return Field{n, v} })
	pages := changed(policy, directives, func(d Directive) string { return d.Name }, func(n, v string) Directive { return Directive{n, v} })
	return &Set{
		Everywhere: all,
		Guarded:    []Field{{policyName, join(pages)}, {frameName, "DENY"}, {resourceName, "same-origin"}},
		Embedded:   []Field{{policyName, join(card)}, {resourceName, "cross-origin"}},
		Fixed:      []Field{{cacheName, "public, max-age=31536000, immutable"}},
		Open:       []Field{{originName, "*"}},
	}
}

// changed gives a list with some of its entries replaced, taken away or added.
func changed[T any](list []T, values map[string]string, name func(T) string, entry func(name, value string) T) []T {
	rest := map[string]string{}
	for key, value := range values {
		rest[strings.ToLower(key)] = value
	}
	var out []T
	for _, t := range list {
		key := strings.ToLower(name(t))
		value, replaced := rest[key]
		delete(rest, key)
		switch {
		case !replaced:
			out = append(out, t)
		case value != "":
			out = append(out, entry(name(t), value))
		}
	}
	for _, key := range slices.SortedFunc(maps.Keys(values), func(a, b string) int { return cmp.Compare(strings.ToLower(a), strings.ToLower(b)) }) {
		if value, added := rest[strings.ToLower(key)]; added && value != "" {
			out = append(out, entry(key, value))
		}
	}
	return out
}

func join(policy []Directive) string {
	parts := make([]string, len(policy))
	for n, d := range policy {
		parts[n] = strings.TrimSpace(d.Name + " " + d.Value)
	}
	return strings.Join(parts, "; ")
}

// InPage gives the policy that a page can carry itself, in a meta element: it
// cannot say who may put it into a frame. Replaced are directives to write
// otherwise.
func InPage(replaced map[string]string) string {
	all := maps.Clone(replaced)
	if all == nil {
		all = map[string]string{}
	}
	all["frame-ancestors"] = ""
	return join(changed(policy, all, func(d Directive) string { return d.Name }, func(n, v string) Directive { return Directive{n, v} }))
}

// For gives the headers of the file or page at path, which begins with a slash
// and is below the site's root.
func (s *Set) For(path string) []Field {
	path = strings.TrimPrefix(path, "/")
	list := slices.Clone(s.Everywhere)
	if strings.HasPrefix(path, Embed) {
		list = append(list, s.Embedded...)
	} else {
		list = append(list, s.Guarded...)
	}
	if below(path, fixed) {
		list = append(list, s.Fixed...)
	}
	if below(path, open) {
		list = append(list, s.Open...)
	}
	return list
}

func below(path string, folders []string) bool {
	return slices.ContainsFunc(folders, func(f string) bool { return strings.HasPrefix(path, f) })
}
