package archive

import (
	"crypto/sha256"
	"errors"
	"os"
	"path"
	"runtime"
	"sync"
	"sync/atomic"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/folder"
	"incidentarchive/generator/internal/record"
)

// decode reads all files that are neither taken over nor kept, on all cores; each file keeps
// its own findings, so that the order of work does not show.
func (l *loader) decode() {
	var changed []*file
	for _, f := range l.files {
		if !l.reuse(f, func(old *Origin) bool { return f.stamp.Same(old.stamp) }) {
			changed = append(changed, f)
		}
	}
	defer l.openFolders(changed)()
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(changed)) {
		group.Go(func() {
			buffer := make([]byte, 0, 16<<10) // for one file after the other
			for n := next.Add(1); n <= int64(len(changed)); n = next.Add(1) {
				f := changed[n-1]
				if !l.recalled(f, func(k kept) bool { return f.stamp.Same(k.stamp) }) {
					l.decodeFile(f, buffer)
				}
			}
		})
	}
	group.Wait()
	for _, f := range changed {
		l.findings = append(l.findings, f.findings...)
	}
}

// openFolders opens the folders of files and gives what closes them.
func (l *loader) openFolders(files []*file) (closeAll func()) {
	l.folders = map[string]*os.Root{}
	for _, f := range files {
		folder := path.Dir(f.File)
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

// decodeFile reads and decodes a file. What is made of it holds none of the buffer.
func (l *loader) decodeFile(f *file, buffer []byte) {
	source, err := l.read(f, buffer)
	var tooLarge *folder.ErrTooLarge
	switch {
	case errors.As(err, &tooLarge):
		f.findings = diagnostic.List{{File: f.File, Rule: "yaml/too-large", Message: record.TooLarge(tooLarge.Size)}}
		return
	case err != nil:
		f.findings = diagnostic.List{{File: f.File, Rule: "file/unreadable", Message: "cannot be read: " + folder.Plain(err).Error()}}
		return
	}
	f.Key, f.Size = sha256.Sum256(source), len(source)
	if l.reuse(f, func(old *Origin) bool { return f.Key == old.Key }) || l.recalled(f, func(k kept) bool { return f.Key == k.key }) {
		return
	}
	switch f.kind {
	case "incidents":
		f.incident, f.doc, f.findings = record.DecodeIncident(f.File, f.id, source)
	case "services":
		f.service, f.doc, f.findings = record.DecodeService(f.File, f.id, source)
	case "organisations":
		f.organisation, f.doc, f.findings = record.DecodeOrganisation(f.File, f.id, source)
	case "pages":
		f.page, f.findings = record.DecodePage(f.File, f.id, source)
		return
	}
	f.doc.Release(l.again.reader(f.Key))
}

// reuse takes over what an earlier archive holds of a file, if it is the same one,
// and tells whether it does. Such a file has no findings, or there would be no
// archive.
func (l *loader) reuse(f *file, same func(*Origin) bool) bool {
	take := func(old *Origin) bool {
		if old.File != f.File || !same(old) {
			return false
		}
		stamp := f.stamp
		f.Origin = *old
		f.stamp = stamp
		return true
	}
	switch f.kind {
	case "incidents":
		if old := l.previous.incidents[f.id]; old != nil && take(&old.Origin) {
			f.incident = old.Incident
			return true
		}
	case "services":
		if old := l.previous.services[f.id]; old != nil && take(&old.Origin) {
			f.service = old.Service
			return true
		}
	case "organisations":
		if old := l.previous.organisations[f.id]; old != nil && take(&old.Origin) {
			f.organisation = old.Organisation
			return true
		}
	case "pages":
		if old := l.previous.pages[f.id]; old != nil && take(&old.Origin) {
			f.page = &record.Page{ID: old.ID, Title: old.Title, Description: old.Description, Body: old.Body}
			return true
		}
	}
	return false
}

// read gives the bytes of a file, in the buffer if they fit.
func (l *loader) read(f *file, buffer []byte) ([]byte, error) {
	root, name := l.root, f.File
	if open := l.folders[path.Dir(name)]; open != nil {
		root, name = open, path.Base(name)
	}
	return folder.ReadSeen(root, name, f.info, record.MaxFileSize, buffer)
}
