package main

import (
	"errors"
	"iter"
	"math"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// rooms are the two parts of the library that meet here: one says where a relationship stands, the other how strong it is.
type rooms struct {
	course *lifecycle.CustomerCourse
	card   *loyalty.Model
}

// openRooms makes both ready, as they are by default.
func openRooms() (rooms, error) {
	course, err := lifecycle.Customer(lifecycle.CustomerPolicy{})
	if err != nil {
		return rooms{}, err
	}
	card, _, err := loyalty.DefaultCustomerCard().Compile()
	return rooms{course, card}, err
}

// moment is what both rooms say at one instant.
type moment struct {
	at    time.Time
	event relationship.Event // nil where time alone made a move, or where we only looked
	step  lifecycle.CustomerStep
	stage lifecycle.CustomerStage // after it
	score loyalty.Result
}

// of reads one factor, in points of 10,000.
func (m moment) of(factor loyalty.FactorID) int {
	for _, line := range m.score.Lines() {
		if line.Kind == loyalty.LineFactor && line.Factor == factor {
			return int(math.Round(10_000 * line.Value))
		}
	}
	return 0
}

// track is the way of one relationship.
type track struct {
	moments  []moment // each event, and each move that time alone made
	looks    []moment // one at each instant that was asked for
	standing lifecycle.CustomerStanding
}

// last returns what was seen at the last look.
func (t *track) last() moment { return t.looks[len(t.looks)-1] }

// before returns the last moment before an instant.
func (t *track) before(at time.Time) (found moment, ok bool) {
	for _, m := range t.moments {
		if m.at.Before(at) {
			found, ok = m, true
		}
	}
	return found, ok
}

// follow goes through the events of one relationship in the order of time, and looks at it at the given instants, which are in order too.
func (r rooms) follow(events iter.Seq[relationship.Event], looks ...time.Time) (track, error) {
	w := walker{rooms: r}
	for e := range events {
		for len(looks) > 0 && looks[0].Before(e.At()) {
			if err := w.look(looks[0]); err != nil {
				return track{}, err
			}
			looks = looks[1:]
		}
		if err := w.hear(e); err != nil {
			return track{}, err
		}
	}
	for _, at := range looks {
		if err := w.look(at); err != nil {
			return track{}, err
		}
	}
	return w.track, nil
}

// walker is on its way through the events.
type walker struct {
	rooms
	state loyalty.State     // what the events so far are evidence of
	open  relationship.Open // what is promised, asked or complained of, and not closed
	track track
}

// hear takes one event in. The order matters: first time passes, then the event is evidence, then what loyalty makes of it goes into the
// facts that the guards of the life cycle read, and then the life cycle steps.
func (w *walker) hear(e relationship.Event) error {
	if err := w.wait(e.At()); err != nil {
		return err
	}
	if err := errors.Join(w.card.Observe(&w.state, e), w.open.Observe(e)); err != nil {
		return err
	}
	score, err := w.card.Score(w.state, &w.open, e.At())
	if err != nil {
		return err
	}
	w.track.standing.Facts.Forget()
	for factor, points := range score.Known() {
		w.track.standing.Facts.Learn(string(factor), points)
	}
	m := moment{at: e.At(), event: e, score: score}
	err = w.course.Observe(&w.track.standing, e, func(s lifecycle.CustomerStep) { m.step = s })
	if err != nil && !errors.Is(err, lifecycle.ErrRejected) { // what the stage does not allow is told in the table
		return err
	}
	m.stage = w.track.standing.State.Stage
	w.track.moments = append(w.track.moments, m)
	return nil
}

// wait lets time pass. What it moves is kept with the score that was true at the instant of the move.
func (w *walker) wait(until time.Time) error {
	var failed error
	err := w.course.Advance(&w.track.standing, until, func(s lifecycle.CustomerStep) {
		score, err := w.card.Score(w.state, &w.open, s.At)
		failed = errors.Join(failed, err)
		w.track.moments = append(w.track.moments, moment{at: s.At, step: s, stage: s.To, score: score})
	})
	return errors.Join(err, failed)
}

// look lets time pass and reads both rooms.
func (w *walker) look(at time.Time) error {
	if err := w.wait(at); err != nil {
		return err
	}
	score, err := w.card.Score(w.state, &w.open, at)
	w.track.looks = append(w.track.looks, moment{at: at, stage: w.track.standing.State.Stage, score: score})
	return err
}
