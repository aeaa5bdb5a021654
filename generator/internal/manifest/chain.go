package manifest

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
)

// Follow puts the manifest after the one that was published before it; previous
// is that file as written, or nil for the first edition.
func (m *Manifest) Follow(previous []byte) error {
	_, err := m.follow(previous)
	return err
}

// follow is [Manifest.Follow] that gives the manifest before; nil for the first.
func (m *Manifest) follow(previous []byte) (*Manifest, error) {
	if previous == nil {
		m.Sequence, m.Previous = 1, ""
		return nil, nil
	}
	before, err := Parse(previous)
	if err != nil {
		return nil, fmt.Errorf("the edition before: %w", err)
	}
	m.Sequence, m.Previous = max(before.Sequence, 1)+1, Sum(previous)
	return before, nil
}

// Continue gives the file of the manifest after the one that was published before
// it. An edition that is the same as the one before is that edition: it gets the
// same file, so that building twice changes nothing.
func (m *Manifest) Continue(previous []byte) ([]byte, error) {
	before, err := m.follow(previous)
	if err != nil {
		return nil, err
	}
	if before != nil {
		again := *m
		again.Format, again.Sequence, again.Previous = Format, before.Sequence, before.Previous
		again.Files = again.sorted()
		if again.same(before) {
			*m = again
			return previous, nil
		}
	}
	return m.Encode()
}

// same tells whether two manifests say the same.
func (m *Manifest) same(other *Manifest) bool {
	mine, its := *m, *other
	mine.Files, its.Files = nil, nil
	return reflect.DeepEqual(mine, its) && slices.Equal(m.Files, other.Files)
}

// CheckFollows refuses a manifest that does not follow the one before it.
func (m *Manifest) CheckFollows(previous []byte) error {
	var want Manifest
	if err := want.Follow(previous); err != nil {
		return err
	}
	if m.Sequence != want.Sequence || m.Previous != want.Previous {
		return fmt.Errorf("edition %d names %q as the one before, want edition %d after %q: an edition is missing or was changed", m.Sequence, m.Previous, want.Sequence, want.Previous)
	}
	return nil
}

// CheckSince refuses an edition that cannot have been published after one that
// was seen earlier; both are manifests as written. Editions between the two may
// be unknown.
func CheckSince(current, earlier []byte) error {
	if bytes.Equal(current, earlier) {
		return nil
	}
	now, err := Parse(current)
	if err != nil {
		return err
	}
	before, err := Parse(earlier)
	if err != nil {
		return fmt.Errorf("the edition seen before: %w", err)
	}
	switch {
	case now.Sequence == 0 || before.Sequence == 0:
		return fmt.Errorf("edition %d cannot be compared with edition %d seen before: one of them stands in no chain", now.Sequence, before.Sequence)
	case now.Sequence < before.Sequence:
		return fmt.Errorf("was rolled back: this is edition %d, and edition %d was seen before", now.Sequence, before.Sequence)
	case now.Sequence == before.Sequence:
		return fmt.Errorf("edition %d was replaced by another of the same number", now.Sequence)
	case now.Sequence == before.Sequence+1 && now.Previous != Sum(earlier):
		return fmt.Errorf("edition %d does not follow edition %d as it was seen before: one of them was changed", now.Sequence, before.Sequence)
	}
	return nil
}
