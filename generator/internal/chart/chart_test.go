package chart

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/edtf"
)

var update = flag.Bool("update", false, "rewrite the golden drawings")

// drawer is any chart.
type drawer interface{ Draw(Words) Drawing }

var luxembourg, _ = time.LoadLocation("Europe/Luxembourg")

func words(id string, args ...string) string { return English(id, args...) }

// between gives bounds of a time written in EDTF.
func between(text string) edtf.Bounds { return edtf.MustParse(text).Bounds(luxembourg) }

func spanOf(from, to string) Span {
	s := Span{Start: between(from)}
	switch to {
	case "ongoing":
		s.Ending = Ongoing
		s.End.Earliest = between("2026-11-22").Latest
	case "unknown":
		s.Ending = Unknown
	default:
		s.End = between(to)
	}
	return s
}

func phase(l Level, from, to string) Phase {
	label := [...]string{"outage", "degraded", "partly restored"}[l]
	return Phase{Level: l, Label: label, Span: spanOf(from, to), Stated: true, When: from + " to " + to, Duration: "about 4 h"}
}

func named(title string) Text { return Text{Title: title, Description: "What can be seen."} }

// fourHours is an incident with everything that a time line can show.
func fourHours() Timeline {
	return Timeline{
		Text: named("Network outage"), Zone: luxembourg, Span: spanOf("2025-07-23T16:15~", "2025-07-23T20:15"),
		Rows: []Row{
			{"Mobile network (4G and 5G) in the whole of the country", []Phase{phase(Outage, "2025-07-23T16:15", "2025-07-23T20:00~")}},
			{"Emergency number 112", []Phase{phase(Degraded, "2025-07-23T17:00", "unknown")}},
			{"Mobile network (4G and 5G) in the whole of the capital", []Phase{phase(Outage, "2025-07-23T16:15", "2025-07-23T17:00")}},
			{"Internet access", []Phase{phase(Outage, "2025-07-23T16:15", "2025-07-23T18:00"), phase(Restored, "2025-07-23T18:00", "2025-07-23T20:00")}},
			{"Website", []Phase{{Level: Degraded, Label: "degraded", Span: spanOf("2025-07-23T16:15~", "2025-07-23T20:15")}}},
		},
		Marks: []Mark{
			{At: between("2025-07-23T17:00")}, {At: between("[2025-07-23T19:00..2025-07-23T19:30]")}, {At: between("2025-07-25")},
			{Number: 1, At: between("2025-07-23T18:30"), Revoked: true}, {Number: 2, At: between("2025-07-24")},
			{Number: 3, At: between("2025-07-25T14:00")}, {Number: 4, At: between("2026")}, {Number: 5, At: between("[2026-05..]")},
		},
	}
}

func line(from, to string) Timeline {
	return Timeline{Text: named("Time line"), Zone: luxembourg, Span: spanOf(from, to), Rows: []Row{{"Service", []Phase{phase(Outage, from, to)}}}}
}

func perYear() PerYear {
	return PerYear{Text: named("Incidents by year"), Outages: "Outages", Attacks: "Attacks", Years: []YearCount{
		{2007, 0, 1}, {2014, 1, 0}, {2015, 2, 3}, {2016, 12, 0}, {2017, 5, 11}, {2025, 0, 2},
	}}
}

func durations() Durations {
	return Durations{
		Text: named("How long"), Head: [2]string{"Incident", "How long"}, Outages: "Outages", Attacks: "Attacks", Known: "known for 4 of 9",
		Median: [2]time.Duration{2 * time.Hour, 5 * time.Hour}, MedianText: "between 2 h and 5 h",
		Dots: []Dot{
			{Label: "A", Value: "20 min", Min: 20 * time.Minute, Max: 20 * time.Minute},
			{Label: "B", Value: "2 h to 8 h", Min: 2 * time.Hour, Max: 8 * time.Hour, Attack: true},
			{Label: "C", Value: "3 h", Min: 3 * time.Hour, Max: 3 * time.Hour},
			{Label: "D", Value: "at most 1 h", Max: time.Hour},
			{Label: "E", Value: "at least 3 weeks", Min: 21 * 24 * time.Hour, Open: true, Attack: true},
		},
	}
}

func bars() Bars {
	return Bars{Text: named("Downtime"), Head: [2]string{"Service", "Downtime"}, Items: []Bar{
		{Label: "Electricity supply of the whole of the mainland", Value: "between 11 h 49 min and 12 h 49 min", Min: 11.8, Max: 12.8},
		{Label: "Trains", Value: "at least 6 h", Min: 6, Max: 6, Open: true},
		{Label: "Website", Value: "none for certain", Max: 2},
		{Label: "Nothing", Value: "0"},
	}}
}

func calendar() Calendar {
	k := Calendar{Text: named("Days")}
	for _, day := range []string{"2025-07-23", "2025-07-24", "2025-12-31", "2026-01-01", "2017-02-28"} {
		t, _ := time.Parse(time.DateOnly, day)
		k.Days = append(k.Days, Day{t, true})
	}
	for n := range 40 {
		k.Days = append(k.Days, Day{time.Date(2025, 2, n, 0, 0, 0, 0, time.UTC), false})
	}
	return k
}

