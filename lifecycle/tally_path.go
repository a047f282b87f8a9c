package lifecycle

import (
	"iter"
	"math"
	"strconv"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Tally takes one relationship into a tally, from the steps that it made: all of them or the moves alone, in order, as Replay and Advance
// visit them or an audit has kept them. end is the state after them, which tells where a relationship stands that never moved. It is to
// have been advanced to the first instant of the window's Until, or later: Tally does not know what is due. What it has before From and
// after Until changes nothing else in the tally.
//
// A path may begin in the middle of a life: then nothing is known of the stages before its first. A state of which nothing is known adds
// nothing.
//
// The error is a *[StateError] if the state is none of this definition, and a *[TallyError] if the steps do not follow one another up to
// it, if the tally has another period, or if there is no tally or no window. After an error t is as it was.
//
// Cost: O(n + p log k) for n steps, p periods and k different pairs counted so far; allocates only for pairs that are new.
func (d *Definition[S, E, F]) Tally(t *Tally[S], over TallyWindow, end State[S], path []Step[S, E]) error {
	if err := d.Accepts(end); err != nil {
		return err
	}
	if err := t.admits(&over); err != nil {
		return err
	}
	var few [24]stint[S]
	stints, walked := few[:0], trail[S]{from: over.config.From}
	for i := range path {
		s := &path[i]
		if s.Outcome != Moved {
			continue
		}
		field, value, rule := d.oddStep(s)
		if rule == "" {
			stints, field, value, rule = walked.move(stints, s.From, s.To, s.At, s.Dwell)
		}
		if rule != "" {
			return &TallyError{Field: "path[" + strconv.Itoa(i) + "]." + field, Value: value, Rule: rule}
		}
	}
	stints, err := walked.ends(stints, end.Stage, end.Since)
	if err != nil {
		return err
	}
	return t.take(&over, stints)
}

// oddStep returns what is wrong with a move by itself.
func (d *Definition[S, E, F]) oddStep(s *Step[S, E]) (field, value, rule string) {
	switch {
	case !d.has(s.From):
		return "From", s.From.String(), "a stage of the definition"
	case !d.has(s.To):
		return "To", s.To.String(), "a stage of the definition"
	case s.From == s.To:
		return "To", s.To.String(), "another stage than From"
	case !inCalendar(s.At) || !inCalendar(s.At.Add(-s.Dwell)):
		return "At", stamp(s.At), "an instant of the years 1 to 9999, and Dwell before it too"
	case s.Dwell < 0:
		return "Dwell", s.Dwell.String(), "0 or more"
	}
	return "", "", ""
}

// Tally takes one relationship into a tally, from its events, in the order of time: the moves that those up to the first instant of the
// window's Until and time alone have made, as [Course.Path] has them. Scores are unknown to it; where they matter, hand the steps of a
// replay that has them to [Definition.Tally].
//
// The errors are those of Replay and of Definition.Tally. After an error t is as it was.
func (c *Course[S, E]) Tally(t *Tally[S], over TallyWindow, events iter.Seq[relationship.Event]) error {
	if err := t.admits(&over); err != nil {
		return err
	}
	var path []Step[S, E]
	keep := func(s Step[S, E]) {
		if s.Outcome == Moved {
			path = append(path, s)
		}
	}
	asOf := over.config.Until.Time()
	known := func(yield func(relationship.Event) bool) {
		for e := range orNone(events) {
			if _, ok := relationship.KindOf(e); ok && e.At().After(asOf) {
				continue
			}
			if !yield(e) {
				return
			}
		}
	}
	var at Standing[S]
	if err := c.Replay(&at, known, keep); err != nil {
		return err
	}
	if err := c.Advance(&at, asOf, keep); err != nil {
		return err
	}
	return c.definition.Tally(t, over, at.State, path)
}

// admits refuses what cannot be tallied at all.
func (t *Tally[S]) admits(over *TallyWindow) error {
	switch {
	case t == nil:
		return &TallyError{Field: "tally", Value: "none", Rule: "one to add to"}
	case over.IsZero():
		return &TallyError{Field: "window", Value: "none", Rule: "one of NewTallyWindow"}
	}
	return t.meets(over.config.Period)
}

// stint is one stay: it lasts until the next one begins.
type stint[S Label] struct {
	stage S
	day   int // the date on which it began, in days from the window's From
	seen  int // the first date in whose first instant it had begun
}

// trail makes the stays of one relationship from its moves.
type trail[S Label] struct {
	from  relationship.Date // of the window
	last  S                 // where the last stay is; 0 before the first
	since time.Time         // when it began
}

// enter begins a stay.
func (r *trail[S]) enter(stage S, since time.Time) stint[S] {
	r.last, r.since = stage, since.UTC()
	day := relationship.DateOf(r.since).DaysSince(r.from)
	seen := day
	if since.Nanosecond() != 0 || since.Unix()%(24*60*60) != 0 {
		seen++
	}
	return stint[S]{stage, day, seen}
}

// move ends a stay and begins the next; it says what is wrong if they do not follow one another.
func (r *trail[S]) move(stints []stint[S], from, to S, at time.Time, dwell time.Duration) (more []stint[S], field, value, rule string) {
	since, cut := at.Add(-dwell), dwell == math.MaxInt64 // where durations end, and longer ones are cut
	switch {
	case r.last == 0 && cut:
		return stints, "Dwell", dwell.String(), "less than 292 years in the first stage, to tell when it was entered"
	case r.last == 0:
		stints = append(stints, r.enter(from, since))
	case from != r.last:
		return stints, "From", from.String(), r.last.String() + ", where the move before led"
	case !since.Equal(r.since) && !cut:
		return stints, "Dwell", dwell.String(), "the time since " + stamp(r.since) + ", when From was entered"
	}
	return append(stints, r.enter(to, at)), "", "", ""
}

// ends holds the last stay against the state after it, which is all there is if there were no moves.
func (r *trail[S]) ends(stints []stint[S], stage S, since time.Time) ([]stint[S], error) {
	switch {
	case r.last == 0 && stage == 0:
		return nil, nil
	case r.last == 0:
		return append(stints, r.enter(stage, since)), nil
	case stage != r.last || !since.Equal(r.since):
		return nil, &TallyError{
			Field: "end", Value: stage.String() + " since " + stamp(since), Rule: r.last.String() + " since " + stamp(r.since) + ", where the path led",
		}
	}
	return stints, nil
}

// take counts the stays of one relationship, of which the last goes on.
func (t *Tally[S]) take(over *TallyWindow, stints []stint[S]) error {
	if len(stints) == 0 {
		return nil
	}
	most := int64(len(over.bounds) + len(stints))
	if !t.fits(most, most, most) {
		return &TallyError{Field: "n", Value: strconv.FormatInt(most, 10) + " more", Rule: mostTallied}
	}
	// A stage is a label, and there is room, which is all that can be lacking.
	before, i := S(0), 0
	for _, bound := range over.bounds[over.firstBound(stints[0].seen):] {
		for i+1 < len(stints) && stints[i+1].seen <= bound {
			i++
		}
		if before != 0 {
			_ = t.periods.Add(before, stints[i].stage)
			t.period = over.config.Period
		}
		before = stints[i].stage
	}
	for i, s := range stints {
		end, ended := over.days, false // as far as it was seen
		if i+1 < len(stints) && stints[i+1].day < over.days {
			end, ended = stints[i+1].day, true
		}
		switch {
		case ended && end < 0, !ended && s.day >= over.days: // over before, or begun after
			continue
		case ended:
			_ = t.jumps.Add(s.stage, stints[i+1].stage)
		default:
			end-- // the last day that was seen
		}
		if s.day >= 0 {
			_ = t.stays.Add(s.stage, end-s.day, ended)
		} else {
			_ = t.stays.AddLate(s.stage, -1-s.day, end-s.day, ended)
		}
	}
	return nil
}
