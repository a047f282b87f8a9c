package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// cents are the amounts of a column of the table, by supplier; all of them have two decimal places.
func cents(t *testing.T, column int) map[string]int64 {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(supplierLines)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]int64{}
	for _, row := range rows[1:] {
		n, err := strconv.ParseInt(strings.Replace(strings.TrimSuffix(row[column], " EUR"), ".", "", 1), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		all[row[0]] = n
	}
	return all
}

// TestABC: by spend, A ends at 80 % of 2598000.00, which is 2078400.00. Hazelnuts, cocoa and sugar make 1900000; freight or jars, equal, make
// it 2090000, so that both are in. B ends at 95 %, 2468100.00: with oil 2390000, with milk powder 2470000. By margin at stake A ends at
// 2676000 of 3345000: 900 + 700 + 520 + 420 = 2540 thousands, with jars 2840; B at 3177750: with vanilla 3100, then sugar and milk powder,
// equal, with one of them 3160, with both 3220.
func TestABC(t *testing.T) {
	b := opened(t)
	for _, test := range []struct {
		name    string
		result  segment.ABCResult
		column  int
		classes string // in the order of the table
	}{
		{"spend", b.spend, 2, "AAAAABBCCCCCZZZ"},
		{"margin at stake", b.stake, 3, "AABACCBABCCAZZZ"},
	} {
		values := cents(t, test.column)
		total := int64(0)
		for _, v := range values {
			total += v
		}
		got := ""
		for row := range test.result.Rows() {
			got += row.Class.String()
			above := int64(0) // what those with more bring: short of the line, so that this one, and its equals, are before it or cross it
			for _, v := range values {
				if v > values[row.ID] {
					above += v
				}
			}
			want := "C"
			switch {
			case values[row.ID] == 0:
				want = "Z"
			case 100*above < 80*total:
				want = "A"
			case 100*above < 95*total:
				want = "B"
			}
			if row.Class.String() != want {
				t.Errorf("%s: %s is in %v, want %s", test.name, row.ID, row.Class, want)
			}
		}
		if got != test.classes {
			t.Errorf("%s: %s, want %s", test.name, got, test.classes)
		}
		if minor, _ := test.result.Total().Minor(); minor != total {
			t.Errorf("%s: %v, want %d cents", test.name, test.result.Total(), total)
		}
	}
}

// TestPlaces: by hand. Lids: impact (2·2500 + 4500)/3 = 3166⅔, risk (3·9500 + 2·9000 + 4000)/6 = 8416⅔. Milk powder stands on the line:
// (2·4500 + 6000)/3 = 5000, which is high.
func TestPlaces(t *testing.T) {
	b := opened(t)
	for _, test := range []struct {
		id           relationship.PartyID
		impact, risk int
		class        segment.KraljicClass
	}{
		{"avellana", 9167, 7167, segment.KraljicStrategic},   // 27500/3, 43000/6
		{"capsula", 3167, 8417, segment.KraljicBottleneck},   // 9500/3, 50500/6
		{"lattepo", 5000, 3917, segment.KraljicLeverage},     // 15000/3, 23500/6
		{"carrex", 4333, 2000, segment.KraljicNonCritical},   // 13000/3, 12000/6
		{"ricambi", 1000, 7583, segment.KraljicBottleneck},   // 3000/3, 45500/6
		{"vetrofin", 5833, 4417, segment.KraljicLeverage},    // 17500/3, 26500/6
		{"nitido", 1167, 917, segment.KraljicNonCritical},    // 3500/3, 5500/6
		{"cacaomar", 8333, 7083, segment.KraljicStrategic},   // 25000/3, 42500/6
		{"vanille", 4167, 7667, segment.KraljicBottleneck},   // 12500/3, 46000/6
		{"oliosol", 5667, 3333, segment.KraljicLeverage},     // 17000/3, 20000/6
		{"zuccherel", 6167, 2500, segment.KraljicLeverage},   // 18500/3, 15000/6
		{"etiketta", 2333, 1583, segment.KraljicNonCritical}, // 7000/3, 9500/6
	} {
		if at := b.positions[test.id]; at.Impact.Points != test.impact || at.Risk.Points != test.risk || at.Class != test.class {
			t.Errorf("%s: %d, %d, %v", test.id, at.Impact.Points, at.Risk.Points, at.Class)
		}
	}
	if len(b.positions) != 12 {
		t.Errorf("%d places", len(b.positions))
	}
}

