package preview

import (
	"bytes"
	_ "embed"
	"html/template"
	"io/fs"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/diagnostic"
)

//go:embed fault.html
var faultSource string

//go:embed fault.css
var faultStyle []byte

//go:embed reload.js
var reloadScript []byte

var faultPage = template.Must(template.New("fault").Parse(faultSource))

// fault is a finding as the page shows it.
type fault struct {
	Place, Field, Message string
	Number                string // of the line; empty when there is no excerpt
	Before, At, After     string // the line, with what is at fault
	Gap, Caret            string // what stands below it
}

// faults makes the page that stands in for all others while there are errors.
func faults(list diagnostic.List) []byte {
	view := struct {
		Title  string
		Script string
		Style  string
		Faults []fault
	}{Title: "1 error", Script: scriptPath, Style: stylePath}
	if len(list) != 1 {
		view.Title = strconv.Itoa(len(list)) + " errors"
	}
	for _, f := range list {
		x := fault{Place: diagnostic.Printable(f.Position()), Field: diagnostic.Printable(f.Field), Message: diagnostic.Printable(f.Message)}
		if line, start, length := f.Excerpt(); line != "" {
			runes := []rune(line)
			start = min(start, len(runes))
			end := min(start+length, len(runes))
			if f.Column == 0 {
				end = start
			} else {
				x.Gap, x.Caret = strings.Repeat(" ", start), strings.Repeat("^", length)
			}
			x.Number = strconv.Itoa(f.Line)
			x.Before, x.At, x.After = string(runes[:start]), string(runes[start:end]), string(runes[end:])
		}
		view.Faults = append(view.Faults, x)
	}
	var b bytes.Buffer
	if err := faultPage.Execute(&b, view); err != nil {
		return []byte("<!DOCTYPE html><title>Error</title><p>" + template.HTMLEscapeString(err.Error()))
	}
	return b.Bytes()
}

// faultStyles gives the stylesheet of that page: the site's own, and what the page
// needs besides.
func faultStyles(files []fs.FS) []byte {
	for _, layer := range files {
		if site, err := fs.ReadFile(layer, "static/css/site.css"); err == nil {
			return append(append(site, '\n'), faultStyle...)
		}
	}
	return faultStyle
}
