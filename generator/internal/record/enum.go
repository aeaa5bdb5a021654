package record

// Choice is one of the values that an enumerated field takes.
type Choice struct {
	Value   string
	Meaning string // one plain sentence or phrase, for contributors
}

// Enumeration is a type with a closed list of values.
type Enumeration interface{ Choices() []Choice }

// Values gives the bare values of an enumeration.
func Values(e Enumeration) []string {
	choices := e.Choices()
	values := make([]string, len(choices))
	for i, c := range choices {
		values[i] = c.Value
	}
	return values
}

// Type is what kind of incident it was.
type Type string

const (
	Outage Type = "outage"
	Attack Type = "attack"
)

// Choices lists the types.
func (Type) Choices() []Choice {
	return []Choice{
		{"outage", "a service failed with nobody meaning it to"},
		{"attack", "somebody meant to harm; also where the result was an outage"},
	}
}

// Certainty is how sure it is that the incident took place (VERIS security_incident).
type Certainty string

// Choices lists the degrees of certainty.
func (Certainty) Choices() []Choice {
	return []Choice{
		{"confirmed", "the operator, an authority or several independent sources confirm it"},
		{"suspected", "sources report it, nobody in a position to know has confirmed it"},
		{"near-miss", "it was stopped before it did harm"},
	}
}

// Scope is how far the effect reached (after Cloudflare Radar).
type Scope string

// Choices lists the scopes.
func (Scope) Choices() []Choice {
	return []Choice{
		{"local", "a town, a district, one organisation"},
		{"regional", "a part of a country"},
		{"national", "a whole country"},
		{"international", "more than one country"},
	}
}

// RootCause is the class of the root cause, as NIS2, ENISA and the national
// regulators count it.
type RootCause string

const (
	MaliciousAction  RootCause = "malicious-action"
	UnknownRootCause RootCause = "unknown"
)

// Choices lists the classes.
func (RootCause) Choices() []Choice {
	return []Choice{
		{"system-failure", "hardware, software or a procedure of the operator failed"},
		{"human-error", "somebody made a mistake in operating or changing a system"},
		{"malicious-action", "somebody did it on purpose"},
		{"natural-phenomenon", "weather, flood, fire, animals, space weather"},
		{"third-party-failure", "a supplier's fault: power, network, cloud, building works"},
		{"unknown", "no source says why"},
	}
}

// CauseStatus is how sure a root cause is.
type CauseStatus string

// Choices lists the states.
func (CauseStatus) Choices() []Choice {
	return []Choice{
		{"confirmed", "the operator or an authority states it"},
		{"suspected", "named as likely, not confirmed"},
		{"disputed", "sources in a position to know disagree"},
	}
}

// CauseDetail is the kind of failure, after the VERIS error and environmental
// varieties, with ENISA's detailed causes where VERIS has none.
type CauseDetail string

// Choices lists the kinds.
func (CauseDetail) Choices() []Choice {
	return []Choice{
		{"accidental-deletion", "data or systems deleted by mistake"},
		{"cable-cut", "a cable or fibre was cut or damaged"},
		{"capacity-shortage", "more load than the system could take"},
		{"certificate-expiry", "a certificate or key ran out"},
		{"cooling-failure", "cooling or air conditioning failed"},
		{"design-error", "the system was planned in a way that failed"},
		{"faulty-change", "a change or update of software, hardware or configuration went wrong"},
		{"fire", "fire or smoke"},
		{"flood", "water"},
		{"hardware-failure", "a device or component broke"},
		{"lightning", "lightning"},
		{"maintenance-error", "work on the system went wrong"},
		{"malfunction", "a system failed, nothing more is known"},
		{"misconfiguration", "a setting was wrong"},
		{"network-partition", "parts of a system lost sight of each other"},
		{"physical-accident", "building works, a vehicle, a fall"},
		{"power-failure", "the power supply failed"},
		{"procedure-flaw", "a rule or procedure was wrong or missing"},
		{"programming-error", "a fault in software"},
		{"storm", "wind, snow or ice"},
		{"wear", "age or use"},
		{"zero-day", "a weakness that was not publicly known was used"},
	}
}

// Technique is how an attack was carried out: class:type of the Reference
// Security Incident Taxonomy (RSIT).
type Technique string

// Choices lists the techniques.
func (Technique) Choices() []Choice {
	return []Choice{
		{"abusive-content:spam", "unsolicited bulk messages"},
		{"availability:ddos", "distributed denial of service"},
		{"availability:dos", "denial of service"},
		{"availability:misconfiguration", "a setting that took a service down"},
		{"availability:outage", "outage without attack"},
		{"availability:sabotage", "physical sabotage"},
		{"fraud:masquerade", "posing as somebody else"},
		{"fraud:phishing", "tricking people out of their credentials"},
		{"fraud:unauthorised-use-of-resources", "use of systems for purposes that are not allowed"},
		{"information-content-security:data-leak", "confidential data made public"},
		{"information-content-security:data-loss", "data lost"},
		{"information-content-security:unauthorised-information-access", "access to data without permission"},
		{"information-content-security:unauthorised-information-modification", "change or encryption of data without permission; ransomware"},
		{"information-gathering:scanner", "scanning for weaknesses"},
		{"information-gathering:sniffing", "listening in on traffic"},
		{"information-gathering:social-engineering", "deceiving people"},
		{"intrusion-attempts:brute-force", "guessing of passwords"},
		{"intrusion-attempts:exploit", "an attempt with an unknown exploit"},
		{"intrusion-attempts:ids-alert", "an attempt with a known weakness"},
		{"intrusions:application-compromise", "an application was broken into"},
		{"intrusions:burglary", "physical break-in"},
		{"intrusions:privileged-account-compromise", "an administrator's account was taken over"},
		{"intrusions:system-compromise", "a system was broken into"},
		{"intrusions:unprivileged-account-compromise", "a user's account was taken over"},
		{"malicious-code:c2-server", "a server that commands malware"},
		{"malicious-code:infected-system", "a system infected with malware"},
		{"malicious-code:malware-configuration", "a place that configures malware"},
		{"malicious-code:malware-distribution", "a place that spreads malware"},
		{"other:other", "none of these"},
		{"vulnerable:vulnerable-system", "a system with a known weakness"},
	}
}

