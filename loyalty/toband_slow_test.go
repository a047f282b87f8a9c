package loyalty_test

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// genQuick draws a card whose evidence fades within hours, a state at base and what is open, so that all that comes can be looked at
// second by second.
func genQuick(t *rapid.T) (*loyalty.Model, loyalty.State, *relationship.Open) {
	card := genCard().Draw(t, "card")
	card.Hysteresis, card.Bands = 0, []loyalty.Band{{Name: "b0", From: 0}}
	for edge := 3000; len(card.Bands) < 4; card.Bands = append(card.Bands, loyalty.Band{Name: "b" + strconv.Itoa(len(card.Bands)), From: edge}) {
		edge += rapid.IntRange(1, 1500).Draw(t, "edge")
	}
	card.MinCoverage = rapid.SampledFrom([]float64{0, 0, 0.5, 0.3}).Draw(t, "coverage")
	card.Policy.Lateness = loyalty.Hour
	for i := range card.Factors {
		card.Factors[i].HalfLife = rapid.SampledFrom([]loyalty.HalfLife{
			loyalty.HalfLife(10 * loyalty.Minute), loyalty.HalfLife(loyalty.Hour), loyalty.HalfLife(3 * loyalty.Hour), loyalty.NoDecay,
		}).Draw(t, "half-life")
		if rapid.IntRange(0, 19).Draw(t, "require") == 7 {
			card.Factors[i].Missing, card.Factors[i].Neutral = loyalty.MissingRequire, 0
		}
	}
	model := compiled(t, card)
	var state loyalty.State
	for range rapid.IntRange(0, 12).Draw(t, "items") {
		item := rapid.SampledFrom([]loyalty.Item{
			must(loyalty.For(1)), must(loyalty.Against(1)), must(loyalty.For(5)), must(loyalty.Against(0.7)), must(loyalty.Graded(0.8, 2)),
		}).Draw(t, "item")
		when := base.Add(-time.Duration(rapid.IntRange(0, 7200).Draw(t, "ago")) * time.Second)
		if err := model.ObserveEvidence(&state, rapid.SampledFrom(factors()).Draw(t, "factor"), item, when); err != nil {
			t.Fatal(err)
		}
	}
	var open relationship.Open
	for range rapid.IntRange(0, 2).Draw(t, "promises") {
		due := base.Add(time.Duration(rapid.IntRange(-3600, 3*3600).Draw(t, "due")) * time.Second)
		if err := open.Observe(promised(relationship.ByTo, due)); err != nil {
			t.Fatal(err)
		}
	}
	return model, state, &open
}

// TestTimeToBandBySeconds looks at each second of two hours.
func TestTimeToBandBySeconds(t *testing.T) {
	const horizon = 2 * 3600
	found, none, unrated, passed := 0, 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		model, state, open := genQuick(t)
		now, err := model.Score(state, open, base)
		if err != nil {
			return // a required factor is missing
		}
		band := func(second int) string {
			r, err := model.Score(state, open, base.Add(time.Duration(second)*time.Second))
			if errors.Is(err, loyalty.ErrInsufficient) {
				return loyalty.Unrated
			}
			if err != nil {
				t.Fatal(err)
			}
			return r.Band
		}
		c, ok, err := model.TimeToBand(state, open, base)
		if err != nil {
			t.Fatal(err)
		}
		at := horizon + 1
		if ok {
			if at = int(c.At.Sub(base) / time.Second); band(at) != c.To || band(at-1) != c.From || c.From != now.Band || c.To == c.From {
				t.Fatalf("%+v after %d seconds, but %s and then %s", c, at, band(at-1), band(at))
			}
			if found++; c.To == loyalty.Unrated {
				unrated++
			}
		} else {
			none++
		}
		for s, changed := 1, 0; s < min(at, horizon+1); s++ {
			if band(s) == now.Band {
				changed = 0
				continue
			}
			if changed == 0 {
				changed, passed = s, passed+1
			}
			if s-changed >= max(64, s>>10) {
				t.Fatalf("%+v, %v, but from second %d on it is %s", c, ok, changed, band(s))
			}
		}
	})
	if found+none >= 50 && found*none == 0 { // few draws may miss one
		t.Errorf("%d crossings, %d of them to unrated, %d without one", found, unrated, none)
	}
	t.Logf("%d crossings, %d to unrated, %d without one, %d passed over", found, unrated, none, passed)
}
