package linked

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
)

// encode writes JSON-LD so that it can stand within a script element: no
// character that HTML gives a meaning is left. It writes what encoding/json does;
// that finds its way through nested maps by reflection, which for a node on each
// page takes three times as long.
func encode(n node) []byte { return appendNode(make([]byte, 0, 4<<10), n) }

func appendNode(b []byte, n node) []byte {
	keys := make([]string, 0, 24)
	for key := range n {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	b = append(b, '{')
	for i, key := range keys {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendText(b, key), ':')
		b = appendValue(b, n[key])
	}
	return append(b, '}')
}

func appendValue(b []byte, value any) []byte {
	switch v := value.(type) {
	case string:
		return appendText(b, v)
	case node:
		return appendNode(b, v)
	case []node:
		if v != nil {
			return appendList(b, v, appendNode)
		}
	case []string:
		if v != nil {
			return appendList(b, v, appendText)
		}
	}
	data, err := json.Marshal(value) // few are of another type
	if err != nil {
		return append(b, "null"...) // no value here can fail
	}
	return append(b, data...)
}

func appendList[T any](b []byte, list []T, item func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for i, x := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = item(b, x)
	}
	return append(b, ']')
}

// appendText writes a text; one that needs escapes is left to encoding/json.
func appendText(b []byte, text string) []byte {
	plain, ascii := true, true
	for n := range len(text) {
		c := text[n]
		plain = plain && asIs[c]
		ascii = ascii && c < utf8.RuneSelf
	}
	if !plain || !ascii && (!utf8.ValidString(text) || strings.Contains(text, "\u2028") || strings.Contains(text, "\u2029")) {
		data, err := json.Marshal(text)
		if err != nil {
			return append(b, `""`...) // no text can fail
		}
		return append(b, data...)
	}
	b = append(b, '"')
	b = append(b, text...)
	return append(b, '"')
}

// asIs tells which bytes encoding/json writes as they are, all but those of the
// ASCII characters that JSON or HTML gives a meaning.
var asIs = func() (set [256]bool) {
	for c := range set {
		set[c] = c >= ' ' && c != 0x7f && !strings.ContainsRune(`"\<>&`, rune(c))
	}
	return set
}()
