package machinetest

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// Fault is a way to misbehave.
type Fault string

// What a peer can be told to do instead of a good answer.
const (
	NoFault      Fault = ""
	TooMany      Fault = "429"            // with Retry-After: 7
	Overloaded   Fault = "529"            // as DeepL says it
	Unavailable  Fault = "503"            // with a Retry-After that is a date, an hour from now
	OutOfQuota   Fault = "quota"          // 456 at DeepL, 429 with a limit of a day at LibreTranslate
	Unauthorized Fault = "401"            //
	Forbidden    Fault = "403"            //
	Malformed    Fault = "400"            //
	TooLarge     Fault = "413"            //
	Broken       Fault = "500"            //
	Gateway      Fault = "504"            // from a proxy, as HTML
	Slow         Fault = "slow"           // a good answer, a little later
	Hang         Fault = "hang"           // no answer until the client gives up
	Dropped      Fault = "dropped"        // the connection ends without an answer
	CutOff       Fault = "cut off"        // the connection ends in the middle of the answer
	Redirect     Fault = "redirect"       // 307 to SendElsewhere
	WrongCount   Fault = "wrong count"    // one text too few
	NullText     Fault = "null text"      // null in place of the first
	NotJSON      Fault = "not JSON"       //
	NotUTF8      Fault = "not UTF-8"      //
	Giant        Fault = "giant answer"   // 16 MB
	TooLong      Fault = "too long"       // each text a hundred times as long
	MissingTags  Fault = "missing tags"   // words alone
	BrokenTags   Fault = "broken tags"    // not closed, and closed in the wrong order
	ExtraTags    Fault = "extra tags"     // a script, ids that nobody sent, and the text twice
	Garbage      Fault = "garbage"        // a soup of HTML, with control characters
	Emptied      Fault = "empty texts"    // nothing
	Untranslated Fault = "not translated" // as they came
)

// statuses are the faults that are a status. What they say repeats the key and the text, as services do: none of it may
// reach an error.
var statuses = map[Fault]int{
	TooMany: 429, Overloaded: 529, Unavailable: 503, Unauthorized: 401, Forbidden: 403, Malformed: 400, TooLarge: 413, Broken: 500,
	Gateway: 504,
}

// play answers by a fault; false where the fault is in the texts, or there is none.
func (p *Peer) play(w http.ResponseWriter, r *http.Request, fault Fault, j job) bool {
	if status, ok := statuses[fault]; ok {
		p.refuse(w, status, fault, j)
		return true
	}
	switch fault {
	case OutOfQuota:
		if p.Name == "deepl" {
			p.refuse(w, 456, fault, j)
		} else {
			answerJSON(w, 429, map[string]string{"error": "Slowdown: 500 per 1 day"})
		}
	case Slow:
		p.wait(r, 50*time.Millisecond)
		return false
	case Hang:
		p.wait(r, time.Hour)
	case Dropped:
		panic(http.ErrAbortHandler)
	case CutOff:
		w.Header().Set("Content-Length", "10000")
		_, _ = fmt.Fprint(w, `{"translations":[{"text":"`)
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	case Redirect:
		p.mu.Lock()
		target := p.elsewhere
		p.mu.Unlock()
		http.Redirect(w, r, target+r.URL.Path, http.StatusTemporaryRedirect)
	case NotJSON:
		_, _ = fmt.Fprint(w, "<!DOCTYPE html><title>It works!</title>"+j.texts[0])
	case NotUTF8:
		_, _ = fmt.Fprint(w, "{\"translations\":[{\"text\":\"\xff\"},{\"text\":\"b\"}],\"translatedText\":[\"\xfe\",\"b\"]}")
	case Giant:
		block := strings.Repeat("x", 1<<20)
		_, _ = fmt.Fprint(w, `{"translations":[{"text":"`)
		for range 16 {
			if _, err := fmt.Fprint(w, block); err != nil {
				return true // enough for the client
			}
		}
		_, _ = fmt.Fprint(w, `"}],"translatedText":["x","x"]}`)
	default:
		return false
	}
	return true
}

func (p *Peer) refuse(w http.ResponseWriter, status int, fault Fault, j job) {
	switch fault {
	case TooMany:
		w.Header().Set("Retry-After", "7")
	case Unavailable:
		w.Header().Set("Retry-After", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))
	}
	said := fmt.Sprintf("key %s, text %s", p.Key(), j.texts[0])
	answerJSON(w, status, map[string]string{"message": said, "error": said})
}

// wait waits until the client gives up, the peer is closed, or the time is over.
func (p *Peer) wait(r *http.Request, most time.Duration) {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	case <-p.closed:
	}
}

// spoil makes of a good translation what a fault in the texts makes of it.
func spoil(fault Fault, source, translated string) string {
	switch fault {
	case TooLong:
		return strings.Repeat(translated+" ", 100) + strings.Repeat("x", 4_000)
	case MissingTags:
		return tags.ReplaceAllString(translated, "")
	case BrokenTags:
		return `<b id="1"><i id="2">` + strings.ReplaceAll(translated, "</", "<") + `</b></span></div>`
	case ExtraTags:
		return `<script>alert(1)</script><u id="77">` + translated + `</u>` + translated + `<br id="1"><img src=x onerror=y>`
	case Garbage:
		return "<<b <a id=1 id=2 ><!-- " + translated + "<![CDATA[&&#0;&nosuch;\x00\x07</" + `<table id="1"><plaintext>`
	case Emptied:
		return ""
	case Untranslated:
		return source
	}
	return translated
}

var tags = regexp.MustCompile(`<[^>]*>`)

// translate is what the peer makes of a job: the texts in order, spoiled where it misbehaves.
func (p *Peer) translate(fault Fault, j job, one func(text string) string) []*string {
	p.count(p.translated, j)
	out := make([]*string, len(j.texts))
	for i, text := range j.texts {
		translated := spoil(fault, text, one(text))
		out[i] = &translated
	}
	switch fault {
	case WrongCount:
		out = out[1:]
	case NullText:
		out[0] = nil
	}
	return out
}
