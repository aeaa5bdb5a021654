package cache

import (
	"maps"
	"slices"
	"strings"

	"incidentarchive/generator/internal/packed"
)

// Chunks tells where the parts of records stand in large files. Each chunk is a run
// of records that are written together.
type Chunks struct {
	Keys []Key // of all that the parts of a chunk are made from
	// Ends gives for a file, by its name, where what stands before the first chunk
	// ends, and where the part of each chunk does.
	Ends map[string][]End
}

// End is where a part of a file ends.
type End struct {
	At    int64
	State string // of the hashes of all before, which can go on from there; may be empty
}

// appendChunks writes chunks: their keys, and for each file the sizes of its
// parts with the states.
func appendChunks(data []byte, c Chunks) []byte {
	data = packed.AppendNumber(data, uint64(len(c.Keys)))
	for _, key := range c.Keys {
		data = append(data, key[:]...)
	}
	data = packed.AppendNumber(data, uint64(len(c.Ends)))
	for _, name := range slices.Sorted(maps.Keys(c.Ends)) {
		data = packed.AppendText(data, name)
		data = packed.AppendNumber(data, uint64(len(c.Ends[name])))
		last := End{}
		for _, end := range c.Ends[name] {
			data = packed.AppendInt(data, end.At-last.At)
			if end.At != last.At { // else the state is the same, too
				data = packed.AppendText(data, end.State)
			}
			last = end
		}
	}
	return data
}

func readChunks(r *packed.Reader) Chunks {
	c := Chunks{Keys: make([]Key, r.Count(len(Key{})))}
	for n := range c.Keys {
		copy(c.Keys[n][:], r.Fixed(len(Key{})))
	}
	files := r.Count(2)
	c.Ends = make(map[string][]End, files)
	for range files {
		name := strings.Clone(r.Text())
		ends := make([]End, r.Count(1))
		last := End{}
		for n := range ends {
			if size := r.Int(); size != 0 {
				last = End{last.At + size, strings.Clone(r.Text())}
			}
			ends[n] = last
		}
		c.Ends[name] = ends
	}
	return c
}
