package segment_test

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestAccountRejections(t *testing.T) {
	wide := money("1" + strings.Repeat("0", 60) + " EUR")
	for _, row := range []struct {
		account segment.Account
		is      error
		text    string
	}{
		{acct("1", "1", "-0.01", ""), segment.ErrInvalid, "segment: cost to serve = -0.01 EUR, want 0 or more"},
		{segment.Account{Value: money("1 EUR")}, segment.ErrInvalid, "segment: value = 1.00 EUR, want none where it is not known"},
		{segment.Account{Value: money("0 EUR")}, segment.ErrInvalid, "segment: value = 0.00 EUR, want none where it is not known"},
		{segment.Account{Revenue: money("1 EUR"), Margin: money("1 USD")}, relationship.ErrCurrencyMismatch,
			"relationship: account: currencies EUR and USD, want one currency"},
		{segment.Account{Revenue: wide}, segment.ErrInvalid, "segment: account = an amount of more than 60 digits, want at most 60 digits before the point"},
		{segment.Account{Margin: wide.Neg()}, segment.ErrInvalid, ""},
		{segment.Account{CostToServe: wide}, segment.ErrInvalid, ""},
		{segment.Account{Value: wide, ValueKnown: true}, segment.ErrInvalid, ""},
	} {
		_, err := row.account.Contribution()
		if !errors.Is(err, row.is) || !errors.Is(row.account.Validate(), row.is) || row.text != "" && err.Error() != row.text {
			t.Errorf("%+v: %v", row.account, err)
		}
		var r segment.RollUp[string]
		if err := r.Add("a", row.account, true); !errors.Is(err, row.is) || len(r.Rows()) != 0 || !r.Currency().IsZero() {
			t.Errorf("%+v was added: %v", row.account, err)
		}
	}
	all := segment.Account{Revenue: money("1 EUR"), Margin: money("1 USD"), CostToServe: money("-1 JPY"), Value: money("1 JPY")}
	if err := all.Validate(); strings.Count(err.Error(), "\n") != 4 {
		t.Errorf("not all faults: %v", err)
	}
}

func TestRollUpRejections(t *testing.T) {
	if none := (*segment.RollUp[string])(nil); !none.Equal(new(segment.RollUp[string])) || none.Equal(rollUpOf(t, acctInsurer())) {
		t.Error("nil is not nothing")
	}
	var r segment.RollUp[float64]
	if err := r.Add(math.NaN(), segment.Account{}, true); !errors.Is(err, segment.ErrInvalid) || len(r.Rows()) != 0 {
		t.Errorf("NaN: %v", err)
	}
	if err := r.Declare([]float64{1, math.NaN()}); !errors.Is(err, segment.ErrInvalid) || len(r.Rows()) != 0 {
		t.Errorf("NaN: %v", err)
	}
	if err := r.Add(1, acct("1", "1", "1", ""), true); err != nil {
		t.Fatal(err)
	}
	before := r.String()
	var dollars segment.RollUp[float64]
	if err := dollars.Add(1, segment.Account{Margin: money("1 USD")}, true); err != nil {
		t.Fatal(err)
	}
	if err := r.Merge(&dollars); !errors.Is(err, relationship.ErrCurrencyMismatch) || r.String() != before {
		t.Errorf("dollars: %v", err)
	}
	if err := r.Add(1, segment.Account{Margin: money("1 USD")}, true); !errors.Is(err, relationship.ErrCurrencyMismatch) || r.String() != before {
		t.Errorf("dollars: %v", err)
	}
	if err := r.Merge(nil); err != nil || r.String() != before {
		t.Errorf("nil: %v", err)
	}
	for _, m := range []segment.RollUpMeasure{0, 99} {
		all, _ := r.Total()
		if _, ok := all.Share(m, all); ok {
			t.Errorf("a share of %v", m)
		}
		if _, ok := all.Mean(m, relationship.RoundDown); ok || !all.Of(m).Equal(relationship.Money{}) {
			t.Errorf("a mean of %v", m)
		}
	}
	// As many as can be counted, by doubling.
	for i := 0; i < 70; i++ {
		if err := r.Merge(r.Clone()); err != nil {
			if all, _ := r.Total(); !errors.Is(err, segment.ErrInvalid) || all.Customers < 1<<29 {
				t.Errorf("%d customers: %v", all.Customers, err)
			}
			return
		}
	}
	t.Error("customers without end")
}

