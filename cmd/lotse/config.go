package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-playground/validator/v10"

	"lotse/cms/web"
	"lotse/internal/holiday"
)

// config is all settings, from the environment only. Names and defaults stand in settings; every secret
// may also come from a file: the same name with _FILE.
type config struct {
	DatabaseURL       string
	DatabaseDirectURL string
	DataDir           string `validate:"required"`
	Listen            string `validate:"listen"`
	MetricsListen     string `validate:"omitempty,listen"`
	BaseURL           string `validate:"omitempty,http_url"`
	Secret            string `validate:"omitempty,min=32"`
	TrustedProxies    string
	Demo              string `validate:"omitempty,oneof=0 1"`
	SMTPURL           string `validate:"omitempty,url"`
	MailFrom          string `validate:"required"`
	Timezone          string `validate:"timezone"`
	Holidays          string `validate:"land"`
	TypesDir          string `validate:"omitempty,dir"`
	PortalURL         string `validate:"omitempty,http_url"`
	AccessLog         string `validate:"oneof=usual all"`
	CacheBytes        string `validate:"number,max=15"`
	RateLimit         string `validate:"number,max=9"`
	RateLimitLoopback string `validate:"omitempty,oneof=0 1"`
	DeepLKey          string
	DeepLURL          string `validate:"omitempty,http_url"`
	LibreURL          string `validate:"omitempty,http_url"`
	LibreKey          string
	Log               string `validate:"oneof=text:debug text:info text:warn text:error json:debug json:info json:warn json:error"`
}

// setting is one variable of the environment.
type setting struct {
	name, fallback string
	secret         bool
	value          *string
}

// settings lists the variables.
func (c *config) settings() []setting {
	return []setting{
		{"LOTSE_DATABASE_URL", "", true, &c.DatabaseURL},
		{"LOTSE_DATABASE_DIRECT_URL", "", true, &c.DatabaseDirectURL},
		{"LOTSE_DATA_DIR", ".lotse", false, &c.DataDir},
		{"LOTSE_LISTEN", "127.0.0.1:8080", false, &c.Listen},
		{"LOTSE_METRICS_LISTEN", "", false, &c.MetricsListen},
		{"LOTSE_BASE_URL", "", false, &c.BaseURL},
		{"LOTSE_SECRET", "", true, &c.Secret},
		{"LOTSE_TRUSTED_PROXIES", "", false, &c.TrustedProxies},
		{"LOTSE_DEMO", "", false, &c.Demo},
		{"LOTSE_SMTP_URL", "", true, &c.SMTPURL},
		{"LOTSE_MAIL_FROM", "Lotse <lotse@localhost>", false, &c.MailFrom},
		{"LOTSE_TIMEZONE", "Europe/Berlin", false, &c.Timezone},
		{"LOTSE_HOLIDAYS", holiday.Default, false, &c.Holidays},
		{"LOTSE_TYPES_DIR", "", false, &c.TypesDir},
		{"LOTSE_PORTAL_URL", "", false, &c.PortalURL},
		{"LOTSE_DEEPL_KEY", "", true, &c.DeepLKey},
		{"LOTSE_DEEPL_URL", "", false, &c.DeepLURL},
		{"LOTSE_LIBRETRANSLATE_URL", "", false, &c.LibreURL},
		{"LOTSE_LIBRETRANSLATE_KEY", "", true, &c.LibreKey},
		{"LOTSE_LOG", "text:info", false, &c.Log},
		{"LOTSE_ACCESS_LOG", "usual", false, &c.AccessLog},
		{"LOTSE_CACHE_BYTES", "67108864", false, &c.CacheBytes},
		{"LOTSE_RATE_LIMIT", "6000", false, &c.RateLimit},
		{"LOTSE_RATE_LIMIT_LOOPBACK", "", false, &c.RateLimitLoopback},
	}
}

// reserved are variables of the outward contract that this release does not read yet. They are known, so
// that a deployment may set them already.
var reserved = []string{"LOTSE_S3_", "LOTSE_OIDC_", "LOTSE_TEST_"}

