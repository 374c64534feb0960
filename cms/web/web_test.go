package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms/sentence"
	"lotse/internal/audit"
	"lotse/internal/command"
)

// people knows the credentials of the tests.
type people map[string]auth.Actor

func (p people) SessionActor(_ context.Context, token string) (auth.Actor, error) {
	return p.actor(token)
}
func (p people) TokenActor(_ context.Context, token string) (auth.Actor, error) {
	return p.actor(token)
}

func (p people) actor(token string) (auth.Actor, error) {
	if a, ok := p[token]; ok {
		return a, nil
	}
	return auth.Actor{}, command.E(command.Unauthenticated, "bad_token", "Unknown.")
}

var editor = auth.AccountActor(uuid.MustParse("0191e0a0-0000-7000-8000-000000000001"), auth.Membership{Role: auth.Editor})

type echoIn struct {
	Limit int    `query:"limit" minimum:"1" maximum:"100"`
	ID    string `path:"id" format:"uuid"`
	Body  struct {
		Email  string         `json:"email" format:"email"`
		Name   string         `json:"name" maxLength:"5"`
		Fields map[string]any `json:"fields,omitempty"`
	}
}

type echoOut struct {
	ETag string `header:"ETag"`
	Body struct {
		Name string `json:"name"`
	}
}

// errorIn asks for an error by name.
type errorIn struct {
	Name string `query:"name"`
}

// server is the whole frame around a few routes.
func server(t *testing.T, log io.Writer, wrap ...func(http.Handler) http.Handler) http.Handler {
	t.Helper()
	policy, err := auth.LoadPolicy()
	if err != nil {
		t.Fatal(err)
	}
	root := chi.NewRouter()
	f := Frame{
		Front:   Front{Log: slog.New(slog.NewJSONHandler(log, nil)), TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}},
		BaseURL: "https://cms.example", Identity: people{"good": editor, "program": tokenActor()},
	}
	if err := f.Use(root); err != nil {
		t.Fatal(err)
	}
	root.Group(func(r chi.Router) {
		f.UseManagement(r)
		r.Use(wrap...)
		a := NewAPI(r, policy, Document{Title: "Test", Version: "1", Prefix: "/api"}).Tagged("test")
		Route(a, "PUT", "/things/{id}", "save", "Save a thing", func(_ context.Context, in *echoIn) (*echoOut, error) {
			out := &echoOut{ETag: `"1.1"`}
			out.Body.Name = in.Body.Name
			return out, nil
		})
		Route(a, "POST", "/things/{id}", SignedIn, "Make a thing", func(_ context.Context, in *echoIn) (*echoOut, error) {
			return &echoOut{}, nil
		}, Status(201))
		Route(a, "GET", "/errors", Public, "Fail", func(_ context.Context, in *errorIn) (*struct{}, error) {
			return nil, testErrors[in.Name]
		})
		Route(a, "GET", "/panic", Public, "Panic", func(context.Context, *struct{}) (*struct{}, error) { panic("geheim") })
		Route(a, "GET", "/background", "background.view", "Look", func(context.Context, *struct{}) (*struct{}, error) { return nil, nil })
		Route(a, "GET", "/mine", Person, "Mine", func(context.Context, *struct{}) (*struct{}, error) { return nil, nil })
		Handle(a, Operation{Method: "GET", Path: "/plain", Permission: Public, Summary: "Plain"}, func(w http.ResponseWriter, r *http.Request) error {
			_, err := w.Write([]byte(ClientAddress(r.Context()).String()))
			return err
		})
	})
	return root
}

func tokenActor() auth.Actor {
	a := editor
	a.Kind, a.OnBehalfOf, a.ID = audit.Token, editor.ID, uuid.MustParse("0191e0a0-0000-7000-8000-000000000002")
	a.Scope = &auth.Scope{Actions: []string{"read"}, Types: []string{"*"}}
	return a
}

