package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms/api"
	"lotse/cms/delivery"
	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/postgres"
	"lotse/workflow"
)

// migrate brings the database to this release.
func migrate(ctx context.Context, c config, _ []string, out io.Writer) error {
	a, err := open(ctx, c) // opening migrates
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, "The database is up to date.")
	if differ := a.demandTypes(); differ != nil && err == nil {
		_, err = fmt.Fprintf(out, "But %v.\n", differ)
	}
	return errors.Join(err, a.close())
}

// user makes an account: lotse user create --email … --name … [--role admin] [--organisation SLUG].
func user(ctx context.Context, c config, args []string, out io.Writer) error {
	if len(args) == 0 || args[0] != "create" {
		return errors.New("usage: lotse user create --email ADDRESS --name NAME [--role ROLE] [--organisation SLUG] [--locale de|en]")
	}
	flags := flag.NewFlagSet("user create", flag.ContinueOnError)
	flags.SetOutput(out)
	email := flags.String("email", "", "the `address` to sign in with")
	name := flags.String("name", "", "the person's `name`")
	role := flags.String("role", "", "a `role`: contributor, manager, translator, editor, publisher, admin")
	organisation := flags.String("organisation", "", "the organisation's `slug`; agency-wide where empty")
	locale := flags.String("locale", "de", "the `language` of the desk: de or en")
	locales := flags.String("locales", "", "the `languages` of a translator, separated by commas")
	passwordFile := flags.String("password-file", "", "a `file` with the password; without one the person signs in by mail link")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	password := ""
	if *passwordFile != "" {
		raw, err := os.ReadFile(*passwordFile)
		if err != nil {
			return fmt.Errorf("read the password: %w", err)
		}
		password = strings.TrimRight(string(raw), "\r\n")
	}
	a, err := open(ctx, c)
	if err != nil {
		return err
	}
	defer a.close() //nolint:errcheck // the work is done
	account, err := a.auth.CreateAccount(ctx, auth.System(), auth.NewAccount{Email: *email, Name: *name, Locale: *locale, Password: password})
	if err != nil {
		return err
	}
	if *role != "" {
		if err := a.addRole(ctx, account.ID, *role, *organisation, *locales); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(out, "Made %s (%s).\n", *email, account.ID)
	return err
}

// addRole gives an account a role, agency-wide where no organisation is named.
func (a *app) addRole(ctx context.Context, account uuid.UUID, role, organisation, locales string) error {
	m := auth.NewMembership{AccountID: account, Role: role}
	if organisation != "" {
		o, err := a.auth.Organisation(ctx, auth.System(), organisation)
		if err != nil {
			return fmt.Errorf("organisation %s: %w", organisation, err)
		}
		m.OrganisationID = o.ID
	}
	if locales != "" {
		m.Locales = strings.Split(locales, ",")
	}
	_, err := a.auth.AddMembership(ctx, auth.System(), m)
	return err
}

// openAPI prints a document without needing a database.
func openAPI(_ context.Context, c config, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("openapi", flag.ContinueOnError)
	flags.SetOutput(out)
	which := flags.String("api", "management", "which `API`: management or delivery")
	if err := flags.Parse(args); err != nil {
		return err
	}
	types, err := loadTypes(c.TypesDir)
	if err != nil {
		return err
	}
	workflows, err := workflow.Load()
	if err != nil {
		return err
	}
	policy, err := auth.LoadPolicy()
	if err != nil {
		return err
	}
	var document []byte
	switch *which {
	case "management":
		var described *web.API
		if described, err = api.Describe(api.Deps{Types: types, Workflows: workflows, Policy: policy, Version: version}); err == nil {
			document, err = described.OpenAPI()
		}
	case "delivery":
		var questions *query.Service
		if questions, err = query.New(query.Deps{Types: types}); err == nil {
			door := delivery.New(delivery.Config{Query: questions, Cursors: web.NewCursors(make([]byte, 32)), CacheBytes: -1, Version: version})
			document, err = door.Document(door.Routes(chi.NewRouter()))
		}
	default:
		return fmt.Errorf("there is no API %q", *which)
	}
	if err != nil {
		return err
	}
	_, err = out.Write(document)
	return err
}

// moveClock moves the time of every node of a demo by an interval such as "12 days"; "0" sets it right.
func moveClock(ctx context.Context, c config, args []string, out io.Writer) error {
	if !c.demo() {
		return errors.New("the clock is moved only in a demo (LOTSE_DEMO=1): what has expired would be withdrawn for real")
	}
	if len(args) != 1 {
		return errors.New(`usage: lotse clock INTERVAL, for example "12 days"; "0" sets it right`)
	}
	a, err := open(ctx, c)
	if err != nil {
		return err
	}
	defer a.close() //nolint:errcheck // the work is done
	if err := postgres.MoveClockBy(ctx, a.pool, args[0]); err != nil {
		return err
	}
	a.poker.Poke() // a look at the feed shows the time too
	if args[0] == "0" {
		_, err = fmt.Fprintln(out, "The clock is right.")
	} else {
		_, err = fmt.Fprintf(out, "The clock is moved by %s.\n", args[0])
	}
	return err
}

// showConfig prints the settings; a secret is only said to be set.
func showConfig(_ context.Context, c config, _ []string, out io.Writer) error {
	for _, s := range c.settings() {
		value := *s.value
		if s.secret && value != "" {
			value = "(set)"
		}
		if _, err := fmt.Fprintf(out, "%s=%s\n", s.name, value); err != nil {
			return err
		}
	}
	return nil
}

// healthcheck asks the server at LOTSE_LISTEN whether it is ready, for containers without curl.
func healthcheck(ctx context.Context, c config, _ []string, _ io.Writer) error {
	host, port, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return err
	}
	if host == "" || host == "0.0.0.0" || host == "::" {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close() //nolint:errcheck // only the status counts
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s", response.Status)
	}
	return nil
}
