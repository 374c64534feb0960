package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"lotse/cms/sentence"
	"lotse/internal/command"
)

// longestName limits what is repeated of a name that a client made up (an unknown member, a parameter).
const longestName = 80

// shapeProblem is what huma calls for every error of its own: bodies that cannot be read, and parameters
// and members that do not have the documented form. Its messages and the refused values are dropped;
// only places and our codes are told.
func shapeProblem(ctx huma.Context, status int, message string, errs ...error) huma.StatusError {
	known := &request{}
	if ctx != nil {
		known = from(ctx.Context())
	}
	return newShapeProblem(known, shapeError(status, message, errs), errs)
}

// shapeError finds the one error that the answer tells of.
func shapeError(status int, message string, errs []error) *command.Error {
	switch status {
	case http.StatusRequestEntityTooLarge:
		return command.E(command.TooLarge, "body_too_large", "")
	case http.StatusUnsupportedMediaType:
		return command.E(sentence.UnsupportedMediaType, "unsupported_media_type", "")
	case http.StatusRequestTimeout:
		return command.E(sentence.RequestTimeout, "request_timeout", "")
	case http.StatusBadRequest:
		if message == "request body is required" {
			return command.E(command.Malformed, "body_required", "")
		}
	case http.StatusInternalServerError:
		return errInternal()
	}
	return worstOf(errs)
}

// worstOf judges a list of huma's findings. A path that cannot be a name of anything is not found; a
// parameter is a malformed request; a member of the body is invalid input.
func worstOf(errs []error) *command.Error {
	e := command.E(command.Invalid, "invalid", "")
	for _, err := range errs {
		place, text := finding(err)
		switch {
		case strings.HasPrefix(place, "path."):
			return command.ErrNotFound()
		case strings.HasPrefix(place, "query.") && text == "unknown query parameter":
			e = command.E(command.Malformed, "unknown_parameter", "")
		case strings.HasPrefix(place, "query."), strings.HasPrefix(place, "header."):
			if e.Kind != command.Malformed {
				e = command.E(command.Malformed, "invalid_parameter", "")
			}
		case place == "body" && notJSON(text):
			return command.E(command.Malformed, "malformed_json", "")
		}
	}
	return e
}

// notJSON tells the messages of the JSON decoder from those of the validation of a body as a whole.
func notJSON(text string) bool {
	return !strings.HasPrefix(text, "expected ") && text != "unexpected property"
}

func newShapeProblem(r *request, e *command.Error, errs []error) *Problem {
	p := newProblem(r, e)
	if e.Kind != command.Invalid && e.Code != "unknown_parameter" && e.Code != "invalid_parameter" {
		return p
	}
	german := sentence.PrefersGerman(r.language)
	for _, err := range errs {
		place, text := finding(err)
		in, pointer := pointerOf(place)
		if in == "path" {
			continue
		}
		code := shapeCode(text)
		if name := missingName(text); name != "" {
			pointer += "/" + name
		}
		p.Errors = append(p.Errors, ProblemField{Pointer: pointer, In: in, Code: code, Detail: sentence.Of(german, code, "", nil)})
	}
	return p
}

// finding takes an error of huma apart; the value it carries is left behind.
func finding(err error) (place, text string) {
	var detailer huma.ErrorDetailer
	if !errors.As(err, &detailer) {
		return "", ""
	}
	d := detailer.ErrorDetail()
	return d.Location, d.Message
}

// shapeCodes maps the beginnings of huma's messages to our codes.
var shapeCodes = []struct{ begins, code string }{
	{"unknown query parameter", "unknown_parameter"},
	{"unexpected property", "unknown_member"},
	{"expected required property", "required"},
	{"required ", "required"},
	{"expected value to be one of", "not_an_option"},
	{"expected length >=", "too_short"},
	{"expected length <=", "too_long"},
	{"expected array length >=", "too_few"},
	{"expected array length <=", "too_many"},
	{"expected number >=", "too_small"},
	{"expected number >", "too_small"},
	{"expected number <=", "too_large"},
	{"expected number <", "too_large"},
	{"expected string to be", "bad_format"},
	{"expected string to match", "bad_format"},
	{"expected ", "wrong_kind"},
}

func shapeCode(text string) string {
	for _, c := range shapeCodes {
		if strings.HasPrefix(text, c.begins) {
			return c.code
		}
	}
	return "bad_format"
}

// missingName is the member that "expected required property x to be present" speaks of; it comes from our
// own schema, not from the client.
func missingName(text string) string {
	name, ok := strings.CutPrefix(text, "expected required property ")
	if !ok {
		return ""
	}
	return strings.TrimSuffix(name, " to be present")
}

// pointerOf turns huma's `body.items[3].tags` into ("body", "/items/3/tags").
func pointerOf(place string) (in, pointer string) {
	in, rest, _ := strings.Cut(place, ".")
	if bracket := strings.IndexByte(in, '['); bracket >= 0 {
		rest = in[bracket:] + "." + rest
		in = in[:bracket]
	}
	var b strings.Builder
	for _, name := range strings.FieldsFunc(rest, func(r rune) bool { return r == '.' || r == '[' || r == ']' }) {
		b.WriteByte('/')
		b.WriteString(escapePointer(name))
	}
	return in, b.String()
}

// escapePointer escapes a name for a JSON Pointer and shortens names that clients made up.
func escapePointer(name string) string {
	if runes := []rune(name); len(runes) > longestName {
		name = string(runes[:longestName]) + "…"
	}
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '�'
		}
		return r
	}, name)
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}
