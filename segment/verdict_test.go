package segment_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// The limits themselves are not enough.
func TestVerdictLimits(t *testing.T) {
	for _, row := range []struct {
		policy  segment.VerdictPolicy
		account segment.Account
		reason  string
		want    segment.Verdict
	}{
		{segment.VerdictPolicy{}, segment.Account{}, "", segment.Unprofitable},
		{segment.VerdictPolicy{}, segment.Account{ValueKnown: true}, "", segment.Unprofitable},
		{segment.VerdictPolicy{}, acct("0", "1", "1", ""), "", segment.Unprofitable},
		{segment.VerdictPolicy{}, acct("0", "1.001", "1", ""), "", segment.Profitable},
		{segment.VerdictPolicy{}, acct("0", "0", "1", "1"), "", segment.Unprofitable},
		{segment.VerdictPolicy{}, acct("0", "0", "1", "1"), "a name", segment.Prestige},
		{segment.VerdictPolicy{}, acct("0", "0", "1", "1.01"), "a name", segment.Prospective},
		{segment.VerdictPolicy{}, acct("0", "5", "1", "-100"), "", segment.Profitable}, // pays now
		{segment.VerdictPolicy{LeastContribution: money("4 EUR")}, acct("0", "5", "1", ""), "", segment.Unprofitable},
		{segment.VerdictPolicy{LeastContribution: money("3.99 EUR")}, acct("0", "5", "1", ""), "", segment.Profitable},
		{segment.VerdictPolicy{LeastContribution: money("4 EUR")}, acct("0", "5", "1", "0"), "", segment.Prospective},
		{segment.VerdictPolicy{LeastProspect: money("50 EUR")}, acct("0", "0", "1", "51"), "", segment.Unprofitable},
		{segment.VerdictPolicy{LeastProspect: money("50 EUR")}, acct("0", "0", "1", "51.01"), "", segment.Prospective},
		{segment.VerdictPolicy{LeastContribution: money("-2 EUR")}, acct("0", "0", "1", ""), "", segment.Profitable},
		{segment.VerdictPolicy{LeastContribution: money("-2 EUR")}, segment.Account{}, "", segment.Profitable},
	} {
		j, err := row.policy.Judge(row.account, row.reason)
		if err != nil || j.Verdict != row.want || j.Reason != row.reason {
			t.Errorf("%+v, %+v: %v, %v", row.policy, row.account, j, err)
		}
	}
	j := relationship.Must(segment.VerdictPolicy{}.Judge(acct("0", "0", "1", "2"), ""))
	other := relationship.Must(segment.VerdictPolicy{}.Judge(acct("0", "0", "1", "3"), ""))
	if !j.Equal(j) || j.Equal(other) || j.Equal(segment.Judgement{}) {
		t.Error("Equal")
	}
	if text := (segment.Judgement{}).String(); text != "verdict(0): contribution 0, expected value not known" {
		t.Error(text)
	}
}

