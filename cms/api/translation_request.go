package api

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms/translation"
	"lotse/cms/web"
)

func (d *door) registerTranslationRequests(a *web.API) {
	web.Route(a, get, "/translation-requests", auth.TranslationRequest, "List requests for translations, the newest first", d.translationRequests, web.Errors("bad_cursor"))
	web.Route(a, post, "/translation-requests", auth.TranslationRequest, "Have entries translated, by a service or by people", d.requestTranslation, web.Status(201), web.Errors("nothing_to_translate", "budget_exceeded"), web.Describe("What is up to date, asked for already or not published is left out."))
	web.Route(a, get, "/translation-requests/{id}", auth.TranslationRequest, "Get a request, with how far it is", d.translationRequest)
	web.Route(a, post, "/translation-requests/{id}/cancel", auth.TranslationRequest, "Call off what has not been translated yet", d.cancelTranslation)
	web.Route(a, post, "/translation-requests/{id}/retry", auth.TranslationRequest, "Ask again for what failed or was refused", d.retryTranslation)
	web.Route(a, get, "/translation-items", auth.TranslationRead, "List texts of requests, what is due first before the rest", d.translationItems, web.Errors("bad_cursor"))
	web.Route(a, post, "/translation-items/{id}/take", auth.TranslationRead, "Begin to translate a text", d.takeTranslation, web.Errors("request_ended"))
	web.Route(a, post, "/translation-items/{id}/refuse", auth.TranslationRead, "Give a text back undone, with a reason", d.refuseTranslation, web.Errors("request_ended"))
	web.Route(a, get, "/translation-rules", auth.TranslationRequest, "List standing rules", d.translationRules)
	web.Route(a, post, "/translation-rules", auth.TranslationManage, "Have every published entry of a type translated, now and when it changes", d.addTranslationRule, web.Status(201), web.Errors("rule_taken"))
	web.Route(a, put, "/translation-rules/{id}", auth.TranslationManage, "Change a standing rule", d.changeTranslationRule, guarded("rule_taken"))
	web.Route(a, remove, "/translation-rules/{id}", auth.TranslationManage, "End a standing rule; what it asked for goes on", d.removeTranslationRule)
	web.Route(a, get, "/translation-providers", auth.TranslationRead, "List who can translate: services, and people", d.translationProviders)
	web.Route(a, put, "/translation-providers/{name}", auth.TranslationManage, "Set how many words a year may be sent to a service", d.setTranslationBudget, guarded())
	web.Route(a, post, "/translation-providers/{name}/resume", auth.TranslationManage, "Ask a paused service again at once", d.resumeProvider)
	web.Route(a, get, "/translators", auth.TranslationRequest, "List who translates, with their languages", d.translators)
	web.Route(a, get, "/translation-report", auth.TranslationRead, "How far translations are, by type and language", d.translationReport)
}

type requestTranslationIn struct {
	Body struct {
		Title    string      `json:"title,omitempty" doc:"At most 2,000 characters."`
		Note     string      `json:"note,omitempty" doc:"For those who translate; at most 2,000 characters."`
		Entries  []uuid.UUID `json:"entries" nullable:"false" doc:"At least one, at most 1,000."`
		Locales  []string    `json:"locales" nullable:"false" doc:"At least one." example:"[\"ar\",\"fa\"]"`
		Provider string      `json:"provider" maxLength:"40" doc:"A service, or manual for people." example:"deepl"`
		Via      string      `json:"via,omitempty" maxLength:"35" doc:"Translate from this language's text where that is up to date: en."`
		Assignee *uuid.UUID  `json:"assignee,omitempty" format:"uuid" doc:"Who does it, of requests to people; missing: whoever translates into the language."`
		DueOn    string      `json:"dueOn,omitempty" format:"date"`
	}
}

type requestOut struct{ Body translation.Request }

func newRequestOut(r translation.Request, err error) (*requestOut, error) {
	if err != nil {
		return nil, err
	}
	return &requestOut{Body: r}, nil
}

func (d *door) requestTranslation(ctx context.Context, in *requestTranslationIn) (*requestOut, error) {
	b := in.Body
	request := translation.NewRequest{
		Title: b.Title, Note: b.Note, Entries: b.Entries, Locales: b.Locales, Provider: b.Provider, Via: b.Via, Assignee: idOf(b.Assignee),
	}
	if day, err := time.Parse(time.DateOnly, b.DueOn); err == nil { // its form is checked
		request.DueOn = &day
	}
	return newRequestOut(d.translations.Request(ctx, web.Actor(ctx), request))
}

func (d *door) translationRequests(ctx context.Context, in *PageParams) (*listOut[translation.Request], error) {
	query := queryOf(ctx, "translation-requests")
	var before uuid.UUID
	if _, err := d.after(query, in.Cursor, &before); err != nil {
		return nil, err
	}
	all, err := d.translations.Requests(ctx, web.Actor(ctx), in.Limit, before)
	if err != nil {
		return nil, err
	}
	out := items(all)
	if n := len(all); n == in.Limit {
		out.Body.Next, err = d.next(query, all[n-1].ID)
	}
	return out, err
}

func (d *door) translationRequest(ctx context.Context, in *IDParam) (*requestOut, error) {
	return newRequestOut(d.translations.RequestByID(ctx, web.Actor(ctx), in.ID))
}

func (d *door) cancelTranslation(ctx context.Context, in *IDParam) (*requestOut, error) {
	return newRequestOut(d.translations.Cancel(ctx, web.Actor(ctx), in.ID))
}

