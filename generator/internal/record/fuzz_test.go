package record

import (
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// FuzzParseQuantity parses, prints and parses again; bounds are in order.
func FuzzParseQuantity(f *testing.F) {
	for _, seed := range []string{"40", "1200~", "[30..50]", "[75..]", "[..10]", "0.5", "007", "1e3", "[..]", "[5..5]", "-1", "1,000", "99999999999999999999", "[1..2]~"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := ParseQuantity(text)
		if err != nil {
			if strings.TrimSpace(err.Error()) == "" || len(err.Error()) > 500 {
				t.Fatalf("ParseQuantity(%q): error %q", text, err)
			}
			return
		}
		again, err := ParseQuantity(q.String())
		if err != nil || again != q {
			t.Fatalf("%q is read again as %v, %v", q, again, err)
		}
		low, lowOK := q.Min()
		high, highOK := q.Max()
		if !lowOK && !highOK || low < 0 || highOK && lowOK && high < low {
			t.Fatalf("%q lies between %v and %v", q, low, high)
		}
	})
}

// FuzzCheckURL wants of every address that passes what a browser needs to open a
// public web page, and of what is published that it means the same.
func FuzzCheckURL(f *testing.F) {
	for _, seed := range []string{
		"https://example.org/", "http://example.org:8080/a?b#c", "javascript:pwn(1)", "JaVaScRiPt://example.org/%0apwn(1)", "https://a:b@example.org/", "https://127.0.0.1/", "https://2130706433/",
		"https://0x7f.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://localhost/", "https://\u0435xample.org/", "https://xn--xample-2of.org/", "https://example.org\\@evil.example/",
		`https://example.org/"onmouseover="pwn(1)`, "https://example.org/%0d%0aX:y", "https://example.org/\u202egpj.exe", "https://example。org/", "https://①②⑦.0.0.1/", "https://a_b.example.org/", "https://example.org:0/", "https:example.org",
	} {
		f.Add(seed)
	}
	f.Fuzz(checkPublished)
}

func checkPublished(t *testing.T, text string) {
	published, err := readURL(text, map[string]string{})
	if err != nil {
		return
	}
	u, err := url.Parse(published)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || len(text) > maxURL {
		t.Fatalf("%q passes and is published as %q", text, published)
	}
	if strings.ContainsAny(published, " \"<>\\\t\r\n\x00") {
		t.Fatalf("%q is published as %q", text, published)
	}
	if err := CheckURL(published); err != nil && len(published) <= maxURL {
		t.Fatalf("%q is published as %q, which does not pass: %v", text, published, err)
	}
	host := HostName(text)
	if host == "" || net.ParseIP(host) != nil || !strings.Contains(host, ".") && !strings.HasPrefix(u.Hostname(), "www.") {
		t.Fatalf("%q passes with the host %q", text, host)
	}
	for _, r := range host {
		if r >= 0x80 || r <= ' ' {
			t.Fatalf("%q shows the host %q", text, host)
		}
	}
}

// FuzzSlug makes ids of any text.
func FuzzSlug(f *testing.F) {
	for _, seed := range []string{"Post Luxembourg outage", "…", "", "ÉLECTRICITÉ", "a--b", "-a-", strings.Repeat("x", 300), "\xff", "ﬁ ½"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id := Slug(text)
		if len(id) >= 2 && len(id) <= 80 {
			if err := CheckID(id); err != nil {
				t.Fatalf("Slug(%q): %v", text, err)
			}
		}
		if again := Slug(id); again != id {
			t.Fatalf("Slug(%q) = %q, and of that %q", text, id, again)
		}
		_ = CheckName(text)
	})
}

// FuzzEncode writes records that pass and reads them again: nothing is lost.
func FuzzEncode(f *testing.F) {
	f.Add([]byte(plainRecord))
	f.Add([]byte(field("start", `{value: "[2024-01-01..2024-01-02]", sources: [status-page], note: "a: b"}`)))
	f.Add([]byte(details("a *b* `c`\n\n- [d](https://example.org/)")))
	f.Add([]byte(field("title", `"# - {a}: 'b' \" \\ é"`)))
	f.Fuzz(func(t *testing.T, source []byte) {
		const name, id = "content/incidents/2024/2024-01-02-example.yaml", "2024-01-02-example"
		i, _, findings := DecodeIncident(name, id, source)
		if len(findings) > 0 {
			return
		}
		out, err := Encode(i)
		if err != nil {
			t.Fatalf("%q: %v", source, err)
		}
		again, _, findings := DecodeIncident(name, id, out)
		if len(findings) > 0 {
			t.Fatalf("%q is written as %q, which does not pass: %v", source, out, findings)
		}
		if diff := cmp.Diff(i, again, compare); diff != "" {
			t.Fatalf("%q is written as %q:\n%s", source, out, diff)
		}
	})
}

// FuzzDecodeOther reads services, organisations and prose pages: no panic, and no
// finding that says nothing.
func FuzzDecodeOther(f *testing.F) {
	f.Add([]byte("name: A\noperator: b-c\nsector: other\ncountries: [LU]\nurl: https://example.org/\n"))
	f.Add([]byte("name: A\nkind: operator\ncountry: LU\naliases: [B]\n"))
	f.Add([]byte("---\ntitle: A\ndescription: B\n---\n\nText with [a link](https://example.org/).\n"))
	f.Add([]byte("---\ntitle: [\n---\n<script>"))
	f.Fuzz(func(t *testing.T, source []byte) {
		started := time.Now()
		s, _, one := DecodeService("content/services/x-y.yaml", "x-y", source)
		o, _, two := DecodeOrganisation("content/organisations/x-y.yaml", "x-y", source)
		p, three := DecodePage("content/about.md", "about", source)
		for _, finding := range append(append(one, two...), three...) {
			if strings.TrimSpace(finding.Message) == "" || finding.Rule == "" || strings.ContainsAny(finding.Text(), "\n\x1b") {
				t.Errorf("%q: finding %+v", source, finding)
			}
		}
		if len(one) == 0 && blank(s.Name) || len(two) == 0 && blank(o.Name) || len(three) == 0 && blank(p.Title) {
			t.Errorf("%q passes without a name", source)
		}
		if took := time.Since(started); took > 10*time.Second {
			t.Errorf("%d bytes took %v", len(source), took)
		}
	})
}
