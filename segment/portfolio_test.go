package segment_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// portfolio makes one from a profit and a length from which on they are high.
func portfolio(t interface{ Fatal(...any) }, profit relationship.Money, length int) segment.Portfolio {
	p, err := segment.NewPortfolio(segment.PortfolioPolicy{Profit: profit, Length: length})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPortfolio(t *testing.T) {
	for _, test := range []struct {
		midpoint, profit string
		length           int
		want             segment.PortfolioClass
	}{
		{"100.00", "100.00", 5000, segment.PortfolioTrueFriends}, {"100.00", "99.99", 5000, segment.PortfolioBarnacles},
		{"100.00", "100.00", 4999, segment.PortfolioButterflies}, {"100.00", "99.999999", 4999, segment.PortfolioStrangers},
		{"100.00", "-1000000000000000000000", 10_000, segment.PortfolioBarnacles},
		{"100.00", "1000000000000000000000", 0, segment.PortfolioButterflies},
		{"0.00", "0.00", 5000, segment.PortfolioTrueFriends}, {"0.00", "-0.01", 5000, segment.PortfolioBarnacles},
		{"-50.00", "-50.00", 0, segment.PortfolioButterflies}, {"-50.00", "-50.01", 0, segment.PortfolioStrangers},
	} {
		p := portfolio(t, money(test.midpoint+" EUR"), 5000)
		got, err := p.Of(money(test.profit+" EUR"), test.length)
		if err != nil || got.Class != test.want {
			t.Errorf("%s, %d against %s is %v, %v, want %v", test.profit, test.length, test.midpoint, got, err, test.want)
		}
	}
	p := portfolio(t, money("100.00 EUR"), 6000)
	if p.Policy().Length != 6000 || !p.Policy().Profit.Equal(money("100 EUR")) {
		t.Errorf("%v", p.Policy())
	}
	got, err := p.Of(money("130.50 EUR"), 5400)
	want := segment.PortfolioPosition{
		Class: segment.PortfolioButterflies, Profit: money("130.50 EUR"), ProfitMidpoint: money("100.00 EUR"),
		ProfitSide: segment.HighSide, ProfitDistance: money("30.50 EUR"),
		Length: segment.AxisReading{Name: "expected length", Points: 5400, Midpoint: 6000, Side: segment.LowSide},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v, %s", err, diff)
	}
	for text, profit := range map[string]string{
		"butterflies\nprofit 130.50 EUR, high from 100.00 EUR (+30.50)\nexpected length 5400, low below 6000 (-600)": "130.50 EUR",
		"butterflies\nprofit 100.00 EUR, high from 100.00 EUR (0.00)\nexpected length 5400, low below 6000 (-600)":   "100.00 EUR",
		"strangers\nprofit 99.00 EUR, low below 100.00 EUR (-1.00)\nexpected length 5400, low below 6000 (-600)":     "99.00 EUR",
	} {
		if got, err := p.Of(money(profit), 5400); err != nil || got.String() != text {
			t.Errorf("%v, %v, want %s", got, err, text)
		}
	}
}

func TestPortfolioClasses(t *testing.T) {
	checkEnum(t, segment.ParsePortfolioClass, (*segment.PortfolioClass).UnmarshalText, "portfolio class(5)", "", "strangers",
		"barnacles", "butterflies", "true friends")
	g := segment.PortfolioGrid()
	if len(g.Axes()) != 2 || len(g.Labels()) != 4 {
		t.Fatalf("%v, %v", g.Axes(), g.Labels())
	}
	seen := map[string]bool{"": true}
	for _, c := range segment.PortfolioClasses() {
		if seen[c.Handling()] || len(g.Cells(c)) != 1 {
			t.Errorf("%v: %q, %v", c, c.Handling(), g.Cells(c))
		}
		seen[c.Handling()] = true
	}
	if segment.PortfolioClass(0).Handling() != "" || segment.PortfolioClass(5).Handling() != "" || len(segment.PortfolioClasses()) != 4 {
		t.Error("what is no class is handled")
	}
	if label, _ := g.Label(2, 1); label != segment.PortfolioButterflies || g.Axes()[0].Name != "profit" || g.Axes()[1].Name != "expected length" {
		t.Errorf("%v, %v", label, g.Axes())
	}
}
