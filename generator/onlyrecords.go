package main

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/history"
	"incidentarchive/generator/internal/lint"
)

// onlyRecords finds what a change touches besides records: other files wherever
// they stand in the repository, and records that are no plain files.
func onlyRecords(changes []history.Change) diagnostic.List {
	rule, _ := lint.Lookup("file/not-a-record")
	var findings diagnostic.List
	for _, c := range changes {
		message := ""
		switch {
		case c.Outside || !isRecord(c.File):
			message = "is no record: a change of data touches only files such as content/incidents/2025/ID.yaml; put this into a pull request of its own"
		case c.Mode != "" && c.Mode != history.PlainFile:
			message = fmt.Sprintf("has mode %s in git, want a plain file (%s)", c.Mode, history.PlainFile)
		default:
			continue
		}
		findings = append(findings, diagnostic.Finding{File: c.File, Rule: rule.Name, Severity: rule.Severity, Message: message})
	}
	return findings
}

// isRecord tells whether a file is one that holds a record, by its name.
func isRecord(file string) bool {
	parts := strings.Split(file, "/")
	if len(parts) < 3 || parts[0] != "content" || path.Ext(file) != ".yaml" || strings.HasPrefix(path.Base(file), ".") {
		return false
	}
	switch parts[1] {
	case "incidents":
		return len(parts) == 4
	case "services", "organisations":
		return len(parts) == 3
	}
	return false
}

// deleted finds incidents that a change takes away without a successor.
func deleted(arch *archive.Archive, changes []history.Change) diagnostic.List {
	rule, _ := lint.Lookup("record/vanished")
	var findings diagnostic.List
	for _, c := range changes {
		id := strings.TrimSuffix(path.Base(c.File), ".yaml")
		if c.Mode != "" || !isRecord(c.File) || !strings.HasPrefix(c.File, "content/incidents/") || arch.Incident(id) != nil ||
			slices.ContainsFunc(arch.Incidents, func(i *archive.Incident) bool { return slices.Contains(i.Aliases, id) }) {
			continue
		}
		findings = append(findings, diagnostic.Finding{File: c.File, Rule: rule.Name, Severity: rule.Severity,
			Message: fmt.Sprintf("incident %q is taken away: keep the record and write withdrawn, or name %q among the aliases of the one that replaces it", id, id)})
	}
	return findings
}
