package asset

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/gif"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// check writes files, gives them to Check and returns the findings, one a line.
func check(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		place := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(place, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return findings(t, dir)
}

func findings(t *testing.T, dir string) string {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	var lines []string
	for _, f := range Check(root) {
		lines = append(lines, f.Text())
	}
	return strings.Join(lines, "\n")
}

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">`

// pngHead is a picture that says it has width x height pixels and has none.
func pngHead(width, height uint32) string {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	head := binary.BigEndian.AppendUint32([]byte("IHDR"), width)
	head = append(binary.BigEndian.AppendUint32(head, height), 8, 2, 0, 0, 0)
	binary.Write(&b, binary.BigEndian, uint32(len(head)-4))
	b.Write(head)
	binary.Write(&b, binary.BigEndian, crc32.ChecksumIEEE(head))
	return b.String()
}

func picture(t *testing.T, encode func(*bytes.Buffer, image.Image) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCheck(t *testing.T) {
	small := picture(t, func(b *bytes.Buffer, m image.Image) error { return png.Encode(b, m) })
	moving := picture(t, func(b *bytes.Buffer, m image.Image) error { return gif.Encode(b, m, nil) })
	tests := []struct{ name, file, text, want string }{
		{"a script", "static/js/list.js", "'use strict';\n", ""},
		{"a layout", "layouts/_partials/incident/x.html", "{{ .Title }}\n", ""},
		{"a picture", "static/logo.png", small, ""},
		{"the contact for security", "static/.well-known/security.txt", "Contact: mailto:a@example.org\n", ""},
		{"a file that is hidden", "static/.DS_Store", "\x00\x01", ""},

		{"redirects", "static/_redirects", "/* https://canary.invalid/:splat 301!", `static/_redirects: names that begin with _ hold settings of hosts`},
		{"headers in a folder", "static/a/_Headers", "x", `static/a/_Headers: names that begin with _`},
		{"worker of a host", "static/_worker.js", "x", "names that begin with _"},
		{"Apache", "static/.htaccess", "Redirect / https://canary.invalid/", `static/.htaccess: hosts and browsers take a file of this name for settings`},
		{"IIS", "static/Web.config", "x", "take a file of this name for settings"},
		{"domain", "static/CNAME", "canary.invalid", "take a file of this name for settings"},
		{"service worker", "static/js/sw.js", "x", "take a file of this name for settings or code of the whole site"},
		{"a page", "static/index.html", "<script src=x.js></script>", `files of the kind ".html" are not published`},
		{"XHTML", "static/x.XHTML", "x", `files of the kind ".xhtml" are not published`},
		{"XML with a style sheet", "static/x.xml", "x", `files of the kind ".xml" are not published`},
		{"no kind", "static/x", "x", `files of the kind "" are not published`},

		{"script in a drawing", "static/a.svg", drawing + "<script>pwn(1)</script></svg>", `the element "script" is not allowed in a drawing`},
		{"script by a prefix", "static/a.svg", `<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script/></x:svg>`, `the element "script" is not allowed`},
		{"handler in a drawing", "static/a.svg", strings.Replace(drawing, "viewBox", "OnLoad='pwn(1)' viewBox", 1) + "</svg>", `the attribute "OnLoad" runs a script`},
		{"HTML in a drawing", "static/a.svg", drawing + `<foreignObject/></svg>`, `the element "foreignObject" is not allowed`},
		{"HTML without a wrapper", "static/a.svg", drawing + `<title xmlns="http://www.w3.org/1999/xhtml"/></svg>`, `the element "title" is not allowed`},
		{"link in a drawing", "static/a.svg", drawing + `<a href="javascript:pwn(1)"/></svg>`, `the element "a" is not allowed`},
		{"animated link", "static/a.svg", drawing + `<set attributeName="href" to="javascript:pwn(1)"/></svg>`, `the element "set" is not allowed`},
		{"picture in a drawing", "static/a.svg", drawing + `<image href="https://canary.invalid/x.png"/></svg>`, `the element "image" is not allowed`},
		{"use of another file", "static/a.svg", drawing + `<use xlink:href="data:image/svg+xml,x"/></svg>`, `only parts of the same file can be named`},
		{"use of a part", "static/a.svg", drawing + `<g id="b"/><use href="#b" fill="url(#c)"/></svg>`, ""},
		{"style that loads", "static/a.svg", drawing + `<style>path{fill:URL(https://canary.invalid/)}</style></svg>`, "the style sheet of the drawing loads something"},
		{"style that hides what it loads", "static/a.svg", drawing + `<style><![CDATA[path{fill:u\72l(//canary.invalid/)}]]></style></svg>`, "the style sheet of the drawing loads something"},
		{"attribute that loads", "static/a.svg", drawing + `<path style="fill:url(//canary.invalid/)"/></svg>`, `the attribute "style" loads something`},
		{"entities", "static/a.svg", `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>` + drawing + "&b;</svg>", "a document type or an entity is not allowed"},
		{"style sheet by an instruction", "static/a.svg", `<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?>` + drawing + "</svg>", `a processing instruction ("xml-stylesheet") is not allowed`},
		{"half a drawing", "static/a.svg", drawing + "<g>", "is not a drawing that can be read"},
		{"another encoding", "static/a.svg", "\xff\xfe<\x00", "the file is not UTF-8"},

		{"huge picture", "static/a.png", pngHead(65535, 65535), "the picture has 65535 x 65535 pixels, want at most 25000000 in all"},
		{"wide picture", "static/a.png", pngHead(1<<31-1, 1<<31-1), "dimension overflow"},
		{"no picture", "static/a.png", "<script>", "is not a picture of the kind that its name says"},
		{"another kind of picture", "static/a.png", moving, "holds a picture of the kind gif"},
		{"a page called a document", "static/a.pdf", "<html>", "is not what its name says (.pdf)"},
		{"reordered code", "layouts/home.html", "{{ if \u202e }}", "line 1 holds a character that hides or reorders text (U+202E)"},

		{"device", "static/aux.css", "x", `name "aux.css" stands for a device on Windows`},
		{"blank", "static/a b.css", "x", `name "a b.css" has to be made of letters`},
		{"colours", "static/a\x1b[31m.css", "x", `name "a\x1b[31m.css" has to be made of letters`},
		{"CI command", "static/::error::x.css", "x", `static/::error::x.css: name "::error::x.css" has to be made of letters`},
		{"final dot", "static/a.", "x", `name "a." has to be`},
		{"option", "static/-rf.css", "x", `name "-rf.css" has to be`},
		{"long name", "static/" + strings.Repeat("a", 200) + ".css", "x", "has 204 characters, want at most 100"},
		{"deep", "static/" + strings.Repeat("d/", 50) + "x.css", "x", "the folder lies too deep"},
		{"large", "static/x.css", strings.Repeat(" ", MaxFileSize+1), "the file has 8388609 bytes, want at most 8388608"},
		{"settings that are not text", "hugo.toml", "title = \"\xff\"", "hugo.toml: the file is not UTF-8"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := check(t, map[string]string{test.file: test.text})
			if strings.Count(got, "\n") > 0 || (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
				t.Errorf("says %q, want %q", got, test.want)
			}
			if strings.HasPrefix(got, "::") || strings.ContainsAny(got, "\x1b\u202e") {
				t.Errorf("prints %q", got)
			}
		})
	}
}

func TestNamesThatAreOne(t *testing.T) {
	got := check(t, map[string]string{"static/Logo.css": "x", "static/logo.css": "x"})
	if want := `static/logo.css: on many systems this name is the same as "static/Logo.css": rename one of the two files`; got != want {
		t.Errorf("says %q, want %q", got, want)
	}
}

func TestTooMany(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "static"), 0o755); err != nil {
		t.Fatal(err)
	}
	for n := range maxFiles + 1 {
		name := filepath.Join(dir, "static", strings.Repeat("a", n%50+1)+string(rune('a'+n/50%26))+string(rune('a'+n/1300))+".txt")
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := findings(t, dir); !strings.Contains(got, "more than 2000 files") {
		t.Errorf("says %q", got)
	}
}

