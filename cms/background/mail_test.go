package background_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/mail"
	"lotse/schema"
)

// story plays everything that a submitter hears of, in the name of one account.
func (f *fixture) story(t *testing.T, actor auth.Actor) (entry uuid.UUID) {
	t.Helper()
	e := f.act(t, actor, f.offer(t, actor, "Sprachcafé", f.until(t, 10)), "submit")
	e = f.act(t, f.editor, e, "request_changes", reason("Wann beginnt es?\nUnd wo?"))
	e = f.act(t, actor, e, "submit")
	e = f.act(t, f.editor, e, "reject", reason("Das gibt es schon."))
	e = f.act(t, actor, e, "submit")
	fields := e.Fields
	fields["title"], fields["summary"] = "Sprachcafé am Dienstag", "Deutsch sprechen, jeden Dienstag."
	e = must(f.cms.Save(t.Context(), f.editor, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: fields}))(t)
	e = f.act(t, f.another, e, "approve")
	return f.act(t, f.another, e, "publish").ID
}

// wanted is what a letter must say: its subject and some of its text.
type wanted struct {
	subject string
	text    []string
}

var wantedLetters = map[string][]wanted{
	"de": {
		{"Ihr Beitrag ist bei uns angekommen: Sprachcafé", []string{"Guten Tag Özge Beispiel,"}},
		{"Bitte ändern Sie etwas: Sprachcafé", []string{"> Wann beginnt es?\n> Und wo?"}},
		{"Ihr Beitrag ist bei uns angekommen: Sprachcafé", nil},
		{"Ihr Beitrag wurde nicht angenommen: Sprachcafé", []string{"> Das gibt es schon."}},
		{"Ihr Beitrag ist bei uns angekommen: Sprachcafé", nil},
		{"Wir haben Ihren Text korrigiert: Sprachcafé am Dienstag", []string{"- {title}", "- {summary}"}},
		{"Veröffentlicht: Sprachcafé am Dienstag", []string{"Freundliche Grüße"}},
	},
	"en": {
		{"We have received your entry: Sprachcafé", []string{"Hello Mary Example,"}},
		{"Please change something: Sprachcafé", []string{"> Wann beginnt es?\n> Und wo?"}},
		{"We have received your entry: Sprachcafé", nil},
		{"Your entry was not accepted: Sprachcafé", []string{"> Das gibt es schon."}},
		{"We have received your entry: Sprachcafé", nil},
		{"We have corrected your text: Sprachcafé am Dienstag", []string{"- {title}", "- {summary}"}},
		{"Published: Sprachcafé am Dienstag", []string{"Kind regards"}},
	},
}

// Both languages through a real mail server. One letter is sent at a time, so that their order is known.
func TestMailsOfTheStory(t *testing.T) {
	t.Parallel()
	for locale, want := range wantedLetters {
		t.Run(locale, func(t *testing.T) {
			t.Parallel()
			p := &peer{}
			f := setupWith(t, serve(t, p))
			actor, address := f.author, "author@lotse.test"
			if locale == "en" {
				actor, address = f.english, "mary@lotse.test"
			}
			b, stop := f.work(t, seldom)
			entry := f.story(t, actor)
			f.idle(t, "send_mail")
			if err := b.Wake(t.Context()); err != nil { // ten days before the end: one reminder
				t.Fatal(err)
			}
			f.idle(t, "%")
			f.move(t, 12*day)
			if err := b.Wake(t.Context()); err != nil {
				t.Fatal(err)
			}
			eventually(t, "the entry is expired", func() bool {
				return query[int](t, f.node, `select count(*) from outbox where template = 'expired' and sent_at is not null`) == 1
			})
			stop()
			f.checkLetters(t, p, want, locale, address, entry)
		})
	}
}

