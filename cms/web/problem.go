package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"lotse/cms/sentence"
	"lotse/internal/command"
	"lotse/workflow"
)

// ProblemType is the media type of every error answer (RFC 9457).
const ProblemType = "application/problem+json"

// statusClientGone is logged for requests whose client went away; nobody reads the answer.
const statusClientGone = 499

// statuses says what each kind of error is in HTTP. It is the only such table.
var statuses = map[command.Kind]int{
	command.Malformed:             http.StatusBadRequest,
	command.Unauthenticated:       http.StatusUnauthorized,
	command.Forbidden:             http.StatusForbidden,
	command.NotFound:              http.StatusNotFound,
	command.Conflict:              http.StatusConflict,
	command.Refused:               http.StatusConflict,
	command.Gone:                  http.StatusGone,
	command.Stale:                 http.StatusPreconditionFailed,
	command.TooLarge:              http.StatusRequestEntityTooLarge,
	command.Invalid:               http.StatusUnprocessableEntity,
	command.PreconditionRequired:  http.StatusPreconditionRequired,
	command.TooMany:               http.StatusTooManyRequests,
	command.Unavailable:           http.StatusServiceUnavailable,
	sentence.MethodNotAllowed:     http.StatusMethodNotAllowed,
	sentence.UnsupportedMediaType: http.StatusUnsupportedMediaType,
	sentence.RequestTimeout:       http.StatusRequestTimeout,
	sentence.Internal:             http.StatusInternalServerError,
}

// Problem is the answer to a request that failed (RFC 9457).
type Problem struct {
	Type      string         `json:"type" doc:"Address of the explanation of the code." example:"/errors#stale"`
	Title     string         `json:"title" doc:"The HTTP status in words."`
	Status    int            `json:"status"`
	Detail    string         `json:"detail" doc:"A sentence for people, German or English by Accept-Language."`
	Code      string         `json:"code" doc:"Stable name of the problem; all are listed in docs/errors.md."`
	RequestID string         `json:"requestId" doc:"Name this when asking for help."`
	Errors    []ProblemField `json:"errors,omitempty" doc:"Every single problem with the input."`
	// extra holds further members (current and diff of a stale save).
	extra map[string]any
}

// ProblemField is one problem with one place of the input.
type ProblemField struct {
	Pointer string         `json:"pointer" doc:"JSON Pointer (RFC 6901) into the content, or into what 'in' names."`
	In      string         `json:"in,omitempty" enum:"body,query,header" doc:"Present where the form of the request is wrong, not the content."`
	Code    string         `json:"code"`
	Locale  string         `json:"locale,omitempty"`
	Params  map[string]any `json:"params,omitempty"`
	Detail  string         `json:"detail"`
}

// Error makes a Problem an error.
func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is the media type of problems.
func (p *Problem) ContentType(string) string { return ProblemType }

// MarshalJSON writes the further members beside the fixed ones.
func (p *Problem) MarshalJSON() ([]byte, error) {
	type plain Problem
	fixed, err := json.Marshal((*plain)(p))
	if err != nil || len(p.extra) == 0 {
		return fixed, err
	}
	further, err := json.Marshal(p.extra)
	if err != nil {
		return nil, fmt.Errorf("encode members of problem %s: %w", p.Code, err)
	}
	fixed[len(fixed)-1] = ','
	return append(fixed, further[1:]...), nil
}

// ProblemOf turns any error into the answer to the request of ctx. An error that nobody foresaw becomes
// `internal`; it is logged here, once, and nothing of it is told.
func ProblemOf(ctx context.Context, err error) *Problem {
	var ready *Problem
	if errors.As(err, &ready) {
		return ready
	}
	r := from(ctx)
	e := commandError(ctx, err)
	p := newProblem(r, e)
	if p.Status >= http.StatusInternalServerError {
		r.logger().ErrorContext(ctx, "request failed", "request_id", r.id, "code", p.Code, "error", err.Error())
	}
	return p
}

// commandError finds the error that the caller is told of.
func commandError(ctx context.Context, err error) *command.Error {
	var e *command.Error
	var tooLarge *http.MaxBytesError
	var refused *workflow.Refused
	var unknown workflow.ErrUnknownAction
	switch {
	case errors.As(err, &e):
		return e
	case errors.As(err, &tooLarge):
		return command.E(command.TooLarge, "body_too_large", "The body is too large.")
	case errors.As(err, &refused):
		return refusal(refused)
	case errors.As(err, &unknown):
		return command.E(command.NotFound, "unknown_action", "There is no such action.")
	}
	if e := postgresError(err); e != nil {
		return e
	}
	switch {
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		return command.E(sentence.ClientGone, "client_gone", "The client went away.")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return command.E(command.Unavailable, "timeout", "It took too long.")
	}
	return errInternal()
}

func errInternal() *command.Error {
	return command.E(sentence.Internal, "internal", "Something went wrong on our side.")
}

func refusal(refused *workflow.Refused) *command.Error {
	e := command.E(command.Refused, "not_allowed", "This is not possible now.")
	for _, reason := range refused.Reasons {
		e.Fields = append(e.Fields, command.FieldError{Code: reason})
	}
	return e
}

// newProblem words an error in the language of the request.
func newProblem(r *request, e *command.Error) *Problem {
	status := statuses[e.Kind]
	if status == 0 {
		status = http.StatusInternalServerError
		if e.Kind == sentence.ClientGone {
			status = statusClientGone
		}
	}
	german := sentence.PrefersGerman(r.language)
	p := &Problem{
		Type: "/errors#" + e.Code, Title: http.StatusText(status), Status: status,
		Detail: sentence.Of(german, e.Code, e.Detail, e.Extra), Code: e.Code, RequestID: r.id, extra: e.Extra,
	}
	for _, f := range e.Fields {
		p.Errors = append(p.Errors, ProblemField{
			Pointer: f.Pointer, Code: f.Code, Locale: f.Locale, Params: f.Params,
			Detail: sentence.Of(german, f.Code, "", f.Params),
		})
	}
	r.code = e.Code
	return p
}

// Fail answers with the problem that err is. For plain handlers; typed routes return their error.
func Fail(w http.ResponseWriter, r *http.Request, err error) {
	p := ProblemOf(r.Context(), err)
	if out := from(r.Context()).out; out != nil && out.status != 0 {
		panic(http.ErrAbortHandler) // part of an answer is out: break the connection, so that nobody takes it for whole
	}
	w.Header()["X-Content-Type-Options"] = nosniff
	problemHeaders(w.Header(), r.Header.Get("Accept-Language"), p)
	body, encodeErr := json.Marshal(p)
	if encodeErr != nil {
		from(r.Context()).logger().ErrorContext(r.Context(), "encode problem", "error", encodeErr.Error())
	}
	w.Header().Set("Content-Type", ProblemType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)+1))
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(body, '\n'))
}

// problemHeaders sets what goes with a problem beside its body.
func problemHeaders(h http.Header, language string, p *Problem) {
	h.Del("ETag")
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Accept-Language")
	h.Set("Content-Language", map[bool]string{true: "de", false: "en"}[sentence.PrefersGerman(language)])
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="lotse"`)
	}
	if seconds, ok := p.extra["retryAfter"]; ok {
		h.Set("Retry-After", fmt.Sprint(seconds))
	} else if p.Status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "5")
	}
}
