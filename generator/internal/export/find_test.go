package export

import "testing"

func TestFind(t *testing.T) {
	for name, want := range map[string]string{
		"feed.atom":                          "feed.atom",
		"data/incidents.csv":                 "data/incidents.csv",
		"data/incidents.csv.gz":              "data/incidents.csv",
		"data/SHA256SUMS":                    "data/SHA256SUMS",
		"api/v1/incidents/2025-a.json":       "api/v1/incidents/{id}.json",
		"api/v1/years/2025.json":             "api/v1/years/{year}.json",
		"services/myguichet/feed.atom":       "services/{id}/feed.atom",
		"services/my/guichet/feed.atom":      "",
		"services//feed.atom":                "",
		"api/v1/incidents/2025-a.yaml":       "",
		"incidents/2025-a/index.html":        "",
		"api/v1/incidents/../../secret.json": "",
	} {
		file, ok := Find(name)
		if file.Path != want || ok != (want != "") {
			t.Errorf("%q belongs to %q, %t, want %q", name, file.Path, ok, want)
		}
	}
}