// TestOwn checks the layouts, static files and settings of this repository.
func TestOwn(t *testing.T) {
	if got := findings(t, "../../.."); got != "" {
		t.Error(got)
	}
}

func TestDir(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(dir, "outside")
	inside := filepath.Join(dir, "archive")
	if err := os.MkdirAll(filepath.Join(inside, "static"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{outside: "secret", filepath.Join(inside, "static", "a.css"): "a", filepath.Join(inside, "static", ".a.css.swp"): "b"} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(outside, filepath.Join(inside, "static", "b.css")); err != nil {
		t.Fatal(err)
	}
	files := Dir(inside)
	if data, err := fs.ReadFile(files, "static/a.css"); err != nil || string(data) != "a" {
		t.Errorf("static/a.css: %q, %v", data, err)
	}
	for _, name := range []string{"static/b.css", "../outside", "static/../../outside", "static/.a.css.swp"} {
		if data, err := fs.ReadFile(files, name); err == nil {
			t.Errorf("%s: %q", name, data)
		}
	}
	entries, err := fs.ReadDir(files, "static")
	if err != nil || len(entries) != 2 {
		t.Errorf("static holds %v, %v", entries, err)
	}
}

// FuzzSVG feeds drawings: whatever passes holds nothing that runs or loads.
func FuzzSVG(f *testing.F) {
	f.Add([]byte(drawing + `<path d="M0 0"/><style>path{fill:red}</style></svg>`))
	f.Add([]byte(drawing + `<script>pwn(1)</script></svg>`))
	f.Add([]byte(drawing + `<use xlink:href="#a"/></svg>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, problem := content("static/a.svg", data)
		if problem != "" {
			return
		}
		text := strings.ToLower(string(data))
		for _, bad := range []string{"<script", "<foreignobject", "<!doctype", "<!entity"} {
			// In a comment or CDATA, these are no markup.
			if strings.Contains(text, bad) && !strings.Contains(text, "<!--") && !strings.Contains(text, "<![cdata[") && !strings.Contains(text, "<?xml") {
				t.Errorf("%q passes", data)
			}
		}
	})
}
