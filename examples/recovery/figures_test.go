package main

import (
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/loyalty"
)

// evidence is one piece: on which day of the story (not of the complaint) it came, how good it was from 0 to 1, and its weight.
type evidence struct{ day, good, weight float64 }

// only is evidence that speaks against us, and never for us.
func only(day, weight float64) evidence { return evidence{day, 0, weight} }

// believed is the mean that remains on day 370 of two observations at one half and of what is known, of which half is gone after so many
// days: the definition, written down anew.
func believed(halfLife float64, known ...evidence) int {
	pro, con := 1.0, 1.0
	for _, e := range known {
		left := e.weight * math.Exp2(-(370-e.day)/halfLife)
		pro += left * e.good
		con += left * (1 - e.good)
	}
	return int(math.Round(10_000 * pro / (pro + con)))
}

// TestFigures recomputes what is printed of the end of the story from the story as it reads, without the library. The story begins on
// 2025-08-04, the complaint is on day 240, the end on day 370. The hours of the day are parts of a day.
func TestFigures(t *testing.T) {
	// What the three have in common. The parcel of each month comes two days after the order, but the one of day 150, which comes on day
	// 157 and was due on day 153: 2^(−4/7).
	var parcels []evidence
	for _, day := range []float64{2, 32, 62, 92, 122, 182, 212, 226} {
		parcels = append(parcels, evidence{day, 1, 1})
	}
	parcels = append(parcels, evidence{157, math.Exp2(-4. / 7), 1})
	ratings := []evidence{{45, .75, 1}, {135, 1, 1}, {215, .75, 1}}                                 // 4, 5 and 4 on 1 to 5
	replies := []evidence{{60.25, math.Exp2(-.25), 1}, {190.5, math.Exp2(-.5), 1}}                  // after 6 and 12 hours, where a day halves
	with := func(a []evidence, b ...evidence) []evidence { return append(a[:len(a):len(a)], b...) } // leaves a as it is
	const trust, satisfaction, communication = 365, 180, 90                                         // half-lives in days

	want := map[string][3]int{
		"ada": {
			// Four more parcels in time. The promise, of stake 3, is kept on day 253 at ten o'clock.
			believed(trust, with(parcels, evidence{272, 1, 1}, evidence{302, 1, 1}, evidence{332, 1, 1}, evidence{362, 1, 1}, evidence{253 + 1./24, 1, 3})...),
			// Severity 0.6, of which 0.9 of 0.9 are taken back on day 255; a rating of 5 on day 260.
			believed(satisfaction, with(ratings, only(255, .6*(1-.9*.9)), evidence{260, 1, 1})...),
			// One more reply after 6 hours.
			believed(communication, with(replies, evidence{240.25, math.Exp2(-.25), 1})...),
		},
		"bert": {
			believed(trust, parcels...), // nothing was promised
			// Open for 130 days, 127 of them beyond the grace of three: 1 − 0.4·2^(−127/7) today.
			believed(satisfaction, with(ratings, only(370, 1-.4*math.Exp2(-127./7)))...),
			// The letter waits for 130 days: 1 − 2^(−130) today.
			believed(communication, with(replies, only(370, 1-math.Exp2(-130)))...),
		},
		"cleo": {
			// One more parcel in time. The promise is broken on day 263: all of its stake of 3 is against us.
			believed(trust, with(parcels, evidence{282, 1, 1}, only(263, 3))...),
			// 0.9 of 0.2 are taken back on day 267.
			believed(satisfaction, with(ratings, only(267, .6*(1-.9*.2)))...),
			// One more reply after two days, a quarter.
			believed(communication, with(replies, evidence{242, .25, 1})...),
		},
	}
	for _, c := range customers(t) {
		last := c.track.last()
		got := [3]int{last.of(loyalty.Trust), last.of(loyalty.Satisfaction), last.of(loyalty.Communication)}
		if got != want[c.name()] {
			t.Errorf("%s: trust, satisfaction, communication = %v, by hand %v", c.name(), got, want[c.name()])
		}
	}
	if believed(trust, parcels...) != 8410 { // so that the reckoning itself cannot be empty
		t.Error("by hand bert's trust is not 8,410")
	}
}

