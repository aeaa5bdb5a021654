package reference

import "strings"

// becomes tells what a field becomes on the site. Fields that mean the same
// everywhere are named by their last step, others by their kind and path.
func becomes(kind, path string) string {
	if text := becomesAt[kind+" "+path]; text != "" {
		return text
	}
	last := path[strings.LastIndexByte(path, '.')+1:]
	if last == path {
		return ""
	}
	return becomesBelow[last]
}

// becomesBelow holds fields of rows and mappings that become the same thing
// wherever they stand.
var becomesBelow = map[string]string{
	"sources": "Numbers behind the statement, which lead to the sources at the end of the page.",
	"note":    "A remark beside the value.",
	"value":   "The value itself, as said above.",
	"date":    "The time at which it stands in the time line, with its bounds.",
	"by":      "The name of the organisation, with a link to its page.",
	"text":    "The sentence itself.",
}

var becomesAt = map[string]string{
	"incident id":                          "The address of the page, for good.",
	"incident title":                       "The heading of the page, and its line in every list, feed and search result.",
	"incident type":                        "A word beside the heading; a filter in lists and search.",
	"incident certainty":                   "A word beside the heading; suspected incidents are counted apart.",
	"incident summary":                     "The paragraph below the heading, and the text in feeds and search results.",
	"incident details":                     "The paragraphs after the key facts.",
	"incident time_zone":                   "The zone that is shown with every clock time.",
	"incident start":                       "The beginning, with its bounds; the place in every list by date.",
	"incident end":                         "The end, with its bounds; with the start it gives the duration.",
	"incident detected":                    "A row in the key facts and a point in the time line.",
	"incident contained":                   "A row in the key facts and a point in the time line.",
	"incident disclosed":                   "A row in the key facts and a point in the time line.",
	"incident duration":                    "The duration, as people say it: about 4 h.",
	"incident scope":                       "A row in the key facts; a filter in lists.",
	"incident countries":                   "Links to the countries' pages; a filter in lists and search.",
	"incident root_cause":                  "The answer to “why”, with how sure it is; a page for each class, and the statistics.",
	"incident root_cause.status":           "The words that say how sure the cause is.",
	"incident cause_detail":                "A row below the root cause.",
	"incident technique":                   "A row below the root cause, and a page for each technique.",
	"incident campaign":                    "A link to the other incidents of the campaign.",
	"incident emergency_services_affected": "A row in the key facts.",
	"incident impacts":                     "The table of services affected; the downtime on each service's page.",
	"incident impacts[].service":           "The service's name, with a link to its page.",
	"incident impacts[].level":             "A word and a shade in the table and on the service's time axis.",
	"incident impacts[].start":             "The beginning of the bar on the service's time axis.",
	"incident impacts[].end":               "The end of the bar on the service's time axis.",
	"incident impacts[].users":             "A column of the table, shown as people say it: about 1,200.",
	"incident impacts[].share":             "A column of the table, in percent.",
	"incident impacts[].area":              "A column of the table.",
	"incident consequences":                "The list of consequences.",
	"incident consequences[].what":         "The words after the number.",
	"incident consequences[].value":        "The number in front of the words.",
	"incident consequences[].unit":         "The unit behind the number.",
	"incident consequences[].date":         "The date behind the statement.",
	"incident claims":                      "The list “Who said what”, with what replaced it.",
	"incident claims[].about":              "The heading that the statement stands under.",
	"incident claims[].speaker":            "The name or office beside the organisation.",
	"incident claims[].says":               "The statement itself, attributed to whoever made it.",
	"incident claims[].actor":              "Whom the statement names, marked as a claim.",
	"incident claims[].status":             "A word beside the statement; what was replaced is shown as such.",
	"incident claims[].superseded_by":      "A link to the statement that replaced this one.",
	"incident updates":                     "The time line.",
	"incident updates[].status":            "A word beside the step in the time line.",
	"incident responses":                   "The list of measures taken.",
	"incident responses[].date":            "The date in front of the measure.",
	"incident sources":                     "The numbered list of sources at the end of the page.",
	"incident sources[].id":                "The key by which other fields name the source; not shown.",
	"incident sources[].title":             "The text of the link.",
	"incident sources[].publisher":         "The name in front of the title, or the text of the link where there is no title.",
	"incident sources[].url":               "The link.",
	"incident sources[].archive_url":       "A second link, “archived copy”.",
	"incident sources[].published":         "The date behind the title.",
	"incident sources[].language":          "The language behind the title, where it is not English.",
	"incident sources[].type":              "The kind of document, in the data.",
	"incident sources[].official":          "The word “official” beside the source.",
	"incident aliases":                     "Addresses that lead to this page; ids in other databases are listed in the data.",
	"incident related":                     "The list of related incidents.",
	"incident published":                   "“First published” at the end of the page.",
	"incident modified":                    "“Last changed” at the end of the page, and in feeds.",
	"incident withdrawn":                   "A banner at the top of the page; the record leaves lists and statistics.",
	"incident withdrawn.date":              "The date in the banner.",
	"incident withdrawn.reason":            "The sentence in the banner.",

	"service id":          "The address of the page, for good.",
	"service name":        "The heading of the page, and the name in every incident.",
	"service operator":    "The operator's name, with a link to its page.",
	"service sector":      "A link to the sector's page; a filter in lists and search.",
	"service countries":   "Links to the countries' pages.",
	"service description": "The sentence below the heading.",
	"service url":         "A link to the service.",
	"service aliases":     "Names under which the search finds it.",
	"service depends_on":  "The list “Depends on”, and “Depended on by” on the other service's page.",

	"organisation id":          "The address of the page, for good.",
	"organisation name":        "The heading of the page.",
	"organisation short_name":  "The name in incidents, lists and claims.",
	"organisation kind":        "A word below the heading.",
	"organisation country":     "A word below the heading.",
	"organisation url":         "A link to the organisation.",
	"organisation aliases":     "Names under which the search finds it.",
	"organisation description": "The sentence below the heading.",
}
