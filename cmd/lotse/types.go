package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/term"

	"lotse/cms"
	"lotse/cms/query"
	"lotse/cms/transfer"
	"lotse/internal/postgres"
	"lotse/schema"
)

// statusChanges is the exit status of `types plan --exit-code` where something would change.
const statusChanges = 2

// readTypes has the services work by the applied content types. Those of the files are applied by themselves where
// nothing was applied before, and in a demo; elsewhere somebody has to say so, see demandTypes.
func (a *app) readTypes(ctx context.Context) error {
	state, err := a.cms.ReadTypes(ctx)
	if err != nil {
		return err
	}
	if pending := len(state.Differ) + len(state.Unfinished); pending > 0 && (state.First || a.config.demo()) {
		if err := a.cms.ApplyTypes(ctx); err != nil {
			return err
		}
		state = cms.TypesState{}
	}
	if a.state = state; len(state.Differ) > 0 {
		return nil
	}
	if len(state.Unfinished) > 0 {
		a.log.Warn("public items are still to be written again: run `lotse types apply`", "types", state.Unfinished)
	}
	// Lists are right without their indexes, only slower: no reason not to start.
	plan, err := a.query.PlanIndexes(ctx)
	if err == nil && len(plan.Build)+len(plan.Drop) > 0 {
		err = a.indexes(ctx, func(builder *query.Service) error { return builder.BuildIndexes(ctx) })
	}
	if err != nil {
		a.log.Warn("could not build the indexes of declared sorts and filters", "error", err)
	}
	return nil
}

// demandTypes refuses to go on where the content types of the files are not what was applied: content would be
// written by rules that nobody has agreed to.
func (a *app) demandTypes() error {
	if len(a.state.Differ) == 0 {
		return nil
	}
	return fmt.Errorf("the content types of this program and of LOTSE_TYPES_DIR are not those that were applied (%s): "+
		"`lotse types plan` shows what would change, `lotse types apply` applies it", strings.Join(a.state.Differ, ", "))
}

// watchTypes follows content types that are applied while this process runs.
func (a *app) watchTypes(ctx context.Context) {
	go a.cms.WatchTypes(ctx, time.Second, func() {
		a.log.Info("content types were applied", "outdated", a.cms.OutdatedTypes())
		a.tellDoor(cms.PublicChange{Everything: true})
	}, func(err error) { a.log.Warn("could not look for applied content types", "error", err) })
}

// indexes gives work on indexes a connection of its own on which statements may take long: to PostgreSQL itself, where
// there is a pooler.
func (a *app) indexes(ctx context.Context, work func(*query.Service) error) error {
	dsn := a.dsn
	if a.config.DatabaseDirectURL != "" {
		dsn = a.config.DatabaseDirectURL
	}
	pool, err := postgres.Open(ctx, dsn, postgres.PoolOptions{AppName: "lotse-types", MaxConns: 2, StatementTimeout: -1, LockTimeout: -1})
	if err != nil {
		return err
	}
	defer pool.Close()
	builder, err := query.New(query.Deps{DB: pool, Types: a.types})
	if err != nil {
		return err
	}
	return work(builder)
}

// contentTypes is `lotse types plan|apply`.
func contentTypes(ctx context.Context, c config, args []string, out io.Writer) error {
	usage := errors.New("usage: lotse types plan [--json] [--exit-code], or lotse types apply [--allow-lossy] [--yes]")
	if len(args) == 0 {
		return usage
	}
	flags := flag.NewFlagSet("types "+args[0], flag.ContinueOnError)
	flags.SetOutput(out)
	var work func(context.Context, *app) error
	switch args[0] {
	case "plan":
		asJSON := flags.Bool("json", false, "print the plan as JSON")
		exit := flags.Bool("exit-code", false, "end with status 2 where something would change")
		work = func(ctx context.Context, a *app) error { return a.showTypes(ctx, out, *asJSON, *exit) }
	case "apply":
		lossy := flags.Bool("allow-lossy", false, "apply also what takes something from the public or shows what was hidden")
		yes := flags.Bool("yes", false, "do not ask")
		work = func(ctx context.Context, a *app) error { return a.applyTypes(ctx, out, *lossy, *yes) }
	default:
		return usage
	}
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return usage
	}
	a, err := open(ctx, c)
	if err != nil {
		return err
	}
	return errors.Join(work(ctx, a), a.close())
}

