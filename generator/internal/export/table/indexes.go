package table

import (
	"maps"
	"os"
	"slices"

	"incidentarchive/generator/internal/sqlitefile"
)

// addIndexes writes the indexes of a table, whose rows are in the file.
func (d *database) addIndexes(t *Table, rows int) error {
	file, err := os.Open(d.path())
	if err != nil {
		return err
	}
	defer file.Close()
	indexes := indexesOf(t, rows)
	number := int64(0)
	err = sqlitefile.Rows(file, d.roots[t.Name], 1, rows, func(record []byte) error {
		number++
		for _, entries := range indexes {
			if err := entries.Add(number, record); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(indexes)) {
		if err := indexes[name].WriteTo(d.file.Index(d.roots[name])); err != nil {
			return err
		}
	}
	return nil
}

// indexesOf gives the indexes of a table by their names, without entries but with room
// for those of some rows.
func indexesOf(t *Table, rows int) map[string]*sqlitefile.Entries {
	place := func(name string) int {
		return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
	}
	var key []int
	for _, name := range t.Key {
		key = append(key, place(name))
	}
	indexes := map[string]*sqlitefile.Entries{"sqlite_autoindex_" + t.Name + "_1": sqlitefile.NewEntries(rows, key...)}
	for n, c := range t.Columns {
		if c.Refers != "" && c.Name != t.Key[0] {
			indexes[t.Name+"_"+c.Name] = sqlitefile.NewEntries(rows, n)
		}
	}
	return indexes
}
