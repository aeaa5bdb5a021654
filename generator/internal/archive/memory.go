package archive

import (
	"io"

	"incidentarchive/generator/internal/folder"
	"incidentarchive/generator/internal/packed"
	"incidentarchive/generator/internal/record"
)

// Memory is where decoded records are kept from one run of the program to the next.
type Memory interface {
	// Read gives what was written, to the last byte, and false when there is none.
	Read() (text string, ok bool)
	// Write lets fill write something in place of what was there.
	Write(fill func(w io.Writer) error) error
}

// kept is a file that held a record without findings when it was read.
type kept struct {
	stamp  folder.Stamp
	key    Key
	size   int
	record string // packed
}

// recall reads what is kept of files, by their paths. A memory that was cut off or
// is of another form gives nothing.
func recall(m Memory) map[string]kept {
	if m == nil {
		return nil
	}
	text, ok := m.Read()
	if !ok {
		return nil
	}
	r := &packed.Reader{Rest: text}
	count := r.Count(leastKept)
	all := make(map[string]kept, count)
	for range count {
		file := r.Text()
		k := kept{stamp: folder.ReadStamp(r)}
		copy(k.key[:], r.Fixed(len(k.key)))
		k.size = int(r.Number())
		k.record = r.Text()
		all[file] = k
	}
	if r.Failed || r.Rest != "" {
		return nil
	}
	return all
}

// leastKept is the least that a file takes in a memory, in bytes.
const leastKept = len(Key{}) + 6

// recalled takes over what is kept of a file, if it is still the same one, and
// tells whether it does.
func (l *loader) recalled(f *file, same func(kept) bool) bool {
	k, ok := l.kept[f.File]
	if !ok || !same(k) {
		return false
	}
	again := l.again.reader(k.key)
	switch f.kind {
	case "incidents":
		f.incident, f.doc, ok = record.Unpack[record.Incident](k.record, f.File, again)
	case "services":
		f.service, f.doc, ok = record.Unpack[record.Service](k.record, f.File, again)
	case "organisations":
		f.organisation, f.doc, ok = record.Unpack[record.Organisation](k.record, f.File, again)
	default:
		ok = false
	}
	if ok {
		f.Key, f.Size, f.packed = k.key, k.size, k.record
	}
	return ok
}

// fewChanges is how many files may have changed among a number of files before the
// memory is written again: reading these is sooner done.
const fewChanges = 256

// remember writes what is known of the files for the next run. That a memory cannot
// be written is no fault: all files are read again then.
func (l *loader) remember(m Memory) {
	if m == nil {
		return
	}
	var list []*file
	fresh := 0
	for _, f := range l.files {
		if f.page == nil && len(f.findings) == 0 {
			list = append(list, f)
			if f.packed == "" || f.stamp != l.kept[f.File].stamp {
				fresh++
			}
		}
	}
	gone := len(l.kept) - (len(list) - fresh)
	if fresh+gone <= len(list)/fewChanges {
		return
	}
	_ = m.Write(func(w io.Writer) error {
		data := packed.AppendNumber(nil, uint64(len(list)))
		for _, f := range list {
			data = f.stamp.Append(packed.AppendText(data, f.File))
			data = packed.AppendNumber(append(data, f.Key[:]...), uint64(f.Size))
			data = packed.AppendText(data, f.pack())
			if _, err := w.Write(data); err != nil {
				return err
			}
			data = data[:0]
		}
		return nil
	})
}

// pack gives the record in its binary form.
func (f *file) pack() string {
	switch {
	case f.packed != "":
		return f.packed
	case f.incident != nil:
		return string(record.Pack(nil, f.incident, f.doc))
	case f.service != nil:
		return string(record.Pack(nil, f.service, f.doc))
	}
	return string(record.Pack(nil, f.organisation, f.doc))
}
