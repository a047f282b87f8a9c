package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// plans judges the plan of each segment by what the segment leaves over.
func plans(p *paper, b *base) error {
	p.heading("3. Plans by the profit of segments")
	p.prose(`There is a plan for each segment. Of the predicates that make the segments the first that is true decides: nobody counts twice, and the
rows sum to the total to the last cent. * marks those whom the insurer desires. A plan is profitable if something is left over this
year, prospective if this year and what is to come together leave something, prestige if neither does and the owner has said why its
customers are kept, and otherwise unprofitable.`)
	p.line("\n    %-16s %9s %9s %9s %9s %12s %7s %11s  %s", "segment", "customers", "revenue", "margin", "to serve", "contribution", "each", "value", "verdict")
	rows := b.plans.Rows()
	slices.SortStableFunc(rows, func(x, y segment.RollUpRow[string]) int {
		c, _ := y.All.Contribution.Cmp(x.All.Contribution) // one currency
		return cmp.Or(c, cmp.Compare(x.Label, y.Label))
	})
	reasons := ""
	policy := segment.VerdictPolicy{PartialValue: true} // somebody of whom no value is known counts with none
	for _, r := range rows {
		star := " "
		if r.Desired.Customers > 0 {
			star = "*"
		}
		verdict := "nobody is in it"
		if r.All.Customers > 0 {
			j, err := policy.JudgeRow(r.All, prestige(r.Label))
			if err != nil {
				return err
			}
			if verdict = j.Verdict.String(); j.Verdict == segment.Prestige {
				reasons += fmt.Sprintf(" Why %s are kept: %s.", r.Label, j.Reason)
			}
		}
		p.line("  %s %-16s %s  %s", star, r.Label, sums(r.All), verdict)
	}
	total, desired := b.plans.Total()
	p.line("    %-16s %s", "all", sums(total))
	p.line("  * %-16s %s", "desired", sums(desired))
	var said []string
	for _, label := range b.byTarget.Labels() {
		if criterion, ok := b.byTarget.Criterion(label); ok {
			said = append(said, fmt.Sprintf("%s (%v)", label, criterion))
		}
	}
	text := "In the order in which they are asked: " + strings.Join(said, ", ") + "."
	share, ok := desired.Share(segment.OfValue, total)
	if heads, some := desired.CustomerShare(total); ok && some {
		text += fmt.Sprintf(" Desired customers are %s of all, and %s of what is still to come.", percent(heads, 0), percent(share, 0))
	}
	p.prose("%s%s", text, reasons)
	return nil
}

// sums writes the amounts of a row.
func sums(s segment.RollUpSums) string {
	text := ""
	add := func(cell string, width int) {
		for n := len(cell); n < width; n++ {
			text += " "
		}
		text += cell
	}
	mean, ok := s.Mean(segment.OfContribution, relationship.RoundHalfEven)
	perHead := "-"
	if ok {
		perHead = money(mean)
	}
	add(count(s.Customers), 9)
	for _, m := range []relationship.Money{s.Revenue, s.Margin, s.CostToServe} {
		add(money(m), 10)
	}
	add(money(s.Contribution), 13)
	add(perHead, 8)
	add(money(s.Value), 12)
	return text
}
