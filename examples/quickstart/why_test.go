package main

import (
	"io"
	"math"
	"strings"
	"testing"
	"time"
)

// TestWhyAddsUp: the lines sum to the score and their effects to what the evidence
// changed, and the factors multiply to the orders and the value, for everybody.
func TestWhyAddsUp(t *testing.T) {
	opt, err := parseFlags([]string{"-margin", "30%"})
	if err != nil {
		t.Fatal(err)
	}
	book, err := readLogs(opt, nil, newProgress(io.Discard, time.Now))
	if err != nil {
		t.Fatal(err)
	}
	parties, err := book.parties()
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := fitModels(book, parties)
	if err != nil {
		t.Fatal(err)
	}
	all, err := profileAll(book, parties, m)
	if err != nil {
		t.Fatal(err)
	}
	rooms, err := openRooms(book, parties, m)
	if err != nil {
		t.Fatal(err)
	}
	valued := 0
	for _, p := range all {
		found, err := rooms.profile(p.party.key.Role, book.history.Of(p.party.key), p.party.all, book.asOf(), book.now())
		if err != nil {
			t.Fatal(err)
		}
		p.profile = &found
		y := whyOf(book, p)
		points, effect := 0, y.Prior
		for _, l := range y.Lines {
			points, effect = points+l.Points, effect+l.Effect
		}
		if points != y.Loyalty.Score || effect != y.Loyalty.Score {
			t.Errorf("%s: lines sum to %d and %d, the score is %v", y.Party, points, effect, y.Loyalty)
		}
		if last := len(y.Path) - 1; last < 0 || !strings.Contains(y.Path[last], "→ "+y.Stage) {
			t.Errorf("%s stands at %s, and the way there is %q", y.Party, y.Stage, y.Path)
		}
		if y.Factors == nil {
			continue
		}
		orders := y.Factors.PAlive * y.Factors.Rate * y.Factors.Exposure
		if math.Abs(orders/y.Factors.Expected-1) > 1e-12 {
			t.Errorf("%s: %v orders, by hand %v", y.Party, y.Factors.Expected, orders)
		}
		if y.Factors.Spend != nil {
			valued++
			worth := orders * *y.Factors.Discount * *y.Factors.Spend * *y.Factors.Margin
			if math.Abs(worth-y.Value.Estimate()) > 0.005001 || *y.Factors.Margin != 0.3 {
				t.Errorf("%s: %v, by hand %v", y.Party, y.Value, worth)
			}
		}
	}
	if valued < 500 || len(all) != sampleCustomers+len(partners()) {
		t.Errorf("%d values of %d parties were looked at, want more", valued, len(all))
	}
}

// TestWhyNobody: who is not in the log is not explained.
func TestWhyNobody(t *testing.T) {
	got := runWith(t, "", "-why", "C99999")
	if got.status != exitData || got.stdout != "" {
		t.Errorf("status %d, want %d, and nothing on standard output:\n%s", got.status, exitData, got.stdout)
	}
	wantContains(t, "standard error", got.stderr, `-why "C99999": nobody in the log is called so`)
}

// TestWhyWithoutModels: a log of few orders has stages and scores, and says why it
// has no more.
func TestWhyWithoutModels(t *testing.T) {
	const log = "customer,date,amount\nann,2024-01-05,30.00\nbob,2024-01-09,12.50\nann,2024-02-02,19.99\n"
	got := runLog(t, log, "-why", "ann")
	wantContains(t, "standard output", got.stdout, "ann, end-consumer, as of 2024-02-02",
		"2024-01-05 discovery → purchase by purchased: first order", "→ experience", "5,000 of 10,000, unrated", "No segment, no forecast: there is no model")
}
