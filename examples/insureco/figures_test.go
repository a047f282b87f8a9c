package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// report is what is told without flags.
var report = sync.OnceValue(func() string {
	_, out, _ := told()
	return out
})

// says fails unless the report has a text.
func says(t *testing.T, text string) {
	t.Helper()
	if !strings.Contains(report(), text) {
		t.Errorf("%q is not told", text)
	}
}

// TestTwoCustomersByHand follows an insurer of two customers with pencil and paper.
func TestTwoCustomersByHand(t *testing.T) {
	b := insurer(t, "-data", write(t, small()))
	ada, ben := b.holders[0], b.holders[1]
	// Ada pays 130 in 2025 and claims 50; 2 of 3 calls that could be answered for 30 are 20; 130 − 50 − 20 = 60. She stays with a chance of
	// 4/4 a quarter, so that her years are 1/4 · (1 + γ + γ² + …) = 1/4 / (1 − 1.08^(−1/4)), and families leave over 60 a year.
	years := 0.25 / (1 - math.Pow(1.08, -0.25))
	want := []string{"130.00 EUR", "80.00 EUR", "20.00 EUR", "60.00 EUR", fmt.Sprintf("%.2f EUR", 60*years)}
	got := []string{ada.account.Revenue.String(), ada.account.Margin.String(), ada.account.CostToServe.String(), ada.contribution.String(), ada.account.Value.String()}
	if diff := cmp.Diff(want, got); diff != "" || ada.target != families || !ada.desired {
		t.Errorf("ada, %s, desired %v (-want +got):\n%s", ada.target, ada.desired, diff)
	}
	// Ben came by a letter, holds one line, and left: nothing is to come, and that is known.
	if ben.contribution.String() != "100.00 EUR" || ben.target != bargains || !ben.account.ValueKnown || !ben.account.Value.IsZero() {
		t.Errorf("ben: %v of %s, value %v", ben.contribution, ben.target, ben.account.Value)
	}
	// On January 1, 2024, Ada was there and stayed; a year later both were, and one stayed.
	c, err := b.retention()
	if err != nil || c.before.Kept != 1 || c.before.Of != 1 || c.after.Kept != 1 || c.after.Of != 2 {
		t.Errorf("%+v, %v", c, err)
	}
	// The letter cost 10 and 0.50 for the one it went to, who paid 200; whoever was left out paid nothing: 200 − 10.50.
	effect, err := b.mailing(b.actions[0])
	if err != nil {
		t.Fatal(err)
	}
	if net, ok := effect.Net(); !ok || net.String() != "189.50 EUR" {
		t.Errorf("net %v, %v", net, ok)
	}
}

// TestAmounts adds up the year from the rows: premiums, direct costs, and pools.
func TestAmounts(t *testing.T) {
	b := insurer(t)
	origin := map[string]string{}
	for _, c := range rawTable(t, "customers.csv") {
		origin[c["customer"]] = c["origin"]
	}
	revenue, direct, opening := map[string]int{}, 0, 0
	for _, r := range rawTable(t, "ledger.csv") {
		switch {
		case r["what"] == "premium" && r["date"] < "2025":
			opening += cents(r["amount"])
		case r["what"] == "premium":
			revenue[origin[r["customer"]]] += cents(r["amount"])
		case r["date"] >= "2025":
			direct += cents(r["amount"])
		}
	}
	all := 0
	for _, c := range revenue {
		all += c
	}
	total, desired := b.plans.Total()
	if got, _ := total.Revenue.Minor(); got != int64(all) || all < 100_000_000 {
		t.Errorf("revenue %d cents, want %d", got, all)
	}
	if got, _ := total.Margin.Minor(); got != int64(all-direct) {
		t.Errorf("margin %d cents, want %d", got, all-direct)
	}
	for name, c := range revenue {
		says(t, fmt.Sprintf("  %-14s", name))
		says(t, "  "+grouped(fmt.Sprint(int(math.RoundToEven(float64(c)/100)))))
	}
	// What was spent on all activities is on customers or stood idle.
	spent := 0
	for _, r := range rawTable(t, "pools.csv") {
		if r["quarter"] >= "2025" {
			spent += cents(r["spent"])
		}
	}
	unused := int64(0)
	for _, quarter := range b.usage[4:] {
		for _, u := range quarter {
			n, _ := u.Unused.Minor()
			unused += n
		}
	}
	if charged, _ := total.CostToServe.Minor(); charged+unused != int64(spent) || unused < 1 || charged < 10*unused {
		t.Errorf("charged %d, unused %d, spent %d", charged, unused, spent)
	}
	// The rows of the plans sum to the total, and the two that are desired to the desired.
	var sums, wanted relationship.Money
	for _, r := range b.plans.Rows() {
		if add(&sums, r.All.Contribution) != nil || add(&wanted, r.Desired.Value) != nil {
			t.Fatal("amounts do not add up")
		}
	}
	if !sums.Equal(total.Contribution) || !wanted.Equal(desired.Value) {
		t.Errorf("rows sum to %v and %v, want %v and %v", sums, wanted, total.Contribution, desired.Value)
	}
	// Drivers: opening to closing.
	says(t, fmt.Sprintf("opening %d.%02d EUR", opening/100, opening%100))
	says(t, fmt.Sprintf("closing %d.%02d EUR", all/100, all%100))
}

