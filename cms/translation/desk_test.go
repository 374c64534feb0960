package translation_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/translation"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// What was published is remembered, offered for the same text with a full score and for one like it with a lower one, with
// the codes of the text that it is offered for.
func TestMemoryOffersWhatWasPublished(t *testing.T) {
	t.Parallel()
	f := setup(t)
	first, second := f.offer(t, "Beratung"), f.offer(t, "Hilfe")
	view := f.view(t, first, "ar")
	save := cms.SaveSegments{EntryID: first, Locale: "ar"}
	for _, seg := range view.Segments {
		save.Segments = append(save.Segments, cms.SegmentText{ID: seg.ID, Text: "نص: " + seg.Source.Coded})
	}
	must(f.cms.SaveSegments(t.Context(), f.arabist, save))(t)
	f.publish(t, f.arabist, must(f.cms.Entry(t.Context(), f.arabist, first, "ar"))(t))
	if err := f.Learn(t.Context(), cms.LearnTranslation{EntryID: first, Locale: "ar"}); err != nil {
		t.Fatal(err)
	}
	f.change(t, second, func(c schema.Content) {
		c["description"] = schema.RichTextFromHTML("<p>Wir sind Hilfe.</p><p>Kommen Sie vorbei, es kostet nichts.</p><p>Kommen Sie <b>gern</b> vorbei, es kostet nichts.</p>")
	})
	var exact, like []translation.Suggestion
	for _, seg := range f.view(t, second, "ar").Segments {
		s := must(f.Suggest(t.Context(), f.arabist, second, "ar", seg.ID))(t)
		switch {
		case seg.Source.Coded == "Kommen Sie vorbei, es kostet nichts.":
			exact = s.Memory
		case strings.Contains(seg.Source.Coded, "gern"):
			like = s.Memory
		}
	}
	if len(exact) == 0 || exact[0].Score != 100 || !exact[0].Reviewed || exact[0].Origin != "human" || exact[0].Text != "نص: Kommen Sie vorbei, es kostet nichts." {
		t.Errorf("for the same text: %+v", exact)
	}
	if len(like) == 0 || like[0].Score < 50 || like[0].Score > 99 {
		t.Errorf("for one like it: %+v", like)
	}
	// A request finds it there: the paragraph is not sent, and counts as a person's.
	f.ask(t, []uuid.UUID{second}, "ar")
	f.run(t, "ar")
	for text := range f.peer.Received() {
		if text.HTML == "Kommen Sie vorbei, es kostet nichts." {
			t.Error("what the memory knows was sent")
		}
	}
	for _, seg := range f.view(t, second, "ar").Segments {
		if seg.Source.Coded == "Kommen Sie vorbei, es kostet nichts." && (seg.State != cms.SegmentHuman || seg.Provider != "memory") {
			t.Errorf("out of the memory it is %s by %s", seg.State, seg.Provider)
		}
	}
}

func TestGlossary(t *testing.T) {
	t.Parallel()
	f := setup(t)
	term := must(f.AddTerm(t.Context(), f.arabist, "ar", translation.TermInput{Source: " Jobcenter ", Note: "bleibt"}))(t)
	if term.Source != "Jobcenter" {
		t.Errorf("stored is %q", term.Source)
	}
	_, err := f.AddTerm(t.Context(), f.editor, "ar", translation.TermInput{Source: "jobcenter"})
	wantCode(t, err, "term_taken")
	_, err = f.AddTerm(t.Context(), f.arabist, "fa", translation.TermInput{Source: "Wort"})
	wantCode(t, err, "forbidden")
	_, err = f.AddTerm(t.Context(), f.editor, "de-simple", translation.TermInput{Source: "Wort"})
	wantCode(t, err, "invalid")
	_, err = f.AddTerm(t.Context(), f.editor, "ar", translation.TermInput{Source: "", Target: strings.Repeat("x", 300)})
	wantCode(t, err, "invalid")
	_, err = f.ChangeTerm(t.Context(), f.persian, term.ID, 1, translation.TermInput{Source: "Amt"})
	wantCode(t, err, "forbidden")
	_, err = f.ChangeTerm(t.Context(), f.arabist, term.ID, 7, translation.TermInput{Source: "Amt"})
	wantCode(t, err, "stale")

	id := f.offer(t, "Hilfe vom Jobcenter")
	f.ask(t, []uuid.UUID{id}, "ar")
	f.run(t, "ar")
	view := f.view(t, id, "ar")
	if !strings.Contains(view.Title, "Jobcenter") {
		t.Errorf("the service translated a word that stays: %s", view.Title)
	}
	title := view.Segments[0].ID
	hints := must(f.Suggest(t.Context(), f.arabist, id, "ar", title))(t).Terms
	if len(hints) != 1 || hints[0].Note != "bleibt" {
		t.Errorf("hints: %+v", hints)
	}
	checked := must(f.Check(t.Context(), f.arabist, id, "ar", map[string]string{title: "مكتب"}))(t)
	if len(checked) != 1 || len(checked[0].Issues) == 0 || checked[0].Issues[0].Code != "broken_term" {
		t.Errorf("the check finds %+v", checked)
	}
	if err := f.RemoveTerm(t.Context(), f.arabist, term.ID); err != nil {
		t.Fatal(err)
	}
	if left := must(f.Terms(t.Context(), f.editor, "ar", "", 10, nil))(t); len(left) != 0 {
		t.Errorf("left is %v", left)
	}
}

