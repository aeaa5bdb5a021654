package asset

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// drawn are the elements of SVG that draw and do nothing else. Scripts, foreign
// content, links and animations, which can change a link, are not among them.
var drawn = map[string]bool{
	"svg": true, "g": true, "defs": true, "symbol": true, "use": true, "title": true, "desc": true, "style": true,
	"path": true, "rect": true, "circle": true, "ellipse": true, "line": true, "polyline": true, "polygon": true, "text": true, "tspan": true,
	"linearGradient": true, "radialGradient": true, "stop": true, "clipPath": true, "mask": true, "pattern": true, "marker": true,
}

// checkSVG tells what in a drawing could run, load or grow, or gives "".
func checkSVG(data []byte) string {
	d := xml.NewDecoder(bytes.NewReader(data))
	inStyle := false
	for {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return ""
		case err != nil:
			return fmt.Sprintf("is not a drawing that can be read: %v", err)
		}
		switch token := token.(type) {
		case xml.Directive:
			return "a document type or an entity is not allowed in a drawing: remove it"
		case xml.ProcInst:
			if token.Target != "xml" {
				return fmt.Sprintf("a processing instruction (%q) is not allowed in a drawing: remove it", token.Target)
			}
		case xml.StartElement:
			if token.Name.Space != "http://www.w3.org/2000/svg" || !drawn[token.Name.Local] {
				return fmt.Sprintf("the element %q is not allowed in a drawing: it could run a script or load something", token.Name.Local)
			}
			for _, a := range token.Attr {
				if problem := checkAttribute(a); problem != "" {
					return problem
				}
			}
			inStyle = token.Name.Local == "style"
		case xml.EndElement:
			inStyle = false
		case xml.CharData:
			if inStyle && loads(string(token)) {
				return "the style sheet of the drawing loads something: draw with what stands in the file"
			}
		}
	}
}

func checkAttribute(a xml.Attr) string {
	name := strings.ToLower(a.Name.Local)
	switch {
	case strings.HasPrefix(name, "on"):
		return fmt.Sprintf("the attribute %q runs a script: remove it", a.Name.Local)
	case name == "href" && !strings.HasPrefix(a.Value, "#"):
		return fmt.Sprintf("the drawing links to %q: only parts of the same file can be named, such as #part", a.Value)
	case loads(a.Value):
		return fmt.Sprintf("the attribute %q loads something: draw with what stands in the file", a.Name.Local)
	}
	return ""
}

// loads tells whether CSS names anything outside of the file.
func loads(css string) bool {
	css = strings.ToLower(css)
	inside := strings.NewReplacer("url(#", "", "url('#", "", `url("#`, "").Replace(css)
	return strings.Contains(inside, "url(") || strings.Contains(css, "@import") || strings.Contains(css, "image(") || strings.Contains(css, "image-set(") ||
		strings.Contains(css, `\`) || strings.Contains(css, "javascript:")
}
