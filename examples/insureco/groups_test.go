package main

import (
	"fmt"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/segment"
)

// rawHeld are the lines that each customer insured on December 31 paid for in that year, by customer; months are those of the rows.
func rawHeld(t *testing.T, year string) map[string][]string {
	t.Helper()
	held := map[string][]string{}
	for _, c := range rawTable(t, "customers.csv") {
		if c["joined"] <= year+"-12-31" && (c["left"] == "" || c["left"] >= year+"-12-31") {
			held[c["customer"]] = nil
		}
	}
	for _, r := range rawTable(t, "ledger.csv") {
		lines, there := held[r["customer"]]
		if there && r["what"] == "premium" && r["date"][:4] == year && !slices.Contains(lines, r["line"]) {
			held[r["customer"]] = append(lines, r["line"])
		}
	}
	return held
}

// TestTogether counts who holds travel and health, and how many lines customers hold.
func TestTogether(t *testing.T) {
	held := rawHeld(t, "2025")
	travel, health, both := 0, 0, 0
	for _, lines := range held {
		x, y := slices.Contains(lines, "travel"), slices.Contains(lines, "health")
		if x {
			travel++
		}
		if y {
			health++
		}
		if x && y {
			both++
		}
	}
	low, high := wilson(both, travel)
	says(t, fmt.Sprintf("%-21s %6.1f %%  %.0f %% (%.0f to %.0f)", "travel → health", 100*float64(both)/float64(len(held)), 100*float64(both)/float64(travel), 100*low, 100*high))
	says(t, fmt.Sprintf("%.2f (", float64(both)*float64(len(held))/float64(travel)/float64(health)))
	for _, year := range []string{"2024", "2025"} {
		sum, single, n := 0, 0, 0
		for _, lines := range rawHeld(t, year) {
			sum += len(lines)
			n++
			if len(lines) == 1 {
				single++
			}
		}
		says(t, fmt.Sprintf("lines held on %s-12-31: %.3f (", year, float64(sum)/float64(n)))
		says(t, fmt.Sprintf("with a single one %.1f %%", 100*float64(single)/float64(n)))
	}
}

// TestNeverHeld: no customer is offered what is held already, or life insurance late in life.
func TestNeverHeld(t *testing.T) {
	b := insurer(t)
	var all segment.Baskets
	for _, h := range b.holders {
		if err := all.Add(holds(h, b.mid, b.last)); err != nil {
			t.Fatal(err)
		}
	}
	offered := map[string]int{}
	for _, h := range b.holders {
		held := holds(h, b.mid, b.last)
		next, err := all.NextBest(held, nextBest(h))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range next.Suggestions {
			offered[s.Line]++
			if slices.Contains(held, s.Line) || s.Line == "life" && h.age > 60 {
				t.Errorf("%s (%d) holds %v and is offered %s", h.id, h.age, held, s.Line)
			}
		}
	}
	if len(offered) < 3 {
		t.Errorf("only %v are offered to anybody", offered)
	}
}

// TestCohortsByHand counts the first cohort after a year, and the last one.
func TestCohortsByHand(t *testing.T) {
	joined := map[string]string{}
	for _, c := range rawTable(t, "customers.csv") {
		joined[c["customer"]] = c["joined"]
	}
	first, later, last := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, r := range rawTable(t, "ledger.csv") {
		if r["what"] != "premium" || r["line"] == "travel" {
			continue
		}
		switch c := r["customer"]; {
		case joined[c] >= "2024-01-01" && joined[c] <= "2024-03-31":
			first[c] = true
			if r["date"] >= "2025-01-01" && r["date"] <= "2025-03-31" {
				later[c] = true
			}
		case joined[c] >= "2025-10-01":
			last[c] = true
		}
	}
	table, err := insurer(t).cohortTable()
	if err != nil {
		t.Fatal(err)
	}
	cell, ok := table.Cell(0, 4)
	if !ok || cell.Size != int64(len(first)) || cell.Active != int64(len(later)) || len(later) >= len(first) || len(later) < 30 {
		t.Errorf("%+v, %v, want %d of %d", cell, ok, len(later), len(first))
	}
	if cell, ok := table.Cell(7, 0); !ok || cell.Size != int64(len(last)) {
		t.Errorf("%+v, want %d", cell, len(last))
	}
	if _, ok := table.Cell(7, 1); ok {
		t.Error("a quarter that has not begun is in the table")
	}
}

