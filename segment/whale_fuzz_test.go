package segment_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/segment"
)

// No input makes a decoder panic; what is taken comes back from what is written; what is refused leaves the target alone.

func FuzzValueDistributionJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"currency":"EUR","values":["-3.00","0.00","2.505","12.50","99999999999999999999.00"],"counts":[3,7,1,2,1]}`))
	f.Add([]byte(`{"version":1,"currency":"PTS/0","values":["1"],"counts":[1125899906842624]}`))
	f.Add([]byte(`{"version":1,"values":["0"],"counts":[4]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var d segment.ValueDistribution
		if err := d.UnmarshalJSON(data); err != nil {
			if d.N() != 0 {
				t.Fatalf("%s was refused (%v) and gave customers", data, err)
			}
			return
		}
		written, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.ValueDistribution
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(&d) || back.Distinct() > back.N() {
			t.Fatalf("%s is written as %s, which is another distribution, %v", data, written, err)
		}
		w := d.Whale()
		if end, ok := w.At(w.Customers()); !ok || !end.Profit.Equal(w.Total()) {
			t.Fatalf("%s ends at %v, not at %v", written, end, w.Total())
		}
		if g, ok := w.Gini(); g < 0 || g > 1 || g != g || !ok && g != 0 {
			t.Fatalf("%s: Gini %v", written, g)
		}
		if _, err := w.Plot(20, 10); err != nil || w.String() == "" || len(whalePoints(w, 20)) > 20 {
			t.Fatalf("%s: %v", written, err)
		}
		if cuts, err := d.ABCCuts(segment.ABCOptions{}); err != nil || cuts.IsZero() != w.Peak().IsZero() {
			t.Fatalf("%s: %v, %v", written, cuts, err)
		}
	})
}

func FuzzABCCutsJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"currency":"EUR","a":"50.00","b":"12.505"}`))
	f.Add([]byte(`{"version":1,"currency":"PTS/0","a":"1","b":"1"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var c segment.ABCCuts
		if err := c.UnmarshalJSON(data); err != nil {
			if !c.IsZero() {
				t.Fatalf("%s was refused (%v) and gave cuts", data, err)
			}
			return
		}
		written, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.ABCCuts
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(c) {
			t.Fatalf("%s is written as %s, which is other cuts, %v", data, written, err)
		}
		if class, err := c.Class(c.A()); err != nil || class != segment.ClassA {
			t.Fatalf("%v is %v, %v", c.A(), class, err)
		}
	})
}

// The definitions, with the fuzzer's choice of bases.
func FuzzWhaleDefinition(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkWhale)) }

func FuzzABCDefinition(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkABC)) }
