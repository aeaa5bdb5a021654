package importer

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"

	"incidentarchive/generator/internal/record"
)

// clean drops characters that no record may hold: controls, what reorders or
// hides text, and bytes that are not UTF-8. Line ends become line feeds.
func clean(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(strings.ToValidUTF8(s, ""))
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case r < 0x20, r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff,
			r >= 0xe0000 && r <= 0xe01ef, r >= 0xfe00 && r <= 0xfe0f, r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef, r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(norm.NFC.String(s))
}

// line gives text on one line, at most max characters long.
func line(s string, max int) string {
	short, _ := shorten(strings.Join(strings.Fields(clean(s)), " "), max)
	return short
}

// shorten cuts text to at most max characters, after a sentence where there is
// one in the second half, else after a word, and marks the cut.
func shorten(s string, max int) (short string, cut bool) {
	if utf8.RuneCountInString(s) <= max {
		return s, false
	}
	runes := []rune(s)[:max-2]
	at := -1
	for n := len(runes) - 2; n > len(runes)/2; n-- {
		if strings.ContainsRune(".!?", runes[n]) && unicode.IsSpace(runes[n+1]) {
			at = n + 1
			break
		}
	}
	for n := len(runes) - 1; at < 0 && n > len(runes)/2; n-- {
		if unicode.IsSpace(runes[n]) {
			at = n
		}
	}
	if at < 0 {
		at = len(runes)
	}
	return strings.TrimSpace(string(runes[:at])) + " …", true
}

var markup = regexp.MustCompile(`</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#x[0-9a-fA-F]{1,6});`)

// fromHTML gives the text of HTML: blocks become paragraphs, the address of a
// link stands behind its words, scripts and styles go. Text without markup is
// given back as it is.
func fromHTML(s string) string {
	if !markup.MatchString(s) {
		return s
	}
	var b strings.Builder
	href := ""
	tokens := html.NewTokenizer(strings.NewReader(s))
	skip := 0
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return strings.TrimSpace(b.String())
		}
		token := tokens.Token()
		switch {
		case kind == html.TextToken && skip == 0:
			b.WriteString(token.Data)
		case token.DataAtom == atom.Script || token.DataAtom == atom.Style:
			if kind == html.StartTagToken {
				skip++
			} else if kind == html.EndTagToken {
				skip = max(0, skip-1)
			}
		case token.DataAtom == atom.A && kind == html.StartTagToken:
			href = ""
			for _, a := range token.Attr {
				if a.Key == "href" && record.CheckURL(a.Val) == nil {
					href = a.Val
				}
			}
		case token.DataAtom == atom.A && kind == html.EndTagToken:
			if href != "" && !strings.HasSuffix(b.String(), href) {
				b.WriteString(" (" + href + ")")
			}
			href = ""
		case token.DataAtom == atom.Li && kind == html.StartTagToken:
			b.WriteString("\n- ")
		case block[token.DataAtom]:
			b.WriteString("\n")
			if token.DataAtom == atom.P {
				b.WriteString("\n")
			}
		}
	}
}

var block = map[atom.Atom]bool{
	atom.P: true, atom.Br: true, atom.Div: true, atom.Ul: true, atom.Ol: true, atom.Tr: true, atom.Hr: true, atom.Blockquote: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Pre: true, atom.Table: true,
}

var (
	lead   = regexp.MustCompile(`^([-+#>=~]|\d{1,9}[.)])`)
	marked = regexp.MustCompile("[`*\\\\]|\\]\\(|<([a-zA-Z!/?])|!\\[")
)

// markdown writes plain text so that the Markdown of records shows it as it is.
func markdown(s string) string {
	var out []string
	for _, l := range strings.Split(clean(s), "\n") {
		l = strings.Join(strings.Fields(l), " ")
		l = marked.ReplaceAllStringFunc(l, func(m string) string {
			if m == "](" {
				return `]\(`
			}
			return `\` + m
		})
		l = lead.ReplaceAllStringFunc(l, func(m string) string { return m[:len(m)-1] + `\` + m[len(m)-1:] })
		out = append(out, underscores(l))
	}
	return strings.TrimSpace(paragraphs.ReplaceAllString(strings.Join(out, "\n"), "\n\n"))
}

var paragraphs = regexp.MustCompile(`\n{3,}`)

// underscores escapes those that could mean emphasis: at the edge of a word.
func underscores(s string) string {
	if !strings.Contains(s, "_") {
		return s
	}
	runes := []rune(s)
	word := func(n int) bool {
		return n >= 0 && n < len(runes) && (unicode.IsLetter(runes[n]) || unicode.IsDigit(runes[n]))
	}
	var b strings.Builder
	for n, r := range runes {
		if r == '_' && !(word(n-1) && word(n+1)) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// slug makes an id from a name: diacritics go, the rest is lower-case words
// joined by hyphens. It may be empty.
func slug(name string) string {
	folded := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(name))
	folded = strings.NewReplacer("ß", "ss", "æ", "ae", "Æ", "ae", "ø", "o", "Ø", "o", "ł", "l", "Ł", "l", "đ", "d", "œ", "oe", "'", "", "’", "").Replace(folded)
	return record.Slug(folded)
}

// trimSlug cuts an id to at most max characters, between words where it can.
func trimSlug(s string, max int) string {
	if len(s) <= max {
		return s
	}
	if at := strings.LastIndexByte(s[:max+1], '-'); at > max/2 {
		return s[:at]
	}
	return strings.Trim(s[:max], "-")
}
