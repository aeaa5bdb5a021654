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
	"golang.org/x/text/unicode/norm"
)

// maxURL is the greatest length of an address, in bytes.
const maxURL = 2048

// CheckURL tells whether text is an address that the archive may link to: an
// absolute http or https address on a public host, without user information.
func CheckURL(text string) error {
	_, err := readURL(text, map[string]string{})
	return err
}

// readURL checks an address and gives it as a browser would send it: spaces, quotes
// and brackets are encoded, and the host is in punycode. Known holds hosts that
// were found to be good, as written and in punycode, and takes up more.
func readURL(text string, known map[string]string) (string, error) {
	if len(text) > maxURL {
		return "", fmt.Errorf("the address has %d characters, want at most %d", len(text), maxURL)
	}
	if !ordinary(text) || strings.Contains(text, "\\") || strings.Contains(text, "\n") {
		for _, r := range text {
			if unicode.IsSpace(r) && r != ' ' || unicode.IsControl(r) || !unicode.IsPrint(r) || r == '\\' {
				return "", fmt.Errorf("address %q holds white space, a backslash or a hidden character: copy it again from the browser", shorten(text))
			}
		}
	}
	if strings.TrimSpace(text) != text {
		return "", fmt.Errorf("address %q begins or ends with white space: remove it", shorten(text))
	}
	text = norm.NFC.String(text)
	u, err := url.Parse(text)
	if err != nil {
		return "", fmt.Errorf("address %q cannot be read, want one such as \"https://example.org/page\"", shorten(text))
	}
	switch {
	case u.Scheme == "" && u.Host == "" && strings.Contains(text, "."):
		return "", fmt.Errorf("address %q has to be absolute (did you mean %q?)", shorten(text), "https://"+strings.TrimPrefix(shorten(text), "//"))
	case u.Scheme != "http" && u.Scheme != "https":
		return "", fmt.Errorf("address %q has to begin with https:// or http://", shorten(text))
	case u.User != nil:
		return "", fmt.Errorf("address %q holds a user name or password: remove what stands before the @", shorten(text))
	}
	host, port := u.Hostname(), u.Port()
	if port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return "", fmt.Errorf("address %q has port %s, want 1 to 65535 or none", shorten(text), port)
		}
	}
	ascii, ok := known[host]
	if !ok {
		if ascii, err = checkHost(host, text); err != nil {
			return "", err
		}
		known[strings.Clone(host)] = ascii
	}
	if ascii != strings.ToLower(host) {
		u.Host = ascii
		if port != "" {
			u.Host += ":" + port
		}
	}
	return encoded.Replace(u.String()), nil
}

// hosts turns host names into punycode as browsers do, which allow underscores.
var hosts = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false), idna.BidiRule(), idna.VerifyDNSLength(true))

// encoded are the characters that browsers encode in a query or a fragment and
// that package url leaves.
var encoded = strings.NewReplacer(`"`, "%22", "<", "%3C", ">", "%3E", " ", "%20", "`", "%60")

// checkHost gives a host in punycode; it refuses one that no reader could reach.
func checkHost(host, address string) (string, error) {
	ascii, err := hosts.ToASCII(strings.ToLower(host))
	if err != nil || host == "" || len(ascii) > 253 {
		return "", fmt.Errorf("address %q has no host name that can be looked up", shorten(address))
	}
	whole := ascii
	ascii = strings.TrimSuffix(ascii, ".")
	last := ascii[strings.LastIndexByte(ascii, '.')+1:]
	_, number := strconv.ParseUint(last, 0, 64)
	if net.ParseIP(ascii) != nil || number == nil || last != "" && strings.Trim(last, "0123456789") == "" || strings.HasPrefix(host, "[") {
		return "", fmt.Errorf("address %q names a machine by number, want a public host name", shorten(address))
	}
	if strings.Trim(ascii, hostCharacters) != "" {
		return "", fmt.Errorf("address %q has no host name that can be looked up", shorten(address))
	}
	suffix, _ := publicsuffix.PublicSuffix(ascii)
	if !strings.Contains(ascii, ".") || suffix == ascii && !strings.Contains(suffix, ".") || private[last] {
		return "", fmt.Errorf("address %q is not on a public host", shorten(address))
	}
	return whole, nil
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
