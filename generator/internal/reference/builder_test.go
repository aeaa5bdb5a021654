package reference

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/browsertest"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

func TestBuilderDataInStep(t *testing.T) {
	want, err := BuilderData()
	if err != nil {
		t.Fatal(err)
	}
	inStep(t, "static/js/builder-data.js", want)
}

// node runs a script after the builder's own, as a browser would; input is the
// global "input", and what the script returns is the output.
func node(t *testing.T, script string, input, output any) {
	t.Helper()
	program, err := exec.LookPath("node")
	if err != nil {
		browsertest.Missing(t, "there is no Node.js to run the builder with")
	}
	data, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, name := range []string{"builder-data.js", "builder-times.js", "builder-check.js"} {
		source, err := os.ReadFile(filepath.Join(root, "static", "js", name))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&code, "vm.runInThisContext(%s, %q);\n", mustJSON(t, string(source)), name)
	}
	cmd := exec.Command(program, "-e", `const vm = require("vm"); let text = require("fs").readFileSync(0, "utf8");
const [source, given] = JSON.parse(text);
const input = JSON.parse(given);
eval(source);`)
	// The script travels by standard input, since command lines are bounded.
	source := code.String() + "const result = (function () {" + script + "})();\nprocess.stdout.write(JSON.stringify(result));"
	payload, err := json.Marshal([]string{source, string(data)})
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdin = bytes.NewReader(payload)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, stderr.String())
	}
	if err := json.Unmarshal(out, output); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestBuilderReadsTimesAlike compares the builder's grammar and messages with
// those of package edtf, over texts that people write and changes of them.
func TestBuilderReadsTimesAlike(t *testing.T) {
	texts := variations(timeSeeds)
	var got [][2]string
	node(t, `return input.map(function (s) { return [RecordBuilder.time(s, true), RecordBuilder.duration(s)]; });`, texts, &got)
	wrong := 0
	for i, s := range texts {
		var want [2]string
		if _, err := edtf.Parse(s); err != nil {
			want[0] = err.Error()
		}
		if _, err := edtf.ParseDuration(s); err != nil {
			want[1] = err.Error()
		}
		if got[i] != want {
			if wrong++; wrong <= 20 {
				t.Errorf("%q:\n got %q\nwant %q", s, got[i], want)
			}
		}
	}
	t.Logf("%d texts, %d differ", len(texts), wrong)
}

