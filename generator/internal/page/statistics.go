package page

import (
	"bytes"
	"slices"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/chart"
	"incidentarchive/generator/internal/edtf"
)

// StatisticsView is the page of all figures.
type StatisticsView struct {
	View
	Figures  []Figure
	Updated  Time // the day as of which the figures speak
	Contents []Link
	Sections []Section
}

// Section is one subject of the statistics.
type Section struct {
	ID    string
	Title string
	Basis string // on how many incidents it rests
	Text  string
	Chart *Chart
}

// File is a file that the site has beside its pages.
type File struct {
	Path string // below the base URL
	Data func() ([]byte, error)
}

// mostRows is how many rows of a table of the statistics stand on the page; the
// CSV has them all.
const mostRows = 20

func (s *Site) addStatistics() {
	s.add("/statistics/", "statistics", false, func() any { return s.statistics() })
	standing := slices.ContainsFunc(s.archive.Incidents, func(i *archive.Incident) bool { return i.Withdrawn == nil })
	if !standing || !s.config.On("statistics") {
		return
	}
	for _, table := range archive.StatisticsTables() {
		s.Files = append(s.Files, File{Path: tablePath(table), Data: func() ([]byte, error) {
			var b bytes.Buffer
			err := table.WriteCSV(&b, s.archive.Statistics())
			return b.Bytes(), err
		}})
	}
}

func tablePath(t archive.StatisticsTable) string { return "statistics/" + t.Name + ".csv" }

func (s *Site) statistics() *StatisticsView {
	v := &StatisticsView{View: s.view("/statistics/", s.t("statistics_title"), s.t("statistics_description"))}
	v.Section, v.Kind = v.Path, "statistics"
	v.Figures, v.Updated = s.figures(s.archive.Figures()), s.day(string(s.archive.Date))
	st := s.archive.Statistics()
	if st.Incidents > 0 {
		v.Sections = []Section{
			s.yearsSection(st), s.durationsSection(st), s.causesSection(st), s.sectorsSection(st),
			s.downtimeSection(st), s.statementsSection(st), s.claimsSection(st),
		}
	}
	for n, table := range archive.StatisticsTables() {
		if n < len(v.Sections) && v.Sections[n].Chart != nil {
			v.Sections[n].Chart.CSV = s.href("/" + tablePath(table))
		}
	}
	for _, section := range v.Sections {
		v.Contents = append(v.Contents, Link{Text: section.Title, URL: "#" + section.ID})
	}
	return v
}

// section makes a section with its chart; the table is cut where it is long.
func (s *Site) section(id, basis string, d chart.Drawing, numeric bool) Section {
	x := Section{ID: id, Title: s.t("statistics_" + id), Basis: basis, Text: s.t("statistics_" + id + "_text")}
	x.Chart = s.drawn(s.t("statistics_"+id), d, numeric)
	if t := x.Chart.Table; t != nil && len(t.Rows) > mostRows {
		t.Rows = t.Rows[:mostRows]
		t.Caption = s.t("statistics_first_rows", "caption", t.Caption, "n", s.words.Number(mostRows))
	}
	return x
}

func (s *Site) known(n, of int) string {
	return s.t("known_for", "n", s.words.Number(n), "m", s.words.Number(of))
}

// rests says on how many incidents a figure rests, as the start of a sentence.
func (s *Site) rests(n, of int) string {
	return s.t("statistics_known", "n", s.words.Number(n), "m", s.words.Number(of))
}

func (s *Site) yearsSection(st *archive.Statistics) Section {
	p := chart.PerYear{
		Text:    chart.Text{Title: s.t("statistics_years"), Description: s.t("chart_years_description")},
		Outages: s.t("outages"), Attacks: s.t("attacks"),
	}
	for _, y := range st.Years {
		p.Years = append(p.Years, chart.YearCount(y))
	}
	return s.section("years", s.rests(st.Incidents, st.Incidents), p.Draw(s.t), true)
}

func (s *Site) durationsSection(st *archive.Statistics) Section {
	x := s.section("durations", s.rests(st.DurationKnown, st.Incidents), chart.Drawing{Reason: s.t("chart_no_data")}, false)
	if c := s.durationsChart(x.Title, s.archive.Incidents, s.archive.Figures()); c != nil {
		x.Chart = c
		if len(c.Table.Rows) > mostRows {
			c.Table.Rows = c.Table.Rows[:mostRows]
		}
	}
	return x
}