func history(n int) History {
	h := History{Text: named("All incidents"), Zone: luxembourg, Outages: "Outages", Attacks: "Attacks"}
	starts := []string{"2025-07-23T16:15", "2025-02~", "2024", "2019-03-01", "2017-02-27T09:30"}
	for i := range n {
		e := Event{Title: "Incident " + strconv.Itoa(i), Attack: i%2 == 0, Span: spanOf(starts[i%5], "unknown"), When: starts[i%5], Duration: "between 3 h and 4 h"}
		if i%5 == 3 {
			e.Span = spanOf("2019-03-01", "ongoing")
		}
		h.Incidents = append(h.Incidents, e)
	}
	return h
}

// charts are all kinds of drawings.
func charts() map[string]drawer {
	return map[string]drawer{
		"timeline":          fourHours(),
		"timeline-minutes":  line("2020-01-21T13:00~", "2020-01-21T13:20~"),
		"timeline-weeks":    line("2025-05-30", "2025-06-22~"),
		"timeline-ongoing":  line("2024-12-30T12:00", "ongoing"),
		"timeline-midnight": line("2025-03-29T22:00", "2025-03-30T05:00"), // clocks go forward
		"per-year":          perYear(),
		"durations":         durations(),
		"bars":              bars(),
		"calendar":          calendar(),
		"history":           history(5),
		"history-many":      history(40),
		"sparkline":         Sparkline{Text: named("By year"), Values: []int{0, 3, 1, 9, 4}},
	}
}

func TestGolden(t *testing.T) {
	for name, c := range charts() {
		t.Run(name, func(t *testing.T) {
			d := c.Draw(words)
			got := strings.ReplaceAll(string(d.SVG), "><", ">\n<") + "\n"
			file := filepath.Join("testdata", name+".svg")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("drawing differs, -want +got (rewrite with -update and look at it):\n%s", diff)
			}
		})
	}
}

func TestNamesOnAPhoneDiffer(t *testing.T) {
	seen := map[string]int{}
	for _, e := range elements(t, string(fourHours().Draw(words).SVG)) {
		if e.name == "text" && e.attr["class"] == "narrow" && strings.HasPrefix(e.text, "Mobile") {
			seen[e.text]++
		}
	}
	if want := (map[string]int{"Mobile network (4G… country": 1, "Mobile network (4G… capital": 1}); !cmp.Equal(seen, want) {
		t.Errorf("names on a phone: %v, want %v", seen, want)
	}
}

func TestSameDataSameBytes(t *testing.T) {
	for name, c := range charts() {
		if first, second := c.Draw(words), c.Draw(words); first.SVG != second.SVG {
			t.Errorf("%s: drawn twice, the drawings differ", name)
		}
	}
}

// element is what the checks look at.
type element struct {
	name  string
	attr  map[string]string
	text  string
	group string // class of the group around it
}

// elements reads a drawing as XML.
func elements(t testing.TB, svg string) []element {
	t.Helper()
	var list []element
	groups := []string{}
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, svg)
		}
		switch x := token.(type) {
		case xml.StartElement:
			e := element{name: x.Name.Local, attr: map[string]string{}, group: strings.Join(groups, " ")}
			for _, a := range x.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			if e.name == "g" {
				groups = append(groups, e.attr["class"])
			}
			list = append(list, e)
		case xml.EndElement:
			if x.Name.Local == "g" {
				groups = groups[:len(groups)-1]
			}
		case xml.CharData:
			if len(list) > 0 {
				list[len(list)-1].text += string(x)
			}
		}
	}
}

func TestFitForAStrictPage(t *testing.T) {
	allowed := map[string]bool{"svg": true, "title": true, "desc": true, "g": true, "rect": true, "line": true, "circle": true, "text": true, "path": true}
	for name, c := range charts() {
		list := elements(t, string(c.Draw(words).SVG))
		if list[0].attr["role"] != "img" || list[1].name != "title" || list[1].text == "" {
			t.Errorf("%s: want role img and a title first", name)
		}
		for _, e := range list {
			if !allowed[e.name] {
				t.Errorf("%s: element %q is not for drawings", name, e.name)
			}
			for a, value := range e.attr {
				if a == "style" || a == "id" || a == "href" || strings.HasPrefix(a, "on") || strings.Contains(value, "url(") {
					t.Errorf("%s: attribute %s=%q on a page under a strict policy", name, a, value)
				}
			}
			if strings.Contains(e.text, "chart_") || strings.Contains(e.text, "month_") {
				t.Errorf("%s: message %q has no text", name, e.text)
			}
		}
	}
}

// hostile is a label that tries to leave its place.
const hostile = `</text></svg><script>alert("1")</script><img onerror='x' src=y>&amp;` + "\x00\x1b\ufffe"

