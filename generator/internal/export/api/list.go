package api

import (
	"encoding/json"
	"strings"

	"incidentarchive/generator/internal/export/view"
)

// list is a file with a head and many entries, which are written as they come.
type list struct {
	stream  *view.Stream
	entries int
}

// list begins a list. The head is an object; the entries become its last field,
// which is named after the file: changes, or else incidents.
func (w *writer) list(name string, head any) (*list, error) {
	data, err := json.Marshal(head)
	if err != nil {
		return nil, err
	}
	stream, err := w.Stream(Root+name, w.emit, true)
	if err != nil {
		return nil, err
	}
	field := "incidents"
	if strings.HasPrefix(name, "changes") {
		field = "changes"
	}
	_, err = stream.Write([]byte(strings.TrimSuffix(string(data), "}") + `,"` + field + `":[`))
	return &list{stream: stream}, err
}

// add writes an entry, a value in JSON.
func (l *list) add(data []byte) error {
	if l.entries++; l.entries > 1 {
		if _, err := l.stream.Write([]byte{','}); err != nil {
			return err
		}
	}
	_, err := l.stream.Write(data)
	return err
}

func (l *list) close() error {
	if _, err := l.stream.Write([]byte("]}\n")); err != nil {
		return err
	}
	return l.stream.Close()
}
