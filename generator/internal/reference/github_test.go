package reference

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

const github = root + "/.github"

// TestGitHubFilesAreYAML reads each file and wants what GitHub needs of it.
func TestGitHubFilesAreYAML(t *testing.T) {
	found := 0
	err := filepath.WalkDir(github, func(path string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".yml" {
			return err
		}
		found++
		readYAML(t, path)
		return nil
	})
	if err != nil || found < 6 {
		t.Fatalf("%d files: %v", found, err)
	}
	if config := readYAML(t, github+"/ISSUE_TEMPLATE/config.yml"); config["blank_issues_enabled"] != false {
		t.Error("blank issues are on: nobody could turn one into a record")
	}
	for _, name := range []string{"new-incident.yml", "correction.yml"} {
		form := readYAML(t, github+"/ISSUE_TEMPLATE/"+name)
		for _, key := range []string{"name", "description", "body"} {
			if form[key] == nil {
				t.Errorf("%s has no %s", name, key)
			}
		}
	}
	updates, _ := readYAML(t, github+"/dependabot.yml")["updates"].([]any)
	ecosystems := map[any]bool{}
	for _, u := range updates {
		ecosystems[u.(map[string]any)["package-ecosystem"]] = true
	}
	for _, want := range []string{"gomod", "github-actions", "npm"} {
		if !ecosystems[want] {
			t.Errorf("dependabot does not look after %s", want)
		}
	}
}

func readYAML(t *testing.T, path string) map[string]any {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var value map[string]any
	if err := yaml.Unmarshal(data, &value); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return value
}

var pinned = regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)

// TestWorkflowsAreSafeForForks keeps the promises of the checks: they run what
// strangers send, so they hold no secret and can write nothing.
func TestWorkflowsAreSafeForForks(t *testing.T) {
	paths, err := filepath.Glob(github + "/workflows/*.yml")
	if err != nil || len(paths) < 2 {
		t.Fatalf("%d workflows: %v", len(paths), err)
	}
	for _, path := range paths {
		name := filepath.Base(path)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"pull_request_target", "workflow_run", "secrets.", "secrets[", "GITHUB_TOKEN", "github.token", "write-all"} {
			if strings.Contains(string(data), word) && (name != "release.yml" || word != "github.token") {
				t.Errorf("%s holds %q", name, word)
			}
		}
		workflow := readYAML(t, path)
		permissions, _ := workflow["permissions"].(map[string]any)
		if len(permissions) != 1 || permissions["contents"] != "read" {
			t.Errorf("%s: permissions are %v, want contents: read and nothing else", name, workflow["permissions"])
		}
		jobs, _ := workflow["jobs"].(map[string]any)
		if len(jobs) == 0 {
			t.Errorf("%s has no jobs", name)
		}
		for id, job := range jobs {
			if name == "release.yml" && id == "publish" {
				checkPublish(t, workflow, job.(map[string]any))
				continue
			}
			checkJob(t, name+" "+id, job.(map[string]any))
		}
	}
}

// checkPublish looks at the one job that may write: it does so for tags only, which
// strangers cannot push, and runs nothing of the repository.
func checkPublish(t *testing.T, workflow, job map[string]any) {
	t.Helper()
	on, _ := workflow["on"].(map[string]any)
	push, _ := on["push"].(map[string]any)
	if len(on) != 1 || len(push) != 1 || push["tags"] == nil {
		t.Errorf("release.yml runs on %v, want tags only", on)
	}
	permissions, _ := job["permissions"].(map[string]any)
	if len(permissions) != 2 || permissions["contents"] != "write" || permissions["actions"] != "read" {
		t.Errorf("release.yml: permissions are %v", permissions)
	}
	steps, _ := job["steps"].([]any)
	for _, s := range steps {
		step := s.(map[string]any)
		if run, _ := step["run"].(string); step["uses"] != nil || strings.Contains(run, "go run") || strings.Contains(run, "${{") {
			t.Errorf("release.yml publishes with %v, want no code besides gh", step)
		}
	}
	delete(job, "permissions")
	checkJob(t, "release.yml publish", job)
}

func checkJob(t *testing.T, name string, job map[string]any) {
	t.Helper()
	if job["permissions"] != nil {
		t.Errorf("%s sets its own permissions", name)
	}
	if job["timeout-minutes"] == nil {
		t.Errorf("%s has no time limit", name)
	}
	steps, _ := job["steps"].([]any)
	for _, s := range steps {
		step := s.(map[string]any)
		if run, _ := step["run"].(string); strings.Contains(run, "${{") {
			t.Errorf("%s puts an expression into a script, where a stranger's text would run; pass it by env: %s", name, run)
		}
		action, ok := step["uses"].(string)
		if !ok {
			continue
		}
		if !pinned.MatchString(action) {
			t.Errorf("%s uses %s, want a full commit hash", name, action)
		}
		with, _ := step["with"].(map[string]any)
		if strings.HasPrefix(action, "actions/checkout@") && with["persist-credentials"] != false {
			t.Errorf("%s leaves the token in the folder that strangers' code runs in", name)
		}
	}
}

// TestWorkflowsRunTheChecks wants the commands that contributors are told of.
func TestWorkflowsRunTheChecks(t *testing.T) {
	for name, commands := range map[string][]string{
		"check.yml": {"go run ./generator check --format github", "go test ./...", "build --noindex", "npm ci --prefix .ci", "go mod verify",
			"check -C \"$GITHUB_WORKSPACE\" --only-records=\"$BASE\"", "check --against"},
		"release.yml":         {".ci/release", "cmp ", "sha256sum -c SHA256SUMS"},
		"vulnerabilities.yml": {"go mod verify", "golang.org/x/vuln/cmd/govulncheck@v", "schedule"},
		"links.yml":           {"go run ./generator links", "!github.event.repository.fork", "schedule"},
	} {
		data, err := os.ReadFile(github + "/workflows/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range commands {
			if !strings.Contains(string(data), c) {
				t.Errorf("%s does not hold %q", name, c)
			}
		}
	}
	boxes, err := os.ReadFile(github + "/PULL_REQUEST_TEMPLATE.md")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(boxes), "- [ ]"); n < 4 || n > 5 {
		t.Errorf("the pull request template has %d boxes, want 4 or 5", n)
	}
}