func (f *fixture) checkLetters(t *testing.T, p *peer, want []wanted, locale, address string, entry uuid.UUID) {
	t.Helper()
	got := map[string]letter{}
	for _, m := range p.letters() {
		got[strings.Trim(m.id, "<>")] = m
	}
	ids := query[[]string](t, f.node, `select array_agg(id::text order by id) from outbox`)
	if len(got) != len(ids) || len(p.letters()) != len(ids) || len(ids) != len(want)+2 {
		t.Fatalf("%d letters with %d ids for %d mails, want %d", len(p.letters()), len(got), len(ids), len(want)+2)
	}
	last := wanted{"Abgelaufen: Sprachcafé am Dienstag", nil}
	reminder := wanted{"Stimmt das noch? Sprachcafé am Dienstag", nil}
	if locale == "en" {
		last, reminder = wanted{"Expired: Sprachcafé am Dienstag", nil}, wanted{"Is this still true? Sprachcafé am Dienstag", nil}
	}
	for i, w := range append(append([]wanted{}, want...), reminder, last) {
		m := got[ids[i]+"@lotse.test"]
		// Later letters name the title of now; the first ones may do so as well.
		if !strings.HasPrefix(m.subject, w.subject) || m.to != address || m.language != locale {
			t.Errorf("%d: %q to %s in %s, want %q", i, m.subject, m.to, m.language, w.subject)
		}
		link := fmt.Sprintf("https://lotse.test/admin/entries/%s?locale=de", entry)
		for _, part := range append(w.text, link) {
			if part = f.labelled(t, part, locale); !strings.Contains(m.text, part) {
				t.Errorf("%d: the text lacks %q:\n%s", i, part, m.text)
			}
		}
		if !strings.Contains(m.html, link) {
			t.Errorf("%d: the HTML lacks the link", i)
		}
	}
}

// labelled puts the labels of an offer's fields in the place of their names, {title}.
func (f *fixture) labelled(t *testing.T, text, locale string) string {
	t.Helper()
	offer, _ := f.cms.Types().Type("offer")
	for _, field := range offer.Fields {
		text = strings.ReplaceAll(text, "{"+field.Name+"}", field.Label.In(locale))
	}
	return text
}

// Without a mail server every letter is a file.
func TestMailsAsFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := setupWith(t, must(mail.Open("", "redaktion@lotse.test", dir))(t))
	b, stop := f.work(t, seldom)
	f.story(t, f.author)
	if err := b.Wake(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.idle(t, "%")
	stop()
	files := must(filepath.Glob(filepath.Join(dir, "*.eml")))(t)
	if want := len(wantedLetters["de"]) + 1; len(files) != want { // and a reminder
		t.Fatalf("%d files, want %d", len(files), want)
	}
	for _, name := range files {
		file := must(os.Open(name))(t)
		m, err := readLetter(file)
		_ = file.Close()
		if err != nil || m.subject == "" || !strings.Contains(m.to, "author@lotse.test") {
			t.Errorf("%s: %+v, %v", filepath.Base(name), m, err)
		}
	}
}

// What became of a mail in the outbox.
type fate struct {
	sent, failed bool
	err          string
}

func (f *fixture) fate(t *testing.T, template string) fate {
	t.Helper()
	var got fate
	err := f.pool.QueryRow(t.Context(), `select sent_at is not null, failed_at is not null, error from outbox where template = $1`, template).
		Scan(&got.sent, &got.failed, &got.err)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestMailIsTriedAgain(t *testing.T) {
	t.Parallel()
	p := &peer{refuse: func(attempt int, _ string) error {
		if attempt == 1 {
			return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "try later, author@lotse.test"}
		}
		return nil
	}}
	f := setupWith(t, serve(t, p))
	_, stop := f.work(t, seldom)
	f.act(t, f.author, f.offer(t, f.author, "Geduld"), "submit")
	eventually(t, "the second attempt is accepted", func() bool { return f.fate(t, "submitted").sent })
	stop()
	if got := f.fate(t, "submitted"); got != (fate{sent: true}) || len(p.letters()) != 1 || p.attempts != 2 {
		t.Errorf("%+v, %d letters, %d attempts", got, len(p.letters()), p.attempts)
	}
	if log := f.log.String(); !strings.Contains(log, `msg="job failed" job_kind=send_mail job_id=`) || strings.Contains(log, "author@") || strings.Contains(log, "outboxId") {
		t.Errorf("the log says too little or too much:\n%s", log)
	}
}

func TestMailRefusedForGood(t *testing.T) {
	t.Parallel()
	p := &peer{refuse: func(_ int, to string) error {
		if to == "author@lotse.test" {
			return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user author@lotse.test"}
		}
		return nil
	}}
	f := setupWith(t, serve(t, p))
	f.work(t, seldom)
	f.act(t, f.author, f.offer(t, f.author, "Unbekannt"), "submit")
	f.act(t, f.english, f.offer(t, f.english, "Bekannt"), "submit")
	eventually(t, "both are decided", func() bool {
		return query[int](t, f.node, `select count(*) from outbox where sent_at is not null or failed_at is not null`) == 2
	})
	f.idle(t, "send_mail")
	states := query[[]string](t, f.node, `select array_agg(state || ' ' || attempt order by id) from river.river_job where kind = 'send_mail'`)
	if strings.Join(states, ", ") != "cancelled 1, completed 1" {
		t.Errorf("jobs: %v", states)
	}
	failure := query[string](t, f.node, `select error from outbox where failed_at is not null and account_id = $1`, f.author.AccountID)
	if failure != "mail: recipient: permanent failure, code 550 5.1.1" {
		t.Errorf("outbox says %q", failure)
	}
	if strings.Contains(f.log.String(), "author@") {
		t.Error("an address stands in the log")
	}
}

