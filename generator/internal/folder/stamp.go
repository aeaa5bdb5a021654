package folder

import (
	"io/fs"
	"time"

	"incidentarchive/generator/internal/packed"
)

// Stamp tells whether a file has changed without reading it: when it was changed
// last, its size, and its number in the file system. The zero stamp is that of no
// file.
type Stamp struct {
	modified int64 // in nanoseconds since 1970
	touched  int64 // as modified, and nobody can set it; 0 where the system does not say
	size     int64
	number   uint64
}

// settling is how long after a change another one may leave the stamp as it is:
// file systems count time in steps of up to two seconds.
const settling = 3 * time.Second

// StampOf takes the stamp of a file that is read after the time now. It is zero
// when the file changed so shortly before that the stamp could outlive a further
// change.
func StampOf(info fs.FileInfo, now time.Time) Stamp {
	if now.Sub(info.ModTime()) < settling {
		return Stamp{}
	}
	s := Stamp{modified: info.ModTime().UnixNano(), size: info.Size()}
	s.touched, s.number = inode(info)
	return s
}

// Number gives the number of a file in its file system; 0 where files have none. All
// names that are linked to a file give the same.
func Number(info fs.FileInfo) uint64 {
	_, number := inode(info)
	return number
}

// Same tells whether a file that had stamp s is unchanged when it has stamp t now.
func (s Stamp) Same(t Stamp) bool { return s == t && s != Stamp{} }

// Append appends the stamp in a binary form.
func (s Stamp) Append(b []byte) []byte {
	b = packed.AppendInt(packed.AppendInt(b, s.modified), s.touched)
	return packed.AppendNumber(packed.AppendInt(b, s.size), s.number)
}

// ReadStamp reads what Append wrote.
func ReadStamp(r *packed.Reader) Stamp {
	return Stamp{modified: r.Int(), touched: r.Int(), size: r.Int(), number: r.Number()}
}
