package loyalty

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// OtherCardError says which two cards results were made with.
type OtherCardError struct {
	// Before and After are the cards.
	Before, After Stamp
}

// Error implements error.
func (e *OtherCardError) Error() string {
	return fmt.Sprintf("loyalty: result = of card %s, want one of card %s: across cards a change is to be attributed", e.After, e.Before)
}

// Unwrap returns ErrOtherCard.
func (e *OtherCardError) Unwrap() error { return ErrOtherCard }

// Delta is what one line of a score changed by.
type Delta struct {
	// Kind says what the line stands for.
	Kind LineKind `json:"kind"`
	// Factor is the factor, also of a gate.
	Factor FactorID `json:"factor"`
	// Points is the change.
	Points int `json:"points"`
}

// Compare returns by how many points each line changed between two results of one card: the factors in the order of the card, then
// the gates that are shut in either. They sum to after.Points − before.Points exactly. Results of cards with different hashes are an
// *OtherCardError. Stored results can be compared too, as they were written.
func Compare(before, after Result) ([]Delta, error) {
	if before.Stamp.Hash != after.Stamp.Hash {
		return nil, &OtherCardError{before.Stamp, after.Stamp}
	}
	lines := apart(before, after)
	all := make([]Delta, len(lines))
	for i, l := range lines {
		all[i] = Delta{l.Kind, l.Factor, l.points[1] - l.points[0]}
	}
	return all, nil
}

// Side is what a score is read of: one end of a change.
type Side struct {
	// Model is the card.
	Model *Model
	// State is the evidence.
	State State
	// Open is what is open; it may be nil.
	Open *relationship.Open
	// AsOf is the instant.
	AsOf time.Time
}

// Change is a change of score to be explained.
type Change struct {
	// Before and After are its ends; After is at the same instant or later.
	Before, After Side
	// Replayed is the evidence of After under the card of Before, which is needed where After.State cannot be read by that card: where
	// a factor of both cards has evidence and another half-life or negativity, or where the evidence on a factor that only Before has is
	// gone.
	// It is the events of After observed once more with Before.Model, and never After.State itself. It is nil otherwise; where the cards differ in their rules only, giving it counts what the rules did as the card's doing, and
	// not giving it as evidence.
	Replayed *State
}

// Attribution says what made a score change, in points.
type Attribution struct {
	// Before is the earlier end.
	Before Result `json:"before"`
	// After is the later end.
	After Result `json:"after"`
	// Points is After.Points − Before.Points, and Decay + Evidence + Card.
	Points int `json:"points"`
	// Decay is what time did: known evidence faded, and what was open went on.
	Decay int `json:"decay"`
	// Evidence is what came in, was opened and was closed.
	Evidence int `json:"evidence"`
	// Card is what the change of card did.
	Card int `json:"card"`
	// Lines are the factors of the later card in its order, then those that only the earlier has, then the gates. Each of the
	// three columns sums exactly.
	Lines []AttributionLine `json:"lines"`
}

// AttributionLine is the part of a change that one line of the score has.
type AttributionLine struct {
	// Kind says what the line stands for.
	Kind LineKind `json:"kind"`
	// Factor is the factor, also of a gate.
	Factor FactorID `json:"factor"`
	// Decay is what time did to it.
	Decay int `json:"decay"`
	// Evidence is what came in.
	Evidence int `json:"evidence"`
	// Card is what the change of card did.
	Card int `json:"card"`
}

// Points returns the whole change of the line.
func (l AttributionLine) Points() int { return l.Decay + l.Evidence + l.Card }

// Attribute takes a change apart. With S(state, open, instant, card) the points of a score it is
//
//	S(s₁,o₁,t₁,c₁) − S(s₀,o₀,t₀,c₀) = [S(s₀,o₀,t₁,c₀) − S(s₀,o₀,t₀,c₀)]   decay
//	                                + [S(s₁,o₁,t₁,c₀) − S(s₀,o₀,t₁,c₀)]   evidence
//	                                + [S(s₁,o₁,t₁,c₁) − S(s₁,o₁,t₁,c₀)]   card
//
// and the same of each line. What is open at both ends goes on in the decay part: a promise that gets later all the time is decay. What
// was open and was closed since is read there as it stood at t₀, and what was opened or closed is evidence: a promise that was delivered
// in the meantime has not gone on getting late.
//
// Laws: the columns sum exactly, lines and totals, for which a point of rounding may fall to a line that nothing happened to; without a
// change all is 0; with one card the Card part is 0; with no news the
// Evidence part is 0; at one instant the Decay part is 0.
//
// The error is a *FieldError where a model is missing, time runs backwards, or Replayed is missing or useless, and else that of one of
// the four readings. Cost: four readings.
func (c Change) Attribute() (Attribution, error) {
	bridge, err := c.bridge()
	if err != nil {
		return Attribution{}, err
	}
	from, to := c.Before, c.After
	still := openIDs(to.Open, to.AsOf)
	stopped := func(id relationship.EventID) time.Time {
		if still[id] {
			return to.AsOf
		}
		return from.AsOf
	}
	var read [4]Result
	for i, s := range [4]struct {
		Side
		when readAt
	}{
		{from, nil}, {Side{from.Model, from.State, from.Open, to.AsOf}, stopped}, {Side{from.Model, bridge, to.Open, to.AsOf}, nil}, {to, nil},
	} {
		if read[i], err = s.Model.score(s.State, s.Open, s.AsOf, s.when); err != nil {
			return Attribution{}, err
		}
	}
	a := Attribution{
		Before: read[0], After: read[3], Points: read[3].Points - read[0].Points, Decay: read[1].Points - read[0].Points,
		Evidence: read[2].Points - read[1].Points, Card: read[3].Points - read[2].Points, Lines: []AttributionLine{},
	}
	for _, l := range apart(read[:]...) {
		p := &l.points
		a.Lines = append(a.Lines, AttributionLine{l.Kind, l.Factor, p[1] - p[0], p[2] - p[1], p[3] - p[2]})
	}
	return a, nil
}