func (d *door) retryTranslation(ctx context.Context, in *IDParam) (*requestOut, error) {
	return newRequestOut(d.translations.Retry(ctx, web.Actor(ctx), in.ID))
}

type translationItemsIn struct {
	PageParams
	Request string   `query:"request" format:"uuid"`
	State   []string `query:"state" maxItems:"7" enum:"requested,in_progress,needs_review,done,refused,failed,cancelled" doc:"One or several, separated by commas; missing: what is open."`
	Locale  string   `query:"locale" maxLength:"35"`
	Mine    bool     `query:"mine" doc:"Given to me, or to nobody in particular in a language of mine."`
}

func (d *door) translationItems(ctx context.Context, in *translationItemsIn) (*listOut[translation.Item], error) {
	query := queryOf(ctx, "translation-items", "request", in.Request, "state", strings.Join(in.State, ","), "locale", in.Locale, "mine", strconv.FormatBool(in.Mine))
	f := translation.ItemFilter{States: in.State, Locale: in.Locale, Mine: in.Mine, Limit: in.Limit}
	if in.Request != "" {
		f.RequestID, _ = uuid.Parse(in.Request) // its form is checked
	}
	var after translation.ItemCursor
	if ok, err := d.after(query, in.Cursor, &after); err != nil {
		return nil, err
	} else if ok {
		f.After = &after
	}
	all, err := d.translations.Items(ctx, web.Actor(ctx), f)
	if err != nil {
		return nil, err
	}
	out := items(all)
	if n := len(all); n == in.Limit {
		out.Body.Next, err = d.next(query, translation.ItemCursor{DueOn: all[n-1].DueOn, ID: all[n-1].ID})
	}
	return out, err
}

func (d *door) takeTranslation(ctx context.Context, in *IDParam) (*struct{}, error) {
	return nil, d.translations.Take(ctx, web.Actor(ctx), in.ID)
}

type refuseTranslationIn struct {
	IDParam
	Body struct {
		Reason string `json:"reason" doc:"At most 2,000 characters."`
	}
}

func (d *door) refuseTranslation(ctx context.Context, in *refuseTranslationIn) (*struct{}, error) {
	return nil, d.translations.Refuse(ctx, web.Actor(ctx), in.ID, in.Body.Reason)
}

func (d *door) translationRules(ctx context.Context, _ *struct{}) (*listOut[translation.Rule], error) {
	all, err := d.translations.Rules(ctx, web.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return items(all), nil
}

type addTranslationRuleIn struct {
	Body struct {
		Type     string   `json:"type" maxLength:"40" example:"offer"`
		Locales  []string `json:"locales" nullable:"false" example:"[\"ar\",\"fa\"]"`
		Provider string   `json:"provider" maxLength:"40" example:"deepl"`
	}
}

type ruleOut struct {
	ETag string `header:"ETag"`
	Body translation.Rule
}

func (d *door) addTranslationRule(ctx context.Context, in *addTranslationRuleIn) (*ruleOut, error) {
	rule, err := d.translations.AddRule(ctx, web.Actor(ctx), translation.RuleInput{Type: in.Body.Type, Locales: in.Body.Locales, Provider: in.Body.Provider, Active: true})
	if err != nil {
		return nil, err
	}
	return &ruleOut{ETag: etagOf(rule.Version), Body: rule}, nil
}

type changeTranslationRuleIn struct {
	ChangeParams
	Body struct {
		Locales []string `json:"locales" nullable:"false"`
		Active  bool     `json:"active"`
	}
}

func (d *door) changeTranslationRule(ctx context.Context, in *changeTranslationRuleIn) (*struct{}, error) {
	match, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return nil, d.translations.ChangeRule(ctx, web.Actor(ctx), in.ID, match.Entry, in.Body.Locales, in.Body.Active)
}

func (d *door) removeTranslationRule(ctx context.Context, in *IDParam) (*struct{}, error) {
	return nil, d.translations.RemoveRule(ctx, web.Actor(ctx), in.ID)
}

func (d *door) translationProviders(ctx context.Context, _ *struct{}) (*listOut[translation.ProviderView], error) {
	all, err := d.translations.Providers(ctx, web.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return items(all), nil
}

// ProviderPath names a service. Exported, because an embedded struct must be.
type ProviderPath struct {
	Name string `path:"name" maxLength:"40" example:"deepl"`
}

type setBudgetIn struct {
	ProviderPath
	MatchParam
	Body struct {
		Budget *int `json:"budget" nullable:"true" doc:"Words a year; null: without end."`
	}
}

func (d *door) setTranslationBudget(ctx context.Context, in *setBudgetIn) (*struct{}, error) {
	match, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return nil, d.translations.SetBudget(ctx, web.Actor(ctx), in.Name, match.Entry, in.Body.Budget)
}

func (d *door) resumeProvider(ctx context.Context, in *ProviderPath) (*struct{}, error) {
	return nil, d.translations.Resume(ctx, web.Actor(ctx), in.Name)
}

func (d *door) translators(ctx context.Context, _ *struct{}) (*listOut[translation.Translator], error) {
	all, err := d.translations.Translators(ctx, web.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return items(all), nil
}

type reportOut struct{ Body translation.Report }

func (d *door) translationReport(ctx context.Context, _ *struct{}) (*reportOut, error) {
	report, err := d.translations.Report(ctx, web.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return &reportOut{Body: report}, nil
}
