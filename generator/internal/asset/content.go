package asset

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"  // for DecodeConfig
	_ "image/jpeg" // for DecodeConfig
	_ "image/png"  // for DecodeConfig
	"path"
	"strings"
	"unicode/utf8"

	_ "golang.org/x/image/webp" // for DecodeConfig
)

// maxPixels bounds a picture: a few bytes can stand for gigabytes in a browser.
const maxPixels = 25_000_000

// begins is how files of some kinds begin.
var begins = map[string]string{".pdf": "%PDF-", ".ico": "\x00\x00\x01\x00", ".woff": "wOFF", ".woff2": "wOF2"}

// formats are the kinds of pictures that are measured, by what they are called.
var formats = map[string]string{".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp"}

// content says which rule the bytes of a file break, and how; or gives "".
func content(name string, data []byte) (rule, problem string) {
	kind := strings.ToLower(path.Ext(name))
	switch {
	case len(data) > MaxFileSize:
		return "asset/too-large", fmt.Sprintf("the file grew while it was read, want at most %d bytes", MaxFileSize)
	case formats[kind] != "":
		return "asset/image", checkImage(data, formats[kind])
	case begins[kind] != "":
		if !bytes.HasPrefix(data, []byte(begins[kind])) {
			return "asset/image", fmt.Sprintf("is not what its name says (%s)", kind)
		}
		return "", ""
	case kind == ".svg":
		if problem := checkText(data); problem != "" {
			return "text/character", problem
		}
		return "asset/svg", checkSVG(data)
	}
	return "text/character", checkText(data)
}

// checkImage reads the head of a picture.
func checkImage(data []byte, want string) string {
	c, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return fmt.Sprintf("is not a picture of the kind that its name says: %v", err)
	case format != want:
		return fmt.Sprintf("holds a picture of the kind %s: name it so", format)
	case c.Width*c.Height > maxPixels:
		return fmt.Sprintf("the picture has %d x %d pixels, want at most %d in all: make it smaller", c.Width, c.Height, maxPixels)
	}
	return ""
}

// checkText looks for characters that make a file look different from what it is.
func checkText(data []byte) string {
	if !utf8.Valid(data) {
		return "the file is not UTF-8: save it again with the encoding UTF-8"
	}
	line := 1
	for _, r := range string(data) {
		switch {
		case r == '\n':
			line++
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r >= 0xe0000 && r <= 0xe007f, r < 0x20 && r != '\t' && r != '\r' && r != '\f':
			return fmt.Sprintf("line %d holds a character that hides or reorders text (U+%04X): write it as an escape", line, r)
		}
	}
	return ""
}
