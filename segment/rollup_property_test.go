package segment_test

import (
	"encoding/json"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// The parts sum to the total to the last digit, and the desired are a part of all.
func TestRollUpPartsSumToTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rollUpOf(t, acctMembers.Draw(t, "members"))
		all, desired := r.Total()
		for _, m := range segment.RollUpMeasures() {
			sum, of := new(big.Rat), new(big.Rat)
			for _, row := range r.Rows() {
				sum.Add(sum, acctRat(row.All.Of(m)))
				of.Add(of, acctRat(row.Desired.Of(m)))
			}
			if sum.Cmp(acctRat(all.Of(m))) != 0 || of.Cmp(acctRat(desired.Of(m))) != 0 {
				t.Fatalf("%v: the rows sum to %v and %v, the total is %v and %v", m, sum, of, all.Of(m), desired.Of(m))
			}
		}
	})
}

// The definition: everything about a segment is a sum over its members, in fractions.
func TestRollUpDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		members := acctMembers.Draw(t, "members")
		r := rollUpOf(t, members)
		rounding := acctRoundings.Draw(t, "rounding")
		customers := 0
		for _, row := range r.Rows() {
			for _, desired := range []bool{false, true} {
				got := row.All
				if desired {
					got = row.Desired
				}
				n, known := 0, 0
				var sums [6]*big.Rat
				for i := range sums {
					sums[i] = new(big.Rat)
				}
				for _, m := range members {
					if m.label != row.Label || desired && !m.desired {
						continue
					}
					n++
					a := m.account
					margin, cost := acctRat(a.Margin), acctRat(a.CostToServe)
					sums[segment.OfRevenue].Add(sums[segment.OfRevenue], acctRat(a.Revenue))
					sums[segment.OfMargin].Add(sums[segment.OfMargin], margin)
					sums[segment.OfCostToServe].Add(sums[segment.OfCostToServe], cost)
					sums[segment.OfContribution].Add(sums[segment.OfContribution], margin.Sub(margin, cost))
					if a.ValueKnown {
						known++
						sums[segment.OfValue].Add(sums[segment.OfValue], acctRat(a.Value))
					}
				}
				if got.Customers != n || got.Known != known {
					t.Fatalf("%q: %+v, want %d and %d known", row.Label, got, n, known)
				}
				if !desired {
					customers += n
				}
				for _, m := range segment.RollUpMeasures() {
					if acctRat(got.Of(m)).Cmp(sums[m]) != 0 {
						t.Fatalf("%q: %v is %v, want %v", row.Label, m, got.Of(m), sums[m].FloatString(20))
					}
					of := n
					if m == segment.OfValue {
						of = known
					}
					mean, ok := got.Mean(m, rounding)
					if ok != (of > 0) {
						t.Fatalf("%q: a mean of %d", row.Label, of)
					}
					if ok && !acctIsRounded(mean, new(big.Rat).Quo(sums[m], big.NewRat(int64(of), 1)), rounding) {
						t.Fatalf("%q: %v of %v and %d is %v, rounded %v", row.Label, m, got.Of(m), of, mean, rounding)
					}
				}
			}
		}
		if customers != len(members) {
			t.Fatalf("%d of %d customers", customers, len(members))
		}
	})
}

// Merged roll-ups of any shards, in any order, are one over all accounts, to the byte; and the order of the accounts changes nothing.
func TestRollUpMergeIsOnePass(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		members := acctMembers.Draw(t, "members")
		whole := rollUpOf(t, members)
		shuffled := rapid.Permutation(members).Draw(t, "shuffled")
		shards := make([][]acctMember, rapid.IntRange(1, 4).Draw(t, "shards"))
		for _, m := range shuffled {
			i := rapid.IntRange(0, len(shards)-1).Draw(t, "shard")
			shards[i] = append(shards[i], m)
		}
		var merged segment.RollUp[string] // the identity
		for _, shard := range shards {
			part := rollUpOf(t, shard)
			before := relationship.Must(part.MarshalJSON())
			if err := merged.Merge(part); err != nil {
				t.Fatal(err)
			}
			if err := merged.Merge(new(segment.RollUp[string])); err != nil {
				t.Fatal(err)
			}
			if string(relationship.Must(part.MarshalJSON())) != string(before) {
				t.Fatal("Merge changed its argument")
			}
		}
		a, b := relationship.Must(json.Marshal(&merged)), relationship.Must(json.Marshal(whole))
		if string(a) != string(b) || !merged.Equal(whole) {
			t.Fatalf("%s, in one pass %s", a, b)
		}
		// Nothing is shared: what is added to one is not in the other.
		clone := merged.Clone()
		if err := clone.Add("a", acct("1", "1", "1", "1"), true); err != nil {
			t.Fatal(err)
		}
		if !merged.Equal(whole) || clone.Equal(whole) {
			t.Fatal("a clone is not apart")
		}
	})
}

func TestRollUpStoredIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rollUpOf(t, acctMembers.Draw(t, "members"))
		if err := r.Declare(rapid.SliceOf(rapid.SampledFrom([]string{"a", "z"})).Draw(t, "declared")); err != nil {
			t.Fatal(err)
		}
		text := relationship.Must(json.Marshal(*r)) // by value too
		var back segment.RollUp[string]
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if again := relationship.Must(json.Marshal(&back)); string(again) != string(text) || !back.Equal(r) {
			t.Fatalf("%s came back as %s", text, again)
		}
	})
}

// Shares of a total above 0 add up to 1, and a part is what the share says.
func TestRollUpSharesSumToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rollUpOf(t, acctMembers.Draw(t, "members"))
		all, _ := r.Total()
		for _, m := range segment.RollUpMeasures() {
			sum, size := 0.0, 1.0
			for _, row := range r.Rows() {
				share, ok := row.All.Share(m, all)
				if ok != (all.Of(m).Sign() > 0) || !ok && share != 0 {
					t.Fatalf("a share of %v is %v, %t", all.Of(m), share, ok)
				}
				sum += share
				size = max(size, share, -share)
			}
			if all.Of(m).Sign() > 0 && (sum-1 > 1e-12*size || 1-sum > 1e-12*size) {
				t.Fatalf("%v: the shares sum to %v", m, sum)
			}
		}
		sum := 0.0
		for _, row := range r.Rows() {
			share, _ := row.All.CustomerShare(all)
			sum += share
		}
		if share, ok := all.CustomerShare(all); ok != (all.Customers > 0) || !ok && share != 0 || ok && (sum > 1+1e-12 || sum < 1-1e-12) {
			t.Fatalf("the shares of customers sum to %v", sum)
		}
	})
}
