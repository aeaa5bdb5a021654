package main

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
)

// budget is how much memory a build may use for what it keeps and its garbage, in
// bytes, as far as what it keeps leaves any; most is what it may use in all, where
// the records leave that much again.
const (
	budget = 768 << 20
	most   = 1400 << 20
)

// collectLess lets garbage grow as long as the budget allows. A build makes much
// of it beside the records that it keeps: collecting it less often saves a tenth
// of the time. One that takes most files over makes so little that of an archive of
// average size it need not collect any. What the environment says has precedence. It
// gives the way back.
func collectLess(takesOver bool) (restore func()) {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" || live[0].Value.Kind() != metrics.KindUint64 {
		return func() {}
	}
	kept := max(1<<20, int(live[0].Value.Uint64()))
	growth := 250
	if takesOver {
		growth = 1000
	}
	percent := debug.SetGCPercent(min(max(100*budget/kept-100, 100), growth))
	limit := debug.SetMemoryLimit(int64(max(most, 2*kept)))
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}
