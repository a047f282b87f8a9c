package main

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"
)

// TestDialogue: the weights of what either side said, fading by half in 90 days, and what follows from them.
func TestDialogue(t *testing.T) {
	_, out, _ := told("")
	var ours, theirs, replies, begun float64
	days := map[int]bool{}
	for _, r := range lines(t, func(r raw) bool {
		return r.From == "page" && (r.Kind == "contact" || r.Kind == "request" || r.Kind == "reply" && r.Actor == "from")
	}) {
		left := math.Exp2(-r.age() / 90)
		days[int(math.Ceil(r.age()))] = true
		switch {
		case r.Actor == "to":
			theirs += left
		case r.Kind == "reply":
			replies += left
			ours += left
		default:
			ours += left
			if r.Purpose != "offer" {
				begun += left
			}
		}
	}
	says(t, out, "the firm says", fmt.Sprintf("%.1f", ours))
	says(t, out, "members say", fmt.Sprintf("%.1f", theirs))
	q := 4 * ours * theirs / (ours + theirs) / (ours + theirs)
	says(t, out, "reciprocity", fmt.Sprintf("%.2f, and %.2f cautiously", q, (1+(ours+theirs)*q)/(2+ours+theirs)))
	order := make([]int, 0, len(days))
	for d := range days {
		order = append(order, d)
	}
	sort.Ints(order)
	var gaps, squares float64
	for i := 1; i < len(order); i++ {
		gap := float64(order[i] - order[i-1])
		gaps, squares = gaps+gap, squares+gap*gap
	}
	n := float64(len(order) - 1)
	says(t, out, "how often", fmt.Sprintf("%.2f a day; every %.1f days, regularity %.2f", (ours+theirs)*math.Ln2/90, gaps/n, gaps*gaps/n/squares))
	says(t, out, "proactive", fmt.Sprintf("%.0f %% (%.0f to %.0f)", 100*(1+begun)/(2+ours), 100*quantile(1+begun, 1+ours-begun, .05), 100*quantile(1+begun, 1+ours-begun, .95)))
	// Three questions wait for longer than three days, and nobody answered: of 17 February, 6 April and 21 June. They do not fade.
	says(t, out, "access", fmt.Sprintf("%.0f %% (%.0f to %.0f)", 100*(1+replies)/(5+replies), 100*quantile(1+replies, 4, .05), 100*quantile(1+replies, 4, .95)))
}

// TestRespect: letters a month, and who said no.
func TestRespect(t *testing.T) {
	_, out, _ := told("")
	letters := map[string]int{}
	for _, r := range lines(t, func(r raw) bool { return r.Kind == "contact" && r.Actor == "from" && r.Channel == "e-mail" }) {
		letters[fmt.Sprint(r.To, r.At.Month())]++
	}
	kept, most := 0.0, 0
	for _, n := range letters {
		if most = max(most, n); n <= 2 {
			kept++
		}
	}
	says(t, out, "respect", wilson(kept, float64(len(letters))), "cap of 2")
	says(t, out, fmt.Sprintf("%d letters, which counts as %.2f", most, 2/float64(most)))
	// Five said no: gus and otto left the page, fay, lea and nora wanted no more e-mail. lea said so on 25 April and had a letter on 16 May.
	refused := lines(t, func(r raw) bool { return r.Kind == "consent-withdrawn" })
	broken := 0.0
	for _, no := range refused {
		if len(lines(t, func(r raw) bool {
			return r.Kind == "contact" && r.Actor == "from" && r.To == no.To && r.Channel == no.Channel && r.At.Sub(no.At) > 7*24*time.Hour
		})) > 0 {
			broken++
		}
	}
	if broken != 1 {
		t.Errorf("%v were written to after all", broken)
	}
	says(t, out, wilson(float64(len(refused))-broken, float64(len(refused))), "left in peace")
	// Of five promises to tell on the page two were kept in time of January and February, and that of April; March was 6 days late, and of
	// that of June nobody heard.
	says(t, out, "transparency", wilson(3, 5))
}

// TestExpected: visits, the five questions, and what ada has come to expect.
func TestExpected(t *testing.T) {
	_, out, _ := told("")
	reg := registered(t)
	known := 0.0
	for _, v := range reg.Visits {
		if v.Recognised {
			known++
		}
	}
	says(t, out, "recognition", wilson(known, float64(len(reg.Visits))))
	for _, want := range []string{"fair-price", "valued", "recognised", "understood", "good-deals"} {
		sum, n := 0.0, 0.0
		for _, d := range reg.Desires {
			if d.Desire == want {
				sum, n = sum+d.Score, n+1
			}
		}
		says(t, out, "    "+want, fmt.Sprintf("%.2f of %.0f", math.Round(100*sum/n+1e-9)/100, n))
	}
	// 1, 1, 0.75, 1, 0.75: E is 1; 1; then 1 − 0.3·0.25 = 0.925; + 0.3·0.075 = 0.9475; − 0.3·0.1975 = 0.88825.
	says(t, out, "1.00, 1.00 (0.00), 0.75 (-0.25)")
	says(t, out, "(-0.20)", "next time 0.89 is expected")
}

