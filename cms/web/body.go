package web

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"strings"
	"unicode/utf8"

	"lotse/cms/sentence"
	"lotse/internal/command"
	"lotse/internal/language"
)

// Limits of request bodies; the OpenAPI documents state them.
const (
	MaxBody  = 1 << 20 // bytes
	MaxDepth = 64      // nested objects and arrays
)

// Body reads the body of a request before anything looks at it: at most MaxBody bytes, JSON by its media
// type, valid UTF-8, not nested deeper than MaxDepth. Answers 413, 415 and 400.
func Body(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body == nil || r.Body == http.NoBody {
			next.ServeHTTP(w, r)
			return
		}
		body, err := readBody(w, r)
		if err != nil {
			Fail(w, r, err)
			return
		}
		r.Body = &memory{Reader: bytes.NewReader(body), all: body}
		next.ServeHTTP(w, r)
	})
}

// memory is a body that was read already.
type memory struct {
	*bytes.Reader
	all []byte
}

// Close does nothing.
func (*memory) Close() error { return nil }

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if r.ContentLength > MaxBody {
		return nil, command.E(command.TooLarge, "body_too_large", "The body is too large.")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
	if err != nil {
		return nil, readError(err)
	}
	if len(body) == 0 {
		return nil, nil
	}
	if !isJSON(r.Header.Get("Content-Type")) {
		return nil, command.E(sentence.UnsupportedMediaType, "unsupported_media_type", "The body must be application/json.")
	}
	if !utf8.Valid(body) {
		return nil, command.E(command.Malformed, "malformed_json", "The body is not UTF-8.")
	}
	if language.BrokenEscape(body) {
		return nil, command.E(command.Malformed, "malformed_json", "The body escapes half a character.")
	}
	if tooDeep(body, MaxDepth) {
		return nil, command.E(command.Malformed, "too_deep", "The body is nested too deeply.")
	}
	return body, nil
}

func readError(err error) error {
	var tooLarge *http.MaxBytesError
	var network net.Error
	switch {
	case errors.As(err, &tooLarge):
		return err
	case errors.As(err, &network) && network.Timeout():
		return command.E(sentence.RequestTimeout, "request_timeout", "The body came too slowly.")
	}
	return command.E(command.Malformed, "malformed_json", "The body could not be read.")
}

// isJSON tells whether a media type is JSON. A missing one is taken for it.
func isJSON(contentType string) bool {
	if contentType == "" {
		return true
	}
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && (media == "application/json" || strings.HasSuffix(media, "+json"))
}

// tooDeep counts brackets outside of strings, without decoding anything.
func tooDeep(body []byte, most int) bool {
	depth, inString := 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{' || c == '[':
			if depth++; depth > most {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}
