package main

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

// estimated returns a base with all that is estimated from it.
func estimated(t *testing.T, opt options) *base {
	t.Helper()
	b, err := open(opt, nil)
	if err == nil {
		err = b.estimate()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// near says whether two numbers agree.
func near(x, y, tolerance float64) bool { return math.Abs(x-y) <= tolerance*max(1, math.Abs(y)) }

// TestThreeCustomersByHand follows three customers with pencil and paper.
func TestThreeCustomersByHand(t *testing.T) {
	const request = `"actor":"to","channel":"web","purpose":"offer"`
	order := func(amount string) string { return `"actor":"to","amount":"` + amount + ` EUR"` }
	log := event("request", "ann-1", "2025-01-10T09:00:00", request) +
		event("purchase", "ann-2", "2025-02-05T09:00:00", order("40.00")) +
		event("use", "ann-3", "2025-02-20T09:00:00", `"actor":"to"`) +
		event("purchase", "ann-4", "2025-03-10T09:00:00", order("30.00")) +
		event("cancellation", "ann-5", "2025-04-15T09:00:00", `"actor":"to"`) +
		event("request", "bob-1", "2025-02-03T09:00:00", request) +
		event("decline", "bob-2", "2025-03-20T09:00:00", `"actor":"to"`) +
		event("purchase", "cid-1", "2025-03-01T00:00:00", order("20.00"))
	b, err := open(options{
		events: "-", from: relationship.Must(relationship.ParseDate("2025-01-01")), until: relationship.Must(relationship.ParseDate("2025-07-01")),
	}, strings.NewReader(log))
	if err != nil {
		t.Fatal(err)
	}
	// Ann asks, is in experience on March 1 and April 1, and gone by May 1. Bob asks and says no. Cid buys on the very first instant of
	// March, is taken to use it 30 days later, falls silent for 60 days on April 30, and for 120 on June 29.
	const want = "evaluation→experience 1, evaluation→lost 1, purchase→experience 1, experience→experience 1, experience→lapsing 1, " +
		"experience→churned 1, lapsing→lapsing 1, lapsing→dormant 1, lost→lost 3, churned→churned 2"
	if got := b.tally.Periods().String(); got != want {
		t.Errorf("months %s,\nwant   %s", got, want)
	}
	var stages, spent []string
	for _, c := range b.customers {
		ways, sums := []string{}, []string{}
		for i, s := range c.stages {
			name := "-"
			if s != 0 {
				name = s.String()
			}
			ways = append(ways, name)
			if i < len(c.spent) && c.bought[i] {
				sums = append(sums, name+" "+c.spent[i].String())
			}
		}
		stages, spent = append(stages, strings.Join(ways, " ")), append(spent, strings.Join(sums, ", "))
	}
	if diff := cmp.Diff([]string{
		"- evaluation experience experience churned churned churned", "- - evaluation lost lost lost lost", "- - purchase experience lapsing lapsing dormant",
	}, stages); diff != "" {
		t.Errorf("on the first of each month (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"evaluation 40.00 EUR, experience 30.00 EUR", "", "purchase 20.00 EUR"}, spent); diff != "" {
		t.Errorf("orders (-want +got):\n%s", diff)
	}
	// Months since the last order: Ann 1 after February, 1 after March, then gone. Cid 1, 2, 3, 4.
	counts, now, err := b.ages()
	if err != nil {
		t.Fatal(err)
	}
	if got := counts.String(); got != "1→1 1, 1→2 1, 1→13 1, 2→3 1, 3→4 1" {
		t.Errorf("months since the last order %s", got)
	}
	if diff := cmp.Diff(map[int]int{0: 1, 4: 1, former: 1}, now); diff != "" {
		t.Errorf("today (-want +got):\n%s", diff)
	}
}

// TestStagesAreTheTally: the stages that the money is booked on are those that the library counted.
func TestStagesAreTheTally(t *testing.T) {
	b := estimated(t, defaults())
	var again markov.Counts[stage]
	for _, c := range b.customers {
		for i := 1; i < len(c.stages); i++ {
			if c.stages[i-1] != 0 {
				if err := again.Add(c.stages[i-1], c.stages[i]); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if !again.Equal(b.tally.Periods()) || again.Total() < 9000 {
		t.Errorf("%v, want %v", &again, b.tally.Periods())
	}
	// All that was spent is booked: the margins times their months are the sum of all orders.
	log, err := b.make()
	if err != nil {
		t.Fatal(err)
	}
	booked, paid := 0.0, 0.0
	for s, m := range b.margin {
		booked += m * float64(b.chain.N(s)) / b.opt.margin
	}
	for e := range log.All() {
		if p, ok := e.(relationship.Purchase); ok {
			paid += p.Amount().Estimate()
		}
	}
	if !near(booked, paid, 1e-9) || paid < 10_000 {
		t.Errorf("booked %v of %v", booked, paid)
	}
}

// TestByPowerSums: values, months and shares are those of walking the table on and on, month by month, and adding up.
func TestByPowerSums(t *testing.T) {
	b := estimated(t, defaults())
	states := b.chain.States()
	absorption, err := b.chain.Absorbing(nil)
	if err != nil {
		t.Fatal(err)
	}
	gamma := math.Pow(1.10, -1.0/12)
	for _, from := range b.going() {
		at := map[stage]float64{from: 1}
		value, horizon, months, worth := 0.0, 0.0, 0.0, 1.0
		for month := range 1500 {
			next := map[stage]float64{}
			for _, s := range states {
				if at[s] == 0 {
					continue
				}
				value += worth * at[s] * b.margin[s]
				if month <= 24 {
					horizon += worth * at[s] * b.margin[s]
				}
				if !slices.Contains(b.chain.Final(), s) {
					months += at[s]
				}
				for _, to := range states {
					next[to] += at[s] * b.chain.P(s, to)
				}
			}
			at, worth = next, worth*gamma
		}
		v, _ := b.values.Of(from)
		h, _ := b.near.Of(from)
		o, _ := absorption.From(from)
		if !near(v, value, 1e-9) || !near(h, horizon, 1e-9) || !near(o.Periods(), months, 1e-9) || !(value > horizon) || !(horizon > 0) {
			t.Errorf("%v: value %v, %v with a horizon, %v months; want %v, %v, %v", from, v, h, o.Periods(), value, horizon, months)
		}
		for _, f := range b.chain.Final() {
			if !near(o.Share(f), at[f], 1e-9) {
				t.Errorf("%v ends in %v: %v, want %v", from, f, o.Share(f), at[f])
			}
		}
		// Ever there: the same walk, on which nobody leaves the goal.
		for _, goal := range b.goals() {
			at := map[stage]float64{from: 1}
			for range 1500 {
				next := map[stage]float64{}
				for _, s := range states {
					for _, to := range states {
						if s == goal {
							to = goal
							next[to] += at[s]
							break
						}
						next[to] += at[s] * b.chain.P(s, to)
					}
				}
				at = next
			}
			if from == goal {
				continue
			}
			if share, se, err := b.ever(from, goal); err != nil || !near(share, at[goal], 1e-9) || !(se > 0) {
				t.Errorf("%v ever %v: %v ± %v, %v, want %v", from, goal, share, se, err, at[goal])
			}
		}
	}
}

// TestLifts: what is said to be worth spending is made of the differences of values, the table and the people.
func TestLifts(t *testing.T) {
	b := estimated(t, defaults())
	all := b.lifts()
	last := math.Inf(1)
	for _, l := range all {
		here, _ := b.values.Of(l.from)
		there, _ := b.values.Of(l.to)
		n := 0
		for _, c := range b.customers {
			if c.stages[36] == l.from {
				n++
			}
		}
		if !near(l.gain, there-here, 1e-9) || l.standing != n || l.total() > last {
			t.Errorf("%+v, want %v for %d", l, there-here, n)
		}
		last = l.total()
		if l.from == lifecycle.CustomerEvaluation {
			want := b.chain.P(l.from, lifecycle.CustomerPurchase) + b.chain.P(l.from, lifecycle.CustomerExperience)
			if !near(l.odds, want, 1e-12) || !near(l.each(), want*l.gain, 1e-12) || !(want > 0.2) {
				t.Errorf("of evaluation %v move, want %v", l.odds, want)
			}
		}
		if l.gain < 0 && (l.each() != 0 || l.total() != 0) {
			t.Errorf("%+v: what is worth less than nothing is not to be paid for", l)
		}
	}
	if len(all) != 6 {
		t.Errorf("%d moves, want four rungs up and two ways back", len(all))
	}
}

// TestLettersByBruteForce: the best month to stop is that of trying them all, month by month.
func TestLettersByBruteForce(t *testing.T) {
	b := estimated(t, defaults())
	counts, _, err := b.ages()
	if err != nil {
		t.Fatal(err)
	}
	gamma, gain := math.Pow(1.10, -1.0/12), b.orderMargin()
	best, most := 0, 0.0
	for k := 1; k <= 8; k++ {
		// V(1) = gain − cost + γ·(…): a customer who has not ordered for more than k months is let go.
		value := make([]float64, k+2)
		for range 1500 {
			for age := k; age >= 1; age-- {
				p := float64(counts.N(age, 1)) / float64(counts.Row(age))
				on := float64(counts.N(age, age+1)) / float64(counts.Row(age))
				value[age] = -b.opt.contact + gamma*(p*value[1]+on*value[age+1])
				if age == 1 {
					value[age] += gain
				}
			}
		}
		if value[1] > most {
			best, most = k, value[1]
		}
	}
	var out strings.Builder
	if err := letters(&out, b); err != nil {
		t.Fatal(err)
	}
	if best != 6 || !near(most, 63.11, 1e-4) || !strings.Contains(out.String(), "through month 6, and stop then: a customer who has just ordered is worth 63.11.") {
		t.Errorf("best %d with %v in\n%s", best, most, out.String())
	}
}

// TestMeanOfGone: the mistake is a mean, and shorter than the truth.
func TestMeanOfGone(t *testing.T) {
	var all markov.Stays[stage]
	for days, ended := range map[int]bool{10: true, 20: true, 60: true, 300: false} {
		if err := all.Add(lifecycle.CustomerBonding, days, ended); err != nil {
			t.Fatal(err)
		}
	}
	if err := all.Add(lifecycle.CustomerBonding, 10, true); err != nil {
		t.Fatal(err)
	}
	mean, _, _ := all.Mean(lifecycle.CustomerBonding)
	if got := meanOfGone(&all, lifecycle.CustomerBonding); got != 25 || mean != 100 {
		t.Errorf("%v and %v, want (10 + 10 + 20 + 60) / 4 and 400 / 4", got, mean)
	}
}
