package view

import (
	"crypto/sha256"
	"encoding"
	"encoding/binary"
	"hash"
	"hash/crc32"
)

// sums are the hashes of a file that grows: its SHA-256, and the CRC-32 that its
// compressed twin ends with.
type sums struct {
	sha hash.Hash
	crc uint32
}

func newSums() sums { return sums{sha: sha256.New()} }

func (s *sums) add(data []byte) {
	s.sha.Write(data)
	s.crc = crc32.Update(s.crc, crc32.IEEETable, data)
}

func (s *sums) sha256() [sha256.Size]byte { return [sha256.Size]byte(s.sha.Sum(nil)) }

// state gives what is needed to go on from here; nothing when that cannot be told.
func (s *sums) state() string {
	sha, ok := s.sha.(encoding.BinaryAppender)
	if !ok {
		return ""
	}
	state, err := sha.AppendBinary(binary.BigEndian.AppendUint32(nil, s.crc))
	if err != nil {
		return ""
	}
	return string(state)
}

// resume gives the sums with a state; false when there is none.
func resume(state string) (sums, bool) {
	s := newSums()
	sha, ok := s.sha.(encoding.BinaryUnmarshaler)
	if !ok || len(state) < 4 || sha.UnmarshalBinary([]byte(state[4:])) != nil {
		return newSums(), false
	}
	s.crc = binary.BigEndian.Uint32([]byte(state))
	return s, true
}
