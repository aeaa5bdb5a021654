package main

import (
	"bytes"
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"incidentarchive/generator/internal/header/headertest"
)

// commandLine runs a command line and gives what it printed.
func commandLine(t *testing.T, want int, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if code := run(context.Background(), args, &out, &out); code != want {
		t.Fatalf("generator %s: exit code %d, want %d\n%s", strings.Join(args, " "), code, want, out.String())
	}
	return out.String()
}

// TestServedSite verifies a site at its address, continues it and checks against
// it, while things go wrong there.
func TestServedSite(t *testing.T) {
	archive := filepath.Join(t.TempDir(), "archive")
	if err := os.CopyFS(archive, os.DirFS("internal/lint/testdata/archive")); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "public")
	server := httptest.NewUnstartedServer(nil)
	address := "http://" + server.Listener.Addr().String() + "/"
	build := func(output string, args ...string) string {
		return commandLine(t, exitOK, append([]string{"build", "-C", archive, "-o", output, "--no-history", "--bundle", "--base-url", address}, args...)...)
	}
	build(dir)
	handler, err := headertest.Handler(dir)
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = handler
	server.Start()
	defer server.Close()
	kept := filepath.Join(t.TempDir(), "kept.json")
	first, err := os.ReadFile(filepath.Join(dir, "MANIFEST.json"))
	if err == nil {
		err = os.WriteFile(kept, first, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}

	if out := commandLine(t, exitOK, "verify", address, "--since", kept); !strings.Contains(out, "whole and unchanged: 2 records") || !strings.Contains(out, "edition 1") {
		t.Errorf("verify says %s", out)
	}
	commandLine(t, exitOK, "check", "-C", archive, "--against", address)

	// The next edition follows the one that is served.
	record := filepath.Join(archive, "content", "incidents", "2025", "2025-09-01-luxtrust-outage.yaml")
	source, err := os.ReadFile(record)
	if err == nil {
		err = os.WriteFile(record, bytes.Replace(source, []byte("a day"), []byte("two days"), 1), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	next := filepath.Join(t.TempDir(), "next")
	build(next, "--previous", address)
	if out := commandLine(t, exitOK, "verify", next, "--since", address); !strings.Contains(out, "edition 2") {
		t.Errorf("verify says %s", out)
	}
	if out := commandLine(t, exitFindings, "verify", address, "--since", next); !strings.Contains(out, "was rolled back: this is edition 1, and edition 2 was seen before") {
		t.Errorf("verify says %s", out)
	}
	if err := os.Remove(record); err != nil {
		t.Fatal(err)
	}
	if out := commandLine(t, exitFindings, "check", "-C", archive, "--against", address); !strings.Contains(out, `incident "2025-09-01-luxtrust-outage" was published and is gone`) {
		t.Errorf("check says %s", out)
	}

	// A file that is changed on the server, and one that is gone.
	if err := os.WriteFile(filepath.Join(dir, "about", "index.html"), []byte("changed"), 0o644); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"feed.xml": "changed", "index.html": "changed"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(dir, "data", "incidents.csv")); err != nil {
		t.Fatal(err)
	}
	out := commandLine(t, exitFindings, "verify", address)
	for _, want := range []string{"feed.xml: was changed", "index.html: was changed", "data/incidents.csv: is missing"} {
		if !strings.Contains(out, want) {
			t.Errorf("verify does not say %q:\n%s", want, out)
		}
	}
	if strings.Contains(out, "_headers") {
		t.Errorf("a file that hosts keep to themselves is missed:\n%s", out)
	}

	// Nothing there yet, and no server.
	empty := httptest.NewServer(nil)
	defer empty.Close()
	if out := build(next, "--previous", empty.URL); !strings.Contains(out, "this is the first edition") {
		t.Errorf("build says %s", out)
	}
	server.Close()
	commandLine(t, exitFindings, "build", "-C", archive, "-o", next, "--previous", address)
	commandLine(t, exitFindings, "check", "-C", archive, "--against", address)
}
