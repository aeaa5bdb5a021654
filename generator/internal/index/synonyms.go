package index

import "incidentarchive/generator/internal/archive"

// everyday holds the words that people type for the values of enumerations, in
// English, French and German. They are found, not shown.
var everyday = map[string]string{
	"outage":                                 "outage disruption breakdown failure down offline panne interruption Ausfall Störung Panne",
	"attack":                                 "attack cyberattack hack hacked hacker cyberattaque attaque piratage Angriff Cyberangriff Hackerangriff",
	"system-failure":                         "technical fault bug crash défaillance technique technischer Defekt",
	"human-error":                            "mistake human error erreur humaine menschlicher Fehler",
	"malicious-action":                       "sabotage malicious malveillance böswillig",
	"natural-phenomenon":                     "weather storm flood natural disaster intempéries inondation Unwetter Hochwasser",
	"third-party-failure":                    "supplier provider fournisseur prestataire Zulieferer Dienstleister",
	"availability:ddos":                      "ddos dos denial of service flood botnet déni de service Überlastungsangriff",
	"availability:dos":                       "dos denial of service déni de service",
	"availability:sabotage":                  "sabotage arson Sabotage",
	"information-content-security:data-leak": "leak breach stolen data fuite de données vol de données Datenleck Datendiebstahl",
	"information-content-security:data-loss": "data loss lost data perte de données Datenverlust",
	"information-content-security:unauthorised-information-access":       "breach intrusion stolen data Datendiebstahl vol de données",
	"information-content-security:unauthorised-information-modification": "ransomware encryption encrypted rançongiciel Erpressung Verschlüsselung Lösegeld",
	"malicious-code:infected-system":                                     "malware virus ransomware worm trojan logiciel malveillant Schadsoftware",
	"fraud:phishing":                                                     "phishing hameçonnage",
	"power-failure":                                                      "blackout power cut electricity panne de courant coupure Stromausfall",
	"cable-cut":                                                          "cable fibre cut excavator câble pelleteuse Kabel Bagger",
	"fire":                                                               "fire incendie feu Brand Feuer",
	"flood":                                                              "flood water inondation Hochwasser",
	"capacity-shortage":                                                  "overload congestion surcharge Überlastung",
	"programming-error":                                                  "bug software error erreur logicielle Softwarefehler",
	"faulty-change":                                                      "update change deployment mise à jour Aktualisierung",
	"misconfiguration":                                                   "configuration misconfigured Konfiguration",
	"accidental-deletion":                                                "deleted deletion suppression gelöscht",
	"hardware-failure":                                                   "hardware device equipment matériel Gerät Hardware",
	"zero-day":                                                           "zero-day 0day vulnerability vulnérabilité Schwachstelle Sicherheitslücke",
}

// synonyms gives the everyday words for what an incident was.
func synonyms(i *archive.Incident) []string {
	keys := []string{string(i.Type), string(i.RootCause.Value)}
	for _, d := range i.CauseDetail {
		keys = append(keys, string(d))
	}
	for _, t := range i.Technique {
		keys = append(keys, string(t))
	}
	// An attack that takes a service down is an outage to those who look for it.
	for _, x := range i.Impacts {
		if x.Level == "outage" {
			keys = append(keys, "outage")
			break
		}
	}
	var list []string
	for _, k := range keys {
		if text := everyday[k]; text != "" {
			list = append(list, text)
		}
	}
	return list
}
