package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden compares the demonstration with what it was when last looked at.
func TestGolden(t *testing.T) {
	var out, log bytes.Buffer
	if status := run(nil, &out, &log); status != exitOK {
		t.Fatalf("status %d: %s", status, &log)
	}
	file := filepath.Join("testdata", "demo.golden")
	if *update {
		if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("the demonstration changed (-want +got), see -update:\n%s", diff)
	}
	// Whatever is written anew, these are what it is there to show.
	for _, shown := range []string{
		"404 unknown", "unchanged", "409 conflict", "400 invalid", "want a number above 0 and at most 1", "409 out-of-order", "409 currency", "at attempt 2",
	} {
		if !strings.Contains(out.String(), shown) {
			t.Errorf("the demonstration does not show %q", shown)
		}
	}
}

func TestRun(t *testing.T) {
	damaged := filepath.Join(t.TempDir(), "models.json")
	if err := os.WriteFile(damaged, []byte("[]"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		args   []string
		status int
		says   string
	}{
		{"help", []string{"-h"}, exitOK, "-listen"},
		{"an unknown flag", []string{"-sit"}, exitFlags, "-sit"},
		{"an argument", []string{"localhost:8080"}, exitFlags, "unexpected argument"},
		{"damaged models", []string{"-models", damaged}, exitFail, "models: invalid stored form"},
		{"no address", []string{"-listen", "nowhere"}, exitFail, "nowhere"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out, log bytes.Buffer
			if status := run(test.args, &out, &log); status != test.status || !strings.Contains(log.String(), test.says) || out.Len() > 0 {
				t.Errorf("status %d, %q on standard error, %d bytes on standard output; want %d and %q", status, &log, out.Len(), test.status, test.says)
			}
		})
	}
}

// TestDemonstrationFails: a demonstration without rooms, or without ears, says so.
func TestDemonstrationFails(t *testing.T) {
	if err := demonstrate(io.Discard, &models{}); err == nil {
		t.Error("models that hold nothing are shown")
	}
	if err := demonstrate(failingWriter{}, testModels(t)); !errors.Is(err, errFailing) {
		t.Errorf("%v, want what the writer says", err)
	}
	if err := serve("localhost:0", &models{}, time.Now, io.Discard); err == nil {
		t.Error("models that hold nothing are served")
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errFailing }

// TestServe: the service answers at an address until it is told to stop.
func TestServe(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- serveOn(ctx, listener, newService(t).handler()) }()
	url := "http://" + listener.Addr().String() + adaPath
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil || response.StatusCode != http.StatusNotFound {
		t.Errorf("%v, status %d, want 404", err, response.StatusCode)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if response, err := http.Get(url); err == nil {
		response.Body.Close()
		t.Error("it answers after its end")
	}
}

// TestServeFails: what ends the service by itself is told.
func TestServeFails(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	if err := serveOn(t.Context(), listener, http.NotFoundHandler()); !errors.Is(err, net.ErrClosed) {
		t.Errorf("%v, want ErrClosed", err)
	}
}
