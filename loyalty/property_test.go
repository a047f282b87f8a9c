package loyalty_test

import (
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// within is the tolerance of what hangs on the incomplete beta function.
const within = 1e-9

// piece is an item with its instant.
type piece struct {
	item loyalty.Item
	when time.Time
}

func genPieces() *rapid.Generator[[]piece] {
	return rapid.Custom(func(t *rapid.T) []piece {
		all := make([]piece, rapid.SampledFrom([]int{0, 1, 2, 8, 40}).Draw(t, "n"))
		for i := range all {
			all[i] = piece{genItem().Draw(t, "item"), genWhen().Draw(t, "when")}
		}
		return all
	})
}

// gathered adds pieces with one half-life.
func gathered(t *rapid.T, all []piece, h loyalty.HalfLife) loyalty.Evidence {
	t.Helper()
	var e loyalty.Evidence
	for _, p := range all {
		if err := e.Add(p.item, p.when, h); err != nil {
			t.Fatal(err)
		}
	}
	return e
}

func believed(t *rapid.T, e loyalty.Evidence, prior loyalty.Prior, h loyalty.HalfLife, asOf time.Time) loyalty.Posterior {
	t.Helper()
	p, err := e.Posterior(prior, h, asOf)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func interval(t *rapid.T, p loyalty.Posterior, level float64) loyalty.Interval {
	t.Helper()
	i, err := p.Interval(level)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// drawn is a belief with all it came from.
type drawn struct {
	pieces []piece
	h      loyalty.HalfLife
	prior  loyalty.Prior
	e      loyalty.Evidence
	asOf   time.Time
}

func draw(t *rapid.T) drawn {
	d := drawn{pieces: genPieces().Draw(t, "pieces"), h: genHalfLife().Draw(t, "half-life"), prior: genPrior().Draw(t, "prior"), asOf: later()}
	d.e = gathered(t, d.pieces, d.h)
	return d
}

func (d drawn) posterior(t *rapid.T, more ...piece) loyalty.Posterior {
	t.Helper()
	e := d.e
	for _, p := range more {
		if err := e.Add(p.item, p.when, d.h); err != nil {
			t.Fatal(err)
		}
	}
	return believed(t, e, d.prior, d.h, d.asOf)
}

// P1.
func TestBeliefIsBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		p := d.posterior(t)
		i := interval(t, p, rapid.Float64Range(0.5, 0.999).Draw(t, "level"))
		if !(0 <= i.Low && i.Low <= p.Mean()+within && p.Mean() <= i.High+within && i.High <= 1) {
			t.Fatalf("interval %v around %v", i, p.Mean())
		}
		if !(d.e.For() >= 0 && d.e.Against() >= 0 && p.Mass() >= 0 && p.Uncertainty() > 0 && p.Uncertainty() <= 1) {
			t.Fatalf("evidence %+v, mass %v, uncertainty %v", d.e, p.Mass(), p.Uncertainty())
		}
	})
}

// P2 and P5: fading at once is no change, fading twice is fading once, it never adds, and it commutes with Add and Merge.
func TestFading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		if d.e.IsZero() {
			return
		}
		decayed := func(e loyalty.Evidence, at time.Time) loyalty.Evidence { return relationship.Must(e.Decayed(at, d.h)) }
		if same := decayed(d.e, d.e.At()); same != d.e {
			t.Fatalf("faded at once %+v, want %+v", same, d.e)
		}
		mid := d.e.At().Add(time.Duration(rapid.Int64Range(0, 300*24*3600*1e9).Draw(t, "to the middle")))
		twice, once := decayed(decayed(d.e, mid), later()), decayed(d.e, later())
		closeTo(t, "for", twice.For(), once.For())
		closeTo(t, "against", twice.Against(), once.Against())
		if once.Mass() > d.e.Mass() {
			t.Fatalf("mass %v fades to %v", d.e.Mass(), once.Mass())
		}
		more := piece{genItem().Draw(t, "item"), mid}
		before, after := decayed(d.e, mid), d.e
		if err := before.Add(more.item, mid, d.h); err != nil {
			t.Fatal(err)
		}
		if err := after.Add(more.item, mid, d.h); err != nil {
			t.Fatal(err)
		}
		closeTo(t, "fade, then add", decayed(before, later()).For(), decayed(after, later()).For())
	})
}

// P3 and P4 of one factor: any order, any split.
func TestOrderAndSplitDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		shuffled := gathered(t, rapid.Permutation(d.pieces).Draw(t, "order"), d.h)
		at := rapid.IntRange(0, len(d.pieces)).Draw(t, "split")
		left, right := gathered(t, d.pieces[:at], d.h), gathered(t, d.pieces[at:], d.h)
		one, other := left, right
		if one.Merge(right, d.h) != nil || other.Merge(left, d.h) != nil || one != other {
			t.Fatalf("merged one way %+v, the other %+v", one, other)
		}
		for what, e := range map[string]loyalty.Evidence{"shuffled": shuffled, "merged": one} {
			if !e.At().Equal(d.e.At()) {
				t.Fatalf("%s: at %v, want %v", what, e.At(), d.e.At())
			}
			closeTo(t, what+" for", e.For(), d.e.For())
			closeTo(t, what+" against", e.Against(), d.e.Against())
		}
		same := d.e
		if same.Merge(loyalty.Evidence{}, d.h) != nil || same != d.e {
			t.Fatalf("merged with nothing %+v, want %+v", same, d.e)
		}
	})
}

