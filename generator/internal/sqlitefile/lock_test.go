package sqlitefile

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"testing"
)

// TestLockPageIsLeftOut writes a long row where the page is that SQLite locks.
func TestLockPageIsLeftOut(t *testing.T) {
	for before := range uint32(4) {
		var file bytes.Buffer
		w := &Writer{to: bufio.NewWriter(&file), pages: lockPage - 3 + before - 1}
		first := w.pages + 1
		at, err := w.overflow(make([]byte, 3*(PageSize-4)))
		if err != nil {
			t.Fatal(err)
		}
		if err := w.to.Flush(); err != nil {
			t.Fatal(err)
		}
		pages := 0
		for ; at != 0; pages++ {
			if at == lockPage {
				t.Errorf("%d pages before: the page is used", before)
			}
			at = binary.BigEndian.Uint32(file.Bytes()[(at-first)*PageSize:])
		}
		if pages != 3 {
			t.Errorf("%d pages before: the row has %d pages, want 3", before, pages)
		}
	}
}