// TestWhale sums contributions that are charged anew, and sorted.
func TestWhale(t *testing.T) {
	b := insurer(t)
	rate := map[string]float64{} // of a time, in a quarter
	uses := map[string]float64{}
	key := func(date, what string) string { return nameOf(relationship.Must(relationship.ParseDate(date))) + what }
	for _, r := range rawTable(t, "ledger.csv") {
		if r["count"] != "" {
			uses[key(r["date"], r["what"])] += float64(cents(r["count"]))
		}
	}
	for _, r := range rawTable(t, "pools.csv") {
		k, capacity := key(r["quarter"], r["activity"]), float64(cents(r["capacity"]))
		if capacity == 0 {
			capacity = uses[k]
		}
		rate[k] = float64(cents(r["spent"])) / 100 / capacity
	}
	profit := map[string]float64{}
	for _, r := range rawTable(t, "ledger.csv") {
		amount := float64(cents(r["amount"])) / 100
		switch {
		case r["date"] < "2025":
		case r["what"] == "premium":
			profit[r["customer"]] += amount
		case r["count"] != "":
			profit[r["customer"]] -= rate[key(r["date"], r["what"])] * float64(cents(r["count"]))
		default:
			profit[r["customer"]] -= amount
		}
	}
	var all []float64
	for _, h := range b.holders {
		if b.active(h) {
			all = append(all, profit[string(h.id)])
			// Each part of each quarter is rounded to a cent.
			if !near(h.contribution.Estimate(), profit[string(h.id)], 0.17) {
				t.Fatalf("%s: %v, want %v", h.id, h.contribution, profit[string(h.id)])
			}
		}
	}
	slices.SortFunc(all, func(x, y float64) int { return -int(math.Copysign(1, x-y)) })
	peak, at, sum, top := 0.0, 0, 0.0, 0.0
	for i, v := range all {
		sum += v
		if sum > peak {
			peak, at = sum, i+1
		}
		if i+1 == (len(all)+4)/5 {
			top = sum
		}
	}
	curve, err := segment.Whale(b.profits)
	if err != nil {
		t.Fatal(err)
	}
	fifth, _ := curve.Top(2000)
	if !near(curve.Peak().Estimate(), peak, 5) || !near(float64(curve.PeakAt().Customers), float64(at), 2) || !near(fifth.Profit.Estimate(), top, 5) ||
		!near(curve.Total().Estimate(), sum, 5) || !(peak > 1.5*sum) || !(sum > 100_000) {
		t.Errorf("peak %v of %d, top %v, total %v; want %v of %d, %v, %v", curve.Peak(), curve.PeakAt().Customers, fifth.Profit, curve.Total(), peak, at, top, sum)
	}
	says(t, fmt.Sprintf("%.1f %%", 100*curve.PeakAt().Share))
}

