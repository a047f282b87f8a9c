package loyalty_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// genDay draws a date of the years in which the agreements of genDeals run.
func genDay() *rapid.Generator[relationship.Date] {
	return rapid.Map(rapid.IntRange(0, 2500), func(n int) relationship.Date { return relationship.DateOf(base).AddDays(n) })
}

func TestFormalityLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		valued := rapid.Bool().Draw(t, "valued")
		deals, on := genDeals(valued).Draw(t, "deals"), genDay().Draw(t, "on")
		for i := range deals {
			deals[i].complete = max(deals[i].complete, 0.1) // 0 is not known
		}
		o := loyalty.FormalityOptions{Each: rapid.Bool().Draw(t, "each")}
		v, ok := formality(t, deals, on, o)
		if !ok && v != 0 || v < 0 || v > 1 {
			t.Fatalf("formality %v, %v", v, ok)
		}
		low, high := 1.0, 0.0
		for a := range agreements(tb(t), deals...) {
			if a.InForce(on) && (!valued || o.Each || a.Value().Sign() > 0) {
				c := map[relationship.Form]float64{relationship.FormWritten: 1, relationship.FormUnsigned: 0.5}[a.Form()] * a.Completeness()
				low, high = min(low, c), max(high, c)
			}
		}
		if ok != (low <= high) || ok && (v < low-1e-15 || v > high+1e-15) {
			t.Fatalf("formality %v, %v, outside %v to %v", v, ok, low, high)
		}
		// Another order, another scale.
		other := slices.Clone(deals)
		slices.Reverse(other)
		for i := range other {
			if valued {
				amount := must(relationship.ParseMoney(deals[len(deals)-1-i].value)).Decimal().IntPart()
				other[i].value = strconv.FormatInt(3*amount, 10) + " EUR"
			}
		}
		if w, known := formality(t, other, on, o); w != v || known != ok {
			t.Fatalf("%v in order, %v the other way round and times 3", v, w)
		}
		// One of them more formal, and complete.
		if len(deals) > 0 {
			better := slices.Clone(deals)
			i := rapid.IntRange(0, len(deals)-1).Draw(t, "which")
			better[i].form, better[i].complete = relationship.FormWritten, 1
			if w, known := formality(t, better, on, o); w < v-1e-15 || known != ok {
				t.Fatalf("%v, more formal %v", v, w)
			}
		}
	})
}

func formality(t *rapid.T, deals []deal, on relationship.Date, o loyalty.FormalityOptions) (float64, bool) {
	v, ok, err := loyalty.Formality(agreements(tb(t), deals...), on, o)
	if err != nil {
		t.Fatal(err)
	}
	return v, ok
}

// rapidTB lets helpers of tests take a property's t.
type rapidTB struct {
	testing.TB
	t *rapid.T
}

func tb(t *rapid.T) testing.TB { return rapidTB{t: t} }

func (r rapidTB) Helper() { r.t.Helper() }

func (r rapidTB) Fatal(args ...any) { r.t.Fatal(args...) }

func TestCommitmentHorizonLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		deals, on := genDeals(false).Draw(t, "deals"), genDay().Draw(t, "on")
		o := loyalty.HorizonOptions{HalfLife: rapid.SampledFrom([]loyalty.Span{0, loyalty.Day, 100 * loyalty.Day}).Draw(t, "h")}
		read := func(deals []deal, on relationship.Date) (float64, bool) {
			v, ok, err := loyalty.CommitmentHorizon(agreements(tb(t), deals...), on, o)
			if err != nil || v < 0 || v > 1 || !ok && v != 0 {
				t.Fatal(v, ok, err)
			}
			return v, ok
		}
		v, ok := read(deals, on)
		one := deal{form: relationship.FormOral, start: base.Format(time.DateOnly), end: on.AddDays(rapid.IntRange(0, 900).Draw(t, "ahead")).String()}
		more, known := read(append(slices.Clone(deals), one), on)
		if !known || ok && more < v {
			t.Fatalf("%v; with one more %v, %v", v, more, known)
		}
		// Nothing comes into force later: all are over on a day on which none is known.
		now := relationship.DateOf(base).AddDays(2600)
		today, _ := read([]deal{{form: relationship.FormOral, start: base.Format(time.DateOnly), end: now.AddDays(50).String()}}, now)
		later, _ := read([]deal{{form: relationship.FormOral, start: base.Format(time.DateOnly), end: now.AddDays(50).String()}}, now.AddDays(rapid.IntRange(0, 60).Draw(t, "later")))
		if later > today {
			t.Fatalf("today %v, later %v", today, later)
		}
	})
}

func TestRenewalEvidenceLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		deals := genDeals(false).Draw(t, "deals")
		asOf := base.Add(time.Duration(rapid.IntRange(0, 3000*24).Draw(t, "hours")) * time.Hour)
		h := genHalfLife().Draw(t, "h")
		e, err := loyalty.RenewalEvidence(agreements(tb(t), deals...), asOf, h)
		if err != nil || e.At().After(asOf) {
			t.Fatal(e, err)
		}
		other := slices.Clone(deals)
		slices.Reverse(other)
		o := must(loyalty.RenewalEvidence(agreements(tb(t), other...), asOf, h))
		closeTo(t, "for, in another order", o.For(), e.For())
		closeTo(t, "against, in another order", o.Against(), e.Against())
		// What happened later changes nothing.
		cut := slices.Clone(deals)
		for i := range cut {
			for _, r := range cut[i].renewed {
				if instant(r).After(asOf) {
					cut[i].renewed = nil
				}
			}
			if cut[i].ended != "" && instant(cut[i].ended).After(asOf) {
				cut[i].ended = ""
			}
		}
		if c := must(loyalty.RenewalEvidence(agreements(tb(t), cut...), asOf, h)); c != e {
			t.Fatalf("%+v, without what was to come %+v", e, c)
		}
		// Each says one thing at a time.
		plain := must(loyalty.RenewalEvidence(agreements(tb(t), deals...), asOf, loyalty.NoDecay))
		if n := float64(len(deals)); plain.For() > n || plain.Against() > n {
			t.Fatalf("%d agreements: %+v", len(deals), plain)
		}
		// Renewing never lowers the mean.
		if len(deals) > 0 && !asOf.Before(day(deals[0].start).Time()) && deals[0].ended == "" && deals[0].renewed == nil {
			deals[0].renewed = []string{asOf.Format(time.RFC3339)}
			prior := loyalty.Prior{Strength: 2, Mean: 0.5}
			r := must(loyalty.RenewalEvidence(agreements(tb(t), deals...), asOf, h))
			if before, after := must(e.Posterior(prior, h, asOf)).Mean(), must(r.Posterior(prior, h, asOf)).Mean(); after < before-1e-15 {
				t.Fatalf("%v, renewed %v", before, after)
			}
		}
	})
}
