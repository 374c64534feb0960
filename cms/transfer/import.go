package transfer

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/command"
)

// A batch is one transaction: its lines, and the note how far the import came. It stays short so that
// it neither holds the change feed back nor loses much when the process is killed.
const (
	batchLines = 200
	batchTime  = 2 * time.Second
	maxLine    = 16 << 20 // bytes of one line
)

// DB begins transactions and answers queries: the pool.
type DB interface {
	cms.DB
	BeginTx(ctx context.Context, options pgx.TxOptions) (pgx.Tx, error)
}

// Import says what to import and as whom.
type Import struct {
	// File is the path of the JSON Lines.
	File string
	// Type, Organisation (slug) and Locale hold for lines that do not say otherwise. Locale "" is de.
	Type, Organisation, Locale string
	// Publish takes every line live; a line that the publish gate refuses is not imported at all.
	Publish bool
	// Account is the one in whose name it is done; uuid.Nil for nobody.
	Account uuid.UUID
	// Progress is told after each batch, may be nil.
	Progress func(done, total int)
	// Refused is told of every line that was not imported, may be nil. line counts from 1.
	Refused func(line int, reason string)
}

// Imported counts what became of the lines. Lines = Skipped + Created + Updated + Unchanged + Refused.
type Imported struct {
	Lines     int // in the file, without empty ones
	Skipped   int // done by an earlier run that was interrupted
	Created   int
	Updated   int
	Unchanged int
	Refused   int
	Published int // variants that went live
}

// importer is one run of [Run].
type importer struct {
	Import
	service *cms.Service
	db      DB
	actor   auth.Actor
	counts  Imported
	keys    lineKeys
	// organisations by slug, as looked up.
	organisations map[string]uuid.UUID
}

// Run imports a file through the commands of cms, in batches. A run that was interrupted goes on where
// it stopped when it is started again with the same file and settings; a whole file imported again
// changes nothing. Lines that are refused are told and left out, each as a whole; any other failure ends
// the run.
func Run(ctx context.Context, db DB, service *cms.Service, in Import) (Imported, error) {
	if in.Locale == "" {
		in.Locale = "de"
	}
	im := &importer{Import: in, service: service, db: db, actor: auth.Import(in.Account), keys: lineKeys{}, organisations: map[string]uuid.UUID{}}
	if _, err := im.organisation(ctx, db, in.Organisation); err != nil {
		return im.counts, fmt.Errorf("import: organisation %s: %w", in.Organisation, err)
	}
	if _, ok := service.Types().Type(in.Type); in.Type != "" && !ok {
		return im.counts, fmt.Errorf("import: there is no type %q", in.Type)
	}
	file, err := os.Open(in.File)
	if err != nil {
		return im.counts, fmt.Errorf("import: %w", err)
	}
	defer func() { _ = file.Close() }()
	fingerprint, total, err := im.fingerprint(file)
	if err != nil {
		return im.counts, fmt.Errorf("import: %w", err)
	}
	if err := im.lines(ctx, file, fingerprint, total); err != nil {
		return im.counts, fmt.Errorf("import line %d: %w", im.counts.Lines, err)
	}
	return im.counts, nil
}

// fingerprint names the run by the file's content and the settings, and counts the lines.
func (im *importer) fingerprint(file io.ReadSeeker) (string, int, error) {
	hash := sha256.New()
	_, _ = fmt.Fprintf(hash, "%q %q %q %t %s\n", im.Type, im.Organisation, im.Locale, im.Publish, im.Account)
	total := 0
	scanner := lineScanner(io.TeeReader(file, hash))
	for scanner.Scan() {
		if len(bytes.TrimSpace(scanner.Bytes())) > 0 {
			total++
		}
	}
	if err := scanner.Err(); err != nil {
		return "", 0, err
	}
	_, err := file.Seek(0, io.SeekStart)
	return hex.EncodeToString(hash.Sum(nil)), total, err
}

func lineScanner(r io.Reader) *bufio.Scanner {
	scanner := bufio.NewScanner(r)
	scanner.Buffer(make([]byte, 0, 1<<16), maxLine)
	return scanner
}

const sqlBeginImport = `
insert into imports (id, fingerprint, created_at, updated_at)
values (@id, @fingerprint, lotse.now(), lotse.now())
on conflict (fingerprint) do update
set updated_at = lotse.now()
returning lines_done`

