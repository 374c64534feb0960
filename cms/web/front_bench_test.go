package web

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
)

type readyBody []byte

func (b readyBody) WriteReady(w http.ResponseWriter, _ *http.Request, _ time.Time) (int, int64) {
	n, _ := w.Write(b)
	return http.StatusOK, int64(n)
}

// What every public read pays for the frame, against the same handler without it.
func BenchmarkFrame(b *testing.B) {
	body := []byte(`{"id":1}`)
	handler := func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) }
	framed := chi.NewRouter()
	f := Frame{Front: Front{
		Log: slog.New(slog.DiscardHandler), Quiet: func(*http.Request) bool { return true },
		Observe: func(string, string, int, time.Duration) {},
	}}
	if err := f.Use(framed); err != nil {
		b.Fatal(err)
	}
	framed.With(SecureData).Get("/content/v1/{type}", handler)
	bare := chi.NewRouter()
	bare.Get("/content/v1/{type}", handler)
	shortcut := NewShortcut(Front{Log: NewLog(io.Discard, "json:info").Logger, Observe: func(string, string, int, time.Duration) {}},
		NewLimiter(1_000_000_000, true), func(*http.Request, time.Time) (Ready, string) { return readyBody(body), "/content/v1/{type}" }, framed)
	for name, h := range map[string]http.Handler{"bare": bare, "framed": framed, "shortcut": shortcut} {
		b.Run(name, func(b *testing.B) {
			r := httptest.NewRequest("GET", "/content/v1/offer", nil)
			b.ReportAllocs()
			for b.Loop() {
				h.ServeHTTP(httptest.NewRecorder(), r)
			}
		})
	}
}
