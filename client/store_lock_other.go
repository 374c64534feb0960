//go:build !unix

package client

import "os"

// lockFile does nothing where there is no flock: who runs two processes on one file must not.
func lockFile(*os.File) error { return nil }
