package basis_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/basis"
	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/export/feed"
	"incidentarchive/generator/internal/export/misp"
	"incidentarchive/generator/internal/synthetic"
)

func load(t *testing.T, dir string) *archive.Archive {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	a, findings, err := archive.Load(root, archive.Options{})
	if err != nil || findings.HasErrors() {
		t.Fatal(findings, err)
	}
	return a
}

// names are files of all kinds that a site of the archive has.
func names(a *archive.Archive) []string {
	list := []string{
		"index.html", "404.html", "feed.xml", "incidents/index.html", "data/incidents.csv", "api/v1/incidents/index.json",
		"api/v1/index.json", "misp/manifest.json", "stix/bundle.json", "search/index.html", "css/site.1.css", "favicon.svg",
	}
	for _, i := range a.Incidents {
		list = append(list, "incidents/"+i.ID+"/index.html", "incidents/"+i.ID+"/card.png", "api/v1/incidents/"+i.ID+".json", misp.Path(i))
	}
	for _, s := range a.Services {
		list = append(list, "services/"+s.ID+"/index.html", "services/"+s.ID+"/feed.json", "api/v1/services/"+s.ID+".json", "embed/"+s.ID+".svg")
	}
	for _, o := range a.Organisations {
		list = append(list, "organisations/"+o.ID+"/index.html", "api/v1/organisations/"+o.ID+".json")
	}
	for _, kind := range a.Groupings() {
		for _, g := range kind.Groups {
			list = append(list, kind.Path+g.Slug()+"/index.html", kind.Path+g.Slug()+"/feed.xml", kind.Path+g.Slug()+"/page/2/index.html")
		}
	}
	return list
}

func keys(a *archive.Archive, common cache.Key) (map[string]cache.Key, *basis.Basis) {
	b := basis.New(a, nil, common)
	all := map[string]cache.Key{}
	for _, name := range names(a) {
		all[name] = b.Key(name)
	}
	return all, b
}

// retitle changes the title of an incident.
func retitle(t *testing.T, dir string, i *archive.Incident) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(i.File))
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(data), "\ntitle: ", "\ntitle: Corrected ", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestFeedsFollowTheNewest changes an incident that a feed has, and one that it has
// not.
func TestFeedsFollowTheNewest(t *testing.T) {
	dir := t.TempDir()
	if err := synthetic.Write(dir, 400, 3); err != nil {
		t.Fatal(err)
	}
	a := load(t, dir)
	before, _ := keys(a, cache.Key{1})
	var large *archive.Group
	for _, kind := range a.Groupings() {
		for _, g := range kind.Groups {
			if kind.Path == "types/" && (large == nil || len(g.Incidents) > len(large.Incidents)) {
				large = g
			}
		}
	}
	newest := feed.Newest(a.Date, large.Incidents)
	for _, i := range large.Incidents {
		if !slices.Contains(newest, i) {
			retitle(t, dir, i)
			break
		}
	}
	page, feeds := "types/"+large.Slug()+"/index.html", "types/"+large.Slug()+"/feed.xml"
	after, _ := keys(load(t, dir), cache.Key{1})
	if before[feeds] != after[feeds] || before[page] == after[page] {
		t.Error("an incident that the feeds have not changed: want only the page to change")
	}
	retitle(t, dir, newest[len(newest)-1])
	if last, _ := keys(load(t, dir), cache.Key{1}); after[feeds] == last[feeds] {
		t.Error("the last incident of the feeds changed, and they do not")
	}
}

// TestKeysFollowRecords changes one record: the keys of what shows it change, and
// those of others do not.
func TestKeysFollowRecords(t *testing.T) {
	dir := t.TempDir()
	if err := synthetic.Write(dir, 200, 3); err != nil {
		t.Fatal(err)
	}
	a := load(t, dir)
	before, first := keys(a, cache.Key{1})
	if again, _ := keys(load(t, dir), cache.Key{1}); again["index.html"] != before["index.html"] {
		t.Error("the same archive has other keys")
	}
	changed := a.Incidents[100]
	retitle(t, dir, changed)
	b := load(t, dir)
	after, _ := keys(b, cache.Key{1})
	shows := map[string]bool{"css/site.1.css": false, "index.html": true, "favicon.svg": true, "data/incidents.csv": true}
	about := "/" + changed.ID
	for _, name := range []string{"incidents" + about + "/index.html", "incidents" + about + "/card.png", "api/v1/incidents" + about + ".json", misp.Path(changed)} {
		shows[name] = true
	}
	for _, s := range changed.Services {
		shows["services/"+s.ID+"/index.html"] = true
		shows["embed/"+s.ID+".svg"] = true
		shows["organisations/"+s.Operator.ID+"/index.html"] = true
	}
	for name, want := range shows {
		if _, known := before[name]; known && (before[name] != after[name]) != want {
			t.Errorf("the key of %s changed: %t, want %t", name, !want, want)
		}
	}
	same := 0
	for name := range before {
		if before[name] == after[name] {
			same++
		}
	}
	if same < len(before)*2/3 {
		t.Errorf("%d of %d keys are still the same, want most", same, len(before))
	}
	other, _ := keys(a, cache.Key{2})
	for name := range before {
		if before[name] == other[name] {
			t.Errorf("%s has the same key with other settings", name)
		}
	}
	if first.Key("no/such/file.txt") != first.Whole() {
		t.Error("a file that is not known does not rest on everything")
	}
}
