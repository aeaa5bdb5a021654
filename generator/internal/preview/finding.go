package preview

import (
	"errors"
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"github.com/gohugoio/hugo/common/herrors"

	"incidentarchive/generator/internal/diagnostic"
)

// How errors of layouts, scripts and settings say where the fault is.
var (
	templateSyntax = regexp.MustCompile(`^template: ([^:]+):(\d+): (.+)`)
	templateField  = regexp.MustCompile(`^template: .+: executing "[^"]*" at <(.*?)>: (.+)`)
	scriptSyntax   = regexp.MustCompile(`failed to transform "/?([^"]+)".*?: (.+) on line (\d+) and column (\d+)`)
	positioned     = regexp.MustCompile(`^([^\s:]+):(\d+):(\d+): (.+)`)
)

// findingsOf makes findings of an error, with the place of the fault as far as the
// error tells it, and the source line.
func findingsOf(err error, files []fs.FS) diagnostic.List {
	f := locate(err)
	f.Source = sourceLine(files, f.File, f.Line)
	if f.Length == 0 && f.Column > 0 {
		f.Length = 1
	}
	return diagnostic.List{f}
}

// locate finds the place that an error is about.
func locate(err error) diagnostic.Finding {
	f := diagnostic.Finding{Rule: "site/broken", Message: firstLine(err.Error())}
	last := deepest(err)
	inner := firstLine(herrors.Cause(err).Error())
	if last != nil {
		inner = firstLine(herrors.Cause(last).Error())
	}
	if m := scriptSyntax.FindStringSubmatch(err.Error()); m != nil {
		f.File, f.Message, f.Line, f.Column = "static/"+m[1], m[2], number(m[3]), number(m[4])
		return f
	}
	if m := templateSyntax.FindStringSubmatch(inner); m != nil && !templateField.MatchString(inner) {
		f.File, f.Line, f.Message = "layouts/"+m[1], number(m[2]), m[3]
		return f
	}
	if m := positioned.FindStringSubmatch(f.Message); m != nil {
		f.File, f.Line, f.Column, f.Message = m[1], number(m[2]), number(m[3]), m[4]
		return f
	}
	if last == nil {
		return f
	}
	at := last.Position()
	f.File, f.Line, f.Column, f.Message = strings.TrimPrefix(at.Filename, root), at.LineNumber, at.ColumnNumber+1, inner
	if m := templateField.FindStringSubmatch(inner); m != nil {
		f.Message, f.Length = m[1]+": "+m[2], len([]rune(m[1]))
	}
	return f
}

// deepest gives the innermost error that names a file of the site; nil when none
// does.
func deepest(err error) herrors.FileError {
	var last herrors.FileError
	for _, e := range herrors.UnwrapFileErrors(err) {
		if strings.HasPrefix(e.Position().Filename, root) {
			last = e
		}
	}
	return last
}

// root is where the site's files stand for Hugo.
const root = "/archive/"

func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// sourceLine reads a line of a file; it is empty when there is none.
func sourceLine(files []fs.FS, name string, line int) string {
	if !fs.ValidPath(name) || line < 1 {
		return ""
	}
	for _, layer := range files {
		data, err := fs.ReadFile(layer, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		lines := strings.SplitN(string(data), "\n", line+1)
		if err != nil || len(lines) < line {
			return ""
		}
		return strings.TrimSuffix(lines[line-1], "\r")
	}
	return ""
}
