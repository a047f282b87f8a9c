package loyalty_test

import (
	"errors"
	"math"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// By hand: a promise kept is (1 + 1)/3 of the firm's integrity, an ability of 4 of 5 is 3/4, so (1 + 3/4)/3, and a knowledge of 4 of 5 as
// much of the staff's ability; the others are 1/2. The mean is 5/9, and of the two points that rounding down leaves the first two of
// the largest rests, 1/3, get one each.
func TestGoldenTrustCard(t *testing.T) {
	card := loyalty.DefaultTrustCard()
	model := compiled(t, card)
	var s loyalty.State
	promise := must(loyalty.Promise{Due: noon, Stake: 1, Lateness: loyalty.Timeliness{HalfLife: loyalty.Day}}.Delivered(1, noon))
	for _, err := range []error{
		model.ObserveEvidence(&s, loyalty.FirmIntegrity, promise, noon),
		model.Observe(&s, rating(relationship.AspectAbility, them)),
		model.Observe(&s, rating(relationship.AspectKnowledge, them)),
		model.Observe(&s, rating(relationship.AspectEmpathy, them)), // of no use
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	r := scored(t, model, s, noon)
	want := []struct {
		factor loyalty.FactorID
		value  float64
		points int
	}{
		{loyalty.FirmAbility, 7.0 / 12, 972}, {loyalty.FirmIntegrity, 2.0 / 3, 1111}, {loyalty.FirmBenevolence, 0.5, 834},
		{loyalty.StaffAbility, 7.0 / 12, 972}, {loyalty.StaffIntegrity, 0.5, 834}, {loyalty.StaffBenevolence, 0.5, 833},
	}
	total, sum := 0, 0.0
	for i, line := range r.Lines() {
		if w := want[i]; line.Factor != w.factor || line.Points != w.points || !near(line.Value, w.value) {
			t.Errorf("%s: %v with %d points, want %s: %v with %d", line.Factor, line.Value, line.Points, w.factor, w.value, w.points)
		}
		total, sum = total+line.Points, sum+line.Value/6
	}
	if !near(r.Score, sum) || !near(sum, 5.0/9) || r.Points != 5556 || total != r.Points {
		t.Errorf("score %v, %d points, lines %d; want 5/9 and 5556", r.Score, r.Points, total)
	}
}

// Each rule sends its event to one factor, and each factor is fed by a rule or by TrustFactor.
func TestTrustFactors(t *testing.T) {
	model := compiled(t, loyalty.DefaultTrustCard())
	for _, c := range []struct {
		event relationship.Event
		want  loyalty.FactorID
	}{
		{closed(relationship.OutcomeKept, 1, us), loyalty.FirmIntegrity}, {closed(relationship.OutcomeBroken, 0, us), loyalty.FirmIntegrity},
		{delivered(due, us), loyalty.FirmAbility}, {rating(relationship.AspectAbility, them), loyalty.FirmAbility},
		{rating(relationship.AspectIntegrity, them), loyalty.FirmIntegrity}, {rating(relationship.AspectBenevolence, them), loyalty.FirmBenevolence},
		{rating(relationship.AspectKnowledge, them), loyalty.StaffAbility},
	} {
		var s loyalty.State
		if err := model.Observe(&s, c.event); err != nil || s.Evidence(c.want).Mass() == 0 {
			t.Errorf("%T is no evidence of %s, %v", c.event, c.want, err)
		}
	}
	seen := map[loyalty.FactorID]bool{}
	for _, object := range loyalty.TrustObjects() {
		for _, about := range []relationship.Aspect{relationship.AspectAbility, relationship.AspectKnowledge, relationship.AspectIntegrity, relationship.AspectBenevolence} {
			id, err := loyalty.TrustFactor(about, object)
			if want := loyalty.FactorID(object.String() + "-" + about.String()); err != nil || about != relationship.AspectKnowledge && id != want {
				t.Errorf("%v of %v: %s, %v", about, object, id, err)
			}
			seen[id] = true
			var s loyalty.State
			if err := model.ObserveEvidence(&s, id, must(loyalty.Graded(1, 1)), noon); err != nil {
				t.Error(err)
			}
		}
		var back loyalty.TrustObject
		if err := back.UnmarshalText(must(object.MarshalText())); err != nil || back != object || must(loyalty.ParseTrustObject(object.String())) != object {
			t.Errorf("%v comes back as %v, %v", object, back, err)
		}
	}
	if len(seen) != 6 {
		t.Errorf("factors %v", seen)
	}
	for _, err := range []error{
		second(loyalty.TrustFactor(relationship.AspectAbility, 0)), second(loyalty.TrustFactor(relationship.AspectPrice, loyalty.TrustFirm)),
		second(loyalty.TrustFactor(0, 0)), second(loyalty.ParseTrustObject("Firm")), second(loyalty.TrustObject(9).MarshalText()),
	} {
		if !errors.Is(err, loyalty.ErrInvalid) {
			t.Error(err)
		}
	}
}

// Trust is the mean of the six, and its lines sum to it.
func TestTrustCardLaws(t *testing.T) {
	model := compiled(t, loyalty.DefaultTrustCard())
	rapid.Check(t, func(t *rapid.T) {
		var s loyalty.State
		for range rapid.SampledFrom([]int{0, 1, 6, 30}).Draw(t, "n") {
			object := rapid.SampledFrom(loyalty.TrustObjects()).Draw(t, "object")
			about := rapid.SampledFrom([]relationship.Aspect{relationship.AspectAbility, relationship.AspectIntegrity, relationship.AspectBenevolence}).Draw(t, "about")
			if err := model.ObserveEvidence(&s, must(loyalty.TrustFactor(about, object)), genItem().Draw(t, "item"), genWhen().Draw(t, "when")); err != nil {
				t.Fatal(err)
			}
		}
		r := scored(t, model, s, later())
		points, mean := 0, 0.0
		for _, line := range r.Lines() {
			points, mean = points+line.Points, mean+line.Value/6
		}
		if points != r.Points || math.Abs(mean-r.Score) > 1e-12 {
			t.Fatalf("%d points in lines of %d, mean %v of %v", points, r.Points, mean, r.Score)
		}
	})
}

// By hand: (κ+n)/(κ+n+1) is 2/3 without evidence and 32/33 after thirty observations.
func TestGoldenResilience(t *testing.T) {
	var e loyalty.Evidence
	if err := e.Add(must(loyalty.Graded(0.9, 30)), noon, loyalty.Days(180)); err != nil {
		t.Fatal(err)
	}
	prior := loyalty.Prior{Strength: 2, Mean: 0.5}
	strong := must(e.Posterior(prior, loyalty.Days(180), noon))
	faded := must(e.Posterior(prior, loyalty.Days(180), noon.AddDate(0, 0, 180)))
	for _, c := range []struct {
		p    loyalty.Posterior
		want float64
	}{{loyalty.Posterior{}, 2.0 / 3}, {strong, 32.0 / 33}, {faded, 17.0 / 18}} {
		if got := c.p.Resilience(); !near(got, c.want) {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}

func TestResilienceLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var e loyalty.Evidence
		h, prior := genHalfLife().Draw(t, "half-life"), genPrior().Draw(t, "prior")
		for range rapid.SampledFrom([]int{0, 1, 10}).Draw(t, "n") {
			if err := e.Add(genItem().Draw(t, "item"), genWhen().Draw(t, "when"), h); err != nil {
				t.Fatal(err)
			}
		}
		before := must(e.Posterior(prior, h, later()))
		k := before.Resilience()
		if err := e.Add(must(loyalty.Against(1)), later(), h); err != nil {
			t.Fatal(err)
		}
		after := must(e.Posterior(prior, h, later()))
		closeTo(t, "mean after a failure", after.Mean(), before.Mean()*k)
		if !(k > 0 && k < 1) || after.Resilience() < k {
			t.Fatalf("resilience %v, then %v", k, after.Resilience())
		}
		if faded := must(e.Posterior(prior, h, later().AddDate(1, 0, 0))).Resilience(); faded > after.Resilience() {
			t.Fatalf("faded from %v to %v", after.Resilience(), faded)
		}
	})
}
