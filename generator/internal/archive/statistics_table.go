package archive

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"
)

// StatisticsTable is one figure as rows for machines: the first row names the
// columns, lengths of time are whole seconds, and an empty cell is not known.
type StatisticsTable struct {
	Name string // of its file, without extension
	rows func(*Statistics) [][]string
}

// StatisticsTables lists the tables, in the order in which readers see the figures.
func StatisticsTables() []StatisticsTable {
	return []StatisticsTable{
		{"incidents-per-year", (*Statistics).yearRows},
		{"durations", (*Statistics).durationRows},
		{"root-causes", func(s *Statistics) [][]string { return countRows("root_cause", s.Causes) }},
		{"sectors", func(s *Statistics) [][]string { return countRows("sector", s.Sectors) }},
		{"downtime-by-service", (*Statistics).serviceRows},
		{"time-to-first-statement", (*Statistics).statementRows},
		{"claims-by-kind", (*Statistics).claimRows},
	}
}

func (s *Statistics) yearRows() [][]string {
	rows := [][]string{{"year", "outages", "attacks"}}
	for _, y := range s.Years {
		rows = append(rows, []string{strconv.Itoa(y.Year), strconv.Itoa(y.Outages), strconv.Itoa(y.Attacks)})
	}
	return rows
}

func (s *Statistics) durationRows() [][]string {
	rows := [][]string{{"incident", "type", "min_seconds", "max_seconds"}}
	for _, i := range s.Durations {
		least, most, open := i.Duration.Seconds()
		rows = append(rows, []string{i.ID, string(i.Type), strconv.FormatInt(least, 10), bounded(most, open)})
	}
	return rows
}

func (s *Statistics) serviceRows() [][]string {
	rows := [][]string{{"service", "name", "incidents", "min_seconds", "max_seconds"}}
	for _, x := range s.Services {
		rows = append(rows, []string{
			x.Service.ID, x.Service.Name, strconv.Itoa(x.Incidents), seconds(x.Min), bounded(int64(x.Max/time.Second), x.Open),
		})
	}
	return rows
}

func (s *Statistics) statementRows() [][]string {
	rows := [][]string{{"incident", "min_seconds", "max_seconds"}}
	for _, x := range s.Statements {
		least, most, open := x.Duration.Seconds()
		rows = append(rows, []string{x.Incident.ID, strconv.FormatInt(least, 10), bounded(most, open)})
	}
	return rows
}

func (s *Statistics) claimRows() [][]string {
	rows := [][]string{{"kind", "claims", "standing", "superseded", "disputed", "retracted"}}
	for _, x := range s.Claims {
		kind := string(x.Kind)
		if kind == "" {
			kind = "unidentified"
		}
		rows = append(rows, []string{
			kind, strconv.Itoa(x.Claims), strconv.Itoa(x.Standing), strconv.Itoa(x.Superseded), strconv.Itoa(x.Disputed), strconv.Itoa(x.Retracted),
		})
	}
	return rows
}

func countRows(name string, list []Count) [][]string {
	rows := [][]string{{name, "incidents"}}
	for _, c := range list {
		rows = append(rows, []string{c.ID, strconv.Itoa(c.Incidents)})
	}
	return rows
}

func seconds(d time.Duration) string { return strconv.FormatInt(int64(d/time.Second), 10) }

// bounded writes an upper bound; nothing when it is open.
func bounded(n int64, open bool) string {
	if open {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// WriteCSV writes the table of s after RFC 4180. A cell that a spreadsheet would
// run as a formula gets an apostrophe in front.
func (t StatisticsTable) WriteCSV(w io.Writer, s *Statistics) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range t.rows(s) {
		cells := make([]string, len(row))
		for n, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠'", []rune(cell)[0]) {
				cell = "'" + cell
			}
			cells[n] = cell
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