// timeSeeds are times and lengths as people write them.
var timeSeeds = []string{
	"2025", "2025-07", "2025-07-23", "2025-07-23T16:15", "2025-07-23T16:15:30", "2025-07-23T16:15Z", "2025-07-23T16:15+02:00", "2025-07-23T16:15:30-05:30~",
	"2024-XX", "2024-XX-XX", "2024-03-XX", "202X", "202X~", "210X", "2025-07-23?", "2025-07%", "[2024-01-31,2024-02-07]", "[2024,2024]", "[2024]", "[2024,]",
	"[2024-03-21T14:00..2024-03-21T14:30]", "[2024-03-21T14:30..2024-03-21T14:00]", "[..2025-07-23]", "[2025-07-23..]", "[..]", "[2025..2026..2027]", "[2025...2026]",
	"[2025,2026..2027]", "[[2025]]", "[2025/2026]", "[2025]~", "[2025", "2025-07-10/2025-07-12", "2025-07-10/..", "../2025-07-10", "2025-07-10/", "/", "2025/2024", "2025/2025",
	"2025-13", "2025-23-07", "2023-02-29", "2024-02-29", "2100-02-29", "2025-07-00", "2025-07-23T24:00", "2025-12-31T24:00", "2100-12-31T24:00", "2025-07-23T23:59:60", "2025-07-23T10:60",
	"2025-21", "2025-24", "2100-24", "2025-34", "2025-40", "2025-99", "2025-07-23T16", "2025-07-23T26", "23.07.2025", "23/07/2025", "07/23/2025", "3/4/2025", "23-07-2025", "2025/07/23", "2025.07.23", "2025/07", "07/2025", "7.2025",
	"2025-07-23 16:15", "2025-07-23 at 16:15", "2025-07-23t16:15", "2025-07-23T16:15z", "1753280100", "1753280100000", "1899", "2101-01", "+2025", "-0500", "Y20250", "20250",
	"~2025-07", "ca. 2025", "c. 2025", "about 2025-07-23", "2025 ~", "2025~?", "2025-07~-23", "202x", "2024-xx", "20XX", "XXXX", "202X-01", "2024-XX-12", "2024-1X", "2024-03-2X", "2024-03T10:00", "2024-03-XXT10:00",
	"2025-07-23Z", "2025-204", "2025-999", "2024-366", "2025-366", "2025-W30", "2025W01", "2025-W54", "2025-Q2", "2025H1", "2025-7-3", "2025-7", "25-07-23", "20250723", "20250723T1615", "20250723T161530Z",
	"23 July 2025", "July 23, 2025", "July 23rd, 2025", "July 2025", "jul 2025", "Foo 2025", "spring 2025", "Winter 2100", "2025-07-23T9:05", "2025-07-23T0905", "2025-07-23T9h05", "2025-07-23T16:5", "2025-07-23T16:15:3",
	"2025-07-23T4:15 pm", "2025-07-23T16:15:30.5", "2025-07-23T16:15:30,25Z", "2025-07-23T16:15+0200", "2025-07-23T16:15+02", "2025-07-23T16:15+2", "2025-07-23T16:15+2:00", "2025-07-23T16:15 UTC", "2025-07-23T16:15 CEST", "2025-07-23T16:15+15:00", "2025-07-23T16:15-00:00", "2025-07-23T16:15+01:75",
	"ongoing", "unknown", "Unknown", "today", "n/a", "{2025}", " 2025", "2025 ", "before 2025-07-23", "on or after 2025-07", ">2025", "<= 2025-07", "since yesterday", "[2025, 2026]", "2025,2026", "2025,x", "2025..2026", "2025-07–2025-08", "2025–07–23", "2025-07-23 to 2025-07-25", "2025 - 2026", "16:15", "16h15", "23", "٢٠٢٥", "2025-07-23T16:15é", "été 2025", "Juli", "abc", "0000", "9999-12-31", "[2024~,2024]", "[2024-03..2024-03-21]", "[2025-07-23T16:15Z..2025-07-23T17:00]", "[2025-07-23T16:15..2025-07-22T16:15Z]", "[2025~..2023]", "2025-07-23\u00a0", "\"2025\"", "2025\\", "2025\t", "😀",
	"PT4H", "PT1H50M", "PT45S", "P2D", "P1DT2H30M", "P2W", "P1W2D", "P2DT1W", "PT4H~", "PT4H?", "PT4H~~", "PT~4H", "[PT3H..PT4H]", "[PT3H..]", "[..PT30M]", "[PT4H..PT3H]", "[PT4H..PT4H]", "[PT4H..PT4H]~", "[PT0S..]", "[PT3H...PT4H]", "[PT3H,PT4H]", "[PT3H..PT4H", "P", "PT", "P1DT", "PT4", "P4H", "P1M", "P1Y", "PT2D", "PT1M2H", "PT1.5H", "P1.5D", "PT1,5M", "4 hours", "about 4 h", "4h", "2h30", "1 h 50 min", "90 min", "90 minutes", "ca. 2 days", "3d", "4", "4:30", "-PT4H", "pt4h", "PT99999999999999999999H", "P105850D", "P105851D", "PT4Hx", "vier Stunden",
}

// variations gives each text with single characters left out, doubled and
// replaced, in a fixed order.
func variations(seeds []string) []string {
	seen := map[string]bool{"": true}
	var all []string
	add := func(s string) {
		if !seen[s] {
			seen[s] = true
			all = append(all, s)
		}
	}
	for _, s := range seeds {
		add(s)
	}
	for _, s := range seeds {
		runes := []rune(s)
		for i := range runes {
			add(string(runes[:i]) + string(runes[i+1:]))
			add(string(runes[:i+1]) + string(runes[i:]))
			for _, c := range "0239X~.-/T: [" {
				add(string(runes[:i]) + string(c) + string(runes[i+1:]))
			}
		}
		add(s + s)
		add(strings.Repeat(s, 20))
	}
	return all
}