// TestFlips: the change of a factor that is named is the smallest: one found by trying all points, one after the other.
func TestFlips(t *testing.T) {
	b := opened(t)
	tried, impossible := 0, 0
	for _, s := range b.current() {
		at := b.positions[s.id]
		for _, r := range []segment.WeightedReading{at.Impact, at.Risk} {
			var want []flip
			for i, f := range r.Factors {
				for away := 1; away <= 10_000; away++ {
					to := f.Points + away
					if r.Side == segment.HighSide {
						to = f.Points - away
					}
					if to < 0 || to > 10_000 {
						impossible++
						break
					}
					item := segment.KraljicItem{Impact: slices.Clone(s.factors.Impact), Risk: slices.Clone(s.factors.Risk)}
					if r.Name == at.Impact.Name {
						item.Impact[i].Points = to
					} else {
						item.Risk[i].Points = to
					}
					there, err := b.kraljic.Of(item)
					if err != nil {
						t.Fatal(err)
					}
					if there.Class != at.Class {
						want = append(want, flip{f.Name, to, there.Class})
						break
					}
				}
			}
			got, err := b.flips(s, r.Name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(flip{})); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", s.id, r.Name, diff)
			}
			tried += len(want)
		}
	}
	if tried < 10 || impossible < 10 {
		t.Errorf("%d changes are possible and %d are not: too few to show anything", tried, impossible)
	}
}

// happened is what the tests read of an event.
type happened struct {
	kind, id, channel, request, form string
	at, due, requested               time.Time
	completeness                     float64
}

// eventsOf reads the lines by package json alone.
func eventsOf(t *testing.T, id relationship.PartyID) []happened {
	t.Helper()
	var all []happened
	for line := range bytes.Lines(eventLines) {
		var fields map[string]any
		if err := json.Unmarshal(line, &fields); err != nil {
			t.Fatal(err)
		}
		if fields["to"] != string(id) {
			continue
		}
		text := func(name string) string { s, _ := fields[name].(string); return s }
		instant := func(name string) time.Time {
			at, _ := time.Parse(time.RFC3339, text(name))
			return at
		}
		e := happened{
			kind: text("kind"), id: text("id"), channel: text("channel"), request: text("request"), form: text("form"),
			at: instant("at"), due: instant("due"), requested: instant("requested_at"),
		}
		e.completeness, _ = fields["completeness"].(float64)
		all = append(all, e)
	}
	return all
}

// belief is the mean of evidence that fades, with a prior of two observations at one half.
type belief struct{ pro, con float64 }

func (b *belief) add(x, weight float64) { b.pro, b.con = b.pro+weight*x, b.con+weight*(1-x) }
func (b belief) mean() float64          { return (1 + b.pro) / (2 + b.pro + b.con) }

// halved is 2^(−d/h), 1 from 0 down.
func halved(d, h time.Duration) float64 { return math.Exp2(-max(0, d.Seconds()) / h.Seconds()) }

// TestCards computes four of the six columns from the lines of the log and of the table:
//
//	on time   each delivery counts 2^(−late/7 d), with a weight of 2^(−age/365 d)
//	answers   each reply 2^(−wait/24 h), on the phone 2^(−wait/1 h), with 2^(−age/180 d); an open question 1 − that against, in full
//	prices    2^(−mean change/0.1), once for each change
//	written   (1 + 10·v)/12 with v = completeness of a written agreement, half of that unsigned, 0 otherwise
//
// and the score as the mean of the six, in points.
func TestCards(t *testing.T) {
	b := opened(t)
	const day = 24 * time.Hour
	for _, s := range b.suppliers {
		var onTime, answers belief
		formal, asked := 0.0, map[string]happened{}
		events := eventsOf(t, s.id)
		for _, e := range events {
			wait := 24 * time.Hour
			if e.channel == "phone" {
				wait = time.Hour
			}
			switch e.kind {
			case "delivery":
				onTime.add(halved(e.at.Sub(e.due), 7*day), halved(b.asOf.Sub(e.at), 365*day))
			case "request":
				asked[e.id] = e
			case "reply":
				delete(asked, e.request)
				answers.add(halved(e.at.Sub(e.requested), wait), halved(b.asOf.Sub(e.at), 180*day))
			case "agreement-signed":
				whole := e.completeness
				if whole == 0 {
					whole = 1
				}
				formal = map[string]float64{"written": whole, "unsigned": whole / 2}[e.form]
			}
		}
		for _, e := range asked {
			answers.con += 1 - halved(b.asOf.Sub(e.at), 24*time.Hour)
		}
		var prices belief
		if n := len(s.prices) - 1; n > 0 {
			sum := 0.0
			for i, p := range s.prices[1:] {
				sum += math.Abs(p.Estimate()/s.prices[i].Estimate() - 1)
			}
			prices.add(math.Exp2(-sum/float64(n)/0.1), float64(n))
		}
		want := map[loyalty.FactorID]float64{
			loyalty.FactorOnTime: onTime.mean(), loyalty.FactorResponse: answers.mean(), loyalty.FactorPriceStability: prices.mean(),
			loyalty.FactorFormality: (1 + 10*formal) / 12,
		}
		if len(events) == 0 {
			want[loyalty.FactorFormality] = 0.5 // nothing is known
		}
		mean := 0.0
		for _, l := range b.results[s.id].Lines() {
			if w, ok := want[l.Factor]; ok && math.Abs(l.Value-w) > 1e-9 {
				t.Errorf("%s: %s is %v, want %v", s.id, l.Factor, l.Value, w)
			}
			mean += l.Value / 6
		}
		if got := b.results[s.id].Points; math.Abs(float64(got)-10_000*mean) > 0.5+1e-6 {
			t.Errorf("%s: %d points, want %v", s.id, got, 10_000*mean)
		}
	}
}

