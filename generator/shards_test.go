package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// workflow is what counts of the example for GitHub Actions.
type workflow struct {
	Jobs map[string]struct {
		Strategy struct {
			Matrix struct {
				Shard []int `yaml:"shard"`
			} `yaml:"matrix"`
		} `yaml:"strategy"`
		Steps []struct {
			Run string `yaml:"run"`
		} `yaml:"steps"`
	} `yaml:"jobs"`
}

// job is what counts of the example for Kubernetes.
type job struct {
	Spec struct {
		CompletionMode string `yaml:"completionMode"`
		Completions    int    `yaml:"completions"`
		Template       struct {
			Spec struct {
				Containers []struct {
					Command []string `yaml:"command"`
					Args    []string `yaml:"args"`
				} `yaml:"containers"`
			} `yaml:"spec"`
		} `yaml:"template"`
	} `yaml:"spec"`
}

// TestShardExamples runs the commands of the examples on the page on shards, each
// as a process of its own, and wants a whole site.
func TestShardExamples(t *testing.T) {
	text, err := os.ReadFile("../content/shards.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(text), "```yaml\n")
	if len(blocks) != 3 {
		t.Fatalf("the page has %d examples in YAML, want 2", len(blocks)-1)
	}
	for n := range blocks {
		blocks[n], _, _ = strings.Cut(blocks[n], "```")
	}
	program := generatorProgram(t)
	for name, commands := range map[string][]string{"GitHub Actions": actions(t, blocks[1]), "Kubernetes": indexedJob(t, blocks[2])} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(filepath.Join(dir, "archive"), os.DirFS("internal/lint/testdata/archive")); err != nil {
				t.Fatal(err)
			}
			for _, command := range commands {
				runCommand(t, program, dir, command)
			}
			runCommand(t, program, dir, "generator build --no-history -C archive -o whole")
			if treeHash(t, filepath.Join(dir, "public")) != treeHash(t, filepath.Join(dir, "whole")) {
				t.Error("the shards make up another site than one build")
			}
		})
	}
}

// actions gives the commands of a workflow.
func actions(t *testing.T, text string) []string {
	var w workflow
	if err := yaml.Unmarshal([]byte(text), &w); err != nil {
		t.Fatal(err)
	}
	var commands []string
	for _, name := range []string{"shard", "merge"} {
		shards := w.Jobs[name].Strategy.Matrix.Shard
		if name == "merge" {
			shards = []int{0}
		}
		for _, shard := range shards {
			for _, step := range w.Jobs[name].Steps {
				command, ok := strings.CutPrefix(step.Run, "go run ./generator build ")
				if !ok {
					continue // sets up
				}
				command = "generator build --no-history -C archive " + command
				commands = append(commands, strings.ReplaceAll(command, "${{ matrix.shard }}", fmt.Sprint(shard)))
			}
		}
	}
	return commands
}

// indexedJob gives the commands of two jobs.
func indexedJob(t *testing.T, text string) []string {
	var commands []string
	for n, document := range strings.Split(text, "\n---\n") {
		var j job
		if err := yaml.Unmarshal([]byte(document), &j); err != nil {
			t.Fatal(err)
		}
		c := j.Spec.Template.Spec.Containers[0]
		if len(c.Args) != 1 || strings.Join(c.Command, " ") != "sh -c" || (j.Spec.CompletionMode == "Indexed") != (n == 0) {
			t.Fatalf("job %d has the command %q %q and the completion mode %q", n, c.Command, c.Args, j.Spec.CompletionMode)
		}
		for index := range max(1, j.Spec.Completions) {
			commands = append(commands, strings.ReplaceAll(c.Args[0], "$((JOB_COMPLETION_INDEX + 1))", fmt.Sprint(index+1)))
		}
	}
	return commands
}

// generatorProgram gives this test under the name by which it is the generator.
func generatorProgram(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "generator")
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if os.Link(self, name) == nil {
		return name
	}
	data, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o755); err != nil {
		t.Fatal(err)
	}
	return name
}

// runCommand runs a command of the generator in a folder.
func runCommand(t *testing.T, program, dir, command string) {
	t.Helper()
	words := strings.Fields(command)
	if len(words) < 2 || words[0] != "generator" || strings.ContainsAny(command, "$\"'`&|;") {
		t.Fatalf("%q is no plain command of the generator", command)
	}
	c := exec.CommandContext(t.Context(), program, words[1:]...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
}