func TestRollUpStoredRejections(t *testing.T) {
	const none = `{"customers":0,"known":0,"revenue":"0.00","margin":"0.00","cost_to_serve":"0.00","value":"0.00"}`
	const one = `{"customers":1,"known":1,"revenue":"5.00","margin":"3.00","cost_to_serve":"1.00","value":"2.00"}`
	row := func(label, all, desired string) string {
		return `{"label":"` + label + `","all":` + all + `,"desired":` + desired + `}`
	}
	form := func(currency, rows string) string {
		return `{"version":1,"currency":"` + currency + `","rows":[` + rows + `]}`
	}
	of := func(old, now string) string { return strings.Replace(one, old, now, 1) }
	most := of(`"customers":1`, `"customers":`+strconv.Itoa(min(1<<50, math.MaxInt)))
	for _, good := range []string{
		form("", ""), form("EUR", row("a", one, none)), form("EUR", row("a", most, none)), form("EUR", row("a", one, one)), form("EUR", row("a", of(`"customers":1`, `"customers":2`), one)),
		form("", row("a", strings.ReplaceAll(none, "0.00", "0"), strings.ReplaceAll(none, "0.00", "0"))),
	} {
		var r segment.RollUp[string]
		if err := r.UnmarshalJSON([]byte(good)); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{
		``, `null`, `[]`, `{}`, `{"version":1}`, `{"version":2,"currency":"","rows":[]}`, form("EUR", ""), form("XYZZY", ""), form("EUR", "null"), form("EUR", "7"),
		`{"version":1,"currency":"","rows":null}`, `{"version":1,"currency":"","rows":[],"more":1}`,
		form("EUR", row("a", one, none)+","+row("a", one, none)), form("EUR", row("b", one, none)+","+row("a", one, none)),
		form("", row("a", one, none)), form("EUR", row("a", none, one)),
		form("EUR", row("a", of(`"customers":1`, `"customers":-1`), none)), form("EUR", row("a", of(`"customers":1`, `"customers":0`), none)),
		form("EUR", row("a", of(`"known":1`, `"known":2`), none)), form("EUR", row("a", of(`"known":1`, `"known":-1`), none)),
		form("EUR", row("a", of(`"known":1`, `"known":0`), none)), form("EUR", row("a", of("1.00", "-1.00"), none)),
		form("EUR", row("a", of("5.00", "1e3"), none)), form("EUR", row("a", of(`"5.00"`, `5.00`), none)),
		form("EUR", row("a", of("5.00", "1"+strings.Repeat("0", 80)), none)), form("EUR", row("a", of("5.00", "1"+strings.Repeat("0", 200)), none)),
		form("EUR", row("a", of(`"customers":1`, `"customers":1125899906842625`), none)),
		form("EUR", row("a", one, of("5.00", "4.00"))), form("EUR", row("a", one, of("2.00", "1.00"))), form("EUR", row("a", one, of(`"known":1`, `"known":0`))),
		form("EUR", row("a", one, of("1.00", "1.01"))), form("EUR", row("a", of(`"customers":1,"known":1`, `"customers":2,"known":2`), of("1.00", "1.01"))),
		form("EUR", row("a", most, none)+","+row("b", one, none)),
		form("EUR", row("a", of(`"known":1`, `"known":1,"known":1`), none)), form("EUR", `{"label":null,"all":`+one+`,"desired":`+none+`}`),
	} {
		kept := rollUpOf(t, acctInsurer())
		before := kept.String()
		err := kept.UnmarshalJSON([]byte(bad))
		if !errors.Is(err, segment.ErrDecode) || kept.String() != before {
			t.Errorf("%s: %v", bad, err)
		}
	}
	var r segment.RollUp[string]
	if err := r.Declare([]string{"\xff"}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.MarshalJSON(); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("a label that is not UTF-8: %v", err)
	}
	var f segment.RollUp[float64]
	if err := f.Declare([]float64{math.Inf(1)}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.MarshalJSON(); err == nil {
		t.Error("an infinite label is stored")
	}
}
