package lint

// yamlRules are about what stands in a file before it is a record.
func yamlRules() []Rule {
	return []Rule{
		{"yaml/alias", failure, false, "A record uses no YAML aliases.",
			"An alias repeats a value from elsewhere in the file. Readers miss it, and a few lines of aliases can keep a computer busy for hours.",
			"summary: *text", "summary: Calls failed.", "Write the value out where it is wanted."},
		{"yaml/anchor", failure, false, "A record uses no YAML anchors.",
			"Anchors are there for aliases, which records do not use. Most often the & was meant as a character.",
			"title: &Co outage", "title: \"&Co outage\"", "Put the value in quotes, or remove the anchor."},
		{"yaml/directive", failure, false, "A record has no YAML directives.",
			"Lines such as %YAML 1.1 change how the file is read.", "%YAML 1.1", "", "Remove the line."},
		{"yaml/empty", failure, false, "A file holds a record.",
			"An empty file would become an empty page.", "", "", "Write the record, or delete the file. \"generator new\" writes a skeleton."},
		{"yaml/merge", failure, false, "A record uses no YAML merge keys.",
			"The merge key << copies fields from elsewhere; a small file can grow without bound.", "<<: *defaults", "", "Write the fields out."},
		{"yaml/not-a-mapping", failure, false, "A record is made of \"field: value\" lines.",
			"A list or a single text at the top has no fields that could be read.", "- title: Outage", "title: Outage", "Begin each line with a field's name and a colon, without a dash."},
		{"yaml/not-text", failure, true, "Text that YAML takes for a number, a date or a truth value stands in quotes.",
			"Without quotes the value would change: 007 becomes 7, yes becomes true.", "title: 112", "title: \"112\"", "Put the value in quotes."},
		{"yaml/second-document", failure, false, "A file holds one record.",
			"What follows a line \"---\" is another document, which nobody would see.", "---\ntitle: Second", "", "Remove the line \"---\", or move what follows to a file of its own."},
		{"yaml/syntax", failure, true, "The file can be read as YAML.",
			"A missing quote or a wrong indentation changes what the rest of the file means.", "title: Outage: the whole story", "title: \"Outage: the whole story\"",
			"Look at the line and at the one above it: colons within text need quotes, fields of one level begin in one column, indentation is made of spaces."},
		{"yaml/tag", failure, false, "A record uses no YAML tags.",
			"Tags such as !!binary change the kind of a value. Most often the ! was meant as a character.", "title: !Alert", "title: \"!Alert\"", "Put the value in quotes, or remove the tag."},
		{"yaml/too-deep", failure, false, "Values are nested no deeper than a record needs.",
			"No field needs more than five levels.", "", "", "Look for a list or mapping that is opened by mistake."},
		{"yaml/too-large", failure, false, "A record is not larger than 256 kB.",
			"Such a record is no longer read by people.", "", "", "Shorten it, or split it into related incidents."},
	}
}

// textRules are about characters and prose.
func textRules() []Rule {
	return []Rule{
		{"text/attribution-as-fact", warning, false, "A summary does not state as a fact who did it while that is disputed.",
			"Readers often see nothing but title and summary. Naming somebody there as the author, while the record itself says that this is contested, does harm that no later line repairs.",
			"summary: NoName057(16) took the sites down.", "summary: Sites were down; NoName057(16) claimed the attack, which nobody confirmed.",
			"Say in the same sentence who claims it, or leave the name to the claims."},
		{"text/character", failure, true, "A record has no control characters and no characters that hide or reorder text.",
			"They make a text look different from what it is.", "", "", "Remove the character; copying from a web page or a PDF often brings it along."},
		{"text/comment", warning, false, "Text stands in quotes where it holds a # after a blank.",
			"YAML reads what follows as a comment: the text would be cut, and nobody would see it.", "title: Outage of line #3", "title: \"Outage of line #3\"", "Put the text in quotes, or the comment on a line of its own."},
		{"text/conflict", failure, false, "No marks of an unresolved merge stand in a record.",
			"Both versions would be published.", "<<<<<<< HEAD", "", "Keep one of the versions and remove the marks."},
		{"text/encoding", failure, true, "A file is UTF-8 without a byte-order mark.",
			"In another encoding letters such as é become something else.", "", "", "Save the file again with the encoding UTF-8."},
		{"text/full-stop", warning, true, "Sentences in claims, updates and responses end with a full stop.",
			"They are shown one below the other as sentences.", "text: Emergency numbers work again", "text: Emergency numbers work again.", "Add the full stop."},
		{"text/lfs-pointer", failure, false, "The file itself is there, not a pointer of Git LFS.",
			"A pointer holds no record.", "", "", "Add the file itself; records need no LFS."},
		{"text/markdown", failure, false, "Texts keep to the small Markdown subset.",
			"Images and links to unsafe addresses are not published, and some nests of marks take very long to read.", "details: |\n  ![chart](chart.png)", "details: |\n  The operator published a chart.",
			"Use paragraphs, emphasis, lists, code and links to public addresses only."},
		{"text/title-stop", warning, true, "A title has no full stop at its end.",
			"It is a heading.", "title: Outage of the tax portal.", "title: Outage of the tax portal", "Remove the full stop."},
	}
}

