// Package translation has texts translated: requests to services and people, standing rules, the memory of every text
// that was ever translated, the glossary, XLIFF for foreign tools, questions to authors, and the report.
//
// How a translation stands towards its source is the core's (cms/segment_*.go), and it alone writes texts. Here is who
// is asked for them, and what comes back.
//
// Where to start: request.go (asking), run.go (what is sent to services), memory.go.
//
// What must not be here: HTTP, and the protocols of services (internal/machine).
package translation
