package deploy

import (
	"context"
	"errors"
	"io"
	"time"

	"gocloud.dev/gcerrors"
	"golang.org/x/sync/errgroup"
)

// Pauses are how long a deployment over a network waits before each further
// attempt. The libraries of the stores repeat single requests themselves, for
// less long.
func Pauses() []time.Duration {
	return []time.Duration{200 * time.Millisecond, time.Second, 5 * time.Second}
}

// retry repeats what failed for a reason that may pass.
func (o Options) retry(ctx context.Context, work func() error) error {
	for _, pause := range o.Pauses {
		err := work()
		if err == nil || !passing(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	return work()
}

// passing tells whether an error may be gone at the next attempt.
func passing(err error) bool {
	var c changed
	if errors.Is(err, io.EOF) || errors.As(err, &c) {
		return false
	}
	switch gcerrors.Code(err) {
	case gcerrors.Unknown, gcerrors.Internal, gcerrors.ResourceExhausted, gcerrors.DeadlineExceeded:
		return !errors.Is(err, context.Canceled)
	}
	return false
}

// parallel does n pieces of work, jobs at a time. After an error, none begins and
// those under way are told to stop; the first error is given.
func parallel(parent context.Context, jobs, n int, work func(ctx context.Context, n int) error) error {
	group, ctx := errgroup.WithContext(parent)
	group.SetLimit(max(jobs, 1))
	for k := range n {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return work(ctx, k)
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return parent.Err()
}