// valueCases are values of fields of an incident, good and bad.
var valueCases = []struct {
	field  string
	values []string
}{
	{"title", []string{"Power cut", " ", strings.Repeat("ü", 200), strings.Repeat("ü", 201), "two\nlines", "a\tb", "\u3164"}},
	{"summary", []string{"One.\n\nTwo.", strings.Repeat("n ", 600)}},
	{"type", []string{"outage", "Outage", "outrage", "x"}},
	{"certainty", []string{"confirmed", "confirm", "near miss", "zzz"}},
	{"root_cause.value", []string{"unknown", "human", "malicious_action", "weather"}},
	{"cause_detail[0]", []string{"cable-cut", "cable", "cut cable", "fibre"}},
	{"technique[0]", []string{"availability:ddos", "ddos", "availability:ddso"}},
	{"countries[0]", []string{"LU", "lu", "UK", "Luxembourg", "germany", "Narnia", "ZZ", ""}},
	{"time_zone", []string{"Europe/Luxembourg", "UTC", "Europe/Lux", "CEST+2"}},
	{"campaign", []string{"spring-2024", "Spring 2024", "x", "Été", strings.Repeat("a", 81), "-"}},
	{"aliases[0]", []string{"vcdb:1", "old-id", "Old Id"}},
	{"published", []string{"2026-11-22", "22.11.2026", "2026-02-30", "2026-1-2", "0099-01-01"}},
	{"start", []string{"2025-07-23", "23.7.2025", "2025-07-10/2025-07-12", "unknown"}},
	{"end", []string{"ongoing", "unknown", "later"}},
	{"duration", []string{"PT4H", "4h"}},
	{"emergency_services_affected", []string{"true", "unknown", "maybe"}},
	{"impacts[0].users", []string{"40", "1200~", "[30..50]", "[75..]", "[..10]", "[..]", "[50..30]", "[30..50", "1,200", "01", "1.5", "1.", "-5", "1e3", "many", "9999999999999999", "[1..x]", "~"}},
	{"impacts[0].share", []string{"75", "100", "101", "[75..]", "[50..120]", "[120..]", "110~"}},
	{"impacts[0].service", []string{"post-mobile", "Post Mobile"}},
	{"sources[0].url", []string{"https://example.org/a", "example.org/a", "//example.org/a", "ftp://example.org/", "https://example.org/a b", "https://u:p@example.org/", "https://localhost/", "mailto:a@b.c", "HTTP://Example.org/ä"}},
	{"sources[0].language", []string{"en", "lb-LU", "english", "e", "zh-Hant"}},
	{"sources[0].official", []string{"true", "yes"}},
	{"claims[0].superseded_by", []string{"1", "two", "1.5"}},
	{"updates[0].date", []string{"2025-07-10/2025-07-12", "July"}},
}

// TestBuilderSaysWhatTheDecoderSays compares the messages about single values.
func TestBuilderSaysWhatTheDecoderSays(t *testing.T) {
	type question struct{ Field, Value string }
	var questions []question
	for _, c := range valueCases {
		for _, v := range c.values {
			questions = append(questions, question{c.field, v})
		}
	}
	var got []string
	node(t, `return input.map(function (q) {
  var record = {}, at = record, steps = q.Field.split(".");
  steps.forEach(function (step, i) {
    var list = /^(\w+)\[0\]$/.exec(step), name = list ? list[1] : step, last = i === steps.length - 1;
    var value = last ? q.Value : {};
    at[name] = list ? [value] : value;
    at = value;
  });
  var found = RecordBuilder.check("incident", record).filter(function (f) { return f.field === q.Field; });
  return found.length ? found[0].message : "";
});`, questions, &got)
	for i, q := range questions {
		want := decoderSays(q.Field, q.Value)
		if got[i] == "" && len(want) > 0 || got[i] != "" && !slices.Contains(want, got[i]) {
			t.Errorf("%s %q:\n got %q\nwant %q", q.Field, q.Value, got[i], want)
		}
	}
}

