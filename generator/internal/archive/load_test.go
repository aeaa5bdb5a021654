package archive_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/archive"
)

// findings loads the files and gives the findings as one line each.
func findings(t *testing.T, dir string) []string {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	a, list, err := archive.Load(root, archive.Options{Now: time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	if (a == nil) != list.HasErrors() {
		t.Errorf("archive is %v with %d errors", a, len(list))
	}
	var lines []string
	for _, f := range list {
		lines = append(lines, f.Text())
	}
	return lines
}

func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	writeTo(t, dir, files)
	return dir
}

func writeTo(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(files[name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRefused(t *testing.T) {
	good := incident("2025-01-10T13:05", "2025-01-10T14:55", []string{"myguichet outage"}, "")
	tests := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"unknown service", map[string]string{
			"content/incidents/2025/2025-01-10-a.yaml": strings.Replace(good, "service: myguichet", "service: myguichte", 1),
		}, []string{`content/incidents/2025/2025-01-10-a.yaml:11:14: impacts[0].service: unknown service "myguichte" (did you mean "myguichet"?)`}},
		{"a service that does not exist yet", map[string]string{
			"content/incidents/2025/2025-01-10-a.yaml": strings.Replace(good, "service: myguichet", "service: postal-vote", 1),
		}, []string{`content/incidents/2025/2025-01-10-a.yaml:11:14: impacts[0].service: unknown service "postal-vote": use the id of a file in content/services, or add content/services/postal-vote.yaml`}},
		{"unknown operator", map[string]string{
			"content/services/x-ray.yaml": "name: X\noperator: ctei\nsector: health\ncountries: [LU]\n",
		}, []string{`content/services/x-ray.yaml:2:11: operator: unknown organisation "ctei" (did you mean "ctie"?)`}},
		{"a circle of dependencies", map[string]string{
			"content/services/luxtrust.yaml": "name: LuxTrust\noperator: luxtrust\nsector: digital-infrastructure\ncountries: [LU]\ndepends_on: [myguichet]\n",
		}, []string{`content/services/myguichet.yaml:5:14: depends_on[0]: service "luxtrust" depends on itself: luxtrust → myguichet → luxtrust`}},
		{"related to itself and to nothing", map[string]string{
			"content/incidents/2025/2025-01-10-a.yaml": good + "related: [2025-01-10-a, 2025-01-10-b]\n",
		}, []string{
			`content/incidents/2025/2025-01-10-a.yaml:22:11: related[0]: an incident cannot be related to itself: remove it`,
			`content/incidents/2025/2025-01-10-a.yaml:22:25: related[1]: unknown incident "2025-01-10-b" (did you mean "2025-01-10-a"?)`,
		}},
		{"the same id twice", map[string]string{
			"content/incidents/2024/2025-01-10-a.yaml": good,
			"content/incidents/2025/2025-01-10-a.yaml": good,
		}, []string{
			`content/incidents/2024/2025-01-10-a.yaml: the id has to begin with the year of its folder (2024), for example 2024-a`,
			`content/incidents/2025/2025-01-10-a.yaml: id "2025-01-10-a" is taken by content/incidents/2024/2025-01-10-a.yaml: rename one of them`,
		}},
		{"an id that differs from the file name", map[string]string{
			"content/incidents/2025/2025-01-10-a.yaml": "id: 2025-01-10-b\n" + good,
		}, []string{`content/incidents/2025/2025-01-10-a.yaml:1:5: id: id "2025-01-10-b" differs from the file name "2025-01-10-a": rename the file, or remove the line`}},
		{"an alias that is taken", map[string]string{
			"content/incidents/2025/2025-01-10-a.yaml": good,
			"content/incidents/2025/2025-01-10-b.yaml": good + "aliases: [2025-01-10-a]\n",
		}, []string{`content/incidents/2025/2025-01-10-b.yaml:22:11: aliases[0]: alias "2025-01-10-a" is taken by content/incidents/2025/2025-01-10-a.yaml`}},
		{"another year than the folder's", map[string]string{
			"content/incidents/2024/2024-01-10-a.yaml": good,
		}, []string{`content/incidents/2024/2024-01-10-a.yaml:6:8: start: start 2025-01-10T13:05 is not in 2024, the year of the record's folder and id`}},
		{"the future", map[string]string{
			"content/incidents/2025/2025-01-10-a.yaml": strings.Replace(good, "end: 2025-01-10T14:55", "end: 2025-08-01", 1),
		}, []string{`content/incidents/2025/2025-01-10-a.yaml:7:6: end: 2025-08-01 lies in the future: correct the date`}},
		{"a link to nothing", map[string]string{
			"content/incidents/2025/2025-01-10-a.yaml": strings.Replace(good, "summary: Text.", "summary: See [that](/services/nothing/).", 1),
		}, []string{`content/incidents/2025/2025-01-10-a.yaml:4:10: summary: link to "/services/nothing/", which does not exist`}},
		{"files that belong elsewhere", map[string]string{
			"content/incidents/2025-01-10-a.yaml":     good,
			"content/incidents/2025/2025-01-10-b.yml": good,
			"content/incidents/25/2025-01-10-c.yaml":  good,
			"content/incident/x.yaml":                 good,
			"content/_redirects":                      "/* /evil 301\n",
			"content/services/con.yaml":               good,
			"content/services/My Guichet.yaml":        good,
		}, []string{
			`content/_redirects: unknown file: only records (.yaml) and prose pages (.md) belong into content`,
			`content/incident: unknown folder (did you mean "incidents"?), want content/incidents/YEAR, content/services or content/organisations`,
			`content/incidents/2025-01-10-a.yaml: an incident has to stand in the folder of its year, such as content/incidents/2025/2025-01-10-a.yaml`,
			`content/incidents/2025/2025-01-10-b.yml: want a file name that ends with .yaml (rename it to 2025-01-10-b.yaml)`,
			`content/incidents/25: folder "25" has to be a year of four digits, such as content/incidents/2025`,
			`content/services/My Guichet.yaml: file name: id "My Guichet" has to be lower-case letters and digits in words joined by hyphens (for example "my-guichet")`,
			`content/services/con.yaml: file name: id "con" is reserved, choose another`,
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, findings(t, write(t, with(base(), test.files)))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestNotFollowed looks that nothing but plain files is opened.
func TestNotFollowed(t *testing.T) {
	dir := write(t, base())
	outside := filepath.Join(t.TempDir(), "secret.yaml")
	if err := os.WriteFile(outside, []byte("name: Secret\nkind: other\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "content/organisations/secret.yaml")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Dir(outside), filepath.Join(dir, "content/incidents")); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"content/incidents: is a symbolic link, want a plain file",
		"content/organisations/secret.yaml: is a symbolic link, want a plain file",
	}
	if diff := cmp.Diff(want, findings(t, dir)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
