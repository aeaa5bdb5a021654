package cache

import (
	"encoding/binary"
	"maps"
	"slices"
)

// appendChunks writes chunks: their keys, and for each file the sizes of its parts.
func appendChunks(data []byte, c Chunks) []byte {
	data = binary.AppendVarint(data, int64(len(c.Keys)))
	for _, key := range c.Keys {
		data = append(data, key[:]...)
	}
	data = binary.AppendVarint(data, int64(len(c.Ends)))
	for _, name := range slices.Sorted(maps.Keys(c.Ends)) {
		data = appendText(data, name)
		data = binary.AppendVarint(data, int64(len(c.Ends[name])))
		at := int64(0)
		for _, end := range c.Ends[name] {
			data = binary.AppendVarint(data, end-at)
			at = end
		}
	}
	return data
}

func (r *reader) chunks() Chunks {
	c := Chunks{Keys: make([]Key, r.count(len(Key{})))}
	for n := range c.Keys {
		copy(c.Keys[n][:], r.bytes(len(Key{})))
	}
	files := r.count(2)
	c.Ends = make(map[string][]int64, files)
	for range files {
		name := r.text()
		ends := make([]int64, r.count(1))
		at := int64(0)
		for n := range ends {
			at += r.number()
			ends[n] = at
		}
		c.Ends[name] = ends
	}
	return c
}
