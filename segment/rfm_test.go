package segment_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestRFMOf(t *testing.T) {
	two := summary(t, order("2026-03-01", "10.00 EUR"), order("2026-03-01", "5.00 EUR"), order("2026-05-31", "20.50 EUR"))
	back := summary(t, order("2026-03-01", "10.00 EUR"), order("2026-04-01", "8.00 EUR"), refund("2026-04-01", "8.00 EUR"), refund("2026-03-01", "2.00 EUR"))
	year := relationship.Must(relationship.ParsePeriod("1y"))
	quarter := relationship.Must(relationship.ParsePeriod("3m"))
	for _, test := range []struct {
		name    string
		summary *relationship.Summary
		asOf    string
		tenure  relationship.Period
		want    segment.RFM
		status  segment.Status
	}{
		{
			"several orders of a day are one purchase", two, "2026-06-30", relationship.Period{},
			segment.RFM{Recency: 30, Frequency: 2, Net: money("35.50 EUR"), Gross: money("35.50 EUR")}, segment.Scored,
		},
		{
			"the day of the last purchase", two, "2026-05-31", relationship.Period{},
			segment.RFM{Recency: 0, Frequency: 2, Net: money("35.50 EUR"), Gross: money("35.50 EUR")}, segment.Scored,
		},
		{
			"a tenure reached on the day", two, "2026-06-01", quarter,
			segment.RFM{Recency: 1, Frequency: 2, Net: money("35.50 EUR"), Gross: money("35.50 EUR")}, segment.Scored,
		},
		{
			"a tenure one day short", two, "2026-05-31", quarter,
			segment.RFM{Recency: 0, Frequency: 2, Net: money("35.50 EUR"), Gross: money("35.50 EUR")}, segment.TooNew,
		},
		{
			"a day refunded in full is no purchase", back, "2027-01-01", relationship.Period{},
			segment.RFM{Recency: 306, Frequency: 1, Net: money("8.00 EUR"), Gross: money("18.00 EUR")}, segment.Scored,
		},
		{
			"a free order is a purchase", summary(t, order("2026-03-01", "0 EUR")), "2026-03-02", relationship.Period{},
			segment.RFM{Recency: 1, Frequency: 1, Net: money("0 EUR"), Gross: money("0 EUR")}, segment.Scored,
		},
		{
			"a tenure beyond the calendar", summary(t, order("9999-12-30", "1 EUR")), "9999-12-31", year,
			segment.RFM{Recency: 1, Frequency: 1, Net: money("1 EUR"), Gross: money("1 EUR")}, segment.TooNew,
		},
		{"nothing", summary(t), "2026-06-30", relationship.Period{}, segment.RFM{}, segment.Prospect},
		{"no summary", nil, "2026-06-30", relationship.Period{}, segment.RFM{}, segment.Prospect},
		{
			"everything refunded", summary(t, order("2026-03-01", "1 EUR"), refund("2026-03-01", "1 EUR")), "2026-06-30",
			relationship.Period{}, segment.RFM{}, segment.Prospect,
		},
		{
			"more paid back than paid, on a day that is then no purchase",
			summary(t, order("2026-03-01", "10.00 EUR"), order("2026-04-01", "3.00 EUR"), refund("2026-04-01", "20.00 EUR")), "2026-05-01",
			relationship.Period{}, segment.RFM{Recency: 61, Frequency: 1, Net: money("-7.00 EUR"), Gross: money("13.00 EUR")}, segment.Scored,
		},
		{
			"a free order on a day that is refunded in full is a purchase all the same",
			summary(t, order("2026-04-01", "3.00 EUR"), order("2026-04-01", "0 EUR"), refund("2026-04-01", "3.00 EUR")), "2026-04-02",
			relationship.Period{}, segment.RFM{Recency: 1, Frequency: 1, Net: money("0.00 EUR"), Gross: money("3.00 EUR")}, segment.Scored,
		},
		{
			"a tenure counts from the first purchase that was kept",
			summary(t, order("2026-01-01", "10.00 EUR"), refund("2026-01-01", "10.00 EUR"), order("2026-05-31", "5.00 EUR")), "2026-06-30", quarter,
			segment.RFM{Recency: 30, Frequency: 1, Net: money("5.00 EUR"), Gross: money("15.00 EUR")}, segment.TooNew,
		},
		{"a refund without its order", summary(t, refund("2026-03-01", "1 EUR")), "2026-06-30", relationship.Period{}, segment.RFM{}, segment.Prospect},
		{
			"something in the future, and too new before it", summary(t, order("2026-06-01", "1 EUR"), order("2026-07-01", "1 EUR")), "2026-06-30", year,
			segment.RFM{}, segment.Future,
		},
		{
			"a later day without a purchase is the future too",
			summary(t, order("2026-03-01", "1 EUR"), order("2026-07-01", "1 EUR"), refund("2026-07-01", "1 EUR")), "2026-06-30", relationship.Period{},
			segment.RFM{}, segment.Future,
		},
		{"a purchase tomorrow", two, "2026-05-30", relationship.Period{}, segment.RFM{}, segment.Future},
		{"no day", two, "", relationship.Period{}, segment.RFM{}, segment.Future},
		{"no day and no summary", nil, "", relationship.Period{}, segment.RFM{}, segment.Future},
	} {
		var asOf relationship.Date
		if test.asOf != "" {
			asOf = date(test.asOf)
		}
		got, status := segment.RFMOf(test.summary, segment.RFMOptions{AsOf: asOf, MinTenure: test.tenure})
		if !got.Equal(test.want) || status != test.status {
			t.Errorf("%s: %v, %v, want %v, %v", test.name, got, status, test.want, test.status)
		}
	}
}