func TestVerdictRejections(t *testing.T) {
	wide := money("1" + strings.Repeat("0", 60) + " EUR")
	sums := segment.RollUpSums{Customers: 1}
	for _, row := range []struct {
		policy segment.VerdictPolicy
		sums   segment.RollUpSums
		reason string
		is     error
	}{
		{segment.VerdictPolicy{}, segment.RollUpSums{}, "", segment.ErrInvalid},
		{segment.VerdictPolicy{}, segment.RollUpSums{Customers: -1}, "", segment.ErrInvalid},
		{segment.VerdictPolicy{}, segment.RollUpSums{Customers: 1, Known: 2}, "", segment.ErrInvalid},
		{segment.VerdictPolicy{}, segment.RollUpSums{Customers: 1, Known: -1}, "", segment.ErrInvalid},
		{segment.VerdictPolicy{}, segment.RollUpSums{Customers: 1, Contribution: money("1" + strings.Repeat("0", 99) + " EUR")}, "", segment.ErrInvalid},
		{segment.VerdictPolicy{}, segment.RollUpSums{Customers: 1, Value: money("1" + strings.Repeat("0", 99) + " EUR")}, "", segment.ErrInvalid},
		{segment.VerdictPolicy{}, segment.RollUpSums{Customers: 1, Contribution: money("1 EUR"), Value: money("1 USD")}, "", relationship.ErrCurrencyMismatch},
		{segment.VerdictPolicy{}, segment.RollUpSums{Customers: 1, Margin: money("5 EUR")}, "", segment.ErrInvalid}, // its contribution is left out
		{segment.VerdictPolicy{}, segment.RollUpSums{Customers: 1, CostToServe: money("5 EUR"), Contribution: money("5 EUR")}, "", segment.ErrInvalid},
		{segment.VerdictPolicy{}, segment.RollUpSums{Customers: 1, Margin: money("5 EUR"), CostToServe: money("1 USD")}, "", relationship.ErrCurrencyMismatch},
		{segment.VerdictPolicy{}, segment.RollUpSums{Customers: 1, Margin: money("5 USD"), Contribution: money("5 EUR")}, "", relationship.ErrCurrencyMismatch},
		{segment.VerdictPolicy{}, segment.RollUpSums{Customers: 1, CostToServe: money("1" + strings.Repeat("0", 99) + " EUR")}, "", segment.ErrInvalid},
		{segment.VerdictPolicy{}, sums, " ", segment.ErrInvalid},
		{segment.VerdictPolicy{}, sums, "\x01\x02", segment.ErrInvalid},
		{segment.VerdictPolicy{}, sums, "\xff", segment.ErrInvalid},
		{segment.VerdictPolicy{}, sums, strings.Repeat("x", 1001), segment.ErrInvalid},
		{segment.VerdictPolicy{LeastContribution: wide}, sums, "", segment.ErrInvalid},
		{segment.VerdictPolicy{LeastProspect: wide.Neg()}, sums, "", segment.ErrInvalid},
		{segment.VerdictPolicy{LeastProspect: money("1 USD"), LeastContribution: money("1 EUR")}, sums, "", relationship.ErrCurrencyMismatch},
		{segment.VerdictPolicy{LeastProspect: money("1 USD")}, segment.RollUpSums{Customers: 1, Value: money("1 EUR")}, "", relationship.ErrCurrencyMismatch},
	} {
		j, err := row.policy.JudgeRow(row.sums, row.reason)
		if !errors.Is(err, row.is) || !j.Equal(segment.Judgement{}) {
			t.Errorf("%+v: %v, %v", row, j, err)
		}
		if row.sums.Equal(sums) { // what is wrong is wrong for an account too
			if _, err := row.policy.Judge(segment.Account{}, row.reason); !errors.Is(err, row.is) {
				t.Errorf("%+v: %v", row, err)
			}
		}
	}
	_, err := segment.VerdictPolicy{LeastContribution: money("1 USD")}.Judge(acct("1", "1", "-1", ""), " ")
	if !errors.Is(err, segment.ErrInvalid) || !errors.Is(err, relationship.ErrCurrencyMismatch) || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("not all faults: %v", err)
	}
}

func TestAccountEnumerations(t *testing.T) {
	for _, v := range segment.Verdicts() {
		back, err := segment.ParseVerdict(v.String())
		text, errText := v.MarshalText()
		var read segment.Verdict
		if err != nil || back != v || errText != nil || read.UnmarshalText(text) != nil || read != v || !v.IsValid() {
			t.Errorf("%v: %v, %s", v, back, text)
		}
	}
	for _, m := range segment.RollUpMeasures() {
		back, err := segment.ParseRollUpMeasure(m.String())
		text, errText := m.MarshalText()
		var read segment.RollUpMeasure
		if err != nil || back != m || errText != nil || read.UnmarshalText(text) != nil || read != m || !m.IsValid() {
			t.Errorf("%v: %v, %s", m, back, text)
		}
	}
	for _, r := range segment.PriorityReasons() {
		back, err := segment.ParsePriorityReason(r.String())
		text, errText := r.MarshalText()
		var read segment.PriorityReason
		if err != nil || back != r || errText != nil || read.UnmarshalText(text) != nil || read != r || !r.IsValid() {
			t.Errorf("%v: %v, %s", r, back, text)
		}
	}
	_, one := segment.ParseVerdict("paying")
	_, two := segment.ParseRollUpMeasure("")
	_, three := segment.ParsePriorityReason("No gap")
	_, four := segment.Verdict(0).MarshalText()
	_, five := segment.RollUpMeasure(9).MarshalText()
	_, six := segment.PriorityReason(9).MarshalText()
	v, m, r := segment.Profitable, segment.OfMargin, segment.PriorityNoGap
	for i, err := range []error{one, two, three, four, five, six, v.UnmarshalText(nil), m.UnmarshalText(nil), r.UnmarshalText(nil)} {
		if !errors.Is(err, segment.ErrInvalid) {
			t.Errorf("%d: %v", i, err)
		}
	}
	if len(segment.Verdicts()) != 4 || len(segment.RollUpMeasures()) != 5 || len(segment.PriorityReasons()) != 4 ||
		v != segment.Profitable || m != segment.OfMargin || r != segment.PriorityNoGap {
		t.Error("the constants")
	}
}
