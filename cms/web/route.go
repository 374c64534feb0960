package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"lotse/auth"
	"lotse/cms/sentence"
	"lotse/internal/command"
)

// Permissions that are no action of the policy.
const (
	// Public routes answer everybody.
	Public = "public"
	// SignedIn routes answer every account and every token.
	SignedIn = "signed-in"
	// Person routes answer people with a session, not programs with a token.
	Person = "person"
	// ActionInPath routes need the action that their path names as {action}.
	ActionInPath = "{action}"
)

// Option changes how a route is registered and described.
type Option func(*described)

// described is a route while it is being registered.
type described struct {
	status       int
	description  string
	codes        []string
	unrepeatable bool
}

// Status is the status of success, where it is not 200.
func Status(status int) Option { return func(d *described) { d.status = status } }

// Describe adds a text to the document.
func Describe(text string) Option { return func(d *described) { d.description = text } }

// Errors names the codes of errors that the route answers beyond the usual ones.
func Errors(codes ...string) Option {
	return func(d *described) { d.codes = append(d.codes, codes...) }
}

// Unrepeatable routes answer with a secret; their answers are not kept for Idempotency-Key.
func Unrepeatable() Option { return func(d *described) { d.unrepeatable = true } }

// Route registers a typed handler: its input and output types describe the request and the answer, see the
// documentation of huma. permission is Public, SignedIn, Person, ActionInPath or an action of the policy, of
// which is asked whether the actor may it at all; whether on this object, cms asks. This is the only caller
// of huma.Register.
func Route[I, O any](a *API, method, path, permission, summary string, handler func(context.Context, *I) (*O, error), options ...Option) {
	d := &described{}
	for _, option := range options {
		option(d)
	}
	if method != http.MethodGet && method != http.MethodDelete {
		d.codes = append(d.codes, "body_required", "malformed_json", "too_deep", "body_too_large", "unsupported_media_type", "invalid")
	}
	op := a.operation(method, path, permission, summary, d)
	op.Middlewares = huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) {
		if err := a.authorise(ctx.Context(), permission); err != nil {
			writeProblem(ctx, ProblemOf(ctx.Context(), err))
			return
		}
		from(ctx.Context()).unrepeatable = d.unrepeatable
		next(ctx)
	}}
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handler(ctx, in)
		if err != nil {
			p := ProblemOf(ctx, err)
			return nil, &problemAnswer{Problem: p, headers: headersOf(ctx, p)}
		}
		return out, nil
	})
}

// problemAnswer gives huma a problem together with its headers.
type problemAnswer struct {
	*Problem
	headers http.Header
}

// GetHeaders are the headers that go with the problem.
func (p *problemAnswer) GetHeaders() http.Header { return p.headers }

// Unwrap is the problem itself.
func (p *problemAnswer) Unwrap() error { return p.Problem }

func headersOf(ctx context.Context, p *Problem) http.Header {
	h := http.Header{}
	problemHeaders(h, from(ctx).language, p)
	h.Del("Cache-Control") // typed routes never set it themselves; the frame has
	return h
}

// writeProblem answers before huma looked at the request.
func writeProblem(ctx huma.Context, p *Problem) {
	for name, values := range headersOf(ctx.Context(), p) {
		for _, v := range values {
			ctx.AppendHeader(name, v)
		}
	}
	ctx.SetHeader("Content-Type", ProblemType)
	ctx.SetStatus(p.Status)
	_ = json.NewEncoder(ctx.BodyWriter()).Encode(p)
}

// authorise is the first check, before anything is read: who asks, and may they take the action anywhere?
func (a *API) authorise(ctx context.Context, permission string) error {
	actor := Actor(ctx)
	if permission == Public {
		return nil
	}
	if !actor.Known() {
		return command.E(command.Unauthenticated, "unauthenticated", "Please sign in.")
	}
	switch permission {
	case SignedIn:
		return nil
	case Person:
		if !actor.IsPerson() {
			return command.E(command.Forbidden, "session_required", "This needs a person who signed in.")
		}
		return nil
	case ActionInPath:
		permission = chi.URLParamFromCtx(ctx, "action")
		if !slices.Contains(auth.Actions, permission) {
			return command.E(command.NotFound, "unknown_action", "There is no such action.")
		}
	}
	if !a.policy.May(actor, permission) {
		return command.E(command.Forbidden, "forbidden", "You may not do this.")
	}
	return nil
}

// operation describes a route for huma and the list of routes. It panics where a route is not described as
// it must be: that is found by starting the program once.
func (a *API) operation(method, path, permission, summary string, d *described) huma.Operation {
	full := a.document.Prefix + path
	if permission == "" || summary == "" || a.tag == "" {
		panic(fmt.Sprintf("route %s %s needs a permission, a summary and a tag", method, full))
	}
	if p := permission; p != Public && p != SignedIn && p != Person && p != ActionInPath && !slices.Contains(auth.Actions, p) {
		panic(fmt.Sprintf("route %s %s: unknown permission %s", method, full, p))
	}
	codes := append(usualCodes(method, path, permission), d.codes...)
	slices.Sort(codes)
	codes = slices.Compact(codes)
	a.shared.list = append(a.shared.list, RouteInfo{
		Method: method, Path: full, Permission: permission, Summary: summary, Tag: a.tag, Errors: codes,
	})
	return huma.Operation{
		OperationID: operationID(method, path), Method: method, Path: full, Summary: summary,
		Description: describe(permission, d.description), Tags: []string{a.tag}, DefaultStatus: d.status,
		Security: security(permission), Responses: problemResponses(codes), MaxBodyBytes: MaxBody + 1,
		Extensions: map[string]any{"x-permission": permission},
	}
}

