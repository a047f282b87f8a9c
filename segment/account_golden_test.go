package segment_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// accountStoredForm holds a value against its file of version 1, which is read and written as it stands. It returns what was read.
func accountStoredForm(t *testing.T, name string, value json.Marshaler, back interface {
	json.Marshaler
	json.Unmarshaler
}) {
	t.Helper()
	path := filepath.Join("testdata", name)
	written, err := value.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(path, append(written, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.TrimSpace(kept), written) {
		t.Errorf("%s is now written as %s", kept, written)
	}
	if err := back.UnmarshalJSON(kept); err != nil {
		t.Fatal(err)
	}
	if again, err := back.MarshalJSON(); err != nil || !bytes.Equal(again, written) {
		t.Errorf("%s came back as %s, %v", written, again, err)
	}
}

// The insurer's book, added up by hand:
//
//	            revenue                margin                  cost to serve          contribution          value
//	children    120.00+95.00           30.00+20.00             12.50+30.00            50.00−42.50           800+650
//	pensioners  600.00+555.55          210.00+180.45           80.10+240.40           390.45−320.50         300+20
//	young       480.00+310.00−20.00    140.00+70.00−25.00      60.00+95.25+10.00      185.00−165.25         900+0, of 2
func TestRollUpOfAnInsurer(t *testing.T) {
	r := rollUpOf(t, acctInsurer())
	if err := r.Declare([]string{"mandated"}); err != nil {
		t.Fatal(err)
	}
	const want = `amounts in EUR  customers  desired  revenue  margin  cost to serve  contribution    value
children                2        2   215.00   50.00          42.50          7.50  1450.00
mandated                0        0     0.00    0.00           0.00          0.00     0.00
pensioners              2        0  1155.55  390.45         320.50         69.95   320.00
young                   3        1   770.00  185.00         165.25         19.75   900.00
total                   7        3  2140.55  625.45         528.25         97.20  2670.00`
	if got := r.String(); got != want {
		t.Errorf("\n%s\nwant\n%s", got, want)
	}
	all, desired := r.Total()
	// Of the desired: 120+95+480, 30+20+140, 12.50+30+60, 190−102.50, 800+650+900.
	if desired.Customers != 3 || desired.Known != 3 || desired.Revenue.String() != "695.00 EUR" || desired.Margin.String() != "190.00 EUR" ||
		desired.CostToServe.String() != "102.50 EUR" || desired.Contribution.String() != "87.50 EUR" || desired.Value.String() != "2350.00 EUR" {
		t.Errorf("the desired: %+v", desired)
	}
	young, _ := r.Row("young")
	if all.Known != 6 || young.All.Known != 2 || young.Desired.Contribution.String() != "80.00 EUR" {
		t.Errorf("%+v, %+v", all, young)
	}
	for _, row := range []struct {
		measure  segment.RollUpMeasure
		rounding relationship.Rounding
		mean     string
		share    float64
	}{ // young, of all
		{segment.OfRevenue, relationship.RoundHalfEven, "256.67 EUR", 770.00 / 2140.55},
		{segment.OfMargin, relationship.RoundDown, "61.66 EUR", 185.00 / 625.45},
		{segment.OfCostToServe, relationship.RoundUp, "55.09 EUR", 165.25 / 528.25},
		{segment.OfContribution, relationship.RoundHalfEven, "6.58 EUR", 0.203189300411522634}, // 1975/9720
		{segment.OfContribution, relationship.RoundCeiling, "6.59 EUR", 0.203189300411522634},
		{segment.OfValue, relationship.RoundHalfEven, "450.00 EUR", 0.337078651685393258}, // of two: 900/2670
	} {
		mean, ok := young.All.Mean(row.measure, row.rounding)
		share, known := young.All.Share(row.measure, all)
		if !ok || mean.String() != row.mean || !known || math.Abs(share-row.share) > 1e-15 {
			t.Errorf("%v: %v, %v; want %s, %v", row.measure, mean, share, row.mean, row.share)
		}
	}
	if share, ok := young.All.CustomerShare(all); !ok || share != 3.0/7 {
		t.Errorf("%v of the customers", share)
	}
	accountStoredForm(t, "rollup-v1.json", r, new(segment.RollUp[string]))
}

// Who of the insurer's customers pays, and which segment: by hand.
func TestVerdictsOfAnInsurer(t *testing.T) {
	for i, row := range []struct {
		prestige string
		verdict  segment.Verdict
		text     string
	}{
		{"", segment.Profitable, "profitable: contribution 17.50 EUR, expected value 800.00 EUR; stays so with a loss of less than 17.50 EUR"},
		{"", segment.Prospective, "prospective: contribution -10.00 EUR, expected value 650.00 EUR; profitable with more than 10.00 EUR more"},
		{"", segment.Profitable, "profitable: contribution 80.00 EUR, expected value 900.00 EUR; stays so with a loss of less than 80.00 EUR"},
		{"", segment.Unprofitable, "unprofitable: contribution -25.25 EUR, expected value not known; prospective with more than 25.25 EUR more, " +
			"profitable with more than 25.25 EUR more"},
		{"plays for the national team", segment.Prestige, "prestige: contribution -35.00 EUR, expected value 0.00 EUR, " +
			`kept for "plays for the national team"; prospective with more than 35.00 EUR more, profitable with more than 35.00 EUR more`},
		{"asked for no more", segment.Profitable, "profitable: contribution 129.90 EUR, expected value 300.00 EUR; stays so with a loss of less than 129.90 EUR"},
		{"", segment.Unprofitable, "unprofitable: contribution -59.95 EUR, expected value 20.00 EUR; prospective with more than 39.95 EUR more, " +
			"profitable with more than 59.95 EUR more"},
	} {
		j, err := segment.VerdictPolicy{}.Judge(acctInsurer()[i].account, row.prestige)
		if err != nil || j.Verdict != row.verdict || j.String() != row.text || j.Customers != 1 {
			t.Errorf("customer %d: %v, %v", i+1, j, err)
		}
	}
	r := rollUpOf(t, acctInsurer())
	policy := segment.VerdictPolicy{LeastContribution: money("10 EUR")}
	for _, row := range []struct {
		label   string
		partial bool
		verdict segment.Verdict
		missing string // to be profitable, with 10 EUR asked of each
	}{
		{"children", false, segment.Prospective, "12.50 EUR"}, // 2·10 − 7.50
		{"pensioners", false, segment.Profitable, "-49.95 EUR"},
		{"young", false, segment.Unprofitable, "10.25 EUR"}, // 3·10 − 19.75; the value of one is not known
		{"young", true, segment.Prospective, "10.25 EUR"},
	} {
		policy.PartialValue = row.partial
		sums, _ := r.Row(row.label)
		j, err := policy.JudgeRow(sums.All, "")
		if err != nil || j.Verdict != row.verdict || j.ToProfitable.String() != row.missing || j.Customers != sums.All.Customers {
			t.Errorf("%s: %v, %v", row.label, j, err)
		}
	}
}
