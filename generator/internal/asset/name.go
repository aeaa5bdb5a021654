package asset

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

var plainName = regexp.MustCompile(`^\.?[A-Za-z0-9_][A-Za-z0-9._-]*$`)

// deviceNames are files that Windows cannot store.
var deviceNames = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// badName says what is wrong with a path, or gives "".
func badName(name string) string {
	for part := range strings.SplitSeq(name, "/") {
		switch {
		case len(part) > 100:
			return fmt.Sprintf("name %.20q… has %d characters, want at most 100", part, len(part))
		case !plainName.MatchString(part) || strings.HasSuffix(part, "."):
			return fmt.Sprintf("name %q has to be made of letters a to z, digits, dots, hyphens and underscores", part)
		case deviceNames.MatchString(part):
			return fmt.Sprintf("name %q stands for a device on Windows: choose another", part)
		}
	}
	return ""
}

// hostSettings are files that servers and hosting companies read when they lie
// in a published folder, and workers that could answer in the place of a page.
var hostSettings = map[string]bool{
	".htaccess": true, ".htpasswd": true, ".user.ini": true, "web.config": true, "php.ini": true, "cname": true,
	"netlify.toml": true, "vercel.json": true, "now.json": true, "firebase.json": true, "staticwebapp.config.json": true, "wrangler.toml": true,
	"amplify.yml": true, "crossdomain.xml": true, "clientaccesspolicy.xml": true,
	"sw.js": true, "service-worker.js": true, "serviceworker.js": true,
}

// published are the kinds of files that static/ may hold. HTML, XML and SVG with
// scripts would run as part of the site.
var published = []string{
	".css", ".js", ".json", ".webmanifest", ".txt", ".asc", ".csv", ".pdf",
	".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".woff", ".woff2",
}

// forHosts says why a file below static/ would change how the site is served, or
// gives "".
func forHosts(name string) string {
	base := strings.ToLower(path.Base(name))
	switch {
	case strings.HasPrefix(base, "_"):
		return "names that begin with _ hold settings of hosts, such as redirects and headers: the generator writes those itself"
	case hostSettings[base]:
		return "hosts and browsers take a file of this name for settings or code of the whole site: remove it"
	case path.Dir(name) == ".well-known" && path.Ext(base) == "":
		return ""
	case !slices.Contains(published, path.Ext(base)):
		return fmt.Sprintf("files of the kind %q are not published: pages are made from layouts, and other data stay elsewhere", path.Ext(base))
	}
	return ""
}
