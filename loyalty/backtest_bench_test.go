package loyalty_test

import (
	"math/rand/v2"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// forecastsOf draws n forecasts, with scores in points or with scores that all differ.
func forecastsOf(n int, points bool) []loyalty.Forecast {
	r := rand.New(rand.NewPCG(5, 6))
	all := make([]loyalty.Forecast, n)
	for i := range all {
		p := r.Float64()
		if points {
			p = float64(int(p*10000)) / 10000
		}
		all[i] = loyalty.Forecast{Score: p, Happened: r.Float64() < p, Weight: 1}
	}
	return all
}

func BenchmarkNewBacktest(b *testing.B) {
	for name, points := range map[string]bool{"distinct": false, "points": true} {
		all := forecastsOf(1e6, points)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				sink += tested(b, all).Weight()
			}
		})
	}
}

// BenchmarkBacktestReadings is all of them, of a million distinct scores.
func BenchmarkBacktestReadings(b *testing.B) {
	back := tested(b, forecastsOf(1e6, false))
	b.ReportAllocs()
	for b.Loop() {
		sink += read(b, back, loyalty.BinOptions{}).area.Value
	}
}

func BenchmarkLoyaltyOf(b *testing.B) {
	attitude, behaviour := betaDegree(9, 3), betaDegree(4.25, 2.5)
	b.ReportAllocs()
	for b.Loop() {
		r, err := loyalty.LoyaltyOf(attitude, behaviour, relationship.OriginVoluntary, loyalty.QuadrantOptions{})
		if err != nil {
			b.Fatal(err)
		}
		sink += r.True
	}
}
