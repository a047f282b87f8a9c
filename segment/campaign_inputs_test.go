package segment_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestCampaignRejects(t *testing.T) {
	const group = `{"customers":2,"responses":1,"singly":2,"margin":{"amount":"3.00","currency":"EUR"},"squares":"5"}`
	var c segment.Campaign
	if err := json.Unmarshal([]byte(`{"version":1,"exposed":`+group+`,"control":`+group+`}`), &c); err != nil {
		t.Fatal(err)
	}
	was := c
	for _, test := range []struct {
		name string
		err  error
		want error
		text string
	}{
		{"customers", c.AddExposed(segment.CampaignTotals{Customers: -1}), segment.ErrInvalid, "exposed: customers = -1, want 0 or more"},
		{"responses", c.AddControl(segment.CampaignTotals{Customers: 2, Responses: 3}), segment.ErrInvalid, "control: responses = 3, want 0 to 2"},
		{"less than none", c.AddControl(segment.CampaignTotals{Customers: 2, Responses: -1}), segment.ErrInvalid, "control: responses = -1"},
		{"margin of nobody", c.AddControl(segment.CampaignTotals{Margin: money("1 EUR")}), segment.ErrInvalid, "control: margin = 1.00 EUR, want no margin without customers"},
		{"too many", c.AddExposed(segment.CampaignTotals{Customers: math.MaxInt}), segment.ErrInvalid, "exposed: customers = "},
		{"a second currency", c.Observe(segment.CampaignCustomer{Exposed: true, Margin: money("1 USD")}), relationship.ErrCurrencyMismatch, "EUR"},
		{"a second currency", c.Observe(segment.CampaignCustomer{Margin: money("1 USD")}), relationship.ErrCurrencyMismatch, "EUR"},
		{"a sum too large", c.AddExposed(segment.CampaignTotals{Customers: 1, Margin: money(strings.Repeat("9", 100) + " EUR")}), relationship.ErrAmount, "100 digits"},
	} {
		refused(t, test.name, test.err, test.want, test.text)
		if !c.Equal(was) {
			t.Errorf("%s changed the campaign", test.name)
		}
	}
	var first segment.Campaign
	if err := first.AddExposed(segment.CampaignTotals{Customers: 1, Margin: money("1 EUR")}); err != nil {
		t.Fatal(err)
	}
	refused(t, "across groups", first.AddControl(segment.CampaignTotals{Customers: 1, Margin: money("1 USD")}), relationship.ErrCurrencyMismatch, "EUR and USD")
}

func TestCampaignConfigRejects(t *testing.T) {
	c := campaignMailing(t)
	for _, level := range []float64{0, 0.49, 1, 1.1, -1, math.NaN(), math.Inf(1), math.Inf(-1), math.Copysign(0, -1)} {
		_, err := c.Effect(segment.CampaignConfig{Level: level})
		refused(t, "level", err, segment.ErrInvalid, "level = ")
	}
	_, err := c.Effect(segment.CampaignConfig{Fixed: money("-1 EUR"), PerContact: money("-2 EUR"), LeastControl: -3, Rounding: 99})
	for _, text := range []string{"level = 0", "fixed cost = -1.00 EUR", "cost per contact = -2.00 EUR", "least control = -3", "rounding = "} {
		refused(t, "all at once", err, segment.ErrInvalid, text)
	}
	_, err = c.Effect(segment.CampaignConfig{Level: 0.9, Fixed: money("1 USD")})
	refused(t, "cost in another currency", err, relationship.ErrCurrencyMismatch, "EUR")
	_, err = c.Effect(segment.CampaignConfig{Level: 0.9, Fixed: money("1 EUR"), PerContact: money("1 USD")})
	refused(t, "two costs", err, relationship.ErrCurrencyMismatch, "USD")
	large := strings.Repeat("9", 99) + " EUR"
	_, err = c.Effect(segment.CampaignConfig{Level: 0.9, PerContact: money(large)})
	refused(t, "a cost too large", err, relationship.ErrAmount, "100 digits")
	wide := campaignOf(t, segment.CampaignTotals{Customers: 100, Margin: money("1 EUR")}, segment.CampaignTotals{Customers: 1, Margin: money(large)})
	_, err = wide.Effect(segment.CampaignConfig{Level: 0.9})
	refused(t, "a result too large", err, relationship.ErrAmount, "100 digits")
	if _, err := (segment.Campaign{}).Effect(segment.CampaignConfig{Level: 0.9}); err != nil {
		t.Error(err)
	}
}

