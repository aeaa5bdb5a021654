package site

import (
	"errors"
	"os"
)

// exchangeByRename swaps two folders in three renames. Between the first and the
// second, target does not exist; when the second fails, the first is undone.
func exchangeByRename(next, target string) error {
	old := next + ".old"
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
