package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"time"
)

// serve answers requests until the program is interrupted, and lets those that have
// begun come to their end.
func serve(address string, m *models, now func() time.Time, log io.Writer) error {
	rooms, err := openRooms(m)
	if err != nil {
		return err
	}
	s := &service{rooms: rooms, store: &memory{}, self: self, now: now}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	fmt.Fprintf(log, "serving at http://%v/; what is stored is gone when this ends\n", listener.Addr())

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return serveOn(ctx, listener, s.handler())
}

// serveOn serves until the context is done.
func serveOn(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	rest, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	err := server.Shutdown(rest)
	if ended := <-ended; !errors.Is(ended, http.ErrServerClosed) {
		return errors.Join(err, ended)
	}
	return err
}