func TestQuestionsReachTheAuthorAndAnswersTheTranslator(t *testing.T) {
	t.Parallel()
	f := setup(t)
	id := f.offer(t, "Treff")
	seg := f.view(t, id, "ar").Segments[1]
	asked := must(f.Ask(t.Context(), f.arabist, id, "ar", seg.ID, "Was heißt „Treff“?"))(t)
	if len(asked) != 1 || asked[0].Excerpt != "Kurz: Treff" {
		t.Fatalf("asked: %+v", asked)
	}
	mails := func(template string, to uuid.UUID) int {
		return testdb.Value[int](t, f.pool, `select count(*) from outbox where template = $1 and account_id = $2`, template, to)
	}
	if mails("question_asked", f.author.ID) != 1 {
		t.Error("the author got no mail")
	}
	wantCode(t, f.Answer(t.Context(), f.persian, asked[0].ID, "Ein Treffen."), "forbidden")
	if err := f.Answer(t.Context(), f.author, asked[0].ID, "Ein Treffen."); err != nil {
		t.Fatal(err)
	}
	wantCode(t, f.Answer(t.Context(), f.author, asked[0].ID, "Noch einmal."), "question_answered")
	if mails("question_answered", f.arabist.ID) != 1 {
		t.Error("the translator got no mail")
	}
	_, err := f.Ask(t.Context(), f.persian, id, "ar", "", "Darf ich?")
	wantCode(t, err, "forbidden")
	_, err = f.Ask(t.Context(), f.arabist, id, "ar", "title#00", "Was?")
	wantCode(t, err, "invalid")
	_, err = f.Ask(t.Context(), f.arabist, id, "ar", "", " ")
	wantCode(t, err, "invalid")
}

// A request to people: whoever is in charge gets a mail, sees it among their own, takes it or gives it back with a reason;
// it ends with the text.
func TestRequestsToPeople(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ids := f.offers(t, 2)
	in := translation.NewRequest{Title: "Für das Fest", Entries: ids, Locales: []string{"ar", "de-simple"}, Provider: translation.Manual, Assignee: f.arabist.ID}
	_, err := f.Request(t.Context(), f.editor, in)
	wantCode(t, err, "invalid") // she writes no Leichte Sprache
	in.Locales = []string{"ar"}
	r := must(f.Request(t.Context(), f.editor, in))(t)
	if n := testdb.Value[int](t, f.pool, `select count(*) from outbox where template = 'translation_requested' and account_id = $1`, f.arabist.ID); n != 1 {
		t.Errorf("she got %d mails", n)
	}
	_, err = f.Request(t.Context(), f.editor, in)
	wantCode(t, err, "nothing_to_translate") // it is asked for already
	_, err = f.Request(t.Context(), f.arabist, in)
	wantCode(t, err, "forbidden")

	if who := must(f.Translators(t.Context(), f.editor))(t); len(who) != 2 || who[0].ID != f.arabist.ID || who[0].Locales[0] != "ar" {
		t.Errorf("who translates: %+v", who)
	}
	mine := must(f.Items(t.Context(), f.arabist, translation.ItemFilter{Mine: true}))(t)
	if len(mine) != 2 || mine[0].RequestTitle != "Für das Fest" {
		t.Fatalf("hers are %+v", mine)
	}
	if others := must(f.Items(t.Context(), f.persian, translation.ItemFilter{}))(t); len(others) != 0 {
		t.Errorf("the Persian translator sees %+v", others)
	}
	wantCode(t, f.Take(t.Context(), f.persian, mine[0].ID), "not_found")
	if err := f.Take(t.Context(), f.arabist, mine[0].ID); err != nil {
		t.Fatal(err)
	}
	wantCode(t, f.Refuse(t.Context(), f.arabist, mine[1].ID, ""), "invalid")
	if err := f.Refuse(t.Context(), f.arabist, mine[1].ID, "Keine Zeit."); err != nil {
		t.Fatal(err)
	}
	view := f.view(t, mine[0].EntryID, "ar")
	save := cms.SaveSegments{EntryID: view.EntryID, Locale: "ar"}
	for _, seg := range view.Segments {
		save.Segments = append(save.Segments, cms.SegmentText{ID: seg.ID, Text: "نص " + seg.Source.Coded})
	}
	must(f.cms.SaveSegments(t.Context(), f.arabist, save))(t)
	f.publish(t, f.arabist, must(f.cms.Entry(t.Context(), f.arabist, view.EntryID, "ar"))(t))
	r = must(f.RequestByID(t.Context(), f.editor, r.ID))(t)
	if r.Counts.Done != 1 || r.Counts.Refused != 1 {
		t.Errorf("counts: %+v", r.Counts)
	}
	r = must(f.Retry(t.Context(), f.editor, r.ID))(t)
	r = must(f.Cancel(t.Context(), f.editor, r.ID))(t)
	if r.Counts.Cancelled != 1 || r.CancelledAt == nil {
		t.Errorf("cancelled: %+v", r)
	}
	wantCode(t, f.Take(t.Context(), f.arabist, mine[1].ID), "request_ended")
}

