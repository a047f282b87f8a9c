package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// The figures of the report, from the same list and without the library: days are numbers, amounts are cents, and a score is what its
// definition says, by comparing everybody with everybody.

// buyer is what the list says of one customer until a day: recency, purchase days and net.
type buyer struct{ recency, frequency, net int }

// sums are the amounts of one day.
type sums struct {
	paid, back int
	free       bool
}

// dayNumber counts days.
func dayNumber(t *testing.T, text string) int {
	t.Helper()
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return int(at.Unix() / 86400)
}

// records reads the list up to a day: by customer, the sums of each day with an order, and who had a line after the day before it.
func records(t *testing.T, until string) map[string]map[int]*sums {
	t.Helper()
	all := map[string]map[int]*sums{}
	left := map[string][]struct{ day, cents int }{}
	for line := range strings.SplitSeq(strings.TrimSpace(string(madeUp)), "\n") {
		field := strings.Split(line, ",")
		if field[0] == "customer" || field[1] == "" || field[1] > until {
			continue
		}
		var euros, cents int
		if _, err := fmt.Sscanf(strings.TrimPrefix(field[2], "-"), "%d.%d", &euros, &cents); err != nil {
			t.Fatal(err)
		}
		cents += 100 * euros
		id, day := field[0], dayNumber(t, field[1])
		if all[id] == nil {
			all[id] = map[int]*sums{}
		}
		if !strings.HasPrefix(field[2], "-") {
			if all[id][day] == nil {
				all[id][day] = &sums{}
			}
			all[id][day].paid += cents
			all[id][day].free = all[id][day].free || cents == 0
			left[id] = append(left[id], struct{ day, cents int }{day, cents})
			continue
		}
		// The list is by day, so the latest order of which enough is left is the last one.
		orders := left[id]
		for i := len(orders) - 1; i >= 0; i-- {
			if orders[i].cents >= cents {
				orders[i].cents -= cents
				all[id][orders[i].day].back += cents
				break
			}
		}
	}
	return all
}

// buyers returns who is to be scored on a day: who bought and kept something, the first time a week ago or more.
func buyers(t *testing.T, on string) map[string]buyer {
	t.Helper()
	today, found := dayNumber(t, on), map[string]buyer{}
	for id, byDay := range records(t, on) {
		var b buyer
		first, last := today+1, 0
		for day, s := range byDay {
			b.net += s.paid - s.back
			if s.free || s.paid > s.back {
				b.frequency++
				first, last = min(first, day), max(last, day)
			}
		}
		b.recency = today - last
		if b.frequency > 0 && first+7 <= today {
			found[id] = b
		}
	}
	return found
}

// scores compares a buyer with a base: 1 + floor(5 · worse / all), at most 5, and 1 for what brought nothing.
func (b buyer) scores(base map[string]buyer) [3]int {
	var worse [3]int
	for _, o := range base {
		for d, is := range []bool{o.recency > b.recency, o.frequency < b.frequency, o.net < b.net} {
			if is {
				worse[d]++
			}
		}
	}
	var found [3]int
	for d, n := range worse {
		found[d] = min(5, 1+5*n/len(base))
	}
	if b.net <= 0 {
		found[2] = 1
	}
	return found
}

// byHand is the map as it is printed in many places, R 5 first, F 1 first.
var byHand = [5][5]string{
	{"newcomers", "potential loyalists", "potential loyalists", "champions", "champions"},
	{"promising", "potential loyalists", "potential loyalists", "loyal", "loyal"},
	{"about to sleep", "about to sleep", "need attention", "loyal", "loyal"},
	{"hibernating", "hibernating", "at risk", "at risk", "cannot lose"},
	{"hibernating", "hibernating", "at risk", "at risk", "cannot lose"},
}

// called returns the label of a buyer.
func (b buyer) called(base map[string]buyer) string {
	s := b.scores(base)
	return byHand[5-s[0]][s[1]-1]
}

// warmth returns 3 for active, 2 for cooling and 1 for lapsed.
func warmth(label string) int {
	switch label {
	case "need attention", "about to sleep":
		return 2
	case "at risk", "cannot lose", "hibernating":
		return 1
	}
	return 3
}

const june, july = "2026-06-30", "2026-07-31"

// TestScoresByDefinition: every score and every label of the program is the one that the definition gives.
func TestScoresByDefinition(t *testing.T) {
	for _, on := range []string{june, july, "2026-01-31"} {
		base, seen := buyers(t, on), 0
		for line := range strings.Lines(output(t, "", "-json", "-asof", on, "-currency", "EUR")) {
			var got struct {
				Customer, Status, Score, Segment string
				RFM                              struct {
					Recency, Frequency int
					Net                struct{ Amount string }
				}
			}
			if err := json.Unmarshal([]byte(line), &got); err != nil {
				t.Fatal(err)
			}
			want, ok := base[got.Customer]
			if ok != (got.Status == "scored") {
				t.Errorf("%s on %s is %s", got.Customer, on, got.Status)
			}
			if !ok {
				continue
			}
			seen++
			s := want.scores(base)
			net := fmt.Sprintf("%d.%02d", want.net/100, want.net%100)
			if got.RFM.Recency != want.recency || got.RFM.Frequency != want.frequency || got.RFM.Net.Amount != net {
				t.Errorf("%s on %s is %+v, want %+v", got.Customer, on, got.RFM, want)
			}
			if score := fmt.Sprintf("%d-%d-%d", s[0], s[1], s[2]); got.Score != score || got.Segment != want.called(base) {
				t.Errorf("%s on %s: %s, %s, want %s, %s", got.Customer, on, got.Score, got.Segment, score, want.called(base))
			}
		}
		if seen != len(base) || seen < 100 {
			t.Errorf("%d scored on %s, want %d", seen, on, len(base))
		}
	}
}

