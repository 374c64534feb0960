package client

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// A frame is four bytes of length, four of checksum (CRC-32C), and the payload: one line of JSON with everything
// but the items, then the items one after the other, each with a line feed behind it, for eyes.
const (
	frameHeader  = 8
	largestFrame = 1 << 30
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// errTorn is a frame that is not whole: a crash happened while it was written.
var errTorn = errors.New("a batch is not whole")

// filedBatch is a Batch as it stands in a file. Heads are in the order of the items.
type filedBatch struct {
	Heads  []filedHead `json:"put,omitempty"`
	Seen   []Key       `json:"seen,omitempty"`
	Delete []Key       `json:"delete,omitempty"`
	State  State       `json:"state"`
	put    []place     // with offsets into the payload
}

type filedHead struct {
	Head
	Length int `json:"length"`
}

// encodeBatch is the frame of a batch.
func encodeBatch(b Batch) ([]byte, filedBatch, error) {
	filed := filedBatch{Seen: b.Seen, Delete: b.Delete, State: b.State}
	total := 0
	for _, r := range b.Put {
		filed.Heads = append(filed.Heads, filedHead{r.Head, len(r.Item)})
		total += len(r.Item) + 1
	}
	line, err := json.Marshal(filed)
	if err != nil {
		return nil, filed, err
	}
	frame := make([]byte, frameHeader, frameHeader+len(line)+1+total)
	frame = append(append(frame, line...), '\n')
	for _, r := range b.Put {
		frame = append(append(frame, r.Item...), '\n')
	}
	payload := frame[frameHeader:]
	if len(payload) > largestFrame {
		return nil, filed, fmt.Errorf("a batch of %d bytes", len(payload))
	}
	binary.BigEndian.PutUint32(frame, uint32(len(payload)))
	binary.BigEndian.PutUint32(frame[4:], crc32.Checksum(payload, castagnoli))
	filed.locate(len(line) + 1)
	return frame, filed, nil
}

// locate computes where the items lie; the first at an offset into the payload.
func (b *filedBatch) locate(at int) {
	b.put = make([]place, 0, len(b.Heads))
	for _, h := range b.Heads {
		b.put = append(b.put, place{h.Head, int64(at), h.Length})
		at += h.Length + 1
	}
}

// readBatch reads a payload whose checksum was right.
func readBatch(payload []byte) (filedBatch, error) {
	var b filedBatch
	end := bytes.IndexByte(payload, '\n')
	if end < 0 {
		return b, errors.New("a batch without its head")
	}
	if err := json.Unmarshal(payload[:end], &b); err != nil {
		return b, fmt.Errorf("a batch of another version: %w", err)
	}
	b.locate(end + 1)
	return b, nil
}

// frames reads a log.
type frames struct {
	from   *bufio.Reader
	left   int64 // bytes of the file that were not read
	offset int64 // of the next frame
}

func newFrames(file *os.File) *frames {
	f := &frames{from: bufio.NewReaderSize(file, 1<<20)}
	if info, err := file.Stat(); err == nil {
		f.left = info.Size()
	}
	return f
}

// next is the payload of the next frame; io.EOF at the end, errTorn where the file ends inside a frame or the
// checksum is wrong.
func (f *frames) next() ([]byte, error) {
	var header [frameHeader]byte
	if f.left == 0 {
		return nil, io.EOF
	}
	length := int64(0)
	if f.left >= frameHeader {
		if _, err := io.ReadFull(f.from, header[:]); err != nil {
			return nil, err
		}
		length = int64(binary.BigEndian.Uint32(header[:]))
	}
	// Some file systems leave zeros where a crash happened.
	if length == 0 || length > f.left-frameHeader {
		return nil, errTorn
	}
	payload := make([]byte, length)
	if _, err := io.ReadFull(f.from, payload); err != nil {
		return nil, err
	}
	if crc32.Checksum(payload, castagnoli) != binary.BigEndian.Uint32(header[4:]) {
		return nil, errTorn
	}
	f.left -= frameHeader + length
	f.offset += frameHeader + length
	return payload, nil
}
