package main

import (
	"math"
	"testing"
)

// TestHabits: what a month may bring adds up to a hundred percent.
func TestHabits(t *testing.T) {
	for s, list := range habits {
		sum := 0
		for _, h := range list {
			sum += h.percent
		}
		if sum != 100 {
			t.Errorf("%v: %d percent", s, sum)
		}
	}
	if len(habits) != 7 {
		t.Errorf("%d stages have habits", len(habits))
	}
}

// TestTruth: of the checks of twenty bases nine in ten are within two standard errors, and they err to both sides. With margins that are
// wrong by a third most values are not: the check would notice.
func TestTruth(t *testing.T) {
	n, within, values, wrong := 0, 0, 0, 0
	sum := 0.0
	for seed := range 20 {
		opt := defaults()
		opt.seed = uint64(seed + 1)
		b := estimated(t, opt)
		all, err := b.checks()
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range all {
			n++
			sum += c.off()
			if math.Abs(c.off()) <= 2 {
				within++
			}
			if c.what == "value" {
				c.estimate *= 1.5
				c.se *= 1.5
				values++
				if math.Abs(c.off()) > 2 {
					wrong++
				}
			}
		}
	}
	t.Logf("%d of %d within two standard errors, %.2f off on average; %d of %d notice wrong margins", within, n, sum/float64(n), wrong, values)
	if share := float64(within) / float64(n); !(share > 0.87 && share < 0.96) || n < 20*20 {
		t.Errorf("%d of %d are within two standard errors", within, n)
	}
	if mean := sum / float64(n); math.Abs(mean) > 0.5 {
		t.Errorf("%.2f standard errors off on average", mean)
	}
	if wrong*10 < values*6 {
		t.Errorf("only %d of %d values notice wrong margins", wrong, values)
	}
}

// TestSeeds: equal seeds make equal lives, other seeds and other numbers make others.
func TestSeeds(t *testing.T) {
	made := func(seed uint64) string {
		opt := defaults()
		opt.seed, opt.customers = seed, 100
		return lines(t, opt)
	}
	one, again, other := made(1), made(1), made(2)
	if one != again || one == other {
		t.Error("a seed does not decide what happens")
	}
}