// TestKeptAndWon counts who was kept and who was won, and divides.
func TestKeptAndWon(t *testing.T) {
	b := insurer(t)
	var kept, of [2]int
	for _, c := range rawTable(t, "customers.csv") {
		for y, year := range []string{"2024", "2025"} {
			if c["joined"] <= year+"-01-01" && (c["left"] == "" || c["left"] >= year+"-01-01") {
				of[y]++
				if c["left"] == "" || c["left"] >= year+"-12-31" {
					kept[y]++
				}
			}
		}
	}
	d, low, high := newcombe(kept[1], of[1], kept[0], of[0])
	says(t, fmt.Sprintf("kept in 2024 %d of %d", kept[0], of[0]))
	says(t, fmt.Sprintf("in 2025 %d of %d", kept[1], of[1]))
	says(t, fmt.Sprintf("%+.2f (%+.2f to %+.2f) points", 100*d, 100*low, 100*high))
	price := 6800 / (d * float64(of[1]))
	says(t, fmt.Sprintf("%.2f for each customer kept who would have left at the rate of 2024 (from %.2f to %.2f)",
		price, 6800/(high*float64(of[1])), 6800/(low*float64(of[1]))))
	var n, won [2]int // of those who got the spring letter, and of those left out
	autumn, answers := 0, 0
	for _, m := range rawTable(t, "mailed.csv") {
		group := 0
		if m["mailed"] == "no" {
			group = 1
		}
		switch {
		case m["action"] == "autumn letter":
			autumn++
			if m["customer"] != "" {
				answers++
			}
		default:
			n[group]++
			if m["customer"] != "" {
				won[group]++
			}
		}
	}
	up, upLow, upHigh := newcombe(won[0], n[0], won[1], n[1])
	cost := 4200 + 1.6*float64(n[0])
	extra := up * float64(n[0])
	says(t, fmt.Sprintf("owed to the letter: %+.2f (%+.2f to %+.2f) points, %.1f customers", 100*up, 100*upLow, 100*upHigh, extra))
	says(t, fmt.Sprintf("%.2f each", cost/extra))
	says(t, fmt.Sprintf("cost %.1f times as much as to keep one", cost/extra/price))
	// Of the letter without a control group only the rate is told.
	says(t, fmt.Sprintf("%.2f for each of them; nobody was left out", (3600+1.6*float64(autumn))/float64(answers)))
	for _, a := range b.actions {
		if effect, err := b.mailing(a); a.name == "autumn letter" {
			if _, claimed := effect.Uplift(); err != nil || claimed {
				t.Errorf("an uplift without a control group, or %v", err)
			}
		}
	}
}

// TestYears adds up the quarters to come one by one.
func TestYears(t *testing.T) {
	b := insurer(t)
	for _, origin := range b.origins() {
		there, stay := 0.0, 0.0
		for _, c := range rawTable(t, "customers.csv") {
			for _, q := range [][2]string{{"2025-01-01", "2025-04-01"}, {"2025-04-01", "2025-07-01"}, {"2025-07-01", "2025-10-01"}, {"2025-10-01", "2026-01-01"}} {
				if c["origin"] == origin && c["joined"] <= q[0] && (c["left"] == "" || c["left"] >= q[0]) {
					there++
					if c["left"] == "" || c["left"] >= q[1] {
						stay++
					}
				}
			}
		}
		years, here := 0.0, 1.0
		for range 4000 {
			years += here / 4
			here *= stay / there * math.Pow(1.08, -0.25)
		}
		if !near(b.years[origin], years, 1e-9) || !(years > 1) || !(years < 13) {
			t.Errorf("%s: %v years, want %v", origin, b.years[origin], years)
		}
	}
}

// TestServeFirst: whoever is first has the largest product, and everybody's is gap × weight × value.
func TestServeFirst(t *testing.T) {
	b := insurer(t)
	best, who := 0.0, ""
	for _, h := range b.holders {
		weight := 1.0
		if h.target == families || h.target == young {
			weight = 2
		}
		if p := float64(4-h.rated[1]) / 4 * weight * h.account.Value.Estimate(); h.rated[1] > 0 && h.left.IsZero() && p > best {
			best, who = p, string(h.id)
		}
	}
	ranks, err := segment.Priorities(b.toServe())
	if err != nil {
		t.Fatal(err)
	}
	if first := ranks[0]; first.Item.ID != who || !near(first.Missing(relationship.RoundHalfEven).Estimate(), best, 0.01) || best < 1000 {
		t.Errorf("%v first, want %s with %v", first, who, best)
	}
}
