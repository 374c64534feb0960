package cms_test

import (
	"os/exec"
	"strings"
	"testing"

	"lotse/cms"
	"lotse/internal/command"
)

// TestErasureLeavesNoTrace searches a dump of the whole database.
func TestErasureLeavesNoTrace(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.exec(t, `update accounts set name = 'Zerdia Qwalmbeck', email = 'zerdia.qwalmbeck@verein.example' where id = $1`, f.author.ID)
	category := f.category(t, "Sprache")
	fields := offerFields("Sprachcafé", category)
	fields["contacts"] = []any{
		map[string]any{"name": "Zerdia Qwalmbeck", "email": "zerdia.qwalmbeck@verein.example", "phone": "+4936119876543", "consent": true},
		map[string]any{"name": "Bleibt Hier", "email": "bleibt@verein.example", "consent": true},
	}
	e := must(f.CreateEntry(t.Context(), f.author, cms.CreateEntry{Type: "offer", OrganisationID: f.initiative, Locale: "de", Fields: fields}))(t)
	e = f.act(t, f.editor, f.act(t, f.author, e, "submit"), "request_changes", reason("Liebe Zerdia Qwalmbeck, bitte kürzen."))
	e = f.publish(t, e, f.author, f.editor)

	f.exec(t, `insert into webhook_endpoints (id, url, description, events, created_by, created_at, updated_at)
		values (gen_random_uuid(), 'https://portal.example.org/', 'Portal von Zerdia Qwalmbeck', '{*}', $1, lotse.now(), lotse.now())`, f.author.ID)

	if dump := f.dump(t); !strings.Contains(dump, "Qwalmbeck") {
		t.Fatal("the dump does not show the person before, so it would prove nothing")
	}
	if err := f.EraseAccount(t.Context(), f.editor, f.author.ID); command.KindOf(err) != command.Forbidden {
		t.Fatalf("an editor erases: %v", err)
	}
	if err := f.EraseAccount(t.Context(), f.admin, f.author.ID); err != nil {
		t.Fatal(err)
	}
	dump := strings.ToLower(f.dump(t))
	for _, trace := range []string{"qwalmbeck", "zerdia", "4936119876543"} {
		if at := strings.Index(dump, trace); at >= 0 {
			t.Errorf("%q is still there: …%s…", trace, dump[max(0, at-200):min(len(dump), at+80)])
		}
	}
	if !strings.Contains(dump, "bleibt@verein.example") {
		t.Error("another person was erased as well")
	}
	if f.public(t, e.ID, "de") != "Sprachcafé" {
		t.Error("the entry is not public any more")
	}
	// Append-only tables are append-only again.
	if _, err := f.pool.Exec(t.Context(), `update revisions set content = '{}'`); err == nil {
		t.Error("revisions can be changed")
	}
	if _, err := f.pool.Exec(t.Context(), `delete from activity`); err == nil {
		t.Error("the trail can be deleted")
	}
}

// dump is every row of every table as text: what pg_dump would write, where it is not installed.
func (f *fixture) dump(t *testing.T) string {
	t.Helper()
	if path, err := exec.LookPath("pg_dump"); err == nil {
		config := f.pool.Config().ConnConfig
		out, err := exec.Command(path, "--data-only", "--inserts", "-h", config.Host, "-U", config.User, "-d", config.Database).Output()
		if err == nil {
			return string(out)
		}
	}
	var b strings.Builder
	rows, err := f.pool.Query(t.Context(), `
select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'river')`)
	if err != nil {
		t.Fatal(err)
	}
	var tables []string
	for rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, table)
	}
	for _, table := range tables {
		b.WriteString(query[string](t, f, `select coalesce(string_agg(x::text, E'\n'), '') from `+table+` x`))
	}
	return b.String()
}

// TestErasureSparesNamesakes: Anna goes, Johanna stays.
func TestErasureSparesNamesakes(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.exec(t, `update accounts set name = 'Anna', email = 'anna@verein.example' where id = $1`, f.author.ID)
	fields := offerFields("Sprachcafé", f.category(t, "Sprache"))
	fields["contacts"] = []any{
		map[string]any{"name": "Johanna", "email": "johanna@verein.example", "consent": true},
		map[string]any{"name": "Frau Anna", "phone": "+4936119876543", "consent": true},
	}
	e := must(f.CreateEntry(t.Context(), f.colleague, cms.CreateEntry{Type: "offer", OrganisationID: f.initiative, Locale: "de", Fields: fields}))(t)
	if err := f.EraseAccount(t.Context(), f.admin, f.author.ID); err != nil {
		t.Fatal(err)
	}
	content := query[string](t, f, `select content::text from variants where entry_id = $1`, e.ID)
	if !strings.Contains(content, "Johanna") || !strings.Contains(content, "johanna@verein.example") {
		t.Errorf("a namesake was erased: %s", content)
	}
	if strings.Contains(content, "Frau Anna") || strings.Contains(content, "4936119876543") {
		t.Errorf("the person is still there: %s", content)
	}
}
