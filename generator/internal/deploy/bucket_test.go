package deploy_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/deploy"
)

func TestParseTarget(t *testing.T) {
	tests := []struct{ text, want, problem string }{
		{"s3://bucket?region=eu-west-1", "s3://bucket", ""},
		{"s3://bucket/archive/", "s3://bucket/archive", ""},
		{"gs://bucket", "gs://bucket", ""},
		{"azblob://container/a/b", "azblob://container/a/b", ""},
		{"file:///srv/www", "file:///srv/www", ""},
		{"file://./www", "file://./www", ""},
		{"file://www", "", "file://./FOLDER"},
		{"file:///", "", "names no folder"},
		{"s3:///archive", "", "names no bucket"},
		{"s3://key:secret@bucket", "", "credentials come from the environment"},
		{"ftp://host/www", "", `has the scheme "ftp"`},
		{"/srv/www", "", "want file:///srv/www"},
		{"s3://[", "", "cannot be read"},
	}
	for _, test := range tests {
		target, err := deploy.ParseTarget(test.text)
		switch {
		case test.problem != "":
			if err == nil || !strings.Contains(err.Error(), test.problem) || strings.Contains(err.Error(), "secret") {
				t.Errorf("%q: error %v, want %q", test.text, err, test.problem)
			}
		case err != nil:
			t.Errorf("%q: %v", test.text, err)
		case target.String() != test.want:
			t.Errorf("%q: got %q, want %q", test.text, target, test.want)
		}
	}
}

// TestFolders deploys below a folder of a bucket and leaves the rest alone.
func TestFolders(t *testing.T) {
	s := newStore(t)
	s.put(t, "other/holiday.jpg", "precious")
	s.address = strings.Replace(s.address, "archive?", "archive/deep/site?", 1)
	for version := range uint64(2) {
		files := random(1, version)
		if _, err := run(t, s, files, plain); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"other/holiday.jpg": "precious"}
		for name, text := range files {
			want["deep/site/"+name] = text
		}
		if diff := cmp.Diff(want, s.files(t)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

// TestFolderOnDisk deploys to a folder that a web server reads: nothing but the
// site may be in it, and the second time only what changed is written.
func TestFolderOnDisk(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "www")
	s := &store{address: "file://" + filepath.ToSlash(dir), context: t.Context()}
	for version := range uint64(2) {
		files := random(1, version)
		if _, err := run(t, s, files, plain); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(files, tree(t, dir)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		if plan, err := run(t, s, files, plain); err != nil || len(plan.Actions()) > 0 {
			t.Errorf("the same site again: %v, error %v", plan.Actions(), err)
		}
	}
}

// TestLargeFolder looks that all files of a folder are found that is larger than
// one page of a listing, in any order of names.
func TestLargeFolder(t *testing.T) {
	dir := t.TempDir()
	s := &store{address: "file://" + filepath.ToSlash(dir), context: t.Context()}
	files := map[string]string{".incident-archive": "", "index.html": "", "a.txt": "text"}
	for k := range 1000 {
		files[fmt.Sprintf("a/%d.txt", k)] = "text"
	}
	write(t, dir, files)
	if plan, err := run(t, s, files, plain); err != nil || len(plan.Actions()) > 0 {
		t.Errorf("the same site: %v, error %v", plan.Actions(), err)
	}
}

func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestErrorsSayWhatToDo looks at what people meet first.
func TestErrorsSayWhatToDo(t *testing.T) {
	fails := func(t *testing.T, address, want string) {
		t.Helper()
		target, err := deploy.ParseTarget(address)
		if err != nil {
			t.Fatal(err)
		}
		bucket, err := target.Bucket(t.Context())
		if err == nil {
			defer bucket.Close()
			if _, err = deploy.NewPlan(t.Context(), bucket, open(t, random(1, 1)), plain); err != nil {
				err = target.Explain(err)
			}
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	s := newStore(t)
	fails(t, strings.Replace(s.address, "//archive", "//elsewhere", 1), "there is no s3://elsewhere, make it first")
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "")
	fails(t, s.address, "set AWS_ACCESS_KEY_ID")
	t.Setenv("AZURE_STORAGE_ACCOUNT", "")
	fails(t, "azblob://container", "set AZURE_STORAGE_ACCOUNT")
	key := filepath.Join(t.TempDir(), "key.json")
	if err := os.WriteFile(key, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", key)
	fails(t, "gs://bucket", "set GOOGLE_APPLICATION_CREDENTIALS")
}
