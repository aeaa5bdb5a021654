package search

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// script returns a file of the index: a classic script that hands its values to
// the loader by one call. Scripts run from file:// too, where reading a file fails.
func script(values ...any) []byte {
	var b bytes.Buffer
	b.WriteString("_s(")
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for i, v := range values {
		if i > 0 {
			b.WriteByte(',')
		}
		// Strings, numbers and lists of them: Encode cannot fail.
		if err := e.Encode(v); err != nil {
			panic("search: " + err.Error())
		}
		b.Truncate(b.Len() - 1) // the line feed
	}
	b.WriteString(")\n")
	return b.Bytes()
}

// unscript reads the values of a file of the index.
func unscript(data []byte) ([]json.RawMessage, error) {
	inner, ok := bytes.CutPrefix(bytes.TrimSpace(data), []byte("_s("))
	inner, ok2 := bytes.CutSuffix(inner, []byte(")"))
	if !ok || !ok2 {
		return nil, fmt.Errorf("want a script of the form _s(…)")
	}
	var values []json.RawMessage
	err := json.Unmarshal(append(append([]byte{'['}, inner...), ']'), &values)
	return values, err
}

// unscriptStrings reads a file of the index that holds strings only.
func unscriptStrings(data []byte, want int) ([]string, error) {
	values, err := unscript(data)
	if err != nil {
		return nil, err
	}
	if len(values) < want {
		return nil, fmt.Errorf("%d values: want %d", len(values), want)
	}
	list := make([]string, len(values))
	for i, v := range values {
		if err := json.Unmarshal(v, &list[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}
