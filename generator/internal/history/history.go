package history

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// History holds when the files of a folder were committed. The zero value holds
// nothing.
type History struct {
	dir   string
	files map[string][]version // newest first
}

// version is one committed state of a file.
type version struct {
	time time.Time
	blob string
}

// Load reads the history of dir. It is empty, without an error, where there is
// no git, no repository, or only the latest commits of one.
func Load(dir string) (*History, error) {
	h := &History{dir: dir, files: map[string][]version{}}
	shallow, err := git(dir, "rev-parse", "--is-shallow-repository")
	switch {
	case errors.Is(err, ErrNoGit):
		return h, nil
	case err != nil:
		return h, err
	case strings.TrimSpace(string(shallow)) != "false":
		return h, nil
	}
	if _, err := git(dir, "rev-parse", "--verify", "--quiet", "HEAD"); err != nil {
		return h, nil // nothing is committed yet
	}
	// Committer dates: when a change reached the archive, not when it was begun.
	log, err := git(dir, "log", "--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--diff-merges=first-parent",
		"--relative", "--format=%x02%ct", "HEAD", "--", ".")
	if err != nil {
		return h, err
	}
	return h, h.parse(string(log))
}

// parse reads what git log prints: for each commit, newest first, its time and
// then its changes, all ended by NUL bytes:
//
//	:100644 100644 OLD NEW M NUL path NUL
//	:100644 100644 OLD NEW R090 NUL old path NUL new path NUL
func (h *History) parse(log string) error {
	now := map[string]string{} // an old path -> the path of today
	var at time.Time
	fields := strings.Split(log, "\x00")
	for n := 0; n < len(fields); n++ {
		field := strings.TrimLeft(fields[n], "\n")
		if seconds, ok := strings.CutPrefix(field, "\x02"); ok {
			seconds, field, _ = strings.Cut(seconds, "\n")
			unix, err := strconv.ParseInt(strings.TrimSpace(seconds), 10, 64)
			if err != nil {
				return fmt.Errorf("git log: %q is not a time", seconds)
			}
			at = time.Unix(unix, 0).UTC()
		}
		parts := strings.Fields(field)
		if len(parts) != 5 || !strings.HasPrefix(parts[0], ":") || n+1 >= len(fields) {
			continue
		}
		n++
		path, action := fields[n], parts[4]
		if strings.HasPrefix(action, "R") && n+1 < len(fields) {
			n++
			old := path
			path = fields[n]
			now[old] = today(now, path)
		}
		if strings.HasPrefix(action, "D") {
			continue
		}
		name := today(now, path)
		h.files[name] = append(h.files[name], version{at, parts[3]})
		if strings.HasPrefix(action, "A") {
			delete(now, path) // an older file of this name was another one
		}
	}
	return nil
}

func today(now map[string]string, path string) string {
	if name, ok := now[path]; ok {
		return name
	}
	return path
}

// Dates tells when a file was first committed and last changed, as days in UTC
// (YYYY-MM-DD); false when its history is not known.
func (h *History) Dates(file string) (first, last string, ok bool) {
	if h == nil || len(h.files[file]) == 0 {
		return "", "", false
	}
	versions := h.files[file]
	return versions[len(versions)-1].time.Format(time.DateOnly), versions[0].time.Format(time.DateOnly), true
}

// Before gives a file as it was at the end of a day (YYYY-MM-DD, UTC), or when it
// was first committed if that was later.
func (h *History) Before(file, day string) ([]byte, error) {
	versions := h.files[file]
	if len(versions) == 0 {
		return nil, fmt.Errorf("%s: no history", file)
	}
	for _, v := range versions {
		if v.time.Format(time.DateOnly) <= day {
			return git(h.dir, "cat-file", "blob", v.blob)
		}
	}
	return git(h.dir, "cat-file", "blob", versions[len(versions)-1].blob)
}
