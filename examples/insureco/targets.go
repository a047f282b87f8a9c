package main

import (
	"slices"

	"github.com/rapport-go/rapport/segment"
)

// The plans of the insurer: each is for a segment of its own.
const (
	founders = "founders"
	young    = "young people"
	families = "families"
	pensions = "pensioners"
	bargains = "bargain hunters"
	others   = "others"
)

// prestige says why somebody is kept who does not pay: a decision of the owner's, not a number.
func prestige(target string) string {
	if target == founders {
		return "they founded the house, and speak for it"
	}
	return ""
}

// aim puts everyone into a segment. The first predicate that is true decides, so that nobody counts twice, and sums are sums.
func (b *base) aim() error {
	origins := b.origins()
	if !slices.Contains(origins, "direct mail") {
		origins = append(origins, "direct mail")
	}
	schema, err := segment.NewSchema(segment.SchemaConfig{Attributes: []segment.AttributeConfig{
		{Name: "age", Kind: segment.NumberAttribute, Max: 150},
		{Name: "children", Kind: segment.NumberAttribute, Max: 30},
		{Name: "lines", Kind: segment.NumberAttribute, Max: 1000},
		{Name: "founder", Kind: segment.FlagAttribute},
		{Name: "origin", Kind: segment.ChoiceAttribute, Values: origins},
	}})
	if err != nil {
		return err
	}
	b.byTarget, err = segment.CompileTargets(schema, segment.TargetsConfig[string]{
		Policy: segment.TargetsFirstMatch, Else: others,
		Targets: []segment.Target[string]{
			{Label: founders, Where: segment.Is("founder", true)},
			{Label: bargains, Where: segment.And(segment.OneOf("origin", "direct mail"), segment.AtMost("lines", 1))},
			{Label: young, Where: segment.Between("age", 0, 25), Desired: true},
			{Label: families, Where: segment.AtLeast("children", 1), Desired: true},
			{Label: pensions, Where: segment.AtLeast("age", 65)},
		},
	})
	if err != nil {
		return err
	}
	for _, h := range b.holders {
		h.attributes, err = schema.Attributes(
			segment.NumberValue("age", h.age), segment.NumberValue("children", h.children), segment.NumberValue("lines", int64(len(b.taken(h)))),
			segment.FlagValue("founder", h.founder), segment.ChoiceValue("origin", h.origin),
		)
		if err != nil {
			return err
		}
		labels, err := b.byTarget.Of(h.attributes)
		if err != nil {
			return err
		}
		h.target = labels[0] // everything is known of everyone
		wanted, err := b.byTarget.Desired(h.attributes)
		if err != nil {
			return err
		}
		h.desired = wanted == segment.Yes
	}
	return nil
}

// taken returns the lines that somebody ever paid for up to the end, ascending.
func (b *base) taken(h *holder) []string {
	var lines []string
	for _, e := range h.entries {
		if e.what == premium && e.amount.Sign() > 0 && !e.date.After(b.last) && !slices.Contains(lines, e.line) {
			lines = append(lines, e.line)
		}
	}
	slices.Sort(lines)
	return lines
}
