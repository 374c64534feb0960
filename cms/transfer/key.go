package transfer

import (
	"crypto/sha256"
	"fmt"

	"github.com/google/uuid"
)

// keySpace is the namespace of ids that are made of keys (UUIDv5, RFC 9562).
var keySpace = uuid.MustParse("6f0d3a53-6c0f-5b0e-9c57-5a3d1c1f0e42")

// EntryID is the id of the entry that a key means in a source: the same key is the same entry, in every
// run and every installation. A key that is an id itself (an export's) means that entry.
func EntryID(source, key string) uuid.UUID {
	if id, err := uuid.Parse(key); err == nil && id.String() == key {
		return id
	}
	return uuid.NewSHA1(keySpace, []byte(source+"\x00"+key))
}

// lineKeys gives keys to lines that have none: by what they say, and the how-manieth of its kind, so
// that two equal lines are two entries and the same file twice is the same entries.
type lineKeys map[[sha256.Size]byte]int

func (k lineKeys) next(raw []byte) string {
	sum := sha256.Sum256(raw)
	k[sum]++
	return fmt.Sprintf("line:%x~%d", sum[:12], k[sum])
}
