package exporttest

import (
	"fmt"
	"strings"
	"testing"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
)

// Texts are lines that break what is put together from strings.
var Texts = []string{
	`"Quoted" & 'single' <b>bold</b> </script><script>alert(1)</script>`,
	`]]> closes <![CDATA[ &amp; &#x41; --> <!-- <script>`,
	`=cmd|'/C calc'!A0`,
	`+1+1`,
	`-1 network down`,
	`@SUM(1,2)`,
	`＝cmd()`,
	`＋1`,
	`－1`,
	`＠x`,
	`انقطاع الخدمة في لوكسمبورغ "الهاتف"`,
	`a,b;c\d:e\n{{ .Title }} ${x} %s %d \u0041 👩🏽‍🚒 ünïcödé`,
	`BEGIN:VEVENT\, ; END:VCALENDAR`,
	strings.TrimSpace(strings.Repeat("ü👍 long ", 22)),
	`'already quoted`,
	`null`,
}

// Hostile makes an archive whose texts try to break out of every format, with
// every kind of uncertain time, quantity and cause.
func Hostile(t testing.TB) *archive.Archive {
	t.Helper()
	files := map[string]string{
		"content/organisations/operator.yaml": organisation(Texts[0]),
		"content/organisations/gang.yaml":     "name: " + quote(Texts[1]) + "\nkind: threat-actor\naliases: [" + quote(Texts[2]) + "]\nx-formula: \"=1+1\"\n",
		"content/services/unused.yaml":        service("Unused"),
	}
	for n, text := range Texts {
		files[fmt.Sprintf("content/services/service-%d.yaml", n)] = service(cut(text, 100)) + "description: " + quote(text) + "\naliases: [" + quote(cut(text, 50)) + "]\n"
		id := fmt.Sprintf("2024-hostile-%02d", n)
		files["content/incidents/2024/"+id+".yaml"] = hostile(n, text)
	}
	return archivetest.Load(t, files)
}

// times are pairs of start and end.
var times = [][2]string{
	{"2024", "unknown"},
	{"2024-03", "2024-03"},
	{"2024-03-04", "ongoing"},
	{"2024-03-04T10:00", "2024-03-04T12:30"},
	{"2024-03-04T10:00:30", "2024-03-04T10:00:31"},
	{"2024-03-04T10:00~", "2024-03-05"},
	{`"[2024-01-31,2024-02-07]"`, `"[2024-03-21T14:00..2024-03-21T14:30]"`},
	{`"[..2024-07-23]"`, "2024-08-01"},
	{`"[2024-07-23..]"`, "unknown"},
	{"2024-XX", "2024-12-31T23:59?"},
	{"2024-03-XX", "2024-04-01%"},
	{"2024-10-27T02:30", "2024-10-27T03:30"},
	{"2024-03-04T10:00Z", "2024-03-04T13:00+02:00"},
	{"202X", "ongoing"},
	{"2024-02-29", "2024-02-29"},
	{"2024-06-01T12:00", "ongoing"},
}

func hostile(n int, text string) string {
	q := quote(text)
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\ntype: %s\ncertainty: %s\nsummary: %s\n", q, pick(n, "attack", "outage"), pick(n, "confirmed", "suspected", "near-miss"), q)
	fmt.Fprintf(&b, "details: |\r\n  First line.\r\n\r\n  - %s\r\n  - second [link](https://example.com/?a=1&b=2)\r\n", text)
	fmt.Fprintf(&b, "time_zone: Europe/Luxembourg\nstart:\n  value: %s\n  sources: [s-1]\n  note: %s\nend: %s\n", times[n][0], q, times[n][1])
	if n == 2 {
		b.WriteString("duration: PT4H~\n")
	}
	if n == 8 {
		b.WriteString("duration: \"[PT3H..]\"\n")
	}
	fmt.Fprintf(&b, "countries: [LU, FR]\nroot_cause:\n  value: %s\n  status: confirmed\n  note: %s\n", pick(n, "malicious-action", "system-failure"), q)
	if n%2 == 0 {
		b.WriteString("technique: [\"availability:ddos\"]\n")
	}
	fmt.Fprintf(&b, "impacts:\n  - service: service-%d\n    level: %s\n    users: %s\n    share: \"[75..]\"\n    area: %s\n    sources: [s-1]\n",
		n, pick(n, "outage", "degraded"), pick(n, "40", "1200~", `"[30..50]"`, `"[..10]"`), q)
	fmt.Fprintf(&b, "consequences:\n  - what: %s\n    value: 7.5\n    unit: EUR\n    date: 2024-03-04/2024-03-06\n    sources: [s-1]\n", q)
	fmt.Fprintf(&b, "claims:\n  - about: responsibility\n    by: gang\n    date: 2024\n    says: %s\n    actor: %s\n    status: superseded\n    superseded_by: 2\n    sources: [s-1]\n", q, quote(cut(text, 100)))
	fmt.Fprintf(&b, "  - about: cause\n    by: unidentified\n    date: \"[2024..]\"\n    says: %s\n    status: standing\n    sources: [s-1]\n", q)
	fmt.Fprintf(&b, "updates:\n  - date: 2024-03-04/..\n    text: %s\n    sources: [s-1]\nresponses:\n  - text: %s\n    sources: [s-1]\n", q, q)
	fmt.Fprintf(&b, "sources:\n  - id: s-1\n    title: %s\n    publisher: %s\n    url: https://example.com/?a=1&b=%%22%%3C\n    language: en\n    type: article\n    note: %s\n", q, quote(cut(text, 100)), q)
	if n == 3 {
		b.WriteString("aliases: [\"2024-former-name\", \"other:database\"]\n")
	}
	fmt.Fprintf(&b, "published: 2024-12-%02d\nmodified: 2025-01-%02d\n", n+1, 20-n)
	if n == 4 {
		fmt.Fprintf(&b, "withdrawn:\n  date: 2025-02-01\n  reason: %s\n", q)
	}
	fmt.Fprintf(&b, "x-formula: %s\n", q)
	return b.String()
}

func pick(n int, values ...string) string { return values[n%len(values)] }

// cut shortens a text to at most n characters.
func cut(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n])
	}
	return text
}
