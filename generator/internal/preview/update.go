package preview

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/site"
)

// update makes the next version of the site from what changed, all of it when
// there is none yet, and tells browsers and the terminal.
func (s *Server) update(ctx context.Context, changed []string) {
	u := Update{First: s.number == 0, Changed: changed}
	started := time.Now()
	records, files, settings := affected(changed)
	if u.First || records {
		s.readRecords()
	}
	if u.First || files {
		s.broken.files = onlyErrors(s.opt.Check())
	}
	if u.First || settings {
		s.readSettings()
	}
	u.Findings = slices.Concat(s.broken.records, s.broken.files, s.broken.settings).Sort()
	u.Read = time.Since(started)

	started = time.Now()
	if len(u.Findings) == 0 && (u.First || records || settings || s.content == nil) {
		s.content = newContent(build.New(s.archive, s.settings, nil))
	}
	s.number++
	v := s.newVersion(u.Findings)
	u.List = time.Since(started)

	started = time.Now()
	if len(u.Findings) == 0 {
		u.Incidents = len(s.archive.Incidents)
		u.Findings = v.render(ctx, s.open()...)
	}
	u.Render = time.Since(started)
	if ctx.Err() != nil {
		return
	}
	before := s.current.Swap(v)
	if before != nil && before.sound() && v.sound() && onlyStyles(changed) {
		s.hub.send(styleEvent(v))
	} else {
		s.hub.send(reloadEvent(v))
	}
	s.report(u)
	s.lint(u)
}

// affected tells what has to be read again after files changed.
func affected(changed []string) (records, files, settings bool) {
	for _, name := range changed {
		top, _, _ := strings.Cut(name, "/")
		records = records || top == "content"
		files = files || top == "layouts" || top == "static"
		settings = settings || name == config.Name || top == "layouts"
	}
	return records, files, settings
}

// onlyStyles tells whether nothing but stylesheets changed.
func onlyStyles(changed []string) bool {
	return len(changed) > 0 && !slices.ContainsFunc(changed, func(name string) bool {
		return !strings.HasPrefix(name, "static/css/") || path.Ext(name) != ".css"
	})
}

func (s *Server) readRecords() {
	a, findings, err := s.opt.Load(s.archive)
	switch {
	case err != nil:
		s.broken.records = findingsOf(err, s.opt.Files)
	case a == nil:
		s.broken.records = onlyErrors(findings)
	default:
		s.archive, s.broken.records = a, nil
	}
}

func onlyErrors(l diagnostic.List) diagnostic.List {
	return slices.DeleteFunc(l, func(f diagnostic.Finding) bool { return f.Severity != diagnostic.Error })
}

func (s *Server) readSettings() {
	settings, err := s.opt.Settings()
	if err != nil {
		s.broken.settings = findingsOf(err, s.opt.Files)
		return
	}
	s.settings, s.broken.settings = settings, nil
}

// newVersion makes the version that follows from what was read.
func (s *Server) newVersion(findings diagnostic.List) *version {
	v := &version{id: fmt.Sprintf("%s-%d", s.token, s.number), findings: findings, content: s.content, files: s.opt.Files, pages: map[string]result{}}
	if static, err := site.Static(s.opt.Files); err != nil {
		v.findings = append(v.findings, findingsOf(err, s.opt.Files)...)
	} else {
		v.static = static
	}
	if before := s.current.Load(); before != nil {
		v.old = before.published()
	}
	return v
}

// open lists the pages to render ahead: those that browsers show, or the one that
// was asked for last.
func (s *Server) open() []string {
	if paths := s.hub.pages(); len(paths) > 0 {
		return paths
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return []string{s.viewed}
}

// lint looks for warnings in what changed since the last time that it could, and
// tells of them.
func (s *Server) lint(u Update) {
	s.unlinted = append(s.unlinted, u.Changed...)
	if s.opt.Lint == nil || len(s.broken.records) > 0 {
		return
	}
	slices.Sort(s.unlinted)
	a := Advice{First: !s.linted, Changed: slices.Compact(s.unlinted)}
	s.unlinted, s.linted = nil, true
	if records, _, _ := affected(a.Changed); !records && !a.First {
		return
	}
	a.Warnings = s.opt.Lint(s.archive, func(file string) bool {
		return a.First || slices.ContainsFunc(a.Changed, func(name string) bool {
			return name == file || strings.HasPrefix(file, name+"/") // a folder
		})
	})
	if len(a.Warnings) > 0 {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.opt.Advise(a)
	}
}

// report tells what came of a change. An error that only shows when a page is
// rendered is reported with that page.
func (s *Server) report(u Update) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u.Mended = s.faults && len(u.Findings) == 0
	s.faults = len(u.Findings) > 0
	s.opt.Report(u)
}
