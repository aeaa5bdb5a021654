package lint

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/diagnostic"
)

// incidents is how many records the largest public collection of its kind has.
const incidents = 8553

// BenchmarkCheck reads and checks an archive of 8,553 records of about 2 kB,
// some of which fall on the same service and day.
func BenchmarkCheck(b *testing.B) {
	dir := b.TempDir()
	synthesise(b, dir, incidents)
	b.ResetTimer()
	for range b.N {
		a, findings, err := Check(dir, today)
		if err != nil || a == nil {
			b.Fatal(err, findings.Count(diagnostic.Error), findings[:min(3, len(findings))])
		}
	}
}

// BenchmarkRun measures the rules alone.
func BenchmarkRun(b *testing.B) {
	dir := b.TempDir()
	synthesise(b, dir, incidents)
	root, err := os.OpenRoot(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	a, _, err := archive.Load(root, archive.Options{Now: today})
	if err != nil || a == nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		Run(a, diagnostic.Note)
	}
}

// TestFloodIsBounded puts many records on one service and day: looking for
// duplicates must not compare all with all.
func TestFloodIsBounded(t *testing.T) {
	const flood = 200
	dir := t.TempDir()
	synthesise(t, dir, 0)
	for n := range flood {
		write(t, dir, fmt.Sprintf("content/incidents/2025/2025-01-01-flood-%d.yaml", n), incident(n, "2025-01-01", 0))
	}
	_, findings, err := Check(dir, today)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range findings {
		if f.Rule == "record/duplicate" {
			n++
		}
	}
	if n == 0 || n > 3*flood*maxNeighbours {
		t.Errorf("found %d duplicates", n)
	}
}

func synthesise(t testing.TB, dir string, count int) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 200 {
		write(t, dir, fmt.Sprintf("content/organisations/org-%d.yaml", n), fmt.Sprintf("name: Organisation %d\nkind: operator\n", n))
		write(t, dir, fmt.Sprintf("content/services/service-%d.yaml", n), fmt.Sprintf("name: Service %d\noperator: org-%d\nsector: energy\ncountries: [LU]\n", n, n))
	}
	for n := range count {
		day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, random.IntN(9000))
		service := random.IntN(200)
		if n%50 == 0 {
			day, service = time.Date(2020, 5, 5, 0, 0, 0, 0, time.UTC), 7
		}
		date := day.Format(time.DateOnly)
		write(t, dir, fmt.Sprintf("content/incidents/%s/%s-incident-%d.yaml", date[:4], date, n), incident(n, date, service))
	}
}

// incident is a record of about 3 kB.
func incident(n int, date string, service int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: Incident %d\ntype: outage\ncertainty: confirmed\nsummary: >-\n  %s\ndetails: |\n", n, strings.Repeat("Some words on what failed. ", 8))
	for range 2 {
		fmt.Fprintf(&b, "  %s\n\n", strings.Repeat("More words on what failed, with a [link](https://example.org/). ", 3))
	}
	fmt.Fprintf(&b, "time_zone: Europe/Luxembourg\nstart:\n  value: %sT10:00\n  sources: [source-0]\nend:\n  value: %sT12:00~\n  sources: [source-0, source-1]\n", date, date)
	b.WriteString("scope: national\ncountries: [LU]\nroot_cause: unknown\nimpacts:\n")
	for k := range 3 {
		fmt.Fprintf(&b, "  - service: service-%d\n    level: outage\n    start: %sT10:00\n    sources: [source-0]\n", (service+k)%200, date)
	}
	b.WriteString("claims:\n")
	for range 3 {
		fmt.Fprintf(&b, "  - about: cause\n    by: org-%d\n    date: %s\n    says: A device had failed.\n    status: standing\n    sources: [source-1]\n", service, date)
	}
	b.WriteString("sources:\n")
	for k := range 3 {
		fmt.Fprintf(&b, "  - id: source-%d\n    title: Report %d of %d\n    publisher: Publisher %d\n    url: https://example.org/%d/%d?id=4\n    published: %s\n    language: en\n    type: article\n", k, k, n, k, n, k, date)
	}
	b.WriteString("published: 2026-11-22\nmodified: 2026-11-22\n")
	return b.String()
}

func write(t testing.TB, dir, name, text string) {
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
