package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

// membersByHand are those at the end of the story: who joined and did not leave.
func membersByHand(t *testing.T) map[string]time.Time {
	t.Helper()
	joined := map[string]time.Time{}
	for _, r := range lines(t, func(r raw) bool {
		return r.From == "page" && r.Channel == "social" && strings.HasPrefix(r.Kind, "consent")
	}) {
		if r.Kind == "consent-given" {
			joined[r.To] = r.At
		} else {
			delete(joined, r.To)
		}
	}
	return joined
}

// act reports whether a line is one of life on the page.
func act(r raw) bool {
	return r.From == "page" && r.Actor == "to" && slices.Contains([]string{"contact", "request", "reply", "referral"}, r.Kind)
}

// TestLife counts the first block anew.
func TestLife(t *testing.T) {
	_, out, _ := told("")
	members := membersByHand(t)
	month, window := map[string]bool{}, map[string]bool{}
	activity := 0.0
	for _, r := range lines(t, act) {
		activity += math.Exp2(-r.age() / 14)
		if _, ok := members[r.To]; ok {
			window[r.To] = true
			if r.age() < 30 {
				month[r.To] = true
			}
		}
	}
	says(t, out, "in the last 30 days", wilson(float64(len(month)), float64(len(members))))
	says(t, out, "in the whole window", wilson(float64(len(window)), float64(len(members))))
	says(t, out, fmt.Sprintf("now %.1f, %.2f a member", activity, activity/float64(len(members))))
	// Of 20 questions members answered 13, the firm 4 and nobody 3: read off the story by its request ids.
	asked := lines(t, func(r raw) bool { return r.Kind == "request" })
	byMembers, byUs := 0, 0
	for _, q := range asked {
		switch {
		case len(lines(t, func(r raw) bool { return r.Request == q.ID && r.Actor == "to" })) > 0:
			byMembers++
		case len(lines(t, func(r raw) bool { return r.Request == q.ID && r.Actor == "from" })) > 0:
			byUs++
		}
	}
	if byMembers != 13 || byUs != 4 || len(asked) != 20 {
		t.Errorf("%d and %d of %d answered", byMembers, byUs, len(asked))
	}
	says(t, out, "questions that a member answered", wilson(13, 20))
	// Five of the six referrals came within 14 days of a message passed on: ada 15 → 20 January and 3 → 9 March, ben 9 → 14 February, hana 22 → 30
	// March, rosa 7 → 15 June. jana's of 2 May came 28 days after hers. There were 16 messages.
	says(t, out, "led to a referral", wilson(5, 16))
}

// TestReferrals: what each is credited is half of 65 % of what those bought whom they brought.
func TestReferrals(t *testing.T) {
	_, out, _ := told("")
	credited := map[string]float64{}
	for _, f := range lines(t, func(r raw) bool { return r.Kind == "referral" }) {
		credited[f.To] += 0
		for _, o := range lines(t, func(r raw) bool { return r.Kind == "purchase" && r.To == f.Referred }) {
			credited[f.To] += 0.65 * o.cents(t) / 2
		}
	}
	// ada: ula for 52.20 and vic for 33.60 are 85.80, of that 0.65·½ is 27.885, half of a cent, rounded to the even one: 27.88.
	if math.Abs(credited["ada"]-2788.5) > 1e-9 {
		t.Errorf("ada is credited %v cents", credited["ada"])
	}
	delete(credited, "ada")
	says(t, out, "ada", "27.88 EUR")
	delete(credited, "rosa")
	says(t, out, "rosa", "credited nothing", "yara")
	for by, cents := range credited {
		says(t, out, by, "is credited", fmt.Sprintf("%.2f EUR", cents/100))
	}
	says(t, out, "referred somebody", wilson(5, 16))
}

