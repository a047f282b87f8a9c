package loyalty_test

import (
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// TestGoldenItems: what the kinds of evidence weigh, by hand: 2^(−1/7) = 0.90572366426390671, 2^(−3) = 1/8.
func TestGoldenItems(t *testing.T) {
	weekly := loyalty.Timeliness{HalfLife: 7 * loyalty.Day}
	p := loyalty.Promise{Due: base, Stake: 2, Lateness: weekly}
	days := func(n int) time.Time { return base.AddDate(0, 0, n) }
	q := loyalty.Inquiry{At: base, Speed: loyalty.Timeliness{Grace: loyalty.Hour, HalfLife: 12 * loyalty.Hour}}
	c := loyalty.Case{Severity: 0.5, At: base, Handling: loyalty.Timeliness{Grace: 3 * loyalty.Day, HalfLife: 3 * loyalty.Day}, Forgiven: 0.9}
	for name, want := range map[string]struct {
		item     loyalty.Item
		pro, con float64
	}{
		"a day late":              {must(p.Delivered(1, days(1))), 1.81144732852781342, 0.18855267147218658},
		"a week late":             {must(p.Delivered(1, days(7))), 1, 1},
		"half of it, a week late": {must(p.Delivered(0.5, days(7))), 0.5, 1.5},
		"three weeks overdue":     {must(p.Open(days(21))), 0, 1.75},
		"broken":                  {must(p.Broken()), 0, 2},
		"put off a week late":     {must(p.Renegotiated(days(7))), 0, 1},
		"answered in 37 hours":    {must(q.Answered(base.Add(37 * time.Hour))), 0.125, 0.875},
		"unanswered for 25 hours": {must(q.Open(base.Add(25 * time.Hour))), 0, 0.75},
		"complained":              {must(c.Open(days(3))), 0, 0.5},
		"unheard for six days":    {must(c.Open(days(6))), 0, 0.75},
		"made good":               {must(c.Resolved(must(loyalty.Recovery(1, 1, 1)))), 0, 0.05},
		"paid back only":          {must(c.Resolved(must(loyalty.Recovery(1, 0, 0)))), 0, 0.275},
		"four of five stars":      {must(loyalty.Rated(4, 1, 5)), 0.75, 0.25},
		"three for one":           {must(loyalty.Exchanged(euros("3"), euros("1"))), 0.75, 0.25},
	} {
		nearly(t, name+", for", want.item.For(), want.pro)
		if !(want.item.Against() > want.con*(1-1e-12) && want.item.Against() < want.con*(1+1e-12)) {
			t.Errorf("%s, against: %v, want %v", name, want.item.Against(), want.con)
		}
	}
}

// TestRatedLaws: a better rating speaks more for and less against; both weigh 1 together; another unit of the scale changes
// nothing, and turning it round exchanges the sides.
func TestRatedLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.IntRange(-100, 100).Draw(t, "low")
		high := low + rapid.IntRange(1, 100).Draw(t, "length")
		v := rapid.IntRange(low, high).Draw(t, "value")
		rate := func(v, low, high int) loyalty.Item {
			return must(loyalty.Rated(float64(v), float64(low), float64(high)))
		}
		got := rate(v, low, high)
		if sum := got.For() + got.Against(); sum < 1-1e-15 || sum > 1+1e-15 {
			t.Fatalf("weighs %v", sum)
		}
		if v < high {
			if more := rate(v+1, low, high); more.For() <= got.For() || more.Against() >= got.Against() {
				t.Fatalf("%d gives %+v, %d gives %+v", v, got, v+1, more)
			}
		}
		if scaled := rate(4*v, 4*low, 4*high); scaled != got {
			t.Fatalf("%+v on a finer scale, want %+v", scaled, got)
		}
		if turned := rate(-v, -high, -low); turned.For() < got.Against()-1e-15 || turned.For() > got.Against()+1e-15 {
			t.Fatalf("turned round %+v, want the mirror of %+v", turned, got)
		}
	})
}

// TestRecognisedLaws: recognising never lowers a belief and overlooking never raises it, and the share of recognised visits is
// its mean without a prior's weight.
func TestRecognisedLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		prior := loyalty.Prior{Strength: 2, Mean: 0.5}
		hits, misses := rapid.IntRange(0, 50).Draw(t, "recognised"), rapid.IntRange(0, 50).Draw(t, "overlooked")
		var e loyalty.Evidence
		add := func(e loyalty.Evidence, yes bool) loyalty.Evidence {
			if err := e.Add(loyalty.Recognised(yes), base, loyalty.NoDecay); err != nil {
				t.Fatal(err)
			}
			return e
		}
		for i := range hits + misses {
			e = add(e, i < hits)
		}
		mean := func(e loyalty.Evidence) float64 { return must(e.Posterior(prior, loyalty.NoDecay, base)).Mean() }
		if add(e, true).For() != float64(hits+1) || mean(add(e, true)) <= mean(e) || mean(add(e, false)) >= mean(e) {
			t.Fatalf("%d of %d: %v", hits, hits+misses, mean(e))
		}
	})
}

