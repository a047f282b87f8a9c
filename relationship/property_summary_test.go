package relationship_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// binary returns the stored form.
func binary(t *rapid.T, s *relationship.Summary) []byte {
	data, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestSummaryAgreesWithSlow: everything read from a summary is what a map of decimals says.
func TestSummaryAgreesWithSlow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := genEvents().Draw(t, "events")
		s, slow := summaryOf(t, events...), slowSummary{}
		for _, e := range events {
			slow.observe(e)
		}
		dates, purchases := slow.dates(false), slow.dates(true)
		i := 0
		var paid, free int64
		var gross, refunded decimal.Decimal
		for day := range s.Days() {
			want := slow[dates[i]]
			if day.Date.String() != dates[i] || day.Paid != want.paid || day.Free != want.free || day.IsPurchase() != want.isPurchase() ||
				!day.Gross.Decimal().Equal(want.gross) || !day.Refunded.Decimal().Equal(want.refunded) ||
				!day.Net().Decimal().Equal(want.gross.Sub(want.refunded)) || day.Gross.Currency() != s.Currency() {
				t.Fatalf("day %d is %+v, want %s %+v", i, day, dates[i], want)
			}
			paid, free = paid+want.paid, free+want.free
			gross, refunded = gross.Add(want.gross), refunded.Add(want.refunded)
			i++
		}
		if gotPaid, gotFree := s.Orders(); i != len(dates) || s.Len() != i || gotPaid != paid || gotFree != free || s.IsZero() != (i == 0) {
			t.Fatalf("%d days with %d and %d orders, want %d with %d and %d", s.Len(), gotPaid, gotFree, len(dates), paid, free)
		}
		if !s.Gross().Decimal().Equal(gross) || !s.Refunded().Decimal().Equal(refunded) || !s.Net().Decimal().Equal(gross.Sub(refunded)) {
			t.Fatalf("totals %v, %v, %v; want %s, %s", s.Gross(), s.Refunded(), s.Net(), gross, refunded)
		}
		totals := s.Totals()
		if totals.Paid != paid || totals.Free != free || totals.PurchaseDays != len(purchases) || !totals.Net().Equal(s.Net()) ||
			!totals.Gross.Decimal().Equal(gross) || !totals.Refunded.Decimal().Equal(refunded) ||
			len(purchases) > 0 && (totals.First.String() != purchases[0] || totals.Last.String() != purchases[len(purchases)-1]) {
			t.Fatalf("totals %+v, want %v", totals, slow)
		}
		first, hasFirst := s.First()
		last, hasLast := s.Last()
		if hasFirst != (len(purchases) > 0) || hasLast != hasFirst || s.PurchaseDays() != len(purchases) ||
			hasFirst && (first.String() != purchases[0] || last.String() != purchases[len(purchases)-1]) ||
			len(dates) > 0 && s.LastSeen().String() != dates[len(dates)-1] {
			t.Fatalf("purchases from %v to %v on %d days, want %v", first, last, s.PurchaseDays(), purchases)
		}
	})
}

// TestSplitPermuteEncodeMerge: events split in any way over any number of summaries, taken in in any order, stored, read again and
// merged in any order give the same bytes.
func TestSplitPermuteEncodeMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := genEvents().Draw(t, "events")
		want := binary(t, summaryOf(t, events...))
		parts := make([]relationship.Summary, rapid.IntRange(1, 5).Draw(t, "parts"))
		for _, e := range rapid.Permutation(events).Draw(t, "shuffled") {
			part := &parts[rapid.IntRange(0, len(parts)-1).Draw(t, "part")]
			if err := part.Observe(e); err != nil {
				t.Fatal(err)
			}
		}
		var sum relationship.Summary
		for i := range parts {
			read := parts[i].Clone()
			switch rapid.IntRange(0, 2).Draw(t, "form") {
			case 0:
				read = new(relationship.Summary)
				if err := read.UnmarshalBinary(binary(t, &parts[i])); err != nil {
					t.Fatal(err)
				}
			case 1:
				read = new(relationship.Summary)
				if text, err := json.Marshal(parts[i]); err != nil || json.Unmarshal(text, read) != nil {
					t.Fatalf("%s: %v", text, err)
				}
			}
			if err := sum.Merge(read); err != nil {
				t.Fatal(err)
			}
		}
		if got := binary(t, &sum); !bytes.Equal(got, want) {
			t.Fatalf("merged %x, want %x", got, want)
		}
	})
}

// TestObserveAfterMerge: merging and then taking in an event is taking it in and then merging.
func TestObserveAfterMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := genCurrency().Draw(t, "currency")
		a := summaryOf(t, rapid.SliceOfN(genEventIn(c), 0, 10).Draw(t, "a")...)
		b := summaryOf(t, rapid.SliceOfN(genEventIn(c), 0, 10).Draw(t, "b")...)
		e := genEventIn(c).Draw(t, "e")
		after, before := a.Clone(), a.Clone()
		for _, err := range []error{after.Merge(b), after.Observe(e), before.Observe(e), before.Merge(b)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if !after.Equal(before) || !bytes.Equal(binary(t, after), binary(t, before)) {
			t.Fatalf("after %x, before %x", binary(t, after), binary(t, before))
		}
	})
}

