package view

import (
	"hash/crc32"
	"slices"
)

// twinSize is the size from which a file gets a compressed twin, in bytes. Web
// servers compress what they send anyway; below this size a twin saves nobody
// anything.
const twinSize = 128 << 10

// twinLevel is how hard a twin is compressed: twins are a good part of what the
// data cost. Level 1 saves nothing to speak of, and the levels above this one cost
// twice as much for a few hundredths less.
const twinLevel = 3

// Twin hands on a file, and with it its gzip twin NAME.gz when the file is large
// and the twin at most half as large. The twin holds neither name nor time.
func (emit Emit) Twin(name string, data []byte) error {
	if err := emit(name, data); err != nil || len(data) < twinSize {
		return err
	}
	twin := slices.Clone(zipHead)
	for piece := range slices.Chunk(data, pieceSize) {
		if err := zip(piece, func(zipped []byte) error {
			twin = append(twin, zipped...)
			return nil
		}); err != nil {
			return err
		}
	}
	twin = append(twin, zipEnd(crc32.ChecksumIEEE(data), int64(len(data)))...)
	if len(twin) > len(data)/2 {
		return nil
	}
	return emit(name+".gz", twin)
}
