package config

import (
	"strings"
	"testing"
)

// FuzzParse reads settings: no panic, and whatever passes has a name and an
// address that pages can be joined to.
func FuzzParse(f *testing.F) {
	f.Add([]byte("baseURL = \"https://example.org/a\"\ntitle = \"A\"\n[params]\nnoindex = true\n"))
	f.Add([]byte("title = 1"))
	f.Add([]byte("[[[\n"))
	f.Add([]byte("baseURL = \"https://a@b/?c#d\"\ntitle = \"\"\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		c, err := Parse(source)
		if err != nil {
			if !strings.HasPrefix(err.Error(), Name) {
				t.Errorf("%q: error %q does not name the file", source, err)
			}
			return
		}
		if c.Title == "" || !strings.HasPrefix(c.BaseURL, "http") || !strings.HasSuffix(c.BaseURL, "/") || !strings.HasPrefix(c.BasePath(), "/") || !strings.HasSuffix(c.BasePath(), "/") {
			t.Errorf("%q gives %q at %q, path %q", source, c.Title, c.BaseURL, c.BasePath())
		}
		again := &Config{}
		if err := again.SetBaseURL(c.BaseURL); err != nil || again.BaseURL != c.BaseURL {
			t.Errorf("the address %q is read again as %q, %v", c.BaseURL, again.BaseURL, err)
		}
	})
}
