package segment_test

import (
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// acct is an account in euros; an empty value is one that is not known.
func acct(revenue, margin, cost, value string) segment.Account {
	a := segment.Account{Revenue: money(revenue + " EUR"), Margin: money(margin + " EUR"), CostToServe: money(cost + " EUR")}
	if value != "" {
		a.Value, a.ValueKnown = money(value+" EUR"), true
	}
	return a
}

// acctMember is a customer of a roll-up.
type acctMember struct {
	label   string
	account segment.Account
	desired bool
}

// acctInsurer is the book of a small insurer, by age.
func acctInsurer() []acctMember {
	return []acctMember{
		{"children", acct("120.00", "30.00", "12.50", "800.00"), true},
		{"children", acct("95.00", "20.00", "30.00", "650.00"), true},
		{"young", acct("480.00", "140.00", "60.00", "900.00"), true},
		{"young", acct("310.00", "70.00", "95.25", ""), false},
		{"young", acct("-20.00", "-25.00", "10.00", "0.00"), false},
		{"pensioners", acct("600.00", "210.00", "80.10", "300.00"), false},
		{"pensioners", acct("555.55", "180.45", "240.40", "20.00"), false},
	}
}

// rollUpOf adds up members of whom nothing is wrong.
func rollUpOf(t interface{ Fatal(...any) }, members []acctMember) *segment.RollUp[string] {
	r := new(segment.RollUp[string])
	for _, m := range members {
		if err := r.Add(m.label, m.account, m.desired); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func TestAccount(t *testing.T) {
	for _, row := range []struct {
		account segment.Account
		want    string
	}{
		{segment.Account{}, "0"},
		{acct("100.00", "30.00", "12.505", ""), "17.495 EUR"},
		{acct("0", "0", "0.01", "5"), "-0.01 EUR"},
		{segment.Account{Margin: money("5 EUR")}, "5.00 EUR"},
		{segment.Account{CostToServe: money("5 EUR"), ValueKnown: true}, "-5.00 EUR"},
		{acct("0", "-999999999999999999999999999999999999999999999999999999999999", "1", ""),
			"-1000000000000000000000000000000000000000000000000000000000000.00 EUR"},
	} {
		got, err := row.account.Contribution()
		if err != nil || got.String() != row.want {
			t.Errorf("%+v: %v, %v; want %s", row.account, got, err, row.want)
		}
	}
	a, b := acct("1", "2", "3", "4"), acct("1.0", "2.00", "3", "4")
	if !a.Equal(b) || a.Equal(segment.Account{}) || a.Equal(acct("1", "2", "3", "")) || a.Equal(acct("1", "2", "3", "5")) {
		t.Error("Equal is by value")
	}
	for i, other := range []segment.Account{acct("9", "2", "3", "4"), acct("1", "9", "3", "4"), acct("1", "2", "9", "4")} {
		if a.Equal(other) {
			t.Errorf("field %d is not compared", i)
		}
	}
}

func TestRollUpDeclare(t *testing.T) {
	var r segment.RollUp[string]
	if len(r.Rows()) != 0 || !r.Equal(nil) || r.String() != "       customers  desired  revenue  margin  cost to serve  contribution  value\n"+
		"total          0        0        0       0              0             0      0" {
		t.Errorf("of nothing:\n%v", &r)
	}
	if err := r.Declare([]string{"young", "mandated", "young"}); err != nil {
		t.Fatal(err)
	}
	if err := r.Add("young", acct("10", "5", "1", ""), false); err != nil {
		t.Fatal(err)
	}
	if err := r.Declare([]string{"young"}); err != nil { // changes nothing
		t.Fatal(err)
	}
	rows := r.Rows()
	if len(rows) != 2 || rows[0].Label != "mandated" || rows[0].All.Customers != 0 || rows[0].All.Contribution.String() != "0.00 EUR" ||
		rows[1].All.Customers != 1 || rows[1].All.Contribution.String() != "4.00 EUR" {
		t.Errorf("%+v", rows)
	}
	if _, ok := r.Row("mandated"); !ok {
		t.Error("a declared row is none")
	}
	if row, ok := r.Row("others"); ok || row.All.Customers != 0 || row.Label != "others" {
		t.Errorf("%+v, %t", row, ok)
	}
	if _, ok := rows[0].All.Mean(segment.OfMargin, relationship.RoundDown); ok {
		t.Error("a mean of nobody")
	}
}

func TestRollUpLabels(t *testing.T) {
	var r segment.RollUp[float64]
	minus := 0.0
	minus = -minus
	for _, label := range []float64{minus, 0, 2.5, -1} {
		if err := r.Add(label, acct("1", "1", "0", ""), false); err != nil {
			t.Fatal(err)
		}
	}
	if rows := r.Rows(); len(rows) != 3 || rows[0].Label != -1 || rows[1].All.Customers != 2 {
		t.Errorf("%+v", rows)
	}
	if text := relationship.Must(r.MarshalJSON()); !strings.Contains(string(text), `{"label":0,`) {
		t.Errorf("-0 is stored as such: %s", text)
	}
	var e segment.RollUp[segment.Engagement]
	for _, label := range segment.Engagements() {
		if err := e.Add(label, segment.Account{}, true); err != nil {
			t.Fatal(err)
		}
	}
	text, err := e.MarshalJSON()
	var back segment.RollUp[segment.Engagement]
	if err != nil || back.UnmarshalJSON(text) != nil || !back.Equal(&e) || len(back.Rows()) != len(segment.Engagements()) {
		t.Errorf("%s, %v", text, err)
	}
}