// decoderSays gives the decoder's findings about a field.
func decoderSays(field, value string) []string {
	var b strings.Builder
	indent := ""
	steps := strings.Split(field, ".")
	for i, step := range steps {
		name, list := strings.CutSuffix(step, "[0]")
		switch last := i == len(steps)-1; {
		case last && list:
			fmt.Fprintf(&b, "%s%s: [%s]\n", indent, name, yamlQuote(value))
		case last:
			fmt.Fprintf(&b, "%s%s: %s\n", indent, name, yamlQuote(value))
		case list:
			fmt.Fprintf(&b, "%s%s:\n", indent, name)
			indent += "  - "
		default:
			fmt.Fprintf(&b, "%s%s:\n", indent, name)
			indent += "  "
		}
	}
	_, _, findings := record.DecodeIncident("x.yaml", "x", []byte(b.String()))
	var messages []string
	for _, f := range findings {
		if f.Field == field {
			messages = append(messages, f.Message)
		}
	}
	return messages
}

func yamlQuote(s string) string {
	data, _ := json.Marshal(s)
	return string(data)
}

// builtRecord is what a form holds: plain values, a fact with its sources, rows.
const builtRecord = `{
 "title": "Police: numbers \"113\" out of service", "type": "outage", "certainty": "confirmed",
 "summary": "Calls to the number 113 failed for customers of one operator, while calls to 112 went through as usual; the police gave two other numbers.",
 "details": "First paragraph: short.\n\n- one\n- two  \n",
 "time_zone": "Europe/Luxembourg",
 "start": {"value": "[2021-06-22T10:00..2021-06-22T10:30]", "sources": ["rtl-1"], "note": "yes"},
 "end": "unknown", "countries": ["LU", "NO"],
 "root_cause": {"value": "system-failure", "status": "suspected", "sources": ["rtl-1"]},
 "cause_detail": ["malfunction"], "technique": ["availability:outage", "malicious-code:infected-system", "information-content-security:data-leak", "information-content-security:unauthorised-information-modification"], "emergency_services_affected": "true",
 "impacts": [{"service": "emergency-113", "level": "outage", "users": "[30..50]", "share": "12.5", "area": "2021", "note": "#1 - not 'all'", "sources": ["rtl-1"]},
             {"service": "emergency-112", "level": "degraded", "sources": ["rtl-1"]}],
 "claims": [{"about": "cause", "by": "police-luxembourg", "date": "2021", "says": "It was: a fault.", "status": "standing", "sources": ["rtl-1"]}],
 "sources": [{"id": "rtl-1", "publisher": "RTL \\ Today", "url": "https://today.rtl.lu/a:b#c", "language": "no", "type": "article", "official": "false"}],
 "aliases": ["old:1", "2021-06-22-police"], "published": "2026-11-22", "modified": "2026-11-22"}`