func TestReport(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ids := f.offers(t, 2)
	f.ask(t, ids[:1], "ar")
	f.run(t, "ar")
	e := must(f.cms.Entry(t.Context(), f.editor, ids[0], "ar"))(t)
	e = f.act(t, f.editor, e, "approve")
	f.act(t, f.editor, e, "publish")
	f.change(t, ids[0], func(c schema.Content) { c["summary"] = "Alles neu." })
	report := must(f.Report(t.Context(), f.arabist))(t)
	for _, cell := range report.Coverage {
		if cell.Missing+cell.Machine+cell.Human+cell.Reviewed+cell.Stale != cell.Words {
			t.Errorf("%s in %s does not add up: %+v", cell.Type, cell.Locale, cell)
		}
		if cell.Type == "offer" && cell.Locale == "ar" && (cell.Entries != 2 || cell.Live != 1 || cell.Outdated != 1 || cell.Stale != 2 || cell.Reviewed == 0) {
			t.Errorf("Arabic offers: %+v", cell)
		}
	}
	if len(report.Outdated) != 1 || report.Outdated[0].Days7 != 1 {
		t.Errorf("outdated: %+v", report.Outdated)
	}
	if len(report.Months) != 1 || report.Months[0].Words == 0 || report.Months[0].Provider != "deepl" {
		t.Errorf("months: %+v", report.Months)
	}
}

// Who is erased has said nothing, and nobody has said anything that names them.
func TestErasureReachesWhatWasSaidAroundTranslations(t *testing.T) {
	t.Parallel()
	f := setup(t)
	admin := f.account(t, "admin", auth.Membership{Role: "admin"})
	id := f.offer(t, "Treff")
	f.exec(t, `update accounts set name = 'Amina Beispiel' where id = $1`, f.arabist.ID)
	must(f.Ask(t.Context(), f.arabist, id, "ar", "", "Was ist ein Treff?"))(t)
	asked := must(f.Ask(t.Context(), f.editor, id, "ar", "", "Fragt bitte Amina Beispiel, und nicht Amina Anders."))(t)
	if err := f.Answer(t.Context(), f.author, asked[1].ID, "Das weiß Amina Beispiel."); err != nil {
		t.Fatal(err)
	}
	must(f.Request(t.Context(), f.editor, translation.NewRequest{Entries: []uuid.UUID{id}, Locales: []string{"ar"}, Provider: "manual", Note: "Für Amina Beispiel", Assignee: f.arabist.ID}))(t)
	item := must(f.Items(t.Context(), f.arabist, translation.ItemFilter{}))(t)[0]
	if err := f.Refuse(t.Context(), f.arabist, item.ID, "Ich bin krank."); err != nil {
		t.Fatal(err)
	}
	if err := f.cms.EraseAccount(t.Context(), admin, f.arabist.ID); err != nil {
		t.Fatal(err)
	}
	left := testdb.Value[string](t, f.pool, `
		select string_agg(text, ' ') from (
			select question || answer || excerpt as text from translation_questions
			union all select title || note from translation_requests
			union all select remark from translation_items
			union all select text from remarks) said`)
	for _, word := range []string{"Amina", "Treff?", "krank"} {
		if strings.Contains(left, word) {
			t.Errorf("%s is still there: %s", word, left)
		}
	}
}
