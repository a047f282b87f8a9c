package loyalty_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// trustOnly returns a card of one factor with bands at an edge, and the state of three promises kept at base, half a half-life and a whole
// one before.
func trustOnly(t *testing.T, edges ...int) (loyalty.Card, loyalty.State) {
	t.Helper()
	card := loyalty.DefaultCustomerCard()
	card.Factors, card.Policy.Rules, card.MinCoverage = card.Factors[:1], nil, 0
	card.Hysteresis, card.Bands = 0, []loyalty.Band{{Name: "lowest", From: 0}}
	for i, e := range edges {
		card.Bands = append(card.Bands, loyalty.Band{Name: string(rune('a' + i)), From: e})
	}
	var s loyalty.State
	for _, hours := range []float64{0, 182.5 * 24, 365 * 24} {
		when := base.Add(-time.Duration(hours * float64(time.Hour)))
		if err := compiled(t, card).ObserveEvidence(&s, loyalty.Trust, must(loyalty.For(1)), when); err != nil {
			t.Fatal(err)
		}
	}
	return card, s
}

// TestGoldenReaches: trust of R = 2.2071 falls through 0.65 after 1.36455 half-lives. Numbers computed with 50 digits.
func TestGoldenReaches(t *testing.T) {
	_, s := trustOnly(t)
	prior := loyalty.Prior{Strength: 2, Mean: 0.5}
	for _, row := range []struct{ mean, days float64 }{
		{0.65, 498.06033065801159268}, {0.7, 265.39840963343010592}, {0.51, 2101.2561899722590981},
	} {
		when, ok, err := s.Evidence(loyalty.Trust).Reaches(row.mean, prior, loyalty.Days(365))
		if err != nil || !ok {
			t.Fatalf("%v: %v, %v", row.mean, ok, err)
		}
		if days := when.Sub(base).Hours() / 24; math.Abs(days-row.days) > 1e-12*row.days {
			t.Errorf("the mean is %v after %.17g days, want %.17g", row.mean, days, row.days)
		}
	}
	for name, mean := range map[string]float64{"the prior": 0.5, "beyond the start": 0.77, "below the prior": 0.4, "0": 0, "1": 1} {
		if when, ok, err := s.Evidence(loyalty.Trust).Reaches(mean, prior, loyalty.Days(365)); ok || err != nil || !when.IsZero() {
			t.Errorf("%s: %v, %v, %v", name, when, ok, err)
		}
	}
	if _, ok, err := (loyalty.Evidence{}).Reaches(0.5, prior, loyalty.Days(1)); ok || err != nil {
		t.Errorf("without evidence: %v, %v", ok, err)
	}
	if _, ok, err := s.Evidence(loyalty.Trust).Reaches(0.65, prior, loyalty.NoDecay); ok || err != nil {
		t.Errorf("without decay: %v, %v", ok, err)
	}
	if _, ok, err := s.Evidence(loyalty.Trust).Reaches(0.5+1e-15, prior, loyalty.Days(106751)); ok || err != nil {
		t.Errorf("after the year 9999: %v, %v", ok, err)
	}
	for _, mean := range nowhere() {
		if _, _, err := s.Evidence(loyalty.Trust).Reaches(mean, prior, loyalty.Days(1)); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("mean %v: %v", mean, err)
		}
	}
	if _, _, err := s.Evidence(loyalty.Trust).Reaches(0.5, loyalty.Prior{}, 0); !errors.Is(err, loyalty.ErrInvalid) {
		t.Errorf("no prior and no half-life: %v", err)
	}
}

// TestGoldenTimeToBand: the points fall below 6500 when the mean falls below 0.64995, and coverage ends when the mass is below 0.5.
// Numbers computed with 50 digits.
func TestGoldenTimeToBand(t *testing.T) {
	card, s := trustOnly(t, 6500)
	rated := card
	rated.MinCoverage, rated.Bands = 0.5, []loyalty.Band{{Name: "lowest", From: 0}}
	required := rated
	required.Factors = append([]loyalty.Factor(nil), rated.Factors...)
	required.Factors[0].Missing = loyalty.MissingRequire
	never, still := card, card
	never.Bands = []loyalty.Band{{Name: "lowest", From: 0}, {Name: "a", From: 4000}} // the prior's is 5000
	still.Factors = append([]loyalty.Factor(nil), card.Factors...)
	still.Factors[0].HalfLife = loyalty.NoDecay
	for _, row := range []struct {
		name     string
		card     loyalty.Card
		seconds  int64
		from, to string
		points   int
	}{
		{"an edge", card, 43054080, "a", "lowest", 6499}, // 43054079.79
		{"coverage", rated, 67555046, "lowest", loyalty.Unrated, 6000},
		{"required", required, 67555046, "lowest", loyalty.Unrated, 0},
		{"never", never, 0, "", "", 0},
		{"no decay", still, 0, "", "", 0},
	} {
		got, ok, err := compiled(t, row.card).TimeToBand(s, nil, base)
		want := loyalty.Crossing{At: base.Add(time.Duration(row.seconds) * time.Second), From: row.from, To: row.to, Points: row.points}
		if row.seconds == 0 {
			want = loyalty.Crossing{}
		}
		if err != nil || ok != (row.seconds > 0) || got != want {
			t.Errorf("%s: %+v, %v, %v, want %+v", row.name, got, ok, err, want)
		}
	}
}

