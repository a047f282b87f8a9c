package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// storyLines is half a year as JSON lines, one event each.
//
//go:embed story.jsonl
var storyLines []byte

// storyEnd is the instant at which the story is read, unless another is asked for.
func storyEnd() time.Time { return time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC) }

// months is how long the window is that is read.
const months = 6

// page is whose book holds what happened in the community.
const page relationship.PartyID = "page"

// story is what happened, and what the blocks ask of it.
type story struct {
	opt        options
	builtIn    bool
	log        *relationship.History
	register   register
	from, asOf time.Time
	members    []relationship.PartyID // at the end, in the order of their names

	// The same events once more, so that nobody is looked for in the whole log.
	shop    map[relationship.PartyID][]relationship.Event // of one party, in all shops
	talk    map[relationship.PartyID][]relationship.Event // of one party, on the page
	replies map[relationship.EventID][]relationship.Reply // to one question
}

// open reads what was asked for.
func open(opt options, stdin io.Reader) (*story, error) {
	s := &story{opt: opt, builtIn: opt.events == ""}
	var lines io.Reader = bytes.NewReader(storyLines)
	switch {
	case opt.events == "-":
		lines = stdin
	case !s.builtIn:
		file, err := os.Open(opt.events)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		lines = file
	}
	log, err := relationship.ReadHistory(lines)
	if err != nil {
		return nil, err
	}
	for e := range log.All() {
		s.asOf = e.At() // of the last one, in the end
	}
	if s.builtIn {
		s.asOf = storyEnd()
	}
	if !opt.asOf.IsZero() {
		s.asOf = opt.asOf
	}
	s.log, s.from = log.Until(s.asOf), s.asOf.AddDate(0, -months, 0)
	s.index()
	s.members = s.membersAt(s.asOf)
	if len(s.members) == 0 {
		return nil, errors.New(`nobody is a member by then: nobody consented to the channel "social" in a book of "page"`)
	}
	s.register, err = readRegister(opt)
	return s, err
}

// index sorts the events by party.
func (s *story) index() {
	s.shop, s.talk = map[relationship.PartyID][]relationship.Event{}, map[relationship.PartyID][]relationship.Event{}
	s.replies = map[relationship.EventID][]relationship.Reply{}
	for _, e := range s.inShops() {
		s.shop[e.Key().To] = append(s.shop[e.Key().To], e)
	}
	for e := range s.onPage() {
		s.talk[e.Key().To] = append(s.talk[e.Key().To], e)
		if r, ok := e.(relationship.Reply); ok {
			s.replies[r.Request()] = append(s.replies[r.Request()], r)
		}
	}
}

// books yields the relationships of the community.
func (s *story) books() iter.Seq[relationship.Key] {
	return func(yield func(relationship.Key) bool) {
		for _, key := range s.log.Keys() {
			if key.From == page && !yield(key) {
				return
			}
		}
	}
}

// inShops yields what happened in the shops, with the shop.
func (s *story) inShops() iter.Seq2[relationship.PartyID, relationship.Event] {
	return func(yield func(relationship.PartyID, relationship.Event) bool) {
		for e := range s.log.All() {
			key := e.Key()
			if among, _ := loyalty.AudienceOf(key.Role); key.From == page || among != loyalty.AudienceConsumers {
				continue
			}
			if !yield(key.From, e) {
				return
			}
		}
	}
}

// onPage yields what happened in the community, up to the end.
func (s *story) onPage() iter.Seq[relationship.Event] {
	return func(yield func(relationship.Event) bool) {
		for e := range s.log.All() {
			if e.Key().From == page && !yield(e) {
				return
			}
		}
	}
}

// recent reports whether an event is in the window.
func (s *story) recent(e relationship.Event) bool { return e.At().After(s.from) }

// membersAt are those who had joined by then and had not left, in the order of their names.
func (s *story) membersAt(at time.Time) []relationship.PartyID {
	joined := map[relationship.PartyID]bool{}
	for e := range s.onPage() {
		if e.At().After(at) {
			break
		}
		switch e := e.(type) {
		case relationship.ConsentGiven:
			if e.Channel() == relationship.ChannelSocial {
				joined[e.Key().To] = true
			}
		case relationship.ConsentWithdrawn:
			if e.Channel() == relationship.ChannelSocial {
				delete(joined, e.Key().To)
			}
		}
	}
	members := make([]relationship.PartyID, 0, len(joined))
	for id := range joined {
		members = append(members, id)
	}
	slices.Sort(members)
	return members
}

// sales are the purchases of one party in the shops, in the window.
func (s *story) sales(of relationship.PartyID) []relationship.Purchase {
	var all []relationship.Purchase
	for _, e := range s.shop[of] {
		if p, ok := e.(relationship.Purchase); ok && s.recent(e) {
			all = append(all, p)
		}
	}
	return all
}

// margin is what is left of a sale, exactly.
func (s *story) margin(sale relationship.Money) (relationship.Money, error) {
	points := relationship.MoneyFromMinor(int64(s.opt.margin), sale.Currency()).Decimal()
	whole := relationship.MoneyFromMinor(10_000, sale.Currency()).Decimal()
	m, err := relationship.NewMoney(sale.Decimal().Mul(points).Div(whole), sale.Currency())
	if err != nil {
		return m, fmt.Errorf("the margin of %v: %w", sale, err)
	}
	return m, nil
}
