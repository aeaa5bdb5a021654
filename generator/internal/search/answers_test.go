package search_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/search"
)

// archive is a small one, in several languages and with uncertain dates.
func archive() []search.Document {
	at := func(s string) time.Time {
		t, err := time.Parse(time.DateOnly, s)
		if err != nil {
			panic(err)
		}
		return t
	}
	doc := func(id, title, summary, first, last string, lo, hi int64, more func(*search.Document)) search.Document {
		d := search.Document{ID: id, URL: "incidents/" + id + "/", Title: title, Summary: summary, DateText: first,
			Earliest: at(first), Latest: at(last), MinSeconds: lo, MaxSeconds: hi, Type: "outage", Language: "en"}
		if more != nil {
			more(&d)
		}
		return d
	}
	return []search.Document{
		doc("2018-cathay", "Cathay Pacific passenger data stolen", "Data of 9.4 million passengers of the airline was accessed.", "2018-01-01", "2018-12-31", -1, -1,
			func(d *search.Document) {
				d.Type, d.Cause, d.Countries = "attack", "malicious-action", []string{"HK"}
			}),
		doc("2021-10-04-meta", "Facebook, Instagram and WhatsApp unreachable", "A routing change withdrew the company's addresses.", "2021-10-04", "2021-10-04", 21600, 21600,
			func(d *search.Document) {
				d.Services, d.Cause = []string{"facebook", "whatsapp"}, "human-error"
			}),
		doc("2024-03-guichet", "MyGuichet portal slowed by denial of service", "A distributed denial-of-service attack slowed the portal.", "2024-03-01", "2024-03-31", 3600, -1,
			func(d *search.Document) {
				d.Type, d.Cause, d.Services, d.Organisations, d.Countries = "attack", "malicious-action", []string{"myguichet"}, []string{"ctie"}, []string{"LU"}
				d.Text = []search.Field{{Kind: search.Words, Text: "DDoS attaque par déni de service Überlastungsangriff"}, {Kind: search.Names, Text: "CTIE Luxembourg"}}
			}),
		doc("2024-panne-creos", "Panne d'électricité à Luxembourg-Ville", "Une panne a privé l'hôpital d'électricité pendant deux heures.", "2024-01-01", "2024-12-31", 7200, 7200,
			func(d *search.Document) {
				d.Language, d.Services, d.Countries = "fr", []string{"creos"}, []string{"LU"}
			}),
		doc("2024-12-31-notruf", "Störung des Notrufs", "Mehrere Ausfälle in der Silvesternacht.", "2024-12-31", "2025-01-01", 600, 1200,
			func(d *search.Document) { d.Language, d.Countries = "de", []string{"DE"} }),
		doc("2025-07-02-kddi", "KDDI 通信障害", "全国で通信障害が発生した。", "2025-07-02", "2025-07-02", 223200, 223200,
			func(d *search.Document) { d.Language, d.Countries = "ja", []string{"JP"} }),
		doc("2025-07-23-post", "POST Luxembourg network outage", "CVE-2025-20281 was not the cause. Wi-Fi of the service and e-mail failed; a denial was issued.", "2025-07-23", "2025-07-23", 14400, 18000,
			func(d *search.Document) {
				d.Type, d.Services, d.Organisations, d.Countries = "attack", []string{"post-mobile"}, []string{"post-luxembourg"}, []string{"LU"}
			}),
	}
}

