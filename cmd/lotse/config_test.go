package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestConfigDefaults(t *testing.T) {
	c, err := loadConfig([]string{"HOME=/x"})
	if err != nil {
		t.Fatal(err)
	}
	if c.Listen != "127.0.0.1:8080" || c.DataDir != ".lotse" || c.BaseURL != "http://127.0.0.1:8080" || c.demo() {
		t.Errorf("got %+v", c)
	}
}

func TestConfigReportsEveryMistakeAtOnce(t *testing.T) {
	_, err := loadConfig([]string{"LOTSE_LISEN=x", "LOTSE_DEMO=yes", "LOTSE_SECRET=short", "LOTSE_TIMEZONE=Europe/Erfurt", "LOTSE_LISTEN=nonsense", "LOTSE_RATE_LIMIT=-1", "LOTSE_CACHE_BYTES=64MB", "LOTSE_ACCESS_LOG=some"})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"LOTSE_LISEN is not a setting", "LOTSE_DEMO", "LOTSE_SECRET", "LOTSE_TIMEZONE", "LOTSE_LISTEN", "LOTSE_RATE_LIMIT", "LOTSE_CACHE_BYTES", "LOTSE_ACCESS_LOG"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not named in: %v", want, err)
		}
	}
	if strings.Contains(err.Error(), "short") {
		t.Errorf("a rejected secret is repeated: %v", err)
	}
}

func TestConfigSecretFromFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	want := strings.Repeat("s", 40)
	if err := os.WriteFile(file, []byte(want+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := loadConfig([]string{"LOTSE_SECRET_FILE=" + file})
	if err != nil || c.Secret != want {
		t.Errorf("got %q, %v", c.Secret, err)
	}
	if _, err := loadConfig([]string{"LOTSE_SECRET_FILE=" + file, "LOTSE_SECRET=" + want}); err == nil {
		t.Error("both the secret and its file are accepted")
	}
}

func TestSecretIsMadeOnceAndKept(t *testing.T) {
	c := config{DataDir: filepath.Join(t.TempDir(), "data")}
	first, err := c.secret()
	if err != nil {
		t.Fatal(err)
	}
	second, err := c.secret()
	if err != nil || string(first) != string(second) || len(first) < 32 {
		t.Errorf("got %q, then %q, %v", first, second, err)
	}
}
