package schema

import (
	"fmt"
	"strings"
	"testing"
)

// TestEditorFindsTheSame opens broken records in a language server: it has to
// say the same as the decoder, in the same lines.
func TestEditorFindsTheSame(t *testing.T) {
	s := startServer(t)
	path := func(n int) string { return fmt.Sprintf("content/incidents/2023/2023-broken-%d.yaml", n) }
	s.open(path(0), good)
	for n, c := range broken {
		s.open(path(n+1), breakIt(t, c.old, c.new))
	}
	if found := s.findings(path(0)); len(found) > 0 {
		t.Errorf("the good record has findings: %v", found)
	}
	for n, c := range broken {
		found := s.findings(path(n + 1))
		if len(found) == 0 {
			t.Errorf("%s: nothing found, want %q in line %d", c.name, c.editor, c.line)
		}
		said := false
		for _, d := range found {
			line := d.Range.Start.Line + 1
			switch { // editors show what is missing where its mapping begins
			case c.line == 0 && line == 2, c.name == "superseded by nothing" && line == 32:
			case line != c.line:
				t.Errorf("%s: found in line %d, want %d: %s", c.name, line, c.line, d.Message)
			}
			said = said || strings.Contains(d.Message, c.editor)
		}
		if !said {
			t.Errorf("%s: got %v, want %q", c.name, found, c.editor)
		}
	}
}

// items are the labels of a completion list with their documentation.
func (s *server) complete(path string, line, character int) map[string]string {
	s.t.Helper()
	var list struct {
		Items []struct {
			Label         string
			InsertText    string
			Documentation any
		}
	}
	s.call("textDocument/completion", at(path, line, character), &list)
	items := map[string]string{}
	for _, item := range list.Items {
		text := fmt.Sprint(item.Documentation)
		if m, ok := item.Documentation.(map[string]any); ok {
			text = fmt.Sprint(m["value"])
		}
		items[item.Label] = item.InsertText + "\n" + text
	}
	return items
}

func TestEditorCompletes(t *testing.T) {
	s := startServer(t)
	const path = "content/incidents/2023/2023-complete.yaml"
	s.open(path, strings.Split(good, "\n")[0]+`
title: Power cut

type: 
start:
  
root_cause:
  value: 
countries:
  - 
impacts:
  - service: x
    level: 
    
`)
	for _, c := range []struct {
		line, character int
		labels          map[string]string // and part of what is inserted or shown
		without         []string
	}{
		{3, 1, map[string]string{"certainty": "How sure it is", "summary": "**Required.** Text", "claims": "Who said what"}, []string{"title", "type", "level"}},
		{4, 7, map[string]string{"attack": "meant to harm", "outage": "a service failed"}, []string{"certainty"}},
		{6, 3, map[string]string{"value": "uncertain time", "sources": "ids of the sources", "note": "where sources differ"}, nil},
		{8, 10, map[string]string{"third-party-failure": "a supplier's fault"}, nil},
		{10, 5, map[string]string{"LU": "Luxembourg", "XK": "Kosovo"}, nil},
		{13, 12, map[string]string{"degraded": "usable in part", "outage": "not usable"}, []string{"attack"}},
		{14, 5, map[string]string{"users": "How many users", "sources": "ids of the sources"}, []string{"service", "level", "title"}},
	} {
		items := s.complete(path, c.line, c.character)
		for label, part := range c.labels {
			if got, ok := items[label]; !ok || !strings.Contains(got, part) {
				t.Errorf("line %d: %q completes to %q, want %q", c.line, label, got, part)
			}
		}
		for _, label := range c.without {
			if _, ok := items[label]; ok {
				t.Errorf("line %d: %q is offered", c.line, label)
			}
		}
	}
	// A completed field brings no example along that could stay as a fact.
	for label, text := range s.complete(path, 3, 1) {
		inserted, _, _ := strings.Cut(text, "\n")
		if strings.Contains(inserted, "2025") || strings.Contains(inserted, "Post") || strings.Contains(inserted, "2026") {
			t.Errorf("completing %q writes %q", label, inserted)
		}
	}
}

func TestEditorExplains(t *testing.T) {
	s := startServer(t)
	const path = "content/incidents/2023/2023-hover.yaml"
	s.open(path, good)
	for _, c := range []struct {
		line, character int
		want            []string
	}{
		{2, 2, []string{"Title", "What happened, in one line", "at most 200 characters"}},
		{3, 2, []string{"Whether the incident was an outage or an attack.", "a service failed with nobody meaning it to"}},
		{10, 2, []string{"When the service was back", "2025-07-23T20:15", "unknown"}},
		{22, 7, []string{"How badly the service was hit", "not usable"}},
		{13, 2, []string{"Where the effect was felt"}},
	} {
		var hover struct{ Contents struct{ Value string } }
		s.call("textDocument/hover", at(path, c.line, c.character), &hover)
		for _, want := range c.want {
			if !strings.Contains(hover.Contents.Value, want) {
				t.Errorf("line %d: %q lacks %q", c.line, hover.Contents.Value, want)
			}
		}
	}
}
