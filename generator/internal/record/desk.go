package record

import (
	"strings"
	"sync"

	"incidentarchive/generator/internal/plainyaml"
)

// desk is what decoding works with, for one record after the other.
type desk struct {
	reader plainyaml.Reader
	names  map[string]string
	pages  strings.Builder

	languages map[string]bool   // tags that were found to be good
	hosts     map[string]string // of addresses, see readURL
	seen      map[string]bool   // the entries of one list
}

var desks = sync.Pool{New: func() any {
	return &desk{
		names: map[string]string{}, languages: map[string]bool{}, hosts: map[string]string{}, seen: map[string]bool{},
	}
}}

const (
	pageSize = 64 << 10 // bytes of text that are allocated at once
	maxNames = 1 << 16  // distinct names that are kept
	maxName  = 100      // bytes of a name
)

// keep gives a copy of text that holds nothing else in memory. The texts of many
// records stand one behind the other, without the gaps of many small pieces.
func (k *desk) keep(text string) string {
	if len(text) > pageSize/16 {
		return strings.Clone(text)
	}
	if k.pages.Cap()-k.pages.Len() < len(text) {
		k.pages = strings.Builder{}
		k.pages.Grow(pageSize)
	}
	from := k.pages.Len()
	k.pages.WriteString(text)
	return k.pages.String()[from:]
}

// name gives a copy of text, the same one each time: for ids and codes, which
// many records share.
func (k *desk) name(text string) string {
	if len(text) > maxName {
		return k.keep(text)
	}
	if known, ok := k.names[text]; ok {
		return known
	}
	if len(k.names) == maxNames {
		clear(k.names)
		clear(k.languages)
		clear(k.hosts)
	}
	text = k.keep(text)
	k.names[text] = text
	return text
}
