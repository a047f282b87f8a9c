package segment_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// campaignNear checks an interval against outside numbers.
func campaignNear(t *testing.T, name string, got segment.Interval, ok bool, low, high float64) {
	t.Helper()
	if !ok || math.Abs(got.Low-low) > 1e-12*max(1, math.Abs(low)) || math.Abs(got.High-high) > 1e-12*max(1, math.Abs(high)) {
		t.Errorf("%s: %v, %t; want %v to %v", name, got, ok, low, high)
	}
}

// campaignMargins observes customers one by one, who responded if they brought something.
func campaignMargins(t testing.TB, exposed, control []string) segment.Campaign {
	t.Helper()
	var c segment.Campaign
	for i, list := range [][]string{exposed, control} {
		for _, text := range list {
			m := money(text + " EUR")
			if err := c.Observe(segment.CampaignCustomer{Exposed: i == 0, Responded: m.Sign() > 0, Margin: m}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return c
}

// Student's ten patients and two drugs, as two samples: R's t.test(extra ~ group, data = sleep) prints -3.3654832 to 0.2054832. The digits
// are those of mpmath.
func TestCampaignMarginGolden(t *testing.T) {
	c := campaignMargins(t, salesSleepFirst, salesSleepSecond)
	e := campaignEffect(t, c, segment.CampaignConfig{Level: 0.95})
	in, ok := e.MarginInterval()
	campaignNear(t, "sleep", in, ok, -3.3654832307117109713, 0.20548323071171097135)
	c = campaignMargins(t, []string{"12.50", "0", "0", "30", "7.25", "0"}, []string{"0", "10", "0", "0", "2"})
	e = campaignEffect(t, c, segment.CampaignConfig{Level: 0.9})
	in, ok = e.MarginInterval()
	campaignNear(t, "margins", in, ok, -4.0533139260342884673, 15.836647259367621801)
	per, ok := e.IncrementalMarginPerExposed() // 49.75/6 - 12/5 = 5.891666
	campaignAmount(t, "per exposed", "5.89 EUR", per, ok)
}

// Shares at 90 % by mpmath, 120 of 1,000 and 40 of 500; and the aspirin trial at 95 %, 189 of 11,034 and 104 of 11,037, whose ratio is
// published as 1.82.
func TestCampaignSharesGolden(t *testing.T) {
	e := campaignEffect(t, campaignMailing(t), campaignMailingCost)
	f, ok := e.ResponseRate()
	campaignNear(t, "response", f.Interval, ok, 0.10411421795828388145, 0.13793644690393411624)
	f, ok = e.ControlRate()
	campaignNear(t, "control", f.Interval, ok, 0.062229895481281898697, 0.10229095480778533534)
	f, ok = e.Uplift()
	campaignNear(t, "uplift", f.Interval, ok, 0.012627664744862588025, 0.06524861861852670202)
	aspirin := campaignOf(t, segment.CampaignTotals{Customers: 11034, Responses: 189}, segment.CampaignTotals{Customers: 11037, Responses: 104})
	f, ok = campaignEffect(t, aspirin, segment.CampaignConfig{Level: 0.95}).RelativeUplift()
	campaignNear(t, "relative", f.Interval, ok, 0.43303090305056280724, 1.305884232422445793)
	if math.Abs(f.Value-0.81780179445350734095) > 1e-14 {
		t.Errorf("ratio %v", f.Value)
	}
}

// campaignStored holds a stored form against its golden file, and reads the file back.
func campaignStored[T any](t *testing.T, name string, v json.Marshaler, back *T, equal func() bool) {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, append(text, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(want, back); err != nil || !equal() {
		t.Errorf("%s is read as something else, %v", file, err)
	}
	if string(text)+"\n" != string(want) {
		t.Errorf("%s: written %s", file, text)
	}
}

func TestCampaignStoredForms(t *testing.T) {
	c := campaignMargins(t, []string{"12.50", "0", "-3.005", "12345678901234567890.12"}, []string{"0", "0.01"})
	if err := c.AddControl(segment.CampaignTotals{Customers: 7, Responses: 2, Margin: money("9 EUR")}); err != nil {
		t.Fatal(err)
	}
	var back, empty segment.Campaign
	campaignStored(t, "campaign-v1.json", c, &back, func() bool { return back.Equal(c) })
	campaignStored(t, "campaign-v1-empty.json", segment.Campaign{}, &empty, func() bool { return empty.IsZero() })
	if back.Currency() != eur || relationship.Must(back.Exposed().Margin.Cmp(money("12345678901234567899.615 EUR"))) != 0 {
		t.Errorf("%v", back.Exposed())
	}
}
