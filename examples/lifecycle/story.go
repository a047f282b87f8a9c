package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// storyLines is the year of mara, who bought an espresso machine, as JSON lines.
//
//go:embed story.jsonl
var storyLines []byte

// storyEnd is the "today" of the built-in story.
func storyEnd() time.Time { return time.Date(2025, 12, 31, 23, 59, 59, 0, time.UTC) }

// storyIntro says what the built-in story is about.
const storyIntro = `Mara asks a small shop which espresso machine would suit her, buys one, is not quite content, complains of the
grinder, is helped, comes back for beans, sends two friends, falls silent, comes back, and falls silent again.
Every line below is one event of her year, or a day on which time alone changed something.

`

// tale is the story of one customer, as far as it is known at one instant.
type tale struct {
	course *lifecycle.CustomerCourse
	log    *relationship.History // all of it, other parties' events too
	key    relationship.Key      // whose book it is, and whom it is about
	at     time.Time             // "today"
	events []relationship.Event  // those of the customer, in order

	intro string // a few words on the built-in story

	// What the replay leaves behind.
	lines  []line                     // every event, and every move by time alone
	last   lifecycle.CustomerStanding // after the last event
	today  lifecycle.CustomerStanding // after the time since then
	told   int                        // how many of the lines are up to the last event
	spells []spell                    // the stages one after the other
}

// open reads the story and decides whom it is about, and when today is.
func open(opt options, stdin io.Reader) (*tale, error) {
	var source io.Reader = bytes.NewReader(storyLines)
	switch opt.events {
	case "":
	case "-":
		source = stdin
	default:
		file, err := os.Open(opt.events)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		source = file
	}
	log, err := relationship.ReadHistory(source)
	if err != nil {
		return nil, err
	}
	t := &tale{log: log}
	if t.key, err = choose(log, opt.party); err != nil {
		return nil, err
	}
	switch {
	case !opt.at.IsZero():
		t.at = opt.at
	case opt.events == "":
		t.at, t.intro = storyEnd(), storyIntro
	default:
		for e := range log.Of(t.key) {
			t.at = e.At()
		}
	}
	// As of an instant means: as if nothing later were written down yet.
	t.log = log.Until(t.at)
	if t.events = slices.Collect(t.log.Of(t.key)); len(t.events) == 0 {
		return nil, fmt.Errorf("there is no event of %s up to %s", t.key.To, t.at.Format(time.DateOnly))
	}
	return t, nil
}

// choose finds the relationship to follow: that with the party, or else the one with the most events; whom we buy from is no customer.
func choose(log *relationship.History, party relationship.PartyID) (relationship.Key, error) {
	var chosen relationship.Key
	most := 0
	for _, key := range log.Keys() {
		n := len(slices.Collect(log.Of(key)))
		if n > most && (key.To == party || party == "" && key.Role.Group() != relationship.GroupSupplier) {
			chosen, most = key, n
		}
	}
	switch {
	case most > 0:
		return chosen, nil
	case party != "":
		return chosen, fmt.Errorf("there is no event of the party that -party names")
	}
	return chosen, errors.New("there is no event of a customer in the story")
}