// P6, P7 and P8: more is better, a graded event draws the mean to itself, and one-sided evidence has one direction.
func TestDirections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		x, y, w := genX().Draw(t, "x"), genX().Draw(t, "y"), genWeight().Draw(t, "w")
		when := genWhen().Draw(t, "when")
		x, y = min(x, y), max(x, y)
		ends := func(item loyalty.Item, err error) (float64, loyalty.Interval) {
			if err != nil {
				t.Fatal(err)
			}
			p := d.posterior(t, piece{item, when})
			return p.Mean(), interval(t, p, 0.9)
		}
		lowMean, low := ends(loyalty.Graded(x, w))
		highMean, high := ends(loyalty.Graded(y, w))
		if lowMean > highMean+1e-15 || low.Low > high.Low+within || low.High > high.High+within {
			t.Fatalf("x %v gives %v, %v; %v gives %v, %v", x, lowMean, low, y, highMean, high)
		}
		before := d.posterior(t)
		mean, span := before.Mean(), interval(t, before, 0.9)
		if lowMean < min(mean, x)-1e-12 || lowMean > max(mean, x)+1e-12 {
			t.Fatalf("mean %v goes to %v on %v", mean, lowMean, x)
		}
		goodMean, good := ends(loyalty.For(w))
		badMean, bad := ends(loyalty.Against(w))
		if goodMean < mean-1e-15 || badMean > mean+1e-15 {
			t.Fatalf("mean %v goes to %v on success, %v on failure", mean, goodMean, badMean)
		}
		if good.Low < span.Low-within || good.High < span.High-within || bad.Low > span.Low+within || bad.High > span.High+within {
			t.Fatalf("interval %v goes to %v on success, %v on failure", span, good, bad)
		}
	})
}

// P9: without news the mean goes back to the prior's, and doubt grows to 1.
func TestSilenceIsDoubt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		away, doubt := math.Inf(1), 0.0
		for _, years := range []int{0, 1, 3, 10, 5000} {
			p := believed(t, d.e, d.prior, d.h, later().AddDate(years, 0, 0))
			if now := math.Abs(p.Mean() - d.prior.Mean); now > away+1e-12 || p.Uncertainty() < doubt-1e-15 {
				t.Fatalf("after %d years %v from the prior and doubt %v; before %v and %v", years, now, p.Uncertainty(), away, doubt)
			} else {
				away, doubt = now, p.Uncertainty()
			}
		}
		if d.h != loyalty.NoDecay && (away > 1e-12 || doubt < 1-1e-12) {
			t.Fatalf("after 5000 years still %v from the prior, doubt %v", away, doubt)
		}
	})
}

// P10: for and against are mirror images.
func TestMirror(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		swapped := d
		swapped.e, swapped.prior.Mean = loyalty.Evidence{}, 1-d.prior.Mean
		for _, p := range d.pieces {
			for _, side := range []struct {
				w    float64
				make func(float64) (loyalty.Item, error)
			}{{p.item.For(), loyalty.Against}, {p.item.Against(), loyalty.For}} {
				if err := swapped.e.Add(relationship.Must(side.make(side.w)), p.when, d.h); err != nil {
					t.Fatal(err)
				}
			}
		}
		p, q := d.posterior(t), swapped.posterior(t)
		a, b := interval(t, p, 0.9), interval(t, q, 0.9)
		if math.Abs(p.Mean()+q.Mean()-1) > 1e-12 || math.Abs(a.Low+b.High-1) > within || math.Abs(a.High+b.Low-1) > within {
			t.Fatalf("%v in %v, mirrored %v in %v", p.Mean(), a, q.Mean(), b)
		}
	})
}

// P11: what counts is time in half-lives, from anywhere and in any zone.
func TestTimeIsRelative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		k := rapid.IntRange(2, 9).Draw(t, "k")
		shift := time.Duration(rapid.Int64Range(-1e18, 1e18).Draw(t, "shift"))
		zone := time.FixedZone("", rapid.IntRange(-12, 14).Draw(t, "zone")*3600)
		moved := func(at time.Time) time.Time { return base.Add(at.Sub(base) * time.Duration(k)).Add(shift).In(zone) }
		h := d.h
		if h != loyalty.NoDecay {
			h *= loyalty.HalfLife(k)
		}
		var e loyalty.Evidence
		for _, p := range d.pieces {
			if err := e.Add(p.item, moved(p.when), h); err != nil {
				t.Fatal(err)
			}
		}
		closeTo(t, "mean", believed(t, e, d.prior, h, moved(d.asOf)).Mean(), d.posterior(t).Mean())
	})
}

// P12 and P15.
func TestWeightsAddAndOpinionsSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		x, w, when := genX().Draw(t, "x"), rapid.Float64Range(0, 10).Draw(t, "w"), genWhen().Draw(t, "when")
		half := piece{relationship.Must(loyalty.Graded(x, w/2)), when}
		whole := d.posterior(t, piece{relationship.Must(loyalty.Graded(x, w)), when})
		closeTo(t, "two halves", d.posterior(t, half, half).Mean(), whole.Mean())
		e := d.e
		if err := e.Add(relationship.Must(loyalty.Graded(x, 0)), later().AddDate(9, 0, 0), d.h); err != nil || e != d.e {
			t.Fatalf("weight 0 made %+v of %+v, %v", e, d.e, err)
		}
		o := whole.Opinion()
		closeTo(t, "b+d+u", o.Belief+o.Disbelief+o.Uncertainty, 1)
		closeTo(t, "b+m0·u", o.Belief+o.Base*o.Uncertainty, whole.Mean())
	})
}
