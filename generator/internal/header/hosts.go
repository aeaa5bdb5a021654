package header

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Name is the file at the root of a site in which Netlify, Cloudflare Pages and
// others look for headers. They do not serve it.
const Name = "_headers"

// Rule gives headers to all paths that a pattern matches: a path, or the
// beginning of paths with "*" at its end.
type Rule struct {
	Path   string
	Fields []Field
}

// Rules lists the rules for a site with these files. Hosts know no pattern for
// "all but", so that each file and folder at the root has a rule of its own.
func (s *Set) Rules(names []string) []Rule {
	rules := []Rule{{"/*", s.Everywhere}}
	top := map[string]bool{}
	for _, name := range append(slices.Clone(found), names...) {
		folder, _, nested := strings.Cut(name, "/")
		switch {
		case strings.HasPrefix(name, Embed) || name == Name:
		case nested:
			top["/"+folder+"/*"] = true
		default:
			top["/"+name] = true
		}
	}
	for _, path := range slices.Sorted(maps.Keys(top)) {
		rules = append(rules, Rule{path, s.Guarded})
	}
	rules = append(rules, Rule{"/" + Embed + "*", s.Embedded})
	for _, folder := range fixed {
		rules = append(rules, Rule{"/" + folder + "*", s.Fixed})
	}
	for _, folder := range open {
		rules = append(rules, Rule{"/" + folder + "*", s.Open})
	}
	return rules
}

// File writes the rules as the file [Name].
func (s *Set) File(names []string) []byte {
	var b strings.Builder
	b.WriteString("# Made by the generator; settings stand in hugo.toml.\n")
	for _, rule := range s.Rules(names) {
		b.WriteString(rule.Path + "\n")
		for _, f := range rule.Fields {
			b.WriteString("  " + f.Name + ": " + f.Value + "\n")
		}
	}
	return []byte(b.String())
}

// Servers lists the web servers that [Set.Server] writes configuration for.
var Servers = []string{"nginx", "caddy", "apache"}

// Server writes the headers as configuration of a web server.
func (s *Set) Server(name string) (string, error) {
	switch name {
	case "nginx":
		return s.nginx(), nil
	case "caddy":
		return s.caddy(), nil
	case "apache":
		return s.apache(), nil
	}
	return "", fmt.Errorf("unknown server %q, want one of %s", name, strings.Join(Servers, ", "))
}

// pattern matches what stands below some folders, as a regular expression.
func pattern(folders []string) string {
	if len(folders) == 1 {
		return "^/" + folders[0]
	}
	trimmed := make([]string, len(folders))
	for n, f := range folders {
		trimmed[n] = strings.TrimSuffix(f, "/")
	}
	return "^/(" + strings.Join(trimmed, "|") + ")/"
}

// nginx has a variable for each header that depends on the path: it sends no
// header that is empty, and forgets those of a server within a location that
// has headers of its own.
func (s *Set) nginx() string {
	var b strings.Builder
	b.WriteString("# Within http:\n")
	variable := func(f Field) string { return "$archive_" + strings.ReplaceAll(strings.ToLower(f.Name), "-", "_") }
	for _, f := range s.Guarded {
		fmt.Fprintf(&b, "map $uri %s {\n  default \"%s\";\n  ~%s \"%s\";\n}\n", variable(f), f.Value, pattern([]string{Embed}), value(s.Embedded, f.Name))
	}
	for _, group := range []struct {
		folders []string
		fields  []Field
	}{{fixed, s.Fixed}, {open, s.Open}} {
		for _, f := range group.fields {
			fmt.Fprintf(&b, "map $uri %s {\n  default \"\";\n  ~%s \"%s\";\n}\n", variable(f), pattern(group.folders), f.Value)
		}
	}
	b.WriteString("\n# Within server:\n")
	for _, f := range s.Everywhere {
		fmt.Fprintf(&b, "add_header %s \"%s\" always;\n", f.Name, f.Value)
	}
	for _, f := range slices.Concat(s.Guarded, s.Open) {
		fmt.Fprintf(&b, "add_header %s %s always;\n", f.Name, variable(f))
	}
	for _, f := range s.Fixed { // not with errors: what is missing may come
		fmt.Fprintf(&b, "add_header %s %s;\n", f.Name, variable(f))
	}
	b.WriteString("error_page 404 /404.html;\n")
	return b.String()
}

func (s *Set) caddy() string {
	var b strings.Builder
	block := func(matcher string, fields []Field) {
		fmt.Fprintf(&b, "header %s{\n", matcher)
		for _, f := range fields {
			fmt.Fprintf(&b, "\t%s \"%s\"\n", f.Name, f.Value)
		}
		b.WriteString("}\n")
	}
	paths := func(folders []string) string { return "/" + strings.Join(folders, "* /") + "*" }
	block("", s.Everywhere)
	fmt.Fprintf(&b, "@embedded path %s\n", paths([]string{Embed}))
	block("@embedded ", s.Embedded)
	fmt.Fprintf(&b, "@guarded not path %s\n", paths([]string{Embed}))
	block("@guarded ", s.Guarded)
	fmt.Fprintf(&b, "@fixed path %s\n", paths(fixed))
	block("@fixed ", s.Fixed)
	fmt.Fprintf(&b, "@open path %s\n", paths(open))
	block("@open ", s.Open)
	return b.String()
}

func (s *Set) apache() string {
	var b strings.Builder
	set := func(indent string, fields []Field) {
		for _, f := range fields {
			always := "always "
			if f.Name == cacheName { // not with errors: what is missing may come
				always = ""
			}
			fmt.Fprintf(&b, "%sHeader %sset %s \"%s\"\n", indent, always, f.Name, f.Value)
		}
	}
	match := func(folders []string) string { return "%{REQUEST_URI} =~ m#" + pattern(folders) + "#" }
	set("", s.Everywhere)
	fmt.Fprintf(&b, "<If \"%s\">\n", match([]string{Embed}))
	set("  ", s.Embedded)
	b.WriteString("</If>\n<Else>\n")
	set("  ", s.Guarded)
	fmt.Fprintf(&b, "</Else>\n<If \"%s\">\n", match(fixed))
	set("  ", s.Fixed)
	fmt.Fprintf(&b, "</If>\n<If \"%s\">\n", match(open))
	set("  ", s.Open)
	b.WriteString("</If>\nErrorDocument 404 /404.html\n")
	return b.String()
}

// value gives the value of a header in a list; "" when it is not there.
func value(fields []Field, name string) string {
	for _, f := range fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}
