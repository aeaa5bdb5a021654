// Package history reads from git when records were first published and last
// changed, and which of them differ from another version. Without git, without
// a repository, or in a clone that holds only the latest commits, there is no
// history, and nothing fails: the dates then come from the records.
package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// ErrNoGit tells that there is no git program, or no repository.
var ErrNoGit = errors.New("no git repository")

// git runs the git program in a folder and gives its output. Settings of the
// machine that change the output, and hooks of the repository, are left out.
func git(dir string, args ...string) ([]byte, error) {
	program, err := exec.LookPath("git")
	if err != nil {
		return nil, fmt.Errorf("%w: the program \"git\" is not installed", ErrNoGit)
	}
	base := []string{"-C", dir, "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false", "--no-pager"}
	c := exec.CommandContext(context.Background(), program, append(base, args...)...)
	c.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0")
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	if err := c.Run(); err != nil {
		reason, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
		if strings.Contains(reason, "not a git repository") {
			return nil, ErrNoGit
		}
		return nil, fmt.Errorf("git %s: %s", args[0], strings.TrimPrefix(reason, "fatal: "))
	}
	return stdout.Bytes(), nil
}

// Changed lists the files below dir that differ from base: in commits since the
// two parted, in the working folder, and those that git does not know yet.
// Deleted files are left out. Base "" stands for the first of origin/main, main,
// origin/master and master that exists. Paths have slashes and begin at dir.
func Changed(dir, base string) ([]string, error) {
	commit, err := resolve(dir, base)
	if err != nil {
		return nil, err
	}
	if fork, err := git(dir, "merge-base", commit, "HEAD"); err == nil {
		commit = strings.TrimSpace(string(fork))
	}
	changed, err := git(dir, "diff", "--name-only", "-z", "--no-ext-diff", "--no-renames", "--relative", "--diff-filter=d", commit, "--", ".")
	if err != nil {
		return nil, err
	}
	untracked, err := git(dir, "ls-files", "-z", "--others", "--exclude-standard", "--", ".")
	if err != nil {
		return nil, err
	}
	files := strings.FieldsFunc(string(changed)+string(untracked), func(r rune) bool { return r == 0 })
	slices.Sort(files)
	return slices.Compact(files), nil
}

// resolve finds the commit that a name stands for.
func resolve(dir, base string) (string, error) {
	names := []string{base}
	if base == "" {
		names = []string{"origin/main", "main", "origin/master", "master"}
	}
	for _, name := range names {
		out, err := git(dir, "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
		if err == nil {
			return strings.TrimSpace(string(out)), nil
		}
		if errors.Is(err, ErrNoGit) {
			return "", err
		}
	}
	if base == "" {
		return "", errors.New("there is no branch main or master to compare with: name one, such as --changed=HEAD~1")
	}
	return "", fmt.Errorf("git knows no version %q: fetch it, or name a branch, a tag or a commit", base)
}

// Version reads files as they were in base, the version that [Changed] compares
// with. It gives nothing for a file that base does not have.
func Version(dir, base string) (func(file string) []byte, error) {
	commit, err := resolve(dir, base)
	if err != nil {
		return nil, err
	}
	if fork, err := git(dir, "merge-base", commit, "HEAD"); err == nil {
		commit = strings.TrimSpace(string(fork))
	}
	return func(file string) []byte {
		content, err := git(dir, "cat-file", "blob", commit+":./"+file)
		if err != nil {
			return nil
		}
		return content
	}, nil
}
