// Package adminui carries the built desk (the editors' web application) inside the binary.
//
// The sources lie beside this file and are built by Vite into dist, which is not committed. A fresh
// clone holds only dist/.gitkeep, so that the Go code compiles before the desk was built; Built says
// which of the two it is.
package adminui

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files is the built desk: index.html and assets/, with names that carry a hash of their content.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // only for a malformed constant path
	}
	return files
}

// Built tells whether the desk was built before this binary was compiled.
func Built() bool {
	_, err := fs.Stat(dist, "dist/index.html")
	return err == nil
}
