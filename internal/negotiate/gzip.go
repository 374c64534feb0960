// Package negotiate reads what a client can take from the headers of its request.
package negotiate

import (
	"strconv"
	"strings"
)

// Gzip reads the Accept-Encoding headers of a request: may the answer be gzip? (RFC 9110 section 12.5.3)
func Gzip(headers []string) bool {
	for _, header := range headers {
		for part := range strings.SplitSeq(header, ",") {
			name, parameter, _ := strings.Cut(part, ";")
			if strings.EqualFold(strings.TrimSpace(name), "gzip") {
				return !refused(parameter)
			}
		}
	}
	return false
}

// refused tells a quality of zero.
func refused(parameter string) bool {
	value, ok := strings.CutPrefix(strings.ReplaceAll(parameter, " ", ""), "q=")
	if !ok {
		return false
	}
	q, err := strconv.ParseFloat(value, 64)
	return err != nil || q <= 0
}
