// Package machinetest holds stand-ins for the services of internal/machine, and the suite that both clients pass.
//
// A Peer is a server in this process, built from the documentation of DeepL and the source of LibreTranslate. It
// refuses what the real ones refuse, translates into pseudo words (Pseudo), counts every text that reaches it, and
// misbehaves on demand (Fault). It is an http.Handler, so that it can also stand on a port of its own.
//
// Only tests import this package. Start reading at peer.go; conform.go is the suite.
package machinetest
