package archive_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/synthetic"
)

// TestEdits changes, removes and brings back files at random, and loads the
// archive after each edit with the one before at hand, and with a memory: it has to
// be the one that a first reading gives.
func TestEdits(t *testing.T) {
	dir := t.TempDir()
	if err := synthetic.Write(dir, 40, 1); err != nil {
		t.Fatal(err)
	}
	began := time.Now().Add(-time.Hour)
	texts := map[string]string{}
	var files []string
	for _, pattern := range []string{"services/*", "organisations/*", "incidents/*/*"} {
		found, err := filepath.Glob(filepath.Join(dir, "content", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range found {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts[file] = string(data)
			put(t, file, texts[file], began)
		}
		files = append(files, found...)
	}
	random := rand.New(rand.NewPCG(7, 7))
	var last *archive.Archive
	broken, sound := 0, 0
	m := &memory{}
	gone := map[string]bool{}
	for n := range 120 {
		file := files[random.IntN(len(files))]
		text := texts[file]
		switch random.IntN(5) {
		case 0:
			if err := os.RemoveAll(file); err != nil {
				t.Fatal(err)
			}
			gone[file] = true
			continue // the next edit goes with it
		case 1:
			text = strings.Replace(text, "start: 20", "start: 19", 1) // in a wrong year
		case 2:
			text = strings.NewReplacer("level: outage", "level: degraded", "kind: ", "note: New.\nkind: ").Replace(text)
		case 3:
			text = strings.Replace(text, "title: ", "title: New ", 1)
		}
		put(t, file, text, began.Add(time.Duration(n)*time.Second))
		delete(gone, file)
		now, findings := reload(t, dir, last)
		want, all := reload(t, dir, nil)
		if diff := cmp.Diff(all, findings); diff != "" {
			t.Fatalf("findings after edit %d (-first reading +with the previous archive)\n%s", n, diff)
		}
		kept, findings := loadWith(t, dir, m, archivetest.Now)
		if diff := cmp.Diff(all, findings); diff != "" {
			t.Fatalf("findings after edit %d (-first reading +with a memory)\n%s", n, diff)
		}
		if (now == nil) != (want == nil) || (kept == nil) != (want == nil) {
			t.Fatalf("edit %d: one of the three archives is broken", n)
		}
		if now == nil {
			broken++
			if broken%3 == 0 { // else it stays broken
				for file := range gone {
					put(t, file, texts[file], began.Add(time.Duration(n)*time.Second))
				}
				clear(gone)
			}
			put(t, file, texts[file], began.Add(time.Duration(n)*time.Minute/10))
			continue
		}
		sound++
		if diff := cmp.Diff(summary(want), summary(now)); diff != "" {
			t.Fatalf("the archive after edit %d (-first reading +with the previous archive)\n%s", n, diff)
		}
		alike(t, fmt.Sprintf("edit %d", n), want, kept)
		last = now
	}
	if broken < 10 || sound < 10 {
		t.Errorf("%d edits were broken and %d sound, want some of each", broken, sound)
	}
}

// tables writes the statistics.
func tables(a *archive.Archive) string {
	var b strings.Builder
	for _, table := range archive.StatisticsTables() {
		fmt.Fprintln(&b, table.Name, table.WriteCSV(&b, a.Statistics()))
	}
	return b.String()
}

// summary says what an archive holds and how it is linked.
func summary(a *archive.Archive) []string {
	ids := func(list []*archive.Incident) (out []string) {
		for _, i := range list {
			out = append(out, i.ID)
		}
		return out
	}
	lines := []string{a.Version(), fmt.Sprint(ids(a.Gravest()), a.Calendar(), tables(a))}
	for _, i := range a.Incidents {
		lines = append(lines, fmt.Sprint(i.ID, i.Title, i.Key, i.Size, i.Start, i.End, i.Duration, i.Stated, i.Year, i.Sectors,
			ids(i.Related), ids(i.SameCampaign()), ids(i.SameService()), ids(i.SameCause())))
		for _, x := range i.Impacts {
			lines = append(lines, fmt.Sprint(x.Service.Name, x.Level, x.Start, x.End, x.Duration, x.Stated))
		}
		for _, c := range i.Claims {
			lines = append(lines, fmt.Sprint(c.Says, c.Bounds, c.By != nil, c.Supersedes != nil))
		}
	}
	for _, s := range a.Services {
		lines = append(lines, fmt.Sprint(s.ID, s.Operator.Name, ids(s.Incidents), len(s.Impacts), s.Downtime(), len(s.Shared())))
	}
	for _, o := range a.Organisations {
		lines = append(lines, fmt.Sprint(o.ID, o.Name, len(o.Services), ids(o.Incidents), len(o.Claims)))
	}
	for _, g := range a.Groupings() {
		for _, group := range g.Groups {
			lines = append(lines, fmt.Sprint(g.Path, group.ID, ids(group.Incidents)))
		}
	}
	return lines
}