// typesPlan is the whole plan: content and indexes.
type typesPlan struct {
	cms.TypePlan
	Indexes struct {
		Build []string `json:"build"`
		Drop  []string `json:"drop"`
	} `json:"indexes"`
	index query.IndexPlan
}

func (a *app) planTypes(ctx context.Context) (typesPlan, error) {
	var plan typesPlan
	var err error
	if plan.TypePlan, err = a.cms.PlanTypes(ctx, transfer.Progress(os.Stderr, "looking at entries")); err != nil {
		return plan, err
	}
	if plan.index, err = a.query.PlanIndexes(ctx); err != nil {
		return plan, err
	}
	plan.Indexes.Build, plan.Indexes.Drop = []string{}, append([]string{}, plan.index.Drop...)
	for _, index := range plan.index.Build {
		plan.Indexes.Build = append(plan.Indexes.Build, index.Name)
	}
	return plan, nil
}

// empty reports that there is nothing to do.
func (p typesPlan) empty() bool {
	return len(p.Changes)+len(p.Unfinished)+len(p.index.Build)+len(p.index.Drop) == 0
}

func (a *app) showTypes(ctx context.Context, out io.Writer, asJSON, exit bool) error {
	plan, err := a.planTypes(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		e := json.NewEncoder(out)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		err = e.Encode(plan)
	} else {
		err = plan.write(out)
	}
	if err == nil && exit && !plan.empty() {
		return exitCode{errors.New("the content types are not those that were applied"), statusChanges}
	}
	return err
}

// write prints the plan for people.
func (p typesPlan) write(out io.Writer) error {
	if p.empty() {
		_, err := fmt.Fprintln(out, "The content types are those that were applied. Nothing to do.")
		return err
	}
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	name := ""
	for _, c := range p.Changes {
		if name != c.Type {
			name = c.Type
			fmt.Fprintf(t, "%s → version %d\n", name, c.Version)
		}
		field, change := c.Field, c.Change
		if field == "" {
			field = "(the type)"
		}
		if c.Detail != "" {
			change += " (" + c.Detail + ")"
		}
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\t%s\n", c.Class, field, change, concerned(c.Concerned), c.Effect)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, r := range p.Rewrites {
		writeRewrite(out, r)
	}
	for _, name := range p.Indexes.Build {
		fmt.Fprintf(out, "index + %s\n", name)
	}
	for _, name := range p.Indexes.Drop {
		fmt.Fprintf(out, "index - %s\n", name)
	}
	if len(p.Unfinished) > 0 {
		fmt.Fprintf(out, "Public items still to be written again: %s (`lotse types apply` goes on with them)\n", strings.Join(p.Unfinished, ", "))
	}
	counts := map[schema.Class]int{}
	for _, c := range p.Changes {
		counts[c.Class]++
	}
	_, err := fmt.Fprintf(out, "%d changes: %d safe, %d backfill, %d lossy.\n", len(p.Changes), counts[schema.Safe], counts[schema.Backfill], counts[schema.Lossy])
	return err
}

// rewrittenPerSecond is how many entries a busy machine of two cores writes again beside its traffic.
const rewrittenPerSecond = 230

// writeRewrite says what is gone at once, and how long it takes until everything else is right.
func writeRewrite(out io.Writer, r cms.TypeRewrite) {
	takes := (time.Duration(r.Entries) * time.Second / rewrittenPerSecond).Round(time.Second)
	switch {
	case r.Removed:
		fmt.Fprintf(out, "%s: nothing of it is public from the moment of applying. %d entries are withdrawn after that, in about %s.\n", r.Type, r.Entries, takes)
		return
	case len(r.Hides) > 0:
		fmt.Fprintf(out, "%s: %s gone from public items from the moment of applying.\n", r.Type, areOrIs(r.Hides))
	}
	fmt.Fprintf(out, "%s: the public items of %d entries are written again, in about %s.", r.Type, r.Entries, takes)
	if r.HidesWords {
		fmt.Fprint(out, " Until then, q and suggest do not find those that are still to be written.")
	}
	fmt.Fprintln(out)
}