// TestBuilderWritesRecords reads what the builder writes.
func TestBuilderWritesRecords(t *testing.T) {
	var got struct {
		YAML     string
		Findings []any
		File     struct{ ID, Path string }
		Address  string
		Long     string
	}
	node(t, `return { YAML: RecordBuilder.yaml("incident", input), Findings: RecordBuilder.check("incident", input), File: RecordBuilder.fileName("incident", input),
  Address: RecordBuilder.newFile("https://example.org/a/b/", "main", "content/x.yaml", "a: b & c\n"), Long: RecordBuilder.newFile("https://example.org", "main", "x", "ä".repeat(3000)) };`,
		json.RawMessage(builtRecord), &got)
	if len(got.Findings) > 0 {
		t.Errorf("the builder finds %v", got.Findings)
	}
	i, _, findings := record.DecodeIncident("x.yaml", got.File.ID, []byte(got.YAML))
	for _, f := range findings {
		t.Errorf("%s\n%s", f.Text(), f.Source)
	}
	if canonical, err := record.Format([]byte(got.YAML)); err != nil || string(canonical) != got.YAML {
		t.Errorf("the record is not in the canonical style: %v\n%s", err, cmp.Diff(string(canonical), got.YAML))
	}
	if got.File.Path != "content/incidents/2021/2021-06-22-police-numbers-113-out-of-service.yaml" || record.CheckName(got.File.ID) != nil {
		t.Errorf("file %+v", got.File)
	}
	want := map[string]string{
		"Police: numbers \"113\" out of service": i.Title, "yes": i.Start.Note, "NO": string(i.Countries[1]), "2021": i.Impacts[0].Area,
		"#1 - not 'all'": i.Impacts[0].Note, "First paragraph: short.\n\n- one\n- two": i.Details, "RTL \\ Today": i.Sources[0].Publisher,
		"https://today.rtl.lu/a:b#c": i.Sources[0].URL, "2021-06-22-police": i.Aliases[1], "no": string(i.Sources[0].Language),
	}
	for want, got := range want {
		if got != want {
			t.Errorf("read %q, want %q", got, want)
		}
	}
	if !strings.HasPrefix(got.YAML, modeline("incident")) {
		t.Errorf("the record begins with %.80q", got.YAML)
	}
	if want := "https://example.org/a/b/new/main?filename=content%2Fx.yaml&value=a%3A%20b%20%26%20c%0A"; got.Address != want {
		t.Errorf("address %s, want %s", got.Address, want)
	}
	if got.Long != "" {
		t.Error("an address too long for servers is offered")
	}
}

// TestBuilderChecksWholeRecords compares all findings about broken records.
func TestBuilderChecksWholeRecords(t *testing.T) {
	changes := []string{
		`delete input.certainty; delete input.impacts;`,
		`input.impacts[1].sources = ["rtl-2"];`,
		`input.sources.push(Object.assign({}, input.sources[0]));`,
		`delete input.sources[0].url;`,
		`delete input.root_cause.status;`,
		`input.root_cause.value = "unknown";`,
		`input.claims[0].status = "superseded";`,
		`input.claims[0].superseded_by = "2";`,
		`input.claims[0].status = "superseded"; input.claims[0].superseded_by = "7";`,
		`input.claims[0].status = "superseded"; input.claims[0].superseded_by = "1";`,
		`input.modified = "2026-11-21";`,
		`input.countries.push("LU");`,
		`delete input.sources[0].id; delete input.impacts[0].level;`,
	}
	type outcome struct {
		YAML     string
		Findings []struct{ Field, Message string }
	}
	var all []outcome
	node(t, `const text = JSON.stringify(input.record);
return input.changes.map(function (change) {
  const broken = JSON.parse(text);
  new Function("input", change)(broken);
  return { YAML: RecordBuilder.yaml("incident", broken), Findings: RecordBuilder.check("incident", broken) };
});`, map[string]any{"record": json.RawMessage(builtRecord), "changes": changes}, &all)
	for n, got := range all {
		change := changes[n]
		_, _, findings := record.DecodeIncident("x.yaml", "x", []byte(got.YAML))
		want := map[string]bool{}
		for _, f := range findings {
			want[f.Field+": "+f.Message] = true
		}
		if len(want) == 0 {
			t.Errorf("%s: the decoder finds nothing", change)
		}
		for _, f := range got.Findings {
			line := f.Field + ": " + f.Message
			if !want[line] {
				t.Errorf("%s:\nthe builder says %s\nthe decoder says %v", change, line, texts(findings))
			}
			delete(want, line)
		}
		for line := range want {
			t.Errorf("%s: the builder does not say %s", change, line)
		}
	}
}

func texts(l diagnostic.List) []string {
	var all []string
	for _, f := range l {
		all = append(all, f.Text())
	}
	return all
}
