package lint

// factRules are about causes, claims and how sure they are.
func factRules() []Rule {
	return []Rule{
		{"cause/status", failure, true, "A cause says how sure it is; an unknown cause says nothing more.",
			"A suspected cause is not a confirmed one.", "root_cause: human-error", "root_cause:\n  value: human-error\n  status: suspected\n  sources: [tax-office-report]",
			"Write root_cause with value, status and sources."},
		{"cause/type-mismatch", warning, false, "Type, root cause and technique fit each other.",
			"An attack is caused by somebody who meant it; a technique is how an attack was carried out.", "type: outage\nroot_cause:\n  value: malicious-action", "type: attack\nroot_cause:\n  value: malicious-action",
			"Correct the type, the cause or the technique."},
		{"certainty/press-only", warning, false, "An incident counts as confirmed when somebody in a position to know confirms it.",
			"Newspapers often repeat one another. What the operator or an authority said is what confirms an incident.",
			"certainty: confirmed", "certainty: suspected", "Add a source marked official, a claim by the operator or an authority, or reports of several publishers; else make it suspected."},
		{"claim/status", failure, false, "Only a superseded claim names the one that replaced it.",
			"Readers follow the number from what was said first to what holds now; a standing claim with a number says two things at once.", "status: standing\nsuperseded_by: 2", "status: superseded\nsuperseded_by: 2", "Correct the status, or remove superseded_by."},
		{"claim/superseded-by-earlier", failure, false, "A claim is replaced by a later one.",
			"A statement cannot be corrected before it is made.", "", "", "Look at the number and at both dates; 1 is the first claim."},
		{"claim/superseded-by-nothing", failure, false, "A superseded claim names the claim that replaced it.",
			"Nothing is overwritten: readers follow what was said first and what later.", "status: superseded", "status: superseded\nsuperseded_by: 2", "Write the number of the later claim; 1 is the first in the list."},
	}
}

// sourceRules are about where facts come from.
func sourceRules() []Rule {
	return []Rule{
		{"source/archive-form", warning, true, "An archive address leads to a copy of the source's own address.",
			"Copies of other pages prove nothing, and an address with a star is a list of copies.",
			"archive_url: https://web.archive.org/web/2025*/https://example.org/a", "archive_url: https://web.archive.org/web/20250724120000/https://example.org/a", "Open the copy and take the address that the browser shows."},
		{"source/dead-archive-url", warning, false, "An archived copy can be opened.",
			"Checked over the network by \"generator links\" only.", "", "", "Look for another copy."},
		{"source/dead-url", warning, false, "The address of a source can be opened.",
			"Checked over the network by \"generator links\" only. Pages vanish; the archived copy stays.", "", "", "Add archive_url; keep the address as it was."},
		{"source/duplicate-address", warning, false, "An address stands once among the sources of a record.",
			"Two ids for one page look like two witnesses.", "", "", "Keep one of the sources, and use its id everywhere."},
		{"source/duplicate-id", failure, false, "Ids of sources are unique within a record.",
			"Facts name their sources by id.", "", "", "Rename one of them."},
		{"source/no-address", failure, false, "A source has an address, or says why there is none.",
			"Readers want to look it up.", "", "", "Add url, or a note such as \"Printed edition, page 3.\""},
		{"source/no-copy", note, false, "A source has an archived copy.",
			"Pages vanish. Proposed by \"generator links --archive\" only, where the Internet Archive has a copy.", "", "", "Look whether the copy shows the same page, and add archive_url."},
		{"source/no-date", note, false, "A source says when it was published, where that is known.",
			"It tells what could be known at that time.", "", "", "Add published, if the page shows a date; never guess."},
		{"source/look-alike", warning, false, "The host of an address has no letters that look like others.",
			"A Cyrillic letter in the place of a Latin one leads readers to another site. Pages show such hosts as they are asked for, such as xn--e1afmkfd.example.", "url: https://xn--xample-2of.org/", "url: https://example.org/", "Copy the address from the browser again. Allow the rule where the site's name really has such letters."},
		{"source/not-https", warning, false, "Addresses use https where the site has it.",
			"Plain http can be changed on the way.", "url: http://example.org/a", "url: https://example.org/a", "Try the address with https, and keep http when it does not work."},
		{"source/old-http", note, false, "Addresses of pages from before 2018 use https where the site has it now.",
			"Plain http can be changed on the way.", "url: http://example.org/a", "url: https://example.org/a", "Try the address with https, and keep http when it does not work."},
		{"source/publisher-spelling", warning, true, "A publisher is spelt alike in all records.",
			"Else one newspaper counts as two.", "publisher: the daily news", "publisher: The Daily News", "Use the spelling that the other records have."},
		{"source/tracking", warning, true, "Addresses have no parameters that follow readers.",
			"utm_source, fbclid and the like tell a company who came from where; the page is the same without them.",
			"url: https://example.org/a?utm_source=x", "url: https://example.org/a", "Remove them."},
		{"source/two-titles", warning, false, "One address has one title in all records.",
			"One of the two is wrong, or the page has changed since.", "", "", "Open the page and use its headline in both records."},
		{"source/unknown", failure, false, "Facts name sources that the record has.",
			"A fact whose source is not there rests on nothing.", "sources: [news-23]", "sources: [news-2323626]", "Correct the id, or add the source."},
		{"source/unused", note, false, "Every source supports at least one fact.",
			"A source that nothing rests on is only further reading.", "", "", "Name it at the facts that it supports, or leave it as it is."},
	}
}

