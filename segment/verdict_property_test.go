package segment_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// verdictPolicies draws policies, half of them the zero value.
var verdictPolicies = rapid.Custom(func(t *rapid.T) segment.VerdictPolicy {
	if rapid.Bool().Draw(t, "zero") {
		return segment.VerdictPolicy{}
	}
	return segment.VerdictPolicy{
		LeastContribution: accountAmounts.Draw(t, "least contribution"), LeastProspect: accountAmounts.Draw(t, "least prospect"),
		PartialValue: rapid.Bool().Draw(t, "partial"),
	}
})

var verdictReasons = rapid.SampledFrom([]string{"", "", "a name"})

// The first rule that applies is taken, in fractions.
func TestVerdictDefinition(t *testing.T) {
	seen, draws := map[segment.Verdict]bool{}, 0
	rapid.Check(t, func(t *rapid.T) {
		p, a, reason := verdictPolicies.Draw(t, "policy"), accounts.Draw(t, "account"), verdictReasons.Draw(t, "reason")
		j, err := p.Judge(a, reason)
		if err != nil {
			t.Fatal(err)
		}
		contribution := acctRat(a.Margin)
		contribution.Sub(contribution, acctRat(a.CostToServe))
		prospect := acctRat(a.Value)
		prospect.Add(prospect, contribution)
		want := segment.Unprofitable
		switch {
		case contribution.Cmp(acctRat(p.LeastContribution)) > 0:
			want = segment.Profitable
		case a.ValueKnown && prospect.Cmp(acctRat(p.LeastProspect)) > 0:
			want = segment.Prospective
		case reason != "":
			want = segment.Prestige
		}
		if j.Verdict != want || acctRat(j.Contribution).Cmp(contribution) != 0 || acctRat(j.Prospect).Cmp(prospect) != 0 {
			t.Fatalf("%+v: %v, want %v", a, j, want)
		}
		seen[j.Verdict] = true
		draws++
		// What is missing is missing: with just that it is not enough, with a little more it is.
		if j.Verdict != segment.Profitable {
			b := a
			b.Margin = relationship.Must(a.Margin.Add(j.ToProfitable))
			c := b
			c.Margin = relationship.Must(b.Margin.Add(money("0.000000000000000001 EUR")))
			if b.Validate() != nil || c.Validate() != nil {
				return // beyond the door
			}
			if relationship.Must(p.Judge(b, reason)).Verdict == segment.Profitable {
				t.Fatalf("%v: profitable without more", j)
			}
			if relationship.Must(p.Judge(c, reason)).Verdict != segment.Profitable {
				t.Fatalf("%v: not profitable with more", j)
			}
		}
		if j.Verdict > segment.Prospective {
			b := a
			b.Value, b.ValueKnown = relationship.Must(a.Value.Add(j.ToProspective)), true
			c := b
			c.Value = relationship.Must(b.Value.Add(money("0.000000000000000001 EUR")))
			if b.Validate() != nil || c.Validate() != nil {
				return
			}
			if relationship.Must(p.Judge(b, reason)).Verdict <= segment.Prospective {
				t.Fatalf("%v: prospective without more", j)
			}
			if relationship.Must(p.Judge(c, reason)).Verdict != segment.Prospective {
				t.Fatalf("%v: not prospective with more", j)
			}
		}
	})
	if draws >= 100 && len(seen) != 4 {
		t.Errorf("only %v came up", seen)
	}
}

// More margin or more value, or less cost, never worsens a verdict.
func TestVerdictMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, a, reason := verdictPolicies.Draw(t, "policy"), accounts.Draw(t, "account"), verdictReasons.Draw(t, "reason")
		more := relationship.MoneyFromMinor(rapid.Int64Range(0, 100_000).Draw(t, "more"), eur)
		b := a
		switch rapid.IntRange(0, 2).Draw(t, "of") {
		case 0:
			b.Margin = relationship.Must(a.Margin.Add(more))
		case 1:
			if b.ValueKnown {
				b.Value = relationship.Must(a.Value.Add(more))
			}
		default:
			if relationship.Must(more.Cmp(a.CostToServe)) > 0 {
				more = a.CostToServe
			}
			b.CostToServe = relationship.Must(a.CostToServe.Sub(more))
		}
		if b.Validate() != nil {
			return // one that is beyond the door
		}
		if x, y := relationship.Must(p.Judge(a, reason)), relationship.Must(p.Judge(b, reason)); y.Verdict > x.Verdict {
			t.Fatalf("%v, with more %v", x, y)
		}
	})
}

// A segment of equals is judged as each of them; and so all amounts times the same change no verdict.
func TestVerdictOfEquals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, a, reason := verdictPolicies.Draw(t, "policy"), accounts.Draw(t, "account"), verdictReasons.Draw(t, "reason")
		one := relationship.Must(p.Judge(a, reason))
		n := rapid.SampledFrom([]int{1, 2, 3, 7, 40}).Draw(t, "n")
		var r segment.RollUp[string]
		for range n {
			if err := r.Add("a", a, true); err != nil {
				t.Fatal(err)
			}
		}
		for range rapid.SampledFrom([]int{0, 0, 20}).Draw(t, "doubled") {
			if err := r.Merge(&r); err != nil { // with itself, which is allowed
				t.Fatal(err)
			}
		}
		row, _ := r.Row("a")
		all, err := p.JudgeRow(row.All, reason)
		if err != nil || all.Verdict != one.Verdict || all.Customers != row.All.Customers || all.ValueKnown != a.ValueKnown {
			t.Fatalf("one %v, %d of them %v, %v", one, n, all, err)
		}
		if desired, err := p.JudgeRow(row.Desired, reason); err != nil || !desired.Equal(all) {
			t.Fatalf("the desired %v, all %v, %v", desired, all, err)
		}
	})
}

// All amounts times the same change no verdict.
func TestVerdictScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, a, reason := verdictPolicies.Draw(t, "policy"), accounts.Draw(t, "account"), verdictReasons.Draw(t, "reason")
		b, q := a, p
		times := rapid.IntRange(1, 5).Draw(t, "doubled")
		for range times {
			for _, m := range []*relationship.Money{&b.Margin, &b.CostToServe, &b.Value, &q.LeastContribution, &q.LeastProspect} {
				*m = relationship.Must(m.Add(*m))
			}
		}
		scaled, err := q.Judge(b, reason)
		if err != nil {
			return // beyond the door
		}
		if one := relationship.Must(p.Judge(a, reason)); scaled.Verdict != one.Verdict {
			t.Fatalf("%v, scaled %v", one, scaled)
		}
	})
}
