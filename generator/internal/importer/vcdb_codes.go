package importer

import (
	"slices"
	"strings"

	"incidentarchive/generator/internal/record"
)

// vcdbClasses are the classes of action, in the order in which they are told.
var vcdbClasses = []string{"hacking", "malware", "social", "physical", "misuse", "error", "environmental", "unknown"}

// vcdbActions tells the actions in words: "hacking (DoS), malware (Ransomware)".
func vcdbActions(e object) string {
	var parts []string
	for _, class := range vcdbClasses {
		if e.at("action", class) == nil {
			continue
		}
		text := class
		if class == "unknown" {
			text = "unknown action"
		}
		varieties := slices.DeleteFunc(e.texts("action", class, "variety"), func(v string) bool { return v == "Unknown" || v == "Other" })
		if len(varieties) > 3 {
			varieties = append(varieties[:3:3], "…")
		}
		if len(varieties) > 0 {
			text += " (" + strings.Join(varieties, ", ") + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}

// vcdbCause gives type, root cause, cause detail and technique.
func (d *draft) vcdbCause(e object) {
	class, attack, known := vcdbClass(e)
	if !known {
		d.refuse("unknown action: it is neither an attack nor an outage")
		return
	}
	if attack {
		d.Type = record.Attack
		d.vcdbTechniques(e)
	}
	for _, action := range []string{"error", "environmental"} {
		for _, v := range e.texts("action", action, "variety") {
			if detail := vcdbDetails[v]; detail != "" && !slices.Contains(d.CauseDetail, detail) {
				d.CauseDetail = append(d.CauseDetail, detail)
			}
		}
	}
	status := record.CauseStatus("confirmed")
	if c := e.text("confidence"); d.Certainty != "confirmed" || c == "Medium" || c == "Low" {
		status = "suspected"
	}
	if class == record.UnknownRootCause {
		status = ""
	}
	d.RootCause = record.Cause{Value: class, Status: status}
	if status != "" {
		d.RootCause.Sources = []string{"vcdb"}
	}
}

// vcdbClass tells whether somebody meant to harm, and the class of the cause.
func vcdbClass(e object) (class record.RootCause, attack, known bool) {
	action := e.object("action")
	switch {
	case action["hacking"] != nil || action["malware"] != nil || action["social"] != nil || action["physical"] != nil || deliberate(e):
		return record.MaliciousAction, true, true
	case action["misuse"] != nil:
		return "human-error", false, true
	case action["error"] != nil:
		actor := e.object("actor")
		if actor["partner"] != nil && actor["internal"] == nil && actor["external"] == nil {
			return "third-party-failure", false, true
		}
		for _, v := range e.texts("action", "error", "variety") {
			if v == "Malfunction" || v == "Capacity shortage" || v == "Programming error" {
				return "system-failure", false, true
			}
		}
		return "human-error", false, true
	case action["environmental"] != nil:
		if slices.Contains(e.texts("action", "environmental", "variety"), "Power failure") {
			return record.UnknownRootCause, false, true
		}
		return "natural-phenomenon", false, true
	}
	return record.UnknownRootCause, false, false
}

// deliberate tells whether a misuse was more than a breach of rules: it names an
// abuse of privilege, possession or knowledge, or a motive to harm or gain.
func deliberate(e object) bool {
	for _, v := range e.texts("action", "misuse", "variety") {
		if strings.HasSuffix(v, " abuse") || v == "Illicit content" {
			return true
		}
	}
	if e.at("action", "misuse") == nil {
		return false
	}
	for _, who := range []string{"internal", "external", "partner"} {
		for _, motive := range e.texts("actor", who, "motive") {
			switch motive {
			case "Financial", "Espionage", "Grudge", "Ideology", "Fun", "Fear", "Secondary":
				return true
			}
		}
	}
	return false
}

func (d *draft) vcdbTechniques(e object) {
	add := func(t record.Technique) {
		if t != "" && !slices.Contains(d.Technique, t) {
			d.Technique = append(d.Technique, t)
		}
	}
	for _, class := range vcdbClasses {
		if class == "malware" && e.at("action", class) != nil {
			add("malicious-code:infected-system")
		}
		for _, v := range e.texts("action", class, "variety") {
			add(vcdbTechniques[class+" "+v])
		}
	}
	if e.text("attribute", "confidentiality", "data_disclosure") == "Yes" {
		add("information-content-security:unauthorised-information-access")
	}
}

// vcdbTechniques says which RSIT type a VERIS variety is. Those that have no
// counterpart are told in the details.
var vcdbTechniques = map[string]record.Technique{
	"hacking Use of stolen creds":                   "intrusions:unprivileged-account-compromise",
	"hacking Brute force":                           "intrusion-attempts:brute-force",
	"hacking Exploit vuln":                          "intrusions:system-compromise",
	"hacking Use of backdoor or C2":                 "intrusions:system-compromise",
	"hacking Buffer overflow":                       "intrusions:system-compromise",
	"hacking OS commanding":                         "intrusions:system-compromise",
	"hacking DoS":                                   "availability:dos",
	"hacking SQLi":                                  "intrusions:application-compromise",
	"hacking XSS":                                   "intrusions:application-compromise",
	"hacking RFI":                                   "intrusions:application-compromise",
	"hacking SSI injection":                         "intrusions:application-compromise",
	"hacking Path traversal":                        "intrusions:application-compromise",
	"hacking Forced browsing":                       "intrusions:application-compromise",
	"hacking Abuse of functionality":                "intrusions:application-compromise",
	"hacking MitM":                                  "information-gathering:sniffing",
	"hacking Footprinting":                          "information-gathering:scanner",
	"malware Ransomware":                            "information-content-security:unauthorised-information-modification",
	"malware Destroy data":                          "information-content-security:data-loss",
	"malware DoS":                                   "availability:dos",
	"malware Packet sniffer":                        "information-gathering:sniffing",
	"malware Scan network":                          "information-gathering:scanner",
	"malware Brute force":                           "intrusion-attempts:brute-force",
	"malware Spam":                                  "abusive-content:spam",
	"malware Click fraud and cryptocurrency mining": "fraud:unauthorised-use-of-resources",
	"social Phishing":                               "fraud:phishing",
	"social Pretexting":                             "information-gathering:social-engineering",
	"social Baiting":                                "information-gathering:social-engineering",
	"social Elicitation":                            "information-gathering:social-engineering",
	"social Spam":                                   "abusive-content:spam",
	"social Forgery":                                "fraud:masquerade",
	"physical Theft":                                "information-content-security:data-loss",
	"physical Destruction":                          "availability:sabotage",
	"physical Wiretapping":                          "information-gathering:sniffing",
	"misuse Privilege abuse":                        "information-content-security:unauthorised-information-access",
}

// vcdbDetails says which of our kinds of failure a VERIS variety is.
var vcdbDetails = map[string]record.CauseDetail{
	"Capacity shortage": "capacity-shortage", "Maintenance error": "maintenance-error", "Malfunction": "malfunction", "Misconfiguration": "misconfiguration",
	"Physical accidents": "physical-accident", "Programming error": "programming-error",
	"Power failure": "power-failure", "Fire": "fire", "Flood": "flood", "Leak": "flood", "Lightning": "lightning", "Deterioration": "wear",
	"Hurricane": "storm", "Tornado": "storm", "Wind": "storm", "Ice": "storm",
}

// naicsSectors gives the sector of an industry code by its beginning, the longest
// first.
var naicsSectors = []struct {
	code   string
	sector record.Sector
}{
	{"22131", "drinking-water"}, {"22132", "waste-water"}, {"5415", "ict-service-management"}, {"5417", "research"}, {"5232", "financial-market-infrastructure"},
	{"311", "food"}, {"312", "food"}, {"325", "chemicals"}, {"491", "postal-and-courier"}, {"492", "postal-and-courier"}, {"562", "waste-management"},
	{"511", "media"}, {"512", "media"}, {"515", "media"}, {"516", "media"}, {"517", "digital-infrastructure"}, {"518", "digital-infrastructure"}, {"519", "digital-providers"},
	{"521", "banking"}, {"522", "banking"}, {"523", "banking"},
	{"22", "energy"}, {"31", "manufacturing"}, {"32", "manufacturing"}, {"33", "manufacturing"}, {"48", "transport"}, {"61", "education"}, {"62", "health"}, {"92", "public-administration"},
}

func naics(code string) record.Sector {
	for _, n := range naicsSectors {
		if strings.HasPrefix(code, n.code) {
			return n.sector
		}
	}
	return "other"
}
