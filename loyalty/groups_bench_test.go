package loyalty_test

import (
	"strconv"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

func BenchmarkGroups(b *testing.B) {
	model, state, asOf := worked(b)
	result := scored(b, model, state, asOf)
	grouping := loyalty.ThreePillars()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := result.Groups(grouping); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRank1000(b *testing.B) {
	model, state, asOf := worked(b)
	result := scored(b, model, state, asOf)
	all := make([]loyalty.Candidate, 1000)
	for i := range all {
		all[i] = loyalty.Candidate{ID: strconv.Itoa(i), Result: result}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := loyalty.Rank(all); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCurve(b *testing.B) {
	curve := loyalty.Curve{{At: 0, Value: 0}, {At: 10, Value: 0.5}, {At: 40, Value: 1}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := curve.Of(25); err != nil {
			b.Fatal(err)
		}
	}
}
