package main

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"
)

// What stands in this file computes a score a second time, from the lines of the story and the formulas alone, without the library: an
// item speaks for a factor with r and against it with s, both are halved with each half-life h, and with a prior of 1 for and 1 against
//
//	mean = (1 + Σ r·2^(−age/h)) / (2 + Σ (r+s)·2^(−age/h)),   points = 10000 · Σ weight·mean / Σ weight

// record is a line of the story.
type record struct {
	Kind, ID, To, Actor, Outcome, About, Promise, Complaint string
	At, Due                                                 time.Time
	Requested                                               time.Time `json:"requested_at"`
	Grace                                                   string
	Stake, Share, Low, High, Severity, Recovery             float64
	Value                                                   any // a number of a rating, an amount of an agreement
}

// piece is one piece of evidence.
type piece struct {
	factor   string
	pro, con float64
	at       time.Time
}

// ledger is what was known of one supplier at an instant.
type ledger struct {
	pieces []piece
	open   []record // promises
}

// factors of the supplier card, and the half-life of each in days.
var factorNames = []string{"on-time", "quality", "response", "price-stability", "formality", "promises"}

func halfLife(factor string) float64 {
	if factor == "response" {
		return 180
	}
	return 365
}

func inDays(d time.Duration) float64 { return d.Hours() / 24 }

// inTime is 2^(−late/7 days).
func inTime(due, at time.Time) float64 { return math.Exp2(-max(0, inDays(at.Sub(due))) / 7) }

// dueWithGrace is when a promise begins to be late.
func dueWithGrace(e record) time.Time {
	grace, _ := time.ParseDuration(e.Grace)
	return e.Due.Add(grace)
}

// keep reads the story by hand, up to an instant.
func keep(t *testing.T, to string, until time.Time) (l ledger) {
	t.Helper()
	open := map[string]record{}
	var order []string
	for line := range strings.Lines(string(storyLines)) {
		var e record
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		if e.To != to || e.At.After(until) || strings.HasPrefix(e.ID, "staff-") {
			continue
		}
		add := func(factor string, pro, con float64) { l.pieces = append(l.pieces, piece{factor, pro, con, e.At}) }
		switch e.Kind {
		case "delivery":
			x := inTime(e.Due, e.At)
			add("on-time", x, 1-x)
		case "reply":
			x := math.Exp2(-e.At.Sub(e.Requested).Hours() / 24)
			add("response", x, 1-x)
		case "resolution":
			add("quality", 0, e.Severity*(1-0.9*e.Recovery))
		case "rating":
			value, _ := e.Value.(float64)
			x := (value - e.Low) / (e.High - e.Low)
			if factor := map[string]string{"quality": "quality", "communication": "response", "price": "price-stability", "integrity": "promises"}[e.About]; factor != "" {
				add(factor, x, 1-x)
			}
		case "promise-made":
			if e.Actor == "to" {
				open[e.ID] = e
				order = append(order, e.ID)
			}
		case "promise-closed":
			delete(open, e.Promise)
			x := inTime(dueWithGrace(e), e.At)
			switch e.Outcome {
			case "kept":
				add("promises", e.Stake*e.Share*x, e.Stake*(1-e.Share*x))
			case "broken":
				add("promises", 0, e.Stake)
			case "renegotiated":
				add("promises", 0, e.Stake*(1-x))
			}
		}
	}
	for _, id := range order {
		if e, ok := open[id]; ok {
			l.open = append(l.open, e)
		}
	}
	return l
}

// measured adds what holds at an instant: formality of 180·0.8 of 200 thousand with 10 pieces, and steadiness of prices.
func (l ledger) measured(at time.Time, prices, mass float64) ledger {
	l.pieces = append(l.pieces[:len(l.pieces):len(l.pieces)], piece{"formality", 10 * 180 * 0.8 / 200, 10 * (1 - 180*0.8/200), at},
		piece{"price-stability", mass * prices, mass * (1 - prices), at})
	return l
}

// without leaves out one open promise.
func (l ledger) without(id string) ledger {
	var open []record
	for _, p := range l.open {
		if p.ID != id {
			open = append(open, p)
		}
	}
	l.open = open
	return l
}

// shapes are those of the belief in a factor.
func (l ledger) shapes(factor string, at time.Time) (alpha, beta float64) {
	alpha, beta = 1, 1
	for _, p := range l.pieces {
		if p.factor == factor {
			left := math.Exp2(-inDays(at.Sub(p.at)) / halfLife(factor))
			alpha, beta = alpha+p.pro*left, beta+p.con*left
		}
	}
	if factor == "promises" {
		for _, p := range l.open {
			beta += p.Stake * (1 - inTime(dueWithGrace(p), at))
		}
	}
	return alpha, beta
}

// weight is that of a factor in a card where promises weigh so much, and everything else 1.
func weight(factor string, promises float64) float64 {
	if factor == "promises" {
		return promises / (5 + promises)
	}
	return 1 / (5 + promises)
}

// exact is the score before rounding, in points.
func (l ledger) exact(at time.Time, promises float64) float64 {
	sum := 0.0
	for _, f := range factorNames {
		a, b := l.shapes(f, at)
		sum += weight(f, promises) * a / (a + b)
	}
	return 10_000 * sum
}

func (l ledger) points(at time.Time, promises float64) int {
	return int(math.Round(l.exact(at, promises)))
}
