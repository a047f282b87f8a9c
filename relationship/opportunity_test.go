package relationship_test

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// oppConfig is an opportunity with every field set.
func oppConfig() relationship.OpportunityConfig {
	return relationship.OpportunityConfig{ID: "N-1", Key: keyOfTests, Value: money("1200.00 EUR"), Probability: 2500, Opened: date("2026-01-02"),
		ExpectedClose: date("2026-07-02"), Source: "fair"}
}

func TestOpportunity(t *testing.T) {
	o := relationship.Must(relationship.NewOpportunity(oppConfig()))
	back := relationship.OpportunityConfig{ID: o.ID(), Key: o.Key(), Value: o.Value(), Probability: o.Probability(), Opened: o.Opened(),
		ExpectedClose: o.ExpectedClose(), Source: o.Source()}
	if again := relationship.Must(relationship.NewOpportunity(back)); !again.Equal(o) || again.IsZero() {
		t.Errorf("%+v is not %+v", again, o)
	}
	ten := relationship.Must(relationship.AnnualRate(0.1))
	asOf := date("2026-01-02")
	// 300·1.1^(−181/365.2425) = 286.15981…
	if got := o.Discounted(ten, asOf, relationship.RoundHalfEven); !got.Equal(money("286.16 EUR")) {
		t.Errorf("discounted: %v", got)
	}
	if got := o.Discounted(ten, asOf, relationship.RoundDown); !got.Equal(money("286.15 EUR")) {
		t.Errorf("discounted and rounded down: %v", got)
	}
	for _, day := range []string{"2026-07-02", "2027-07-02"} {
		if got := o.Discounted(ten, date(day), relationship.RoundHalfEven); !got.Equal(money("300.00 EUR")) {
			t.Errorf("on %s: %v", day, got)
		}
	}
	if got := o.Discounted(relationship.Must(relationship.ContinuousRate(1e9, relationship.Day)), asOf, relationship.RoundUp); !got.Equal(money("0.00 EUR")) {
		t.Errorf("at an endless rate: %v", got)
	}
	for _, test := range []struct {
		day          string
		due          bool
		overdue, age int
	}{{"2026-01-01", false, 0, 0}, {"2026-01-03", false, 0, 1}, {"2026-07-01", false, 0, 180}, {"2026-07-02", true, 0, 181}, {"2026-07-05", true, 3, 184}} {
		day := date(test.day)
		if o.IsDue(day) != test.due || o.OverdueDays(day) != test.overdue || o.AgeDays(day) != test.age {
			t.Errorf("on %s: due %t, overdue %d, age %d", test.day, o.IsDue(day), o.OverdueDays(day), o.AgeDays(day))
		}
	}
	var none relationship.Opportunity
	if !none.IsZero() || none.IsDue(asOf) || none.OverdueDays(asOf) != 0 || none.AgeDays(asOf) != 0 || !none.Expected(0).Equal(relationship.Money{}) ||
		!none.Discounted(ten, asOf, 0).Equal(relationship.Money{}) || o.IsDue(relationship.Date{}) {
		t.Errorf("the zero value is due, old or worth something")
	}
}

// TestExpectedRounding goes through the roundings at and beside one half of a cent.
func TestExpectedRounding(t *testing.T) {
	cfg := oppConfig()
	for _, test := range []struct {
		value  string
		points int
		round  relationship.Rounding
		want   string
	}{
		{"0.01 EUR", 5000, relationship.RoundHalfEven, "0.00 EUR"}, {"0.03 EUR", 5000, relationship.RoundHalfEven, "0.02 EUR"},
		{"0.01 EUR", 5000, relationship.RoundHalfUp, "0.01 EUR"}, {"0.01 EUR", 5000, relationship.RoundDown, "0.00 EUR"},
		{"0.01 EUR", 1, relationship.RoundUp, "0.01 EUR"}, {"0.01 EUR", 1, relationship.RoundCeiling, "0.01 EUR"}, {"0.01 EUR", 9999, relationship.RoundFloor, "0.00 EUR"},
		{"0.01 EUR", 5001, relationship.RoundHalfEven, "0.01 EUR"}, {"7 JPY", 5000, 99, "4 JPY"}, {"0.00 EUR", 10000, relationship.RoundUp, "0.00 EUR"},
		{"99999999999999999999999999999999999999 KWD", 10000, relationship.RoundHalfEven, "99999999999999999999999999999999999999 KWD"},
		{"1.000000000000000001 EUR", 10000, relationship.RoundUp, "1.01 EUR"}, {"0.000000000000000003 ETH/18", 5000, relationship.RoundHalfEven, "0.000000000000000002 ETH/18"},
	} {
		cfg.Value, cfg.Probability = money(test.value), test.points
		if got := relationship.Must(relationship.NewOpportunity(cfg)).Expected(test.round); !got.Equal(money(test.want)) {
			t.Errorf("%s at %d points, %v: %v, want %s", test.value, test.points, test.round, got, test.want)
		}
	}
}

