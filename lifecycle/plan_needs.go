package lifecycle

import (
	"errors"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// NeedsCoverage is which of the needs that a party has declared we meet, so that it has no need to turn to another firm. Needs are labels
// of the caller's own, such as product lines. Each list is in ascending order, each label once. The zero value has none.
type NeedsCoverage struct {
	// Met are the needs declared that we meet.
	Met []string
	// Unmet are those that we do not: what the party turns to another firm for.
	Unmet []string
	// Undeclared is what it has of us without having declared the need.
	Undeclared []string
}

// NeedsCoverageOf compares what a party has declared with what it has of us. Both are sets: order does not matter, nor how often a label
// comes. A label is a text as an id is: of 1 to 256 bytes, without control characters and without space at either end. The error joins all
// labels that are not, each a *[PlanError]. The arguments are left as they are.
func NeedsCoverageOf(declared, met []string) (NeedsCoverage, error) {
	needs, faults := labels("declared", declared)
	has, more := labels("met", met)
	if err := errors.Join(append(faults, more...)...); err != nil {
		return NeedsCoverage{}, err
	}
	var c NeedsCoverage
	for _, need := range needs {
		if _, found := slices.BinarySearch(has, need); found {
			c.Met = append(c.Met, need)
		} else {
			c.Unmet = append(c.Unmet, need)
		}
	}
	for _, label := range has {
		if _, found := slices.BinarySearch(needs, label); !found {
			c.Undeclared = append(c.Undeclared, label)
		}
	}
	return c, nil
}

// labels returns a list as a set in order, and its faults.
func labels(field string, list []string) (set []string, faults []error) {
	for i, label := range list {
		if relationship.EventID(label).Validate() != nil {
			faults = append(faults, &PlanError{Field: listed(field, i), Value: quote(label), Rule: "a label"})
		}
	}
	set = slices.Clone(list)
	slices.Sort(set)
	return slices.Compact(set), faults
}

// Share returns the share of needs met,
//
//	|declared ∩ met| / |declared|
//
// from 0 to 1. It is false if none was declared.
func (c NeedsCoverage) Share() (share float64, ok bool) {
	declared := len(c.Met) + len(c.Unmet)
	if declared == 0 {
		return 0, false
	}
	return float64(len(c.Met)) / float64(declared), true
}

// String returns it for people to read, as "2 of 3, without travel".
func (c NeedsCoverage) String() string {
	text := strconv.Itoa(len(c.Met)) + " of " + strconv.Itoa(len(c.Met)+len(c.Unmet))
	if len(c.Unmet) > 0 {
		text += ", without " + strings.Join(c.Unmet, ", ")
	}
	return text
}

// LinesOf returns the product lines that a party has of us: those that its Use and Expansion events name, in ascending order, each once.
// It is what [NeedsCoverageOf] asks for, where needs are declared as product lines.
func LinesOf(events iter.Seq[relationship.Event]) []string {
	var lines []string
	for e := range orNone(events) {
		kind, _ := relationship.KindOf(e)
		line := ""
		switch kind {
		case relationship.EventUse:
			u, _ := as[relationship.Use](e)
			line = u.Line()
		case relationship.EventExpansion:
			x, _ := as[relationship.Expansion](e)
			line = x.Line()
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}
