package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
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
	file := filepath.Join("testdata", "output.golden")
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

// TestFamilyTelephone shows what the limit is for: without it the family Baumann is one person.
func TestFamilyTelephone(t *testing.T) {
	records, err := allChannels()
	if err != nil {
		t.Fatal(err)
	}
	people := func(opt relationship.ResolveOptions) int {
		resolved, err := relationship.Resolve(records, opt)
		if err != nil {
			t.Fatal(err)
		}
		return resolved.Len()
	}
	if n := people(options()); n != 4 {
		t.Errorf("%d people, want 4", n)
	}
	lax := options()
	lax.MaxShared = 0
	if n := people(lax); n != 3 {
		t.Errorf("%d people where telephones may be shared by 50, want 3", n)
	}
	named := lax
	named.Never = []relationship.MatchKey{{Kind: relationship.MatchPhone, Text: "+4973155520"}}
	if n := people(named); n != 4 {
		t.Errorf("%d people where the telephone is named, want 4", n)
	}
	slices.Reverse(records)
	if n := people(options()); n != 4 {
		t.Errorf("%d people from behind, want 4", n)
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

var errFull = errors.New("no room")

func TestWriteError(t *testing.T) {
	if err := run(full{}); !errors.Is(err, errFull) {
		t.Errorf("error = %v, want %v", err, errFull)
	}
}
