package site

import (
	"errors"
	"os"
)

// exchangeByRename swaps two folders in three renames. Between the first and the
// second, target does not exist; when the second fails, the first is undone.
func exchangeByRename(next, target string) error {
	old := oldName(next)
	if err := os.RemoveAll(old); err != nil {
		return err
	}
	if err := os.Rename(target, old); err != nil {
		return err
	}
	if err := os.Rename(next, target); err != nil {
		return errors.Join(err, os.Rename(old, target))
	}
	return os.Rename(old, next)
}

// oldName is where the old site stands for a moment in [exchangeByRename].
func oldName(next string) string { return next + ".old" }

// recoverOld puts the old site back where a build was killed in the middle of
// [exchangeByRename], and removes what else such a build left.
func recoverOld(next, target string) error {
	old := oldName(next)
	if _, err := os.Lstat(old); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if _, err := os.Lstat(target); errors.Is(err, os.ErrNotExist) {
		return os.Rename(old, target)
	}
	return os.RemoveAll(old)
}
