package table

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"

	"incidentarchive/generator/internal/export/exporttest"
)

func FuzzCSV(f *testing.F) {
	for _, text := range exporttest.Texts {
		f.Add(text, text)
	}
	f.Add("\t=1", "a;b")
	f.Add("'=1", "")
	f.Fuzz(func(t *testing.T, text, item string) {
		if !utf8.ValidString(text) || !utf8.ValidString(item) || strings.ContainsRune(text, '\r') || strings.ContainsRune(item, '\r') {
			return // no record holds them
		}
		data, err := CSV(&Table{Columns: []Column{{Name: "text"}, {Name: "list"}}, Rows: [][]any{{text, []string{item, item}}}})
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatalf("%v in %q", err, data)
		}
		if got := strings.TrimPrefix(rows[1][0], "'"); got != text {
			t.Errorf("%q comes back as %q", text, got)
		}
		if n := len(strings.Split(rows[1][1], ";")); n != 2 {
			t.Errorf("a list of 2 comes back as %d", n)
		}
		for _, got := range rows[1] {
			if first, _ := utf8.DecodeRuneInString(got); got != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
				t.Errorf("%q begins a formula", got)
			}
		}
	})
}