// A server that is away does not lose the letter; after the last attempt it is marked as failed.
func TestMailGivenUpAfterTheLastAttempt(t *testing.T) {
	t.Parallel()
	f := setupWith(t, must(mail.ParseSMTP("smtp://127.0.0.1:1?tls=none", "redaktion@lotse.test"))(t))
	f.act(t, f.author, f.offer(t, f.author, "Niemand da"), "submit")
	f.exec(t, `update river.river_job set max_attempts = 1 where kind = 'send_mail'`)
	f.work(t, seldom)
	f.idle(t, "send_mail")
	if got := f.fate(t, "submitted"); got.sent || !got.failed || !strings.HasPrefix(got.err, "mail: connect: temporary failure") {
		t.Errorf("%+v", got)
	}
	if state := query[string](t, f.node, `select state::text from river.river_job where kind = 'send_mail'`); state != "discarded" {
		t.Errorf("the job is %s", state)
	}
}

// crashing sends and then fails to say so, as a process does that dies in between.
type crashing struct {
	mail.Sender
	left int
}

func (c *crashing) Send(ctx context.Context, m mail.Message) error {
	err := c.Sender.Send(ctx, m)
	if err == nil && c.left > 0 {
		c.left--
		return errors.New("killed")
	}
	return err
}

// A letter is sent once, whatever the number of jobs; after a crash in the worst moment the double bears
// the same Message-ID.
func TestMailIsSentOnce(t *testing.T) {
	t.Parallel()
	p := &peer{}
	f := setupWith(t, &crashing{Sender: serve(t, p), left: 1})
	f.work(t, seldom)
	f.act(t, f.author, f.offer(t, f.author, "Doppelt"), "submit")
	eventually(t, "it is sent", func() bool { return f.fate(t, "submitted").sent })
	id := query[uuid.UUID](t, f.node, `select id from outbox`)
	for range 5 {
		if _, err := f.jobs.Insert(t.Context(), auth.SendMail{OutboxID: id}, nil); err != nil {
			t.Fatal(err)
		}
	}
	f.idle(t, "send_mail")
	got := p.letters()
	if len(got) != 2 || got[0].id != got[1].id || got[0].id != "<"+id.String()+"@lotse.test>" {
		t.Errorf("%d letters: %+v", len(got), got)
	}
}

// Letters that are no longer true are not sent.
func TestMailOvertaken(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		template, want string
		prepare        func(t *testing.T, f *fixture)
	}{
		"account disabled": {"submitted", "account_closed", func(t *testing.T, f *fixture) {
			f.act(t, f.author, f.offer(t, f.author, "A"), "submit")
			f.exec(t, `update accounts set disabled_at = lotse.now() where id = $1`, f.author.AccountID)
		}},
		"entry deleted": {"rejected", "entry_gone", func(t *testing.T, f *fixture) {
			e := f.act(t, f.editor, f.act(t, f.author, f.offer(t, f.author, "A"), "submit"), "reject", reason("Nein."))
			f.act(t, f.author, e, "delete")
		}},
		"reminder after a confirmation": {"reminder_14", "overtaken", func(t *testing.T, f *fixture) {
			id := f.imported(t, "offer", f.offerFields("A"))
			f.exec(t, `update entries set verify_by = lotse.now() + interval '10 days', expires_at = lotse.now() + interval '10 days' where id = $1`, id)
			if err := f.cms.Remind(t.Context(), id, 14); err != nil {
				t.Fatal(err)
			}
			e := must(f.cms.Entry(t.Context(), f.author, id, "de"))(t)
			f.act(t, f.author, e, "confirm")
		}},
		"link that has ended": {"sign_in", "overtaken", func(t *testing.T, f *fixture) {
			if err := f.auth.RequestMailLink(t.Context(), "author@lotse.test", auth.PurposeSignIn, auth.Client{}); err != nil {
				t.Fatal(err)
			}
			f.move(t, auth.LinkLife)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &peer{}
			f := setupWith(t, serve(t, p))
			test.prepare(t, f)
			f.work(t, seldom)
			f.idle(t, "send_mail")
			if got := f.fate(t, test.template); got != (fate{failed: true, err: test.want}) {
				t.Errorf("%+v, want %s", got, test.want)
			}
			for _, m := range p.letters() {
				if test.template != "rejected" || !strings.Contains(m.subject, "angekommen") {
					t.Errorf("sent: %s", m.subject)
				}
			}
		})
	}
}

