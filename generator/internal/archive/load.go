package archive

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/folder"
	"incidentarchive/generator/internal/record"
)

// Options say what cannot be read from the folder.
type Options struct {
	// Now is the time that dates in records may not lie after. It decides only
	// what is refused, never what is written.
	Now time.Time

	// Fields are the custom fields that the configuration declares.
	Fields record.Declared
	// Previous is the same folder's archive as it was loaded before, if any. What
	// it holds of files that have the same path and bytes now is taken over
	// instead of being decoded again. It stays as it is, and may be in use.
	Previous *Archive
}

// Load reads the archive below root: content/incidents, content/services,
// content/organisations and the prose pages content/*.md. When the findings
// hold an error, the archive is nil. The error is set when the folder itself
// cannot be read.
func Load(root *os.Root, opt Options) (*Archive, diagnostic.List, error) {
	l := &loader{root: root, now: opt.Now, fields: opt.Fields, previous: opt.Previous}
	if l.previous == nil || l.previous.part {
		l.previous = &Archive{}
	}
	if err := l.scan(); err != nil {
		return nil, nil, err
	}
	var err error
	if l.again, err = newFiles(root, l.previous.files); err != nil {
		return nil, nil, err
	}
	l.decode()
	a := l.assemble()
	l.checkReferences(a)
	l.checkFuture(a)
	l.checkCustom(a)
	findings := l.findings.Sort()
	if findings.HasErrors() {
		return nil, findings, nil
	}
	a.link()
	a.derive()
	return a, findings, nil
}

// file is one file that may hold a record.
type file struct {
	path string // below the root, with slashes
	kind string // incidents, services, organisations or pages
	id   string
	key  Key
	size int

	incident     *record.Incident
	service      *record.Service
	organisation *record.Organisation
	page         *record.Page
	doc          *record.Document
	findings     diagnostic.List
}

type loader struct {
	root     *os.Root
	folders  map[string]*os.Root // open folders, so that each file is one step away
	now      time.Time
	fields   record.Declared
	previous *Archive // never nil
	again    *files
	files    []*file
	findings diagnostic.List
}

func (l *loader) fault(path, rule, format string, args ...any) {
	l.findings = append(l.findings, diagnostic.Finding{File: path, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// scan lists the files that hold records. It follows no links and opens nothing
// but regular files.
func (l *loader) scan() error {
	if info, err := l.root.Lstat("content"); err != nil || !info.IsDir() {
		return fmt.Errorf("%s has no folder \"content\": name the archive's folder with -C, or start one with its records in content/incidents", l.root.Name())
	}
	return fs.WalkDir(l.root.FS(), "content", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			l.fault(name, "file/unreadable", "cannot be read: %v", folder.Plain(err))
			return nil
		case strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return l.folder(name)
		case !entry.Type().IsRegular():
			l.fault(name, "file/not-regular", "is %s, want a plain file", folder.Kind(entry.Type()))
		default:
			l.file(name)
		}
		return nil
	})
}

// folder refuses folders that no record lives in.
func (l *loader) folder(name string) error {
	parts := strings.Split(name, "/")
	switch {
	case len(parts) == 1,
		len(parts) == 2 && slices.Contains([]string{"incidents", "services", "organisations"}, parts[1]),
		len(parts) == 3 && parts[1] == "incidents" && year(parts[2]):
		return nil
	case len(parts) == 3 && parts[1] == "incidents":
		l.fault(name, "file/folder", "folder %q has to be a year of four digits, such as content/incidents/2025", parts[2])
	default:
		hint := diagnostic.DidYouMean(parts[len(parts)-1], []string{"incidents", "services", "organisations"})
		l.fault(name, "file/folder", "unknown folder%s, want content/incidents/YEAR, content/services or content/organisations", hint)
	}
	return fs.SkipDir
}

func year(s string) bool {
	return len(s) == 4 && strings.Trim(s, "0123456789") == ""
}

// file notes a file that holds a record, or says why it does not.
func (l *loader) file(name string) {
	parts := strings.Split(name, "/")
	base := parts[len(parts)-1]
	id, extension, _ := strings.Cut(base, ".")
	f := &file{path: name, id: id}
	switch {
	case len(parts) == 2 && base == "LICENSE":
		return
	case len(parts) == 2 && extension == "md":
		f.kind = "pages"
	case len(parts) == 4 && extension == "yaml", len(parts) == 3 && parts[1] != "incidents" && extension == "yaml":
		f.kind = parts[1]
	case len(parts) == 3 && parts[1] == "incidents" && strings.HasSuffix(base, ".yaml"):
		l.fault(name, "file/folder", "an incident has to stand in the folder of its year, such as content/incidents/2025/%s", base)
		return
	case strings.HasSuffix(base, ".yml"):
		l.fault(name, "file/name", "want a file name that ends with .yaml (rename it to %s.yaml)", id)
		return
	default:
		l.fault(name, "file/name", "unknown file: only records (.yaml) and prose pages (.md) belong into content")
		return
	}
	if err := record.CheckName(id); err != nil && f.kind != "pages" {
		l.fault(name, "file/name", "file name: %v", err)
		return
	}
	l.files = append(l.files, f)
}

// decode reads all files, on all cores; each file keeps its own findings, so
// that the order of work does not show.
func (l *loader) decode() {
	defer l.openFolders()()
	next := make(chan *file)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for f := range next {
				l.decodeFile(f)
			}
		})
	}
	for _, f := range l.files {
		next <- f
	}
	close(next)
	group.Wait()
	for _, f := range l.files {
		l.findings = append(l.findings, f.findings...)
	}
}

