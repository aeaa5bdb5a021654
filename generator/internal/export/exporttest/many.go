package exporttest

import (
	"fmt"
	"strings"
	"testing"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
)

// Many makes an archive of n incidents of ordinary size, for benchmarks.
func Many(t testing.TB, n int) *archive.Archive {
	t.Helper()
	files := map[string]string{}
	services := max(4, n/10)
	for s := range services {
		files[fmt.Sprintf("content/organisations/operator-%d.yaml", s)] = organisation(fmt.Sprintf("Operator number %d", s))
		files[fmt.Sprintf("content/services/service-%d.yaml", s)] = fmt.Sprintf(
			"name: Service %d\noperator: operator-%d\nsector: %s\ncountries: [LU]\n", s, s, pick(s, "energy", "transport", "banking", "health", "digital-infrastructure"))
	}
	sentence := "The network failed across the region for some hours, and many calls of customers did not get through. "
	for i := range n {
		year := 2005 + i%20
		id := fmt.Sprintf("%d-%02d-%02d-incident-%d", year, 1+i%12, 1+i%28, i)
		var b strings.Builder
		fmt.Fprintf(&b, "title: Outage number %d of a service\ntype: %s\ncertainty: confirmed\nsummary: %s\ndetails: |\n  %s\n", i, pick(i, "attack", "outage"), sentence+sentence, strings.Repeat(sentence, 6))
		fmt.Fprintf(&b, "time_zone: Europe/Luxembourg\nstart: %[1]dT16:15~\nend: %[1]dT20:15\n", 0)
		text := strings.ReplaceAll(b.String(), "0T", fmt.Sprintf("%d-%02d-%02dT", year, 1+i%12, 1+i%28))
		b.Reset()
		b.WriteString(text)
		b.WriteString("countries: [LU]\nroot_cause:\n  value: system-failure\n  status: suspected\n  sources: [s-1]\nimpacts:\n")
		for k := range 3 {
			fmt.Fprintf(&b, "  - service: service-%d\n    level: outage\n    users: 1200~\n    sources: [s-1, s-2]\n", (i*7+k)%services)
		}
		b.WriteString("claims:\n")
		for k := range 3 {
			fmt.Fprintf(&b, "  - about: cause\n    by: operator-%d\n    date: %d-12\n    says: %s\n    status: standing\n    sources: [s-1]\n", (i+k)%services, year, sentence)
		}
		b.WriteString("sources:\n")
		for k := range 5 {
			fmt.Fprintf(&b, "  - id: s-%d\n    title: %s\n    publisher: Press %d\n    url: https://example.com/%d/%d\n    language: en\n    type: article\n", k, strings.TrimSpace(sentence[:60]), k, i, k)
		}
		fmt.Fprintf(&b, "published: 2026-%02d-01\nmodified: 2026-%02d-02\n", 1+i%10, 1+i%10)
		files[fmt.Sprintf("content/incidents/%d/%s.yaml", year, id)] = b.String()
	}
	return archivetest.Load(t, files)
}
