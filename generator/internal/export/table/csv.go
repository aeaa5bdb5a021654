package table

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// CSV writes a table as comma-separated values (RFC 4180) in UTF-8, the names of
// the columns first. A cell that is empty says that the record gives no value.
//
// Text that a spreadsheet could take for a formula gets an apostrophe in front,
// and so does text that begins with an apostrophe: dropping one leading
// apostrophe always gives the text back.
func CSV(t *Table) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	cells := make([]string, len(t.Columns))
	for n, c := range t.Columns {
		cells[n] = c.Name
	}
	if err := w.Write(cells); err != nil {
		return nil, err
	}
	for _, row := range t.Rows {
		for n, value := range row {
			switch v := value.(type) {
			case string:
				cells[n] = harmless(v)
			case []string:
				cells[n] = harmless(join(v))
			default:
				cells[n] = cell(value)
			}
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
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