// What is not more than 0 after refunds scores 1, whatever was paid; how often and how lately it was bought counts as for anyone.
func TestRefundsScore(t *testing.T) {
	o := segment.RFMOptions{AsOf: date("2026-06-30")}
	lost, _ := segment.RFMOf(summary(t, order("2026-06-01", "500.00 EUR"), order("2026-06-02", "1.00 EUR"), refund("2026-06-01", "499.99 EUR"), refund("2026-06-02", "9.00 EUR")), o)
	s, report := quantile(t, []segment.RFM{lost, rfm(300, 1, "-10.00 EUR"), rfm(200, 1, "0.00 EUR"), rfm(100, 1, "0.01 EUR")}, segment.QuantileOptions{Recency: 4, Frequency: 4, Monetary: 4})
	if got := scoreOf(t, s, lost); got.String() != "4-1-1" || lost.Gross.String() != "501.00 EUR" || lost.Net.String() != "-7.99 EUR" {
		t.Errorf("%v scores %v", lost, got)
	}
	if !slices.Equal(report.Monetary.Counts, []int{3, 0, 0, 1}) {
		t.Errorf("%v", report.Monetary)
	}
}

func TestRFMsOf(t *testing.T) {
	summaries := []*relationship.Summary{
		summary(t, order("2026-03-01", "10.00 EUR")), nil, summary(t, order("2026-03-09", "10.00 EUR")), summary(t, order("2026-03-02", "7.00 EUR")),
	}
	population := segment.RFMsOf(slices.Values(summaries), segment.RFMOptions{AsOf: date("2026-03-05")})
	for range 2 { // it can be ranged over again
		var got []segment.Status
		for _, status := range population {
			got = append(got, status)
		}
		if want := []segment.Status{segment.Scored, segment.Prospect, segment.Future, segment.Scored}; !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
	for r, status := range population { // and left early
		if status != segment.Scored || r.Recency != 4 {
			t.Errorf("the first is %v, %v", r, status)
		}
		break
	}
	_, report, err := segment.Quantile(population, segment.QuantileOptions{})
	if err != nil || report.Customers != 2 || report.Prospects != 1 || report.Future != 1 || report.TooNew != 0 {
		t.Errorf("%v, %v", report, err)
	}
	for range segment.RFMsOf(nil, segment.RFMOptions{}) {
		t.Error("nothing yields something")
	}
}

func TestRFMText(t *testing.T) {
	r := segment.RFM{Recency: 1, Frequency: 2, Net: money("3.50 EUR"), Gross: money("4 EUR")}
	if got := r.String(); got != "1 day, 2 purchase days, 3.50 EUR" {
		t.Error(got)
	}
	text, err := json.Marshal(r)
	const want = `{"recency":1,"frequency":2,"net":{"amount":"3.50","currency":"EUR"},"gross":{"amount":"4.00","currency":"EUR"}}`
	if err != nil || string(text) != want {
		t.Errorf("%s, %v", text, err)
	}
	var back segment.RFM
	if err := json.Unmarshal(text, &back); err != nil || !back.Equal(r) {
		t.Errorf("%s is read as %v, %v", text, back, err)
	}
	for _, other := range []segment.RFM{
		{Recency: 2, Frequency: 2, Net: r.Net, Gross: r.Gross}, {Recency: 1, Frequency: 1, Net: r.Net, Gross: r.Gross},
		{Recency: 1, Frequency: 2, Net: r.Gross, Gross: r.Gross}, {Recency: 1, Frequency: 2, Net: r.Net, Gross: r.Net},
	} {
		if other.Equal(r) {
			t.Errorf("%v equals %v", other, r)
		}
	}
}

func TestScoreText(t *testing.T) {
	for _, score := range []segment.Score{{R: 5, F: 4, M: 5}, {R: 1, F: 1, M: 1}, {R: 100, F: 10, M: 1}} {
		back, err := segment.ParseScore(score.String())
		if err != nil || back != score {
			t.Errorf("%v is read as %v, %v", score, back, err)
		}
		text, err := json.Marshal(score)
		if err != nil || string(text) != `"`+score.String()+`"` || json.Unmarshal(text, &back) != nil || back != score {
			t.Errorf("%v is stored as %s, %v, and read as %v", score, text, err, back)
		}
	}
	score := segment.Score{R: 5, F: 4, M: 3}
	got := []int{score.Of(segment.Recency), score.Of(segment.Frequency), score.Of(segment.Monetary), score.Of(0), score.Of(4)}
	if diff := cmp.Diff([]int{5, 4, 3, 0, 0}, got); diff != "" {
		t.Error(diff)
	}
	if score.IsZero() || !(segment.Score{}).IsZero() {
		t.Error("the zero value alone is no score")
	}
}

func TestFixed(t *testing.T) {
	s, err := segment.Fixed(segment.Cuts{
		Recency: []int{180, 90, 0}, Frequency: []int{2, 5}, Monetary: []relationship.Money{money("10.00 EUR"), money("99.99 EUR")},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		r    segment.RFM
		want string
	}{
		{rfm(181, 1, "-5.00 EUR"), "1-1-1"}, {rfm(180, 2, "10.00 EUR"), "2-2-2"}, {rfm(91, 4, "99.98 EUR"), "2-2-2"},
		{rfm(90, 5, "99.99 EUR"), "3-3-3"}, {rfm(1, 6, "9.99 EUR"), "3-3-1"}, {rfm(0, 1_000_000_000, "99999999999999999999 EUR"), "4-3-3"},
	} {
		if got := scoreOf(t, s, test.r); got.String() != test.want {
			t.Errorf("%v scores %v, want %s", test.r, got, test.want)
		}
	}
	if s.K(segment.Recency) != 4 || s.K(segment.Frequency) != 3 || s.K(segment.Monetary) != 3 || s.K(0) != 0 {
		t.Errorf("%d, %d, %d, %d scores", s.K(segment.Recency), s.K(segment.Frequency), s.K(segment.Monetary), s.K(0))
	}
	if !slices.Equal(s.RecencyCuts(), []int{180, 90, 0}) || !slices.Equal(s.FrequencyCuts(), []int{2, 5}) {
		t.Errorf("cuts %v, %v", s.RecencyCuts(), s.FrequencyCuts())
	}
}

// Amounts at the end of what a word holds, and finer than a cent, are scored as exactly as others.
func TestValuesAtTheEdges(t *testing.T) {
	scale, err := segment.FixedValues([]relationship.Money{
		money("0.005 EUR"), money("0.01 EUR"), money("92233720368547758.06 EUR"), money("92233720368547758.07 EUR"), money("92233720368547758.071 EUR"),
		money("92233720368547758.08 EUR"),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		amount string
		want   int
	}{
		{"-92233720368547758.08", 1}, {"-99999999999999999999", 1}, {"0", 1}, {"0.004", 1}, {"0.005", 2}, {"0.009", 2}, {"0.01", 3}, {"92233720368547758.05", 3},
		{"92233720368547758.06", 4}, {"92233720368547758.07", 5}, {"92233720368547758.0709", 5}, {"92233720368547758.071", 6}, {"92233720368547758.08", 7},
	} {
		if got, err := scale.Score(money(test.amount + " EUR")); err != nil || got != test.want {
			t.Errorf("%s scores %d, want %d, %v", test.amount, got, test.want, err)
		}
	}
}
