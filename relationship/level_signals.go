package relationship

import (
	"iter"
	"slices"
	"time"
)

// LevelSignals is what was done for a relationship within a window of time, as far as Kotler's levels ask for it. It is a plain record: what
// no event tells, such as a change of the product or an offer together with another firm, is added to its fields by the caller. The zero
// value is that nothing was done.
type LevelSignals struct {
	// Days is the length of the window in whole days.
	Days int
	// Sales is the number of purchases.
	Sales int
	// Answers is how often the buyer gave feedback on a way that was offered for it, or had a complaint answered.
	Answers int
	// FollowedUp is the number of sales after which the seller asked in time how they meet expectations.
	FollowedUp int
	// Suggestions is how often the seller came with a suggestion for a better use or an improvement. A change of the product that answers
	// feedback counts as well.
	Suggestions int
	// Joint is how often the two sides worked together: a joint plan, a development, shared data, a joint offer with another firm.
	Joint int
}

// Equal reports whether both are the same in every field.
func (s LevelSignals) Equal(o LevelSignals) bool { return s == o }

// Signals counts what the events of one relationship after from and at or before to say of its level, in whatever order they come, each
// once:
//
//	field        event, within the window
//
//	Sales        Purchase
//	Answers      Rating by the buyer; Contact or Request by the buyer for feedback; Resolution by the seller
//	FollowedUp   Purchase that is followed within FollowUpDays by a Contact or Request of the seller to follow up
//	Suggestions  Contact or Request by the seller with a suggestion
//	Joint        Contact or Request by either for joint work
//
// The buyer is To among buyers and From among suppliers, by the role of the [Key]; elsewhere From is taken for the seller. One follow-up may
// serve several sales, and a sale at the end of the window counts even though its time is not over. Events of other kinds are passed over.
// Cost: O(n log n).
func (l Levels) Signals(events iter.Seq[Event], from, to time.Time) LevelSignals {
	s := LevelSignals{Days: max(int(Day.Between(from, to)), 0)}
	var sales, asked []time.Time
	for e := range orNone(events) {
		v := valueOf(e)
		if v == nil || !v.At().After(from) || v.At().After(to) {
			continue
		}
		buys := buyer(v.Key().Role)
		if buys == 0 {
			buys = ByTo
		}
		switch e := v.(type) {
		case Purchase:
			sales = append(sales, e.at)
		case Rating:
			s.answered(e.actor == buys)
		case Resolution:
			s.answered(e.actor != buys)
		case Contact:
			if s.turned(e.purpose, e.actor == buys) {
				asked = append(asked, e.at)
			}
		case Request:
			if s.turned(e.purpose, e.actor == buys) {
				asked = append(asked, e.at)
			}
		}
	}
	s.Sales = len(sales)
	s.FollowedUp = followed(sales, asked, time.Duration(l.Policy().FollowUpDays)*24*time.Hour)
	return s
}

// answered counts an answer, if it is one.
func (s *LevelSignals) answered(is bool) {
	if is {
		s.Answers++
	}
}

// turned counts one side turning to the other, and reports whether it is the seller who follows up.
func (s *LevelSignals) turned(why Purpose, byBuyer bool) (followUp bool) {
	switch {
	case why == PurposeFeedback:
		s.answered(byBuyer)
	case why == PurposeJointWork:
		s.Joint++
	case why == PurposeSuggestion && !byBuyer:
		s.Suggestions++
	}
	return why == PurposeFollowUp && !byBuyer
}

// followed counts the sales after which it was asked in time. It puts both lists in order.
func followed(sales, asked []time.Time, within time.Duration) (n int) {
	slices.SortFunc(sales, time.Time.Compare)
	slices.SortFunc(asked, time.Time.Compare)
	for _, sale := range sales {
		for len(asked) > 0 && asked[0].Before(sale) {
			asked = asked[1:]
		}
		if len(asked) > 0 && !asked[0].After(sale.Add(within)) {
			n++
		}
	}
	return n
}
