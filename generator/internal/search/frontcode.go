package search

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxShared is how much of the word before a front-coded word can share.
const maxShared = 25

// frontCode writes words, each as a capital for the number of UTF-16 units that
// it shares with the one before (A is none), and the rest. Words have no ASCII
// capitals.
func frontCode(words []string) string {
	var b strings.Builder
	last := ""
	for _, w := range words {
		n, units := shared(last, w)
		b.WriteByte('A' + byte(units))
		b.WriteString(w[n:])
		last = w
	}
	return b.String()
}

// shared returns the length of the common start of a and b in bytes and in
// UTF-16 units.
func shared(a, b string) (bytes, units int) {
	for bytes < len(a) && bytes < len(b) && a[bytes] == b[bytes] {
		if a[bytes] < utf8.RuneSelf {
			if units == maxShared {
				return
			}
			bytes, units = bytes+1, units+1
			continue
		}
		r, n := utf8.DecodeRuneInString(a[bytes:])
		if !strings.HasPrefix(b[bytes:], a[bytes:bytes+n]) || units+utf16.RuneLen(r) > maxShared {
			return
		}
		bytes, units = bytes+n, units+utf16.RuneLen(r)
	}
	return
}

// frontDecode reads what frontCode wrote.
func frontDecode(s string) []string {
	var list []string
	last := []uint16{}
	for len(s) > 0 {
		n := int(s[0]) - 'A'
		s = s[1:]
		end := strings.IndexFunc(s, func(r rune) bool { return r >= 'A' && r <= 'Z' })
		if end < 0 {
			end = len(s)
		}
		if n < 0 || n > len(last) {
			n = len(last)
		}
		last = append(last[:n:n], utf16.Encode([]rune(s[:end]))...)
		list = append(list, string(utf16.Decode(last)))
		s = s[end:]
	}
	return list
}
