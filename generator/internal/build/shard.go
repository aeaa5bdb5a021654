package build

import (
	"fmt"
	"hash/fnv"
	"path"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/page"
)

// Shard is one of several shards that a site is built in, each by a process of
// its own. The zero value is the whole site.
//
// Which shard a file belongs to follows from its name alone. What belongs to one
// record stays together, and so do the files that are made from all records at
// once; styles and scripts are in each shard that has a page for them.
type Shard struct {
	Number int // from 1
	Of     int
}

// ParseShard reads a shard, such as 2/3.
func ParseShard(text string) (Shard, error) {
	number, of, ok := strings.Cut(text, "/")
	n, err1 := strconv.Atoi(number)
	m, err2 := strconv.Atoi(of)
	if !ok || err1 != nil || err2 != nil || n < 1 || n > m || m > 10_000 {
		return Shard{}, fmt.Errorf("shard %q: want NUMBER/OF, such as 2/3 for the second of three", text)
	}
	return Shard{n, m}, nil
}

// String writes a shard as [ParseShard] reads it.
func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Number, s.Of) }

// Has tells whether a file of the site belongs to the shard. The name is slash-
// separated and below the site's root.
func (s Shard) Has(name string) bool {
	if s.Of < 2 || strings.HasPrefix(name, "css/") || strings.HasPrefix(name, "js/") {
		return true
	}
	h := fnv.New64a()
	h.Write([]byte(group(name)))
	sum := h.Sum64()
	sum ^= sum >> 32 // the low bits of FNV alone are not even
	return int(sum%uint64(s.Of)) == s.Number-1
}

// group names what stays together with a file: mostly its folder.
func group(name string) string {
	folder, file := path.Split(strings.TrimSuffix(name, ".gz"))
	folder = strings.TrimSuffix(folder, "/")
	id := strings.TrimSuffix(file, path.Ext(file))
	top, rest, _ := strings.Cut(folder, "/")
	switch top {
	case "data", "search":
		return top
	case "misp":
		if file != "manifest.json" && file != "hashes.csv" {
			return name
		}
	case "embed":
		return "services/" + id
	case "api":
		if _, kind, _ := strings.Cut(rest, "/"); kind != "" && kind != "years" && id != "index" {
			return kind + "/" + id
		}
		return top
	}
	return folder
}

// pages gives the pages of the shard.
func (s Shard) pages(all []page.Page) []page.Page {
	if s.Of < 2 {
		return all
	}
	var list []page.Page
	for _, p := range all {
		if s.Has(strings.TrimPrefix(p.Path, "/") + "index.html") {
			list = append(list, p)
		}
	}
	return list
}