const sqlNoteImport = `
update imports
set lines_done = @lines_done,
    updated_at = lotse.now()
where fingerprint = @fingerprint`

const sqlEndImport = `
delete from imports
where fingerprint = @fingerprint`

// lines works through the file, batch by batch.
func (im *importer) lines(ctx context.Context, file io.Reader, fingerprint string, total int) error {
	var done int
	args := pgx.StrictNamedArgs{"id": command.NewID(), "fingerprint": fingerprint}
	if err := im.db.QueryRow(ctx, sqlBeginImport, args).Scan(&done); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	scanner := lineScanner(file)
	for more := true; more; {
		var err error
		if more, err = im.batch(ctx, scanner, fingerprint, done); err != nil {
			return err
		}
		if im.Progress != nil {
			im.Progress(im.counts.Lines, total)
		}
	}
	// A whole import is forgotten: importing the file again looks at every line again.
	_, err := im.db.Exec(ctx, sqlEndImport, pgx.StrictNamedArgs{"fingerprint": fingerprint})
	return err
}

// batch imports the next lines in one transaction. Lines that an earlier run has done are only read.
func (im *importer) batch(ctx context.Context, scanner *bufio.Scanner, fingerprint string, done int) (more bool, err error) {
	before := im.counts
	err = pgx.BeginFunc(ctx, im.db, func(tx pgx.Tx) error {
		began := time.Now()
		for n := 0; n < batchLines && time.Since(began) < batchTime; {
			if more = scanner.Scan(); !more {
				break
			}
			raw := bytes.TrimSpace(scanner.Bytes())
			if len(raw) == 0 {
				continue
			}
			im.counts.Lines++
			if im.counts.Lines <= done {
				im.keys.next(raw)
				im.counts.Skipped++
				continue
			}
			n++
			if err := im.line(ctx, tx, raw); err != nil {
				return err
			}
		}
		if err := scanner.Err(); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, sqlNoteImport, pgx.StrictNamedArgs{"lines_done": im.counts.Lines, "fingerprint": fingerprint})
		return err
	})
	if err != nil {
		line := im.counts.Lines
		im.counts = before
		im.counts.Lines = line
	}
	return more, err
}

// line imports one line wholly or not at all. What a rule refuses is told; only other failures are
// errors.
func (im *importer) line(ctx context.Context, tx pgx.Tx, raw []byte) error {
	before := im.counts
	err := pgx.BeginFunc(ctx, tx, func(savepoint pgx.Tx) error {
		line, err := ReadLine(raw)
		if err != nil {
			return err
		}
		if key := im.keys.next(raw); line.Key == "" {
			line.Key = key
		}
		return (&lineImport{importer: im, db: savepoint, service: im.service.On(savepoint), line: line}).run(ctx)
	})
	if err == nil {
		return nil
	}
	reason, ok := refusal(err)
	if !ok {
		return err
	}
	im.counts = before
	im.counts.Refused++
	if im.Refused != nil {
		im.Refused(im.counts.Lines, reason)
	}
	return nil
}

// refusal gives the reason of an error that a rule made, in words for the operator. Values are not
// repeated: they may be personal.
func refusal(err error) (string, bool) {
	var ruled *command.Error
	switch {
	case errors.Is(err, ErrLine):
		return err.Error(), true
	case errors.As(err, &ruled) && ruled.Kind != command.Unavailable:
		reason := ruled.Code
		for _, f := range ruled.Fields {
			reason += "; " + f.Pointer + " " + f.Code
			if f.Locale != "" {
				reason += " (" + f.Locale + ")"
			}
		}
		return reason, true
	}
	return "", false
}

const sqlOrganisationBySlug = `
select id
from organisations
where slug = @slug`

// organisation finds an organisation by its slug.
func (im *importer) organisation(ctx context.Context, db cms.DB, slug string) (uuid.UUID, error) {
	if id, ok := im.organisations[slug]; ok {
		return id, nil
	}
	var id uuid.UUID
	err := db.QueryRow(ctx, sqlOrganisationBySlug, pgx.StrictNamedArgs{"slug": slug}).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return id, command.InvalidField("/organisation", "unknown_organisation")
	}
	if err != nil {
		return id, fmt.Errorf("look up organisation: %w", err)
	}
	im.organisations[slug] = id
	return id, nil
}
