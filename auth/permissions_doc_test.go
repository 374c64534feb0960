package auth

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/permissions.md")

const permissionsIntro = `# Who may what

Made from auth/policy.csv by ` + "`go test ./auth -run TestPermissions -update`" + `; a test compares it. Every permission is an action
of the workflow (workflow/*.yaml) or an administrative one. The workflow says *when* an action is possible, four eyes included; this
page says *who* may take it. What no cell allows is refused.

How to read a cell:

- **yes**: wherever the role holds. A role in one organisation holds for what that organisation owns, an agency-wide one for everything.
- **agency**: only where the role is agency-wide (admins always are). **anywhere**: whoever owns it.
- *own*: the person created the entry. *translation*: in another locale than the entry's source. *locale*: one of the languages that
  the membership names. *granted*: the organisation is trusted with this type (a grant), which also spares the approval.
- *state*, *visibility*: of the variant (see workflow/editorial.yaml).
- *type*, *not type*: only these types, or all but these.
- A publisher may all that an editor may, a manager all that a contributor may.
- An API token may what its account may and its scope names, and never: member.manage, account.manage, token.manage, erase.
- Not in the table, because everybody has it for oneself: name and language, password, sessions, revoking one's own tokens.
`

// TestPermissions holds docs/permissions.md and the policy together.
func TestPermissions(t *testing.T) {
	p := mustPolicy(t)
	var b bytes.Buffer
	b.WriteString(permissionsIntro)
	b.WriteString("\n## Roles of people\n\n")
	matrix(&b, p, memberRoles)
	b.WriteString("\n## Lotse itself\n\n`system` is background work and the command line's set-up of accounts, `import` is `lotse import`.\n\n")
	matrix(&b, p, []string{roleSystem, roleImport})
	const file = "../docs/permissions.md"
	if *update {
		if err := os.MkdirAll("../docs", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, b.Bytes()) {
		t.Error("docs/permissions.md does not tell of the policy; run go test ./auth -run TestPermissions -update")
	}
}

func matrix(b *bytes.Buffer, p *Policy, roles []string) {
	fmt.Fprintf(b, "| action | %s |\n|---%s|\n", strings.Join(roles, " | "), strings.Repeat("|---", len(roles)))
	for _, action := range Actions {
		cells := make([]string, len(roles))
		for i, role := range roles {
			cells[i] = cell(p, role, action)
		}
		if strings.Join(cells, "") != "" {
			fmt.Fprintf(b, "| %s | %s |\n", action, strings.Join(cells, " | "))
		}
	}
}

// cell tells in which cases a role may take an action. A case that another one includes is left out.
func cell(p *Policy, role, action string) string {
	var cases [][]string
	for _, r := range p.rows {
		if r.role == role && has(r.actions, action) {
			cases = append(cases, r.words())
		}
	}
	var out []string
	for i, c := range cases {
		included := false
		for j, other := range cases {
			earlier := j < i || !slices.Equal(other, c) // of two equal ones the first stays
			narrower := !slices.ContainsFunc(other, func(part string) bool { return !slices.Contains(c, part) })
			included = included || (j != i && earlier && narrower)
		}
		if !included {
			out = append(out, strings.Join(c, " · "))
		}
	}
	return strings.Join(out, "<br>")
}

func (r row) words() []string {
	var parts []string
	alwaysAgency := r.role == Admin || r.role == roleSystem || r.role == roleImport
	switch {
	case r.effect == deny:
		parts = append(parts, "**no**")
	case r.scope == scopeAgency && !alwaysAgency:
		parts = append(parts, "**agency**")
	case r.scope == scopeAny:
		parts = append(parts, "**anywhere**")
	default:
		parts = append(parts, "**yes**")
	}
	if rest, not := strings.CutPrefix(r.types, "!"); not {
		parts = append(parts, "*not type* "+strings.ReplaceAll(rest, "|", ", "))
	} else if r.types != "*" {
		parts = append(parts, "*type* "+strings.ReplaceAll(r.types, "|", ", "))
	}
	if r.condition != "" {
		for _, term := range strings.Split(r.condition, "&") {
			name, list, _ := strings.Cut(term, "=")
			parts = append(parts, strings.TrimSpace("*"+name+"* "+strings.ReplaceAll(list, "|", ", ")))
		}
	}
	return parts
}