// TestNPS: the score, its centre and its interval from the numbers of answers, by the formula of Rocks.
func TestNPS(t *testing.T) {
	_, out, _ := told("")
	for _, name := range []string{"north", "south", "together"} {
		var pro, con, n float64
		for _, r := range lines(t, func(r raw) bool { return r.About == "recommendation" && (r.From == name || name == "together") }) {
			n++
			if r.Value >= 9 {
				pro++
			} else if r.Value <= 6 {
				con++
			}
		}
		p, d := (pro+.75)/(n+3), (con+.75)/(n+3)
		half := 100 * 1.6448536269514722 * math.Sqrt((p+d-(p-d)*(p-d))/(n+3))
		centre := 100 * (pro - con) / (n + 3)
		says(t, out, name, fmt.Sprintf("%+.0f", 100*(pro-con)/n), fmt.Sprintf("centre %+3.0f (%+.0f to %+.0f) of %.0f",
			centre, max(-100, centre-half), min(100, centre+half), n))
		// South: 12/15 = 0.8; p = 12.75/15 and d = 0.75/15 make √((0.9 − 0.64)/15) = 0.1317, times 1.645 is 0.2166: 58 to 102, cut to 100.
		if name == "south" && (pro != 12 || n != 12 || math.Abs(half-21.66) > .005) {
			t.Errorf("south: %v of %v, ± %v", pro, n, half)
		}
	}
}

// TestSatisfied: the shares of answers 4 and 5 of 5, and of 5 to 7 of 7.
func TestSatisfied(t *testing.T) {
	_, out, _ := told("")
	for _, name := range []string{"north", "south", "together"} {
		var want []string
		for _, about := range []string{"satisfaction", "effort"} {
			var h, n, least float64 = 0, 0, 4
			if about == "effort" {
				least = 5
			}
			for _, r := range lines(t, func(r raw) bool { return r.About == about && (r.From == name || name == "together") }) {
				n++
				if r.Value >= least {
					h++
				}
			}
			_, text, _ := strings.Cut(wilson(h, n), ", ")
			want = append(want, fmt.Sprintf("%s of %.0f", text, n))
		}
		says(t, out, append([]string{name, "centre"}, want...)...)
	}
	// Perceived quality is the mean of (answer − 1)/4, with Student's interval: t(53) at nine times in ten is 1.6741, as tables have it.
	sum, squares, n := 0.0, 0.0, 0.0
	for _, r := range lines(t, func(r raw) bool { return r.About == "satisfaction" }) {
		sum, squares, n = sum+r.score(), squares+r.score()*r.score(), n+1
	}
	mean := sum / n
	around := 1.6741 * math.Sqrt((squares-n*mean*mean)/(n-1)/n)
	says(t, out, fmt.Sprintf("is %.0f (%.0f to %.0f); as measured inside", 100*mean, 100*(mean-around), 100*(mean+around)))
	// 26 of 28 in time are 0.9286.
	says(t, out, fmt.Sprintf("in time, it is 93 (26 of 28). That is higher by %+.0f (%+.0f to %+.0f)", 100*(26./28-mean), 100*(26./28-mean-around), 100*(26./28-mean+around)))
}

// TestSheets: the gap of each part, of the sheets that are complete there. t(5) is 2.0150 and t(4) 2.1318.
func TestSheets(t *testing.T) {
	_, out, _ := told("")
	reg := registered(t)
	index := 0.0
	for _, part := range []struct {
		name       string
		first, end int
	}{{"tangibles", 0, 4}, {"reliability", 4, 9}, {"responsiveness", 9, 13}, {"assurance", 13, 17}, {"empathy", 17, 22}} {
		var gaps []float64
		for _, s := range reg.Sheets {
			gap, complete := 0.0, true
			for i := part.first; i < part.end; i++ {
				gap += s.Perceived[i] - s.Expected[i]
				complete = complete && s.Perceived[i] > 0
			}
			if complete {
				gaps = append(gaps, gap/float64(part.end-part.first))
			}
		}
		n, mean, squares := float64(len(gaps)), 0.0, 0.0
		for _, g := range gaps {
			mean += g / n
		}
		for _, g := range gaps {
			squares += (g - mean) * (g - mean)
		}
		around := map[float64]float64{6: 2.0150, 5: 2.1318}[n] * math.Sqrt(squares/(n-1)/n)
		says(t, out, part.name, fmt.Sprintf("= %+.2f (%s to %+.2f) of %.0f", mean, signed(mean-around, 2), mean+around, n))
		index += mean / 5
	}
	says(t, out, fmt.Sprintf("from 0 to 100: %.0f", 100*(index+6)/12))
}

