package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// told runs the program.
func told(args ...string) (status int, stdout, stderr string) {
	var out, faults bytes.Buffer
	status = run(args, &out, &faults)
	return status, out.String(), faults.String()
}

// golden compares with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("not what %s says (-want +got):\n%s", file, diff)
	}
}

// TestGolden compares the report and the pictures with what they were when last looked at.
func TestGolden(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "pictures")
	status, out, faults := told("-svg", folder)
	if status != exitOK || faults != "" {
		t.Fatalf("status %d, %s", status, faults)
	}
	golden(t, "report.golden", []byte(strings.ReplaceAll(out, folder, "FOLDER")))
	for _, name := range []string{"whale.svg", "cohorts.svg"} {
		svg, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name, svg)
		if err := wellFormed(svg); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i, line := range strings.Split(out, "\n") {
		if n := len([]rune(line)); n > 140 || strings.TrimRight(line, " ") != line {
			t.Errorf("line %d has %d characters, or spaces at its end: %q", i+1, n, line)
		}
	}
}

// wellFormed reads a picture as XML.
func wellFormed(svg []byte) error {
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// TestEscaped: what a text says never becomes a tag.
func TestEscaped(t *testing.T) {
	d := newDrawing(10, 10, `<script>"&`)
	d.text(1, 2, 3, "start", ink, `</svg><a b='c'>&amp;`)
	svg := string(d.done())
	if err := wellFormed([]byte(svg)); err != nil || strings.Contains(svg, "<script") || strings.Count(svg, "</svg>") != 1 {
		t.Errorf("%v: %s", err, svg)
	}
}

// TestOwnTables: what -write writes and -data reads is told as the made-up insurer is.
func TestOwnTables(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "tables")
	if status, out, faults := told("-write", folder, "-customers", "300"); status != exitOK || !strings.Contains(out, "5 tables are in "+folder) {
		t.Fatalf("status %d, %s%s", status, out, faults)
	}
	_, made, _ := told("-customers", "300")
	status, own, faults := told("-data", folder)
	if status != exitOK || faults != "" {
		t.Fatalf("status %d, %s", status, faults)
	}
	if diff := cmp.Diff(made, own); diff != "" {
		t.Errorf("told otherwise (-made up +read):\n%s", diff)
	}
}

// TestSeeds: equal seeds make equal insurers, other seeds others, and all can be told.
func TestSeeds(t *testing.T) {
	_, first, _ := told("-seed", "7", "-customers", "400")
	if _, again, _ := told("-seed", "7", "-customers", "400"); again != first {
		t.Error("the same seed makes another insurer")
	}
	for _, seed := range []string{"0", "1", "2", "3", "999999999"} {
		status, out, faults := told("-seed", seed, "-customers", "200")
		if status != exitOK || out == first {
			t.Errorf("seed %s: status %d, %s", seed, status, faults)
		}
		for _, bad := range []string{"NaN", "Inf", "%!", "-0 ", "-0.00 "} {
			if strings.Contains(out, bad) {
				t.Errorf("seed %s: %q is told", seed, bad)
			}
		}
	}
}

// TestYear: looked at a year earlier, there is nothing to compare with, and nothing is claimed.
func TestYear(t *testing.T) {
	status, out, faults := told("-year", "2024", "-customers", "300")
	if status != exitOK || !strings.Contains(out, "2023 and 2024") || strings.Contains(out, "to keep one") {
		t.Errorf("status %d, %s\n%s", status, faults, out)
	}
	if status, out, faults := told("-year", "2040", "-customers", "300"); status != exitOK || !strings.Contains(out, "2039 and 2040") {
		t.Errorf("status %d, %s\n%s", status, faults, out)
	}
}

// TestDiscount: who counts later years for less finds less value, and the same contribution.
func TestDiscount(t *testing.T) {
	low, high := insurer(t, "-discount", "0.02"), insurer(t, "-discount", "0.5")
	x, _ := low.plans.Total()
	y, _ := high.plans.Total()
	if c, err := x.Value.Cmp(y.Value); err != nil || c <= 0 || !x.Contribution.Equal(y.Contribution) || y.Value.Sign() <= 0 {
		t.Errorf("value %v at 2 %%, %v at 50 %%", x.Value, y.Value)
	}
}

// insurer makes accounts of tables; without flags it does so once, for all tests.
func insurer(t *testing.T, args ...string) *base {
	t.Helper()
	b, err := usual()
	if len(args) > 0 {
		b, err = opened(args)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var usual = sync.OnceValues(func() (*base, error) { return opened(nil) })

// opened makes accounts of what flags ask for.
func opened(args []string) (*base, error) {
	opt, err := parseFlags(args)
	if err != nil {
		return nil, err
	}
	files, err := opt.source()
	if err != nil {
		return nil, err
	}
	tables, err := readTables(opt, files)
	if err != nil {
		return nil, err
	}
	return newBase(opt, tables)
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

var errFull = errors.New("no room")

func TestWriteError(t *testing.T) {
	var faults bytes.Buffer
	if status := run([]string{"-customers", "200"}, full{}, &faults); status != exitData || !strings.Contains(faults.String(), "no room") {
		t.Errorf("status %d, %q", status, faults.String())
	}
}
