package loyalty_test

import (
	"strconv"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func BenchmarkAttribute(b *testing.B) {
	b.ReportAllocs()
	model := compiled(b, loyalty.DefaultCustomerCard())
	var s loyalty.State
	if err := model.ObserveEvidence(&s, loyalty.Trust, must(loyalty.For(3)), base); err != nil {
		b.Fatal(err)
	}
	c := loyalty.Change{Before: loyalty.Side{Model: model, AsOf: base}, After: loyalty.Side{Model: model, State: s, AsOf: later()}}
	for b.Loop() {
		a, err := c.Attribute()
		if err != nil {
			b.Fatal(err)
		}
		sink += float64(a.Points)
	}
}

func BenchmarkTimeToBand(b *testing.B) {
	model := compiled(b, loyalty.DefaultCustomerCard())
	var s loyalty.State
	for _, id := range factors()[:4] {
		if err := model.ObserveEvidence(&s, id, must(loyalty.For(5)), base); err != nil {
			b.Fatal(err)
		}
	}
	var open relationship.Open
	if err := open.Observe(promised(relationship.ByFrom, base.AddDate(0, 1, 0))); err != nil {
		b.Fatal(err)
	}
	for name, open := range map[string]*relationship.Open{"nothing open": nil, "a promise open": &open} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c, _, err := model.TimeToBand(s, open, base)
				if err != nil {
					b.Fatal(err)
				}
				sink += float64(c.Points)
			}
		})
	}
}

func BenchmarkTrendOf(b *testing.B) {
	b.ReportAllocs()
	p := paired(b, compiled(b, loyalty.DefaultCustomerCard()), manyTimes(loyalty.Trust, 1))
	slow, fast := scored(b, p.model, p.slow, later()), scored(b, p.twin, p.fast, later())
	for b.Loop() {
		t, err := loyalty.TrendOf(slow, fast)
		if err != nil {
			b.Fatal(err)
		}
		sink += t.Value
	}
}

func BenchmarkSlopeOf(b *testing.B) {
	for _, n := range []int{12, 200, loyalty.MaxSnapshots} {
		points := make([]int, n)
		for i := range points {
			points[i] = (i*7919 + i*i) % 10001
		}
		series := daily(points...)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s, _, err := loyalty.SlopeOf(series)
				if err != nil {
					b.Fatal(err)
				}
				sink += s.P
			}
		})
	}
}
