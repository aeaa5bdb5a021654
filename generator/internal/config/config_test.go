package config

import "testing"

func TestParse(t *testing.T) {
	c, err := Parse([]byte("baseURL = \"https://example.org/archive\"\ntitle = \"T\"\n[params]\nrepository = \"https://example.org/r/\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c.BaseURL != "https://example.org/archive/" || c.BasePath() != "/archive/" || c.Language != "en" || c.Params.Branch != "main" || c.Params.Repository != "https://example.org/r" {
		t.Errorf("got %+v", c)
	}
}

func TestParseErrors(t *testing.T) {
	for in, want := range map[string]string{
		`baseURL = "https://example.org/"`:            `hugo.toml: title is missing: name the archive, such as title = "Incident archive"`,
		"title = \"T\"\nbaseURL = \"example.org\"":    `hugo.toml: base URL is "example.org", want an absolute address such as "https://example.org/"`,
		"title = \"T\"\nbaseURL = \"javascript:x\"":   `hugo.toml: base URL is "javascript:x", want an absolute address such as "https://example.org/"`,
		"title = \"T\"\nbaseURL = \"https://u@e.lu\"": `hugo.toml: base URL is "https://u@e.lu", want an absolute address such as "https://example.org/"`,
	} {
		if _, err := Parse([]byte(in)); err == nil || err.Error() != want {
			t.Errorf("Parse(%q): %v, want %s", in, err, want)
		}
	}
	if _, err := Parse([]byte("title = \n")); err == nil {
		t.Error("a broken file was read")
	}
}
