package lint

import (
	"fmt"
	"regexp"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/prose"
	"incidentarchive/generator/internal/record"
)

// texts checks how titles and sentences end.
func (l *linter) texts(i *archive.Incident) {
	d := i.Document()
	if strings.HasSuffix(i.Title, ".") && !strings.HasSuffix(i.Title, "...") && !abbreviated(i.Title) {
		l.suggest(d, "title", "text/title-stop", strings.TrimSuffix(i.Title, "."), "a title has no full stop at its end: remove it")
	}
	sentence := func(list string, n int, field, text string) {
		if text != "" && !strings.ContainsAny(text[len(text)-1:], ".!?") && !strings.HasSuffix(strings.TrimRight(text, `"'”’»)`), ".") {
			l.suggest(d, fmt.Sprintf("%s[%d].%s", list, n, field), "text/full-stop", text+".", "a sentence ends with a full stop: add it")
		}
	}
	for n, c := range i.Incident.Claims {
		sentence("claims", n, "says", c.Says)
	}
	for n, u := range i.Updates {
		sentence("updates", n, "text", u.Text)
	}
	for n, r := range i.Responses {
		sentence("responses", n, "text", r.Text)
	}
}

// cutTexts looks for texts that end where YAML reads a comment.
func (l *linter) cutTexts() {
	for _, d := range l.documents {
		for _, field := range d.CutTexts() {
			l.report(d, field, "text/comment", "what follows the # on this line is read as a comment: put the text in quotes, or the comment on a line of its own")
		}
	}
}

// abbreviated tells whether a text ends with an abbreviation, such as Inc. or
// U.S.
func abbreviated(text string) bool {
	last := text[strings.LastIndexByte(text, ' ')+1:]
	return strings.Count(last, ".") > 1 || len(last) <= 4
}

// hedged finds the words by which a sentence says that somebody else says so.
var hedged = regexp.MustCompile(`(?i)\b(accord\w*|claim\w*|alleg\w*|attribut\w*|accus\w*|blam\w*|suspect\w*|said|says?|stated?|reported\w*|reports?|disput\w*|denied|denies|deny|unclear|unknown|possibl\w*|probabl\w*|presumabl\w*|believed|thought|name of|calling itself|contested|unconfirmed|not confirmed|conflict\w*|linked|named|presented as|whether)\b`)

// attribution looks for the author of an attack, named in title or summary as a
// fact, while the claim that names it is disputed or comes from that author.
func (l *linter) attribution(i *archive.Incident) {
	for _, c := range i.Claims {
		if c.About != "attribution" && c.About != "responsibility" || c.Status != "disputed" && c.Status != "retracted" {
			continue
		}
		for _, name := range actorNames(i, c) {
			if strings.Contains(i.Title, name) && !hedged.MatchString(i.Title) {
				l.report(i.Document(), "title", "text/attribution-as-fact", "%q stands here as the author, while claim %d about it is %s: name who says so, or leave it to the claims", name, c.Number, c.Status)
			}
			for sentence := range strings.SplitSeq(prose.Plain(i.Summary), ". ") {
				if strings.Contains(sentence, name) && !hedged.MatchString(sentence) {
					l.report(i.Document(), "summary", "text/attribution-as-fact", "%q stands here as the author, while claim %d about it is %s: say in the same sentence who claims it", name, c.Number, c.Status)
					break
				}
			}
		}
	}
}

// actorNames lists the names under which a claim's author of the attack may
// stand in a text. A description such as "Russian hackers" is not a name.
func actorNames(i *archive.Incident, c *archive.Claim) []string {
	var names []string
	actor, _, _ := strings.Cut(c.Actor, " (")
	if actor != "" && !strings.Contains(actor, " hackers") {
		names = append(names, actor)
	}
	if c.By != nil && c.By.Kind == "threat-actor" && c.By.Name != actor {
		names = append(names, c.By.Name)
	}
	return names
}

// cause looks whether type, root cause and technique fit each other.
func (l *linter) cause(i *archive.Incident) {
	d := i.Document()
	switch cause := i.RootCause.Value; {
	case i.Type == record.Outage && cause == record.MaliciousAction:
		l.report(d, "type", "cause/type-mismatch", "the type is outage, the root cause a malicious action: make the type attack, or correct the cause")
	case i.Type == record.Attack && cause != record.MaliciousAction && cause != record.UnknownRootCause && cause != "third-party-failure":
		l.report(d, "type", "cause/type-mismatch", "the type is attack, the root cause %s: make the type outage, or correct the cause", cause)
	case i.Type == record.Outage && len(i.Technique) > 0:
		l.report(d, "technique", "cause/type-mismatch", "an outage has no technique of attack: use cause_detail, or make the type attack")
	}
}

// confirmation looks who confirms an incident.
func (l *linter) confirmation(i *archive.Incident) {
	if i.Certainty != "confirmed" {
		return
	}
	publishers := map[string]bool{}
	for _, s := range i.Sources {
		if s.Official || s.Type != "article" && s.Type != "discussion" && s.Type != "web" {
			return
		}
		publishers[l.fold(s.Publisher)] = true
	}
	for _, c := range i.Claims {
		if c.By != nil && !outsider[c.By.Kind] && c.Status != "retracted" {
			return // what somebody in a position to know said, as the press reports it
		}
	}
	for _, u := range i.Updates {
		if l.insider(u.By) {
			return
		}
	}
	for _, r := range i.Responses {
		if l.insider(r.By) {
			return
		}
	}
	if len(publishers) > 2 {
		return // several independent reports
	}
	l.report(i.Document(), "certainty", "certainty/press-only", "only the press reports this incident (%s): add an official source or what the operator said, or make it \"suspected\"", publisherCount(len(publishers)))
}

// insider tells whether an organisation is in a position to know.
func (l *linter) insider(id string) bool {
	o := l.archive.Organisation(id)
	return o != nil && !outsider[o.Kind]
}

func publisherCount(n int) string {
	if n == 1 {
		return "1 publisher"
	}
	return fmt.Sprintf("%d publishers", n)
}

// outsider holds the kinds of organisations that are in no position to confirm.
var outsider = map[record.Kind]bool{"media": true, "researcher": true, "threat-actor": true, "other": true}
