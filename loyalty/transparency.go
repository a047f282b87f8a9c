package loyalty

import (
	"iter"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Disclosure is a piece of information that one side owes the other by an instant: a price list, a forecast, the news of a defect. It
// is a promise, and its evidence is that of [Promise]: withheld information counts as a broken one. Keep one state for each direction,
// and compare them with [BothWays].
type Disclosure struct {
	// Due is when it is to be made.
	Due time.Time
	// Stake is its weight, 1 for an ordinary one, at most MaxWeight.
	Stake float64
	// Lateness says what being late costs.
	Lateness Timeliness
}

// Made is the evidence of a disclosure that was made at an instant, of a share from 0 to 1 of what was owed: graded by share times
// timeliness.
func (d Disclosure) Made(share float64, at time.Time) (Item, error) {
	return Promise(d).Delivered(share, at)
}

// Withheld is the evidence of a disclosure that was refused: its whole stake against.
func (d Disclosure) Withheld() (Item, error) { return Promise(d).Broken() }

// Open is the evidence of a disclosure that is not made at asOf: none until the grace is over, then one-sided and growing.
func (d Disclosure) Open(asOf time.Time) (Item, error) { return Promise(d).Open(asOf) }

// DisclosedInTime counts what one side disclosed in full and in time, among what was due from it after from and until to: the promises
// with the given topic, as of a [relationship.PromiseBook], read as they stood at to. What is due is counted at the end of its grace.
// What was waived or renegotiated does not count, nor does a promise whose making, and so its topic, is not known. The error is a
// [*FieldError] for a window that is not valid or an actor that is none.
func DisclosedInTime(promises iter.Seq[relationship.Promise], topic string, by relationship.Actor, from, to time.Time) (Share, error) {
	w, err := windowOfSide(by, from, to)
	if err != nil {
		return Share{}, err
	}
	var s Share
	for p := range orNone(promises) {
		made, known := p.Making()
		if !known || made.Topic() != topic || p.By() != by || !w.holds(p.Due().Add(p.Grace())) {
			continue
		}
		switch p.State(to) {
		case relationship.StateKept:
			s.Count(true)
		case relationship.StateWaived, relationship.StateRenegotiated, relationship.StateNotMade:
		default:
			s.Count(false)
		}
	}
	return s, nil
}
