package main

import (
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

func TestRates(t *testing.T) {
	annual := func(r float64) relationship.Rate { return relationship.Must(relationship.AnnualRate(r)) }
	tests := []struct {
		in   string
		want relationship.Rate
	}{
		{"10%", annual(0.1)}, {"10 %", annual(0.1)}, {"0.1", annual(0.1)}, {"10%/year", annual(0.1)}, {".1", annual(0.1)},
		{"7.3%", annual(0.073)}, {"150%", annual(1.5)}, {"0", annual(0)}, {"0%", annual(0)},
		{"0.002/week continuous", relationship.Must(relationship.ContinuousRate(0.002, relationship.Week))},
	}
	for _, test := range tests {
		opt, err := parseFlags([]string{"-rate", test.in})
		if err != nil || !opt.rate.Equal(test.want) {
			t.Errorf("-rate %q is %v (%v), want %v", test.in, opt.rate, err, test.want)
		}
	}
}

func TestHorizons(t *testing.T) {
	for in, want := range map[string]string{"365d": "365d", "52w": "364d", "12m": "12m", "1y": "12m", "1y6m": "18m", "1y6m10d": "18m10d"} {
		opt, err := parseFlags([]string{"-horizon", in})
		if err != nil || opt.horizon.String() != want {
			t.Errorf("-horizon %s is %v (%v), want %s", in, opt.horizon, err, want)
		}
	}
}

func TestMargins(t *testing.T) {
	tests := []struct {
		in   string
		want float64
	}{{"1", 1}, {"100%", 1}, {"30%", 0.3}, {"30 %", 0.3}, {"0.3", 0.3}, {"7.3%", 0.073}}
	for _, test := range tests {
		opt, err := parseFlags([]string{"-margin", test.in})
		if err != nil || opt.margin != test.want {
			t.Errorf("-margin %q is %v (%v), want %v", test.in, opt.margin, err, test.want)
		}
	}
}

func TestDefaults(t *testing.T) {
	got, err := parseFlags(nil)
	if err != nil {
		t.Fatal(err)
	}
	if got.orders != "" || got.comma != ',' || got.columns != nil || got.currency.Code() != "XXX" || got.currency.Places() != 2 || got.fixedCurrency ||
		got.unit != relationship.Week || !got.asOf.IsZero() || !got.split.IsZero() || got.horizon.String() != "365d" ||
		math.Abs(got.rate.Annual()-0.1) > 1e-15 || got.margin != 1 || got.top != 20 || got.format != "table" || got.strict || got.generate != 0 {
		t.Errorf("the defaults are %+v", got)
	}
}

func TestHelp(t *testing.T) {
	for _, flag := range []string{"-h", "-help", "--help"} {
		got := runWith(t, "", flag)
		if got.status != exitOK || got.stderr != "" || got.stdout != usage {
			t.Errorf("%s: status %d, standard error %q, standard output:\n%s", flag, got.status, got.stderr, got.stdout)
		}
	}
	// Every flag that is read is explained.
	for _, name := range []string{"orders", "columns", "comma", "currency", "unit", "as-of", "split", "horizon", "rate", "margin", "format", "top", "strict", "generate"} {
		if !strings.Contains(usage, "\n  -"+name+" ") {
			t.Errorf("-h does not explain -%s", name)
		}
	}
}
