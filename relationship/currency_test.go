package relationship_test

import (
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/rapport-go/rapport/relationship"
)

func TestCurrency(t *testing.T) {
	for _, row := range []struct {
		text, code string
		places     int
		iso        bool
	}{
		{"EUR", "EUR", 2, true},
		{"JPY", "JPY", 0, true},
		{"KRW", "KRW", 0, true},
		{"ISK", "ISK", 0, true},
		{"CLP", "CLP", 0, true},
		{"VND", "VND", 0, true},
		{"UGX", "UGX", 0, true},
		{"BHD", "BHD", 3, true},
		{"KWD", "KWD", 3, true},
		{"OMR", "OMR", 3, true},
		{"JOD", "JOD", 3, true},
		{"TND", "TND", 3, true},
		{"IQD", "IQD", 3, true},
		{"LYD", "LYD", 3, true},
		{"CLF", "CLF", 4, true},
		{"UYW", "UYW", 4, true},
		{"MRU", "MRU", 2, true},
		{"XCG", "XCG", 2, true},
		{"XXX", "XXX", 2, true},
		{"XXX/0", "XXX", 0, true},
		{"XAU/4", "XAU", 4, true},
		{"PTS/0", "PTS", 0, false},
		{"A/18", "A", 18, false},
		{"MILES42/2", "MILES42", 2, false},
	} {
		c, err := relationship.ParseCurrency(row.text)
		if err != nil || c.Code() != row.code || c.Places() != row.places || c.IsISO() != row.iso || c.String() != row.text {
			t.Errorf("ParseCurrency(%q) = %v (%s, %d places, iso %t), %v", row.text, c, c.Code(), c.Places(), c.IsISO(), err)
		}
		same, err := relationship.NewCurrency(row.code, row.places)
		if err != nil || same != c {
			t.Errorf("NewCurrency(%q, %d) = %v, %v; want %v", row.code, row.places, same, err, c)
		}
	}
}

func TestCurrencies(t *testing.T) {
	all := relationship.Currencies()
	if len(all) != 178 {
		t.Errorf("%d currencies, want the 178 of the list", len(all))
	}
	if !slices.IsSortedFunc(all, func(a, b relationship.Currency) int { return strings.Compare(a.Code(), b.Code()) }) {
		t.Error("the codes are not in order")
	}
	places := map[int]int{}
	for _, c := range all {
		places[c.Places()]++
		if back, err := relationship.ParseCurrency(c.String()); back != c || err != nil || !c.IsISO() || len(c.String()) != 3 {
			t.Errorf("%v does not come back: %v, %v", c, back, err)
		}
	}
	if places[0] != 17 || places[3] != 7 || places[4] != 2 || places[2] != 152 {
		t.Errorf("numbers of currencies by places = %v, want 17 with 0, 152 with 2, 7 with 3, 2 with 4", places)
	}
	all[0] = relationship.Currency{}
	if relationship.Currencies()[0].IsZero() {
		t.Error("the slice is shared")
	}
}

func TestCurrencyZeroValue(t *testing.T) {
	var c relationship.Currency
	if !c.IsZero() || c.IsISO() || c.Code() != "" || c.Places() != 0 || c.String() != "" {
		t.Errorf("the zero value is %q", c)
	}
	if err := c.UnmarshalText(nil); err != nil || !c.IsZero() {
		t.Errorf("empty text = %v, %v", c, err)
	}
	if unsafe.Sizeof(c) != 8 {
		t.Error("Currency is not one word")
	}
}