// TestWalletLaws: another unit of money changes neither share, the order of needs changes nothing, and a need that is met by us
// alone never lowers exclusivity.
func TestWalletLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		needs, scaled := make([]loyalty.Need, rapid.SampledFrom([]int{0, 1, 2, 5, 20}).Draw(t, "n")), []loyalty.Need(nil)
		alone, spent := 0, 0
		for i := range needs {
			all := rapid.IntRange(0, 5).Draw(t, "all")
			ours := rapid.IntRange(0, all).Draw(t, "ours")
			needs[i] = loyalty.Need{Ours: euros(strconv.Itoa(ours)), All: euros(strconv.Itoa(all))}
			scaled = append(scaled, loyalty.Need{Ours: euros(strconv.Itoa(ours) + "00"), All: euros(strconv.Itoa(all) + "00")})
			a, ok, err := loyalty.ShareOfWallet(needs[i].Ours, needs[i].All)
			b, okToo, errToo := loyalty.ShareOfWallet(scaled[i].Ours, scaled[i].All)
			if a != b || ok != okToo || ok != (all > 0) || err != nil || errToo != nil || ok && a != float64(ours)/float64(all) {
				t.Fatalf("%d of %d: %v, %v, %v", ours, all, a, ok, err)
			}
			if ok {
				spent++
				if a == 1 {
					alone++
				}
			}
		}
		want := loyalty.Share{Hits: alone, Of: spent}
		slices.Reverse(scaled)
		for _, n := range [][]loyalty.Need{needs, scaled} {
			if got := must(loyalty.Exclusivity(n)); got != want {
				t.Fatalf("%v, want %v", got, want)
			}
		}
	})
}

// TestDisagreementLaws: what lies in the interval never disagrees, and the farther out a rating lies the more it does.
func TestDisagreementLaws(t *testing.T) {
	model, state, asOf := worked(t)
	rapid.Check(t, func(t *rapid.T) {
		result := scored(t, model, state, asOf.AddDate(0, 0, rapid.IntRange(0, 2000).Draw(t, "days")))
		points := rapid.IntRange(0, 10000).Draw(t, "points")
		o := must(relationship.NewOpinion(relationship.OpinionConfig{Key: key(), By: "e-1", At: asOf, Points: points}))
		gap, disagree, err := loyalty.Disagreement(o, result)
		around := result.Interval()
		if inside := points >= around.Low && points <= around.High; err != nil || disagree == inside || gap+result.Points != points {
			t.Fatalf("%d against %d (%v): gap %d, %v, %v", points, result.Points, around, gap, disagree, err)
		}
	})
}

// TestReadyCardLaws: a ready-made card compiles without a warning; its score lies between its lowest and its highest factor, its
// lines sum to it, and a full success on any factor never lowers it, nor a full failure raises it.
func TestReadyCardLaws(t *testing.T) {
	for _, card := range []loyalty.Card{
		loyalty.DefaultCustomerCard(), loyalty.DefaultPartnerCard(), loyalty.DefaultEmployeeCard(), loyalty.DefaultSupplierCard(),
		loyalty.DefaultDistributorCard(), loyalty.DefaultCommitmentCard(), loyalty.DefaultTrustCard(),
	} {
		model, warnings, err := card.Compile()
		if err != nil || len(warnings) > 0 {
			t.Fatalf("%s: %v, %v", card.ID, warnings, err)
		}
		rapid.Check(t, func(t *rapid.T) {
			var state loyalty.State
			observe := func(s loyalty.State, id loyalty.FactorID, x, weight float64) loyalty.State {
				if err := model.ObserveEvidence(&s, id, must(loyalty.Graded(x, weight)), base); err != nil {
					t.Fatal(err)
				}
				return s
			}
			for range rapid.SampledFrom([]int{0, 1, 5, 30}).Draw(t, "n") {
				id := rapid.SampledFrom(card.Factors).Draw(t, "factor").ID
				state = observe(state, id, genX().Draw(t, "x"), rapid.Float64Range(0, 10).Draw(t, "weight"))
			}
			result := scored(t, model, state, base)
			low, high, sum := 1.0, 0.0, 0
			for _, l := range result.Lines() {
				sum += l.Points
				if l.Weight > 0 {
					low, high = min(low, l.Value), max(high, l.Value)
				}
			}
			if sum != result.Points || result.Score < low-1e-12 || result.Score > high+1e-12 {
				t.Fatalf("%s: %d of lines that sum to %d, %v between %v and %v", card.ID, result.Points, sum, result.Score, low, high)
			}
			id := rapid.SampledFrom(card.Factors).Draw(t, "news").ID
			better, worse := scored(t, model, observe(state, id, 1, 1), base), scored(t, model, observe(state, id, 0, 1), base)
			if better.Points < result.Points || worse.Points > result.Points {
				t.Fatalf("%s: %d, after a success %d, after a failure %d", card.ID, result.Points, better.Points, worse.Points)
			}
		})
	}
}

// TestRateLaws: a contact every so many days gives in the end one in so many days: within the ripple of one contact, ln 2·d/h.
// Silence of a half-life halves it.
func TestRateLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		each := rapid.IntRange(1, 20).Draw(t, "each")
		half := rapid.IntRange(60, 120).Draw(t, "half-life")
		m := must(loyalty.NewDialogueModel(loyalty.DialoguePolicy{HalfLife: loyalty.Days(half)}))
		var s loyalty.Dialogue
		last := base
		for n := 0; n*each < 20*half; n++ {
			last = base.AddDate(0, 0, n*each)
			if err := m.Observe(&s, contactAt(last, us, relationship.ChannelPhone, relationship.PurposeService)); err != nil {
				t.Fatal(err)
			}
		}
		read := func(at time.Time) float64 {
			rate, ok := must(m.Read(s, nil, at)).Rate()
			if !ok {
				t.Fatal("no rate")
			}
			return rate
		}
		now, truth, ripple := read(last), 1/float64(each), math.Ln2/float64(half)
		if now < truth*(1-1e-5) || now > truth+ripple {
			t.Fatalf("%v a day, want %v to %v", now, truth, truth+ripple)
		}
		if later := read(last.AddDate(0, 0, half)); !near(later, now/2) {
			t.Fatalf("%v, a half-life later %v", now, later)
		}
	})
}
