package transfer

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// oneLine joins all white space, line breaks included, to single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// set puts a value into fields unless it is empty.
func set(fields Fields, name, value string) {
	if value = strings.TrimSpace(value); value != "" {
		fields[name] = value
	}
}

// phones reads every telephone number in s, written the German way, as E.164. Numbers stand on lines of
// their own or behind a slash with spaces around; rest holds what was no number.
func phones(s string) (numbers []string, rest []string) {
	for part := range strings.SplitSeq(strings.ReplaceAll(s, " / ", "\n"), "\n") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		number, err := phonenumbers.Parse(part, "DE")
		if err != nil || !phonenumbers.IsValidNumber(number) {
			rest = append(rest, part)
			continue
		}
		numbers = append(numbers, phonenumbers.Format(number, phonenumbers.E164))
	}
	return numbers, rest
}

// webAddress completes an address as people write it ("www.example.org") and gives "" for what is none.
func webAddress(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s, " \n\t") {
		return ""
	}
	if !strings.Contains(s, "://") {
		s = "http://" + s
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || !strings.Contains(u.Host, ".") {
		return ""
	}
	u.Host = strings.ToLower(u.Host)
	return u.String()
}

// postcode repairs a German postcode whose leading zero was lost; "" when it is none.
func postcode(s string) string {
	s = strings.TrimSpace(s)
	if len(s) == 4 {
		s = "0" + s
	}
	if len(s) != 5 || strings.Trim(s, "0123456789") != "" {
		return ""
	}
	return s
}

// address makes a German address of its parts; empty parts stay out.
func address(street, code, city string) Fields {
	a := Fields{"country": "DE"}
	set(a, "street", oneLine(street))
	set(a, "postcode", code)
	set(a, "city", oneLine(city))
	return a
}

// fileIn gives path itself where it is a file, else the file of that name in it.
func fileIn(path, name string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if info.IsDir() {
		return filepath.Join(path, name), nil
	}
	return path, nil
}