func TestAnswers(t *testing.T) {
	x, dir, m := index(t, archive(), search.Options{Language: "en", Labels: map[string]map[string]string{
		"country": {"LU": "Luxembourg"}, "cause": {"human-error": "Human error"}, "service": {"myguichet": "MyGuichet.lu"}}})
	tests := []struct {
		query, sort string
		want        string // ids without their dates, "?" after those only possible
		notes       string // what else the answer says
	}{
		{"cathay", "", "cathay", ""},
		{"CATHAY pacific", "", "cathay", ""},
		{"cath", "", "cathay", ""},
		{"cathay zebra", "", "cathay", "partial"},
		{"zebra", "", "", ""},
		{"vathay", "", "cathay", "vathay=cathay"},
		{"cahtay pacifc", "", "cathay", "cahtay=cathay pacifc=pacific"},
		{"xinstagram", "", "meta", "xinstagram=instagram"},
		{"instsgrem", "", "meta", "instsgrem=instagram"}, // two errors in nine letters
		{"fase", "", "", ""},                             // two in four are too many
		{"passengers", "", "cathay", ""},
		{"accessing", "", "cathay", ""},
		{"company", "", "meta", ""}, // the company's
		{"electricite", "", "creos", ""},
		{"hopital", "", "creos", ""},
		{"hôpitaux", "", "creos", ""},
		{"pannes", "", "creos", ""},
		{"ausfall ", "", "notruf", ""},
		{"STOERUNG", "", "notruf", "stoerung=storung"},
		{"storung", "", "notruf", ""},
		{"障害", "", "kddi", ""},
		{"通信障害", "", "kddi", ""},
		{"ddos", "", "guichet", ""},
		{"déni", "", "guichet post", ""},
		{"wifi", "", "post", ""},
		{"wi-fi", "", "post", ""},
		{"email", "", "post", ""},
		{"cve-2025-20281", "", "post", ""},
		{"denial service", "", "guichet post", ""},
		{`"denial of service"`, "", "guichet", ""},
		{`"service denial"`, "", "guichet post", "unquoted"},
		{"“denial of service”", "", "guichet", ""},
		{"denial -portal", "", "post", ""},
		{`denial -"denial of service"`, "", "post", ""},
		{"luxembourg -type:attack", "", "creos", ""},
		{"2025-07-23-post", "", "post", ""},
		{"type:attack", "", "post guichet cathay", ""},
		{"type:attack,outage luxembourg country:lu", "date", "post guichet creos", ""},
		{"country:luxembourg", "", "post guichet creos", ""},
		{"cause:\"human error\"", "", "meta", ""},
		{"service:myguichet", "", "guichet", ""},
		{"organisation:ctie", "", "guichet", ""},
		{"year:2024", "", "notruf? guichet creos", ""},
		{"year:2025", "", "post kddi notruf?", ""},
		{"year:2024-03", "", "guichet creos?", ""},
		{"2024-03-15", "", "guichet? creos?", ""},
		{"year:2018..2021", "", "meta cathay", ""},
		{"year:2025..", "", "post kddi notruf?", ""},
		{"before:2018-06", "", "cathay?", ""},
		{"before:2024", "", "meta cathay", ""},
		{"before:2024-06", "", "guichet creos? meta cathay", ""},
		{"after:2024-12-30", "", "post kddi notruf creos?", ""},
		{"duration:>4h", "duration", "kddi meta post? guichet?", ""},
		{"duration:>=4h", "duration", "kddi meta post guichet?", ""},
		{"duration:<1h", "", "notruf", ""},
		{"duration:15m..2h", "date", "notruf? guichet? creos", ""},
		{"duration:2h", "", "guichet? creos", ""},
		{"luxembourg ", "date", "post guichet creos", ""},
		{"type:", "", "", ""},
		{"", "", "", ""},
		{"the", "", "", ""},
	}
	asks := make([]ask, len(tests))
	for i, test := range tests {
		asks[i] = ask{test.query, test.sort, 10}
	}
	engine := javaScript(t, dir, m.Root, request{Queries: asks})
	for i, test := range tests {
		got := inGo(t, x, asks[i])
		var ids []string
		for _, h := range got.Hits {
			id := h.ID[strings.LastIndexByte(h.ID, '-')+1:]
			if h.Possible {
				id += "?"
			}
			ids = append(ids, id)
		}
		if s := strings.Join(ids, " "); s != test.want || notes(got) != test.notes {
			t.Errorf("query %q: found %q and says %q, want %q and %q", test.query, s, notes(got), test.want, test.notes)
		}
		if diff := cmp.Diff(got, engine.Queries[i]); diff != "" {
			t.Errorf("query %q: (-Go, +JavaScript)\n%s", test.query, diff)
		}
	}
}

func notes(a answer) string {
	var list []string
	if a.Partial {
		list = append(list, "partial")
	}
	if a.Unquoted {
		list = append(list, "unquoted")
	}
	for _, c := range a.Corrected {
		also := ""
		if c.Also {
			also = "also "
		}
		list = append(list, also+c.Typed+"="+strings.Join(c.Found, ","))
	}
	return strings.Join(list, " ")
}

// TestFacetCounts checks that choosing a value shows as many documents as its
// count said.
func TestFacetCounts(t *testing.T) {
	x, _, _ := index(t, archive(), search.Options{})
	for _, query := range []string{"", "luxembourg ", "type:attack", "year:2024 country:LU", "-duration:>4h"} {
		r, err := x.Query(strings.TrimSpace(query+" -zebra"), "", 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"type", "year", "cause", "country", "service"} {
			facets, err := r.Facets(key)
			if err != nil {
				t.Fatal(err)
			}
			if query == "" && len(facets) == 0 {
				t.Errorf("no values of %s", key)
			}
			for _, f := range facets {
				others := slices.DeleteFunc(strings.Fields(query), func(s string) bool { return strings.HasPrefix(s, key+":") })
				again := strings.Join(append(others, key+":"+f.ID, "-zebra"), " ")
				chosen, err := x.Query(again, "", 10)
				if err != nil {
					t.Fatal(err)
				}
				if chosen.Total != f.Count {
					t.Errorf("query %q: %s %s counts %d; %q finds %d", query, key, f.ID, f.Count, again, chosen.Total)
				}
			}
		}
	}
}

func TestMarks(t *testing.T) {
	x, _, _ := index(t, archive(), search.Options{})
	for _, test := range []struct{ query, text, want string }{
		{"luxembourg network", "POST Luxembourg network outage", "POST [Luxembourg] [network] outage"},
		{"hopital", "l'hôpital d’Électricité", "[l'hôpital] d’Électricité"},
		{"electricite", "L’électricité", "[L’électricité]"},
		{"wifi", "Wi-Fi of", "[Wi-Fi] of"},
		{"通信障害", "全国で通信障害が", "全国で[通信障害]が"},
		{"vathay", "Cathay Pacific", "[Cathay] Pacific"},
		{"zebra", "<b>zebra</b>", "<b>zebra</b>"},
	} {
		r, err := x.Query(test.query, "", 10)
		if err != nil {
			t.Fatal(err)
		}
		text, at := "", 0
		for _, m := range r.Marks(test.text) {
			text += test.text[at:m[0]] + "[" + test.text[m[0]:m[1]] + "]"
			at = m[1]
		}
		if text += test.text[at:]; text != test.want {
			t.Errorf("query %q marks %q, want %q", test.query, text, test.want)
		}
	}
}