func TestHostileTextStaysText(t *testing.T) {
	tl := fourHours()
	tl.Title, tl.Description, tl.Rows[0].Name, tl.Rows[0].Phases[0].Label = hostile, hostile, hostile, hostile
	y := perYear()
	y.Outages, y.Attacks = hostile, hostile
	du := durations()
	du.Known, du.MedianText, du.Dots[0].Label, du.Dots[0].Value = hostile, hostile, hostile, hostile
	b := bars()
	b.Items[0].Label, b.Items[1].Value = hostile, hostile
	h := history(5)
	h.Incidents[0].When, h.Incidents[0].Title = hostile, hostile
	bad := func(id string, args ...string) string { return hostile }
	for name, c := range map[string]drawer{"timeline": tl, "years": y, "durations": du, "bars": b, "history": h, "calendar": calendar()} {
		for _, w := range []Words{words, bad} {
			for _, e := range elements(t, string(c.Draw(w).SVG)) {
				if e.name == "script" || e.name == "img" {
					t.Errorf("%s: a label became element %q", name, e.name)
				}
			}
		}
	}
}

func TestManyStaySmall(t *testing.T) {
	many := Durations{Text: named("How long"), Head: [2]string{"Incident", "How long"}}
	for n := range 8553 {
		length := time.Duration(n*n+60) * time.Second
		many.Dots = append(many.Dots, Dot{Label: "x", Value: "y", Min: length, Max: length})
	}
	d := many.Draw(words)
	if len(d.SVG) > 80_000 || len(d.Table.Rows) > 20 {
		t.Errorf("8,553 incidents give %d bytes and %d rows", len(d.SVG), len(d.Table.Rows))
	}
	sum := 0
	for _, row := range d.Table.Rows {
		n, _ := strconv.Atoi(row[1])
		sum += n
	}
	if sum != 8553 {
		t.Errorf("the table counts %d incidents, want 8553", sum)
	}
	if len(d.Notes) == 0 || d.Notes[0] != "One mark stands for 72 incidents." {
		t.Errorf("notes %q do not say what a mark stands for", d.Notes)
	}
	if d := history(8553).Draw(words); d.SVG != "" || d.Reason == "" || len(d.Table.Rows) != 8553 {
		t.Error("8,553 incidents on one axis are drawn")
	}
}

func TestNoDrawingSaysWhy(t *testing.T) {
	for name, test := range map[string]struct {
		chart drawer
		want  string
	}{
		"year only":    {line("2026", "2026"), english["chart_not_precise"]},
		"day only":     {line("2025-06-25", "2025-06-25"), english["chart_not_precise"]},
		"no end":       {line("2014-11-18", "unknown"), english["chart_no_end"]},
		"no years":     {PerYear{}, english["chart_no_data"]},
		"no durations": {Durations{}, english["chart_no_data"]},
		"no bars":      {Bars{}, english["chart_no_data"]},
		"no days":      {Calendar{}, english["chart_no_data"]},
		"no history":   {History{}, english["chart_no_data"]},
		"no counts":    {Sparkline{}, english["chart_no_data"]},
		"no incident":  {Timeline{}, english["chart_not_precise"]},
	} {
		if d := test.chart.Draw(words); d.SVG != "" || d.Reason != test.want {
			t.Errorf("%s: reason %q with %d bytes of drawing, want %q and none", name, d.Reason, len(d.SVG), test.want)
		}
	}
}

func TestTablesSayWhatIsDrawn(t *testing.T) {
	want := Table{
		Caption: "Network outage",
		Head:    []string{"Service", "Effect", "When", "How long"},
		Rows: [][]string{
			{"Mobile network (4G and 5G) in the whole of the country", "outage", "2025-07-23T16:15 to 2025-07-23T20:00~", "about 4 h"},
			{"Emergency number 112", "degraded", "2025-07-23T17:00 to unknown", "about 4 h"},
			{"Mobile network (4G and 5G) in the whole of the capital", "outage", "2025-07-23T16:15 to 2025-07-23T17:00", "about 4 h"},
			{"Internet access", "outage", "2025-07-23T16:15 to 2025-07-23T18:00", "about 4 h"},
			{"Internet access", "partly restored", "2025-07-23T18:00 to 2025-07-23T20:00", "about 4 h"},
			{"Website", "degraded", "time not stated", "not known"},
		},
	}
	d := fourHours().Draw(words)
	if diff := cmp.Diff(want, d.Table); diff != "" {
		t.Errorf("table differs, -want +got:\n%s", diff)
	}
	for _, id := range []string{"chart_note_striped", "chart_note_dashed", "chart_note_open"} {
		found := false
		for _, note := range d.Notes {
			found = found || note == english[id]
		}
		if !found {
			t.Errorf("the notes %q leave out %q", d.Notes, english[id])
		}
	}
	for name, c := range charts() {
		table := c.Draw(words).Table
		for _, row := range table.Rows {
			if len(row) != len(table.Head) {
				t.Errorf("%s: row %q does not fit the head %q", name, row, table.Head)
			}
		}
	}
}

func BenchmarkTimeline(b *testing.B) {
	t := fourHours()
	for b.Loop() {
		t.Draw(words)
	}
}
