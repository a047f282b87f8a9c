package segment_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// cohortCDNOW reads the order book of the CDNOW sample.
func cohortCDNOW(t *testing.T) []segment.CohortOrder {
	folder := os.Getenv("RAPPORT_DATA")
	if folder == "" {
		t.Skip("RAPPORT_DATA does not name a folder with the public data sets, of which cdnow_sample.csv is needed")
	}
	data, err := os.ReadFile(filepath.Join(folder, "cdnow_sample.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var book []segment.CohortOrder
	for _, row := range rows[1:] { // masterid, id, date, cds, amount
		book = append(book, cohortLine(row[1], row[2], row[4]+" USD"))
	}
	return book
}

// TestCohortCDNOWMonths: the sample's customers of January to March 1997 over the 18 months until June 1998. The numbers were counted
// from the same file by a few lines of Python with sets and decimals, and those of January again in awk.
func TestCohortCDNOWMonths(t *testing.T) {
	table := cohortsOf(t, cohortCDNOW(t), cohortConfig("1m", "1997-01-01", "1998-06-30"))
	active := [][]int64{
		{781, 124, 95, 70, 65, 77, 65, 53, 52, 45, 62, 59, 45, 47, 63, 37, 37, 33},
		{857, 134, 110, 75, 77, 75, 61, 61, 74, 70, 59, 57, 59, 70, 56, 59, 60},
		{719, 87, 84, 78, 63, 64, 55, 57, 73, 65, 47, 51, 78, 32, 38, 45},
	}
	for cohort, want := range active {
		var got []int64
		for _, c := range table.Row(cohort) {
			got = append(got, c.Active)
		}
		if !slices.Equal(got, want) {
			t.Errorf("cohort %d: %v", cohort, got)
		}
	}
	for _, c := range []struct {
		cohort, age int
		days        int64
		revenue     string
	}{
		{0, 0, 873, "28592.70 USD"}, {0, 1, 174, "7003.73 USD"}, {0, 17, 39, "1327.56 USD"},
		{1, 0, 981, "33430.08 USD"}, {1, 16, 75, "2581.67 USD"},
		{2, 0, 837, "32812.09 USD"}, {2, 12, 93, "3476.88 USD"}, {2, 15, 54, "1681.64 USD"},
	} {
		if got, ok := table.Cell(c.cohort, c.age); !ok || got.PurchaseDays != c.days || !got.Revenue.Equal(money(c.revenue)) {
			t.Errorf("%+v: %+v, %v", c, got, ok)
		}
	}
	ages, err := table.Ages(0.95)
	if err != nil || len(ages) != 18 {
		t.Fatal(len(ages), err)
	}
	// From age 16 on only the first two cohorts are old enough, at 17 only the first.
	for _, c := range []struct {
		age      int
		kept, of int64
		revenue  string
	}{{1, 345, 2357, "17525.13 USD"}, {12, 182, 2357, "8431.56 USD"}, {15, 141, 2357, "6740.22 USD"}, {16, 97, 1638, "4058.69 USD"}, {17, 33, 781, "1327.56 USD"}} {
		a := ages[c.age]
		if a.Retention.Kept != c.kept || a.Retention.Of != c.of || !a.Revenue.Equal(money(c.revenue)) {
			t.Errorf("age %d: %+v", c.age, a)
		}
	}
	want := segment.CohortTotals{Customers: 2357, PurchaseDays: 6696, Revenue: money("244091.94 USD")}
	if got := table.Totals(); got.Customers != want.Customers || got.PurchaseDays != want.PurchaseDays || !got.Revenue.Equal(want.Revenue) {
		t.Errorf("totals %+v", got)
	}
	if left := table.LeftOut(); left.Customers() != 0 || left.PurchaseDays != 0 || !left.Net.IsZero() {
		t.Errorf("left out %+v", left)
	}
}

// TestCohortCDNOWQuarters: all of them are of the first quarter; counted in the same way.
func TestCohortCDNOWQuarters(t *testing.T) {
	table := cohortsOf(t, cohortCDNOW(t), cohortConfig("3m", "1997-01-01", "1998-06-30"))
	var got []int64
	for _, c := range table.Row(0) {
		got = append(got, c.Active)
	}
	if want := []int64{2357, 524, 418, 404, 384, 300}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestCohortRetentionGolden: three of eight, and the ends of Wilson's interval at 0.9, from mpmath with 30 digits.
func TestCohortRetentionGolden(t *testing.T) {
	k, err := segment.CohortCell{Size: 8, Active: 3}.Retention(0.9)
	share, ok := k.Share()
	const low, high = 0.161172337760673415265652097571928, 0.652008561595267423607423775463976
	if err != nil || !ok || share != 0.375 || !migClose(k.Interval.Low, low) || !migClose(k.Interval.High, high) {
		t.Errorf("%+v, %v", k, err)
	}
}

// TestCohortTableV1: the stored form of version 1 is read forever, and is still the one that is written.
func TestCohortTableV1(t *testing.T) {
	data, err := os.ReadFile("testdata/cohorts-v1.json")
	if err != nil {
		t.Fatal(err)
	}
	stored := strings.TrimSpace(string(data))
	var table segment.CohortTable
	if err := json.Unmarshal([]byte(stored), &table); err != nil {
		t.Fatal(err)
	}
	if written := cohortForm(t, cohortSix(t)); !table.Equal(cohortSix(t)) || written != stored {
		t.Errorf("%s\nis now written as\n%s", stored, written)
	}
	// As the file has it: 110.00 of the two of January.
	if c, ok := table.Cell(0, 0); !ok || c.Active != 2 || !c.Revenue.Equal(relationship.MoneyFromMinor(11000, eur)) {
		t.Errorf("%+v", c)
	}
}

// cohortForm is the stored form.
func cohortForm(t interface{ Fatal(...any) }, table *segment.CohortTable) string {
	form, err := json.Marshal(table)
	if err != nil {
		t.Fatal(err)
	}
	return string(form)
}
