package record

import (
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// maxURL is the greatest length of an address, in bytes.
const maxURL = 2048

// CheckURL tells whether text is an address that the archive may link to: an
// absolute http or https address on a public host, without user information.
func CheckURL(text string) error {
	quoted := shorten(text)
	if len(text) > maxURL {
		return fmt.Errorf("the address has %d characters, want at most %d", len(text), maxURL)
	}
	for _, r := range text {
		if unicode.IsSpace(r) && r != ' ' || unicode.IsControl(r) || !unicode.IsPrint(r) || r == '\\' {
			return fmt.Errorf("address %q holds white space, a backslash or a hidden character: copy it again from the browser", quoted)
		}
	}
	if strings.TrimSpace(text) != text {
		return fmt.Errorf("address %q begins or ends with white space: remove it", quoted)
	}
	u, err := url.Parse(text)
	if err != nil {
		return fmt.Errorf("address %q cannot be read, want one such as \"https://example.org/page\"", quoted)
	}
	switch {
	case u.Scheme == "" && u.Host == "" && strings.Contains(text, "."):
		return fmt.Errorf("address %q has to be absolute (did you mean %q?)", quoted, "https://"+strings.TrimPrefix(quoted, "//"))
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("address %q has to begin with https:// or http://", quoted)
	case u.User != nil:
		return fmt.Errorf("address %q holds a user name or password: remove what stands before the @", quoted)
	}
	return checkHost(u, quoted)
}

// hosts turns host names into punycode as browsers do, which allow underscores.
var hosts = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false), idna.BidiRule(), idna.VerifyDNSLength(true))

// canonicalURL writes an address that was checked as a browser would send it:
// spaces, quotes and brackets are encoded, and the host is in punycode.
func canonicalURL(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return text
	}
	if ascii, err := hosts.ToASCII(strings.ToLower(u.Hostname())); err == nil && ascii != strings.ToLower(u.Hostname()) {
		if port := u.Port(); port != "" {
			ascii += ":" + port
		}
		u.Host = ascii
	}
	return encoded.Replace(u.String())
}

// encoded are the characters that browsers encode in a query or a fragment and
// that package url leaves.
var encoded = strings.NewReplacer(`"`, "%22", "<", "%3C", ">", "%3E", " ", "%20", "`", "%60")

// checkHost refuses hosts that no reader could reach.
func checkHost(u *url.URL, quoted string) error {
	host := u.Hostname()
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return fmt.Errorf("address %q has port %s, want 1 to 65535 or none", quoted, port)
		}
	}
	ascii, err := hosts.ToASCII(strings.ToLower(host))
	if err != nil || host == "" || len(ascii) > 253 {
		return fmt.Errorf("address %q has no host name that can be looked up", quoted)
	}
	ascii = strings.TrimSuffix(ascii, ".")
	last := ascii[strings.LastIndexByte(ascii, '.')+1:]
	_, number := strconv.ParseUint(last, 0, 64)
	if net.ParseIP(ascii) != nil || number == nil || last != "" && strings.Trim(last, "0123456789") == "" || strings.HasPrefix(host, "[") {
		return fmt.Errorf("address %q names a machine by number, want a public host name", quoted)
	}
	if strings.Trim(ascii, hostCharacters) != "" {
		return fmt.Errorf("address %q has no host name that can be looked up", quoted)
	}
	suffix, _ := publicsuffix.PublicSuffix(ascii)
	if !strings.Contains(ascii, ".") || suffix == ascii && !strings.Contains(suffix, ".") || private[last] {
		return fmt.Errorf("address %q is not on a public host", quoted)
	}
	return nil
}

// hostCharacters may stand in a host name, in punycode.
const hostCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-._"

// private holds top-level names that are never public (RFC 2606, 6761, 6762).
// "example" is left out, for documentation.
var private = map[string]bool{"localhost": true, "local": true, "internal": true, "lan": true, "home": true, "onion": true, "arpa": true, "test": true}

// HostName gives the host of an address as it is safe to show: in punycode where
// it has letters outside ASCII.
func HostName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	ascii, err := hosts.ToASCII(strings.ToLower(u.Hostname()))
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(ascii, "www.")
}
