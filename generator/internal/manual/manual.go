// Package manual holds the manual of those who run an archive: how to start one,
// what hugo.toml takes, how to review, where to host.
package manual

// Page is one page of the manual.
type Page struct {
	Path        string // below /manual/; empty for the first page
	Title       string
	Description string
	Markdown    string
}
