package segment

import (
	"errors"
	"strconv"

	"github.com/rapport-go/rapport/internal/enum"
)

// maxPoints is the highest score that a relationship can have, in the points of package loyalty.
const maxPoints = 10_000

// Side is where a score lies on an axis that is cut in two. Its number is the value on the axis of the [Grid]. The zero value is
// unset and not valid.
type Side uint8

const (
	// LowSide is below the midpoint.
	LowSide Side = iota + 1
	// HighSide is at the midpoint or above it.
	HighSide
)

var sideNames = []string{"", "low", "high"}

// Midpoint names an axis and says where its high side begins.
type Midpoint struct {
	// Name is not empty and differs from that of the other axis.
	Name string
	// At is the least score that is high, 1 to 10000. There is no default.
	At int
}

// TwoByTwoConfig says what the four combinations of two axes are called.
type TwoByTwoConfig[L comparable] struct {
	// First and Second are the axes.
	First, Second Midpoint
	// The four labels, all different: the first word is the side on the first axis, the second that on the second axis.
	HighHigh, HighLow, LowHigh, LowLow L
}

// TwoByTwo gives two scores in points from 0 to 10000, such as those of package loyalty, one of four labels. A score at the midpoint
// is high.
//
// Laws: each pair of scores has exactly one label; a higher score is never on a lower side.
//
// It is immutable and safe for any number of goroutines. The zero value has no label.
type TwoByTwo[L comparable] struct {
	grid          Grid[L]
	first, second Midpoint
}

// NewTwoByTwo checks the midpoints and the labels. The error wraps ErrInvalid, all faults joined.
func NewTwoByTwo[L comparable](c TwoByTwoConfig[L]) (TwoByTwo[L], error) {
	labels := [4]L{c.LowLow, c.LowHigh, c.HighLow, c.HighHigh}
	grid, err := compileTwoByTwo(c.First.Name, c.Second.Name, labels)
	err = errors.Join(err, checkDifferent(labels), checkMidpoint(c.First.Name, c.First.At), checkMidpoint(c.Second.Name, c.Second.At))
	if err != nil {
		return TwoByTwo[L]{}, err
	}
	return TwoByTwo[L]{grid, c.First, c.Second}, nil
}

// checkDifferent refuses labels of which two are equal, as those are that were forgotten.
func checkDifferent[L comparable](labels [4]L) error {
	for i, label := range labels {
		for _, other := range labels[:i] {
			if checkLabel("", label) == nil && checkLabel("", other) == nil && label == other {
				return invalid("two by two: labels", "two that are equal", "four different labels")
			}
		}
	}
	return nil
}

// compileTwoByTwo makes the grid of two axes with two values each; the labels are those of its cells in ascending order.
func compileTwoByTwo[L comparable](first, second string, labels [4]L) (Grid[L], error) {
	rules := make([]Rule[L], len(labels))
	for i, label := range labels {
		x, y := 1+i/2, 1+i%2
		rules[i] = Rule[L]{label, []Range{{x, x}, {y, y}}}
	}
	return CompileGrid([]Axis{{first, 2}, {second, 2}}, rules)
}

// checkMidpoint refuses a midpoint that leaves no score on one of the sides, as one that was never set does.
func checkMidpoint(name string, at int) error {
	if at < 1 || at > maxPoints {
		return invalidInt("two by two: midpoint of "+quote(name), at, "1 to 10000")
	}
	return nil
}

// checkPoints refuses what is no score.
func checkPoints(place string, points int) error {
	if points < 0 || points > maxPoints {
		return invalidInt(place, points, "0 to 10000")
	}
	return nil
}

// sideOf puts what a comparison with the midpoint has shown in a word: 0 and more is high.
func sideOf(compared int) Side {
	if compared < 0 {
		return LowSide
	}
	return HighSide
}

// AxisReading is a score on an axis that is cut in two.
type AxisReading struct {
	// Name is that of the axis.
	Name string
	// Points is the score, Midpoint the least that is high.
	Points, Midpoint int
	// Side is where it lies.
	Side Side
}

// Distance is how many points above the midpoint the score is, negative below it: so many must be lost, or gained, to
// reach the midpoint.
func (r AxisReading) Distance() int { return r.Points - r.Midpoint }

// String says it in a line: "supply risk 6200, high from 5000 (+1200)".
func (r AxisReading) String() string {
	sign := ""
	if r.Distance() > 0 {
		sign = "+"
	}
	word := "high from "
	if r.Side == LowSide {
		word = "low below "
	}
	return r.Name + " " + strconv.Itoa(r.Points) + ", " + word + strconv.Itoa(r.Midpoint) + " (" + sign + strconv.Itoa(r.Distance()) + ")"
}

// Placing is a label and what led to it.
type Placing[L comparable] struct {
	// Label is which of the four.
	Label L
	// First and Second are the scores on the axes.
	First, Second AxisReading
}

// Of returns the label of two scores. The error wraps ErrInvalid, all faults joined: for a score outside 0 to 10000, and for the zero
// TwoByTwo.
func (t TwoByTwo[L]) Of(first, second int) (L, error) {
	p, err := t.Explain(first, second)
	return p.Label, err
}

// Explain returns the label of two scores and what led to it. The error is that of Of.
func (t TwoByTwo[L]) Explain(first, second int) (Placing[L], error) {
	if len(t.grid.axes) == 0 {
		return Placing[L]{}, invalid("two by two", "none", "one that was made")
	}
	if err := errors.Join(checkPoints(t.first.Name, first), checkPoints(t.second.Name, second)); err != nil {
		return Placing[L]{}, err
	}
	p := Placing[L]{First: t.first.read(first), Second: t.second.read(second)}
	p.Label, _ = t.grid.Label(int(p.First.Side), int(p.Second.Side))
	return p, nil
}

// read puts a score on the axis.
func (m Midpoint) read(points int) AxisReading {
	return AxisReading{Name: m.Name, Points: points, Midpoint: m.At, Side: sideOf(points - m.At)}
}

// Grid returns the four cells as a grid; 1 is low and 2 is high, see [Side].
func (t TwoByTwo[L]) Grid() Grid[L] { return t.grid }

// Midpoints returns the axes.
func (t TwoByTwo[L]) Midpoints() (first, second Midpoint) { return t.first, t.second }

// Sides returns low and high, as a fresh slice.
func Sides() []Side { return enum.All[Side](sideNames) }

// IsValid reports whether s is one of the constants.
func (s Side) IsValid() bool { return enum.Valid(sideNames, s) }

// String returns "low" or "high".
func (s Side) String() string { return enum.Name("side", sideNames, s) }

// ParseSide is the inverse of String; anything else is an *InvalidError.
func ParseSide(text string) (Side, error) { return enum.Parse[Side](sideNames, text, fault("side")) }

// MarshalText returns the text of String; an unknown side is an *InvalidError.
func (s Side) MarshalText() ([]byte, error) { return enum.Text(sideNames, s, fault("side")) }

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves s as it was.
func (s *Side) UnmarshalText(text []byte) error { return enum.Set(s, sideNames, text, fault("side")) }