// TestReputation: the beliefs by public stars, and the gap by Newcombe's method.
func TestReputation(t *testing.T) {
	_, out, _ := told("")
	var m, low, high [2]float64
	for i, who := range []string{"partners", "consumers"} {
		pro, con := 1., 1.
		for _, r := range lines(t, func(r raw) bool { return r.About == "quality" && (r.Role == "end-consumer") == (i == 1) }) {
			left := math.Exp2(-r.age() / 365)
			pro, con = pro+left*r.score(), con+left*(1-r.score())
		}
		m[i], low[i], high[i] = pro/(pro+con), quantile(pro, con, .05), quantile(pro, con, .95)
		says(t, out, who, fmt.Sprintf("%.2f (%.2f to %.2f), of ratings that still weigh %.1f", m[i], low[i], high[i], pro+con-2))
	}
	gap := m[0] - m[1]
	says(t, out, fmt.Sprintf("is %+.2f (%+.2f to %+.2f): that may be chance", gap, gap-math.Hypot(m[0]-low[0], high[1]-m[1]), gap+math.Hypot(high[0]-m[0], m[1]-low[1])))
}

// TestPartnership is arithmetic with what the register says.
func TestPartnership(t *testing.T) {
	_, out, _ := told("")
	ties := 0.0
	for _, tie := range registered(t).Ties {
		since, err := time.Parse(time.DateOnly, tie.Since)
		if err != nil {
			t.Fatal(err)
		}
		ties += max(0, tie.Strength) * math.Exp2(-storyEnd().Sub(since).Hours()/24/365)
	}
	says(t, out, "social bond", fmt.Sprintf("%.2f, of ties that weigh %.1f", ties/(ties+3), ties))
	says(t, out, "risk", "olga-of-rosta does not like uwe-of-house (-0.6)")
	says(t, out, "balance 0.78", "11091.85 EUR") // 2·9100/23300 = 0.7811; 2·14200·9100/23300 = 11091.845…
	says(t, out, "shared ideals", "0.40")        // 2 of fair-trade, zero-waste, local, open-books and craft
	says(t, out, "mutual interest", "0.82", "5 times by us and 2 times by them")
	says(t, out, "openness", "mutual 0.33, asymmetry -0.67", "1 of 3 by us and 3 of 3") // min and difference of 1/3 and 1; 4·5·2/49 = 0.816 above
}

// TestMoney: what came without an offer, what letters and answers leave, and who stayed.
func TestMoney(t *testing.T) {
	_, out, _ := told("")
	offered := map[string]bool{}
	for _, id := range registered(t).Offers {
		offered[id] = true
	}
	var off, all [2]float64 // by quarter
	margin, left := map[string]float64{}, map[string]float64{}
	sales := lines(t, func(r raw) bool { return r.Kind == "purchase" })
	for _, r := range sales {
		quarter := (int(r.At.Month()) - 1) / 3
		all[quarter] += r.cents(t)
		if !offered[r.ID] {
			off[quarter] += r.cents(t)
		}
		margin[r.To] += .65 * r.cents(t)
	}
	says(t, out, fmt.Sprintf("%.0f %% of the margin of %d sales came without", 100*(off[0]+off[1])/(all[0]+all[1]), len(sales)))
	says(t, out, fmt.Sprintf("%+.0f points", 100*(off[1]/all[1]-off[0]/all[0])))

	for id := range membersByHand(t) {
		margin[id] += 0
	}
	earned, kept := 0.0, 0.0
	for id := range margin {
		letters := lines(t, func(r raw) bool {
			return r.From == "page" && r.To == id && r.Actor == "from" && (r.Kind == "contact" || r.Kind == "reply") && r.At.Year() == 2026
		})
		left[id] = margin[id] - 80*float64(len(letters))
		earned, kept = earned+margin[id], kept+left[id]
	}
	ratio, n, squares := kept/earned, float64(len(margin)), 0.0
	for id := range margin {
		squares += (left[id] - ratio*margin[id]) * (left[id] - ratio*margin[id])
	}
	around := 1.6448536269514722 * math.Sqrt(n/(n-1)*squares) / earned
	says(t, out, "profitability", fmt.Sprintf("%.0f %% (%.0f to %.0f)", 100*ratio, 100*(ratio-around), 100*min(1, ratio+around)), fmt.Sprintf("of %.0f customers", n))

	// Fourteen were members when the year began; gus and otto left.
	_, text, _ := strings.Cut(wilson(12, 14), ", ")
	says(t, out, "retention", text)

	// Satisfaction is a belief by all ratings of satisfaction, recommendation, effort and quality in the shops, fading by half in 180 days.
	pro, con := 1., 1.
	for _, r := range lines(t, func(r raw) bool {
		return r.Role == "end-consumer" && slices.Contains([]string{"satisfaction", "recommendation", "effort", "quality"}, r.About)
	}) {
		weight := math.Exp2(-r.age() / 180)
		pro, con = pro+weight*r.score(), con+weight*(1-r.score())
	}
	says(t, out, "satisfaction ", fmt.Sprintf("%.0f %% (%.0f to %.0f)", 100*pro/(pro+con), 100*quantile(pro, con, .05), 100*quantile(pro, con, .95)),
		fmt.Sprintf("of %.0f", pro+con-2))
}
