// Package layout prints the main part of a page by its layout, as Hugo does and
// many times faster.
//
// Hugo finds every field and every function of a template by its name each time
// that it prints one; in a build of thousands of pages this is what costs most.
// Here a template is translated once for each type of view that it prints, and
// then only writes. What is escaped, and how, is decided by html/template, as in
// Hugo.
//
// The layouts stay Hugo's: plain text, fields, variables, if, with, range,
// template, partial, T and the functions in functions.go are all that is known
// here. A layout that asks for more, or fails, is left to Hugo; so is every layout
// of an archive that brings layouts of other names, among which only Hugo can
// choose; its own partials are no hindrance.
package layout

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"reflect"
	"strings"
	"sync"
	"text/template/parse"

	"incidentarchive/generator/internal/locale"
)

const (
	folder   = "layouts"
	partials = "_partials/"
	words    = "_i18n/"
)

// Set is the layouts of a site. Its methods may be called by several goroutines.
type Set struct {
	words *locale.Locale
	texts map[string]string // of the layouts by their paths below layouts/

	mu       sync.Mutex
	trees    map[string]*template.Template // by the layout, with the partials; escaped
	programs map[key]*program              // nil for those that are left to Hugo

	printers sync.Pool
}

// key is what a program is made for: a template of a layout, and the type that it
// prints.
type key struct {
	layout, template string
	dot              reflect.Type
}

// New reads the layouts from the first folder that has them, as Hugo does.
func New(files []fs.FS, words *locale.Locale) (*Set, error) {
	s := &Set{words: words, trees: map[string]*template.Template{}, programs: map[key]*program{}}
	s.printers.New = func() any { return new(printer) }
	for n := len(files) - 1; n >= 0; n-- { // the first folder is read last and wins
		texts, err := read(files[n])
		if err != nil {
			return nil, fmt.Errorf("read layouts: %w", err)
		}
		if len(s.texts) == 0 {
			s.texts = texts
			continue
		}
		for name, text := range texts {
			if _, known := s.texts[name]; !known && !called(name) {
				return &Set{}, nil
			}
			s.texts[name] = text
		}
	}
	return s, nil
}

// called tells whether a layout is used only by those that name it: a partial, but
// for one that stands in for another in one language or form, such as x.de.html.
func called(name string) bool {
	return strings.HasPrefix(name, partials) && strings.Count(path.Base(name), ".") == 1
}

// read reads the layouts of one folder, but for the words.
func read(files fs.FS) (map[string]string, error) {
	texts := map[string]string{}
	err := fs.WalkDir(files, folder, func(name string, entry fs.DirEntry, err error) error {
		switch short := strings.TrimPrefix(name, folder+"/"); {
		case name == folder && err != nil:
			return fs.SkipAll // there are none
		case err != nil || entry.IsDir() || strings.HasPrefix(short, words):
			return err
		default:
			data, err := fs.ReadFile(files, name)
			texts[short] = string(data)
			return err
		}
	})
	return texts, err
}

// Main prints the template "main" of a layout with a view. It is false where that
// is left to Hugo.
func (s *Set) Main(layout string, view any) (template.HTML, bool) {
	return s.print(key{layout, "main", reflect.TypeOf(view)}, view)
}

// Partial prints a partial with a value, in the same way.
func (s *Set) Partial(name string, value any) (template.HTML, bool) {
	return s.print(key{"", partials + name, reflect.TypeOf(value)}, value)
}

func (s *Set) print(k key, view any) (template.HTML, bool) {
	if s == nil || k.dot == nil {
		return "", false
	}
	made := s.program(k)
	if made == nil {
		return "", false
	}
	p := s.printers.Get().(*printer)
	defer s.printers.Put(p)
	p.reset()
	p.call(made, reflect.ValueOf(view))
	return template.HTML(p.out.String()), !p.failed
}

func (s *Set) program(k key) *program {
	s.mu.Lock()
	defer s.mu.Unlock()
	made, done := s.programs[k]
	if !done && s.texts != nil {
		made, _ = s.compile(k)
		s.programs[k] = made
	}
	return made
}

// tree gives a template of a layout, escaped.
func (s *Set) tree(k key) (*parse.Tree, error) {
	set := s.trees[k.layout]
	if set == nil {
		var err error
		if set, err = s.parse(k.layout); err != nil {
			return nil, err
		}
		s.trees[k.layout] = set
	}
	t := set.Lookup(k.template)
	if t == nil {
		return nil, fmt.Errorf("there is no template %q", k.template)
	}
	// Running a template is the way to have it escaped; what it says of nothing does
	// not matter. A template that cannot be escaped has no tree.
	if err := t.Execute(io.Discard, nil); t.Tree == nil {
		return nil, err
	}
	return t.Tree, nil
}

// parse reads a layout, unless its name is empty, and the partials. Those that
// cannot be read, for a function that only Hugo has, are left out.
func (s *Set) parse(layout string) (*template.Template, error) {
	set := template.New("").Funcs(names)
	for name, text := range s.texts {
		if strings.HasPrefix(name, partials) {
			_, _ = set.New(name).Parse(text) // what fails stays empty, and cannot be escaped
		}
	}
	if layout == "" {
		return set, nil
	}
	text, there := s.texts[layout+".html"]
	if !there || layout != path.Base(layout) {
		return nil, fmt.Errorf("there is no layout %q", layout)
	}
	_, err := set.New(layout).Parse(text)
	return set, err
}

// printer prints one page.
type printer struct {
	out    bytes.Buffer
	dot    reflect.Value
	vars   []reflect.Value // of the templates that are being printed
	base   int             // where those of the innermost begin
	failed bool            // Hugo has to say why
}

func (p *printer) reset() {
	p.out.Reset()
	clear(p.vars)
	p.vars, p.base, p.failed = p.vars[:0], 0, false
}

// program is a translated template.
type program struct {
	slots int // for variables; the first is $
	steps []step
}

// step prints a node.
type step func(*printer)

func (p *printer) run(steps []step) {
	for _, s := range steps {
		s(p)
	}
}

// call prints a template with a dot of its own.
func (p *printer) call(g *program, dot reflect.Value) {
	base, before := p.base, p.dot
	p.base, p.dot = len(p.vars), dot
	p.vars = append(p.vars, make([]reflect.Value, g.slots)...)
	p.vars[p.base] = dot
	p.run(g.steps)
	p.vars = p.vars[:p.base]
	p.base, p.dot = base, before
}

func (p *printer) with(dot reflect.Value, steps []step) {
	before := p.dot
	p.dot = dot
	p.run(steps)
	p.dot = before
}