// TestWritten: the oral agreement of the lids, and none for vanilla, are (1 + 10·0)/12 = 8 %; cocoa is settled to 60 %, (1 + 6)/12 = 58 %.
func TestWritten(t *testing.T) {
	b := opened(t)
	for id, want := range map[relationship.PartyID]string{"capsula": "8", "vanille": "8", "cacaomar": "58", "vetrofin": "50", "mira": "–"} {
		for _, l := range b.results[id].Lines() {
			if l.Factor == loyalty.FactorFormality && lineCell(l) != want {
				t.Errorf("%s: %s, want %s", id, lineCell(l), want)
			}
		}
	}
}

// TestSecondSource: whoever has the better record is first, although the lucky one has the better score; and of whom nothing is known is
// behind both.
func TestSecondSource(t *testing.T) {
	b := opened(t)
	low := func(id relationship.PartyID) int { return b.results[id].Interval().Low }
	if b.results["lampo"].Points <= b.results["chiudo"].Points || low("lampo") >= low("chiudo") {
		t.Errorf("lampo: %d from %d; chiudo: %d from %d", b.results["lampo"].Points, low("lampo"), b.results["chiudo"].Points, low("chiudo"))
	}
	_, out, _ := told("")
	at := -1
	for _, row := range []string{"\n  1  chiudo ", "\n  2  lampo ", "\n  3  mira ", "\n  4  capsula "} {
		next := strings.Index(out, row)
		if next <= at {
			t.Errorf("%q is not there, or not in its place", row)
		}
		at = next
	}
	if b.seen("chiudo") != len(eventsOf(t, "chiudo")) || b.seen("mira") != 0 {
		t.Errorf("%d events of chiudo, %d of mira", b.seen("chiudo"), b.seen("mira"))
	}
}

// TestPriorities: in cents, gap · weight · spend / 10000 for everyone; for the lids, at 3178 points, 3822 · 3 · 38000.00 / 10000 = 43570.80.
func TestPriorities(t *testing.T) {
	b := opened(t)
	weights := map[string]int64{"strategic": 4, "bottleneck": 3, "leverage": 2, "non-critical": 1}
	for column, stake := range map[int]func(supplier) relationship.Money{
		2: func(s supplier) relationship.Money { return s.spend }, 3: func(s supplier) relationship.Money { return s.stake },
	} {
		ranks, err := b.priority(stake)
		if err != nil {
			t.Fatal(err)
		}
		values := cents(t, column)
		last, ranked := int64(math.MaxInt64), 0
		for _, r := range ranks {
			id := relationship.PartyID(r.Item.ID)
			product := int64(7000-b.results[id].Points) * weights[b.class(id).String()] * values[r.Item.ID]
			if product <= 0 {
				if r.Rank != 0 {
					t.Errorf("%v has a rank", r)
				}
				continue
			}
			ranked++
			if product > last || r.Rank != ranked {
				t.Errorf("%v is not in its place: %d after %d", r, product, last)
			}
			last = product
			// Half a cent at most is rounded away.
			if minor, _ := r.Missing(relationship.RoundHalfEven).Minor(); 2*max(product-10_000*minor, 10_000*minor-product) > 10_000 {
				t.Errorf("%v: %d cents, want %d / 10000", r, minor, product)
			}
		}
		if ranked != 7 {
			t.Errorf("%d ranks, want 7", ranked)
		}
	}
	if got := b.results["capsula"].Points; got != 3178 {
		t.Errorf("the lids have %d points: the arithmetic above is of another year", got)
	}
	if _, out, _ := told(""); !strings.Contains(out, "43570.80") {
		t.Error("the lids do not count as 43570.80")
	}
}

// TestMeet: of the bottlenecks, lids, vanilla and spare parts, none is in A by spend, where A begins at 190000.00; by margin at stake, lids and
// spare parts are, and of these only the lids are below the target.
func TestMeet(t *testing.T) {
	b := opened(t)
	all, urgent := meet(b, b.spend)
	if len(all) != 0 || len(urgent) != 0 {
		t.Errorf("by spend: %v, %v", all, urgent)
	}
	all, urgent = meet(b, b.stake)
	if !slices.Equal(all, []string{"capsula", "ricambi"}) || !slices.Equal(urgent, []string{"capsula"}) {
		t.Errorf("by margin at stake: %v, %v", all, urgent)
	}
}
