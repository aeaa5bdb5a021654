package view

import (
	"hash/crc32"

	"incidentarchive/generator/internal/archive"
)

// Incidents are in their published form a chunk at a time. Where a chunk ends
// follows from the ids around it, so that a record that comes or goes moves only
// the ends beside it: the other chunks can be taken over from the build before.
const (
	leastChunk    = 96
	greatestChunk = 512
	chunkEnds     = 160 // one id of so many ends a chunk
)

// chunks divides incidents into chunks.
func chunks(incidents []*archive.Incident) [][]*archive.Incident {
	var list [][]*archive.Incident
	from := 0
	for n, i := range incidents {
		size := n + 1 - from
		if size == greatestChunk || size >= leastChunk && crc32.ChecksumIEEE([]byte(i.ID))%chunkEnds == 0 {
			list = append(list, incidents[from:n+1])
			from = n + 1
		}
	}
	if from < len(incidents) {
		list = append(list, incidents[from:])
	}
	return list
}
