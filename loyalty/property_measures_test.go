package loyalty_test

import (
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// genSpan draws a span of up to a hundred days.
func genSpan() *rapid.Generator[loyalty.Span] {
	return rapid.OneOf(
		rapid.Map(rapid.Int64Range(1, 100*24*3600), func(s int64) loyalty.Span { return loyalty.Span(s) * loyalty.Second }),
		rapid.SampledFrom([]loyalty.Span{loyalty.Second, loyalty.Hour, loyalty.Day, 7 * loyalty.Day}),
	)
}

// genTimeliness draws a rule, often without grace.
func genTimeliness() *rapid.Generator[loyalty.Timeliness] {
	return rapid.Custom(func(t *rapid.T) loyalty.Timeliness {
		r := loyalty.Timeliness{HalfLife: genSpan().Draw(t, "half-life")}
		if rapid.Bool().Draw(t, "graceful") {
			r.Grace = genSpan().Draw(t, "grace")
		}
		return r
	})
}

// P22.
func TestPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := loyalty.Promise{Due: genWhen().Draw(t, "due"), Stake: rapid.Float64Range(0, 10).Draw(t, "stake"), Lateness: genTimeliness().Draw(t, "lateness")}
		end := p.Due.Add(time.Duration(p.Lateness.Grace))
		soon := end.Add(time.Duration(genSpan().Draw(t, "late")))
		late := soon.Add(time.Duration(genSpan().Draw(t, "later")))
		share := genX().Draw(t, "share")

		if early, inTime := relationship.Must(p.Delivered(share, p.Due.AddDate(0, -1, 0))), relationship.Must(p.Delivered(share, end)); early != inTime {
			t.Fatalf("early %+v, in time %+v", early, inTime)
		}
		if none := relationship.Must(p.Open(end)); none != (loyalty.Item{}) {
			t.Fatalf("open within the grace: %+v", none)
		}
		if jump := relationship.Must(p.Open(end.Add(1))); jump.Against() > 1e-8*p.Stake {
			t.Fatalf("a nanosecond past the grace: %+v", jump)
		}
		one, two := relationship.Must(p.Open(soon)), relationship.Must(p.Open(late))
		if one.For() != 0 || two.For() != 0 || one.Against() > two.Against() || two.Against() > p.Stake {
			t.Fatalf("open %+v, later %+v of a stake of %v", one, two, p.Stake)
		}
		full, part := relationship.Must(p.Delivered(1, soon)), relationship.Must(p.Delivered(share, soon))
		if full.Against() > two.Against()+1e-15 || full.For() < part.For() || full.Against() > part.Against()+1e-15 {
			t.Fatalf("delivered %+v, in part %+v, and open later %+v", full, part, two)
		}
		if again := relationship.Must(p.Renegotiated(soon)); again != one {
			t.Fatalf("renegotiated %+v, open %+v", again, one)
		}
		if broken := relationship.Must(p.Broken()); broken.For() != 0 || broken.Against() != p.Stake {
			t.Fatalf("broken %+v of a stake of %v", broken, p.Stake)
		}
	})
}

// P22 for the score: delivering in full never lowers it, nor does waiving, against leaving the promise open and overdue.
func TestDeliveryAndWaiverNeverLowerAScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := compiled(t, loyalty.DefaultPartnerCard())
		state := fold(t, model, genObservations().Draw(t, "history"))
		due := base.AddDate(4, 0, 0)
		made := relationship.Must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{
			ID: "p-1", At: due.AddDate(0, -1, 0), Key: key(), Actor: relationship.ByTo, Due: due, Stake: rapid.Float64Range(0.1, 20).Draw(t, "stake"),
		}))
		var open relationship.Open
		if err := open.Observe(made); err != nil {
			t.Fatal(err)
		}
		pending, err := model.Score(state, &open, later())
		if err != nil {
			t.Fatal(err)
		}
		idle := scored(t, model, state, later())
		delivered := state
		closed := relationship.Must(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
			ID: "c-1", At: due.Add(time.Duration(genSpan().Draw(t, "late"))), Key: key(), Promise: "p-1", MadeAt: made.At(), Due: due,
			Stake: made.Stake(), By: relationship.ByTo, Outcome: relationship.OutcomeKept,
		}))
		if err := model.Observe(&delivered, closed); err != nil {
			t.Fatal(err)
		}
		after := scored(t, model, delivered, later())
		if pending.Points > idle.Points || after.Points < pending.Points {
			t.Fatalf("waived %d, open %d, delivered %d points", idle.Points, pending.Points, after.Points)
		}
	})
}

// P23.
func TestLatenciesAndComplaints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := loyalty.Inquiry{At: genWhen().Draw(t, "asked"), Speed: genTimeliness().Draw(t, "speed")}
		if at := relationship.Must(q.Answered(q.At)); at.For() != 1 || at.Against() != 0 {
			t.Fatalf("answered at once: %+v", at)
		}
		start := q.At.Add(time.Duration(q.Speed.Grace))
		k := rapid.IntRange(1, 8).Draw(t, "half-lives")
		halved := relationship.Must(q.Answered(start.Add(time.Duration(k) * time.Duration(q.Speed.HalfLife))))
		closeTo(t, "x after half-lives", halved.For(), math.Exp2(float64(-k)))
		if open := relationship.Must(q.Open(later())); open.For() != 0 || open.Against() > 1 {
			t.Fatalf("open: %+v", open)
		}

		c := loyalty.Case{Severity: genX().Draw(t, "severity"), At: q.At, Handling: q.Speed, Forgiven: genX().Draw(t, "forgiven")}
		young, old := relationship.Must(c.Open(start)), relationship.Must(c.Open(later()))
		if young.For() != 0 || math.Abs(young.Against()-c.Severity) > 1e-15 || old.Against() < young.Against() || old.Against() > 1 {
			t.Fatalf("complaint of %v: %+v, later %+v", c.Severity, young, old)
		}
		a, b := genX().Draw(t, "a"), genX().Draw(t, "b")
		worse, better := relationship.Must(c.Resolved(min(a, b))), relationship.Must(c.Resolved(max(a, b)))
		if worse.For() != 0 || better.For() != 0 || better.Against() > worse.Against() || worse.Against() > c.Severity {
			t.Fatalf("resolved %+v, better %+v", worse, better)
		}
		c.Forgiven = 1
		if gone := relationship.Must(c.Resolved(1)); gone != (loyalty.Item{}) {
			t.Fatalf("forgiven in full: %+v", gone)
		}
	})
}

// P25: the share of a benefit does not hang on the scale of the currency, and mirrors when the sides change places.
func TestExchangeIsScaleFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, c := rapid.Int64Range(0, 1e12).Draw(t, "benefit"), rapid.Int64Range(0, 1e12).Draw(t, "cost")
		if b+c == 0 {
			return
		}
		eur := relationship.Must(relationship.ParseCurrency("EUR"))
		share := func(b, c int64) float64 {
			return relationship.Must(loyalty.Exchanged(relationship.MoneyFromMinor(b, eur), relationship.MoneyFromMinor(c, eur))).For()
		}
		k := rapid.Int64Range(1, 1e6).Draw(t, "k")
		if x := share(b, c); x != share(k*b, k*c) || math.Abs(x+share(c, b)-1) > 1e-15 || math.Abs(x-float64(b)/float64(b+c)) > 1e-15 {
			t.Fatalf("%d for %d is %v; times %d %v; the other way %v", b, c, x, k, share(k*b, k*c), share(c, b))
		}
	})
}
