package segment

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
)

// TargetRow is what was counted of one segment.
type TargetRow[L comparable] struct {
	// Label is its name.
	Label L
	// Desired is what was said of it.
	Desired bool
	// Matches are the parties of whom its predicate is true, Unknown those of whom that is not known. Of the label for those who are left
	// over they are the parties of whom all predicates are false, and those of whom this is not known.
	Matches, Unknown int
	// Members are those who have the label. They are the Matches where segments overlap; under first match they are fewer where an
	// earlier segment takes some.
	Members int
}

// AttributeRow is what was counted of one attribute.
type AttributeRow struct {
	// Name is its name.
	Name string
	// Known are the parties of whom it is known.
	Known int
}

// TargetReport says how parties lie in target segments. What is odd shows here: segments that nobody is in, segments that nobody can
// be shown to be in as an attribute is missing, parties that no segment was made for.
//
// Parties = Nobodys + One + Several + Open, and the members of all rows are at least One + 2·Several.
type TargetReport[L comparable] struct {
	// Parties is how many were counted.
	Parties int
	// Nobodys are in no segment, for certain; none under first match. One are in exactly one that is known, Several in more.
	Nobodys, One, Several int
	// Open are not known to be in any, but may be.
	Open int
	// Desired are those who are, DesiredUnknown those of whom it is not known.
	Desired, DesiredUnknown int
	// Rows are the segments in order; under first match the last one is of those who are left over.
	Rows []TargetRow[L]
	// Attributes are all that are declared, in order.
	Attributes []AttributeRow
}

// Report reads a tally. The error is an *InvalidError for a tally of other segments; the zero tally is one of nobody.
func (t Targets[L]) Report(tally TargetTally) (TargetReport[L], error) {
	if t.core == nil {
		return TargetReport[L]{}, invalid("targets", "none", "ones that were compiled")
	}
	if !t.counted(&tally) {
		return TargetReport[L]{}, invalid("tally", "counts of other segments", "counts of these")
	}
	r := TargetReport[L]{
		Parties: tally.parties, Nobodys: tally.parties - tally.one - tally.several - tally.open, One: tally.one, Several: tally.several,
		Open: tally.open, Desired: tally.desired.yes, DesiredUnknown: tally.desired.unknown,
	}
	for i := range t.rows() {
		row := TargetRow[L]{Label: t.label(i), Desired: t.wanted(i)}
		if tally.anything {
			row.Matches, row.Unknown, row.Members = tally.rows[i].yes, tally.rows[i].unknown, tally.rows[i].members
		}
		r.Rows = append(r.Rows, row)
	}
	for i := range t.core.list {
		row := AttributeRow{Name: t.core.list[i].Name}
		if tally.anything {
			row.Known = tally.known[i]
		}
		r.Attributes = append(r.Attributes, row)
	}
	return r, nil
}

// ReportOf counts a sequence of parties and reports; it is Observe for each and Report. An error is a *CustomerError that says which
// party it is about.
func (t Targets[L]) ReportOf(parties iter.Seq[Attributes]) (TargetReport[L], error) {
	var tally TargetTally
	if parties == nil {
		return t.Report(tally)
	}
	at := 0
	for a := range parties {
		if err := t.Observe(&tally, a); err != nil {
			return TargetReport[L]{}, &CustomerError{At: at, Err: err}
		}
		at++
	}
	return t.Report(tally)
}

// Empty returns the labels that nobody has, in order. A segment that is always empty is more often a mistake than a market.
func (r TargetReport[L]) Empty() []L {
	var empty []L
	for _, row := range r.Rows {
		if row.Members == 0 {
			empty = append(empty, row.Label)
		}
	}
	return empty
}

// Shadowed returns the labels that nobody has though their predicates are true of some, in order: under first match, earlier segments take
// them all.
func (r TargetReport[L]) Shadowed() []L {
	var shadowed []L
	for _, row := range r.Rows {
		if row.Members == 0 && row.Matches > 0 {
			shadowed = append(shadowed, row.Label)
		}
	}
	return shadowed
}

// String says it in a line for all and one for each row, a star where it is desired, and says how often attributes are missing.
func (r TargetReport[L]) String() string {
	var text strings.Builder
	text.WriteString("parties " + strconv.Itoa(r.Parties) + ": in one segment " + strconv.Itoa(r.One) + ", in several " + strconv.Itoa(r.Several) +
		", in none " + strconv.Itoa(r.Nobodys) + ", open " + strconv.Itoa(r.Open) + "; desired " + strconv.Itoa(r.Desired) + ", perhaps " +
		strconv.Itoa(r.DesiredUnknown))
	for _, row := range r.Rows {
		star := " "
		if row.Desired {
			star = "*"
		}
		text.WriteString("\n" + star + " " + fmt.Sprint(row.Label) + ": " + strconv.Itoa(row.Members) + ", unknown " + strconv.Itoa(row.Unknown))
		switch {
		case row.Members == 0 && row.Matches > 0:
			text.WriteString(", shadowed by those before")
		case row.Members == 0:
			text.WriteString(", empty")
		}
	}
	for _, a := range r.Attributes {
		if a.Known < r.Parties {
			text.WriteString("\n  " + a.Name + " missing: " + strconv.Itoa(r.Parties-a.Known))
		}
	}
	return text.String()
}
