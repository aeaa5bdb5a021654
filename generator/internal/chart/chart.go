// Package chart draws the archive's figures as inline SVG, and gives each
// drawing's numbers back as a table to stand under it.
//
// # One drawing for every width
//
// A drawing has no viewBox. Along the width everything is placed in percent;
// along the height, and for text, in em. So one drawing fills a phone of 320
// pixels and a screen of 1,440: bars stretch, text does not, and a reader who
// asks for larger letters gets a taller drawing instead of an overflow. (Scaling
// a viewBox would give letters of 5 pixels on a phone, and two drawings would
// double the bytes of the page.) Where a wide drawing has room for more labels
// than a narrow one, these carry the class wide, and their short forms narrow;
// the stylesheet shows one of them by the width of the figure.
//
// # What a drawing is made of
//
// Classes and presentation attributes only: no style, no script and no ids, so
// that any number of drawings can stand on a page under a strict policy. Colour
// never speaks alone: levels differ in height, types in hatching, marks in
// shape. What is uncertain is striped, what is open has an arrow, and what no
// source states is an outline of dashes. Stripes are dashes of a thick line,
// which need no pattern and thus no id.
//
// Time runs from left to right in every language; texts keep the direction of
// their own script. All words come from the caller or from its [Words]. The same
// data give the same bytes.
package chart

import (
	"html/template"
	"maps"
	"strings"
)

// Drawing is a chart and its numbers.
type Drawing struct {
	// SVG is the drawing; empty when there is nothing to draw to scale.
	SVG template.HTML
	// Notes say what stripes, dashes and arrows mean, for those of them that the
	// drawing has; to be printed below it.
	Notes []string
	// Table holds the same facts as text. It is filled without a drawing too.
	Table Table
	// Reason says in words why there is no drawing; empty when there is one.
	Reason string
}

// Table is the numbers of a chart, ready to print. The first column heads its row.
type Table struct {
	Caption string
	Head    []string
	Rows    [][]string
}

// Words translates: it gives the text for a message id, with the values of the
// name and value pairs put in for {name}. The ids are those of [EnglishTable]
// and the months month_1 to month_12.
type Words func(id string, args ...string) string

// Text is what names a drawing for those who do not see it.
type Text struct {
	Title       string // what the chart shows; also the caption of its table
	Description string // what can be seen in it, in a sentence or two
}

// EnglishTable gives a copy of the messages of this package in English, for the
// translation tables.
func EnglishTable() map[string]string { return maps.Clone(english) }

// English is the built-in table. An unknown id is returned as it is.
func English(id string, args ...string) string {
	text, ok := english[id]
	if !ok {
		return id
	}
	pairs := make([]string, 0, len(args))
	for n := 0; n+1 < len(args); n += 2 {
		pairs = append(pairs, "{"+args[n]+"}", args[n+1])
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