// tryFrom makes a request of a client at an address.
func tryFrom(h http.Handler, from, method, target string, headers ...string) *httptest.ResponseRecorder {
	return try(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.RemoteAddr = from
		h.ServeHTTP(w, r)
	}), method, target, "", headers...)
}

// try makes one request; headers are pairs.
func try(h http.Handler, method, target, body string, headers ...string) *httptest.ResponseRecorder {
	var r *http.Request
	if body == "" {
		r = httptest.NewRequest(method, target, nil)
	} else {
		r = httptest.NewRequest(method, target, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func problem(t *testing.T, w *httptest.ResponseRecorder) Problem {
	t.Helper()
	if got := w.Header().Get("Content-Type"); got != ProblemType {
		t.Fatalf("content type %q of %d %s", got, w.Code, w.Body)
	}
	var p Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	if p.Status != w.Code || p.Type != "/errors#"+p.Code || p.RequestID == "" || p.RequestID != w.Header().Get("X-Request-Id") || p.Detail == "" || p.Title == "" {
		t.Errorf("incomplete problem: %s", w.Body)
	}
	return p
}

const (
	thing = "/api/things/0191e0a0-0000-7000-8000-000000000009"
	fine  = `{"email":"a@b.example","name":"Ada"}`
)

var bearer = []string{"Authorization", "Bearer good"}

func TestRefusedRequests(t *testing.T) {
	deep := strings.Repeat("[", 70) + strings.Repeat("]", 70)
	for _, c := range []struct {
		name, method, target, body string
		headers                    []string
		status                     int
		code                       string
	}{
		{"nobody is signed in", "PUT", thing, fine, nil, 401, "unauthenticated"},
		{"nobody is signed in, and the body is wrong", "PUT", thing, `{`, nil, 401, "unauthenticated"},
		{"bad token", "GET", "/api/errors", "", []string{"Authorization", "Bearer bad"}, 401, "bad_token"},
		{"other scheme", "GET", "/api/errors", "", []string{"Authorization", "Basic Z29vZA=="}, 401, "bad_credentials"},
		{"session over", "GET", "/api/mine", "", []string{"Cookie", "__Host-lotse=old"}, 401, "unauthenticated"},
		{"cookie of another name", "GET", "/api/mine", "", []string{"Cookie", "lotse_session=good"}, 401, "unauthenticated"},
		{"role without the action", "GET", "/api/background", "", bearer, 403, "forbidden"},
		{"token without the action", "PUT", thing, fine, []string{"Authorization", "Bearer program"}, 403, "forbidden"},
		{"token where a person is needed", "GET", "/api/mine", "", []string{"Authorization", "Bearer program"}, 403, "session_required"},
		{"unknown path", "GET", "/api/nothing", "", bearer, 404, "not_found"},
		{"path that is no id", "PUT", "/api/things/7", fine, bearer, 404, "not_found"},
		{"method", "DELETE", thing, "", bearer, 405, "method_not_allowed"},
		{"unknown parameter", "PUT", thing + "?colour=red", fine, bearer, 400, "unknown_parameter"},
		{"parameter out of bounds", "PUT", thing + "?limit=101", fine, bearer, 400, "invalid_parameter"},
		{"parameter that is no number", "PUT", thing + "?limit=many", fine, bearer, 400, "invalid_parameter"},
		{"no body", "PUT", thing, "", bearer, 400, "body_required"},
		{"half a body", "PUT", thing, `{"email":`, bearer, 400, "malformed_json"},
		{"two bodies", "PUT", thing, fine + fine, bearer, 400, "malformed_json"},
		{"half a character", "PUT", thing, `{"name":"\ud83d x"}`, bearer, 400, "malformed_json"},
		{"not UTF-8", "PUT", thing, "{\"name\":\"\xff\"}", bearer, 400, "malformed_json"},
		{"deep body", "PUT", thing, `{"fields":{"a":` + deep + `}}`, bearer, 400, "too_deep"},
		{"large body", "PUT", thing, `{"name":"` + strings.Repeat("x", MaxBody) + `"}`, bearer, 413, "body_too_large"},
		{"form", "PUT", thing, "a=b", append([]string{"Content-Type", "application/x-www-form-urlencoded"}, bearer...), 415, "unsupported_media_type"},
		{"unknown member", "PUT", thing, `{"email":"a@b.example","name":"Ada","admin":true}`, bearer, 422, "invalid"},
		{"wrong kinds", "PUT", thing, `{"email":7,"name":["x"]}`, bearer, 422, "invalid"},
		{"body is a list", "PUT", thing, `[]`, bearer, 422, "invalid"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := try(server(t, io.Discard), c.method, c.target, c.body, c.headers...)
			p := problem(t, w)
			if p.Status != c.status || p.Code != c.code {
				t.Errorf("got %d %s, want %d %s: %s", p.Status, p.Code, c.status, c.code, w.Body)
			}
		})
	}
}

func TestAllowedMethodsAreNamed(t *testing.T) {
	w := try(server(t, io.Discard), "DELETE", thing, "", bearer...)
	if got := w.Header().Get("Allow"); got != "POST, PUT" {
		t.Errorf("Allow %q", got)
	}
}

func TestHeadAnswersLikeGet(t *testing.T) {
	w := try(server(t, io.Discard), "HEAD", "/api/plain", "")
	if w.Code != 200 {
		t.Errorf("HEAD answers %d %s", w.Code, w.Body)
	}
}

// No refused value may come back, neither in the answer nor in the log.
func TestRefusedValuesAreNotEchoed(t *testing.T) {
	const secret = "hunter2-hunter2"
	for _, body := range []string{
		`{"email":"` + secret + `","name":"` + secret + `"}`,
		`{"email":"a@b.example","name":{"x":"` + secret + `"}}`,
		`{"email":"a@b.example","name":"` + secret,
		secret,
		`["` + secret + `"]`,
	} {
		var log strings.Builder
		w := try(server(t, &log), "PUT", thing+"?limit="+secret, body, bearer...)
		if strings.Contains(w.Body.String(), secret) || strings.Contains(log.String(), secret) {
			t.Errorf("echoed: %s\nlog: %s", w.Body, log.String())
		}
	}
	long := strings.Repeat("n", 5000)
	w := try(server(t, io.Discard), "PUT", thing, `{"`+long+`":1}`, bearer...)
	if w.Body.Len() > 1500 {
		t.Errorf("a long name comes back whole: %d bytes", w.Body.Len())
	}
}

func TestFieldProblemsHavePointers(t *testing.T) {
	w := try(server(t, io.Discard), "PUT", thing, `{"name":"too long","extra":{"a/b":1}}`, append(bearer, "Accept-Language", "de-DE")...)
	p := problem(t, w)
	got := map[string]string{}
	for _, e := range p.Errors {
		if e.In != "body" || e.Detail == "" {
			t.Errorf("incomplete: %+v", e)
		}
		got[e.Pointer] = e.Code
	}
	want := map[string]string{"/email": "required", "/name": "too_long", "/extra": "unknown_member"}
	for pointer, code := range want {
		if got[pointer] != code {
			t.Errorf("%s: %q, want %q in %v", pointer, got[pointer], code, got)
		}
	}
	if p.Detail != sentence.All["invalid"].DE {
		t.Errorf("not German: %s", p.Detail)
	}
}

func TestUnknownErrorLeaksNothing(t *testing.T) {
	for _, target := range []string{"/api/errors?name=plain", "/api/panic"} {
		var log strings.Builder
		w := try(server(t, &log), "GET", target, "")
		p := problem(t, w)
		if p.Status != 500 || p.Code != "internal" || strings.Contains(w.Body.String(), "geheim") {
			t.Errorf("%s: %s", target, w.Body)
		}
		if strings.Count(log.String(), "geheim") == 0 || !strings.Contains(log.String(), p.RequestID) {
			t.Errorf("%s: the log does not tell: %s", target, log.String())
		}
		if n := strings.Count(log.String(), `"msg":"request failed"`); n > 1 {
			t.Errorf("%s: logged %d times", target, n)
		}
	}
}

func TestAccessLogHoldsNoQuery(t *testing.T) {
	var log strings.Builder
	try(server(t, &log), "GET", "/api/errors?name=Karzinom", "", bearer...)
	if strings.Contains(log.String(), "Karzinom") || !strings.Contains(log.String(), `"path":"/api/errors"`) || !strings.Contains(log.String(), `"actor_id"`) {
		t.Errorf("log: %s", log.String())
	}
}

func TestSignedInPasses(t *testing.T) {
	for _, headers := range [][]string{bearer, {"Cookie", "__Host-lotse=good"}} {
		if w := try(server(t, io.Discard), "PUT", thing, fine, headers...); w.Code != 200 || w.Header().Get("ETag") != `"1.1"` || w.Body.String() != "{\"name\":\"Ada\"}\n" {
			t.Errorf("%v: %d %s", headers, w.Code, w.Body)
		}
	}
}

func TestCrossOrigin(t *testing.T) {
	cookie := []string{"Cookie", "__Host-lotse=good"}
	for _, c := range []struct {
		name    string
		headers []string
		status  int
	}{
		{"another site", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"another host of the domain", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"old browser, another site", []string{"Origin", "https://evil.example"}, 403},
		{"opaque origin", []string{"Origin", "null"}, 403},
		{"the desk", []string{"Sec-Fetch-Site", "same-origin"}, 200},
		{"the desk behind a proxy", []string{"Origin", "https://cms.example", "Sec-Fetch-Site", "same-origin"}, 200},
		{"a program", nil, 200},
		{"a program with a token", []string{"Authorization", "Bearer good", "Sec-Fetch-Site", "cross-site"}, 200},
	} {
		w := try(server(t, io.Discard), "PUT", thing, fine, append(c.headers, cookie...)...)
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.status)
		}
	}
	if w := try(server(t, io.Discard), "GET", "/api/mine", "", append([]string{"Sec-Fetch-Site", "cross-site"}, cookie...)...); w.Code >= 400 {
		t.Errorf("a link from another site must open: %d", w.Code)
	}
}

