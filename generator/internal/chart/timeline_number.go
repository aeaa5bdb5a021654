package chart

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// cluster is statements whose marks stand close together.
type cluster struct {
	from, to float64
	numbers  []int
}

// numbers writes the numbers of statements over their marks: 3, or 3–5 where
// several stand close together, which is more often so in a narrow drawing.
func (c *canvas) numbers(s axis, marks []Mark, y float64) {
	narrow, wide := clusters(s, marks, narrowEm), clusters(s, marks, wideEm)
	if slices.EqualFunc(narrow, wide, func(a, b cluster) bool { return slices.Equal(a.numbers, b.numbers) }) {
		c.clusters(narrow, y, narrowEm, "number")
		return
	}
	c.clusters(narrow, y, narrowEm, "number narrow")
	c.clusters(wide, y, wideEm, "number wide")
}

// clusters joins the statements whose numbers would run into each other.
func clusters(s axis, marks []Mark, room float64) []cluster {
	var list []cluster
	for _, m := range marks {
		if m.Number > 0 {
			x := place(s, m)
			list = append(list, cluster{x, x, []int{m.Number}})
		}
	}
	slices.SortStableFunc(list, func(a, b cluster) int { return cmp.Compare(a.from, b.from) })
	var joined []cluster
	for _, k := range list {
		n := len(joined) - 1
		if n < 0 || (k.from-joined[n].to)*room > 3.4 {
			joined = append(joined, k)
			continue
		}
		last := &joined[n]
		last.to, last.numbers = k.to, append(last.numbers, k.numbers...)
	}
	return joined
}

func (c *canvas) clusters(list []cluster, y, room float64, class string) {
	for _, k := range list {
		text := runsOf(k.numbers)
		x := (k.from + k.to) / 2
		c.text(x, y, edge(x, width(text), room), class, text)
	}
}

// runsOf writes numbers in order, those that follow each other as 3–5; of many
// runs the first and the last.
func runsOf(numbers []int) string {
	numbers = slices.Clone(numbers)
	slices.Sort(numbers)
	var runs []string
	for n := 0; n < len(numbers); {
		end := n
		for end+1 < len(numbers) && numbers[end+1] <= numbers[end]+1 {
			end++
		}
		run := strconv.Itoa(numbers[n])
		if numbers[end] > numbers[n] {
			run += "–" + strconv.Itoa(numbers[end])
		}
		runs = append(runs, run)
		n = end + 1
	}
	if len(runs) > 2 {
		return runs[0] + "…" + runs[len(runs)-1]
	}
	return strings.Join(runs, ", ")
}
