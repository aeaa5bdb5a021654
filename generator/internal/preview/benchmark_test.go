//go:build unix

package preview

import (
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"incidentarchive/generator/internal/synthetic"
)

// BenchmarkEdit measures the way from a saved record to its page in a browser that
// was told to load it again: the watch, the reading, the page. Phases are told
// apart; the rest is the watch, which waits for the editor, and the way through
// HTTP.
func BenchmarkEdit(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			if err := synthetic.Write(dir, n, 1); err != nil {
				b.Fatal(err)
			}
			files, err := filepath.Glob(filepath.Join(dir, "content/incidents/*/*.yaml"))
			if err != nil || len(files) == 0 {
				b.Fatal("there is no record")
			}
			name, err := filepath.Rel(dir, files[len(files)/2])
			if err != nil {
				b.Fatal(err)
			}
			p := start(b, dir)
			page := "incidents/" + strings.TrimSuffix(filepath.Base(name), ".yaml") + "/"
			good := p.read(b, filepath.ToSlash(name))
			before, rest, _ := strings.Cut(good, "title: ")
			_, after, _ := strings.Cut(rest, "\n")
			events := p.listen(b, page, "older")
			event(b, events, "reload")
			var read, list, render time.Duration
			spent := processorTime(b)
			for k := 0; b.Loop(); k++ {
				title := fmt.Sprintf("Title %d", k)
				p.write(b, filepath.ToSlash(name), before+"title: "+title+"\n"+after)
				event(b, events, "reload")
				p.shows(b, page, 200, title)
				u := p.wait(b)
				read, list, render = read+u.Read, list+u.List, render+u.Render
			}
			spent = processorTime(b) - spent
			for unit, sum := range map[string]time.Duration{"read": read, "list": list, "render": render, "cpu": spent} {
				b.ReportMetric(float64(sum.Microseconds())/1e3/float64(b.N), unit+"-ms/op")
			}
		})
	}
}

// processorTime gives what this process has used of the processors.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
