// Command lotse is the whole of Lotse in one binary: the server with API, desk and workers, and the tools
// around it. `lotse help` lists the subcommands; settings come from the environment (config.go).
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// version is set by the linker.
var version = "dev"

// subcommand is one word after `lotse`.
type subcommand struct {
	name, summary string
	run           func(ctx context.Context, c config, args []string, out io.Writer) error
}

// subcommands lists what the binary can do, in the order of the help.
func subcommands() []subcommand {
	return []subcommand{
		{"serve", "serve the API and the desk, and work on background jobs (--no-worker: leave them to others)", serve},
		{"worker", "only work on background jobs", work},
		{"migrate", "bring the database to this release", migrate},
		{"types", "types plan, types apply: compare the content types of the files with what was applied, and apply them", contentTypes},
		{"import", "read entries from a file of JSON Lines", importEntries},
		{"export", "write entries as JSON Lines", exportEntries},
		{"convert", "turn a known source into JSON Lines for import", convertSource},
		{"feed", "feed new-epoch: have every mirror start afresh, after an older state was put back", feed},
		{"user", "user create: make an account", user},
		{"openapi", "print the OpenAPI document of the management or the delivery API", openAPI},
		{"config", "print the settings as they are understood, secrets hidden", showConfig},
		{"clock", "move the clock of a demo, to see reminders and expiries", moveClock},
		{"healthcheck", "ask a running server whether it is ready", healthcheck},
		{"version", "print the version", func(_ context.Context, _ config, _ []string, out io.Writer) error {
			_, err := fmt.Fprintln(out, version)
			return err
		}},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Environ(), os.Stdout)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return
	}
	fmt.Fprintln(os.Stderr, "lotse:", err)
	var coded exitCode
	if errors.As(err, &coded) {
		os.Exit(coded.code)
	}
	os.Exit(1)
}

// exitCode is an error that ends the program with a status of its own.
type exitCode struct {
	error
	code int
}

// run finds the subcommand and calls it.
func run(ctx context.Context, args, environ []string, out io.Writer) error {
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		return usage(out)
	}
	for _, s := range subcommands() {
		if s.name != args[0] {
			continue
		}
		c, err := loadConfig(environ)
		if err != nil {
			return fmt.Errorf("the settings are not right:\n%w", err)
		}
		return s.run(ctx, c, args[1:], out)
	}
	return fmt.Errorf("there is no %q; see lotse help", args[0])
}

// usage lists the subcommands.
func usage(out io.Writer) error {
	fmt.Fprintf(out, "Lotse %s, a headless CMS with an editorial workflow.\n\n", version)
	for _, s := range subcommands() {
		fmt.Fprintf(out, "  lotse %-12s %s\n", s.name, s.summary)
	}
	_, err := fmt.Fprintln(out, "\nSettings come from the environment; docs/operations.md lists them.")
	return err
}
