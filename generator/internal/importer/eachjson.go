package importer

import (
	"fmt"
	"path"
	"strings"
)

// eachJSON visits the JSON files of a source. A file that cannot be read stops
// the import, since nothing may be dropped in silence.
func eachJSON(s *Source, visit func(name string, v any) error) error {
	found := false
	for _, f := range s.Files {
		if !ending(f.Name, ".json", ".ndjson", ".jsonl") {
			continue
		}
		found = true
		v, err := parseJSON(f.Data)
		if err != nil {
			return fmt.Errorf("%s %w", f.Name, err)
		}
		if list, ok := v.([]any); ok && len(list) > maxEntries {
			return fmt.Errorf("%s has more than %d entries: split it", f.Name, maxEntries)
		}
		if err := visit(f.Name, v); err != nil {
			return err
		}
	}
	if !found {
		return fmt.Errorf("there is no JSON file here")
	}
	return nil
}

// stem gives the last part of a file name without its extension.
func stem(name string) string {
	base := path.Base(name)
	return strings.TrimSuffix(base, path.Ext(base))
}
