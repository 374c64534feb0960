package client

import (
	"container/heap"
	"time"
)

// dues knows when which item expires. Entries that were overtaken stay in the heap until their time comes.
type dues struct {
	at   map[Key]time.Time
	heap dueHeap
}

type due struct {
	at  time.Time
	key Key
}

func newDues() *dues { return &dues{at: map[Key]time.Time{}} }

// set notes when a key expires; never where at is zero.
func (d *dues) set(key Key, at time.Time) {
	if at.IsZero() {
		delete(d.at, key)
		return
	}
	if before, known := d.at[key]; !known || !before.Equal(at) {
		d.at[key] = at
		heap.Push(&d.heap, due{at, key})
	}
}

// next is when the first item expires; false: none ever does.
func (d *dues) next() (time.Time, bool) {
	for len(d.heap) > 0 {
		first := d.heap[0]
		if at, known := d.at[first.key]; known && at.Equal(first.at) {
			return first.at, true
		}
		heap.Pop(&d.heap)
	}
	return time.Time{}, false
}

// over takes out the keys that expire at now or before.
func (d *dues) over(now time.Time) []Key {
	var keys []Key
	for at, any := d.next(); any && !at.After(now); at, any = d.next() {
		key := heap.Pop(&d.heap).(due).key
		delete(d.at, key)
		keys = append(keys, key)
	}
	return keys
}

// dueHeap implements heap.Interface, the earliest first.
type dueHeap []due

func (h dueHeap) Len() int           { return len(h) }
func (h dueHeap) Less(i, j int) bool { return h[i].at.Before(h[j].at) }
func (h dueHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *dueHeap) Push(x any)        { *h = append(*h, x.(due)) }
func (h *dueHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