// bridge checks the change, and returns the later evidence as the earlier card reads it.
func (c *Change) bridge() (State, error) {
	var f faults
	for _, s := range []struct {
		path string
		side *Side
	}{{"before", &c.Before}, {"after", &c.After}} {
		if s.side.Model == nil {
			f.add(s.path+".model", "nil", "a compiled card")
		}
		if _, err := instantOf(s.path+".as-of", s.side.AsOf); err != nil {
			f.errs = append(f.errs, err)
		}
	}
	if c.After.AsOf.Before(c.Before.AsOf) {
		f.add("after.as-of", c.After.AsOf.UTC().Format(time.RFC3339Nano), "the instant of before, or a later one")
	}
	if err := f.err(); err != nil {
		return State{}, err
	}
	from, to := c.Before.Model, c.After.Model
	if from.hash == to.hash {
		if c.Replayed != nil {
			return State{}, &FieldError{Path: "replayed", Value: "a state", Rule: "none, as the card is the same"}
		}
		return c.After.State, nil
	}
	if c.Replayed != nil {
		return *c.Replayed, c.checkReplayed()
	}
	for i := range from.factors {
		x := &from.factors[i]
		j, known := to.index(x.ID), c.After.State.lookup(x.ID) != nil
		gone := j < 0 && !known && c.Before.State.lookup(x.ID) != nil
		if gone || j >= 0 && known && (to.factors[j].HalfLife != x.HalfLife || to.factors[j].harm != x.harm) {
			f.add("replayed", "nil", "the later evidence on "+string(x.ID)+" under the earlier card, as the later one keeps it otherwise")
		}
	}
	return c.After.State, f.err()
}

// checkReplayed refuses what cannot be the later evidence under the earlier card: with the same rules each factor of both cards is known
// to the same instant.
func (c *Change) checkReplayed() error {
	var f faults
	from, to := c.Before.Model, c.After.Model
	if !slices.Equal(from.card.Policy.Rules, to.card.Policy.Rules) {
		return nil
	}
	for i := range from.factors {
		id := from.factors[i].ID
		got, want := c.Replayed.Evidence(id).At(), c.After.State.Evidence(id).At()
		if to.index(id) >= 0 && !got.Equal(want) {
			f.add("replayed", string(id)+" known to "+instantText(got), "the evidence of after, known to "+instantText(want))
		}
	}
	return f.err()
}

func instantText(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Format(time.RFC3339Nano)
}

// UnmarshalJSON reads what encoding/json writes of an attribution, strictly: a record of what was shown, as Result is. After an error a
// is as it was.
func (a *Attribution) UnmarshalJSON(data []byte) error {
	type plain Attribution // without this method
	var read plain
	if err := decodeStrict("attribution JSON", data, &read); err != nil {
		return err
	}
	if read.Lines == nil { // as Attribute has it: a list, if an empty one
		read.Lines = []AttributionLine{}
	}
	*a = Attribution(read)
	return nil
}

// aligned are the points of one line in several results.
type aligned struct {
	Kind   LineKind
	Factor FactorID
	points [4]int
}

// apart lays the lines of up to four results side by side: factors in the order of the last result, then those of earlier ones, then
// gates. Each result's lines sum to its points, and so the differences sum to the difference of points.
func apart(results ...Result) []aligned {
	var all []aligned
	for i := len(results) - 1; i >= 0; i-- {
		for _, l := range results[i].Lines() {
			j := slices.IndexFunc(all, func(a aligned) bool { return a.Kind == l.Kind && a.Factor == l.Factor })
			if j < 0 {
				j = len(all)
				all = append(all, aligned{Kind: l.Kind, Factor: l.Factor})
			}
			all[j].points[i] += l.Points // a factor may have several gates
		}
	}
	slices.SortStableFunc(all, func(a, b aligned) int { return int(a.Kind) - int(b.Kind) })
	return all
}
