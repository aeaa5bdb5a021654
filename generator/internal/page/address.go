package page

import "incidentarchive/generator/internal/archive"

// ListSize is the number of incidents on one page of a list.
const ListSize = pageSize

// MonthPath gives the address of a month's page below the base URL.
func MonthPath(m *archive.Month) string { return monthPath(m) }
