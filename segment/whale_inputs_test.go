package segment_test

import (
	"errors"
	"iter"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestWhaleRejects(t *testing.T) {
	huge := money("1" + strings.Repeat("0", 68) + " EUR")
	for name, row := range map[string]struct {
		profits iter.Seq[relationship.Money]
		is      error
		at      int
	}{
		"nil":              {nil, segment.ErrInvalid, -1},
		"two currencies":   {slices.Values([]relationship.Money{{}, money("0 EUR"), money("1 USD")}), relationship.ErrCurrencyMismatch, 2},
		"two of nothing":   {slices.Values([]relationship.Money{money("0 USD"), money("0 EUR")}), relationship.ErrCurrencyMismatch, 1},
		"fine, then USD":   {slices.Values([]relationship.Money{money("0.001 EUR"), {}, money("1 USD")}), relationship.ErrCurrencyMismatch, 2},
		"too large":        {slices.Values([]relationship.Money{{}, huge}), segment.ErrInvalid, 1},
		"too large a loss": {slices.Values([]relationship.Money{money("1 EUR"), money("0.001 EUR"), huge.Neg()}), segment.ErrInvalid, 2},
	} {
		w, err := segment.Whale(row.profits)
		var customer *segment.CustomerError
		if !errors.Is(err, row.is) || w.Customers() != 0 || errors.As(err, &customer) != (row.at >= 0) || row.at >= 0 && customer.At != row.at {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := segment.Whale(slices.Values([]relationship.Money{money("1 EUR"), money("1 USD")}))
	if err == nil || err.Error() != "segment: customer 1: whale curve: currencies EUR and USD, want one currency" {
		t.Error(err)
	}
}

func TestWhalePlotRejects(t *testing.T) {
	for _, size := range [][2]int{{9, 10}, {201, 10}, {50, 3}, {50, 61}, {-1, -1}} {
		if text, err := (segment.WhaleCurve{}).Plot(size[0], size[1]); !errors.Is(err, segment.ErrInvalid) || text != "" {
			t.Errorf("%v: %v", size, err)
		}
	}
	if _, err := (segment.WhaleCurve{}).Plot(1, 100); err == nil || err.Error() != "segment: columns = 1, want 10 to 200\nsegment: rows = 100, want 4 to 60" {
		t.Error(err)
	}
}

func TestWhaleBaseRejects(t *testing.T) {
	b := segment.WhaleBaseGains
	if err := b.UnmarshalText([]byte("Total")); !errors.Is(err, segment.ErrInvalid) || b != segment.WhaleBaseGains {
		t.Error(err, b)
	}
	if _, err := segment.WhaleBase(3).MarshalText(); !errors.Is(err, segment.ErrInvalid) {
		t.Error(err)
	}
	if _, err := segment.ParseWhaleBase(""); !errors.Is(err, segment.ErrInvalid) {
		t.Error(err)
	}
}

// With the largest amounts and the most customers everything is still exact.
func TestWhaleOfTheLargestBase(t *testing.T) {
	largest := money(strings.Repeat("9", 68) + ".999999999999999999 EUR")
	const half = mostCounted / 2
	d := new(segment.ValueDistribution)
	if err := errors.Join(d.Add(largest, half), d.Add(largest.Neg(), half)); err != nil {
		t.Fatal(err)
	}
	w := d.Whale()
	g, ok := w.Gini()
	part, too := w.At(half / 2)
	if n := 2 * float64(half); !ok || g != n/(2*(n-1)) || !too || !w.Total().IsZero() || !w.Erosion().Equal(w.Peak()) ||
		whaleRat(w.Peak()).Cmp(new(big.Rat).Mul(whaleRat(largest), big.NewRat(half, 1))) != 0 ||
		whaleRat(part.Profit).Cmp(new(big.Rat).Mul(whaleRat(largest), big.NewRat(half/2, 1))) != 0 {
		t.Errorf("Gini %v, %v", g, part)
	}
	if cuts := relationship.Must(d.ABCCuts(segment.ABCOptions{})); !cuts.A().Equal(cuts.B()) || !cuts.A().Equal(largest) {
		t.Errorf("%v", cuts)
	}
	full := new(segment.ValueDistribution)
	if err := full.Add(largest.Neg(), mostCounted); err != nil {
		t.Fatal(err)
	}
	if all := full.Whale(); whaleRat(all.Losses()).Cmp(new(big.Rat).Mul(whaleRat(largest), big.NewRat(-mostCounted, 1))) != 0 {
		t.Errorf("%v", all.Losses())
	}
	if g, ok := full.Whale().Gini(); !ok || g != 0 {
		t.Errorf("Gini %v of equals", g)
	}
}
