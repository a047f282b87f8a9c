package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
)

// raw is a line of the story as anybody reads it, without the library: what the tests reckon with.
type raw struct {
	Kind, ID, From, To, Role, Actor, Channel, Purpose, Amount, About, Request, Referred, Promise, Topic, By string
	At, Due                                                                                                 time.Time
	Value, Low, High                                                                                        float64
}

// score is a rating as a share of its scale.
func (r raw) score() float64 { return (r.Value - r.Low) / (r.High - r.Low) }

// age is how many days ago it was at the end of the story.
func (r raw) age() float64 { return storyEnd().Sub(r.At).Hours() / 24 }

// cents are the hundredths of an amount of euros.
func (r raw) cents(t *testing.T) float64 {
	t.Helper()
	digits, ok := strings.CutSuffix(r.Amount, " EUR")
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil || !ok {
		t.Fatalf("%q is no amount of euros", r.Amount)
	}
	return math.Round(100 * v)
}

// lines are those of the story that a question asks for.
func lines(t *testing.T, want func(raw) bool) (found []raw) {
	t.Helper()
	for _, text := range bytes.Split(bytes.TrimSpace(storyLines), []byte("\n")) {
		var r raw
		if err := json.Unmarshal(text, &r); err != nil {
			t.Fatal(err)
		}
		if want(r) {
			found = append(found, r)
		}
	}
	return found
}

// entriesOfRegister are the parts of the register that the tests reckon with.
type entriesOfRegister struct {
	Offers []string
	Visits []struct{ Recognised bool }
	Sheets []struct{ Expected, Perceived []float64 }
	Ties   []struct {
		Strength float64
		Since    string
	}
	Desires []struct {
		Desire string
		Score  float64
	}
}

func registered(t *testing.T) (r entriesOfRegister) {
	t.Helper()
	if err := json.Unmarshal(registerText, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// says fails unless a line of the report holds all that is wanted, in this order.
func says(t *testing.T, out string, want ...string) {
	t.Helper()
search:
	for _, line := range strings.Split(out, "\n") {
		for _, w := range want {
			_, after, ok := strings.Cut(line, w)
			if !ok {
				continue search
			}
			line = after
		}
		return
	}
	t.Errorf("no line says %q", want)
}

// wilson is the score interval of h of n, for nine times in ten.
func wilson(h, n float64) string {
	const z = 1.6448536269514722
	centre, around := h+z*z/2, z*math.Sqrt(h*(n-h)/n+z*z/4)
	return fmt.Sprintf("%.0f of %.0f, %.0f %% (%.0f to %.0f)", h, n, 100*h/n, 100*(centre-around)/(n+z*z), 100*(centre+around)/(n+z*z))
}

// above is P(X >= cut) of a belief Beta(a, b), by summing up its density in the middle of thin slices of u, x = u²(3−2u), so that ends
// where it is steep do no harm.
func above(a, b, cut float64) float64 {
	const slices = 20_000
	norm, high := 0.0, 0.0
	for i := range slices {
		u := (float64(i) + 0.5) / slices
		x := u * u * (3 - 2*u)
		d := math.Pow(x, a-1) * math.Pow(1-x, b-1) * 6 * u * (1 - u)
		norm += d
		if x >= cut {
			high += d
		}
	}
	return high / norm
}

// quantile is the x that a share p of Beta(a, b) is below of, by halving.
func quantile(a, b, p float64) float64 {
	low, high := 0.0, 1.0
	for range 30 {
		middle := (low + high) / 2
		if 1-above(a, b, middle) < p {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}