// Answer is yes, no or unknown.
type Answer string

// Choices lists the answers.
func (Answer) Choices() []Choice {
	return []Choice{
		{"true", "yes, a source says so"},
		{"false", "no, a source says so"},
		{"unknown", "sources leave it open"},
	}
}

// Level is how badly a service was hit.
type Level string

const (
	LevelOutage   Level = "outage"
	LevelDegraded Level = "degraded"
	LevelRestored Level = "restored-partially"
)

// Choices lists the levels, gravest first.
func (Level) Choices() []Choice {
	return []Choice{
		{"outage", "not usable"},
		{"degraded", "slow, faulty or usable in part"},
		{"restored-partially", "working again for some users or functions"},
	}
}

// About is the subject of a claim.
type About string

// Choices lists the subjects.
func (About) Choices() []Choice {
	return []Choice{
		{"cause", "why it happened"},
		{"attribution", "who was behind it"},
		{"target", "whom it was aimed at"},
		{"data", "whether data were taken, lost or changed"},
		{"duration", "when it began, ended, how long it took"},
		{"impact", "what and who was affected, and how badly"},
		{"responsibility", "who answers for it; also a claim of responsibility"},
	}
}

// ClaimStatus is whether a claim still stands.
type ClaimStatus string

const (
	Standing   ClaimStatus = "standing"
	Superseded ClaimStatus = "superseded"
	Disputed   ClaimStatus = "disputed"
	Retracted  ClaimStatus = "retracted"
)

// Choices lists the states.
func (ClaimStatus) Choices() []Choice {
	return []Choice{
		{"standing", "nothing later contradicts it"},
		{"superseded", "a later claim replaced it"},
		{"disputed", "others contradict it"},
		{"retracted", "whoever made it took it back"},
	}
}

// UpdateStatus is the state reached by an update (after Statuspage).
type UpdateStatus string

// Choices lists the states.
func (UpdateStatus) Choices() []Choice {
	return []Choice{
		{"investigating", "the cause is being looked for"},
		{"identified", "the cause is known"},
		{"monitoring", "a remedy is in place and watched"},
		{"resolved", "it is over"},
		{"postmortem", "an account after the event"},
	}
}

// SourceType is what kind of document a source is (OSV reference types).
type SourceType string

// Choices lists the types.
func (SourceType) Choices() []Choice {
	return []Choice{
		{"advisory", "a security advisory"},
		{"article", "a press article or blog post"},
		{"detection", "a way to detect the fault or attack"},
		{"discussion", "a discussion, parliamentary question or social media post"},
		{"report", "a report, press release, incident report or status page"},
		{"fix", "a fix"},
		{"introduced", "the change that brought the fault in"},
		{"package", "a product's home page"},
		{"evidence", "a measurement or other proof"},
		{"web", "any other web page"},
	}
}

// Sector is the sector of a service: NIS2 Annexes I and II, and a few outside.
type Sector string

// Choices lists the sectors.
func (Sector) Choices() []Choice {
	return []Choice{
		{"energy", "electricity, gas, oil, heat, hydrogen"},
		{"transport", "air, rail, water, road"},
		{"banking", "credit institutions and payments"},
		{"financial-market-infrastructure", "settlement, trading venues, central counterparties"},
		{"health", "hospitals, laboratories, health insurance"},
		{"drinking-water", "supply of drinking water"},
		{"waste-water", "waste water"},
		{"digital-infrastructure", "telecoms, internet exchange, DNS, cloud, data centres, trust services"},
		{"ict-service-management", "managed IT and security services"},
		{"public-administration", "the State, municipalities, emergency numbers, police"},
		{"space", "ground and space infrastructure"},
		{"postal-and-courier", "post and parcels"},
		{"waste-management", "waste"},
		{"chemicals", "chemicals"},
		{"food", "production and distribution of food"},
		{"manufacturing", "manufacturing"},
		{"digital-providers", "marketplaces, search engines, social networks"},
		{"research", "research organisations"},
		{"education", "schools and universities (outside the annexes)"},
		{"media", "press, radio, television (outside the annexes)"},
		{"other", "none of these"},
	}
}

// Kind is what an organisation is.
type Kind string

// Choices lists the kinds.
func (Kind) Choices() []Choice {
	return []Choice{
		{"operator", "runs services"},
		{"authority", "government, ministry or public body"},
		{"regulator", "supervises operators"},
		{"law-enforcement", "police, prosecutor"},
		{"csirt", "computer security incident response team"},
		{"parliament", "parliament"},
		{"media", "press, radio, television"},
		{"researcher", "university, research or security company that studies incidents"},
		{"vendor", "makes or sells products that others run"},
		{"threat-actor", "a group that attacks"},
		{"other", "none of these"},
	}
}
