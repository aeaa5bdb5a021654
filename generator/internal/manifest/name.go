package manifest

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxName is the greatest number of bytes in the name of a file. With the
// folder that a bundle stands in, it stays well below the 260 characters that
// programs on Windows can open.
const MaxName = 120

// CheckName refuses the name of a file that cannot be written, or would be
// something else, on Windows, macOS or Linux: a name is relative, slash-separated
// and made of ASCII letters, digits, points, hyphens and underscores.
func CheckName(name string) error {
	if name == "" {
		return fmt.Errorf("a file has no name")
	}
	if len(name) > MaxName {
		return fmt.Errorf("file name %q has %d characters, want at most %d: shorten the id in it", name, len(name), MaxName)
	}
	if !isName(name) {
		at := strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf || !isLetter(byte(r)) })
		r, _ := utf8.DecodeRuneInString(name[at:])
		return fmt.Errorf("file name %q holds %q: want only letters A to Z and a to z, digits and . _ - /", name, r)
	}
	for part := range strings.SplitSeq(name, "/") {
		if err := checkPart(part); err != nil {
			return fmt.Errorf("file name %q: %w", name, err)
		}
	}
	return nil
}

// isLetter tells whether names may hold a character.
func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '-' && c <= '9' || c >= 'A' && c <= 'Z' || c == '_' // - . / and digits follow each other
}

// isName tells whether names may hold all characters of a text.
func isName(text string) bool {
	for n := range len(text) {
		if !isLetter(text[n]) {
			return false
		}
	}
	return true
}

// checkPart refuses one folder or file of a name.
func checkPart(part string) error {
	switch {
	case part == "":
		return fmt.Errorf("has an empty part: want a relative name such as %q", "incidents/index.html")
	case part == "." || part == "..":
		return fmt.Errorf("leads to another folder by %q", part)
	case strings.HasSuffix(part, "."):
		return fmt.Errorf("part %q ends with a point, which Windows drops", part)
	}
	stem, _, _ := strings.Cut(strings.ToLower(part), ".")
	if device(stem) {
		return fmt.Errorf("part %q is the name of a device on Windows: rename it", part)
	}
	return nil
}

// device tells whether Windows takes a name, whatever its extension, for a
// device.
func device(stem string) bool {
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	numbered := len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt"))
	return numbered && stem[3] >= '0' && stem[3] <= '9'
}

// CheckNames checks each name, and refuses names that are one on a system that
// does not tell capital letters from small ones: files, or a file and a folder.
func CheckNames(names []string) error {
	type file struct{ folded, name string }
	files := make([]file, len(names))
	folders := map[string]string{} // by the path in small letters
	last := ""                     // the folder that was checked
	for n, name := range names {
		if err := CheckName(name); err != nil {
			return err
		}
		files[n] = file{strings.ToLower(name), name}
		folder := name[:strings.LastIndexByte(name, '/')+1]
		if folder == last {
			continue
		}
		last = folder
		for at := range len(folder) {
			if folder[at] != '/' {
				continue
			}
			folded := files[n].folded[:at]
			if other, found := folders[folded]; found && other != folder[:at] {
				return fmt.Errorf("folder names %q and %q are the same on Windows and macOS: rename one", other, folder[:at])
			}
			folders[folded] = folder[:at]
		}
	}
	slices.SortStableFunc(files, func(a, b file) int { return strings.Compare(a.folded, b.folded) })
	for n, f := range files {
		if n > 0 && files[n-1].folded == f.folded {
			return fmt.Errorf("file names %q and %q are the same on Windows and macOS: rename one", files[n-1].name, f.name)
		}
		if folder, found := folders[f.folded]; found {
			return fmt.Errorf("%q is a file and %q a folder of the same name: rename one", f.name, folder)
		}
	}
	return nil
}
