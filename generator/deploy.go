package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync/atomic"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/deploy"
)

// deployFlags are the flags of deploy.
type deployFlags struct {
	deploy.Options
	dryRun bool
	keep   bool
}

func newDeploy(a *app) *cobra.Command {
	var opt deployFlags
	c := &cobra.Command{
		Use:   "deploy URL [FOLDER]",
		Short: "Copy the built site to object storage or to a folder",
		Long: `Deploy copies the site that build wrote (public/ in the archive's folder, or
FOLDER) to where it is served from. It sends only what changed: new files first,
then changed pages, deletions last, so that no reader comes to a page that refers
to something that is not there. When it is interrupted or fails, the site there
is whole, and the next run does the rest. Run one at a time.

URL is s3://BUCKET, gs://BUCKET, azblob://CONTAINER or file:///FOLDER; a path
after the bucket is a folder in it. Stores that speak the protocol of S3 take
their address as a parameter: s3://BUCKET?endpoint=https://s3.example.org.
Credentials come from the environment, as the libraries of the stores take them:
AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, GOOGLE_APPLICATION_CREDENTIALS,
AZURE_STORAGE_ACCOUNT and AZURE_STORAGE_KEY, among other ways.

Each file gets its media type, and how long it may be kept: for ever when its
name holds a hash of its content, otherwise until the next look. A target that
holds other files than a site is refused, and so is deleting a great share of it.`,
		Example: `  generator deploy s3://archive.example.org
  generator deploy --dry-run gs://archive/site
  generator deploy file:///srv/www/archive /tmp/site`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return usageError{fmt.Errorf("deploy wants an address and at most one folder, got %d arguments", len(args))}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			folder := filepath.Join(a.dir, "public")
			if len(args) > 1 {
				folder = args[1]
			}
			return a.deploy(c.Context(), args[0], folder, opt)
		},
	}
	c.Flags().BoolVar(&opt.dryRun, "dry-run", false, "only say what would be done")
	c.Flags().BoolVar(&opt.keep, "no-delete", false, "keep files that are no longer part of the site")
	c.Flags().BoolVar(&opt.All, "all", false, "upload files that are there already too")
	c.Flags().BoolVar(&opt.Force, "force", false, "deploy over files that no deployment made, and delete any share")
	c.Flags().Float64Var(&opt.MaxDelete, "max-delete", 20, "refuse to delete more than this `percentage` of the files there")
	c.Flags().IntVar(&opt.Jobs, "jobs", 16, "send this `number` of files at the same time")
	return c
}

func (a *app) deploy(ctx context.Context, address, folder string, opt deployFlags) error {
	target, err := deploy.ParseTarget(address)
	if err != nil {
		return usageError{err}
	}
	opt.Delete, opt.Pauses = !opt.keep, deploy.Pauses()
	progress := newProgress(a.stderr, false)
	defer progress.end()
	progress.stage("reading the site")
	local, err := deploy.Open(folder)
	if err != nil {
		return err
	}
	defer local.Close()
	bucket, err := target.Bucket(ctx)
	if err != nil {
		return err
	}
	defer bucket.Close()
	progress.stage("comparing it with what is there")
	plan, err := deploy.NewPlan(ctx, bucket, local, opt.Options)
	if err != nil {
		return target.Explain(err)
	}
	actions := plan.Actions()
	if opt.dryRun {
		progress.end()
		for _, action := range actions {
			fmt.Fprintf(a.stdout, "%s %s\n", action.Kind, action.File.Path)
		}
	} else {
		var done atomic.Int64
		err := plan.Run(ctx, bucket, local, opt.Options, func(deploy.Action) {
			progress.stage(fmt.Sprintf("%d of %s", done.Add(1), plural(len(actions), "file", "files")))
		})
		if errors.Is(err, context.Canceled) && ctx.Err() != nil {
			return interruption{fmt.Errorf("%s is whole but not up to date (%d of %s): run it again to go on", target, done.Load(), plural(len(actions), "file", "files"))}
		}
		if err != nil {
			return target.Explain(fmt.Errorf("%w; the site there is whole but not up to date (%d of %s): run it again to go on", err, done.Load(), plural(len(actions), "file", "files")))
		}
	}
	progress.end()
	a.printPlan(target, plan, opt.dryRun)
	return nil
}

// printPlan says what was done, or what would be.
func (a *app) printPlan(target *deploy.Target, plan *deploy.Plan, dryRun bool) {
	uploads, more := plan.Count(deploy.Upload)
	updates, bytes := plan.Count(deploy.Update)
	deletions, _ := plan.Count(deploy.Delete)
	note := ""
	if dryRun {
		note = " (nothing was done)"
	}
	fmt.Fprintf(a.stdout, "%s: %d new, %d changed (%s), %d deleted, %d unchanged%s\n", target, uploads, updates, size(more+bytes), deletions, plan.Unchanged, note)
}
