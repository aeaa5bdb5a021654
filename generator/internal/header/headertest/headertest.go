// Package headertest serves a published site as hosts that read its file of
// headers do, for tests.
package headertest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"incidentarchive/generator/internal/header"
)

// Parse reads a file of headers.
func Parse(source string) ([]header.Rule, error) {
	var rules []header.Rule
	for line := range strings.Lines(source) {
		line = strings.TrimSuffix(line, "\n")
		field, indented := strings.CutPrefix(line, "  ")
		name, value, colon := strings.Cut(field, ": ")
		switch {
		case strings.HasPrefix(line, "#"):
		case indented && colon && len(rules) > 0:
			last := &rules[len(rules)-1]
			last.Fields = append(last.Fields, header.Field{Name: name, Value: value})
		case !indented && strings.HasPrefix(line, "/"):
			rules = append(rules, header.Rule{Path: line})
		default:
			return nil, fmt.Errorf("%q is neither a path nor a header of one", line)
		}
	}
	return rules, nil
}

// Match gives the headers of a path: those of all rules that match, values of one
// header joined by commas.
func Match(rules []header.Rule, path string) map[string]string {
	fields := map[string]string{}
	for _, rule := range rules {
		if beginning, open := strings.CutSuffix(rule.Path, "*"); rule.Path != path && (!open || !strings.HasPrefix(path, beginning)) {
			continue
		}
		for _, f := range rule.Fields {
			if before, twice := fields[f.Name]; twice {
				f.Value = before + ", " + f.Value
			}
			fields[f.Name] = f.Value
		}
	}
	return fields
}

// Handler serves the site in a folder, with its headers but for HSTS, since a
// test's server has no certificate. What does not exist is answered by its
// 404.html.
func Handler(dir string) (http.Handler, error) {
	source, err := os.ReadFile(filepath.Join(dir, header.Name))
	if err != nil {
		return nil, err
	}
	rules, err := Parse(string(source))
	if err != nil {
		return nil, err
	}
	missing, err := os.ReadFile(filepath.Join(dir, "404.html"))
	if err != nil {
		return nil, err
	}
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range Match(rules, r.URL.Path) {
			if name != "Strict-Transport-Security" {
				w.Header().Set(name, value)
			}
		}
		name := filepath.Join(dir, filepath.FromSlash(r.URL.Path))
		if _, err := os.Stat(name); err != nil || r.URL.Path == "/"+header.Name {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusNotFound)
			io.Copy(w, bytes.NewReader(missing))
			return
		}
		files.ServeHTTP(w, r)
	}), nil
}