// archiveRules are about how records fit together.
func archiveRules() []Rule {
	return []Rule{
		{"organisation/duplicate", warning, false, "An organisation has one record.",
			"Else its incidents and claims are counted apart.", "", "", "Keep one record, add the other name to its aliases, and use its id everywhere."},
		{"record/duplicate", warning, false, "An incident has one record.",
			"Two people may have written about the same event. Records of the same service at the same time that do not name each other look like it.",
			"", "", "Merge them; or, when they are two incidents, name each in the field related of the other."},
		{"reference/cycle", failure, false, "No service depends on itself, by whatever way.",
			"What a service depends on is followed step by step; a circle never ends.", "", "", "Remove the dependency that is not one."},
		{"reference/not-mutual", warning, true, "Related incidents name each other.",
			"Readers come from both sides.", "", "", "Add the id to the field related of the other record."},
		{"reference/self", failure, true, "An incident is not related to itself.", "The list is for other incidents.", "", "", "Remove the entry."},
		{"reference/unknown", failure, true, "Ids name records that exist.",
			"A page cannot link to nothing.", "service: tax-portals", "service: tax-portal", "Correct the id, or add the record of the service or organisation."},
		{"service/duplicate", warning, false, "A service has one record.",
			"Else its downtime is counted apart.", "", "", "Keep one record, add the other name to its aliases, and use its id everywhere."},
	}
}

// commentRules are about exceptions from rules.
func commentRules() []Rule {
	return []Rule{
		{"allow/error", warning, false, "Only warnings and notes can be allowed.",
			"An error cannot be published, whatever the reason.", "", "", "Mend the fault and remove the comment."},
		{"allow/no-reason", warning, false, "An exception gives its reason.",
			"The next reader wants to know why the rule does not hold here.", "# lint:allow time/midnight", "# lint:allow time/midnight the operator's log says midnight", "Add the reason behind the rule's name."},
		{"allow/unknown-rule", warning, false, "An exception names a rule that exists.", "A slip in the name would leave the finding in place and the reader in doubt.", "# lint:allow time/midnigth …", "# lint:allow time/midnight …", "Correct the name."},
		{"allow/unused", warning, false, "An exception allows something.",
			"The fault is gone, or the comment stands on the wrong line.", "", "", "Remove the comment, or move it to the line of the finding or above it."},
	}
}
