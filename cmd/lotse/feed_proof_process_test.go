package main

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// kills starts the program as a process of its own, has readers ask it for a while, and kills it as a power failure
// would; again and again, at least once. Its workers take part in the work.
func (p *proof) kills(ctx context.Context) {
	random := p.random(300)
	dir := p.t.TempDir()
	for ctx.Err() == nil {
		listen := freePort(p.t)
		program := exec.Command(os.Args[0]) //nolint:gosec // ourselves
		program.Env = append(os.Environ(), "LOTSE_TEST_MAIN=serve", "LOTSE_DATABASE_URL="+p.dsn, "LOTSE_DATA_DIR="+dir,
			"LOTSE_LISTEN="+listen, "LOTSE_SECRET="+proofSecret, "LOTSE_LOG=text:error")
		if err := program.Start(); err != nil {
			p.t.Error(err)
			return
		}
		ended := make(chan struct{})
		go func() { defer close(ended); _ = program.Wait() }()
		node := &proofNode{url: "http://" + listen, cancel: func() {}}
		if node.ready(ctx, ended) {
			p.process.Store(node)
			_ = pause(ctx, time.Duration(200+random.IntN(600))*time.Millisecond)
			p.killed.Add(1)
		}
		p.process.Store(nil)
		_ = program.Process.Signal(syscall.SIGKILL)
		<-ended
	}
}

// ready waits until the process answers; false: PostgreSQL went away under it, or the run is over.
func (n *proofNode) ready(ctx context.Context, ended <-chan struct{}) bool {
	for pause(ctx, 30*time.Millisecond) == nil {
		select {
		case <-ended:
			return false
		default:
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, n.url+"/readyz", nil)
		if err != nil {
			return false
		}
		if response, err := http.DefaultClient.Do(request); err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return true
			}
		}
	}
	return false
}
