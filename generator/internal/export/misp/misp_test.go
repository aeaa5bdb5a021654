package misp

import (
	"bytes"
	"crypto/md5"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/export/exporttest"
)

var uuidPattern = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// relations are the attributes that the templates know, with their types.
var relations = map[string]map[string]string{
	"incident":            {"name": "text", "description": "text", "incident_type": "text", "determination": "text"},
	"availability-impact": {"availability_impact": "text", "description": "text", "start_time": "datetime", "start_time_fidelity": "text", "end_time": "datetime", "end_time_fidelity": "text"},
	"ddos-claim":          {"claim-validity": "text", "target": "text", "proof": "text", "reference": "link"},
}

func TestFeed(t *testing.T) {
	for name, v := range exporttest.Views(t) {
		t.Run(name, func(t *testing.T) {
			files := exporttest.Export(t, v, Write)
			if len(files) != len(v.Records)+2 {
				t.Errorf("there are %d files, want an event for each of %d records, and two", len(files), len(v.Records))
			}
			var manifest map[string]map[string]any
			if err := json.Unmarshal(files[Root+"manifest.json"], &manifest); err != nil {
				t.Fatal(err)
			}
			hashes := readHashes(t, files[Root+"hashes.csv"])
			seen := map[string]bool{}
			for uuid, entry := range manifest {
				var file struct{ Event Event }
				if err := json.Unmarshal(files[Root+uuid+".json"], &file); err != nil {
					t.Fatalf("%s: %v", uuid, err)
				}
				if entry["info"] != file.Event.Info || entry["date"] != file.Event.Date || entry["timestamp"] != file.Event.Timestamp {
					t.Errorf("%s: the manifest says %v", uuid, entry)
				}
				checkEvent(t, &file.Event, seen)
				for _, value := range file.Event.values() {
					sum := md5.Sum([]byte(value))
					if !slices.Contains(hashes[uuid], hex.EncodeToString(sum[:])) {
						t.Errorf("%s: the hash of %q is missing", uuid, value)
					}
				}
			}
			if len(manifest) != len(v.Records) {
				t.Errorf("the manifest has %d events, want %d", len(manifest), len(v.Records))
			}
		})
	}
}

func readHashes(t *testing.T, data []byte) map[string][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	hashes := map[string][]string{}
	for _, row := range rows {
		hashes[row[1]] = append(hashes[row[1]], row[0])
	}
	return hashes
}

// checkEvent holds an event against the rules of the MISP core format.
func checkEvent(t *testing.T, e *Event, seen map[string]bool) {
	t.Helper()
	unique := func(uuid string) {
		if !uuidPattern.MatchString(uuid) || seen[uuid] {
			t.Errorf("%s: identifier %q is taken or no UUID", e.Info, uuid)
		}
		seen[uuid] = true
	}
	unique(e.UUID)
	if _, err := time.Parse(time.DateOnly, e.Date); err != nil {
		t.Errorf("%s: %v", e.Info, err)
	}
	if !slices.Contains(e.Tag, Tag{"tlp:clear", white}) {
		t.Errorf("%s: tags are %v", e.Info, e.Tag)
	}
	for _, tag := range e.Tag {
		if !regexp.MustCompile(`^(tlp:clear|(rsit|nis2):[a-z-]+="[a-z0-9-]+")$`).MatchString(tag.Name) {
			t.Errorf("%s: tag %q", e.Info, tag.Name)
		}
	}
	all := slices.Clone(e.Attribute)
	for _, o := range e.Object {
		unique(o.UUID)
		if len(o.Attribute) == 0 || !regexp.MustCompile(`^[0-9a-f-]{36}$`).MatchString(o.TemplateUUID) {
			t.Errorf("%s: object %s is empty or without template", e.Info, o.Name)
		}
		for _, a := range o.Attribute {
			if relations[o.Name][a.Relation] != a.Type {
				t.Errorf("%s: %s.%s is of type %s", e.Info, o.Name, a.Relation, a.Type)
			}
		}
		all = append(all, o.Attribute...)
	}
	for _, a := range all {
		unique(a.UUID)
		if a.Value == "" || a.IDS || a.Timestamp == "" {
			t.Errorf("%s: attribute %+v", e.Info, a)
		}
		if a.FirstSeen > a.LastSeen && a.LastSeen != "" {
			t.Errorf("%s: seen from %s to %s", e.Info, a.FirstSeen, a.LastSeen)
		}
		if a.Type == "link" && !strings.HasPrefix(a.Value, "https://") && !strings.HasPrefix(a.Value, "http://") {
			t.Errorf("%s: link %q", e.Info, a.Value)
		}
	}
}

func TestWhatAnEventSays(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	e := newEvent(v.Site, exporttest.Record(t, v, "2024-hostile-06"))
	if e.Date != "2024-01-31" {
		t.Errorf("date is %s", e.Date)
	}
	start := e.Attribute[1]
	if start.Value != "start: [2024-01-31,2024-02-07]" || start.FirstSeen != "2024-01-30T23:00:00.000000+00:00" || start.LastSeen != "2024-02-07T22:59:59.000000+00:00" {
		t.Errorf("start is %q, from %s to %s", start.Value, start.FirstSeen, start.LastSeen)
	}
	var claim *Object
	for n := range e.Object {
		if e.Object[n].Name == "ddos-claim" {
			claim = &e.Object[n]
		}
	}
	if claim == nil {
		t.Fatal("the claim of the DDoS attack is missing")
	}
	if got := claim.Attribute[0].Value; got != "Unknown" {
		t.Errorf("the validity of a superseded claim is %q", got)
	}
	for _, want := range []string{`rsit:availability="ddos"`, `nis2:impact-sectors-impacted="digital-infrastructure"`, `nis2:nature-root-cause="malicious-actions"`} {
		if !slices.ContainsFunc(e.Tag, func(tag Tag) bool { return tag.Name == want }) {
			t.Errorf("tag %s is missing", want)
		}
	}
	if outage := newEvent(v.Site, exporttest.Record(t, v, "2024-hostile-01")); outage.Tag[1].Name != `rsit:availability="outage"` {
		t.Errorf("an outage is tagged %v", outage.Tag)
	}
}

func TestIdentifiersStay(t *testing.T) {
	v := exporttest.View(t, archivetest.Repository(t))
	e := newEvent(v.Site, exporttest.Record(t, v, "2025-07-23-post-luxembourg-network-outage"))
	if want := "4dff9cda-a20b-51c5-a540-ae834f315a56"; e.UUID != want {
		t.Errorf("the identifier became %s; others hold %s", e.UUID, want)
	}
}

func BenchmarkWrite(b *testing.B) {
	v := exporttest.View(b, exporttest.Many(b, 1000))
	b.ReportAllocs()
	for b.Loop() {
		exporttest.Export(b, v, Write)
	}
}
