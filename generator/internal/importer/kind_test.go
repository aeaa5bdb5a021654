package importer

import (
	"testing"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// TestMappings: every rule says where a field goes or why it is left.
func TestMappings(t *testing.T) {
	for _, k := range Kinds() {
		if k.Summary == "" || k.Seen == "" || k.read == nil {
			t.Errorf("%s does not say what it reads", k.Name)
		}
		for _, r := range k.Mapping {
			if r.To == "" && r.Why == "" {
				t.Errorf("%s: %s is left without a reason", k.Name, r.Path)
			}
		}
	}
	for word, technique := range vcdbTechniques {
		if !isValue(technique, string(technique)) {
			t.Errorf("%s: %q is no technique", word, technique)
		}
	}
	for word, detail := range vcdbDetails {
		if !isValue(detail, string(detail)) {
			t.Errorf("%s: %q is no cause detail", word, detail)
		}
	}
	for _, n := range naicsSectors {
		if !isValue(n.sector, string(n.sector)) {
			t.Errorf("%s: %q is no sector", n.code, n.sector)
		}
	}
}

func isValue(e record.Enumeration, value string) bool {
	for _, v := range record.Values(e) {
		if v == value {
			return true
		}
	}
	return false
}

func TestWhen(t *testing.T) {
	zone := record.TimeZone("Europe/Luxembourg").Location()
	tests := []struct{ text, want string }{
		{"2025-07-23T16:15:00+02:00", "2025-07-23T16:15"},
		{"2025-07-23T16:15:30.999+02:00", "2025-07-23T16:15:30"},
		{"2025-07-23T14:15:00Z", "2025-07-23T14:15Z"},
		{"2025-07-23 14:15:00 UTC", "2025-07-23T14:15Z"},
		{"2025-07-23T14:15:00-0700", "2025-07-23T14:15-07:00"},
		{"2025-07-23 14:15", "2025-07-23T14:15"},
		{"2025-07-23", "2025-07-23"},
		{"2024-10-27T02:30:00+02:00", "2024-10-27T02:30+02:00"}, // this hour comes twice: the offset stays
		{"2024-10-27T02:30:00+01:00", "2024-10-27T02:30+01:00"},
		{"2024-10-27T03:30:00+01:00", "2024-10-27T03:30"},
		{"2025-02-29", ""}, {"2025-07-23T25:00:00Z", ""}, {"23.07.2025", ""}, {"1753280100", ""}, {"", ""}, {"2025-07-23T16:15:00+99:00", ""},
	}
	for _, test := range tests {
		got, err := when(test.text, zone)
		if got.String() != test.want || (err == nil) != (test.want != "") {
			t.Errorf("%q is read as %q, want %q: %v", test.text, got, test.want, err)
		}
	}
}

func TestVCDBDuration(t *testing.T) {
	tests := []struct{ unit, value, want string }{
		{"Hours", "2", "PT2H~"}, {"Weeks", "2", "P2W~"}, {"Days", "", "[P1D..P7D]"}, {"Seconds", "", "[PT1S..PT1M]"}, {"Months", "2", "[P56D..P62D]"},
		{"Years", "", "[P365D..]"}, {"Never", "", ""}, {"Unknown", "", ""}, {"NA", "1", ""}, {"Hours", "-1", ""}, {"Hours", "0", ""}, {"Days", "99999", ""},
	}
	for _, test := range tests {
		got, ok := vcdbDuration(object{"unit": test.unit, "value": test.value})
		if got.String() != test.want && got != edtf.MustParseDuration(test.want) || ok != (test.want != "") {
			t.Errorf("%s %s is %q, want %q", test.value, test.unit, got, test.want)
		}
	}
}

func TestText(t *testing.T) {
	tests := []struct {
		name, in, want string
		f              func(string) string
	}{
		{"HTML", "<p>One<br>two</p><ul><li>x</li></ul>", "One two - x", func(s string) string { return line(fromHTML(s), 100) }},
		{"brackets that are no HTML", "a <City> & b < c", "a <City> & b < c", fromHTML},
		{"brackets beside HTML", "<b>a</b> <City>", "a <City>", fromHTML},
		{"a link", `<a href="https://x.example/">here</a>`, "here (https://x.example/)", fromHTML},
		{"a link that is none", `<a href="javascript:x">here</a>`, "here", fromHTML},
		{"Markdown", "*a* _b_ c_d [e](f) <g> `h`", "\\*a\\* \\_b\\_ c_d [e]\\(f) \\<g> \\`h\\`", markdown},
		{"beginnings", "- a\n1. b\n> c\n    d\n# e", "\\- a\n1\\. b\n\\> c\nd\n\\# e", markdown},
		{"controls", "a\x00b\u202ec\u200b\r\nd\ufeff\t\u0085e", "abc\u200b\nd e", clean},
		{"not UTF-8", "a\xffb", "ab", clean},
		{"an id", "Société Générale, S.A.", "societe-generale-s-a", slug},
		{"no id", "日本", "", slug},
	}
	for _, test := range tests {
		if got := test.f(test.in); got != test.want {
			t.Errorf("%s: %q gives %q, want %q", test.name, test.in, got, test.want)
		}
	}
	for _, text := range []string{"*a* _b_ [x](y) <z>", "- a", "1) b", "`code`", "![i](j)", "a\\b", "~~~", "====", "<https://x.example>"} {
		if got := plainText(markdown(text)); got != text {
			t.Errorf("%q is shown as %q", text, got)
		}
	}
}
