package delivery

import (
	"sync"

	"lotse/schema"
)

// perTypes keeps what is made of the content types until they are replaced.
type perTypes[T any] struct {
	types *schema.Registry
	make  func() (T, error)

	mu         sync.Mutex
	made       bool
	generation uint64
	value      T
}

// ofTypes is made at the first time that it is asked for.
func ofTypes[T any](types *schema.Registry, made func() (T, error)) *perTypes[T] {
	return &perTypes[T]{types: types, make: made}
}

// get returns what was made, or makes it.
func (p *perTypes[T]) get() (T, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	// Asked before it is made: types that are replaced meanwhile have it made once more.
	generation := p.types.Generation()
	if p.made && p.generation == generation {
		return p.value, nil
	}
	value, err := p.make()
	if err != nil {
		return value, err
	}
	p.value, p.generation, p.made = value, generation, true
	return value, nil
}
