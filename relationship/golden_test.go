package relationship_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// The files in testdata are stored forms of each version, to be read forever. -update writes those of the present version; it is for
// adding files, and a difference in a file that is there already is a break with what users have stored.
var update = flag.Bool("update", false, "write the golden files of stored forms")

// goldenSummaries are summaries with every kind of day and amount.
func goldenSummaries(t interface{ Fatal(...any) }) map[string]*relationship.Summary {
	all := map[string]*relationship.Summary{
		"empty": new(relationship.Summary),
		"one":   summaryOf(t, bought("2026-01-02", "12.50 EUR")),
		"plain": summaryOf(t, bought("2024-02-28", "0.01 EUR"), bought("2024-02-29", "1.27 EUR"), bought("2024-03-01", "1.28 EUR"),
			bought("2025-12-31", "19.99 EUR"), bought("2026-01-02", "184467440737095516.15 EUR")),
		"days": summaryOf(t, bought("2026-03-01", "12.50 EUR"), bought("2026-03-01", "1.00 EUR"), bought("2026-03-05", "30.005 EUR"),
			refunded("2026-03-05", "30.00 EUR"), bought("2026-03-07", "0.00 EUR"), refunded("2026-02-01", "1.00 EUR")),
		"ends": summaryOf(t, bought("0001-01-01", "1 JPY"), bought("9999-12-31", "99999999999999999999999999999999999999 JPY")),
		"own":  summaryOf(t, bought("2026-01-02", "250 PTS/0"), bought("2026-01-02", "0.5 PTS/0")),
		"fine": summaryOf(t, bought("2026-01-02", "0.000000000000000001 ETH/18"), bought("2026-01-03", "20 ETH/18")),
	}
	wide := summaryOf(t, bought("2026-01-02", "99999999999999999999.999999999999999999 KWD"), refunded("2026-01-01", "99999999999999999999999999999999999999 KWD"))
	for range 62 {
		if err := wide.Merge(wide); err != nil {
			t.Fatal(err)
		}
	}
	all["wide"] = wide
	return all
}

// golden compares bytes with a file, or writes them to it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s:\n got %s\nwant %s", name, got, want)
	}
}

// read returns a file of testdata without its last newline.
func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(string(data), "\n")
}

func TestGoldenSummaries(t *testing.T) {
	for name, s := range goldenSummaries(t) {
		t.Run(name, func(t *testing.T) {
			text := relationship.Must(json.Marshal(s))
			data := relationship.Must(s.MarshalBinary())
			golden(t, "summary-v1-"+name+".json", append(text, '\n'))
			golden(t, "summary-v1-"+name+".hex", append(hex.AppendEncode(nil, data), '\n'))

			var fromText, fromBinary relationship.Summary
			if err := json.Unmarshal([]byte(read(t, "summary-v1-"+name+".json")), &fromText); err != nil || !fromText.Equal(s) {
				t.Errorf("the JSON file is read as %+v, %v", fromText, err)
			}
			stored := relationship.Must(hex.DecodeString(read(t, "summary-v1-"+name+".hex")))
			if err := fromBinary.UnmarshalBinary(stored); err != nil || !fromBinary.Equal(s) {
				t.Errorf("the binary file is read as %+v, %v", fromBinary, err)
			}
		})
	}
}

// storedValues is one of each value that has a JSON form.
type storedValues struct {
	Customers  []relationship.Customer  `json:"customers"`
	Partners   []relationship.Partner   `json:"partners"`
	Keys       []relationship.Key       `json:"keys"`
	Money      []relationship.Money     `json:"money"`
	Currencies []relationship.Currency  `json:"currencies"`
	Dates      []relationship.Date      `json:"dates"`
	Periods    []relationship.Period    `json:"periods"`
	Rates      []relationship.Rate      `json:"rates"`
	Units      []relationship.Unit      `json:"units"`
	Roundings  []relationship.Rounding  `json:"roundings"`
	Kinds      []relationship.PartyKind `json:"kinds"`
	Groups     []relationship.Group     `json:"groups"`
	Markets    []relationship.Market    `json:"markets"`
	Actors     []relationship.Actor     `json:"actors"`
	Sets       []relationship.KindSet   `json:"sets"`
}

func TestGoldenValues(t *testing.T) {
	v := storedValues{
		Customers: []relationship.Customer{
			relationship.Must(relationship.NewCustomer(relationship.CustomerConfig{ID: "C-1"})),
			relationship.Must(relationship.NewCustomer(relationship.CustomerConfig{
				ID: "C-2", Name: "Ada", Kinds: kinds(relationship.KindEndConsumer, relationship.KindReferrer), Since: date("2026-01-02"),
			})),
		},
		Partners:   []relationship.Partner{relationship.Must(relationship.NewPartner(relationship.PartnerConfig{ID: "P-1", Kinds: kinds(relationship.KindSupplier)}))},
		Keys:       []relationship.Key{keyOfTests},
		Money:      []relationship.Money{{}, money("12.50 EUR"), money("-0.005 EUR"), money("250 PTS/0"), money("1.000 KWD")},
		Currencies: []relationship.Currency{{}, eur, jpy, pts, relationship.Must(relationship.ParseCurrency("XAU/4"))},
		Dates:      []relationship.Date{{}, date("0001-01-01"), date("2024-02-29"), date("9999-12-31")},
		Periods:    []relationship.Period{{}, relationship.Must(relationship.ParsePeriod("1y6m10d")), relationship.Must(relationship.ParsePeriod("52w"))},
		Rates: []relationship.Rate{{}, relationship.Must(relationship.AnnualRate(0.10)), relationship.Must(relationship.AnnualRate(0.07)),
			relationship.Must(relationship.ContinuousRate(0.002, relationship.Week))},
		Units:     []relationship.Unit{relationship.Day, relationship.Week, relationship.Year},
		Roundings: roundings,
		Kinds:     relationship.PartyKinds(),
		Groups:    []relationship.Group{relationship.GroupSupplier, relationship.GroupLateral, relationship.GroupBuyer, relationship.GroupInternal},
		Markets: []relationship.Market{relationship.MarketCustomer, relationship.MarketSupplierAlliance, relationship.MarketReferral,
			relationship.MarketInfluencer, relationship.MarketRecruitment, relationship.MarketInternal},
		Actors: []relationship.Actor{relationship.ByFrom, relationship.ByTo},
		Sets:   []relationship.KindSet{{}, kinds(relationship.KindEmployee, relationship.KindSupplier)},
	}
	text := relationship.Must(json.MarshalIndent(v, "", " "))
	golden(t, "values-v1.json", append(text, '\n'))

	var back storedValues
	if err := json.Unmarshal([]byte(read(t, "values-v1.json")), &back); err != nil {
		t.Fatal(err)
	}
	if again := relationship.Must(json.MarshalIndent(back, "", " ")); !bytes.Equal(again, text) {
		t.Errorf("what was read is written\n%s", again)
	}
	for i := range v.Money {
		if !back.Money[i].Equal(v.Money[i]) {
			t.Errorf("%v is read as %v", v.Money[i], back.Money[i])
		}
	}
}