// genOpportunity draws one, in one of three currencies.
func genOpportunity() *rapid.Generator[relationship.Opportunity] {
	return rapid.Custom(func(t *rapid.T) relationship.Opportunity {
		cfg := relationship.OpportunityConfig{
			ID: relationship.OpportunityID("N-" + genName().Draw(t, "id") + "-1"), Key: keyOfTests, Probability: rapid.IntRange(0, 10_000).Draw(t, "probability"),
			Value:  genMoneyIn(rapid.SampledFrom([]relationship.Currency{eur, jpy, wei}).Draw(t, "currency")).Draw(t, "value").Abs(),
			Source: rapid.OneOf(rapid.Just(""), rapid.Map(genName(), func(s string) string { return "x" + s + "x" })).Draw(t, "source"),
		}
		cfg.Opened, cfg.ExpectedClose = genDate().Draw(t, "opened"), genDate().Draw(t, "closes")
		if cfg.ExpectedClose.Before(cfg.Opened) {
			cfg.Opened, cfg.ExpectedClose = cfg.ExpectedClose, cfg.Opened
		}
		return relationship.Must(relationship.NewOpportunity(cfg))
	})
}

// TestDiscountedByRationals: expected and discounted values are the rounded products of exact fractions; no discount is no change, later is
// less, and the forms come back.
func TestDiscountedByRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o, rate, asOf, round := genOpportunity().Draw(t, "opportunity"), genRate().Draw(t, "rate"), genDate().Draw(t, "as-of"), genRounding().Draw(t, "rounding")
		factor := math.Exp(-rate.Continuous(relationship.Year) * max(0, relationship.Year.BetweenDates(asOf, o.ExpectedClose())))
		share := new(big.Rat).SetFrac64(int64(o.Probability()), 10_000)
		share.Mul(share, new(big.Rat).SetFloat64(factor))
		share.Mul(share, o.Value().Decimal().Rat())
		got := o.Discounted(rate, asOf, round)
		off := new(big.Rat).Sub(got.Decimal().Rat(), share)
		unit := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(o.Value().Currency().Places())), nil))
		half := new(big.Rat).Mul(unit, big.NewRat(1, 2))
		within := new(big.Rat).Abs(off).Cmp(unit) < 0
		switch round {
		case relationship.RoundHalfEven, relationship.RoundHalfUp:
			within = new(big.Rat).Abs(off).Cmp(half) <= 0
		case relationship.RoundDown, relationship.RoundFloor:
			within = within && off.Sign() <= 0
		case relationship.RoundUp, relationship.RoundCeiling:
			within = within && off.Sign() >= 0
		}
		if !within || got.Currency() != o.Value().Currency() {
			t.Fatalf("%v, and exactly %v", got, share)
		}
		if plain := o.Discounted(relationship.Rate{}, asOf, round); !plain.Equal(o.Expected(round)) || relationship.Must(got.Cmp(plain)) > 0 ||
			relationship.Must(plain.Cmp(o.Value().Round(relationship.RoundUp))) > 0 {
			t.Fatalf("%v, %v without a discount, expected %v of %v", got, plain, o.Expected(round), o.Value())
		}
		var back relationship.Opportunity
		text := relationship.Must(json.Marshal(o))
		if err := json.Unmarshal(text, &back); err != nil || !back.Equal(o) {
			t.Fatalf("%s is read as %+v, %v", text, back, err)
		}
	})
}

// TestPipeline: totals are the sums of the lines, whatever their order, each currency by itself.
func TestPipeline(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(genOpportunity(), 0, 8).Draw(t, "opportunities")
		opt := relationship.PipelineOptions{AsOf: genDate().Draw(t, "as-of"), Rate: genRate().Draw(t, "rate"), Rounding: genRounding().Draw(t, "rounding")}
		totals, err := relationship.Pipeline(append([]relationship.Opportunity{{}}, all...), opt)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for i, total := range totals {
			if n += total.N; i > 0 && totals[i-1].Currency.String() >= total.Currency.String() {
				t.Fatalf("%v before %v", totals[i-1].Currency, total.Currency)
			}
			want := relationship.PipelineTotal{Currency: total.Currency}
			for _, o := range all {
				if o.Value().Currency() != total.Currency {
					continue
				}
				want.N++
				if o.IsDue(opt.AsOf) {
					want.Due++
				}
				if o.OverdueDays(opt.AsOf) > 0 {
					want.Overdue++
				}
				want.Value = relationship.Must(want.Value.Add(o.Value()))
				want.Expected = relationship.Must(want.Expected.Add(o.Expected(opt.Rounding)))
				want.Discounted = relationship.Must(want.Discounted.Add(o.Discounted(opt.Rate, opt.AsOf, opt.Rounding)))
			}
			if diff := cmp.Diff(want, total, cmpopts.EquateComparable(relationship.Currency{})); diff != "" {
				t.Fatalf("(-want +got):\n%s", diff)
			}
		}
		again, err := relationship.Pipeline(rapid.Permutation(all).Draw(t, "order"), opt)
		if diff := cmp.Diff(totals, again, cmpopts.EquateComparable(relationship.Currency{})); n != len(all) || err != nil || diff != "" {
			t.Fatalf("%d of %d, %v (-one order +another):\n%s", n, len(all), err, diff)
		}
	})
}
