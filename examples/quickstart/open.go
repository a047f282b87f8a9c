package main

import (
	"fmt"
	"io"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// pending is something that waits: it counts against the score, or holds up a stage,
// until it is closed.
type pending struct {
	What  string               `json:"what"`
	ID    relationship.EventID `json:"id"`
	By    string               `json:"by"` // whose it is
	Since relationship.Date    `json:"since"`
	Due   relationship.Date    `json:"due,omitzero"` // of a promise
}

// pendings lists what is open at an instant: promises, requests, complaints and
// disputes, each kind in the order of time.
func pendings(open *relationship.Open, now time.Time) []pending {
	var all []pending
	add := func(what string, id relationship.EventID, by relationship.Actor, since, due time.Time) {
		one := pending{What: what, ID: id, By: "us", Since: relationship.DateOf(since)}
		if by == relationship.ByTo {
			one.By = "them"
		}
		if !due.IsZero() {
			one.Due = relationship.DateOf(due)
		}
		all = append(all, one)
	}
	for p := range open.Promises(now) {
		add("promise", p.ID, p.By, p.Since, p.Due)
	}
	for r := range open.Requests(now) {
		add("request", r.ID, r.By, r.Since, time.Time{})
	}
	for c := range open.Complaints(now) {
		add("complaint", c.ID, c.By, c.Since, time.Time{})
	}
	for d := range open.Disputes(now) {
		add("dispute", d.ID, d.By, d.Since, time.Time{})
	}
	return all
}

// printOpen writes what waits.
func printOpen(w io.Writer, all []pending) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(w, "\nWhat is open, and counts against it:\n")
	g := grid{align: "llll"}
	for _, p := range all {
		due := ""
		if !p.Due.IsZero() {
			due = "due " + p.Due.String()
		}
		g.add(p.What+" by "+p.By, string(p.ID), "since "+p.Since.String(), due)
	}
	g.write(w)
}