// TestTimeToBandTurns: a score that first rises, since its bad news is of a factor that fades faster, and then falls to the prior. Both
// edges are met, one after the other.
func TestTimeToBandTurns(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Factors, card.Policy.Rules, card.MinCoverage = card.Factors[:2], nil, 0
	card.Factors[0].HalfLife, card.Factors[1].HalfLife = loyalty.Days(365), loyalty.Days(30)
	card.Hysteresis, card.Bands = 0, []loyalty.Band{{Name: "low", From: 0}, {Name: "high", From: 6000}}
	model := compiled(t, card)
	var s loyalty.State
	for id, item := range map[loyalty.FactorID]loyalty.Item{loyalty.Trust: must(loyalty.For(6)), loyalty.Satisfaction: must(loyalty.Against(6))} {
		if err := model.ObserveEvidence(&s, id, item, base); err != nil {
			t.Fatal(err)
		}
	}
	up, ok, err := model.TimeToBand(s, nil, base)
	if err != nil || !ok || up.From != "low" || up.To != "high" || up.Points != 6000 {
		t.Fatalf("%+v, %v, %v", up, ok, err)
	}
	down, ok, err := model.TimeToBand(s, nil, up.At)
	if err != nil || !ok || down.From != "high" || down.To != "low" || down.Points != 5999 {
		t.Fatalf("%+v, %v, %v", down, ok, err)
	}
	if last, ok, err := model.TimeToBand(s, nil, down.At); ok || err != nil {
		t.Errorf("after that %+v, %v", last, err)
	}
}

// promised is a promise of a side, made the day before it is due.
func promised(by relationship.Actor, due time.Time) relationship.Event {
	return must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{
		ID: relationship.EventID("p-" + due.Format(time.RFC3339)), At: due.Add(-24 * time.Hour), Key: key(), Actor: by, Due: due, Stake: 3,
	}))
}

// TestTimeToBandOfOpenPromise: nothing is known but a promise, and when it becomes late the score falls. With a half-life of 7 days and a
// stake of 3 the mean of trust is 1/(2 + 3·(1 − 2^(−t/7))), a fifth of the score.
func TestTimeToBandOfOpenPromise(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.MinCoverage, card.Hysteresis = 0, 0
	card.Bands = []loyalty.Band{{Name: "low", From: 0}, {Name: "high", From: 4800}}
	model := compiled(t, card)
	var open relationship.Open
	due := base.AddDate(0, 0, 3)
	if err := open.Observe(promised(relationship.ByFrom, due)); err != nil {
		t.Fatal(err)
	}
	got, ok, err := model.TimeToBand(loyalty.State{}, &open, base)
	// 10000/5·(m + 2) = 4799.5, so m = 0.39975 = 1/(2 + c), c = 1/0.39975 − 2 = 3·(1 − x), t = −7·log₂ x days after it is due.
	x := 1 - (1/0.39975-2)/3
	want := due.Add(time.Duration(math.Ceil(-7*86400*math.Log2(x))) * time.Second)
	if err != nil || !ok || !got.At.Equal(want) || got.From != "high" || got.To != "low" || got.Points != 4799 {
		t.Errorf("%+v, %v, %v, want %v", got, ok, err, want)
	}
	if _, ok, err := model.TimeToBand(loyalty.State{}, nil, base); ok || err != nil {
		t.Errorf("without it %v, %v", ok, err)
	}
}

func TestTimeToBandInputs(t *testing.T) {
	card, s := trustOnly(t, 6500)
	model := compiled(t, card)
	if _, ok, err := model.TimeToBand(s, nil, base.Add(-1)); ok || !errors.Is(err, loyalty.ErrAsOfBeforeState) {
		t.Errorf("before the state: %v", err)
	}
	if _, ok, err := model.TimeToBand(s, nil, time.Time{}); ok || !errors.Is(err, loyalty.ErrInvalid) {
		t.Errorf("no instant: %v", err)
	}
	card.Factors[0].Missing = loyalty.MissingRequire
	if _, ok, err := compiled(t, card).TimeToBand(loyalty.State{}, nil, base); ok || !errors.Is(err, loyalty.ErrInsufficient) {
		t.Errorf("without a score: %v", err)
	}
	last := time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC)
	if _, ok, err := model.TimeToBand(s, nil, last); ok || err != nil {
		t.Errorf("at the last instant: %v, %v", ok, err)
	}
	if c, ok, err := new(loyalty.Model).TimeToBand(s, nil, base); ok || err != nil {
		t.Errorf("the zero model: %+v, %v", c, err)
	}
}
