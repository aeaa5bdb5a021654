package folder

import (
	"io/fs"
	"time"
)

// Stamp tells whether a file has changed without reading it: when it was changed
// last, its size, and its number in the file system. The zero stamp is that of no
// file.
type Stamp struct {
	modified int64 // in nanoseconds since 1970
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
	return Stamp{modified: info.ModTime().UnixNano(), size: info.Size(), number: number(info)}
}

// Same tells whether a file that had stamp s is unchanged when it has stamp t now.
func (s Stamp) Same(t Stamp) bool { return s == t && s != Stamp{} }
