package lifecycle_test

import (
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// BenchmarkGapsAdd is one customer of ten purchase days, into a base of a hundred different lengths.
func BenchmarkGapsAdd(b *testing.B) {
	g := bought(b, 6000, func() (orders []int) {
		day := 0
		for gap := range 100 {
			day += gap + 1
			orders = append(orders, day)
		}
		return orders
	}())
	s, asOf := summaryOf(b, &log{key: ada}, 0, 3, 10, 31, 40, 100, 107, 150, 170, 180), relationship.DateOf(on(200))
	b.ReportAllocs()
	for b.Loop() {
		if err := g.Add(s, asOf); err != nil {
			b.Fatal(err)
		}
	}
}

// wide is a base of a thousand different lengths.
func wide(b *testing.B) *lifecycle.Gaps {
	var customers [][]int
	for gap := range 1000 {
		customers = append(customers, []int{0, gap + 1})
	}
	return bought(b, 1001, customers...)
}

func BenchmarkGapsMerge(b *testing.B) {
	g := wide(b)
	b.ReportAllocs()
	for b.Loop() {
		sum := lifecycle.Gaps{}
		if err := sum.Merge(g); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGapsThresholds(b *testing.B) {
	g := wide(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := g.Thresholds(lifecycle.GapOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCourseOfThresholds is what a course for each customer's own thresholds costs to make.
func BenchmarkCourseOfThresholds(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := lifecycle.Customer(lifecycle.CustomerPolicy{LapseAfter: days(31), DormantAfter: days(62)}); err != nil {
			b.Fatal(err)
		}
	}
}
