package stix

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/export/exporttest"
)

// The rules here are written from the text of the STIX 2.1 standard, as far as
// it concerns the objects that the bundle holds.

var (
	idPattern = regexp.MustCompile(`^([a-z][a-z0-9-]*)--[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	timestamp = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$`)
)

// required are the properties that each type must have beyond those of all.
var required = map[string][]string{
	"identity": {"name"}, "threat-actor": {"name"}, "infrastructure": {"name"}, "incident": {"name"},
	"report":               {"name", "published", "object_refs"},
	"relationship":         {"relationship_type", "source_ref", "target_ref"},
	"extension-definition": {"name", "schema", "version", "extension_types", "created_by_ref"},
	"marking-definition":   {"definition_type", "definition"},
}

// optional are the properties that each type may have.
var optional = map[string][]string{
	"identity":     {"description", "roles", "identity_class", "sectors", "contact_information"},
	"threat-actor": {"description", "threat_actor_types", "aliases"}, "infrastructure": {"description", "infrastructure_types", "aliases"},
	"incident": {"description"}, "report": {"description", "report_types"},
	"relationship":         {"description", "start_time", "stop_time"},
	"extension-definition": {"description", "extension_properties"},
	"marking-definition":   {"name"},
}

var common = []string{
	"type", "spec_version", "id", "created_by_ref", "created", "modified", "revoked", "labels", "confidence", "lang",
	"external_references", "object_marking_refs", "granular_markings", "extensions",
}

func TestBundleFollowsTheStandard(t *testing.T) {
	for name, v := range exporttest.Views(t) {
		t.Run(name, func(t *testing.T) {
			var b struct {
				Type    string
				ID      string
				Objects []map[string]any
			}
			if err := json.Unmarshal(exporttest.Export(t, v, Write)[Path], &b); err != nil {
				t.Fatal(err)
			}
			if b.Type != "bundle" || !idPattern.MatchString(b.ID) {
				t.Errorf("type %q, id %q", b.Type, b.ID)
			}
			ids := map[string]map[string]any{}
			count := map[string]int{}
			for _, o := range b.Objects {
				key, _ := o["id"].(string)
				if ids[key] != nil {
					t.Errorf("%s stands twice", key)
				}
				ids[key] = o
				count[o["type"].(string)]++
			}
			for _, o := range b.Objects {
				checkObject(t, o, ids)
			}
			if count["incident"] != len(v.Records) || count["report"] != len(v.Records) {
				t.Errorf("objects are %v, want an incident and a report for each of %d records", count, len(v.Records))
			}
		})
	}
}

func checkObject(t *testing.T, o map[string]any, ids map[string]map[string]any) {
	t.Helper()
	kind, key := o["type"].(string), o["id"].(string)
	fault := func(format string, args ...any) { t.Helper(); t.Errorf(key+": "+format, args...) }
	if required[kind] == nil {
		fault("type %q is not expected", kind)
	}
	must := append([]string{"type", "spec_version", "id", "created"}, required[kind]...)
	if kind != "marking-definition" {
		must = append(must, "modified")
	}
	for _, p := range must {
		if o[p] == nil || o[p] == "" {
			fault("property %s is missing", p)
		}
	}
	for p, value := range o {
		if !slices.Contains(common, p) && !slices.Contains(must, p) && !slices.Contains(optional[kind], p) {
			fault("property %s is not of the standard", p)
		}
		checkValue(t, key, p, value, ids)
	}
	if m := idPattern.FindStringSubmatch(key); m == nil || m[1] != kind {
		fault("the identifier does not fit the type %s", kind)
	}
	if o["spec_version"] != "2.1" {
		fault("spec_version is %v", o["spec_version"])
	}
	if modified, ok := o["modified"].(string); ok && modified < o["created"].(string) {
		fault("modified %s is before created %s", modified, o["created"])
	}
	checkKind(t, o, kind, ids)
}

