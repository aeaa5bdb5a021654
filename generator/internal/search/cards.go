package search

import (
	"slices"
	"strconv"
	"strings"
)

// card is what a result shows: fields parted by tabs, which are short id, title,
// type, date and duration for people, excerpt, and where they are not the usual
// ones language and address.
func card(e *entry, o Options) string {
	fields := []string{shortID(e.ID, e.Title), e.Title, e.Type, shortDate(e.ID, e.DateText, o.Months), e.DurationText, excerpt(e.Summary, o.Sizes.Excerpt), "", ""}
	if e.Language != o.Language {
		fields[6] = e.Language
	}
	if e.URL != o.Prefix+e.ID+o.Suffix {
		fields[7] = e.URL
	}
	for j := range fields {
		fields[j] = oneLine(fields[j])
	}
	return strings.TrimRight(strings.Join(fields, "\t"), "\t")
}

// cardFiles writes cards, d0, d1, …: a line a document.
func cardFiles(cards []string, size int) []file {
	var files []file
	for n, part := range slices.Collect(slices.Chunk(cards, size)) {
		files = append(files, file{"d" + strconv.Itoa(n), script(strings.Join(part, "\n"))})
	}
	return files
}

// idDate spells the date that an id begins with.
func idDate(id string, months []string) string {
	end := 0
	for end < len(id) && isDigit(id[end]) {
		end++
	}
	year := id[:end]
	month, rest := twoDigits(id[end:])
	if month < 1 || month > len(months) {
		return year
	}
	day, _ := twoDigits(rest)
	if day == 0 {
		return months[month-1] + " " + year
	}
	return strconv.Itoa(day) + " " + months[month-1] + " " + year
}

// twoDigits takes a number of two digits, which a hyphen may lead, off the start of
// s; 0 where there is none.
func twoDigits(s string) (n int, rest string) {
	s = strings.TrimPrefix(s, "-")
	if len(s) < 2 || !isDigit(s[0]) || !isDigit(s[1]) {
		return 0, s
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), s[2:]
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// shortDate leaves out of a date what the id says too; a date of which it says
// nothing is led by an equals sign.
func shortDate(id, date string, months []string) string {
	date = oneLine(date)
	if rest, ok := strings.CutPrefix(date, idDate(id, months)); ok && !strings.HasPrefix(rest, "=") {
		return rest
	}
	return "=" + date
}

// longDate undoes shortDate.
func longDate(id, short string, months []string) string {
	if date, ok := strings.CutPrefix(short, "="); ok {
		return date
	}
	return idDate(id, months) + short
}

// shortID writes an id that repeats words of the title, as most do, as the
// places of these words: a capital is that word of the title and a hyphen.
func shortID(id, title string) string {
	words := titleWords(title)
	var b strings.Builder
	for part := range strings.SplitAfterSeq(id, "-") {
		i := slices.Index(words, strings.TrimSuffix(part, "-"))
		if i < 0 || !strings.HasSuffix(part, "-") {
			b.WriteString(part)
		} else {
			b.WriteByte('A' + byte(i))
		}
	}
	return b.String()
}

// longID undoes shortID.
func longID(short, title string) string {
	words := titleWords(title)
	var b strings.Builder
	for i := range len(short) {
		if w := int(short[i]) - 'A'; w >= 0 && w < len(words) {
			b.WriteString(words[w] + "-")
		} else {
			b.WriteByte(short[i])
		}
	}
	return b.String()
}

func titleWords(title string) []string {
	words := strings.FieldsFunc(Fold(title), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return words[:min(len(words), 26)]
}
