package clv_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/relationship"
)

// wantConfig fails unless err is a *ConfigError for this field.
func wantConfig(t *testing.T, what string, err error, field string) {
	t.Helper()
	var config *clv.ConfigError
	if !errors.As(err, &config) || config.Field != field {
		t.Errorf("%s: %v, want a *ConfigError for %s", what, err, field)
		return
	}
	if !errors.Is(err, clv.ErrConfig) || errors.Is(err, clv.ErrAsOf) {
		t.Errorf("%s: errors.Is does not see ErrConfig, and that alone, in %v", what, err)
	}
	if want := "clv: " + field + " = " + config.Value + ", want " + config.Rule; err.Error() != want || config.Value == "" || config.Rule == "" {
		t.Errorf("%s: the text is %q, want %q", what, err, want)
	}
}

// readings are the four ways to read summaries, as one.
func readings(s *relationship.Summary, asOf relationship.Date) map[string]error {
	out := map[string]error{}
	one := slices.Values([]*relationship.Summary{s})
	_, out["RecordOf"] = clv.RecordOf(s, relationship.Week, asOf)
	_, out["RowsOf"] = clv.RowsOf(one, relationship.Week, asOf)
	_, out["SpendOf"] = clv.SpendOf(s, asOf, clv.SpendOptions{})
	_, out["SpendRowsOf"] = clv.SpendRowsOf(one, asOf, clv.SpendOptions{})
	return out
}

func TestReadingRejectsAsOf(t *testing.T) {
	for _, test := range []struct {
		name   string
		orders []string
		asOf   relationship.Date
		known  string
		text   string
	}{
		{"the day before the last", []string{"2026-01-01 10", "2026-01-15 10"}, date("2026-01-14"), "2026-01-15", "clv: as-of = 2026-01-14, want 2026-01-15 or later: the summary holds that day"},
		{"before a day that was refunded", []string{"2026-01-01 10", "2026-01-15 10", "2026-01-15 back 10 2026-01-15"}, date("2026-01-14"), "2026-01-15", "clv: as-of = 2026-01-14, want 2026-01-15 or later: the summary holds that day"},
		{"before an order known by its refund", []string{"2026-01-01 10", "2026-01-20 back 10 2026-01-15"}, date("2026-01-14"), "2026-01-15", "clv: as-of = 2026-01-14, want 2026-01-15 or later: the summary holds that day"},
		{"before all", []string{"2026-01-01 10"}, date("0001-01-01"), "2026-01-01", "clv: as-of = 0001-01-01, want 2026-01-01 or later: the summary holds that day"},
		{"no day", []string{"2026-01-01 10"}, relationship.Date{}, "2026-01-01", "clv: as-of is missing, want a day"},
	} {
		for name, err := range readings(history(test.orders...), test.asOf) {
			var asOf *clv.AsOfError
			if !errors.As(err, &asOf) || asOf.AsOf != test.asOf || asOf.Known != date(test.known) {
				t.Errorf("%s of %s: %v, want an *AsOfError with %v and %v", name, test.name, err, test.asOf, test.known)
				continue
			}
			if !errors.Is(err, clv.ErrAsOf) || errors.Is(err, clv.ErrConfig) || err.Error() != test.text {
				t.Errorf("%s of %s: %q, want ErrAsOf and %q", name, test.name, err, test.text)
			}
		}
	}
	for name, err := range readings(history(), relationship.Date{}) {
		if !errors.Is(err, clv.ErrAsOf) {
			t.Errorf("%s of nothing on no day: %v, want ErrAsOf", name, err)
		}
	}
}

func TestReadingRejectsNoSummary(t *testing.T) {
	for name, err := range readings(nil, date("2026-03-01")) {
		wantConfig(t, name, err, "summary")
	}
}

func TestReadingRejectsNoSummaries(t *testing.T) {
	_, err := clv.RowsOf(nil, relationship.Week, date("2026-03-01"))
	wantConfig(t, "RowsOf", err, "summaries")
	_, err = clv.SpendRowsOf(nil, date("2026-03-01"), clv.SpendOptions{})
	wantConfig(t, "SpendRowsOf", err, "summaries")
}

func TestReadingRejectsNoPurchase(t *testing.T) {
	for name, s := range map[string]*relationship.Summary{
		"nothing":             history(),
		"refunded in full":    history("2026-01-01 10", "2026-01-20 back 10 2026-01-01"),
		"refunded to a loss":  history("2026-01-01 10", "2026-01-20 back 12 2026-01-01"),
		"only a refund known": history("2026-01-20 back 10 2026-01-01"),
	} {
		if _, err := clv.RecordOf(s, relationship.Week, date("2026-03-01")); !errors.Is(err, clv.ErrNoPurchase) {
			t.Errorf("%s: %v, want ErrNoPurchase", name, err)
		}
		for _, first := range []clv.FirstPurchase{clv.ExcludeFirst, clv.IncludeFirst} {
			if _, err := clv.SpendOf(s, date("2026-03-01"), clv.SpendOptions{FirstPurchase: first}); !errors.Is(err, clv.ErrNoPurchase) {
				t.Errorf("%s, %v: %v, want ErrNoPurchase", name, first, err)
			}
		}
	}
}

