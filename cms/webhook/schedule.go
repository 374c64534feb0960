package webhook

import (
	"math/rand/v2"
	"net/http"
	"time"
)

// Schedule is how long to wait before each attempt, from the one before: 75 hours and 35 minutes in all, as Standard
// Webhooks 1.0 recommends.
func Schedule() []time.Duration {
	return []time.Duration{
		0, 5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour,
		10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour,
	}
}

// disableAfter is how long an endpoint may fail without a single success before it is disabled: a little less than
// the schedule takes.
const disableAfter = 72 * time.Hour

// Bounds of what a receiver may ask for with Retry-After, and of the pauses that we make ourselves.
const (
	longestRetryAfter = 24 * time.Hour
	longestPause      = time.Hour
	longestBackoff    = 30 * time.Second
	patience          = 3 // failures in a row before anything waits for an endpoint that does not ask for it
	firstThrottle     = 15 * time.Second
)

// wait is how long the delivery waits for its next attempt, after made attempts. Up to a tenth is added by chance, so
// that what failed together does not come back together.
func (s *Service) wait(made int, retryAfter time.Duration) time.Duration {
	wait := s.schedule[min(made, len(s.schedule)-1)]
	if wait > 0 {
		wait += rand.N(wait/10 + 1)
	}
	return max(wait, min(retryAfter, longestRetryAfter))
}

// pause is how long nothing at all is sent to an endpoint that has failed that many times in a row. Whoever says that
// it is overloaded (429, 502, 504) is left alone longer; whoever asks for a time gets
// it. Others only after several failures, so that calls that end in a timeout do not take every worker.
func pause(failures int, status int, retryAfter time.Duration) time.Duration {
	const most = 12 // doublings, so that nothing overflows
	switch {
	case retryAfter > 0:
		return min(retryAfter, longestPause)
	case status == http.StatusTooManyRequests, status == http.StatusBadGateway, status == http.StatusGatewayTimeout:
		return min(firstThrottle<<min(failures-1, most), longestPause)
	case failures <= patience:
		return 0
	}
	return min(time.Second<<min(failures-patience-1, most), longestBackoff)
}
