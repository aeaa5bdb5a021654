package view

import (
	"hash/crc32"

	"incidentarchive/generator/internal/archive"
)

// ChunkSize is how many incidents a chunk has about, where nothing else is said.
const ChunkSize = 160

// chunks divides incidents into chunks, the runs of incidents that are in their
// published form at one time. Where a chunk ends follows from the ids in it, so
// that a record that comes or goes moves only the ends beside it: the other chunks
// can be taken over from the build before.
func chunks(incidents []*archive.Incident, size int) [][]*archive.Incident {
	least, greatest := max(1, size*3/8), 2*size
	ends := uint32(max(1, size-least)) // one id of so many ends a chunk
	var list [][]*archive.Incident
	from := 0
	for n, i := range incidents {
		length := n + 1 - from
		if length >= greatest || length >= least && crc32.ChecksumIEEE([]byte(i.ID))%ends == 0 {
			list = append(list, incidents[from:n+1])
			from = n + 1
		}
	}
	if from < len(incidents) {
		list = append(list, incidents[from:])
	}
	return list
}
