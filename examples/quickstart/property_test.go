package main

import (
	"bytes"
	"encoding/csv"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// field draws a field with all that makes fields difficult.
func field() *rapid.Generator[string] {
	return rapid.StringOfN(rapid.SampledFrom([]rune("ab ,;|\"\n\r\té€")), 0, 8, -1)
}

// TestRecordsReadWhatIsWritten checks that what encoding/csv writes is read back.
func TestRecordsReadWhatIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 4).Draw(t, "width")
		written := rapid.SliceOf(rapid.SliceOfN(field(), width, width)).Draw(t, "records")
		var text bytes.Buffer
		comma := rapid.SampledFrom(commas()).Draw(t, "comma").sign
		out := csv.NewWriter(&text)
		out.Comma = rune(comma)
		for _, record := range written {
			// encoding/csv changes "\r\n" in a field; a carriage return alone stays.
			for i := range record {
				record[i] = strings.ReplaceAll(record[i], "\r\n", "\n")
			}
			if err := out.Write(record); err != nil {
				t.Fatal(err)
			}
		}
		out.Flush()
		r := newRecords(&text, comma)
		r.width = width
		for _, want := range written {
			got, line, err := r.next()
			if err != nil {
				t.Fatalf("line %d: %v", line, err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("line %d (-want +got):\n%s", line, diff)
			}
		}
		if _, _, err := r.next(); err != io.EOF {
			t.Fatalf("at the end: %v, want %v", err, io.EOF)
		}
	})
}

// logLine draws a line of a log, good or bad.
func logLine() *rapid.Generator[string] {
	pick := func(values ...string) *rapid.Generator[string] { return rapid.SampledFrom(values) }
	return rapid.Custom(func(t *rapid.T) string {
		if rapid.IntRange(0, 9).Draw(t, "kind") == 0 {
			return pick("", " ", ",,,,", "ann", "\"", "\"ann\",2024-01-01", "ann,2024-01-01,1,\"x\"y,").Draw(t, "odd")
		}
		return strings.Join([]string{
			pick("ann", "bob", "cid", "").Draw(t, "customer"),
			pick("2024-01-01", "2024-01-02", "20240109", "2024-03-01T12:00:00+09:00", "never").Draw(t, "date"),
			pick("1", "2.50", "0", "-1.50", "10", "x").Draw(t, "amount"),
			pick("", "1", "2", "3", "4", "5").Draw(t, "order"),
			pick("", "", "", "1", "2", "3").Draw(t, "refund_of"),
		}, ",")
	})
}

// readText reads a log in a test.
func readText(t interface{ Fatal(...any) }, text string) (*ledger, error) {
	opt, err := parseFlags(nil)
	if err != nil {
		t.Fatal(err)
	}
	book := newLedger(opt)
	err = readOrders("log", strings.NewReader(text), book, newProgress(io.Discard, time.Now))
	book.settle()
	return book, err
}

// TestLinesAreConserved checks that every line of a log is counted once, that all
// money is accounted for, and that no customer owes us what was never paid.
func TestLinesAreConserved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(logLine(), 1, 30).Draw(t, "lines")
		book, err := readText(t, "customer,date,amount,order,refund_of\n"+strings.Join(lines, "\n")+"\n")
		if err != nil {
			if slices.ContainsFunc(lines, func(s string) bool { return strings.TrimSpace(s) != "" }) {
				t.Fatal(err)
			}
			return
		}
		if sum := book.sales + book.returns + book.blank + book.bad.total(); book.lines != sum || sum != len(lines) {
			t.Fatalf("%d lines, %d counted, %d written", book.lines, sum, len(lines))
		}
		orders := 0
		parties, err := book.parties()
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range parties {
			paid, free := c.all.Orders()
			orders += int(paid + free)
			for day := range c.all.Days() {
				if day.Net().Sign() < 0 {
					t.Fatalf("%s: %v", c.key.To, day)
				}
			}
		}
		if orders != book.sales {
			t.Fatalf("%d orders in the summaries, %d counted", orders, book.sales)
		}
	})
}

// TestOrderOfLinesDoesNotMatter checks that a shuffled log has the same scores to
// the last bit: refunds find their orders, and sums do not depend on the way.
func TestOrderOfLinesDoesNotMatter(t *testing.T) {
	log := sampleLog(t, 300)
	want := runLog(t, log, "-format", "csv", "-top", "0")
	header, body, _ := strings.Cut(log, "\n")
	lines := strings.Split(strings.TrimSpace(body), "\n")
	for seed := range uint64(3) {
		rng := rand.New(rand.NewPCG(seed, 1))
		rng.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		got := runLog(t, header+"\n"+strings.Join(lines, "\n"), "-format", "csv", "-top", "0")
		if diff := cmp.Diff(want.stdout, got.stdout); diff != "" {
			t.Fatalf("shuffled with seed %d (-want +got):\n%s", seed, diff)
		}
	}
}

// TestTwinsScoreAlike checks that a second shop's worth of the same
// customers under other names gives each of them the same score.
func TestTwinsScoreAlike(t *testing.T) {
	log := sampleLog(t, 300)
	twins := log
	for _, line := range strings.Split(strings.TrimSpace(log), "\n")[1:] {
		f := strings.Split(line, ",")
		for _, id := range []int{3, 4} {
			if f[id] != "" {
				f[id] = "T" + f[id]
			}
		}
		f[0] = "T" + f[0]
		twins += strings.Join(f, ",") + "\n"
	}
	score := map[string]standing{}
	r := parseReport(t, runLog(t, twins, "-format", "json", "-top", "0").stdout)
	for _, s := range r.Ranking {
		score[s.Party] = s
	}
	if len(score) != 600 {
		t.Fatalf("%d customers, want 600", len(score))
	}
	for id, s := range score {
		twin := score["T"+id]
		if twin.Party == "" {
			continue
		}
		twin.Party, twin.Rank = s.Party, s.Rank
		if diff := cmp.Diff(s, twin, equalMoney()); diff != "" {
			t.Fatalf("%s and its twin:\n%s", id, diff)
		}
	}
}
