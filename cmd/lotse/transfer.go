package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"lotse/auth"
	"lotse/cms/transfer"
)

// importEntries reads a file of JSON Lines through the commands.
func importEntries(ctx context.Context, c config, args []string, out io.Writer) error {
	var in transfer.Import
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.StringVar(&in.Type, "type", "", "the content `type` of lines that name none")
	flags.StringVar(&in.Organisation, "organisation", "", "the `slug` of the organisation that owns the entries")
	flags.StringVar(&in.Locale, "locale", "de", "the source `locale` of lines that name none")
	flags.BoolVar(&in.Publish, "publish", false, "publish what passes the publish gate; what does not is not imported")
	account := flags.String("account", "", "the `e-mail` of the account in whose name it is done")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("usage: lotse import --type TYPE --organisation SLUG [--publish] FILE")
	}
	in.File = flags.Arg(0)
	a, err := open(ctx, c)
	if err != nil {
		return err
	}
	defer a.close() //nolint:errcheck // the work is done
	if err := a.demandTypes(); err != nil {
		return err
	}
	if *account != "" {
		who, err := a.auth.AccountByEmail(ctx, auth.System(), *account)
		if err != nil {
			return fmt.Errorf("account %s: %w", *account, err)
		}
		in.Account = who.ID
	}
	in.Progress = transfer.Progress(os.Stderr, "import")
	in.Refused = func(line int, reason string) { fmt.Fprintf(os.Stderr, "line %d: %s\n", line, reason) }
	counts, err := transfer.Run(ctx, a.pool, a.cms, in)
	fmt.Fprintf(out, "%d lines: %d created, %d updated, %d unchanged, %d refused, %d done before; %d variants published.\n",
		counts.Lines, counts.Created, counts.Updated, counts.Unchanged, counts.Refused, counts.Skipped, counts.Published)
	if err == nil && counts.Refused > 0 {
		return fmt.Errorf("%d lines were refused", counts.Refused)
	}
	return err
}

// exportEntries writes entries as JSON Lines that import reads back.
func exportEntries(ctx context.Context, c config, args []string, out io.Writer) error {
	var in transfer.Export
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	flags.SetOutput(out)
	types := flags.String("type", "", "the content `types`, separated by commas; all where empty")
	flags.StringVar(&in.Organisation, "organisation", "", "the `slug` of one organisation; all where empty")
	flags.BoolVar(&in.Live, "live", false, "what the public is shown instead of the working copies")
	flags.BoolVar(&in.Archived, "archived", false, "archived entries as well")
	file := flags.String("o", "", "write to a `file`; to the standard output where empty")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *types != "" {
		in.Types = strings.Split(*types, ",")
	}
	a, err := open(ctx, c)
	if err != nil {
		return err
	}
	defer a.close() //nolint:errcheck // nothing was changed
	if err := a.demandTypes(); err != nil {
		return err
	}
	target, finish, err := output(*file, out)
	if err != nil {
		return err
	}
	counts, err := transfer.Write(ctx, a.pool, a.cms, auth.System(), in, target)
	if err := errors.Join(err, finish()); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d entries, %d variants.\n", counts.Entries, counts.Variants)
	return nil
}

// convertSource turns a known source into JSON Lines: lotse convert KIND PATH.
func convertSource(_ context.Context, _ config, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("convert", flag.ContinueOnError)
	flags.SetOutput(out)
	file := flags.String("o", "", "write to a `file`; to the standard output where empty")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 2 {
		return fmt.Errorf("usage: lotse convert [-o FILE] KIND PATH; kinds: %s", strings.Join(transfer.Kinds(), ", "))
	}
	target, finish, err := output(*file, out)
	if err != nil {
		return err
	}
	report := func(record int, problem string) { fmt.Fprintf(os.Stderr, "record %d: %s\n", record, problem) }
	counts, err := transfer.Convert(flags.Arg(0), flags.Arg(1), target, report)
	if err := errors.Join(err, finish()); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%+v\n", counts)
	return nil
}

// output opens the file to write to; finish flushes and closes it.
func output(file string, standard io.Writer) (w io.Writer, finish func() error, err error) {
	if file == "" {
		b := bufio.NewWriter(standard)
		return b, b.Flush, nil
	}
	f, err := os.Create(file) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, nil, err
	}
	b := bufio.NewWriter(f)
	return b, func() error { return errors.Join(b.Flush(), f.Close()) }, nil
}
