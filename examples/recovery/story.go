package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// storyLines is a year of three customers as JSON lines, one event each.
//
//go:embed story.jsonl
var storyLines []byte

// storyEnd is the instant at which the story is read, unless another is asked for.
func storyEnd() time.Time { return time.Date(2026, 8, 9, 9, 0, 0, 0, time.UTC) }

const storyIntro = `A coffee roastery sells a grinder. It breaks after two weeks, and on one day three customers complain: ada, bert and cleo. For eight
months the three had lived through exactly the same. What differs is what the roastery makes of the complaint:`

// storyCourses says what became of each.
const storyCourses = `
  ada   has an answer within the day. Two days later the roastery promises in public: a new grinder by
        17 April for all who told us. Hers comes three days early, and works.
  bert  never hears anything but, six weeks later, an offer.
  cleo  has an answer after two days, and is promised the same. The day comes, and no grinder. A week
        later she is told that there is none left; she may have a voucher.
`

// most is how many customers one report shows: one letter each in the pictures.
const most = 6

// customer is one who complained.
type customer struct {
	key   relationship.Key
	log   *relationship.History // all that happened with them
	roles map[relationship.EventID]role
	first relationship.Complaint // day 0 of their table
	mark  string                 // the letter in the pictures
	track track                  // what became of it
}

func (c *customer) name() string { return string(c.key.To) }

// day counts from the complaint.
func (c *customer) day(at time.Time) int { return days(c.first.At(), at) }

// days counts whole days from one instant to another; before it they are negative.
func days(from, to time.Time) int {
	const day = 24 * time.Hour
	d := to.Sub(from)
	if d < 0 {
		return -int((-d + day - 1) / day)
	}
	return int(d / day)
}

// read opens the log that was asked for, and says as of when it is read.
func read(opt options, stdin io.Reader) (*relationship.History, time.Time, error) {
	var from io.Reader = bytes.NewReader(storyLines)
	asOf := storyEnd()
	switch {
	case opt.events == "-":
		from = stdin
	case opt.events != "":
		file, err := os.Open(opt.events)
		if err != nil {
			return nil, asOf, err
		}
		defer file.Close()
		from = file
	}
	log, err := relationship.ReadHistory(from)
	if err != nil {
		return nil, asOf, err
	}
	if opt.events != "" {
		for e := range log.All() {
			asOf = e.At() // of the last one, in the end
		}
	}
	if !opt.asOf.IsZero() {
		asOf = opt.asOf
	}
	return log.Until(asOf), asOf, nil
}

// complainers lists the customers who complained, in the order of the log's keys, and how many there are beyond
// those that there are letters for. Unless who is empty, only that one is wanted.
func complainers(log *relationship.History, who string) (found []*customer, more int, err error) {
	for _, key := range log.Keys() {
		if key.Role != relationship.KindEndConsumer && key.Role != relationship.KindCustomer {
			continue
		}
		if who != "" && who != string(key.To) {
			continue
		}
		c := &customer{key: key, log: new(relationship.History)}
		for e := range log.Of(key) {
			if err := c.log.Add(e); err != nil {
				return nil, 0, err
			}
			if e, ok := e.(relationship.Complaint); ok && e.Actor() == relationship.ByTo && c.first.ID() == "" {
				c.first = e
			}
		}
		switch {
		case c.first.ID() == "":
		case len(found) == most:
			more++
		default:
			c.roles = cast(c.log.All())
			c.mark = string(rune('a' + len(found)))
			found = append(found, c)
		}
	}
	if len(found) == 0 && who != "" {
		return nil, 0, fmt.Errorf("no customer %q complains in what happened by then", who)
	}
	if len(found) == 0 {
		return nil, 0, errors.New("no customer complains in what happened by then: there is nothing to tell")
	}
	return found, more, nil
}

// list names some customers.
func list(of []*customer) string {
	names := make([]string, len(of))
	for i, c := range of {
		names[i] = c.name()
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return names[0]
}
