package main

import (
	"bytes"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"
	"golang.org/x/net/html"
	_ "modernc.org/sqlite"
)

var digest = regexp.MustCompile(`[-.][0-9a-f]{8,64}\b|\b[0-9a-f]{40,64}\b`)

// kindless gives the name of a file without what depends on its content; nothing
// for the files of the search index, whose number depends on the words, and for
// what is compressed again.
func kindless(name string) string {
	switch path.Ext(name) {
	case ".gz", ".zip", ".png", ".sha256":
		return ""
	}
	if base := path.Base(name); base == "hashes.csv" || base == "MANIFEST.json" { // they list values and files, of which the texts make more or fewer
		return ""
	}
	if strings.Contains(name, "/s1/") || strings.Contains(name, "search/") && path.Ext(name) == ".js" {
		return ""
	}
	return digest.ReplaceAllString(name, "-x")
}

// shapeOf gives what the structure of a file is, without its texts.
func shapeOf(name string, data []byte) ([]string, error) {
	switch path.Ext(name) {
	case ".html":
		return htmlShape(data)
	case ".xml", ".atom", ".svg":
		return xmlShape(data)
	case ".json", ".jsonld", ".webmanifest":
		return jsonShape(data)
	case ".ndjson":
		var all []string
		for line := range strings.Lines(string(data)) {
			s, err := jsonShape([]byte(line))
			if err != nil {
				return nil, err
			}
			all = append(all, append(s, "--")...)
		}
		return all, nil
	case ".csv":
		return csvShape(data)
	case ".ics":
		return calendarShape(data)
	case ".js":
		return nil, readScript(name, data)
	case ".sqlite":
		return sqliteShape(data)
	}
	return nil, nil
}

// htmlShape lists elements with the names of their attributes. It is an error
// when something could run or load.
func htmlShape(data []byte) ([]string, error) {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	var shape []string
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			return nil, fmt.Errorf("has the comment %q", n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		name := n.Data
		if inside(n, "pre") || inside(n, "svg") { // where quotes are marked, and texts are placed by their width
			if name = n.Data; !strings.Contains(" b q i s u em span svg desc text tspan line path g rect circle title a use polygon polyline code ", " "+name+" ") {
				return nil, fmt.Errorf("has <%s> in a drawing or a listing", name)
			}
		}
		for _, a := range n.Attr {
			name += " " + a.Key
			value := strings.ToLower(strings.TrimSpace(a.Val))
			switch {
			case strings.HasPrefix(a.Key, "on"):
				return nil, fmt.Errorf("<%s> has the attribute %s", n.Data, a.Key)
			case (a.Key == "href" || a.Key == "src" || a.Key == "action") && (strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:")):
				return nil, fmt.Errorf("<%s> leads to %q", n.Data, a.Val)
			case a.Key == "src" && strings.Contains(value, "//"):
				return nil, fmt.Errorf("<%s> loads %q", n.Data, a.Val)
			}
		}
		if n.Data == "script" && attribute(n, "type") == "application/ld+json" {
			s, err := jsonShape([]byte(n.FirstChild.Data))
			if err != nil {
				return nil, err
			}
			shape = append(shape, s...)
		}
		if !inside(n, "pre") && !inside(n, "svg") {
			shape = append(shape, name)
		}
	}
	return shape, nil
}

func inside(n *html.Node, name string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && p.Data == name {
			return true
		}
	}
	return false
}

func xmlShape(data []byte) ([]string, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	var shape []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return shape, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			for _, a := range token.Attr {
				name += " " + a.Name.Local
			}
			shape = append(shape, name)
		case xml.EndElement:
			shape = append(shape, "/")
		case xml.Comment, xml.Directive:
			return nil, fmt.Errorf("has a comment or a directive: %q", token)
		}
	}
}

// jsonShape lists keys and kinds of values, in order of the keys.
func jsonShape(data []byte) ([]string, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	var value any
	if err := d.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("has something after its end")
	}
	var shape []string
	var walk func(any)
	walk = func(value any) {
		switch value := value.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(value)) {
				shape = append(shape, digest.ReplaceAllString(key, "-x"))
				walk(value[key])
			}
			shape = append(shape, "}")
		case []any:
			for _, v := range value {
				walk(v)
			}
			shape = append(shape, "]")
		default:
			shape = append(shape, fmt.Sprintf("%T", value))
		}
	}
	walk(value)
	return shape, nil
}

// csvShape counts rows and cells; no cell is a formula.
func csvShape(data []byte) ([]string, error) {
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(cell)[0]) {
				return nil, fmt.Errorf("has the formula %q", cell)
			}
		}
	}
	return []string{fmt.Sprint(len(rows), " rows of ", len(rows[0]))}, nil
}

// calendarShape lists the names of the properties of a calendar.
func calendarShape(data []byte) ([]string, error) {
	for line := range strings.SplitSeq(string(data), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			return nil, fmt.Errorf("has the line %q", line)
		}
	}
	var shape []string
	for line := range strings.SplitSeq(strings.ReplaceAll(string(data), "\r\n ", ""), "\r\n") {
		name, _, _ := strings.Cut(line, ":")
		shape = append(shape, name)
	}
	return shape, nil
}

// readScript parses JavaScript. A script of data is one call.
func readScript(name string, data []byte) error {
	tree, err := js.Parse(parse.NewInputBytes(data), js.Options{})
	if err != nil {
		return err
	}
	if strings.Contains(name, "js/") { // a program

		return nil
	}
	if len(tree.List) != 1 {
		return fmt.Errorf("is %d statements, want one call", len(tree.List))
	}
	statement, ok := tree.List[0].(*js.ExprStmt)
	if !ok {
		return fmt.Errorf("is a %T, want one call", tree.List[0])
	}
	call, ok := statement.Value.(*js.CallExpr)
	if !ok {
		return fmt.Errorf("is a %T, want one call", statement.Value)
	}
	for _, argument := range call.Args.List {
		switch argument.Value.(type) {
		case *js.LiteralExpr, *js.ArrayExpr, *js.UnaryExpr:
		default:
			return fmt.Errorf("hands over a %T, want values", argument.Value)
		}
	}
	return nil
}

func sqliteShape(data []byte) ([]string, error) {
	f, err := os.CreateTemp("", "shape-*.sqlite")
	if err != nil {
		return nil, err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(data); err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", f.Name())
	if err != nil {
		return nil, err
	}
	defer db.Close()
	rows, err := db.Query("select name, sql from sqlite_master where type in ('table', 'view', 'trigger') and name not like '%fts%' order by name")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var shape []string
	for rows.Next() {
		var name, statement string
		if err := rows.Scan(&name, &statement); err != nil {
			return nil, err
		}
		shape = append(shape, name, statement)
	}
	for n := 0; n < len(shape); n += 2 {
		var count int
		if err := db.QueryRow("select count(*) from \"" + shape[n] + "\"").Scan(&count); err != nil {
			return nil, err
		}
		shape[n] += fmt.Sprint(" ", count)
	}
	return shape, rows.Err()
}
