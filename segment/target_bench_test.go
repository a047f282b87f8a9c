package segment_test

import (
	"math/rand/v2"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// fiveLeaves is a predicate of five conditions, none of which decides alone.
func fiveLeaves() segment.Predicate {
	return segment.And(
		segment.Or(segment.Between("age", 18, 25), segment.AtLeast("age", 65)), segment.Has("products", "life"),
		segment.Not(segment.OneOf("origin", "mandated")), segment.Before("since", date("2025-01-01")),
	)
}

// targetBase returns parties of whom most is known.
func targetBase(n int) []segment.Attributes {
	random := rand.New(rand.NewPCG(1, 2))
	s := insurerSchema()
	base := make([]segment.Attributes, n)
	for i := range base {
		values := []segment.AttributeValue{
			segment.ChoiceValue("origin", []string{"voluntary", "introduced", "mandated"}[random.IntN(3)]),
			segment.SetValue("products", []string{"car", "home", "life", "travel"}[:random.IntN(5)]...),
			segment.DateValue("since", date("2000-01-01").AddDays(random.IntN(10_000))),
		}
		if random.IntN(10) > 0 {
			values = append(values, segment.NumberValue("age", random.Int64N(100)))
		}
		base[i] = relationship.Must(s.Attributes(values...))
	}
	return base
}

// BenchmarkCriterionWorst asks five conditions of a party who meets all of them.
func BenchmarkCriterionWorst(b *testing.B) {
	c := relationship.Must(insurerSchema().Compile(fiveLeaves()))
	a := relationship.Must(c.Schema().Attributes(segment.NumberValue("age", 70), segment.SetValue("products", "life"),
		segment.ChoiceValue("origin", "voluntary"), segment.DateValue("since", date("2020-01-01"))))
	b.ReportAllocs()
	for b.Loop() {
		if truth, err := c.Of(a); truth != segment.Yes || err != nil {
			b.Fatal(truth, err)
		}
	}
}

// BenchmarkCriterionMixed asks them of a base, with equal schemas that are not the same.
func BenchmarkCriterionMixed(b *testing.B) {
	base := targetBase(1000)
	for name, s := range map[string]segment.Schema{"same schema": base[0].Schema(), "equal schema": insurerSchema()} {
		b.Run(name, func(b *testing.B) {
			for i := range base {
				base[i] = relationship.Must(base[0].Schema().ParseAttributes(relationship.Must(base[i].MarshalJSON())))
			}
			c, i := relationship.Must(s.Compile(fiveLeaves())), 0
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Of(base[i%len(base)]); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}

func BenchmarkTargets(b *testing.B) {
	targets := insurerTargets(segment.TargetsFirstMatch)
	a := relationship.Must(insurerSchema().Attributes(segment.NumberValue("age", 40), segment.SetValue("products", "car"),
		segment.ChoiceValue("origin", "voluntary")))
	a = relationship.Must(targetSchema(b, targets).ParseAttributes(relationship.Must(a.MarshalJSON())))
	room := make([]string, 0, 8)
	b.ReportAllocs()
	for b.Loop() {
		labels, err := targets.AppendOf(room, a)
		if err != nil || len(labels) != 1 {
			b.Fatal(labels, err)
		}
	}
}

func BenchmarkTargetsObserve(b *testing.B) {
	targets, base := insurerTargets(segment.TargetsOverlap), targetBase(1000)
	s := targetSchema(b, targets)
	for i := range base {
		base[i] = relationship.Must(s.ParseAttributes(relationship.Must(base[i].MarshalJSON())))
	}
	var tally segment.TargetTally
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		if err := targets.Observe(&tally, base[i%len(base)]); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

// targetSchema is the schema that targets were compiled against.
func targetSchema(t testing.TB, targets segment.Targets[string]) segment.Schema {
	c, ok := targets.Criterion(targets.Labels()[0])
	if !ok {
		t.Fatal("no criterion")
	}
	return c.Schema()
}

func BenchmarkAttributes(b *testing.B) {
	s, day := insurerSchema(), date("2020-01-01")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Attributes(segment.NumberValue("age", 70), segment.FlagValue("member", true), segment.DateValue("since", day)); err != nil {
			b.Fatal(err)
		}
	}
}

func TestTargetsDoNotAllocate(t *testing.T) {
	c := relationship.Must(insurerSchema().Compile(fiveLeaves()))
	targets := insurerTargets(segment.TargetsFirstMatch)
	room := make([]string, 0, 8)
	var tally segment.TargetTally
	for _, a := range append(targetBase(20), segment.Attributes{}) {
		if n := testing.AllocsPerRun(10, func() {
			_, err := c.Of(a)
			labels, err2 := targets.AppendOf(room, a)
			_, err3 := targets.Desired(a)
			if err4 := targets.Observe(&tally, a); err != nil || err2 != nil || err3 != nil || err4 != nil || len(labels) > 1 {
				t.Fatal(err, err2, err3, err4)
			}
		}); n != 0 {
			t.Errorf("%v: %v allocations", a, n)
		}
	}
}