// usualCodes are the errors that every route of its sort can answer with.
func usualCodes(method, path, permission string) []string {
	codes := []string{"internal", "timeout", "database_unavailable", "unknown_parameter", "invalid_parameter"}
	if permission != Public {
		codes = append(codes, "unauthenticated", "bad_credentials", "bad_token")
	}
	switch permission {
	case Public, SignedIn:
	case Person:
		codes = append(codes, "session_required")
	default:
		codes = append(codes, "forbidden")
	}
	if method != http.MethodGet {
		codes = append(codes, "cross_origin")
	}
	if method == http.MethodPost && permission != Public {
		codes = append(codes, "idempotency_key_reused", "idempotency_in_flight", "bad_idempotency_key")
	}
	if strings.Contains(path, "{") {
		codes = append(codes, "not_found")
	}
	return codes
}

func describe(permission, text string) string {
	var who string
	switch permission {
	case Public:
		who = "Open to everybody."
	case SignedIn:
		who = "Needs a session or a token."
	case Person:
		who = "Needs a session; tokens are refused."
	case ActionInPath:
		who = "Needs the permission for the action, on this object."
	default:
		who = "Needs the permission `" + permission + "`."
	}
	if text == "" {
		return who
	}
	return text + "\n\n" + who
}

// security names the schemes that open a route.
func security(permission string) []map[string][]string {
	switch permission {
	case Public:
		return []map[string][]string{}
	case Person:
		return []map[string][]string{{"session": {}}}
	}
	return []map[string][]string{{"session": {}}, {"bearer": {}}}
}

// problemResponses groups codes by their status.
func problemResponses(codes []string) map[string]*huma.Response {
	texts := map[int][]string{}
	for _, code := range codes {
		s, ok := sentence.All[code]
		if !ok || statuses[s.Kind] == 0 {
			panic("the error code " + code + " is not in the catalogue")
		}
		status := statuses[s.Kind]
		texts[status] = append(texts[status], "`"+code+"`: "+s.EN)
	}
	out := map[string]*huma.Response{}
	for status, lines := range texts {
		out[strconv.Itoa(status)] = &huma.Response{
			Description: strings.Join(lines, "\n\n"),
			Content:     map[string]*huma.MediaType{ProblemType: {Schema: &huma.Schema{Ref: "#/components/schemas/Problem"}}},
		}
	}
	return out
}

// operationID makes `getEntriesById` from GET /entries/{id}.
func operationID(method, path string) string {
	var b strings.Builder
	b.WriteString(strings.ToLower(method))
	for _, part := range strings.FieldsFunc(path, func(r rune) bool { return strings.ContainsRune("/.-_", r) }) {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			part = "by" + strings.ToUpper(name[:1]) + strings.TrimSuffix(name[1:], "}")
		}
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

// HandlerFunc is a plain handler that may fail; a failure before the first byte becomes a problem.
type HandlerFunc func(w http.ResponseWriter, r *http.Request) error

// Operation describes a plain route, which huma knows nothing of.
type Operation struct {
	Method, Path, Permission, Summary string
	Description                       string
	// Params are the parameters of the query and of the path. The handler itself refuses unknown ones, see
	// OnlyParams.
	Params []Param
	// Headers are request headers that matter.
	Headers []Param
	// Body is a value of the type that the body has; nil for none.
	Body any
	// Answer is a value of the type of the answer; nil for none.
	Answer any
	// AnswerType is its media type, application/json where empty.
	AnswerType string
	Status     int // of success, 200 where zero
	Errors     []string
	// NotModified tells that If-None-Match is answered with 304.
	NotModified bool
}

// Param is a parameter of a plain route.
type Param struct {
	Name, Description, Example string
	Required                   bool
	Type                       string // JSON Schema type, string where empty
	// DeepObject parameters are written name[key]=value.
	DeepObject bool
}

// Handle registers a plain handler, for routes that must be fast or do not speak JSON.
func Handle(a *API, o Operation, handler HandlerFunc) {
	d := &described{status: o.Status, description: o.Description, codes: o.Errors}
	if o.Body != nil {
		d.codes = append(d.codes, "body_required", "malformed_json", "too_deep", "body_too_large", "unsupported_media_type", "invalid")
	}
	op := a.operation(o.Method, o.Path, o.Permission, o.Summary, d)
	a.describePlain(&op, o)
	a.huma.OpenAPI().AddOperation(&op)
	a.router.Method(o.Method, op.Path, a.plain(o.Permission, handler))
}

func (a *API) plain(permission string, handler HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if permission != Public {
			if err := a.authorise(r.Context(), permission); err != nil {
				Fail(w, r, err)
				return
			}
		}
		if err := handler(w, r); err != nil {
			Fail(w, r, err)
		}
	})
}
