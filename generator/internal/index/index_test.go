package index

import (
	"slices"
	"testing"

	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/locale"
	"incidentarchive/generator/internal/record"

	"incidentarchive"
)

// TestFind asks the index of the real archive what people would ask.
func TestFind(t *testing.T) {
	table, err := incidentarchive.Files.ReadFile("layouts/_i18n/en.toml")
	if err != nil {
		t.Fatal(err)
	}
	words, err := locale.Parse(table)
	if err != nil {
		t.Fatal(err)
	}
	x, err := New(archivetest.Repository(t), words, nil)
	if err != nil {
		t.Fatal(err)
	}
	found, err := x.Open()
	if err != nil {
		t.Fatal(err)
	}
	const post = "2025-07-23-post-luxembourg-network-outage"
	for query, want := range map[string]string{
		"post outage huawei":              post,
		"panne post 112":                  post,
		"luxturst december":               "2025-12-16-luxtrust-outage",
		"wannacry":                        "2017-05-12-wannacry-nhs",
		"dudelange stromausfall":          "2022-09-10-dudelange-power-outage",
		"type:attack service:lucet-tests": "2014-11-18-lucet-ddos",
	} {
		result, err := found.Query(query, "", 10)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, hit := range result.Hits {
			ids = append(ids, hit.ID)
		}
		if !slices.Contains(ids[:min(len(ids), 3)], want) {
			t.Errorf("%q finds %q, want %s among the first three", query, ids[:min(len(ids), 3)], want)
		}
	}
}

// TestSynonyms looks that each word list belongs to a value that exists.
func TestSynonyms(t *testing.T) {
	var known []string
	for _, e := range []record.Enumeration{record.Type(""), record.RootCause(""), record.CauseDetail(""), record.Technique("")} {
		known = append(known, record.Values(e)...)
	}
	for key := range everyday {
		if !slices.Contains(known, key) {
			t.Errorf("there is no value %q", key)
		}
	}
}
