package main

import (
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// aCut and bCut are where the classes end, in basis points of the sum: the usual 80 and 95 %.
const (
	aCut = 8000
	bCut = 9500
)

// classAll puts everyone in classes twice: by what is paid, and by what hangs on it.
func (b *base) classAll() (err error) {
	items := func(value func(supplier) relationship.Money) []segment.ABCItem {
		all := make([]segment.ABCItem, len(b.suppliers))
		for i, s := range b.suppliers {
			all[i] = segment.ABCItem{ID: string(s.id), Value: value(s)}
		}
		return all
	}
	cuts := segment.ABCOptions{ACut: aCut, BCut: bCut}
	if b.spend, err = segment.ABC(items(func(s supplier) relationship.Money { return s.spend }), cuts); err != nil {
		return err
	}
	b.stake, err = segment.ABC(items(func(s supplier) relationship.Money { return s.stake }), cuts)
	return err
}

// abc tells who is important, and by which measure.
func abc(p *paper, b *base) error {
	p.heading("1. Who is important: ABC by spend, and by margin at stake")
	p.prose("", `Class A are the fewest who together make %d %% of the sum, B those who bring it to %d %%, C the others, and Z is who makes nothing of
it, such as a candidate. By spend, as a bookkeeper sees it, and by margin at stake: what would be lost until somebody else delivers, if
this one stopped.`, aCut/100, bCut/100)
	w := columnWidth(named(b.suppliers))
	whats := make([]string, len(b.suppliers))
	byID := map[string]supplier{}
	for i, s := range b.suppliers {
		whats[i] = s.what
		byID[string(s.id)] = s
	}
	v := columnWidth(whats)
	p.line("\n  %s  %s  %13s  share   sum  ABC  %15s  share  ABC", pad("supplier", w), pad("what", v), "spend", "margin at stake")
	for row := range b.spend.Ranked() {
		other, _ := b.stake.Of(row.ID)
		mark := ""
		if row.Class > other.Class { // later in the alphabet: overlooked by spend
			mark = "  ◂"
		}
		p.line("  %s  %s  %13s %4s %% %3s %%   %v   %15s %4s %%   %v%s", pad(row.ID, w), pad(byID[row.ID].what, v), row.Value.AmountString(), percent(row.Share),
			percent(row.Cumulative), row.Class, other.Value.AmountString(), percent(other.Share), other.Class, mark)
	}
	p.line("  %s  %s  %13s               %15s   in %v", pad("sum", w), pad("", v), b.spend.Total().AmountString(), b.stake.Total().AmountString(),
		b.spend.Total().Currency())
	p.line("")
	by, _ := b.spend.Class(segment.ClassA)
	at, _ := b.stake.Class(segment.ClassA)
	p.prose("  ", `A by spend: %s with %s %% of it. A by margin at stake: %s with %s %%.`, count(by.Items, "supplier"), percent(by.Share),
		count(at.Items, "supplier"), percent(at.Share))
	p.prose("  ", `The one with whom a line is crossed is in the better class, and so is who has the same amount%s. The lines by spend, for whoever comes
next: %v. ◂ is in a better class by what hangs on it than by spend.`, tied(b.spend), b.spend.Cuts())
	return nil
}

// tied names those who have the very amount at which class A ends, if they are several.
func tied(r segment.ABCResult) string {
	var equal []string
	for row := range r.Ranked() {
		if row.Class == segment.ClassA && row.Value.Equal(r.Cuts().A()) {
			equal = append(equal, row.ID)
		}
	}
	if len(equal) < 2 {
		return ""
	}
	return ", as have " + list(equal)
}
