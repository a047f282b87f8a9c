package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// habit is how a kind of customer buys.
type habit struct {
	share int     // of a hundred
	gap   float64 // days between orders, on average
	stop  float64 // the chance to stop after an order
	spend int     // cents, the middle of an order
}

// made writes the list of the made-up shop: thirteen months, a sale in the second half of June, hardly anything in July.
func made() string {
	draw := rand.New(rand.NewPCG(2026, 7))
	start := time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)
	end := time.Date(2026, 7, 31, 0, 0, 0, 0, time.UTC)
	sale, quiet := time.Date(2026, 6, 10, 0, 0, 0, 0, time.UTC), time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	habits := []habit{{share: 38, gap: 90, stop: 0.8, spend: 3200}, {share: 30, gap: 70, stop: 0.25, spend: 4100},
		{share: 24, gap: 33, stop: 0.09, spend: 4800}, {share: 8, gap: 11, stop: 0.03, spend: 2600}}
	type entry struct {
		at    time.Time
		text  string
		order int
	}
	var all []entry
	add := func(at time.Time, customer, cents int) {
		sign := ""
		if cents < 0 {
			sign, cents = "-", -cents
		}
		all = append(all, entry{at, fmt.Sprintf("c%03d,%s,%s%d.%02d", customer, at.Format(time.DateOnly), sign, cents/100, cents%100), len(all)})
	}
	days := func(n float64) time.Duration { return time.Duration(n) * 24 * time.Hour }
	for customer := 1; customer <= 300; customer++ {
		if customer > 295 {
			continue // known, and nothing else
		}
		of, h := draw.IntN(100), habit{}
		for _, candidate := range habits {
			h = candidate
			if of -= candidate.share; of < 0 {
				break
			}
		}
		at := start.Add(days(draw.Float64() * 364))
		switch {
		case customer%75 == 33: // a sample, free of charge, and never again
			add(at, customer, 0)
			continue
		case customer == 120 || customer == 201: // a first order in the sale, sent back in July
			cents := 2990 + 10*customer
			add(sale.Add(days(float64(customer%17))), customer, cents)
			add(quiet.Add(days(float64(customer%13))), customer, -cents)
			continue
		case customer > 255: // came by the advertising of July
			at, h = quiet.Add(days(draw.Float64()*draw.Float64()*29)), habits[0]
		}
		for first := true; !at.After(end); first = false {
			cents := int(float64(h.spend)*(0.4+draw.ExpFloat64()))/10*10 + 90
			add(at, customer, cents)
			switch p := draw.Float64(); {
			case p < 0.02 || customer%75 == 10 && first: // all of it back
				add(at.Add(days(3+draw.Float64()*9)), customer, -cents)
			case p < 0.05:
				add(at.Add(days(2+draw.Float64()*9)), customer, -cents/3)
			}
			if draw.Float64() < h.stop || customer%75 == 10 {
				break
			}
			next := at.Add(days(1 + h.gap*(0.3+0.7*draw.ExpFloat64())))
			if at.Before(sale) && next.After(sale) && draw.Float64() < 0.6 {
				next = sale.Add(days(draw.Float64() * 20))
			}
			if next.After(quiet) && at.Before(end) {
				next = next.Add(days(float64(draw.IntN(40))))
			}
			at = next
		}
	}
	for _, customer := range []int{31, 77, 140} { // ordered ahead, for August
		add(end.Add(days(float64(5+customer%9))), customer, 5990)
	}
	// Orders come as they are placed.
	slices.SortFunc(all, func(a, b entry) int {
		if c := a.at.Compare(b.at); c != 0 {
			return c
		}
		return a.order - b.order
	})
	var text strings.Builder
	text.WriteString("customer,date,amount\n")
	for customer := 296; customer <= 300; customer++ {
		fmt.Fprintf(&text, "c%03d,,\n", customer)
	}
	for _, e := range all {
		text.WriteString(e.text + "\n")
	}
	return text.String()
}

// TestSample: the list that comes with the program is the one that is made here.
func TestSample(t *testing.T) {
	want := made()
	if *update {
		if err := os.WriteFile("orders.csv", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(madeUp) {
		t.Error("orders.csv is not what is made, see -update")
	}
}
