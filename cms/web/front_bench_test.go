package web

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
)

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
	for name, h := range map[string]http.Handler{"bare": bare, "framed": framed} {
		b.Run(name, func(b *testing.B) {
			r := httptest.NewRequest("GET", "/content/v1/offer", nil)
			b.ReportAllocs()
			for b.Loop() {
				h.ServeHTTP(httptest.NewRecorder(), r)
			}
		})
	}
}