func TestCampaignJSONRejects(t *testing.T) {
	const none = `{"customers":0,"responses":0,"singly":0,"margin":{"amount":"0","currency":""},"squares":"0"}`
	group := func(customers, responses, singly, amount, squares string) string {
		return `{"customers":` + customers + `,"responses":` + responses + `,"singly":` + singly +
			`,"margin":{"amount":"` + amount + `","currency":"EUR"},"squares":"` + squares + `"}`
	}
	good := group("2", "1", "2", "3.00", "5")
	read := func(text string) error {
		c := campaignMailing(t)
		err := json.Unmarshal([]byte(text), &c)
		if err != nil && !c.Equal(campaignMailing(t)) {
			t.Errorf("%s changed the campaign", text)
		}
		return err
	}
	if err := read(`{"version":1,"exposed":` + good + `,"control":` + none + `}`); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"another version":    `{"version":2,"exposed":` + good + `,"control":` + none + `}`,
		"a group missing":    `{"version":1,"exposed":` + good + `}`,
		"null":               `{"version":1,"exposed":null,"control":` + none + `}`,
		"two currencies":     `{"version":1,"exposed":` + good + `,"control":` + strings.Replace(good, "EUR", "USD", 1) + `}`,
		"below 0":            `{"version":1,"exposed":` + group("-1", "0", "0", "0.00", "0") + `,"control":` + none + `}`,
		"too many":           `{"version":1,"exposed":` + group("9007199254740993", "0", "0", "0.00", "0") + `,"control":` + none + `}`,
		"responses":          `{"version":1,"exposed":` + group("1", "2", "0", "0.00", "0") + `,"control":` + none + `}`,
		"responses below 0":  `{"version":1,"exposed":` + group("1", "-1", "0", "0.00", "0") + `,"control":` + none + `}`,
		"singly":             `{"version":1,"exposed":` + group("1", "0", "2", "0.00", "0") + `,"control":` + none + `}`,
		"singly below 0":     `{"version":1,"exposed":` + group("1", "0", "-1", "0.00", "0") + `,"control":` + none + `}`,
		"squares of none":    `{"version":1,"exposed":` + group("1", "0", "0", "1.00", "1") + `,"control":` + none + `}`,
		"margin of nobody":   `{"version":1,"exposed":` + group("0", "0", "0", "1.00", "0") + `,"control":` + none + `}`,
		"squares too small":  `{"version":1,"exposed":` + group("2", "0", "2", "3.00", "4.49") + `,"control":` + none + `}`,
		"squares of one":     `{"version":1,"exposed":` + group("1", "0", "1", "3.00", "9.01") + `,"control":` + none + `}`,
		"no amount so large": `{"version":1,"exposed":` + group("2", "1", "2", "3.00", strings.Repeat("9", 299)) + `,"control":` + none + `}`,
		"nor of a part":      `{"version":1,"exposed":` + group("2", "1", "1", "3.00", strings.Repeat("9", 202)) + `,"control":` + none + `}`,
		"negative squares":   `{"version":1,"exposed":` + group("2", "0", "2", "3.00", "-5") + `,"control":` + none + `}`,
		"a zero too many":    `{"version":1,"exposed":` + group("2", "0", "2", "3.00", "5.0") + `,"control":` + none + `}`,
		"a leading zero":     `{"version":1,"exposed":` + group("2", "0", "2", "3.00", "05") + `,"control":` + none + `}`,
		"no digits":          `{"version":1,"exposed":` + group("2", "0", "2", "3.00", "") + `,"control":` + none + `}`,
		"not a number":       `{"version":1,"exposed":` + group("2", "0", "2", "3.00", "5e3") + `,"control":` + none + `}`,
		"a long number":      `{"version":1,"exposed":` + group("2", "0", "2", "3.00", strings.Repeat("9", 301)) + `,"control":` + none + `}`,
	} {
		refused(t, name, read(text), segment.ErrDecode, "segment: campaign JSON")
	}
}
