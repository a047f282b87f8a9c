package segment_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
)

// Points are on the curve, in order, as few as asked for, and the start, the peak and the end are among them.
func TestWhalePointsKeepThePeak(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := whaleOf(t, whaleBases.Draw(t, "profits"))
		most := rapid.IntRange(-1, 40).Draw(t, "most")
		points := whalePoints(w, most)
		if len(points) > max(most, 3) || most > w.Customers() && len(points) != w.Customers()+1 {
			t.Fatalf("%d points of %d customers, at most %d", len(points), w.Customers(), most)
		}
		peak := false
		for i, p := range points {
			if q, ok := w.At(p.Customers); !ok || p != q || i > 0 && p.Customers <= points[i-1].Customers {
				t.Fatalf("%v behind %v", p, points[:i])
			}
			peak = peak || p == w.PeakAt()
		}
		if points[0].Customers != 0 || points[len(points)-1].Customers != w.Customers() || !peak {
			t.Fatalf("%v of %v", points, w)
		}
	})
}

// The coefficient is from 0 to 1, the same where profit and loss change places, 0 where all are equal and 1 where one has it all.
func TestWhaleGiniBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		profits := whaleBases.Draw(t, "profits")
		g, ok := whaleOf(t, profits).Gini()
		turned := make([]relationship.Money, len(profits))
		for i, p := range profits {
			turned[i] = p.Neg()
		}
		if h, too := whaleOf(t, turned).Gini(); !(g >= 0 && g <= 1) || h != g || ok != too {
			t.Fatalf("%v, and turned round %v", g, h)
		}
		w := whaleOf(t, profits)
		n := w.Customers()
		if n < 2 {
			return
		}
		polar := make([]relationship.Money, n)
		polar[0], polar[n-1] = w.Peak(), w.Losses()
		if h, exists := whaleOf(t, polar).Gini(); exists != ok || ok && h != 1 {
			t.Fatalf("%v is %v", polar, h)
		}
	})
}