// TestMergeLaws: merging is commutative and associative, has the empty summary as identity, and merging with itself doubles.
func TestMergeLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cur := genCurrency().Draw(t, "currency")
		var s [3]*relationship.Summary
		for i := range s {
			s[i] = summaryOf(t, rapid.SliceOfN(genEventIn(cur), 0, 10).Draw(t, "events")...)
		}
		merged := func(all ...*relationship.Summary) *relationship.Summary {
			sum := all[0].Clone()
			for _, o := range all[1:] {
				if err := sum.Merge(o); err != nil {
					t.Fatal(err)
				}
			}
			return sum
		}
		a, b, c := s[0], s[1], s[2]
		if !merged(a, b).Equal(merged(b, a)) || !merged(merged(a, b), c).Equal(merged(a, merged(b, c))) {
			t.Fatal("the order matters")
		}
		if none := new(relationship.Summary); !merged(a, none).Equal(a) || !merged(none, a).Equal(a) || !merged(a, nil).Equal(a) {
			t.Fatal("the empty summary is not the identity")
		}
		double, events := a.Clone(), merged(a, a)
		if err := double.Merge(double); err != nil || !double.Equal(events) {
			t.Fatalf("merged with itself %x, want %x (%v)", binary(t, double), binary(t, events), err)
		}
	})
}

// TestNothingIsShared: a summary is left as it was by whatever happens to its clones and to what it was merged into.
func TestNothingIsShared(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := genCurrency().Draw(t, "currency")
		s := summaryOf(t, rapid.SliceOfN(genEventIn(c), 0, 10).Draw(t, "s")...)
		want := binary(t, s)
		clone, into, early := s.Clone(), new(relationship.Summary), new(relationship.Summary)
		first := relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
			ID: "o", At: date("2000-01-01").Time(), Key: keyOfTests, Amount: relationship.MoneyFromMinor(1, c),
		}))
		if err := early.Observe(first); err != nil {
			t.Fatal(err)
		}
		for _, err := range []error{into.Merge(s), early.Merge(s)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, e := range rapid.SliceOfN(genEventIn(c), 1, 10).Draw(t, "more") {
			for _, other := range []*relationship.Summary{clone, into, early} {
				if err := other.Observe(e); err != nil {
					t.Fatal(err)
				}
			}
		}
		if got := binary(t, s); !bytes.Equal(got, want) {
			t.Fatalf("%x became %x", want, got)
		}
		if !clone.Equal(into) || clone.Equal(s) {
			t.Fatal("the clone and the merged summary differ, or did not change")
		}
	})
}

// TestSummaryRoundTrip: both stored forms give back an equal summary that is stored alike, and cuts of the binary form are refused.
func TestSummaryRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := summaryOf(t, genEvents().Draw(t, "events")...)
		data := binary(t, s)
		var read relationship.Summary
		if err := read.UnmarshalBinary(data); err != nil || !read.Equal(s) || !bytes.Equal(binary(t, &read), data) {
			t.Fatalf("%x comes back as %x, %v", data, binary(t, &read), err)
		}
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var fromText relationship.Summary
		if err := json.Unmarshal(text, &fromText); err != nil || !fromText.Equal(s) || !slices.Equal(relationship.Must(json.Marshal(&fromText)), text) {
			t.Fatalf("%s comes back otherwise, %v", text, err)
		}
		if s.IsZero() {
			return
		}
		cut := rapid.IntRange(0, len(data)-1).Draw(t, "cut")
		if err := read.UnmarshalBinary(data[:cut]); err == nil && cut != 1 || !read.Equal(s) && cut != 1 {
			t.Fatalf("%x was read, or changed the target: %v", data[:cut], err)
		}
	})
}

// TestRepeatedMergeMultiplies: merging a summary n times multiplies every count and amount by n and moves no date.
func TestRepeatedMergeMultiplies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := summaryOf(t, genEvents().Draw(t, "events")...)
		n := rapid.Int64Range(1, 5).Draw(t, "n")
		var sum relationship.Summary
		for range n {
			if err := sum.Merge(s); err != nil {
				t.Fatal(err)
			}
		}
		paid, free := s.Orders()
		gotPaid, gotFree := sum.Orders()
		times := decimal.NewFromInt(n)
		if gotPaid != n*paid || gotFree != n*free || sum.PurchaseDays() != s.PurchaseDays() || sum.LastSeen() != s.LastSeen() ||
			!sum.Net().Decimal().Equal(s.Net().Decimal().Mul(times)) || !sum.Gross().Decimal().Equal(s.Gross().Decimal().Mul(times)) {
			t.Fatalf("%d times %x is %x", n, binary(t, s), binary(t, &sum))
		}
	})
}
