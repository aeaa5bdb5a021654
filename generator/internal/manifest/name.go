package manifest

import (
	"fmt"
	"strings"
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
	for _, r := range name {
		if !strings.ContainsRune(letters, r) {
			return fmt.Errorf("file name %q holds %q: want only letters A to Z and a to z, digits and . _ - /", name, r)
		}
	}
	for part := range strings.SplitSeq(name, "/") {
		if err := checkPart(part); err != nil {
			return fmt.Errorf("file name %q: %w", name, err)
		}
	}
	return nil
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/"

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
	seen := map[string]string{} // folded path of a file or folder -> as written
	files := map[string]string{}
	for _, name := range names {
		if err := CheckName(name); err != nil {
			return err
		}
		if other, found := files[strings.ToLower(name)]; found {
			return fmt.Errorf("file names %q and %q are the same on Windows and macOS: rename one", other, name)
		}
		files[strings.ToLower(name)] = name
		for at, r := range name {
			if r != '/' {
				continue
			}
			folder := name[:at]
			if other, found := seen[strings.ToLower(folder)]; found && other != folder {
				return fmt.Errorf("folder names %q and %q are the same on Windows and macOS: rename one", other, folder)
			}
			seen[strings.ToLower(folder)] = folder
		}
	}
	for _, name := range names {
		if folder, found := seen[strings.ToLower(name)]; found {
			return fmt.Errorf("%q is a file and %q a folder of the same name: rename one", name, folder)
		}
	}
	return nil
}
