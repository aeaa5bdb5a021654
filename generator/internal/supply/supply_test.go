package supply

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const root = "../../.."

var update = flag.Bool("update", false, "rewrite licences.txt and the licences in DEPENDENCIES.md")

// compiled lists the modules of a program on all systems that it is released
// for, with the folders that hold their source.
func compiled(t *testing.T) map[string]string {
	t.Helper()
	modules := map[string]string{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		c := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}", "./generator")
		c.Dir, c.Env = root, append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
		out, err := c.Output()
		if err != nil {
			t.Fatalf("go list: %v", err)
		}
		for line := range strings.Lines(string(out)) {
			if module, dir, found := strings.Cut(strings.TrimSpace(line), " "); found {
				modules[module] = dir
			}
		}
	}
	if len(modules) < 50 {
		t.Fatalf("found %d modules", len(modules))
	}
	return modules
}

// licenceOf reads the licence of the module in a folder.
func licenceOf(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := strings.ToLower(e.Name())
		if e.IsDir() || !strings.HasPrefix(name, "licen") && !strings.HasPrefix(name, "copying") && !strings.HasPrefix(name, "unlicense") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if id := Identify(string(text)); id != "" {
			return id
		}
	}
	return ""
}

// TestLicences reads the licence of every module that is compiled in.
func TestLicences(t *testing.T) {
	var list strings.Builder
	modules := compiled(t)
	names := make([]string, 0, len(modules))
	for name := range modules {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		id := licenceOf(t, modules[name])
		if !slices.Contains(Allowed, id) {
			t.Errorf("%s has the licence %q, want one of %q", name, id, Allowed)
		}
		fmt.Fprintf(&list, "%s %s\n", name, id)
	}
	if *update {
		if err := os.WriteFile("licences.txt", []byte(list.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(licences, list.String()); diff != "" {
		t.Errorf("licences.txt is not in step: run go test ./generator/internal/supply -update (-have +want)\n%s", diff)
	}
}

func TestIdentify(t *testing.T) {
	for text, want := range map[string]string{
		"GNU LESSER GENERAL PUBLIC LICENSE\nVersion 3": "LGPL", "GNU GENERAL PUBLIC LICENSE Version 2, June 1991": "GPL",
		"  Mozilla Public License\nVersion 2.0\n…" + strings.Repeat(" x", 600) + " the GNU Lesser General Public License, Version 2.1": "MPL-2.0",
		"All rights reserved.": "",
	} {
		if got := Identify(text); got != want {
			t.Errorf("%.40q is %q, want %q", text, got, want)
		}
	}
	text, err := os.ReadFile(root + "/LICENSE")
	if err != nil || Identify(string(text)) != own {
		t.Errorf("the licence of the program is %q (%v), want %q", Identify(string(text)), err, own)
	}
}

// TestDirectDependencies compares go.mod with the page that says why each direct
// dependency is there.
func TestDirectDependencies(t *testing.T) {
	source, err := os.ReadFile(root + "/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(source), "\n)")
	var want []string
	for _, m := range regexp.MustCompile(`(?m)^\t(\S+) v\S+$`).FindAllStringSubmatch(first, -1) {
		want = append(want, m[1])
	}
	page, err := os.ReadFile(root + "/generator/DEPENDENCIES.md")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\|$").FindAllStringSubmatch(string(page), -1) {
		got = append(got, m[1])
		if why := strings.TrimSpace(m[2]); len(why) < 15 {
			t.Errorf("%s: %q does not say why it is there", m[1], why)
		}
		if id := Licence(m[1]); id != "" && id != strings.TrimSpace(m[3]) {
			t.Errorf("%s: the licence is %q, want %q", m[1], m[3], id)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("DEPENDENCIES.md is not in step with go.mod (-go.mod +DEPENDENCIES.md)\n%s", diff)
	}
}

func TestBill(t *testing.T) {
	info := &debug.BuildInfo{
		GoVersion: "go1.26.8",
		Main:      debug.Module{Path: "incidentarchive", Version: "v1.2.3"},
		Deps: []*debug.Module{
			{Path: "golang.org/x/net", Version: "v0.59.0", Sum: "h1:abc="},
			{Path: "example.org/a", Version: "v1.0.0+incompatible", Replace: &debug.Module{Path: "github.com/gohugoio/hugo", Version: "v0.165.0", Sum: "h1:x="}},
		},
		Settings: []debug.BuildSetting{{Key: "GOOS", Value: "linux"}, {Key: "vcs.time", Value: "2026-11-22T10:00:00Z"}, {Key: "vcs.revision", Value: "abc"}},
	}
	bill, err := Bill(info)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Bill(info)
	if err != nil || !bytes.Equal(bill, again) {
		t.Errorf("two bills differ: %v", err)
	}
	var b bom
	if err := json.Unmarshal(bill, &b); err != nil {
		t.Fatal(err)
	}
	// What the schema of CycloneDX 1.6 asks for.
	if b.Format != "CycloneDX" || b.Spec != "1.6" || b.Version != 1 || !regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(b.Serial) {
		t.Errorf("%q %q %d %q", b.Format, b.Spec, b.Version, b.Serial)
	}
	refs := map[string]bool{b.Metadata.Component.Ref: true}
	for _, c := range b.Components {
		if c.Name == "" || c.Version == "" || c.Type != "library" || refs[c.Ref] || len(c.Licenses) != 1 {
			t.Errorf("component %+v", c)
		}
		refs[c.Ref] = true
	}
	for _, want := range []string{"pkg:golang/incidentarchive@v1.2.3", "pkg:golang/std@1.26.8", "pkg:golang/golang.org/x/net@v0.59.0", "pkg:golang/github.com/gohugoio/hugo@v0.165.0"} {
		if !refs[want] {
			t.Errorf("%s is missing in %v", want, refs)
		}
	}
	if len(b.Dependencies) != 1 || len(b.Dependencies[0].DependsOn) != 3 || b.Metadata.Timestamp != "2026-11-22T10:00:00Z" {
		t.Errorf("dependencies %+v, time %q", b.Dependencies, b.Metadata.Timestamp)
	}
}

// TestReleasesFixGo wants the site and the releases to be made by the same Go.
func TestReleasesFixGo(t *testing.T) {
	version := func(file, pattern string) string {
		source, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		m := regexp.MustCompile(pattern).FindSubmatch(source)
		if m == nil {
			t.Fatalf("%s names no version of Go", file)
		}
		return string(m[1])
	}
	if release, site := version(".ci/release", `GOTOOLCHAIN=go([0-9.]+)`), version("netlify.toml", `GO_VERSION = "([0-9.]+)"`); release != site {
		t.Errorf("releases are made with Go %s, the site with %s", release, site)
	}
}
