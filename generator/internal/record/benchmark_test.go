package record_test

import (
	"runtime"
	"strings"
	"testing"

	"incidentarchive/generator/internal/record"
	"incidentarchive/generator/internal/synthetic"
)

// BenchmarkDecode reads incidents, fast and as the YAML package does, and tells
// what stays in memory of each.
func BenchmarkDecode(b *testing.B) {
	var sources [][]byte
	size := 0
	for name, data := range synthetic.Files(500, 1) {
		if strings.HasPrefix(name, "content/incidents/") {
			sources = append(sources, data)
			size += len(data)
		}
	}
	for _, way := range []struct{ name, end string }{{"plain", ""}, {"library", "#\t\n"}} { // a tab is not plain YAML
		b.Run(way.name, func(b *testing.B) {
			files := make([][]byte, len(sources))
			for n, source := range sources {
				files[n] = append(append([]byte{}, source...), way.end...)
			}
			kept := make([]*record.Incident, len(files))
			before := live()
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for n, source := range files {
					i, _, findings := record.DecodeIncident("x.yaml", "x", source)
					if len(findings) > 1 { // the id is not that of the file
						b.Fatal(findings)
					}
					kept[n] = i
				}
			}
			b.ReportMetric(float64(live()-before)/float64(len(files)), "live-B/record")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(files)), "µs/record")
			runtime.KeepAlive(kept)
			runtime.KeepAlive(files)
		})
	}
}

// live is how much of the heap is in use.
func live() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
