package delivery_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"testing"

	"lotse/cms/delivery"
	"lotse/cms/sites"
	"lotse/cms/web"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// One client cannot take the places of all who wait: an address has so many, and so has a key.
func TestPollsOfAClientAreBounded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testdb.New(t), schema.Embedded())
	s := w.serveLimited(0, web.NewLimiter(10_000, true))
	reader := s.consumer(sites.SiteScope{})
	at := func(query string, headers ...string) string {
		page := s.ask(http.MethodGet, delivery.Prefix+"/sync?"+query, headers...)
		if page.Code != http.StatusOK {
			t.Fatalf("%d %s", page.Code, page.Body)
		}
		return "cursor=" + url.QueryEscape(read[struct{ Next string }](t, page.Body.Bytes()).Next)
	}
	for _, client := range [][]string{nil, reader.with()} {
		here := at(at("initial=true", client...), client...)
		answers := make(chan *httptest.ResponseRecorder, delivery.MostPolls+1)
		for range delivery.MostPolls + 1 {
			go func() { answers <- s.ask(http.MethodGet, delivery.Prefix+"/sync?wait=30&"+here, client...) }()
		}
		refused := <-answers // all others wait
		p := problem(t, refused)
		if again, err := strconv.Atoi(refused.Header().Get("Retry-After")); refused.Code != http.StatusTooManyRequests || p["code"] != "too_many_requests" || err != nil || again < 1 {
			t.Errorf("%d %v %v", refused.Code, p, refused.Header())
		}
		at(here, client...) // who does not wait is answered
		other := reader.with()
		if client != nil {
			other = nil
		}
		if w := s.ask(http.MethodGet, delivery.Prefix+"/sync?wait=1&"+at("initial=true", other...), other...); w.Code != http.StatusOK {
			t.Errorf("another client: %d %s", w.Code, w.Body)
		}
		s.add(entry{typ: "category", slug: "news-" + strconv.Itoa(len(client)), fields: schema.Content{"title": "News"}})
		s.exec(`update feed set xid = pg_current_xact_id()`)
		for range delivery.MostPolls {
			if a := <-answers; a.Code != http.StatusOK {
				t.Errorf("%d %s", a.Code, a.Body)
			}
		}
		if w := s.ask(http.MethodGet, delivery.Prefix+"/sync?wait=1&"+here, client...); w.Code != http.StatusOK {
			t.Errorf("the places are not given back: %d", w.Code)
		}
	}
}
