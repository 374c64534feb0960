package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// File is a Store in one file: a log of batches, each with its length and checksum. Items stay in the file;
// what is held in memory is where they lie. A batch that a crash cut off is dropped when the file is opened, so
// the walk goes on from the one before. When more than half of the file is out of date it is written anew
// beside itself and renamed. One process at a time: opening takes a lock.
type File struct {
	mu    sync.RWMutex
	path  string
	file  *os.File
	lock  *os.File
	state State
	index map[Key]place
	size  int64 // of the file
	live  int64 // bytes of items that are held
	// compactAt is the size from which it pays to write the file anew.
	compactAt int64
	fault     error // a write that failed: the end of the file is not known
}

// place is where an item lies.
type place struct {
	Head
	at     int64
	length int
}

// smallestCompaction is the size below which a file is never written anew, in bytes.
const smallestCompaction = 1 << 20

// OpenFile opens the store at path, or makes it. Its folder must exist. Close it.
func OpenFile(path string) (*File, error) {
	lock, err := os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open mirror: %w", err)
	}
	if err := lockFile(lock); err != nil {
		return nil, errors.Join(fmt.Errorf("open mirror: %s is in use by another process: %w", path, err), lock.Close())
	}
	f := &File{path: path, lock: lock, index: map[Key]place{}, compactAt: smallestCompaction}
	if f.file, err = os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600); err == nil {
		err = f.load()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open mirror: %w", err), f.Close())
	}
	return f, nil
}

// load reads the log and cuts off a batch that is not whole.
func (f *File) load() error {
	reader := newFrames(f.file)
	for {
		at := reader.offset
		payload, err := reader.next()
		if err == nil {
			var b filedBatch
			if b, err = readBatch(payload); err == nil {
				f.take(b, at+frameHeader)
				continue
			}
		}
		if !errors.Is(err, io.EOF) && !errors.Is(err, errTorn) {
			return err
		}
		f.size = at
		if err := f.file.Truncate(at); err != nil {
			return err
		}
		_, err = f.file.Seek(at, io.SeekStart)
		return err
	}
}

// take brings the index in line with a batch whose payload begins at base.
func (f *File) take(b filedBatch, base int64) {
	for _, p := range b.put {
		f.forget(p.Key)
		p.at += base
		f.index[p.Key] = p
		f.live += int64(p.length)
	}
	for _, key := range b.Seen {
		if p, held := f.index[key]; held {
			p.Walk = b.State.Walk
			f.index[key] = p
		}
	}
	for _, key := range b.Delete {
		f.forget(key)
	}
	f.state = b.State
}

func (f *File) forget(key Key) {
	if p, held := f.index[key]; held {
		f.live -= int64(p.length)
		delete(f.index, key)
	}
}

// State implements Store.
func (f *File) State(context.Context) (State, error) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.state, f.fault
}

// Apply implements Store. It returns when the batch is on the disk.
func (f *File) Apply(_ context.Context, b Batch) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fault != nil {
		return f.fault
	}
	frame, filed, err := encodeBatch(b)
	if err != nil {
		return fmt.Errorf("write mirror: %w", err)
	}
	if _, err = f.file.Write(frame); err == nil {
		err = f.file.Sync()
	}
	if err != nil {
		// Part of it may be there. Opening the file again finds out.
		f.fault = fmt.Errorf("write mirror: %w", err)
		return f.fault
	}
	f.take(filed, f.size+frameHeader)
	f.size += int64(len(frame))
	if f.size > f.compactAt && f.live < f.size/2 {
		if err := f.compact(); err != nil {
			f.compactAt = 2 * f.size // the batch is safe where it is; later there may be more room
		}
	}
	return nil
}

// Get implements Store.
func (f *File) Get(_ context.Context, key Key) (Record, bool, error) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	p, held := f.index[key]
	if !held {
		return Record{}, false, nil
	}
	r, err := f.record(p)
	return r, err == nil, err
}

func (f *File) record(p place) (Record, error) {
	item := make([]byte, p.length)
	if _, err := f.file.ReadAt(item, p.at); err != nil {
		return Record{}, fmt.Errorf("read mirror: %w", err)
	}
	return Record{p.Head, item}, nil
}

// Heads implements Store.
func (f *File) Heads(context.Context) iter.Seq2[Head, error] {
	f.mu.RLock()
	places := slices.Collect(maps.Values(f.index))
	f.mu.RUnlock()
	return func(yield func(Head, error) bool) {
		for _, p := range places {
			if !yield(p.Head, nil) {
				return
			}
		}
	}
}

// compaction is how many records go into one batch of a new file.
const compaction = 500

// compact writes what is held into a new file and puts it in place of the old one.
func (f *File) compact() error {
	fresh, err := os.OpenFile(f.path+".new", os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("compact mirror: %w", err)
	}
	next := &File{path: f.path, file: fresh, index: make(map[Key]place, len(f.index))}
	if err = f.copyTo(next); err == nil {
		err = fresh.Sync()
	}
	if err == nil {
		err = os.Rename(f.path+".new", f.path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("compact mirror: %w", err), fresh.Close(), os.Remove(f.path+".new"))
	}
	old := f.file
	f.file, f.index, f.size, f.live = fresh, next.index, next.size, next.live
	return errors.Join(syncFolder(filepath.Dir(f.path)), old.Close())
}

// copyTo writes everything into another file, which counts only once it is renamed.
func (f *File) copyTo(next *File) error {
	for places := range slices.Chunk(slices.Collect(maps.Values(f.index)), compaction) {
		b := Batch{State: f.state}
		for _, p := range places {
			r, err := f.record(p)
			if err != nil {
				return err
			}
			b.Put = append(b.Put, r)
		}
		if err := next.append(b); err != nil {
			return err
		}
	}
	return next.append(Batch{State: f.state})
}

func (f *File) append(b Batch) error {
	frame, filed, err := encodeBatch(b)
	if err != nil {
		return err
	}
	if _, err := f.file.Write(frame); err != nil {
		return err
	}
	f.take(filed, f.size+frameHeader)
	f.size += int64(len(frame))
	return nil
}

// syncFolder makes a rename in a folder survive a crash.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("compact mirror: %w", err)
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Close ends the use of the file.
func (f *File) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fault = errors.New("the mirror's file is closed")
	var err error
	if f.file != nil {
		err = f.file.Close()
	}
	return errors.Join(err, f.lock.Close())
}
