package table

import (
	"bytes"
	"encoding/csv"
	"strings"

	"incidentarchive/generator/internal/export/view"
)

// CSV writes a table as comma-separated values (RFC 4180) in UTF-8, the names of
// the columns first. A cell that is empty says that the record gives no value.
//
// Text that a spreadsheet could take for a formula gets an apostrophe in front,
// and so does text that begins with an apostrophe: dropping one leading
// apostrophe always gives the text back.
func CSV(t *Table) ([]byte, error) {
	var b bytes.Buffer
	f := csvFile{writer: csv.NewWriter(&b)}
	if err := f.head(t); err != nil {
		return nil, err
	}
	err := f.rows(t)
	return b.Bytes(), err
}

// csvFile is a table that is written bit by bit.
type csvFile struct {
	to     *view.Stream
	writer *csv.Writer
	cells  []string
}

func newCSV(to *view.Stream, t *Table) (*csvFile, error) {
	f := &csvFile{to: to, writer: csv.NewWriter(to)}
	return f, f.head(t)
}

// head writes the names of the columns.
func (f *csvFile) head(t *Table) error {
	f.cells = make([]string, len(t.Columns))
	for n, c := range t.Columns {
		f.cells[n] = c.Name
	}
	return f.writer.Write(f.cells)
}

// rows writes the rows of a table.
func (f *csvFile) rows(t *Table) error {
	for _, row := range t.Rows {
		for n, value := range row {
			switch v := value.(type) {
			case string:
				f.cells[n] = harmless(v)
			case []string:
				f.cells[n] = harmless(join(v))
			default:
				f.cells[n] = cell(value)
			}
		}
		if err := f.writer.Write(f.cells); err != nil {
			return err
		}
	}
	f.writer.Flush()
	return f.writer.Error()
}

func (f *csvFile) close() error {
	f.writer.Flush()
	if err := f.writer.Error(); err != nil {
		return err
	}
	return f.to.Close()
}

// formulas are the characters that begin a formula in some spreadsheet, in
// ASCII and in the full width forms that East Asian versions read alike.
const formulas = "=+-@\t\r\n＝＋－＠'"

// harmless keeps a spreadsheet from running a text.
func harmless(text string) string {
	for _, first := range text {
		if strings.ContainsRune(formulas, first) {
			return "'" + text
		}
		break
	}
	return text
}

// join writes a list in one cell. The semicolons within values become commas, so
// that the list can be taken apart again.
func join(values []string) string {
	clean := make([]string, len(values))
	for n, v := range values {
		clean[n] = strings.ReplaceAll(v, ";", ",")
	}
	return strings.Join(clean, ";")
}