// loyalByHand are the two beliefs of each member: pairs of what speaks for and against, with one of each that nobody observed.
func loyalByHand(t *testing.T) map[string][2][2]float64 {
	t.Helper()
	all := map[string][2][2]float64{}
	for id, joined := range membersByHand(t) {
		says, does := [2]float64{1, 1}, [2]float64{1, 1}
		for _, r := range lines(t, func(r raw) bool {
			return r.Kind == "rating" && r.To == id && slices.Contains([]string{"satisfaction", "recommendation", "bond"}, r.About)
		}) {
			left := math.Exp2(-r.age() / 180)
			says[0], says[1] = says[0]+left*r.score(), says[1]+left*(1-r.score())
		}
		for month := time.January; month <= time.June; month++ {
			end := time.Date(2026, month+1, 1, 0, 0, 0, 0, time.UTC)
			if !joined.Before(end) {
				continue
			}
			if len(lines(t, func(r raw) bool { return r.Kind == "purchase" && r.To == id && r.At.Month() == month })) > 0 {
				does[0]++
			} else {
				does[1]++
			}
		}
		all[id] = [2][2]float64{says, does}
	}
	return all
}

// TestQuadrants: the four probabilities of each member, with the densities summed up.
func TestQuadrants(t *testing.T) {
	_, out, _ := told("")
	all := loyalByHand(t)
	if len(all) != 16 {
		t.Fatalf("%d members", len(all))
	}
	truly, doubt := 0.0, 0.0
	for id, b := range all {
		a, d := above(b[0][0], b[0][1], .5), above(b[1][0], b[1][1], .5)
		row := fmt.Sprintf("    %-6s  %.2f  %.2f  %.0f/%.0f  ", id, b[0][0]/(b[0][0]+b[0][1]), b[1][0]/(b[1][0]+b[1][1]), b[1][0]-1, b[1][0]+b[1][1]-2)
		i := strings.Index(out, row)
		if i < 0 {
			t.Errorf("no row is %q", row)
			continue
		}
		var got [4]float64
		if _, err := fmt.Sscan(out[i+len(row):], &got[0], &got[1], &got[2], &got[3]); err != nil {
			t.Fatal(id, err)
		}
		for q, p := range [4]float64{a * d, a * (1 - d), (1 - a) * d, (1 - a) * (1 - d)} {
			if math.Abs(100*p-got[q]) > .51 {
				t.Errorf("%s: %.2f %%, told %v", id, 100*p, got[q])
			}
		}
		truly, doubt = truly+a*d, doubt+a*d*(1-a*d)
	}
	// dina: Beta(1, 7) is above ½ with 0.5⁷ = 0.8 %. Whoever has 6 of 6 has Beta(7, 1), and is below it with as much.
	if p := above(1, 7, .5); math.Abs(p-math.Exp2(-7)) > 1e-4 {
		t.Errorf("P(Beta(1, 7) >= ½) = %v by hand", p)
	}
	says(t, out, "true     sustain", fmt.Sprintf("%.1f", truly))
	around := 1.6448536269514722 * math.Sqrt(doubt) / 16
	says(t, out, "loyalty", fmt.Sprintf("%.0f %% (%.0f to %.0f)", 100*truly/16, 100*(truly/16-around), 100*(truly/16+around)))
	says(t, out, "jana gives us 8", "0.45") // ½ + (8 − 9)/20
	says(t, out, "ada gives us 10", "0.65") // ½ + (10 − 7)/20
	says(t, out, "√(says·does)", fmt.Sprintf("%.2f for cleo", math.Sqrt(mean(all["cleo"][0])*mean(all["cleo"][1]))),
		fmt.Sprintf("%.2f for lea", math.Sqrt(mean(all["lea"][0])*mean(all["lea"][1]))))
	says(t, out, "emil ! was sent")
}

func mean(b [2]float64) float64 { return b[0] / (b[0] + b[1]) }
