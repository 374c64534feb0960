package mail

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
	"time"

	"github.com/goccy/go-yaml"
)

// Template names a mail. Its words stand in texts/<locale>.yaml under the same name.
type Template string

// The mails that Lotse sends.
const (
	Submitted        Template = "submitted"         // to the submitter: a receipt
	ChangesRequested Template = "changes_requested" // to the submitter, with the reason
	Rejected         Template = "rejected"          // to the submitter, with the reason
	Corrected        Template = "corrected"         // to the submitter: the fields that an editor changed
	Published        Template = "published"         // to the submitter
	Expired          Template = "expired"           // to the owner
	Reminder14       Template = "reminder_14"       // to the owner, two weeks before the end
	Reminder3        Template = "reminder_3"        // to the owner, three days before the end
	ReleaseFailed    Template = "release_failed"    // to the creator of a release: every problem
	ForcePublished   Template = "force_published"   // to the author, with the reason
	SignIn           Template = "sign_in"           // a link that signs in
	ResetPassword    Template = "reset_password"    // a link that sets a new password
	WebhookDisabled  Template = "webhook_disabled"  // to the owners of a webhook that is not called any more

	TranslationRequested Template = "translation_requested" // to a translator: what is to be translated
	QuestionAsked        Template = "question_asked"        // to the author: what a translator asks
	QuestionAnswered     Template = "question_answered"     // to the translator
)

// Templates lists every mail, in the order of the constants.
func Templates() []Template {
	return []Template{
		Submitted, ChangesRequested, Rejected, Corrected, Published, Expired, Reminder14, Reminder3,
		ReleaseFailed, ForcePublished, SignIn, ResetPassword, WebhookDisabled,
		TranslationRequested, QuestionAsked, QuestionAnswered,
	}
}

// Locales lists the languages in which mails exist.
func Locales() []string { return []string{"de", "en"} }

// Data is what a mail can say. Which fields a template needs follows from its words; a needed field that
// is empty makes [Render] fail with [ErrMissing].
type Data struct {
	// Name of the recipient, for the greeting.
	Name string
	// Title of the entry or release.
	Title string
	// Link is the absolute http(s) address behind the button.
	Link string
	// Reason is what somebody wrote: shown as a quotation.
	Reason string
	// Date is the day the mail talks about, already in the zone of the reader.
	Date time.Time
	// Minutes for which a link is valid.
	Minutes int
	// Fields are the labels of the changed fields, Problems sentences, both in the mail's language.
	Fields, Problems []string
}

// texts is one file of texts/.
type texts struct {
	Greeting string `yaml:"greeting"`
	Closing  string `yaml:"closing"`
	Footer   string `yaml:"footer"`
	Date     struct {
		Months []string `yaml:"months"`
		Form   string   `yaml:"form"`
	} `yaml:"date"`
	Mails map[Template]mailText `yaml:"mails"`
}

type mailText struct {
	Subject string      `yaml:"subject"`
	Blocks  []blockText `yaml:"blocks"`
}

// blockText holds exactly one of P, Note, Button (words), List, Quote (the name of a value).
type blockText struct {
	P      string `yaml:"p"`
	Note   string `yaml:"note"`
	Button string `yaml:"button"`
	List   string `yaml:"list"`
	Quote  string `yaml:"quote"`
	If     string `yaml:"if"`
}

//go:embed texts/*.yaml layout.html
var files embed.FS

func loadTexts(locale string) (*texts, error) {
	if !slices.Contains(Locales(), locale) {
		return nil, fmt.Errorf("mail: no texts in %q", locale)
	}
	raw, err := files.ReadFile(path.Join("texts", locale+".yaml"))
	if err != nil {
		return nil, fmt.Errorf("mail: texts: %w", err)
	}
	var t texts
	if err := yaml.UnmarshalWithOptions(raw, &t, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("mail: texts in %s: %w", locale, err)
	}
	return &t, nil
}

// words expands one string of the texts. Values that it names are taken from data; a name that data does
// not hold fails.
func words(pattern string, data map[string]string) (string, error) {
	t, err := template.New("").Option("missingkey=error").Parse(pattern)
	if err != nil {
		return "", fmt.Errorf("mail: words: %w", err)
	}
	var b strings.Builder
	if err := t.Execute(&b, data); err != nil {
		return "", fmt.Errorf("mail: words: %w", err)
	}
	return b.String(), nil
}

// named lists the values that the strings name, e.g. {{.Title}}.
func named(patterns ...string) ([]string, error) {
	var names []string
	for _, p := range patterns {
		t, err := template.New("").Parse(p)
		if err != nil {
			return nil, fmt.Errorf("mail: words: %w", err)
		}
		for _, node := range t.Root.Nodes {
			action, ok := node.(*parse.ActionNode)
			if !ok {
				continue
			}
			for _, arg := range action.Pipe.Cmds[0].Args {
				if field, ok := arg.(*parse.FieldNode); ok {
					names = append(names, field.Ident...)
				}
			}
		}
	}
	return names, nil
}

// needs lists the values without which the mail cannot be written, sorted.
func (m mailText) needs(t *texts) ([]string, error) {
	patterns := []string{t.Greeting, t.Closing, t.Footer, m.Subject}
	var names []string
	for _, b := range m.Blocks {
		if b.If != "" {
			continue
		}
		patterns = append(patterns, b.P, b.Note, b.Button)
		names = append(names, b.List, b.Quote)
		if b.Button != "" {
			names = append(names, "Link")
		}
	}
	more, err := named(patterns...)
	if err != nil {
		return nil, err
	}
	names = append(names, more...)
	slices.Sort(names)
	names = slices.Compact(names)
	return slices.DeleteFunc(names, func(n string) bool { return n == "" }), nil
}