func TestMailWithSignInLink(t *testing.T) {
	t.Parallel()
	for purpose, want := range map[auth.Purpose]struct{ subject, page string }{
		auth.PurposeSignIn:        {"Your link to sign in", "link"},
		auth.PurposeResetPassword: {"Choose a new password", "reset-password"},
	} {
		t.Run(string(purpose), func(t *testing.T) {
			t.Parallel()
			p := &peer{}
			f := setupWith(t, serve(t, p))
			f.work(t, seldom)
			if err := f.auth.RequestMailLink(t.Context(), "mary@lotse.test", purpose, auth.Client{}); err != nil {
				t.Fatal(err)
			}
			eventually(t, "the letter arrives", func() bool { return len(p.letters()) == 1 })
			m := p.letters()[0]
			_, rest, found := strings.Cut(m.text, "https://lotse.test/admin/"+want.page+"#token=")
			token, _, _ := strings.Cut(rest, "\n")
			if !found || m.subject != want.subject || !strings.Contains(m.text, "30 minutes") {
				t.Fatalf("%s:\n%s", m.subject, m.text)
			}
			f.idle(t, "send_mail")
			if strings.Contains(f.log.String(), token) || query[bool](t, f.node, `select exists (select from river.river_job where args::text || metadata::text || coalesce(errors::text, '') like '%' || $1 || '%')`, token) {
				t.Error("the secret stands in the log or in a job")
			}
			if purpose == auth.PurposeSignIn {
				if _, _, err := f.auth.UseMailLink(t.Context(), token, auth.Client{}); err != nil {
					t.Errorf("the link does not work: %v", err)
				}
			}
		})
	}
}

// A release that fails tells its creator every problem, in words.
func TestMailOfAFailedRelease(t *testing.T) {
	t.Parallel()
	p := &peer{}
	f := setupWith(t, serve(t, p))
	one, two := f.approved(t, f.author, "Eins", f.until(t, 3)), f.approved(t, f.author, "Zwei")
	at := query[time.Time](t, f.node, `select lotse.now()`).Add(time.Hour)
	must(f.cms.CreateRelease(t.Context(), f.editor, cms.CreateRelease{
		Title: "Herbst", Direction: "live", At: at, Members: []cms.ReleaseItem{{EntryID: one.ID, Locale: "de"}, {EntryID: two.ID, Locale: "de"}},
	}))(t)
	f.move(t, 6*day) // the first one's last day is over
	category := must(f.cms.Entry(t.Context(), f.editor, f.category, "de"))(t)
	f.act(t, f.editor, category, "take_down", reason("Versehen"))
	f.work(t, seldom)
	eventually(t, "the letter arrives", func() bool {
		for _, m := range p.letters() {
			if m.to == "editor@lotse.test" {
				return true
			}
		}
		return false
	})
	for _, m := range p.letters() {
		if m.to != "editor@lotse.test" {
			continue
		}
		for _, part := range []string{"„Herbst“", "- Eins: {validUntil}: ", "- Eins: {categories}: ", "- Zwei: {categories}: ", "https://lotse.test/admin/entries/" + one.ID.String() + "?locale=de"} {
			if part = f.labelled(t, part, "de"); !strings.Contains(m.text, part) {
				t.Errorf("the letter lacks %q:\n%s", part, m.text)
			}
		}
		if m.subject != "Nicht veröffentlicht: Herbst" || strings.Contains(m.text, "verhindert die Veröffentlichung") {
			t.Errorf("%s:\n%s", m.subject, m.text)
		}
	}
	if f.public(t, one.ID) || f.public(t, two.ID) {
		t.Error("something of the failed release is public")
	}
}

func TestMailOfAForcedPublication(t *testing.T) {
	t.Parallel()
	p := &peer{}
	f := setupWith(t, serve(t, p))
	f.work(t, seldom)
	e := f.act(t, f.author, f.offer(t, f.author, "Eilig", func(c schema.Content) { c["title"] = "إعلان عاجل" }), "submit")
	f.act(t, f.editor, e, "force_publish", reason("Unwetterwarnung"))
	eventually(t, "both letters arrive", func() bool { return len(p.letters()) == 2 })
	for _, m := range p.letters() {
		if strings.Contains(m.text, "> Unwetterwarnung") && strings.Contains(m.subject, "إعلان عاجل") {
			return
		}
	}
	t.Errorf("no letter with the reason: %+v", p.letters())
}
