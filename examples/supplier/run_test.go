package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
)

var update = flag.Bool("update", false, "write the golden file anew")

// TestGolden compares the output with what it was when last looked at.
func TestGolden(t *testing.T) {
	var out bytes.Buffer
	if err := run(&out); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "supplier.golden")
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
		t.Errorf("not what %s says (-want +got):\n%s", file, diff)
	}
}

// TestStory: the file of the story is in order, and written as the library writes events.
func TestStory(t *testing.T) {
	log, err := story()
	if err != nil || log.Len() < 50 {
		t.Fatalf("%d events, %v", log.Len(), err)
	}
	var lines bytes.Buffer
	if err := relationship.EncodeEvents(&lines, log.All()); err != nil || !bytes.Equal(lines.Bytes(), storyLines) {
		t.Errorf("the lines of the story are not in order, or not as they are written: %v", err)
	}
}
