package main

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// feed is for operators: lotse feed new-epoch makes every cursor of the change feed invalid, so that all
// mirrors begin afresh. It is needed after an older state of the same database was put back.
func feed(ctx context.Context, c config, args []string, out io.Writer) error {
	if len(args) != 1 || args[0] != "new-epoch" {
		return errors.New("usage: lotse feed new-epoch")
	}
	a, err := open(ctx, c)
	if err != nil {
		return err
	}
	defer a.close() //nolint:errcheck // the work is done
	if err := a.cms.NewFeedEpoch(ctx); err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, "A new epoch of the change feed has begun: every mirror starts afresh with its next request.")
	return err
}
