package deploy

import (
	"bytes"
	"context"
	"crypto/md5"
	"io"
	"os"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
)

// sumKey is the metadata under which the MD5 sum of each file is stored. What a
// store lists as a sum is none where files are encrypted or were sent in parts.
const sumKey = "content-md5"

// list gives the files in the bucket by their names.
func list(ctx context.Context, bucket *blob.Bucket, opt Options) (map[string]*blob.ListObject, error) {
	var folder os.FileInfo
	whole := bucket.As(&folder)
	size := 1000
	if whole {
		size = 1 << 16
	}
	there := map[string]*blob.ListObject{}
	for token := blob.FirstPageToken; len(token) > 0; {
		var objects []*blob.ListObject
		var next []byte
		err := opt.retry(ctx, func() (err error) {
			objects, next, err = bucket.ListPage(ctx, token, size, nil)
			return err
		})
		if err != nil {
			return nil, err
		}
		if whole && len(next) > 0 {
			// Pages of a folder lose files: "a.txt" comes after "a/b" and compares less.
			size *= 4
			continue
		}
		for _, object := range objects {
			there[object.Key] = object
		}
		token = next
	}
	return there, nil
}

// unchanged tells of each file of the site whether it is in the bucket already.
func unchanged(ctx context.Context, bucket *blob.Bucket, local *Site, there map[string]*blob.ListObject, opt Options) ([]bool, error) {
	same := make([]bool, len(local.Files))
	if opt.All {
		return same, nil
	}
	err := parallel(ctx, opt.Jobs, len(same), func(ctx context.Context, n int) error {
		f := local.Files[n]
		object := there[f.Path]
		if object == nil || object.Size != f.Size {
			return nil
		}
		if bytes.Equal(object.MD5, f.MD5[:]) {
			same[n] = true
			return nil
		}
		return opt.retry(ctx, func() (err error) {
			same[n], err = stored(ctx, bucket, f)
			return err
		})
	})
	return same, err
}

// stored compares a file with the one that is stored, by the sum beside it; when
// there is none, by its content.
func stored(ctx context.Context, bucket *blob.Bucket, f File) (bool, error) {
	attributes, err := bucket.Attributes(ctx, f.Path)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if sum, found := attributes.Metadata[sumKey]; found {
		return sum == f.sum(), nil
	}
	if len(attributes.MD5) > 0 {
		return bytes.Equal(attributes.MD5, f.MD5[:]), nil
	}
	r, err := bucket.NewReader(ctx, f.Path, nil)
	if err != nil {
		return false, err
	}
	defer r.Close()
	hash := md5.New()
	if _, err := io.Copy(hash, r); err != nil {
		return false, err
	}
	return bytes.Equal(hash.Sum(nil), f.MD5[:]), nil
}

// remove deletes a file; one that is gone already is no error.
func remove(ctx context.Context, bucket *blob.Bucket, name string) error {
	err := bucket.Delete(ctx, name)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil
	}
	return err
}