// checkValue applies the rules that hold for properties of a name, at any depth.
func checkValue(t *testing.T, key, name string, value any, ids map[string]map[string]any) {
	t.Helper()
	switch v := value.(type) {
	case nil:
		t.Errorf("%s: %s is null", key, name)
	case []any:
		if len(v) == 0 {
			t.Errorf("%s: list %s is empty", key, name)
		}
		for _, x := range v {
			checkValue(t, key, strings.TrimSuffix(name, "s"), x, ids)
		}
	case map[string]any:
		if len(v) == 0 {
			t.Errorf("%s: dictionary %s is empty", key, name)
		}
		for n, x := range v {
			if len(n) < 3 || len(n) > 250 || !regexp.MustCompile(`^[a-zA-Z0-9_-]+$`).MatchString(n) {
				t.Errorf("%s: key %q", key, n)
			}
			checkValue(t, key, n, x, ids)
		}
	case string:
		if strings.HasSuffix(name, "_ref") && ids[v] == nil {
			t.Errorf("%s: %s names %s, which is not in the bundle", key, name, v)
		}
		if slices.Contains([]string{"created", "modified", "published"}, name) {
			if _, err := time.Parse(time.RFC3339, v); err != nil || !timestamp.MatchString(v) {
				t.Errorf("%s: %s is %q", key, name, v)
			}
		}
	}
}

// checkKind applies the rules of single types.
func checkKind(t *testing.T, o map[string]any, kind string, ids map[string]map[string]any) {
	t.Helper()
	switch kind {
	case "relationship":
		from, to := o["source_ref"].(string), o["target_ref"].(string)
		if o["relationship_type"] == "uses" && (!strings.HasPrefix(from, "infrastructure--") || !strings.HasPrefix(to, "infrastructure--")) {
			t.Errorf("%s: %s uses %s", o["id"], from, to)
		}
		for _, end := range []string{from, to} {
			if k, _, _ := strings.Cut(end, "--"); slices.Contains([]string{"relationship", "bundle", "marking-definition", "extension-definition"}, k) {
				t.Errorf("%s: %s has no relationships", o["id"], end)
			}
		}
	case "incident":
		for extension, x := range o["extensions"].(map[string]any) {
			definition := ids[extension]
			if definition == nil || !slices.Contains(definition["extension_types"].([]any), x.(map[string]any)["extension_type"]) {
				t.Errorf("%s: extension %s is not defined so", o["id"], extension)
			}
		}
		for _, r := range o["external_references"].([]any) {
			ref := r.(map[string]any)
			if ref["source_name"] == "" || ref["description"] == nil && ref["url"] == nil && ref["external_id"] == nil {
				t.Errorf("%s: reference %v", o["id"], ref)
			}
		}
	}
}

func TestTimesOfAnIncident(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	d := newDetails(exporttest.Record(t, v, "2024-hostile-07"))
	if want := (moment{"[..2024-07-23]", "", "2024-07-23T21:59:59Z"}); d.Start != want {
		t.Errorf("start is %+v, want %+v", d.Start, want)
	}
	if d.End.Earliest != "2024-07-31T22:00:00Z" || d.Duration == nil || d.Duration.Max != nil {
		t.Errorf("end %+v, duration %+v", d.End, d.Duration)
	}
}

func TestIdentifiersStay(t *testing.T) {
	v := exporttest.View(t, archivetest.Repository(t))
	x := newWriter(v).incidentObject(exporttest.Record(t, v, "2025-07-23-post-luxembourg-network-outage"), dates{})
	if want := "incident--ff8f086d-6ecf-54b8-83a6-b3d7af083c4d"; x.ID != want {
		t.Errorf("the identifier became %s; others hold %s", x.ID, want)
	}
}

func BenchmarkWrite(b *testing.B) {
	v := exporttest.View(b, exporttest.Many(b, 1000))
	b.ReportAllocs()
	for b.Loop() {
		exporttest.Export(b, v, Write)
	}
}
