package postgres

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// fallbackRoot is where the data go when root starts the server and PostgreSQL's user cannot reach
// the directory that was asked for.
const fallbackRoot = "/var/lib/lotse"

// socketName is the file that PostgreSQL makes in its socket directory for the default port.
const socketName = ".s.PGSQL.5432"

// socketPathLimit is the longest socket path: 107 bytes on Linux, 103 on macOS and the BSDs.
const socketPathLimit = 103

// owner is the account that the server runs as when we are root, because PostgreSQL refuses to run
// as root. A nil owner means: as ourselves.
type owner struct {
	name     string
	uid, gid uint32
}

// reaches tells whether the owner may enter dir and all its parents. A nil owner is us, and the
// operating system will tell soon enough.
func (o *owner) reaches(dir string) bool {
	if o == nil {
		return true
	}
	for {
		info, err := os.Stat(dir)
		if err != nil || !o.enters(info) {
			return false
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return true
		}
		dir = parent
	}
}

func (o *owner) enters(dir fs.FileInfo) bool {
	stat, ok := dir.Sys().(*syscall.Stat_t)
	if !ok {
		return false
	}
	switch {
	case stat.Uid == o.uid:
		return dir.Mode()&0o100 != 0
	case stat.Gid == o.gid:
		return dir.Mode()&0o010 != 0
	default:
		return dir.Mode()&0o001 != 0
	}
}

// uid is the numeric id that files of the server must belong to.
func (o *owner) id() uint32 {
	if o == nil {
		return uint32(os.Geteuid())
	}
	return o.uid
}

// take gives a file or directory to the owner.
func (o *owner) take(path string) error {
	if o == nil {
		return nil
	}
	return os.Lchown(path, int(o.uid), int(o.gid))
}

// place is where a private server lives.
type place struct {
	data    string // the cluster
	lock    string // flock'ed while a process decides and starts
	sockets string // the directory of the Unix socket
	moved   bool   // data is not where the caller asked for
	owner   *owner
}

// findPlace decides who runs the server and where, and makes the parent directories.
func findPlace(dataDir string) (place, error) {
	data, err := realPath(dataDir)
	if err != nil {
		return place{}, fmt.Errorf("place the private PostgreSQL: %w", err)
	}
	p := place{data: data}
	if os.Geteuid() == 0 {
		if p.owner, err = serverOwner(data); err != nil {
			return place{}, err
		}
	}
	if !p.owner.reaches(filepath.Dir(p.data)) {
		p.data, p.moved = filepath.Join(fallbackRoot, shortHash(p.data)), true
		if err := makeParents(fallbackRoot); err != nil {
			return place{}, err
		}
		if !p.owner.reaches(fallbackRoot) {
			return place{}, fmt.Errorf("place the private PostgreSQL: user %s may enter neither %s nor %s",
				p.owner.name, filepath.Dir(data), fallbackRoot)
		}
	}
	p.lock = p.data + ".lock"
	p.sockets = filepath.Join(shortTempDir(p.owner), "lotse-"+shortHash(fmt.Sprintf("%s %d", p.data, p.owner.id())))
	return p, p.checkData()
}

// realPath makes the parents of path and returns it absolute and without symlinks, the way the
// kernel names the working directory of the server.
func realPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if err := makeParents(filepath.Dir(path)); err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real, nil
	}
	parent, err := filepath.EvalSymlinks(filepath.Dir(path))
	return filepath.Join(parent, filepath.Base(path)), err
}

// makeParents creates missing directories. Root's are made passable, because the server runs as
// somebody else; its own directory is 0700.
func makeParents(dir string) error {
	mode := fs.FileMode(0o700)
	if os.Geteuid() == 0 {
		mode = 0o711
	}
	return os.MkdirAll(dir, mode)
}

// checkData refuses a data directory of somebody else: with trust between us and the socket, its
// owner could read everything.
func (p place) checkData() error {
	info, err := os.Stat(p.data)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is not a directory", p.data)
	}
	uid := info.Sys().(*syscall.Stat_t).Uid
	if uid != p.owner.id() && uid != 0 {
		return fmt.Errorf("data directory %s belongs to user id %d, not to %d that the server would run as", p.data, uid, p.owner.id())
	}
	return nil
}

// serverOwner picks the account for a server started by root: whoever owns the existing data, else
// postgres, else nobody.
func serverOwner(data string) (*owner, error) {
	if info, err := os.Stat(data); err == nil {
		if stat := info.Sys().(*syscall.Stat_t); stat.Uid != 0 {
			return &owner{name: userName(stat.Uid), uid: stat.Uid, gid: stat.Gid}, nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		account, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(account.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(account.Gid, 10, 32)
		if err := errors.Join(err1, err2); err != nil {
			return nil, fmt.Errorf("read the ids of user %s: %w", name, err)
		}
		return &owner{name: name, uid: uint32(uid), gid: uint32(gid)}, nil
	}
	return nil, errors.New("PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody")
}

func userName(uid uint32) string {
	id := strconv.FormatUint(uint64(uid), 10)
	if account, err := user.LookupId(id); err == nil {
		return account.Username
	}
	return id
}

// shortTempDir is the temp directory, or /tmp when that one is too deep for a socket or closed to
// the owner.
func shortTempDir(as *owner) string {
	dir := os.TempDir()
	longest := filepath.Join(dir, "lotse-"+shortHash(""), socketName)
	if len(longest) > socketPathLimit || !as.reaches(dir) {
		return "/tmp"
	}
	return dir
}

// makePrivateDir makes sure that path is a directory of the owner which nobody else may enter. In a
// shared temp directory somebody else may have made it first, hence the looks at a symlink and owner.
func makePrivateDir(path string, as *owner) error {
	err := os.Mkdir(path, 0o700)
	if err == nil {
		return as.take(path)
	}
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	uid := info.Sys().(*syscall.Stat_t).Uid
	switch {
	case !info.IsDir():
		return fmt.Errorf("%s is in the way: not a directory", path)
	case uid == as.id():
	case uid == uint32(os.Geteuid()): // made by an earlier start that ended before take
		if err := as.take(path); err != nil {
			return err
		}
	default:
		return fmt.Errorf("%s is in the way: it belongs to user id %d", path, uid)
	}
	return os.Chmod(path, 0o700)
}

func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:6])
}
