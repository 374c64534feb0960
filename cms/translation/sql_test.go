package translation_test

import (
	"testing"

	"lotse/internal/postgres/testdb"
)

func TestStatements(t *testing.T) {
	t.Parallel()
	testdb.PrepareAll(t, ".")
}
