package bundle

import (
	"bytes"
	"strings"
)

// rewriteFeed makes the website's addresses in a feed relative, where they lead
// to a file of the bundle. Identifiers stay as they are: the same entry keeps its
// name wherever it is read.
//
// Feeds hold addresses in attributes, in elements, in JSON strings and in HTML
// that is escaped once more. In all of these an address of ours is the same
// sequence of bytes and ends at the first byte that no address may have.
func (p *places) rewriteFeed(from string, source []byte) []byte {
	base := []byte(p.base.String())
	var b bytes.Buffer
	b.Grow(len(source))
	for {
		at := bytes.Index(source, base)
		if at < 0 {
			b.Write(source)
			return b.Bytes()
		}
		end := at + len(base)
		for end < len(source) && strings.IndexByte(addressEnd, source[end]) < 0 && source[end] > ' ' && source[end] < 0x7f {
			end++
		}
		b.Write(source[:at])
		address := string(source[at:end])
		if to := p.resolve(from, address); to.kind == inside && !identifies(source[:at]) {
			b.WriteString(to.address)
		} else {
			b.WriteString(address)
		}
		source = source[end:]
	}
}

// addressEnd are the bytes that end an address in XML, HTML and JSON.
const addressEnd = "\"'<>&\\`{}|^,; "

// identifies tells whether what follows before is the name of an entry.
func identifies(before []byte) bool {
	before = bytes.TrimRight(before, space)
	if bytes.HasSuffix(before, []byte("<id>")) {
		return true
	}
	if open := bytes.LastIndexByte(before, '<'); open >= 0 && bytes.HasPrefix(before[open:], []byte("<guid")) && bytes.HasSuffix(before, []byte(">")) {
		return true
	}
	before, quoted := bytes.CutSuffix(before, []byte(`"`))
	before = bytes.TrimRight(before, space)
	before, colon := bytes.CutSuffix(before, []byte(":"))
	return quoted && colon && bytes.HasSuffix(bytes.TrimRight(before, space), []byte(`"id"`))
}
