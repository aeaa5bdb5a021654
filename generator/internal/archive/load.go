package archive

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
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

	// Memory keeps decoded records for the next run; nil for none. A file of which it
	// holds the stamp is not read but for the place of a finding, one of which it holds
	// the hash of the bytes not decoded.
	Memory Memory

	// Previous is the same folder's archive as it was loaded before, at an earlier
	// Now, if any. What it holds of files that have the same path and stamp now is
	// taken over instead of being read again, of those with the same bytes instead of
	// being decoded again. It stays as it is, and may be in use.
	Previous *Archive
}

// Load reads the archive below root: content/incidents, content/services,
// content/organisations and the prose pages content/*.md. When the findings
// hold an error, the archive is nil. The error is set when the folder itself
// cannot be read.
func Load(root *os.Root, opt Options) (*Archive, diagnostic.List, error) {
	l := &loader{root: root, now: opt.Now, began: time.Now(), fields: opt.Fields, previous: opt.Previous}
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
	l.kept = recall(opt.Memory)
	l.decode()
	a := l.assemble()
	l.checkReferences(a)
	l.checkFuture()
	l.checkCustom(a)
	findings := l.findings.Sort()
	if findings.HasErrors() {
		return nil, findings, nil
	}
	a.link(l.previous)
	a.group()
	l.remember(opt.Memory)
	return a, findings, nil
}

// file is one file that may hold a record.
type file struct {
	Origin
	kind string // incidents, services, organisations or pages
	id   string
	info fs.FileInfo

	incident     *record.Incident
	service      *record.Service
	organisation *record.Organisation
	page         *record.Page
	packed       string // in the memory; empty where the file was read
	findings     diagnostic.List
}

type loader struct {
	root     *os.Root
	folders  map[string]*os.Root // open folders, so that each file is one step away
	now      time.Time
	began    time.Time // by the clock, as stamps are
	fields   record.Declared
	previous *Archive // never nil
	again    *files
	kept     map[string]kept // by path
	files    []*file
	fresh    []*Incident         // those that the previous archive does not have
	ids      map[string][]string // by kind, once they are asked for
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
			l.file(name, entry)
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
func (l *loader) file(name string, entry fs.DirEntry) {
	parts := strings.Split(name, "/")
	base := parts[len(parts)-1]
	id, extension, _ := strings.Cut(base, ".")
	f := &file{Origin: Origin{File: name}, id: id}
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
	var err error
	if f.info, err = entry.Info(); err != nil {
		l.fault(name, "file/unreadable", "cannot be read: %v", folder.Plain(err))
		return
	}
	f.stamp = folder.StampOf(f.info, l.began)
	l.files = append(l.files, f)
}
