package lint

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

// sources checks the sources of one record.
func (l *linter) sources(i *archive.Incident) {
	d := i.Document()
	addresses := map[string]string{}
	used := usedSources(i)
	for n, s := range i.Sources {
		field := func(name string) string { return fmt.Sprintf("sources[%d].%s", n, name) }
		if s.URL != "" {
			l.address(i, n, s)
			plain := plainAddress(s.URL)
			if first := addresses[plain]; first != "" {
				l.report(d, field("url"), "source/duplicate-address", "source %q has this address too: keep one of the two", first)
			} else {
				addresses[plain] = s.ID
			}
		}
		if s.ArchiveURL != "" {
			if problem, suggestion := archiveProblem(s.ArchiveURL, s.URL); problem != "" {
				l.suggest(d, field("archive_url"), "source/archive-form", suggestion, "%s", problem)
			}
		}
		if s.Published.IsZero() && l.wanted(d, "source/no-date") {
			l.report(d, field("id"), "source/no-date", "source %q has no date: add published, if the page shows when it was published", s.ID)
		}
		if !used[s.ID] {
			l.report(d, field("id"), "source/unused", "no fact names source %q: add it to the sources of what it supports", s.ID)
		}
	}
}

// httpsUsual is the year from which the web's sites have had https, but for few.
const httpsUsual = 2018

func (l *linter) address(i *archive.Incident, n int, s record.Source) {
	address := s.URL
	if strings.HasPrefix(address, "http://") {
		rule := "source/not-https"
		when := s.Published
		if when.IsZero() {
			when = i.Incident.Start.Value
		}
		if latest := when.Bounds(time.UTC).Latest; !latest.IsZero() && latest.Year() < httpsUsual {
			rule = "source/old-http"
		}
		l.report(i.Document(), fmt.Sprintf("sources[%d].url", n), rule, "the address uses http: try it with https")
	}
	if names := trackingParameters(address); len(names) > 0 {
		l.suggest(i.Document(), fmt.Sprintf("sources[%d].url", n), "source/tracking", withoutTracking(address), "the address has tracking parameters (%s): remove them", strings.Join(names, ", "))
	}
}

// hosts looks for addresses whose host can be taken for another one.
func (l *linter) hosts() {
	look := func(d *record.Document, field, address string) {
		if !strings.Contains(strings.ToLower(address), "xn--") {
			return // as nearly all are
		}
		if host := record.HostName(address); strings.HasPrefix(host, "xn--") || strings.Contains(host, ".xn--") {
			l.report(d, field, "source/look-alike", "the host has letters outside ASCII, which can look like others: readers are shown %q; make sure that it is the right one", host)
		}
	}
	for _, i := range l.incidents {
		for n, s := range i.Sources {
			look(i.Document(), fmt.Sprintf("sources[%d].url", n), s.URL)
			look(i.Document(), fmt.Sprintf("sources[%d].archive_url", n), s.ArchiveURL)
		}
	}
	for _, s := range l.archive.Services {
		look(s.Document(), "url", s.URL)
	}
	for _, o := range l.archive.Organisations {
		look(o.Document(), "url", o.URL)
	}
}

// usedSources collects the ids that facts name.
func usedSources(i *archive.Incident) map[string]bool {
	used := map[string]bool{}
	i.EachSourceList(func(_ record.Place, list []string) {
		for _, id := range list {
			used[id] = true
		}
	})
	return used
}

// tracking holds parameters that tell where a reader came from.
var tracking = map[string]bool{
	"fbclid": true, "gclid": true, "dclid": true, "gbraid": true, "wbraid": true, "msclkid": true, "yclid": true, "twclid": true, "ttclid": true,
	"igshid": true, "igsh": true, "mc_cid": true, "mc_eid": true, "_hsenc": true, "_hsmi": true, "vero_id": true, "mkt_tok": true, "xtor": true,
	"wt_mc": true, "cmpid": true, "ns_campaign": true, "ns_mchannel": true, "at_medium": true, "at_campaign": true, "ref_src": true, "s_cid": true,
}

func tracks(parameter string) bool {
	name, _, _ := strings.Cut(parameter, "=")
	name = strings.ToLower(name)
	return tracking[name] || strings.HasPrefix(name, "utm_")
}

// trackingParameters lists them in order.
func trackingParameters(address string) []string {
	if !strings.Contains(address, "?") {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.RawQuery == "" {
		return nil
	}
	var names []string
	for parameter := range strings.SplitSeq(u.RawQuery, "&") {
		if tracks(parameter) {
			name, _, _ := strings.Cut(parameter, "=")
			names = append(names, name)
		}
	}
	return names
}

// withoutTracking drops the parameters that track readers and leaves the rest as
// it is.
func withoutTracking(address string) string {
	if !strings.Contains(address, "?") {
		return address
	}
	head, fragment, hasFragment := strings.Cut(address, "#")
	path, query, _ := strings.Cut(head, "?")
	rest := slices.DeleteFunc(strings.Split(query, "&"), tracks)
	if clean := strings.Join(rest, "&"); clean != "" {
		path += "?" + clean
	}
	if hasFragment {
		path += "#" + fragment
	}
	return path
}

// plainAddress is an address without what does not tell pages apart.
func plainAddress(address string) string {
	address, _, _ = strings.Cut(withoutTracking(address), "#")
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address
	}
	host, path, _ := strings.Cut(rest, "/")
	return strings.TrimSuffix(strings.TrimPrefix(strings.ToLower(host), "www.")+"/"+path, "/")
}

var wayback = regexp.MustCompile(`^https?://web\.archive\.org/web/(\d{14})(?:[a-z]{2}_)?/(.+)$`)

// archiveProblem tells what is wrong with the address of an archived copy, and
// what it should be where that is certain.
func archiveProblem(copied, original string) (problem, suggestion string) {
	u, err := url.Parse(copied)
	if err != nil {
		return "", ""
	}
	switch host := strings.TrimPrefix(u.Hostname(), "www."); {
	case host == "archive.org" || host == "web.archive.org":
		m := wayback.FindStringSubmatch(copied)
		switch {
		case m == nil:
			return "the address is not that of one copy: open the copy and take the address with its 14 digits, such as https://web.archive.org/web/20250724120000/https://…", ""
		case original != "" && plainAddress(m[2]) != plainAddress(original) && plainAddress("https://"+m[2]) != plainAddress(original):
			return fmt.Sprintf("this is a copy of %q, the source's address is another", m[2]), ""
		case u.Scheme == "http":
			return "the address of the copy uses http: write https", strings.Replace(copied, "http:", "https:", 1)
		}
	case original != "" && plainAddress(copied) == plainAddress(original):
		return "the copy has the address of the source itself: remove it, or take the address of an archived copy", ""
	}
	return "", ""
}

// fold makes names comparable: small letters and digits without accents.
func fold(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	for i := range len(name) {
		switch c := name[i]; {
		case c >= 'A' && c <= 'Z':
			b.WriteByte(c - 'A' + 'a')
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b.WriteByte(c)
		case c >= utf8.RuneSelf:
			return foldAny(name)
		}
	}
	return b.String()
}

// foldAny is fold for names with letters beyond ASCII, which few are.
func foldAny(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