func areOrIs(names []string) string {
	if len(names) == 1 {
		return names[0] + " is"
	}
	return strings.Join(names, ", ") + " are"
}

// concerned says what a change concerns.
func concerned(n *cms.TypePlanCount) string {
	if n == nil {
		return "–"
	}
	return fmt.Sprintf("%d entries, %d texts, %d public", n.Entries, n.Variants, n.Live)
}

// applyTypes shows the plan, asks, and carries it out: indexes first, so that nobody sorts without; then the types are
// noted, and every node works by them; then public items are written again; last goes what is no longer declared.
func (a *app) applyTypes(ctx context.Context, out io.Writer, lossy, yes bool) error {
	plan, err := a.planTypes(ctx)
	if err != nil {
		return err
	}
	if err := plan.write(out); err != nil || plan.empty() {
		return err
	}
	if plan.Class() == schema.Lossy && !lossy {
		return errors.New("there are lossy changes: look at them, and say --allow-lossy if they are meant")
	}
	if !yes {
		if err := agree(out); err != nil {
			return err
		}
	}
	return a.indexes(ctx, func(builder *query.Service) error {
		if err := a.buildIndexes(ctx, builder, plan.index, out); err != nil {
			return err
		}
		if len(plan.Changes) > 0 {
			if err := a.cms.ApplyPlan(ctx, plan.TypePlan); err != nil {
				return err
			}
			fmt.Fprintln(out, "Applied. Running nodes follow within a second.")
		}
		if err := a.backfill(ctx, out); err != nil {
			return err
		}
		for _, name := range plan.index.Drop {
			if err := builder.DropIndex(ctx, name); err != nil {
				return err
			}
		}
		_, err := fmt.Fprintln(out, "Done.")
		return err
	})
}

// agree asks whoever sits at the terminal.
func agree(out io.Writer) error {
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return errors.New("nobody can be asked here: say --yes")
	}
	fmt.Fprint(out, "Apply this? [y/N] ")
	answer, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil || !strings.HasPrefix(strings.ToLower(strings.TrimSpace(answer)), "y") {
		return errors.New("nothing was applied")
	}
	return nil
}

// buildIndexes builds what is missing and shows how far it is.
func (a *app) buildIndexes(ctx context.Context, builder *query.Service, plan query.IndexPlan, out io.Writer) error {
	for _, name := range plan.Broken {
		if err := builder.DropIndex(ctx, name); err != nil {
			return err
		}
	}
	for i, index := range plan.Build {
		fmt.Fprintf(out, "Building index %d of %d: %s\n", i+1, len(plan.Build), index.Name)
		stop := a.followIndex(ctx)
		err := builder.BuildIndex(ctx, index)
		stop()
		if err != nil {
			return err
		}
	}
	return nil
}

// followIndex draws how far an index is, where there is a terminal to draw on.
func (a *app) followIndex(ctx context.Context) (stop func()) {
	draw := transfer.Progress(os.Stderr, "index (blocks)")
	if draw == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			if built, total, err := a.query.IndexProgress(ctx); err == nil && total > 0 {
				draw(int(built), int(total))
			}
			select {
			case <-ctx.Done():
			case <-time.After(300 * time.Millisecond):
			}
		}
	}()
	return func() { cancel(); <-done }
}

// backfill writes public items again and shows how far it is.
func (a *app) backfill(ctx context.Context, out io.Writer) error {
	var at cms.TypeBackfill
	var draw func(done, total int)
	tell := func() {
		if at.Type != "" {
			fmt.Fprintf(out, "%s: %d entries written again, %d failed.\n", at.Type, at.Done, at.Failed)
		}
	}
	err := a.cms.Backfill(ctx, func(now cms.TypeBackfill) {
		if now.Type != at.Type {
			tell()
			draw = transfer.Progress(os.Stderr, now.Type)
		}
		if at = now; draw != nil {
			draw(now.Done, now.Total)
		}
	})
	tell()
	return err
}
