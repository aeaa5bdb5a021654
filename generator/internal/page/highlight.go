package page

import (
	"html/template"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/highlight"
)

// mostRecord is the size up to which a record stands on its incident's page. A
// longer one gets a page of its own, to keep the other light.
const mostRecord = 9000

// RecordView is the page of a long record as it is written.
type RecordView struct {
	View
	File   string
	Record template.HTML
}

func recordPath(id string) string { return incidentPath(id) + "record/" }

// setRecord shows the record as it is written: on the incident's page, or on one
// below it.
func (s *Site) setRecord(v *IncidentView, i *archive.Incident) {
	if i.Size <= mostRecord {
		v.Record = highlight.HTML(i.Source())
		return
	}
	v.RecordPage = s.href(recordPath(i.ID))
}

// record makes the page of a long record.
func (s *Site) record(i *archive.Incident) *RecordView {
	v := &RecordView{
		View: s.view(recordPath(i.ID), s.t("record_title", "title", i.Title), s.t("record_description", "id", i.ID),
			Link{Text: s.t("nav_incidents"), URL: s.href("/incidents/")}, Link{Text: i.Title, URL: s.href(incidentPath(i.ID))}),
		File:   i.File,
		Record: highlight.HTML(i.Source()),
	}
	v.Section, v.Kind = s.href("/incidents/"), "record"
	return v
}