func TestSpendOfRejectsNotPositive(t *testing.T) {
	for _, test := range []struct {
		name     string
		orders   []string
		excluded bool // with the first purchase the sum is positive
	}{
		{"came back for nothing", []string{"2026-01-01 10", "2026-01-15 0"}, true},
		{"all for nothing", []string{"2026-01-01 0", "2026-01-15 0"}, false},
		{"a loss", []string{"2026-01-01 10", "2026-01-15 0", "2026-01-15 5", "2026-01-20 back 6 2026-01-15"}, true},
		{"losses cancel", []string{"2026-01-01 10", "2026-01-15 0", "2026-01-20 back 6 2026-01-15", "2026-02-01 6"}, true},
		{"a loss in all", []string{"2026-01-01 10", "2026-01-15 0", "2026-01-20 back 10 2026-01-15"}, false},
	} {
		s := history(test.orders...)
		if got, err := clv.SpendOf(s, date("2026-03-01"), clv.SpendOptions{}); !errors.Is(err, clv.ErrNotPositive) {
			t.Errorf("%s: %+v, %v, want ErrNotPositive", test.name, got, err)
		}
		got, err := clv.SpendOf(s, date("2026-03-01"), clv.SpendOptions{FirstPurchase: clv.IncludeFirst})
		if errors.Is(err, clv.ErrNotPositive) == test.excluded {
			t.Errorf("%s, include first: %+v, %v", test.name, got, err)
		}
	}
}

func TestReadingRejectsUnit(t *testing.T) {
	one := history("2026-01-01 10")
	for _, unit := range []relationship.Unit{0, 4, 255} {
		_, err := clv.RecordOf(one, unit, date("2026-03-01"))
		wantConfig(t, "RecordOf", err, "unit")
		_, err = clv.RowsOf(slices.Values([]*relationship.Summary{one}), unit, date("2026-03-01"))
		wantConfig(t, "RowsOf", err, "unit")
	}
}

func TestReadingRejectsFirstPurchase(t *testing.T) {
	one := history("2026-01-01 10")
	for _, first := range []clv.FirstPurchase{2, 255} {
		_, err := clv.SpendOf(one, date("2026-03-01"), clv.SpendOptions{FirstPurchase: first})
		wantConfig(t, "SpendOf", err, "FirstPurchase")
		_, err = clv.SpendRowsOf(slices.Values([]*relationship.Summary{one}), date("2026-03-01"), clv.SpendOptions{FirstPurchase: first})
		wantConfig(t, "SpendRowsOf", err, "FirstPurchase")
	}
}

// One bad summary ends the reading of the base, wherever it stands, and nothing half-read is returned.
func TestRowsOfRejectsBase(t *testing.T) {
	good, late := history("2026-01-01 10", "2026-01-15 10"), history("2026-04-01 10")
	for _, base := range [][]*relationship.Summary{{late, good, good}, {good, late, good}, {good, good, late}, {good, nil}} {
		rows, err := clv.RowsOf(slices.Values(base), relationship.Week, date("2026-03-01"))
		if err == nil || rows.Rows != nil || rows.Customers != 0 {
			t.Errorf("RowsOf: %+v, %v, want nothing and an error", rows, err)
		}
		spends, err := clv.SpendRowsOf(slices.Values(base), date("2026-03-01"), clv.SpendOptions{})
		if err == nil || spends.Rows != nil || spends.Customers != 0 {
			t.Errorf("SpendRowsOf: %+v, %v, want nothing and an error", spends, err)
		}
	}
}

func TestSpendRowsOfRejectsCurrencies(t *testing.T) {
	base := []*relationship.Summary{history("2026-01-01 10", "2026-01-15 20"), history("2026-01-01 10 USD", "2026-01-15 20 USD")}
	got, err := clv.SpendRowsOf(slices.Values(base), date("2026-03-01"), clv.SpendOptions{})
	var mismatch *relationship.CurrencyMismatchError
	if !errors.Is(err, relationship.ErrCurrencyMismatch) || !errors.As(err, &mismatch) || mismatch.Left != eur || mismatch.Right != usd {
		t.Errorf("%v, want a *relationship.CurrencyMismatchError of EUR and USD", err)
	}
	if got.Rows != nil || !got.Currency.IsZero() {
		t.Errorf("%+v, want nothing", got)
	}
}

func TestArgumentsAreLeftUnchanged(t *testing.T) {
	base := []*relationship.Summary{
		history("2026-01-20 back 3 2026-01-15", "2026-01-15 10", "2026-01-01 10", "2026-01-01 0"), history("2026-02-08 10"), history(), history("2026-02-08 20"),
	}
	given := slices.Clone(base)
	var before [][]byte
	for _, s := range base {
		before = append(before, relationship.Must(s.MarshalBinary()))
	}
	for _, s := range base {
		readings(s, date("2026-03-01"))
	}
	if _, err := clv.RowsOf(slices.Values(base), relationship.Week, date("2026-03-01")); err != nil {
		t.Fatal(err)
	}
	if _, err := clv.SpendRowsOf(slices.Values(base), date("2026-03-01"), clv.SpendOptions{FirstPurchase: clv.IncludeFirst}); err != nil {
		t.Fatal(err)
	}
	for i, s := range base {
		if s != given[i] {
			t.Errorf("summary %d was exchanged", i)
		}
		if after := relationship.Must(s.MarshalBinary()); !slices.Equal(after, before[i]) {
			t.Errorf("summary %d was changed from % x to % x", i, before[i], after)
		}
	}
}
