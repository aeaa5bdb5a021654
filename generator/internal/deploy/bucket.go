package deploy

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gocloud.dev/blob"
	"gocloud.dev/blob/azureblob"
	"gocloud.dev/blob/fileblob"
	"gocloud.dev/blob/gcsblob"
	"gocloud.dev/blob/s3blob"
	"gocloud.dev/gcerrors"
)

// Target is an address that a site can be deployed to:
//
//	s3://BUCKET[/FOLDER][?region=REGION&endpoint=ADDRESS]
//	gs://BUCKET[/FOLDER]
//	azblob://CONTAINER[/FOLDER]
//	file:///FOLDER
//
// Further parameters are those of the packages of gocloud.dev/blob.
type Target struct {
	address url.URL
	folder  string // within the bucket, with a slash at its end, or empty
}

// ParseTarget reads the address of a target.
func ParseTarget(text string) (*Target, error) {
	u, err := url.Parse(text)
	const want = "want s3://BUCKET, gs://BUCKET, azblob://CONTAINER or file:///FOLDER"
	if err != nil {
		return nil, fmt.Errorf("target %q cannot be read as an address: %s", text, want)
	}
	if u.User != nil {
		return nil, fmt.Errorf("target %q holds a user name or password: leave it out, credentials come from the environment", u.Redacted())
	}
	switch u.Scheme {
	case s3blob.Scheme, gcsblob.Scheme, azureblob.Scheme:
		if u.Host == "" {
			return nil, fmt.Errorf("target %q names no bucket: %s", text, want)
		}
		t := &Target{address: *u}
		if folder := strings.Trim(u.Path, "/"); folder != "" {
			t.folder = folder + "/"
		}
		t.address.Path = ""
		return t, nil
	case fileblob.Scheme:
		if strings.Trim(u.Path, "/") == "" || u.Host != "" && u.Host != "." && u.Host != "localhost" {
			return nil, fmt.Errorf("target %q names no folder: want file:///FOLDER, or file://./FOLDER for one below this folder", text)
		}
		return &Target{address: *u}, nil
	}
	if folder, err := filepath.Abs(text); err == nil && u.Scheme == "" {
		return nil, fmt.Errorf("target %q is no address: for a folder, want file://%s", text, filepath.ToSlash(folder))
	}
	return nil, fmt.Errorf("target %q has the scheme %q: %s", text, u.Scheme, want)
}

// String gives the address without its parameters.
func (t *Target) String() string {
	u := t.address
	u.RawQuery = ""
	if t.folder != "" {
		u.Path = "/" + strings.TrimSuffix(t.folder, "/")
	}
	return u.String()
}

// Bucket connects to the target, with the credentials that its library finds in
// the environment.
func (t *Target) Bucket(ctx context.Context) (*blob.Bucket, error) {
	if t.address.Scheme == fileblob.Scheme {
		return t.openFolder()
	}
	bucket, err := blob.OpenBucket(ctx, t.address.String())
	if err != nil {
		return nil, t.Explain(err)
	}
	if t.folder != "" {
		bucket = blob.PrefixedBucket(bucket, t.folder)
	}
	return bucket, nil
}

// openFolder opens a folder as a bucket. A web server reads it, so that nothing
// but the site may stand in it.
func (t *Target) openFolder() (*blob.Bucket, error) {
	folder := t.address.Path
	if t.address.Host == "." || filepath.Separator != '/' {
		folder = strings.TrimPrefix(folder, "/")
	}
	return fileblob.OpenBucket(filepath.FromSlash(folder), &fileblob.Options{
		CreateDir: true, NoTempDir: true, DirFileMode: 0o755, Metadata: fileblob.MetadataDontWrite,
	})
}

// environment says where the library of a store looks for credentials.
var environment = map[string]string{
	s3blob.Scheme:    "set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION, or AWS_PROFILE",
	gcsblob.Scheme:   "set GOOGLE_APPLICATION_CREDENTIALS to the file with the key of a service account, or run \"gcloud auth application-default login\"",
	azureblob.Scheme: "set AZURE_STORAGE_ACCOUNT, and AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN, or run \"az login\"",
}

// lacking are the words by which the libraries complain of credentials that are
// not there. They have no errors of their own for it.
var lacking = []string{"credential", "accountname", "private key", "region", "imds", "token"}

// Explain adds to an error of the target what to do about it.
func (t *Target) Explain(err error) error {
	text := strings.ToLower(err.Error())
	switch code := gcerrors.Code(err); {
	case errors.Is(err, context.Canceled), errors.Is(err, os.ErrPermission):
		return err
	case t.address.Scheme == fileblob.Scheme:
		return err
	case code == gcerrors.NotFound:
		return fmt.Errorf("there is no %s, make it first: %w", t, err)
	case code == gcerrors.PermissionDenied:
		return fmt.Errorf("%s: the credentials do not allow this (to list, read, write and delete): %w", t, err)
	case slices.ContainsFunc(lacking, func(word string) bool { return strings.Contains(text, word) }):
		return fmt.Errorf("%s: credentials are missing, incomplete or too old: %s: %w", t, environment[t.address.Scheme], err)
	}
	return fmt.Errorf("%s: %w", t, err)
}