// countBars draws counted values, the most frequent first.
func (s *Site) countBars(title, head, kind string, list []archive.Count) chart.Drawing {
	b := chart.Bars{Text: chart.Text{Title: title, Description: s.t("chart_bars_description")}, Head: [2]string{head, s.t("incidents")}}
	for _, c := range list {
		n := float64(c.Incidents)
		b.Items = append(b.Items, chart.Bar{Label: s.name(kind, c.ID), Value: s.words.Number(c.Incidents), Min: n, Max: n})
	}
	return b.Draw(s.t)
}

func (s *Site) causesSection(st *archive.Statistics) Section {
	d := s.countBars(s.t("statistics_causes"), s.t("root_causes_one"), "root_cause", st.Causes)
	return s.section("causes", s.rests(s.archive.Figures().CauseKnown, st.Incidents), d, true)
}

func (s *Site) sectorsSection(st *archive.Statistics) Section {
	d := s.countBars(s.t("statistics_sectors"), s.t("sectors_one"), "sector", st.Sectors)
	return s.section("sectors", s.rests(st.Incidents, st.Incidents), d, true)
}

// mostBars bounds the bars of services.
const mostBars = 20

func (s *Site) downtimeSection(st *archive.Statistics) Section {
	b := chart.Bars{
		Text: chart.Text{Title: s.t("statistics_downtime"), Description: s.t("chart_bars_description")},
		Head: [2]string{s.t("service"), s.t("statistics_downtime")},
	}
	for _, x := range st.Services[:min(len(st.Services), mostBars)] {
		b.Items = append(b.Items, chart.Bar{
			Label: x.Service.Name, Value: s.rangeText(x.Min, x.Max, x.Open), Min: x.Min.Hours(), Max: x.Max.Hours(), Open: x.Open,
		})
	}
	return s.section("downtime", s.t("statistics_downtime_basis", "n", s.words.Number(len(st.Services)), "m", s.words.Number(len(s.archive.Services))), b.Draw(s.t), false)
}

func (s *Site) statementsSection(st *archive.Statistics) Section {
	p := chart.Durations{
		Text:    chart.Text{Title: s.t("statistics_statements"), Description: s.t("chart_durations_description")},
		Head:    [2]string{s.t("incident"), s.t("statistics_statements")},
		Outages: s.t("outages"), Attacks: s.t("attacks"), Known: s.known(st.StatementKnown, st.Incidents),
	}
	for _, x := range st.Statements[:min(len(st.Statements), mostDots)] {
		low, _ := x.Duration.Min()
		high, bounded := x.Duration.Max()
		p.Dots = append(p.Dots, chart.Dot{
			Label: x.Incident.Title, Value: x.Duration.Text(edtf.Words(s.t)), Min: low, Max: high, Open: !bounded, Attack: x.Incident.Type == "attack",
		})
	}
	if st.StatementKnown > 0 {
		p.Median[0], p.Median[1] = st.Statement.Min, st.Statement.Max
		p.MedianText = s.rangeText(st.Statement.Min, st.Statement.Max, false)
	}
	return s.section("statements", s.rests(st.StatementKnown, st.Incidents), p.Draw(s.t), false)
}

func (s *Site) claimsSection(st *archive.Statistics) Section {
	b := chart.Bars{
		Text: chart.Text{Title: s.t("statistics_claims"), Description: s.t("chart_bars_description")},
	}
	table := chart.Table{
		Caption: s.t("statistics_claims"),
		Head: []string{s.t("kind"), s.t("statements"), s.t("claim_status_standing"), s.t("claim_status_superseded"),
			s.t("claim_status_disputed"), s.t("claim_status_retracted")},
	}
	claims, superseded := 0, 0
	for _, x := range st.Claims {
		label := s.t("claim_unidentified")
		if x.Kind != "" {
			label = s.name("kind", string(x.Kind))
		}
		claims, superseded = claims+x.Claims, superseded+x.Superseded
		row := []string{label}
		for _, n := range []int{x.Claims, x.Standing, x.Superseded, x.Disputed, x.Retracted} {
			row = append(row, s.words.Number(n))
		}
		table.Rows = append(table.Rows, row)
		if x.Superseded > 0 {
			n := float64(x.Superseded)
			value := s.t("statistics_n_of_m", "n", s.words.Number(x.Superseded), "m", s.words.Number(x.Claims))
			b.Items = append(b.Items, chart.Bar{Label: label, Value: value, Min: n, Max: n})
		}
	}
	d := b.Draw(s.t)
	d.Table = table
	return s.section("claims", s.t("statistics_claims_basis", "n", s.words.Number(superseded), "m", s.words.Number(claims)), d, true)
}
