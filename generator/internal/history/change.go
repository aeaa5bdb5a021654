package history

import (
	"path"
	"strings"
)

// PlainFile is the mode that git gives a file that is not a program, a link or a
// repository of its own.
const PlainFile = "100644"

// Change is a file that differs from another version.
type Change struct {
	File    string // slash-separated path; below the folder asked for, or of the repository when Outside
	Outside bool   // whether it stands outside of that folder
	Mode    string // git's; empty when the file was deleted
}

// Changes lists all files of the repository that dir stands in that differ from
// base, as [Changed] does, but deleted ones and those outside of dir too. A file
// that was renamed is one that was deleted and another one.
func Changes(dir, base string) ([]Change, error) {
	commit, err := resolve(dir, base)
	if err != nil {
		return nil, err
	}
	if fork, err := git(dir, "merge-base", commit, "HEAD"); err == nil {
		commit = strings.TrimSpace(string(fork))
	}
	top, err := git(dir, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	prefix, err := git(dir, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, err
	}
	root, below := strings.TrimSuffix(string(top), "\n"), strings.TrimSuffix(string(prefix), "\n")
	raw, err := git(root, "diff", "--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-renames", "--ignore-submodules=none", commit, "--")
	if err != nil {
		return nil, err
	}
	untracked, err := git(root, "ls-files", "-z", "--others", "--exclude-standard")
	if err != nil {
		return nil, err
	}
	var changes []Change
	add := func(file, mode string) {
		inside, ok := strings.CutPrefix(file, below)
		if !ok {
			inside = file
		}
		changes = append(changes, Change{File: path.Clean(inside), Outside: !ok, Mode: mode})
	}
	// Each change is ":100644 100644 OLD NEW M", NUL, the path, NUL.
	fields := strings.Split(string(raw), "\x00")
	for n := 0; n+1 < len(fields); n += 2 {
		parts := strings.Fields(fields[n])
		if len(parts) != 5 {
			continue
		}
		mode := parts[1]
		if mode == "000000" {
			mode = ""
		}
		add(fields[n+1], mode)
	}
	for file := range strings.SplitSeq(string(untracked), "\x00") {
		if file != "" {
			add(file, PlainFile)
		}
	}
	return changes, nil
}
