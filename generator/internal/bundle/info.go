package bundle

import (
	"bytes"
	"io/fs"
	"path"
	"strings"

	"incidentarchive/generator/internal/locale"
	"incidentarchive/generator/internal/page"
)

// Info is what there is to say of a bundle that was written.
type Info struct {
	Name    string // of the zip file
	Date    string // YYYY-MM-DD
	Files   int
	Bytes   int64 // length of the zip file
	SHA256  string
	Dropped int // links that lead to the website, or nowhere, for want of their page

	pages []string // of the site, that hold an offer
}

// Folder is where a site offers its bundle, below its root.
const Folder = "download"

// Placeholders for what is not known while pages are rendered.
const (
	sizePending = "bundle-size-pending"
	sumPending  = "bundle-sha256-pending"
)

// NewOffer makes the offer of a bundle that is still to be made, for the pages of
// its site. While they are rendered, its size and its hash are placeholders, for
// which [Info.Fill] puts the real ones. What prints an offer stands in an element
// with [OnlineAttribute]. basePath is the path of the site's address, with a
// slash at the end.
func NewOffer(opt Options, basePath string) *page.Offer {
	name := opt.Folder() + ".zip"
	return &page.Offer{Name: name, URL: basePath + Folder + "/" + name, Date: opt.Date, Size: sizePending, SHA256: sumPending}
}

// offers tells whether a page has a placeholder.
func offers(name string, page []byte) bool {
	return path.Ext(name) == ".html" && (bytes.Contains(page, []byte(sizePending)) || bytes.Contains(page, []byte(sumPending)))
}

// Fill writes the pages of a site that offer the bundle again, with its size and
// its hash.
func (i *Info) Fill(site fs.FS, words *locale.Locale, write func(name string, data []byte) error) error {
	values := strings.NewReplacer(sizePending, human(i.Bytes, words), sumPending, i.SHA256)
	for _, name := range i.pages {
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		if err := write(name, []byte(values.Replace(string(data)))); err != nil {
			return err
		}
	}
	return nil
}
