package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestMonthByHand: who moved where, by comparing everybody of July with everybody of June; and what July compared with itself says.
func TestMonthByHand(t *testing.T) {
	text := output(t, "")
	before, after := buyers(t, june), buyers(t, july)
	moves := map[[2]string]int{}
	counts := map[string]int{}
	worth := map[string][2]int{}
	busy := records(t, july)
	idle := func(id string) bool { // nothing between the two days, not even a refund
		return fmt.Sprint(values(busy[id])) == fmt.Sprint(values(records(t, june)[id]))
	}
	hidden, invented, raised := 0, 0, 0
	for _, id := range slices.Sorted(maps.Keys(after)) {
		is := after[id].called(before)
		was, known := before[id]
		if !known {
			moves[[2]string{"new", is}]++
			counts["came"]++
			worth["came"] = [2]int{0, worth["came"][1] + after[id].net}
			continue
		}
		from, anew := was.called(before), after[id].called(after)
		moves[[2]string{from, is}]++
		kind := []string{"colder", "as warm", "warmer"}[1+sign(warmth(is)-warmth(from))]
		counts[kind]++
		worth[kind] = [2]int{worth[kind][0] + was.net, worth[kind][1] + after[id].net}
		switch {
		case is != from && anew == from:
			hidden++
		case is == from && anew != from:
			invented++
		}
		if s, old := after[id].scores(after), was.scores(before); (s[0] > old[0] || s[1] > old[1] || s[2] > old[2]) && idle(id) {
			raised++
		}
	}
	for id, b := range before {
		if _, still := after[id]; !still {
			moves[[2]string{b.called(before), "gone"}]++
			counts["left"]++
			worth["left"] = [2]int{worth["left"][0] + b.net, 0}
		}
	}
	block := between(t, text, "7. ", "8. ")
	order := []string{"champions", "loyal", "potential loyalists", "newcomers", "promising", "need attention", "about to sleep", "at risk", "cannot lose", "hibernating", "gone"}
	for i, from := range append(slices.Clone(order[:10]), "new") {
		want := fmt.Sprintf("%c %s", 'a'+i, from)
		if from == "new" {
			want = from
		}
		for _, to := range order {
			if from != "new" || to != "gone" {
				want += " " + dot(moves[[2]string{from, to}])
			}
		}
		if got := fields(t, block, want[:min(len(want), 5)]); !strings.HasPrefix(got, want+" ") {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for kind, n := range counts {
		w := worth[kind]
		want := fmt.Sprintf("%s %d %d.%02d %d.%02d ", kind, n, w[0]/100, w[0]%100, w[1]/100, w[1]%100)
		if got := fields(t, block, kind+" "); !strings.HasPrefix(strings.ReplaceAll(got, " 0 ", " 0.00 "), want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if counts["left"] == 0 || counts["colder"] < 20 || raised < 10 {
		t.Errorf("%v and %d raised: the month shows too little", counts, raised)
	}
	last := between(t, text, "8. ", "9. ")
	if want := fmt.Sprintf("did nothing and got a better score 0 %d", raised); fields(t, last, "did nothing") != want {
		t.Errorf("want %q in:\n%s", want, last)
	}
	if want := fmt.Sprintf("it hides %d; and it invents %d,", hidden, invented); !strings.Contains(strings.Join(strings.Fields(last), " "), want) {
		t.Errorf("want %q in:\n%s", want, last)
	}
}

// values are the days and their sums in a form that can be compared.
func values(byDay map[int]*sums) map[int]sums {
	found := map[int]sums{}
	for day, s := range byDay {
		found[day] = *s
	}
	return found
}

// sign returns −1, 0 or 1.
func sign(n int) int { return max(-1, min(1, n)) }

// TestCohortsByHand: the customers of each month and who of them bought in the one after.
func TestCohortsByHand(t *testing.T) {
	block := between(t, output(t, ""), "9. ", "")
	all := records(t, july)
	month := func(day int) int {
		at := time.Unix(int64(day)*86400, 0).UTC()
		return 12*at.Year() + int(at.Month()) - 1
	}
	sizes, next := map[int]int{}, map[int]int{}
	for _, byDay := range all {
		bought := map[int]bool{}
		for day, s := range byDay {
			if s.free || s.paid > s.back {
				bought[month(day)] = true
			}
		}
		if len(bought) == 0 {
			continue
		}
		first := slices.Min(slices.Collect(maps.Keys(bought)))
		sizes[first]++
		if bought[first+1] {
			next[first]++
		}
	}
	seen := 0
	for m, size := range sizes {
		want := fmt.Sprintf("%d-%02d %d 100▓", m/12, m%12+1, size)
		if m < 12*2026+6 {
			want += fmt.Sprintf(" %.0f", 100*float64(next[m])/float64(size))
		}
		if got := fields(t, block, want[:7]); !strings.HasPrefix(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		seen++
	}
	if seen != 13 {
		t.Errorf("%d months, want 13", seen)
	}
}
