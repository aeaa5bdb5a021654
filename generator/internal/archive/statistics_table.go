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
	Rows [][]string
}

// Tables gives all figures, each as a table.
func (s *Statistics) Tables() []StatisticsTable {
	years := [][]string{{"year", "outages", "attacks"}}
	for _, y := range s.Years {
		years = append(years, []string{strconv.Itoa(y.Year), strconv.Itoa(y.Outages), strconv.Itoa(y.Attacks)})
	}
	durations := [][]string{{"incident", "type", "min_seconds", "max_seconds"}}
	for _, i := range s.Durations {
		least, most, open := i.Duration.Seconds()
		durations = append(durations, []string{i.ID, string(i.Type), strconv.FormatInt(least, 10), bounded(most, open)})
	}
	services := [][]string{{"service", "name", "incidents", "min_seconds", "max_seconds"}}
	for _, x := range s.Services {
		services = append(services, []string{
			x.Service.ID, x.Service.Name, strconv.Itoa(x.Incidents), seconds(x.Min), bounded(int64(x.Max/time.Second), x.Open),
		})
	}
	statements := [][]string{{"incident", "min_seconds", "max_seconds"}}
	for _, x := range s.Statements {
		least, most, open := x.Duration.Seconds()
		statements = append(statements, []string{x.Incident.ID, strconv.FormatInt(least, 10), bounded(most, open)})
	}
	claims := [][]string{{"kind", "claims", "standing", "superseded", "disputed", "retracted"}}
	for _, x := range s.Claims {
		kind := string(x.Kind)
		if kind == "" {
			kind = "unidentified"
		}
		claims = append(claims, []string{
			kind, strconv.Itoa(x.Claims), strconv.Itoa(x.Standing), strconv.Itoa(x.Superseded), strconv.Itoa(x.Disputed), strconv.Itoa(x.Retracted),
		})
	}
	return []StatisticsTable{
		{"incidents-per-year", years},
		{"durations", durations},
		{"root-causes", countRows("root_cause", s.Causes)},
		{"sectors", countRows("sector", s.Sectors)},
		{"downtime-by-service", services},
		{"time-to-first-statement", statements},
		{"claims-by-kind", claims},
	}
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

// WriteCSV writes the table after RFC 4180. A cell that a spreadsheet would run
// as a formula gets an apostrophe in front.
func (t StatisticsTable) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range t.Rows {
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