func TestClientAddress(t *testing.T) {
	proxies, err := ParseProxies("10.0.0.0/8, 192.0.2.1 ::1")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		remote    string
		forwarded []string
		want      string
	}{
		{"203.0.113.9:5", nil, "203.0.113.9"},
		{"203.0.113.9:5", []string{"1.2.3.4"}, "203.0.113.9"}, // nobody we trust says so
		{"10.1.1.1:5", []string{"198.51.100.7"}, "198.51.100.7"},
		{"10.1.1.1:5", []string{"6.6.6.6, 198.51.100.7, 10.9.9.9"}, "198.51.100.7"}, // the first is made up
		{"10.1.1.1:5", []string{"6.6.6.6", "198.51.100.7"}, "198.51.100.7"},
		{"10.1.1.1:5", []string{"rubbish"}, "10.1.1.1"},
		{"10.1.1.1:5", nil, "10.1.1.1"},
		{"[::ffff:10.1.1.1]:5", []string{"2001:db8::1"}, "2001:db8::1"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		for _, f := range c.forwarded {
			r.Header.Add("X-Forwarded-For", f)
		}
		if address, _ := caller(r, proxies); address.String() != c.want {
			t.Errorf("%s %v: %s, want %s", c.remote, c.forwarded, address, c.want)
		}
	}
	if _, err := ParseProxies("everywhere"); err == nil {
		t.Error("nonsense is accepted")
	}
}