// TestWaiting: an overdue promise costs trust before anybody says that it is broken. Cleo's was due on 2026-04-17 at noon. Three days on,
// x is 2^(−3/7), and 3·(1−x) is against us.
func TestWaiting(t *testing.T) {
	c := customers(t)[2]
	rooms := opened(t)
	due := time.Date(2026, 4, 17, 12, 0, 0, 0, time.UTC)
	track, err := rooms.follow(c.log.All(), due, due.AddDate(0, 0, 3))
	if err != nil {
		t.Fatal(err)
	}
	at, later := track.looks[0].of(loyalty.Trust), track.looks[1].of(loyalty.Trust)
	// Mean m and mass n of the parcels alone, from the first look: α = 1+R. Fading of three days is left out of this estimate, so that it is
	// good to some ten points: m' = α/(α+β+3·(1−x)).
	pro, con := 0.0, 0.0
	for _, e := range []evidence{{2, 1, 1}, {32, 1, 1}, {62, 1, 1}, {92, 1, 1}, {122, 1, 1}, {182, 1, 1}, {212, 1, 1}, {226, 1, 1}, {157, math.Exp2(-4. / 7), 1}} {
		left := math.Exp2(-(256.125 - e.day) / 365)
		pro, con = pro+left*e.good, con+left*(1-e.good)
	}
	want := int(math.Round(1e4 * (1 + pro) / (2 + pro + con)))
	wantLater := 1e4 * (1 + pro) / (2 + pro + con + 3*(1-math.Exp2(-3./7)))
	if at != want || math.Abs(float64(later)-wantLater) > 10 {
		t.Errorf("trust %d at the date and %d three days on; by hand %d and some %.0f", at, later, want, wantLater)
	}
}

// TestStages: the dates at which time alone moves, counted by hand.
func TestStages(t *testing.T) {
	want := map[string]struct {
		stage lifecycle.CustomerStage
		moves map[int]lifecycle.CustomerStage // by time alone, by the day after the complaint
	}{
		"ada":  {lifecycle.CustomerAdvocacy, nil},
		"bert": {lifecycle.CustomerDormant, map[int]lifecycle.CustomerStage{30: lifecycle.CustomerLapsing, 120: lifecycle.CustomerDormant}}, // 30 d unanswered, 120 d silent
		"cleo": {lifecycle.CustomerLapsing, map[int]lifecycle.CustomerStage{100: lifecycle.CustomerLapsing}},                                // 60 d after her order of day 40
	}
	for _, c := range customers(t) {
		w := want[c.name()]
		if c.track.last().stage != w.stage {
			t.Errorf("%s ends in %v, want %v", c.name(), c.track.last().stage, w.stage)
		}
		found := 0
		for _, m := range c.track.moments {
			if m.event != nil || m.at.Before(c.first.At()) {
				continue
			}
			if found++; w.moves[c.day(m.at)] != m.stage {
				t.Errorf("%s: time moves to %v on day %d", c.name(), m.stage, c.day(m.at))
			}
		}
		if found != len(w.moves) {
			t.Errorf("%s: %d moves by time, want %d", c.name(), found, len(w.moves))
		}
	}
}

// TestRecovery: what the story says was made good for ada, 0.9, is all of the goods, and of how she was treated and of the procedure 0.8.
func TestRecovery(t *testing.T) {
	if got, err := loyalty.Recovery(1, .8, .8); err != nil || math.Abs(got-.9) > 1e-12 {
		t.Errorf("recovery %v, %v", got, err)
	}
}

// customers are those of the story, followed to its end.
func customers(t *testing.T) []*customer {
	t.Helper()
	log, asOf, err := read(options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	found, _, err := complainers(log, "")
	if err != nil || len(found) != 3 {
		t.Fatalf("%d customers, %v", len(found), err)
	}
	rooms := opened(t)
	for _, c := range found {
		if c.track, err = rooms.follow(c.log.All(), asOf); err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func opened(t *testing.T) rooms {
	t.Helper()
	rooms, err := openRooms()
	if err != nil {
		t.Fatal(err)
	}
	return rooms
}
