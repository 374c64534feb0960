// Command lotse-large makes a large store to measure with: `make store-large`. It is no part of the program.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"lotse/cms/large"
)

func main() {
	folder := flag.String("dir", ".lotse-large", "folder of the store")
	variants := flag.Int("variants", 1_000_000, "live variants")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, *folder, *variants)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, folder string, variants int) error {
	store, err := large.OpenStore(ctx, folder, func(line string) { fmt.Println(line) })
	if err != nil {
		return err
	}
	_, err = store.Database(ctx, variants)
	return errors.Join(err, store.Close())
}
