package mail

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Folder writes every message as an .eml file, readable by any mail program. Names sort by time. Made by
// [OpenFolder]; safe for concurrent use, also by several processes.
type Folder struct {
	path, from string
}

var _ Sender = (*Folder)(nil)

// OpenFolder makes the folder where it is missing, readable by its owner alone: mails hold sign-in links.
func OpenFolder(path, from string) (*Folder, error) {
	if _, err := address(from, "from"); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("mail folder: %w", err)
	}
	return &Folder{path: path, from: from}, nil
}

// Open chooses the sender: SMTP where smtpURL is given, else the folder.
func Open(smtpURL, from, folder string) (Sender, error) {
	if smtpURL != "" {
		return ParseSMTP(smtpURL, from)
	}
	return OpenFolder(folder, from)
}

// Send writes m. A reader of the folder sees the whole file or none.
func (f *Folder) Send(ctx context.Context, m Message) error {
	if err := ctx.Err(); err != nil {
		return &Error{Step: "folder", Again: true, cause: err}
	}
	msg, err := m.build(f.from)
	if err != nil {
		return err
	}
	var eml bytes.Buffer
	if _, err := msg.WriteTo(&eml); err != nil {
		return fmt.Errorf("mail: write message: %w", err)
	}
	if err := writeAtomically(filepath.Join(f.path, fileName(m.Date)), eml.Bytes()); err != nil {
		return &Error{Step: "folder", Again: true, cause: err}
	}
	return nil
}

// fileName sorts by time to the nanosecond; the random end keeps two processes apart.
func fileName(at time.Time) string {
	if at.IsZero() {
		at = time.Now()
	}
	return fmt.Sprintf("%s-%s.eml", at.UTC().Format("20060102T150405.000000000Z"), rand.Text()[:10])
}

// writeAtomically writes beside the target and renames, so that half a file never has the final name.
func writeAtomically(path string, data []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), ".writing-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temporary.Name()) }()
	_, err = temporary.Write(data)
	if err == nil {
		err = temporary.Sync()
	}
	if closed := temporary.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}
