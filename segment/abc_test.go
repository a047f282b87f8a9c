package segment_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// abcItems names amounts in EUR a, b, c and so on.
func abcItems(amounts ...string) []segment.ABCItem {
	items := make([]segment.ABCItem, len(amounts))
	for i, amount := range amounts {
		items[i] = segment.ABCItem{ID: string(rune('a' + i)), Value: money(amount + " EUR")}
	}
	return items
}

// abcOf is segment.ABC for a base that has nothing wrong with it.
func abcOf(t interface{ Fatal(...any) }, items []segment.ABCItem, o segment.ABCOptions) segment.ABCResult {
	r, err := segment.ABC(items, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// abcLetters writes the classes of the items in their order.
func abcLetters(r segment.ABCResult) string {
	var text strings.Builder
	for row := range r.Rows() {
		text.WriteString(row.Class.String())
	}
	return text.String()
}

func TestABC(t *testing.T) {
	for name, row := range map[string]struct {
		items []segment.ABCItem
		o     segment.ABCOptions
		want  string
	}{
		"nobody":                 {nil, segment.ABCOptions{}, ""},
		"alone":                  {abcItems("0.01"), segment.ABCOptions{}, "A"},
		"the cuts to the cent":   {abcItems("80", "15", "5"), segment.ABCOptions{}, "ABC"},
		"a cent is missing to A": {abcItems("79.99", "15.01", "5"), segment.ABCOptions{}, "AAC"},
		"a cent is missing to B": {abcItems("80", "14.99", "5.01"), segment.ABCOptions{}, "ABB"},
		"who crosses is better":  {abcItems("50", "45", "5"), segment.ABCOptions{}, "AAC"},
		"A crosses both cuts":    {abcItems("96", "4"), segment.ABCOptions{}, "AC"},
		"a tie goes on behind A": {abcItems("60", "20", "20", "20"), segment.ABCOptions{}, "AAAA"},
		"a tie goes on behind B": {abcItems("85", "5", "5", "5"), segment.ABCOptions{ACut: 8500, BCut: 9000}, "ABBB"},
		"all equal":              {abcItems("1", "1", "1", "1", "1"), segment.ABCOptions{ACut: 1, BCut: 2}, "AAAAA"},
		"in any order":           {abcItems("5", "0", "15", "-100", "80"), segment.ABCOptions{}, "CZBZA"},
		"nobody above 0":         {abcItems("0", "-1"), segment.ABCOptions{}, "ZZ"},
		"in no currency":         {[]segment.ABCItem{{ID: "x"}, {ID: "y", Value: money("1 EUR")}}, segment.ABCOptions{}, "ZA"},
		"nothing in no currency": {[]segment.ABCItem{{ID: "x"}}, segment.ABCOptions{}, "Z"},
		"70 and 90":              {abcItems("70", "20", "10"), segment.ABCOptions{ACut: 7000, BCut: 9000}, "ABC"},
		"80 and 95 of the same":  {abcItems("70", "20", "10"), segment.ABCOptions{}, "AAB"},
		"all of it is in B":      {abcItems("80", "19.99", "0.01"), segment.ABCOptions{BCut: 10000}, "ABB"},
		"finer than a cent":      {abcItems("0.080", "0.015", "0.004", "0.001"), segment.ABCOptions{}, "ABCC"},
		// Of 0.099999999999999999 in all, 80 % is ...9992 of 10^-19 where the first is ...9990, and 95 % is ...99905 of 10^-20 where
		// the first two are ...99900.
		"far behind the point":   {abcItems("0.079999999999999999", "0.015", "0.005"), segment.ABCOptions{}, "AAB"},
		"further than a float64": {abcItems("80.000000000000000001", "15", "5"), segment.ABCOptions{}, "ABC"},
		"larger than words":      {abcItems("80000000000000000000000000000000", "15000000000000000000000000000000", "5000000000000000000000000000000"), segment.ABCOptions{}, "ABC"},
	} {
		r, err := segment.ABC(row.items, row.o)
		if err != nil || abcLetters(r) != row.want || r.Items() != len(row.items) {
			t.Errorf("%s: %s, want %s, %v", name, abcLetters(r), row.want, err)
		}
	}
}

func TestABCResult(t *testing.T) {
	r := abcOf(t, abcItems("15.00", "-3.00", "80.00", "0.00", "5.00"), segment.ABCOptions{})
	var ids []string
	for row := range r.Ranked() {
		ids = append(ids, row.ID)
		if again, ok := r.Of(row.ID); !ok || again != row || row.Rank != len(ids) {
			t.Errorf("%v, %v", row, again)
		}
	}
	if !slices.Equal(ids, []string{"c", "a", "e", "d", "b"}) {
		t.Errorf("ranked %v", ids)
	}
	a, _ := r.Of("a")
	want := segment.ABCRow{ID: "a", Value: money("15.00 EUR"), Class: segment.ClassB, Rank: 2, Share: 0.15, Cumulative: 0.95}
	if a != want {
		t.Errorf("%v, want %v", a, want)
	}
	b, _ := r.Of("b")
	want = segment.ABCRow{ID: "b", Value: money("-3.00 EUR"), Class: segment.ClassZ, Rank: 5, Cumulative: 1}
	if b != want {
		t.Errorf("%v, want %v", b, want)
	}
	if _, ok := r.Of("f"); ok {
		t.Error("an item that is none")
	}
	if z, ok := r.Class(segment.ClassZ); !ok || z != (segment.ABCTotals{Class: segment.ClassZ, Items: 2, ShareOfItems: 0.4, Value: money("-3.00 EUR")}) {
		t.Errorf("%v", z)
	}
	if _, ok := r.Class(0); ok {
		t.Error("a class that is none")
	}
	if !r.Total().Equal(money("100 EUR")) || r.Cuts().String() != "A from 80.00 EUR, B from 15.00 EUR" {
		t.Errorf("%v, %v", r.Total(), r.Cuts())
	}
	if text := r.String(); text != "A: 1 item (20.0 %), 80.00 EUR (80.0 %)\nB: 1 item (20.0 %), 15.00 EUR (15.0 %)\n"+
		"C: 1 item (20.0 %), 5.00 EUR (5.0 %)\nZ: 2 items (40.0 %), -3.00 EUR" {
		t.Error(text)
	}
	for range r.Ranked() {
		break
	}
	for range r.Rows() {
		break
	}
}

// Of nobody everything is there, and nothing.
func TestABCOfNobody(t *testing.T) {
	var zero segment.ABCResult
	for _, r := range []segment.ABCResult{zero, abcOf(t, nil, segment.ABCOptions{})} {
		if c, ok := r.Class(segment.ClassA); !ok || c != (segment.ABCTotals{Class: segment.ClassA}) || !r.Cuts().IsZero() ||
			!r.Total().IsZero() || r.String() != "A: 0 items (0.0 %), 0 (0.0 %)\nB: 0 items (0.0 %), 0 (0.0 %)\nC: 0 items (0.0 %), 0 (0.0 %)\nZ: 0 items (0.0 %), 0" {
			t.Errorf("%v", r)
		}
	}
	if r := abcOf(t, abcItems("0", "-1"), segment.ABCOptions{}); !r.Cuts().IsZero() || r.Cuts().String() != "none" {
		t.Errorf("cuts of nothing: %v", r.Cuts())
	}
}

func TestABCCutsClass(t *testing.T) {
	cuts := relationship.Must(segment.NewABCCuts(money("50.00 EUR"), money("12.50 EUR")))
	if !cuts.A().Equal(money("50 EUR")) || !cuts.B().Equal(money("12.5 EUR")) || cuts.IsZero() {
		t.Errorf("%v", cuts)
	}
	for value, want := range map[string]segment.ABCClass{
		"50.00 EUR": segment.ClassA, "49.999 EUR": segment.ClassB, "12.50 EUR": segment.ClassB, "12.49 EUR": segment.ClassC,
		"0.001 EUR": segment.ClassC, "0.00 EUR": segment.ClassZ, "-50.00 EUR": segment.ClassZ, "0": segment.ClassZ,
	} {
		if got, err := cuts.Class(money(value)); err != nil || got != want {
			t.Errorf("%s: %v, want %v, %v", value, got, want, err)
		}
	}
	same := relationship.Must(segment.NewABCCuts(money("5 EUR"), money("5.00 EUR")))
	if got, err := same.Class(money("5 EUR")); err != nil || got != segment.ClassA {
		t.Errorf("no room for B: %v, %v", got, err)
	}
}

func TestABCCutsAreReadAsTheyWereWritten(t *testing.T) {
	stored, err := os.ReadFile("testdata/abc_cuts-v1.json")
	if err != nil {
		t.Fatal(err)
	}
	var cuts segment.ABCCuts
	if err := json.Unmarshal(stored, &cuts); err != nil {
		t.Fatal(err)
	}
	if !cuts.Equal(relationship.Must(segment.NewABCCuts(money("50.00 EUR"), money("12.505 EUR")))) {
		t.Errorf("%v", cuts)
	}
	if again, err := json.Marshal(cuts); err != nil || string(again) != strings.TrimSpace(string(stored)) {
		t.Errorf("%s, %v", again, err)
	}
}

func TestABCClasses(t *testing.T) {
	var text strings.Builder
	for _, c := range segment.ABCClasses() {
		written, err := c.MarshalText()
		var back segment.ABCClass
		if err != nil || back.UnmarshalText(written) != nil || back != c || !c.IsValid() {
			t.Errorf("%v: %s, %v", c, written, err)
		}
		if parsed, err := segment.ParseABCClass(c.String()); err != nil || parsed != c {
			t.Errorf("%v: %v, %v", c, parsed, err)
		}
		text.WriteString(c.String())
	}
	if text.String() != "ABCZ" || segment.ABCClass(0).IsValid() || segment.ABCClass(5).IsValid() || segment.ABCClass(9).String() != "ABC class(9)" {
		t.Error(text.String())
	}
}

// TestABCCutsDiffer: both cuts count when two are compared, by value.
func TestABCCutsDiffer(t *testing.T) {
	cuts := relationship.Must(segment.NewABCCuts(money("2 EUR"), money("1 EUR")))
	for _, row := range []struct {
		a, b string
		same bool
	}{{"2.000 EUR", "1.000 EUR", true}, {"2 EUR", "2 EUR", false}, {"3 EUR", "1 EUR", false}, {"2 USD", "1 USD", false}} {
		if other := relationship.Must(segment.NewABCCuts(money(row.a), money(row.b))); cuts.Equal(other) != row.same {
			t.Errorf("%v and %v", cuts, other)
		}
	}
}
