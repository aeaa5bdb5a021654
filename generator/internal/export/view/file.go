package view

// File describes a file that is published, or a kind of files whose path holds
// one {id}.
type File struct {
	Path        string // below the site's root
	MediaType   string
	Title       string
	Description string
}
