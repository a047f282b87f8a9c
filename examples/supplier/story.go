package main

import (
	"bytes"
	_ "embed"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// storyLines is half a year as JSON lines: a careful start, goods for Easter that came too late in spite of a promise, and what was made of it.
//
//go:embed story.jsonl
var storyLines []byte

// story reads the log.
func story() (*relationship.History, error) {
	return relationship.ReadHistory(bytes.NewReader(storyLines))
}

// The relationship that most of the story is about: the book of the maker, pralina, on its distributor, rossi, which buys from it.
var distributor = relationship.Key{From: "pralina", To: "rossi", Role: relationship.KindDistributor}

// consumer is the maker's relationship with one who eats its cream, whoever sold it.
func consumer(id relationship.PartyID) relationship.Key {
	return relationship.Key{From: "pralina", To: id, Role: relationship.KindEndConsumer}
}

// day is nine o'clock on a day of the story.
func day(n int) time.Time { return time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC).AddDate(0, 0, n) }

// side names who acts in the relationship with the distributor.
func side(a relationship.Actor) string {
	if a == relationship.ByFrom {
		return "we"
	}
	return "rossi"
}
