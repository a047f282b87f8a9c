package main

import (
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// everyDay calls a test with each customer's worlds at the end of each of the days after the complaint.
func everyDay(t *testing.T, test func(name string, day int, all [worlds]world)) {
	t.Helper()
	rooms := opened(t)
	for _, c := range customers(t) {
		for day := range 200 {
			asOf := c.first.At().AddDate(0, 0, day)
			then := *c
			then.log = c.log.Until(asOf)
			r := report{rooms: rooms, asOf: asOf}
			all, err := r.worldsOf(&then)
			if err != nil {
				t.Fatal(err)
			}
			test(c.name(), day, all)
		}
	}
}

// TestFailureNeverPays: on every day satisfaction is lower than it would be without the failure, and of the same deeds without a failure
// the index is higher, by satisfaction alone.
func TestFailureNeverPays(t *testing.T) {
	everyDay(t, func(name string, day int, all [worlds]world) {
		was, smooth, unforced := all[actual], all[smooth], all[unforced]
		if was.of(loyalty.Satisfaction) >= smooth.of(loyalty.Satisfaction) || was.score.Points >= unforced.score.Points {
			t.Errorf("%s, day %d: satisfaction %d and %d without, index %d and %d without", name, day, was.of(loyalty.Satisfaction),
				smooth.of(loyalty.Satisfaction), was.score.Points, unforced.score.Points)
		}
		for _, f := range []loyalty.FactorID{loyalty.Trust, loyalty.Value, loyalty.Communication, loyalty.SocialBond} {
			if was.of(f) != unforced.of(f) {
				t.Errorf("%s, day %d: the failure itself moves %s from %d to %d", name, day, f, unforced.of(f), was.of(f))
			}
		}
	})
}

// TestAnswerPays: from the day on which it is settled, satisfaction is higher than it would be without an answer, also where it was settled
// badly; and it is not lower before.
func TestAnswerPays(t *testing.T) {
	settled := map[string]int{"ada": 15, "cleo": 27}
	everyDay(t, func(name string, day int, all [worlds]world) {
		gain := all[actual].of(loyalty.Satisfaction) - all[unheard].of(loyalty.Satisfaction)
		from, answered := settled[name]
		if (gain > 0) != (answered && day >= from) || gain < 0 {
			t.Errorf("%s, day %d: the answer makes %+d of satisfaction", name, day, gain)
		}
	})
}

// TestBrokenWord: from its date on, a promise that is not kept makes trust lower than no promise would, and one that is kept makes it higher
// from when it is.
func TestBrokenWord(t *testing.T) {
	everyDay(t, func(name string, day int, all [worlds]world) {
		gain := all[actual].of(loyalty.Trust) - all[unheard].of(loyalty.Trust)
		want := 0
		switch {
		case name == "ada" && day >= 14: // kept on day 13, an hour after the instant of the complaint
			want = 1
		case name == "cleo" && day >= 17: // due on day 16, at noon
			want = -1
		}
		if gain > 0 && want <= 0 || gain < 0 && want >= 0 || gain == 0 && want != 0 {
			t.Errorf("%s, day %d: the promise makes %+d of trust, want its sign to be %d", name, day, gain, want)
		}
	})
}

// TestLooksChangeNothing: to look on the way, or not, leads to the same end.
func TestLooksChangeNothing(t *testing.T) {
	rooms := opened(t)
	for _, c := range customers(t) {
		end := c.track.last()
		var looks []time.Time
		for at := c.first.At().AddDate(0, 0, -300); at.Before(end.at); at = at.Add(31 * time.Hour) {
			looks = append(looks, at)
		}
		often, err := rooms.follow(c.log.All(), append(looks, end.at)...)
		if err != nil {
			t.Fatal(err)
		}
		if often.standing != c.track.standing || often.last().score.Points != end.score.Points || len(often.looks) != len(looks)+1 ||
			len(often.moments) != len(c.track.moments) {
			t.Errorf("%s: %+v with looks, %+v without", c.name(), often.standing, c.track.standing)
		}
	}
}

// TestRoles: which events belong to the complaint.
func TestRoles(t *testing.T) {
	want := map[string]map[role][]relationship.EventID{
		"ada": {
			complaint: {"ada-complaint"}, letter: {"ada-letter"}, reply: {"ada-31"}, settlement: {"ada-36"},
			word: {"ada-34", "ada-promise"}, proof: {"ada-33", "ada-35"},
		},
		"bert": {complaint: {"bert-complaint"}, letter: {"bert-letter"}},
		"cleo": {
			complaint: {"cleo-complaint"}, letter: {"cleo-letter"}, reply: {"cleo-31"}, settlement: {"cleo-34"},
			word: {"cleo-33", "cleo-promise"},
		},
	}
	for _, c := range customers(t) {
		for _, r := range []role{complaint, letter, reply, settlement, word, proof} {
			var got []relationship.EventID
			for id, of := range c.roles {
				if of == r {
					got = append(got, id)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want[c.name()][r]) {
				t.Errorf("%s, role %d: %v, want %v", c.name(), r, got, want[c.name()][r])
			}
		}
		n := 0
		for range c.without() {
			n++
		}
		if n != c.log.Len() {
			t.Errorf("%s: without nothing there are %d of %d events", c.name(), n, c.log.Len())
		}
	}
}