// loadConfig reads the settings from an environment (as os.Environ gives it). Every mistake is reported
// at once.
func loadConfig(environ []string) (config, error) {
	given := map[string]string{}
	for _, pair := range environ {
		if name, value, ok := strings.Cut(pair, "="); ok && strings.HasPrefix(name, "LOTSE_") {
			given[name] = value
		}
	}
	var c config
	var problems []error
	for _, s := range c.settings() {
		value, err := s.read(given)
		if err != nil {
			problems = append(problems, err)
		}
		*s.value = value
		delete(given, s.name)
		if s.secret {
			delete(given, s.name+"_FILE")
		}
	}
	for name := range given {
		known := slices.ContainsFunc(reserved, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
		if !known {
			problems = append(problems, fmt.Errorf("%s is not a setting of Lotse", name))
		}
	}
	problems = append(problems, c.check()...)
	if c.BaseURL == "" {
		c.BaseURL = "http://" + c.Listen
	}
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	if c.PortalURL == "" && c.demo() {
		c.PortalURL = "http://127.0.0.1:8081"
	}
	return c, errors.Join(problems...)
}

// read takes the value from the variable, from the file that its twin names, or from the default.
func (s setting) read(given map[string]string) (string, error) {
	value, direct := given[s.name]
	path, file := given[s.name+"_FILE"]
	switch {
	case s.secret && direct && file:
		return "", fmt.Errorf("%s and %s_FILE are both set", s.name, s.name)
	case s.secret && file:
		raw, err := os.ReadFile(path) //nolint:gosec // the operator names the file
		if err != nil {
			return "", fmt.Errorf("%s_FILE: %w", s.name, err)
		}
		return strings.TrimRight(string(raw), "\r\n"), nil
	case direct && value != "":
		return value, nil
	}
	return s.fallback, nil
}

// check judges the values. Rejected values are not repeated: some are secrets.
func (c *config) check() []error {
	v := validator.New(validator.WithRequiredStructEnabled())
	err := v.RegisterValidation("listen", func(f validator.FieldLevel) bool {
		_, _, err := net.SplitHostPort(f.Field().String())
		return err == nil
	})
	if err != nil {
		return []error{err}
	}
	if err := v.RegisterValidation("land", func(f validator.FieldLevel) bool { return holiday.Valid(f.Field().String()) }); err != nil {
		return []error{err}
	}
	var invalid validator.ValidationErrors
	if err := v.Struct(c); !errors.As(err, &invalid) {
		return nil
	}
	names := map[string]string{
		"DataDir": "LOTSE_DATA_DIR", "Listen": "LOTSE_LISTEN", "MetricsListen": "LOTSE_METRICS_LISTEN", "BaseURL": "LOTSE_BASE_URL",
		"Secret": "LOTSE_SECRET", "Demo": "LOTSE_DEMO", "SMTPURL": "LOTSE_SMTP_URL", "MailFrom": "LOTSE_MAIL_FROM",
		"Timezone": "LOTSE_TIMEZONE", "Holidays": "LOTSE_HOLIDAYS", "TypesDir": "LOTSE_TYPES_DIR", "PortalURL": "LOTSE_PORTAL_URL", "Log": "LOTSE_LOG", "AccessLog": "LOTSE_ACCESS_LOG",
		"CacheBytes": "LOTSE_CACHE_BYTES", "RateLimit": "LOTSE_RATE_LIMIT", "RateLimitLoopback": "LOTSE_RATE_LIMIT_LOOPBACK",
	}
	var problems []error
	for _, e := range invalid {
		problems = append(problems, fmt.Errorf("%s is not valid (%s %s)", names[e.Field()], e.Tag(), e.Param()))
	}
	return problems
}

// location is the time zone that dates are meant in.
func (c config) location() (*time.Location, error) { return time.LoadLocation(c.Timezone) }

// demo tells whether the demo content and accounts are wanted.
func (c config) demo() bool { return c.Demo == "1" }

// limiter bounds how often a client may ask the delivery API.
func (c config) limiter() (*web.Limiter, error) {
	perMinute, err := strconv.Atoi(c.RateLimit)
	return web.NewLimiter(perMinute, c.RateLimitLoopback == "1"), err
}

// cacheBytes is the budget of answers in memory, negative where nothing is kept.
func (c config) cacheBytes() (int, error) {
	n, err := strconv.Atoi(c.CacheBytes)
	if n == 0 {
		n = -1
	}
	return n, err
}

// secret is LOTSE_SECRET, or one that is made once and kept in the data folder.
func (c config) secret() ([]byte, error) {
	if c.Secret != "" {
		return []byte(c.Secret), nil
	}
	path := filepath.Join(c.DataDir, "secret")
	if raw, err := os.ReadFile(path); err == nil && len(raw) >= 32 { //nolint:gosec // below our own folder
		return raw, nil
	}
	// Others may pass through, so that PostgreSQL's user reaches its own folder in it; they may not look.
	if err := os.MkdirAll(c.DataDir, 0o711); err != nil { //nolint:gosec // what lies in it is closed by itself
		return nil, fmt.Errorf("make data folder: %w", err)
	}
	random := make([]byte, 32)
	if _, err := rand.Read(random); err != nil {
		return nil, err
	}
	// Two processes may start at once: the whole file appears at once, and the first one's counts.
	temporary := fmt.Sprintf("%s.%d", path, os.Getpid())
	if err := os.WriteFile(temporary, []byte(hex.EncodeToString(random)), 0o600); err != nil {
		return nil, fmt.Errorf("keep secret: %w", err)
	}
	defer os.Remove(temporary) //nolint:errcheck // a leftover does no harm
	if err := os.Link(temporary, path); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, fmt.Errorf("keep secret: %w", err)
	}
	return os.ReadFile(path) //nolint:gosec // below our own folder
}
