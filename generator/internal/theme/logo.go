package theme

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/png"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/config"
)

// LogoHeight is the height of a logo on pages, in pixels.
const LogoHeight = 36

// maxLogo is the greatest size of a logo's file: every page loads it.
const maxLogo = 256 << 10

// Logo is a picture beside the archive's name.
type Logo struct {
	Path          string // below the site's root
	Width, Height int    // in pixels
}

// Logos finds the logos that hugo.toml names among the static files; the first
// folder that has a file wins. Dark is empty when there is only one.
func Logos(c *config.Config, files []fs.FS) (light, dark Logo, err error) {
	if light, err = logo(c, files, "params.logo", c.Params.Logo); err != nil {
		return light, dark, err
	}
	if light.Path == "" && c.Params.LogoDark != "" {
		return light, dark, c.Fault("params.logoDark", "there is no logo for a light ground: set logo too")
	}
	dark, err = logo(c, files, "params.logoDark", c.Params.LogoDark)
	return light, dark, err
}

func logo(c *config.Config, files []fs.FS, key, name string) (Logo, error) {
	if name == "" {
		return Logo{}, nil
	}
	if strings.Contains(name, "//") || !fs.ValidPath(name) || strings.HasPrefix(name, "css/") || strings.HasPrefix(name, "js/") {
		return Logo{}, c.Fault(key, "%q is not a file below static/, want a name such as \"logo.svg\"", name)
	}
	var data []byte
	var err error
	for _, f := range files {
		if data, err = fs.ReadFile(f, "static/"+name); err == nil {
			break
		}
	}
	if err != nil {
		return Logo{}, c.Fault(key, "there is no file static/%s: put the logo there", name)
	}
	if len(data) > maxLogo {
		return Logo{}, c.Fault(key, "static/%s has %d bytes, want at most %d: every page loads it", name, len(data), maxLogo)
	}
	var width, height float64
	switch path.Ext(name) {
	case ".svg":
		width, height, err = sizeOfSVG(data)
	case ".png":
		info, fault := png.DecodeConfig(bytes.NewReader(data))
		width, height, err = float64(info.Width), float64(info.Height), fault
	default:
		return Logo{}, c.Fault(key, "%q is neither SVG nor PNG: convert it", name)
	}
	if err == nil && (width <= 0 || height <= 0 || width > 20*height) {
		err = fmt.Errorf("it is %g by %g, want a width of up to twenty heights", width, height)
	}
	if err != nil {
		return Logo{}, c.Fault(key, "static/%s cannot be used: %w", name, err)
	}
	return Logo{Path: name, Width: max(1, int(width/height*LogoHeight+0.5)), Height: LogoHeight}, nil
}

// sizeOfSVG reads the size from viewBox, or from width and height.
func sizeOfSVG(data []byte) (width, height float64, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = true
	for {
		token, err := d.Token()
		if err != nil {
			return 0, 0, fmt.Errorf("it is no SVG: %w", err)
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if root.Name.Local != "svg" {
			return 0, 0, fmt.Errorf("it is no SVG: it begins with <%s>", root.Name.Local)
		}
		for _, a := range root.Attr {
			number, _ := strconv.ParseFloat(strings.TrimSuffix(a.Value, "px"), 64)
			switch a.Name.Local {
			case "width":
				width = number
			case "height":
				height = number
			}
		}
		for _, a := range root.Attr {
			if box := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }); a.Name.Local == "viewBox" && len(box) == 4 {
				width, _ = strconv.ParseFloat(box[2], 64)
				height, _ = strconv.ParseFloat(box[3], 64)
			}
		}
		if width <= 0 || height <= 0 {
			return 0, 0, fmt.Errorf("it has neither viewBox nor width and height")
		}
		return width, height, nil
	}
}
