package lint

// historyRules are about what the archive published before.
func historyRules() []Rule {
	return []Rule{
		{"file/not-a-record", failure, false, "A change of data touches records and nothing else.",
			"Records are reviewed for what they say, programs for what they do. A change that is announced as data must not bring a program, a page or a setting along.",
			"", "", "Move what is not a record into a pull request of its own."},
		{"page/address-vanished", failure, false, "An address that was published goes on leading somewhere.",
			"People cite addresses, and programs read them. One that ends nowhere is a broken promise.",
			"", "", "Keep what stood there, or lead on from it in hugo.toml: under [params.moved], write \"/old/\" = \"/new/\"."},
		{"record/vanished", failure, false, "A record that was published stays, or another one takes its id over.",
			"An archive that drops records cannot be cited. A record that should not have been published is withdrawn: its page stays and says so.",
			"", "", "Bring the file back, with withdrawn where it was wrong; or name its id among the aliases of the incident that replaced it. The page of a service or an organisation can be led on in hugo.toml, under [params.moved]."},
		{"time/modified-fell", failure, false, "The day of the last change never moves back.",
			"Whoever keeps a copy asks for what changed since; a day that moves back hides a change from them.",
			"", "", "Write the day of this change."},
		{"time/published-changed", failure, false, "The day of first publication never changes.",
			"It says since when the archive has the record.", "", "", "Write the day that was published."},
	}
}
