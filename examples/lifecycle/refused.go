package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// rejected gives a command that is rejected, and then what it takes for it not to be.
func rejected(w io.Writer, t *tale) error {
	heading(w, "A command that is rejected")
	at := end(t)
	when := at.State.Last
	if when.Before(t.at) {
		when = t.at
	}
	when = when.Add(24 * time.Hour)
	fmt.Fprintf(w, "Suppose nothing happens until %s, and then the shop wants to win %s back:\n\n", dayOf(when), t.key.To)

	// Each line is a try on a copy that knows a little more.
	willing := at
	willing.Facts.Consents = at.Facts.Consents.With(relationship.ChannelEmail)
	worth := willing
	worth.Facts.PaysBack = true
	var first error
	for i, known := range []lifecycle.CustomerStanding{at, willing, worth} {
		command, err := relationship.NewWinBackStarted(relationship.WinBackStartedConfig{
			ID: t.unused("win-back"), At: when, Key: t.key,
		})
		if err != nil {
			return err
		}
		var said string
		err = t.course.Observe(&known, command, func(s lifecycle.CustomerStep) { said = s.String() })
		if i == 0 {
			first = err
		}
		fmt.Fprintf(w, "  consent: %-4s worth the cost: %-4s %s\n",
			yesNo(known.Facts.Consents != 0)+",", yesNo(known.Facts.PaysBack)+",", said)
	}
	refused := (*lifecycle.RejectedError)(nil)
	if !asRejected(first, &refused) {
		return first
	}
	fmt.Fprintf(w, "\nThe first try is an error for whoever gave the command, and the stage is as before:\n\n  %v\n\n", first)
	fmt.Fprintf(w, "  for want of a rule: %-4s for a guard that said no: %-4s the guard: %s\n\n",
		yesNo(errors.Is(first, lifecycle.ErrNoRule))+",", yesNo(errors.Is(first, lifecycle.ErrGuardRefused))+",", orNone(refused.Guard))
	fmt.Fprint(w, `"contactable" says that a consent is given on some channel. "pays back" says that what the relationship is still
worth exceeds the cost of winning it back: package clv estimates that, and the caller says so in Facts.PaysBack.
`)
	return nil
}

// late brings an event that somebody forgot to hand in.
func late(w io.Writer, t *tale) error {
	heading(w, "An event that comes too late")
	// Halfway between the last event and the move by time since then, or, if there was none, a day before the event.
	seen, moved := t.today.Facts.LastSeen, t.today.State.Last
	found := seen.Add(-24 * time.Hour)
	if moved.After(seen) {
		found = seen.Add(moved.Sub(seen) / 2).Truncate(time.Hour)
	}
	use, err := relationship.NewUse(relationship.UseConfig{ID: t.unused("found-later"), At: found, Key: t.key, Actor: relationship.ByTo})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "Today somebody finds that %s used its purchase on %s, too. Later things were already taken in:\n\n", t.key.To, dayOf(found))
	standing := t.today
	err = t.course.Observe(&standing, use, nil)
	if !errors.Is(err, lifecycle.ErrOutOfOrder) {
		return fmt.Errorf("an event of %s was not refused: %w", dayOf(found), err)
	}
	fmt.Fprintf(w, "  %v\n", err)
	fmt.Fprintf(w, "\nAfter the refusal the standing is as it was: %s.\n", yesNo(standing == t.today))

	// The way out: the log holds all events in order, whenever they were added, and a replay of it makes everything anew.
	log := t.log.Clone()
	if err := log.Add(use); err != nil {
		return err
	}
	var anew lifecycle.CustomerStanding
	if err := t.course.Replay(&anew, log.Of(t.key), nil); err != nil {
		return err
	}
	if err := t.course.Advance(&anew, t.at, nil); err != nil {
		return err
	}
	fmt.Fprintf(w, "Order matters, so nothing is patched: the event is added to the log, and the log is replayed.\n\n")
	for _, of := range []struct {
		name string
		at   *lifecycle.CustomerStanding
	}{{"without it", &t.today}, {"with it", &anew}} {
		fmt.Fprintf(w, "  %-11s %s since %s", of.name, of.at.State.Stage, dayOf(of.at.State.Since))
		if next, waits := t.course.NextDue(of.at); waits {
			fmt.Fprintf(w, ", %s due on %s", next.To, dayOf(next.At))
		}
		fmt.Fprintln(w)
	}
	return nil
}

// unused returns an id that no event of the story has.
func (t *tale) unused(id relationship.EventID) relationship.EventID {
	for t.log.Has(id) {
		id += "-again"
	}
	return id
}

// orNone writes a text, or that there is none.
func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}