func TestRequestIDOfStrangersIsNotTaken(t *testing.T) {
	w := try(server(t, io.Discard), "GET", "/api/plain", "", "X-Request-Id", "mine")
	if got := w.Header().Get("X-Request-Id"); got == "mine" || got == "" {
		t.Errorf("request id %q", got)
	}
}

func TestCursor(t *testing.T) {
	c := NewCursors([]byte("0123456789012345678901234567890123456789"))
	type place struct{ ID int }
	cursor, err := c.Encode("/a?q=1", place{7})
	if err != nil {
		t.Fatal(err)
	}
	var got place
	if err := c.Decode("/a?q=1", cursor, &got); err != nil || got.ID != 7 {
		t.Fatalf("%v %v", got, err)
	}
	other := NewCursors([]byte("another secret of the same length, more or less"))
	for i := range cursor {
		changed := []byte(cursor)
		if changed[i] = 'A'; cursor[i] == 'A' {
			changed[i] = 'B'
		}
		if err := c.Decode("/a?q=1", string(changed), &got); command.Code(err) != "bad_cursor" {
			t.Fatalf("changed at %d: %v", i, err)
		}
	}
	for name, err := range map[string]error{
		"other query":  c.Decode("/a?q=2", cursor, &got),
		"other secret": other.Decode("/a?q=1", cursor, &got),
		"empty":        c.Decode("/a?q=1", "", &got),
		"long":         c.Decode("/a?q=1", strings.Repeat("A", 1<<20), &got),
		"no base64":    c.Decode("/a?q=1", "ä!", &got),
	} {
		if command.Code(err) != "bad_cursor" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestIfMatch(t *testing.T) {
	for header, want := range map[string]Versions{
		`"7.3"`: {7, 3}, `W/"7.3"`: {7, 3}, `7.3`: {7, 3}, `"7"`: {7, 7}, `7`: {7, 7},
	} {
		if got, err := IfMatch(header); err != nil || got != want {
			t.Errorf("%s: %v %v", header, got, err)
		}
	}
	for _, header := range []string{`*`, `"7`, `"a"`, `"7.3", "8.3"`, `-1`, `0`, `"7.0"`, `"07"`, `99999999999999999999`, `"7.3.1"`, `"7."`} {
		if _, err := IfMatch(header); command.Code(err) != "bad_if_match" {
			t.Errorf("%s: %v", header, err)
		}
	}
	if _, err := IfMatch(""); command.KindOf(err) != command.PreconditionRequired {
		t.Errorf("missing: %v", err)
	}
	if got := (Versions{7, 3}).ETag(); got != `"7.3"` {
		t.Error(got)
	}
}

func TestIfNoneMatch(t *testing.T) {
	for header, want := range map[string]bool{
		`"a"`: true, `W/"a"`: true, `"b", "a"`: true, `*`: true, `"b"`: false, ``: false, `a`: false,
	} {
		if got := MatchesNone(header, `"a"`); got != want {
			t.Errorf("%s: %v", header, got)
		}
	}
}

func TestLanguage(t *testing.T) {
	for header, german := range map[string]bool{
		"": false, "de": true, "de-AT,en;q=0.5": true, "en-GB,de;q=0.9": false, "fr": false, "fr,de;q=0.8": true,
		"*": false, ";;;": false, strings.Repeat("de,", 5000): true,
	} {
		if got := sentence.PrefersGerman(header); got != german {
			t.Errorf("%.20s: %v", header, got)
		}
	}
}

func TestParametersStandInSentences(t *testing.T) {
	for _, c := range []struct {
		code   string
		params map[string]any
		want   string
	}{
		{"too_long", map[string]any{"max": 300}, "This is too long (300 characters at most)."},
		{"too_long", nil, "This is too long."},
		{"required", map[string]any{"max": 300}, "This is missing."},
		{"unheard_of", nil, "fallback"},
	} {
		if got := sentence.Of(false, c.code, "fallback", c.params); got != c.want {
			t.Errorf("%s: %q, want %q", c.code, got, c.want)
		}
	}
}

var errPlain = errors.New("geheim: the password of the database is 1234")
