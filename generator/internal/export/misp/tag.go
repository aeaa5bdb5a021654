package misp

import (
	"strconv"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

const (
	white = "#ffffff"
	grey  = "#5c6b73"
)

// sectors are the words that the NIS2 taxonomy has for sectors.
var sectors = map[record.Sector]string{
	"energy": "energy", "transport": "transport", "banking": "banking", "financial-market-infrastructure": "financial",
	"health": "health", "drinking-water": "drinking-water", "waste-water": "waste-water",
	"digital-infrastructure": "digital-infrastructure", "public-administration": "public-administration", "space": "space",
}

// causes are the words that the NIS2 taxonomy has for root causes.
var causes = map[record.RootCause]string{
	"system-failure": "system-failures", "human-error": "human-errors", "malicious-action": "malicious-actions",
	"natural-phenomenon": "natural-phenomena", "third-party-failure": "third-party-failures",
}

// tags gives the tags of an event: everything here is public (TLP:CLEAR); the
// techniques, or an outage without attack (RSIT); sectors and root cause (NIS2).
// A cause that is not confirmed gets no tag.
func tags(r *archive.Incident) []Tag {
	list := []Tag{{"tlp:clear", white}}
	for _, t := range r.Technique {
		class, kind, _ := strings.Cut(string(t), ":")
		list = append(list, Tag{"rsit:" + class + "=" + strconv.Quote(kind), grey})
	}
	if len(r.Technique) == 0 && r.Type == record.Outage {
		list = append(list, Tag{`rsit:availability="outage"`, grey})
	}
	for _, s := range r.Sectors {
		if word := sectors[s]; word != "" {
			list = append(list, Tag{"nis2:impact-sectors-impacted=" + strconv.Quote(word), grey})
		}
	}
	if word := causes[r.RootCause.Value]; word != "" && r.RootCause.Status == "confirmed" {
		list = append(list, Tag{"nis2:nature-root-cause=" + strconv.Quote(word), grey})
	}
	return list
}
