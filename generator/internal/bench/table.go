package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"
)

// result is what all runs at one number of records took.
type result struct {
	records          int
	ours, hugo, copy []cost

	// The generator builds again, with one record changed each time: first after a
	// build of everything, then after a build that took over nearly all.
	again [2][]cost
}

// writeTables writes the costs and how they grow.
func writeTables(w io.Writer, results []result) error {
	var b strings.Builder
	b.WriteString("| records | program | CPU | wall | peak memory | files | output | CPU of the generator to this |\n")
	b.WriteString("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n")
	for _, r := range results {
		row(&b, r, "the generator", r.ours, r.ours)
		row(&b, r, "`hugo`, ordinary templates", r.hugo, r.ours)
		row(&b, r, "`cp -r`", r.copy, r.ours)
		row(&b, r, "the generator again, one record changed", r.again[0], r.ours)
		row(&b, r, "and again, another one changed", r.again[1], r.ours)
	}
	if len(results) > 1 {
		b.WriteString("\n| from | to | generator: CPU | generator: memory | hugo: CPU | hugo: memory |\n| ---: | ---: | ---: | ---: | ---: | ---: |\n")
	}
	for n := 1; n < len(results); n++ {
		x, y := results[n-1], results[n]
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", number(x.records), number(y.records),
			growth(x, y, x.ours, y.ours, cpu), growth(x, y, x.ours, y.ours, peak), growth(x, y, x.hugo, y.hugo, cpu), growth(x, y, x.hugo, y.hugo, peak))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func row(b *strings.Builder, r result, name string, runs, ours []cost) {
	if len(runs) == 0 {
		return
	}
	ratios := make([]float64, len(runs))
	for n := range runs {
		ratios[n] = cpu(ours[n]) / cpu(runs[n])
	}
	memory := "–"
	if name != "`cp -r`" { // it has as much as the shell
		memory = fmt.Sprintf("%.0f MB", median(runs, peak)/1e6)
	}
	fmt.Fprintf(b, "| %s | %s | %.1f s | %.1f s | %s | %s | %.1f MB | %.2f |\n", number(r.records), name,
		median(runs, cpu), median(runs, func(c cost) float64 { return c.wall.Seconds() }), memory,
		number(runs[0].files), float64(runs[0].bytes)/1e6, middle(ratios))
}

func cpu(c cost) float64  { return max(c.cpu, time.Millisecond).Seconds() }
func peak(c cost) float64 { return float64(c.peak) }

// growth says by what a cost is multiplied each time the records double.
func growth(x, y result, before, after []cost, of func(cost) float64) string {
	if len(before) == 0 || len(after) == 0 {
		return "–"
	}
	doublings := math.Log2(float64(y.records) / float64(x.records))
	return fmt.Sprintf("× %.2f", math.Pow(median(after, of)/median(before, of), 1/doublings))
}

func median(runs []cost, of func(cost) float64) float64 {
	values := make([]float64, len(runs))
	for n, c := range runs {
		values[n] = of(c)
	}
	return middle(values)
}

// middle gives the middle one of some values, of two the mean.
func middle(values []float64) float64 {
	values = slices.SortedFunc(slices.Values(values), cmp.Compare)
	n := len(values)
	return (values[n/2] + values[(n-1)/2]) / 2
}

// number writes a whole number with a comma between thousands.
func number(n int) string {
	text := fmt.Sprint(n)
	for k := len(text) - 3; k > 0; k -= 3 {
		text = text[:k] + "," + text[k:]
	}
	return text
}