// assetRules are about the files of an archive that are not records.
func assetRules() []Rule {
	return []Rule{
		{"asset/host-settings", failure, false, "A static file is none that a host or a browser takes for settings of the whole site.",
			"A file _redirects or .htaccess could send every reader elsewhere, a service worker could answer in the place of every page, and HTML or XML files could run scripts.", "static/_redirects", "",
			"Remove the file. Headers and redirects are made by the generator, pages by layouts."},
		{"asset/image", failure, false, "A picture is what its name says and has at most 25 million pixels.",
			"A few bytes can stand for a picture that fills the memory of every reader's device.", "", "", "Export the picture again, smaller, under a name that fits."},
		{"asset/name", failure, false, "The names of layouts and static files are plain and differ by more than case.",
			"They become addresses and have to work on every system.", "static/Plan (1).png", "static/plan-1.png", "Rename the file."},
		{"asset/svg", failure, false, "A drawing holds shapes and text only.",
			"SVG can run scripts, load other files and grow without bound.", "<svg onload=\"…\">", "<svg>", "Export the drawing as plain SVG, without scripts, links, animations and document type."},
		{"asset/too-large", failure, false, "A layout or static file is not larger than 8 MiB.",
			"It would be part of every copy of the site.", "", "", "Make it smaller, or publish it elsewhere and link to it."},
	}
}

// fileRules are about the place and the name of a file.
func fileRules() []Rule {
	return []Rule{
		{"file/duplicate-id", failure, false, "An id belongs to one record.",
			"Ids are addresses on the web; one address shows one record. Ids of renamed records live on as aliases and are taken too.", "", "", "Choose another file name, or remove the alias."},
		{"file/folder", failure, false, "Records stand in content/incidents/YEAR, content/services and content/organisations.",
			"The folder tells what kind of record a file is.", "content/incidents/2025-07-23-acme-outage.yaml", "content/incidents/2025/2025-07-23-acme-outage.yaml", "Move the file."},
		{"file/id-mismatch", failure, true, "An id that is written in a record is its file name.",
			"The file name is the permanent id; two ids for one record would be two addresses.", "id: acme-outage", "", "Remove the line; it is not needed."},
		{"file/name", failure, false, "A file is named with lower-case words joined by hyphens, ending in .yaml.",
			"The name becomes the address of the page and works on every system.", "Acme Outage.yml", "2025-07-23-acme-outage.yaml", "Rename the file."},
		{"file/not-regular", failure, false, "Content is made of plain files.",
			"Links could lead out of the archive.", "", "", "Replace it by the file itself."},
		{"file/unreadable", failure, false, "Every file can be read.", "What cannot be read cannot be checked.", "", "", "Look at the permissions of the file."},
		{"file/year", failure, false, "An incident stands in the folder of the year in which it began, and its id begins with that year.",
			"Ids sort by date, and readers see from the address when it was.", "content/incidents/2024/2025-07-23-acme-outage.yaml", "content/incidents/2025/2025-07-23-acme-outage.yaml",
			"Move or rename the file; a published record keeps its old id in aliases."},
		{"page/front-matter", failure, false, "A prose page begins with its title and description between two lines \"---\".",
			"They become the heading, and what search engines show.", "# About", "---\ntitle: About\ndescription: What this archive is.\n---", "Write the four lines."},
	}
}