// TestMigrationByHand: labels follow from the days of payment, and everybody is somewhere.
func TestMigrationByHand(t *testing.T) {
	m, err := insurer(t).migrate()
	if err != nil {
		t.Fatal(err)
	}
	// A newcomer paid on one day of the year, within the last 92 days of it: on September 30 or later.
	var days [2]map[string]map[string]bool
	days[0], days[1] = map[string]map[string]bool{}, map[string]map[string]bool{}
	for _, r := range rawTable(t, "ledger.csv") {
		if r["what"] != "premium" {
			continue
		}
		of := days[0]
		if r["date"] >= "2025" {
			of = days[1]
		}
		if of[r["customer"]] == nil {
			of[r["customer"]] = map[string]bool{}
		}
		of[r["customer"]][r["date"]] = true
	}
	var newcomers [2]int64
	for y, year := range []string{"2024", "2025"} {
		for _, dates := range days[y] {
			for d := range dates {
				if len(dates) == 1 && d >= year+"-09-30" {
					newcomers[y]++
				}
			}
		}
	}
	in := segment.InSegment(segment.Newcomers)
	if got := m.Row(in).Customers; got != newcomers[0] || got < 50 {
		t.Errorf("%d newcomers at first, want %d", got, newcomers[0])
	}
	if got := m.Column(in).Customers; got != newcomers[1] || got < 50 {
		t.Errorf("%d newcomers in the end, want %d", got, newcomers[1])
	}
	var gone, fresh int64
	for c := range days[0] {
		if days[1][c] == nil {
			gone++
		}
	}
	for c := range days[1] {
		if days[0][c] == nil {
			fresh++
		}
	}
	outside := segment.Standing[segment.Engagement]{}
	if m.Column(outside).Customers != gone || m.Row(outside).Customers != fresh || gone < 50 || fresh < 50 {
		t.Errorf("%d gone and %d new, want %d and %d", m.Column(outside).Customers, m.Row(outside).Customers, gone, fresh)
	}
}

// TestContacts: the welcome pack and the policy pack are sent at once, and nobody is sent anything twice.
func TestContacts(t *testing.T) {
	b := insurer(t)
	h := b.newest()
	log, key, err := b.contract(h)
	if err != nil || key.To != h.id || len(log) != 2 {
		t.Fatalf("%v, %v, %v", log, key, err)
	}
	says(t, fmt.Sprintf("%v  %-17v service  sent on %[1]v by mail", h.joined, lifecycle.TouchWelcomePack))
	says(t, fmt.Sprintf("%v  %-17v service  sent on %[1]v by mail", h.joined, lifecycle.TouchPolicyPack))
	says(t, fmt.Sprintf("%v  %-17v sales    planned by e-mail", quarter(4).End(h.joined), lifecycle.TouchAnniversary))
	// The newsletter comes every 3 months; the first is behind us, as 100 days have passed.
	says(t, fmt.Sprintf("%v  %-17v sales    sent on %[1]v by e-mail", quarter(1).End(h.joined), lifecycle.TouchNewsletter))
}

// TestTargetsByHand puts everyone into a segment by the words of the plans.
func TestTargetsByHand(t *testing.T) {
	lines := map[string]map[string]bool{}
	for _, r := range rawTable(t, "ledger.csv") {
		if lines[r["customer"]] == nil {
			lines[r["customer"]] = map[string]bool{}
		}
		if r["what"] == "premium" {
			lines[r["customer"]][r["line"]] = true
		}
	}
	b, seen := insurer(t), map[string]int{}
	for i, c := range rawTable(t, "customers.csv") {
		age, want := cents(c["age"]), "others"
		switch {
		case c["founder"] == "yes":
			want = "founders"
		case c["origin"] == "direct mail" && len(lines[c["customer"]]) < 2:
			want = "bargain hunters"
		case age < 26:
			want = "young people"
		case c["children"] != "0":
			want = "families"
		case age > 64:
			want = "pensioners"
		}
		seen[want]++
		if h := b.holders[i]; h.target != want || h.desired != (want == "young people" || want == "families") {
			t.Fatalf("%s is one of the %s, desired %v; want %s", h.id, h.target, h.desired, want)
		}
	}
	if len(seen) != 6 {
		t.Errorf("only %v", seen)
	}
}