// openFolders opens the folders of all files and gives what closes them.
func (l *loader) openFolders() (closeAll func()) {
	l.folders = map[string]*os.Root{}
	for _, f := range l.files {
		folder := path.Dir(f.path)
		if _, tried := l.folders[folder]; !tried {
			l.folders[folder], _ = l.root.OpenRoot(folder) // reading says what is wrong
		}
	}
	return func() {
		for _, folder := range l.folders {
			if folder != nil {
				folder.Close()
			}
		}
	}
}

func (l *loader) decodeFile(f *file) {
	source, err := l.read(f.path)
	var tooLarge *folder.ErrTooLarge
	switch {
	case errors.As(err, &tooLarge):
		f.findings = diagnostic.List{{File: f.path, Rule: "yaml/too-large", Message: record.TooLarge(tooLarge.Size)}}
		return
	case err != nil:
		f.findings = diagnostic.List{{File: f.path, Rule: "file/unreadable", Message: "cannot be read: " + folder.Plain(err).Error()}}
		return
	}
	f.key, f.size = sha256.Sum256(source), len(source)
	if l.reuse(f) {
		return
	}
	switch f.kind {
	case "incidents":
		f.incident, f.doc, f.findings = record.DecodeIncident(f.path, f.id, source)
	case "services":
		f.service, f.doc, f.findings = record.DecodeService(f.path, f.id, source)
	case "organisations":
		f.organisation, f.doc, f.findings = record.DecodeOrganisation(f.path, f.id, source)
	case "pages":
		f.page, f.findings = record.DecodePage(f.path, f.id, source)
		return
	}
	f.doc.Release(l.again.reader(f.key))
}

// reuse takes over what an earlier archive holds of a file that has not changed,
// and tells whether it does. Such a file has no findings, or there would be no
// archive.
func (l *loader) reuse(f *file) bool {
	same := func(path string, key Key) bool { return path == f.path && key == f.key }
	switch f.kind {
	case "incidents":
		if old := l.previous.incidents[f.id]; old != nil && same(old.File, old.Key) {
			f.incident, f.doc = old.Incident, old.doc
			return true
		}
	case "services":
		if old := l.previous.services[f.id]; old != nil && same(old.File, old.Key) {
			f.service, f.doc = old.Service, old.doc
			return true
		}
	case "organisations":
		if old := l.previous.organisations[f.id]; old != nil && same(old.File, old.Key) {
			f.organisation, f.doc = old.Organisation, old.doc
			return true
		}
	case "pages":
		if old := l.previous.pages[f.id]; old != nil && same(old.File, old.Key) {
			f.page = &record.Page{ID: old.ID, Title: old.Title, Description: old.Description, Body: old.Body}
			return true
		}
	}
	return false
}

// read gives the bytes of a file.
func (l *loader) read(name string) ([]byte, error) {
	root := l.root
	if open := l.folders[path.Dir(name)]; open != nil {
		root, name = open, path.Base(name)
	}
	return folder.Read(root, name, record.MaxFileSize)
}

// yearFolder gives the year folder of an incident's path.
func yearFolder(name string) string { return path.Base(path.Dir(name)) }
