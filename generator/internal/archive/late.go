package archive

import "sync"

// late is a value that is derived when somebody asks for it first: a preview shows
// a few pages of an archive, and needs what stands on them.
type late[T any] struct {
	once  sync.Once
	value T
}

func (l *late[T]) get(derive func() T) T {
	l.once.Do(func() { l.value = derive() })
	return l.value
}