// fields returns the first line of a text that begins with some words, in words.
func fields(t *testing.T, text, begin string) string {
	t.Helper()
	for line := range strings.Lines(text) {
		if words := strings.Join(strings.Fields(line), " "); strings.HasPrefix(words, begin) {
			return words
		}
	}
	t.Fatalf("no line begins with %q in:\n%s", begin, text)
	return ""
}

// TestMapByHand: the cells of the map and the customers of each segment.
func TestMapByHand(t *testing.T) {
	text, base := output(t, ""), buyers(t, june)
	block := between(t, text, "3. ", "4. ")
	var cell [6][6]int
	byLabel := map[string]int{}
	for _, b := range base {
		s := b.scores(base)
		cell[s[0]][s[1]]++
		byLabel[b.called(base)]++
	}
	for r := 1; r <= 5; r++ {
		var got []string
		for i, word := range strings.Fields(fields(t, block, fmt.Sprintf("R %d ", r))) {
			if i > 1 && i%2 == 0 { // behind "R 5", each number has a letter after it
				got = append(got, word)
			}
		}
		var want []string
		for _, n := range cell[r][1:] {
			want = append(want, dot(n))
		}
		if !slices.Equal(got, want) {
			t.Errorf("R %d: %v, want %v", r, got, want)
		}
	}
	for i, label := range []string{"champions", "loyal", "potential loyalists", "newcomers", "promising", "need attention", "about to sleep", "at risk", "cannot lose", "hibernating"} {
		name := []string{"lapsed", "cooling", "active"}[warmth(label)-1]
		if want := fmt.Sprintf("%c %s %s %d ", 'a'+i, label, name, byLabel[label]); !strings.HasPrefix(fields(t, block, fmt.Sprintf("%c %s", 'a'+i, label)), want) {
			t.Errorf("want %q in:\n%s", want, block)
		}
	}
}

// TestEqualPartsByHand: five equal parts of 242 by frequency have 49, 49, 48, 48 and 48 customers. Those with one purchase day are the
// first 120, so 49, 49 and 22 of them are in parts 1, 2 and 3, and all of them have a score of 1 + floor(5·0) = 1 by the share below.
func TestEqualPartsByHand(t *testing.T) {
	block := between(t, output(t, ""), "5. ", "6. ")
	base := buyers(t, june)
	ones, n := 0, len(base)
	for _, b := range base {
		if b.frequency == 1 {
			ones++
		}
	}
	first, second := (n+4)/5, (n+3)/5
	if want := fmt.Sprintf("1 %d 1 %d %d %d · ·", ones, first, second, ones-first-second); fields(t, block, "1 ") != want {
		t.Errorf("want %q in:\n%s", want, block)
	}
	// An equal in another part has everybody whose frequency lies across a border between parts.
	sorted := slices.Sorted(func(yield func(int) bool) {
		for _, b := range base {
			if !yield(b.frequency) {
				return
			}
		}
	})
	across, at := map[int]bool{}, 0
	for part := range 4 {
		at += (n + 4 - part) / 5
		if sorted[at-1] == sorted[at] {
			across[sorted[at]] = true
		}
	}
	apart := 0
	for _, f := range sorted {
		if across[f] {
			apart++
		}
	}
	if !strings.Contains(strings.Join(strings.Fields(block), " "), fmt.Sprintf("same list: %d of %d customers have an equal", apart, n)) {
		t.Errorf("want %d of %d in:\n%s", apart, n, block)
	}
}

// TestMissingByHand: who is explained lacks exactly what the report says. Of c245 that is 79 − 54 = 25 days, 3 − 2 = 1 purchase day, and
// 219.70 − 175.70 = 44.00 EUR, which one cent more passes.
func TestMissingByHand(t *testing.T) {
	block, base := between(t, output(t, ""), "4. ", "5. "), buyers(t, june)
	for _, id := range []string{"c245", "c115"} {
		_, told, found := strings.Cut(block, "\n  "+id+", ")
		told, _, _ = strings.Cut(told, "\n  c")
		if !found {
			t.Fatalf("%s is not explained in:\n%s", id, block)
		}
		least := func(d int, more func(buyer, int) buyer) int {
			for n := 1; base[id].scores(base)[d] < 5; n++ {
				if more(base[id], n).scores(base)[d] > base[id].scores(base)[d] {
					return n
				}
			}
			return 0
		}
		days := least(0, func(b buyer, n int) buyer { b.recency -= n; return b })
		visits := least(1, func(b buyer, n int) buyer { b.frequency += n; return b })
		cents := least(2, func(b buyer, n int) buyer { b.net += n; return b })
		for n, says := range map[int]string{days: "a last purchase %d days fresher", visits: "%d purchase day"} {
			if want := fmt.Sprintf(says, n); n > 0 && !strings.Contains(told, want) {
				t.Errorf("%s: want %q in:\n%s", id, want, told)
			}
		}
		if want := fmt.Sprintf("more than %d.%02d EUR more", (cents-1)/100, (cents-1)%100); cents > 0 && !strings.Contains(told, want) {
			t.Errorf("%s: want %q in:\n%s", id, want, told)
		}
		if days+visits+cents == 0 {
			t.Errorf("%s lacks nothing", id)
		}
	}
}
