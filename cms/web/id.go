package web

import (
	"crypto/rand"
	"strconv"
	"sync/atomic"
)

// ids gives requests their names: a random part, made once, and a number. They need to be told apart in logs, not
// to be secret.
type ids struct {
	prefix string
	last   atomic.Uint64
}

func newIDs() *ids { return &ids{prefix: rand.Text()[:12] + "-"} }

func (i *ids) next() string {
	var buffer [32]byte
	return string(strconv.AppendUint(append(buffer[:0], i.prefix...), i.last.Add(1), 36))
}
