package view

import (
	"crypto/sha1"
	"encoding/hex"
)

// namespace is the archive's own name space for identifiers. It must never
// change: others hold identifiers made from it.
var namespace = [16]byte{0x5d, 0x1f, 0x0c, 0x9e, 0x3b, 0x7a, 0x4c, 0x62, 0x9a, 0x41, 0x0e, 0xd2, 0x86, 0xb7, 0x24, 0xf3}

// UUID gives the name-based identifier (RFC 9562, version 5) of a name such as
// "incident/2025-07-23-acme-telecom-network-outage". The same name gives the
// same identifier, on every machine and at every address.
func UUID(name string) string {
	sum := sha1.Sum(append(namespace[:], name...))
	id := sum[:16]
	id[6] = id[6]&0x0f | 0x50
	id[8] = id[8]&0x3f | 0x80
	var text [36]byte
	hex.Encode(text[0:8], id[0:4])
	hex.Encode(text[9:13], id[4:6])
	hex.Encode(text[14:18], id[6:8])
	hex.Encode(text[19:23], id[8:10])
	hex.Encode(text[24:36], id[10:16])
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return string(text[:])
}
