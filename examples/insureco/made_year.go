package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// quarter is how often premiums are paid.
func quarter(k int) relationship.Period { return relationship.Must(relationship.PeriodOf(3*k, 0)) }

// quarterOf numbers the quarters from the first day of a year on.
func quarterOf(d relationship.Date, firstYear int) int {
	year, month, _ := d.Civil()
	return 4*(year-firstYear) + (int(month)-1)/3
}

// row writes a row of the ledger; how often is written for what was done, and an amount for what was paid.
func (m *maker) row(q *person, d relationship.Date, what, line, amount string, times int) {
	if d.Before(m.first) || d.After(m.end) {
		return
	}
	count := ""
	if times > 0 {
		count = fmt.Sprint(times)
		u := m.uses[what]
		u[quarterOf(d, madeYear-1)] += int64(times)
		m.uses[what] = u
	}
	m.ledger = append(m.ledger, ledgerRow{d, fmt.Sprintf("%s,%v,%s,%s,%s,%s\n", q.id, d, what, line, amount, count)})
}

// live lets the two years pass, from one premium to the next.
func (m *maker) live(q *person) {
	k := 0
	for quarter(k).End(q.joined).Before(m.first.AddDays(-92)) { // what a quarter brings may come when the next one has begun
		k++
	}
	for seen := 0; ; k, seen = k+1, seen+1 {
		d := quarter(k).End(q.joined)
		if d.After(m.end) {
			return
		}
		programme := !d.Before(day(madeYear, 1, 1))
		leave := q.habit.leave
		if k <= 4 {
			leave *= 1.6
		}
		if q.founder {
			leave = .003
		}
		if programme {
			leave *= .62
		}
		if k > 0 && !d.Before(m.first) && m.chance(leave) {
			q.left = d.AddDays(-1)
			return
		}
		if seen > 0 {
			m.change(q, programme)
		}
		m.pay(q, d, k, programme)
		m.serve(q, d, k, programme)
	}
}

// change lets somebody add a line, or drop one.
func (m *maker) change(q *person, programme bool) {
	if len(q.lines) > 1 && m.chance(.005) {
		delete(q.lines, slices.Sorted(maps.Keys(q.lines))[m.rng.IntN(len(q.lines))])
	}
	add := .012
	if programme {
		add = .06
	}
	if q.bargain || !m.chance(add) {
		return
	}
	for _, line := range []string{"home", "life", "motor", "health"} {
		if q.lines[line] == 0 && m.wants(q, line) {
			q.lines[line] = m.price(q, line)
			return
		}
	}
}

// pay books the premiums of a quarter and what they cost directly.
func (m *maker) pay(q *person, d relationship.Date, k int, programme bool) {
	total := 0
	for _, line := range slices.Sorted(maps.Keys(q.lines)) {
		cents := q.lines[line] / 4
		if programme {
			cents = cents * 103 / 100
		}
		total += cents
		m.row(q, d, "premium", line, m.amount(cents), 0)
		if line == "life" { // what is put by for the years to come
			m.row(q, d, "reserve", line, m.amount(cents*62/100), 0)
		}
	}
	if q.age <= 25 && k == 0 && q.origin != "direct mail" {
		m.row(q, d, "bonus", "", m.amount(total*7/2), 0) // a driving course
	}
	switch {
	case q.origin == "broker":
		m.row(q, d, "commission", "", m.amount(total*14/100), 0)
	case q.origin == "direct mail" && k < 4:
		m.row(q, d, "bonus", "", m.amount(total*25/100), 0)
	}
	if q.traveller && m.chance(.4) {
		trip := d.AddDays(m.between(1, 85))
		m.row(q, trip, "premium", "travel", m.amount(m.between(35_00, 80_00)), 0)
		if m.chance(.12) {
			m.claim(q, trip.AddDays(m.between(1, 20)), "travel", m.between(60_00, 350_00))
		}
	}
}

// serve books the claims of a quarter, and what was done for somebody.
func (m *maker) serve(q *person, d relationship.Date, k int, programme bool) {
	m.row(q, d, "letter", "", "", 1)
	accident := .05
	if q.bargain {
		accident = .135
	} else if q.age <= 25 {
		accident = .085
	}
	for _, line := range slices.Sorted(maps.Keys(q.lines)) {
		on := d.AddDays(m.between(0, 85))
		switch {
		case line == "motor" && m.chance(accident):
			m.claim(q, on, line, m.between(200_00, 1500_00))
		case line == "home" && m.chance(.03):
			m.claim(q, on, line, m.between(100_00, 1500_00))
		case line == "health" && (q.age >= 65 && m.chance(.5) || m.chance(.33)):
			m.claim(q, on, line, m.between(100_00, 700_00))
		}
	}
	call := q.habit.calls
	if k < 4 {
		call += .15
	}
	if q.age <= 25 {
		call += .15
	}
	if programme {
		call *= .85
	}
	for range 3 {
		if m.chance(call) {
			m.row(q, d.AddDays(m.between(1, 85)), "call", "", "", 1)
		}
	}
	if q.founder {
		m.row(q, d.AddDays(m.between(5, 60)), "visit", "", "", m.between(1, 2))
	} else if q.age >= 65 && m.chance(.03) {
		m.row(q, d.AddDays(m.between(5, 60)), "visit", "", "", 1)
	}
}

// claim books what was paid for a claim and that it was handled. Larger sums are the reinsurer's.
func (m *maker) claim(q *person, d relationship.Date, line string, cents int) {
	m.row(q, d, "claim", line, m.amount(cents), 0)
	m.row(q, d, "claim handling", "", "", 1)
}

// poolTable writes what the activities of each quarter cost, with some room to spare.
func (m *maker) poolTable() []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, strings.Join(poolColumns(), ","))
	rate := map[string]int{"call": 7_40, "claim handling": 38_00, "letter": 1_70, "visit": 150_00} // a time
	for q := range 8 {
		from := quarter(q).End(m.first)
		for _, what := range slices.Sorted(maps.Keys(m.uses)) {
			n := int(m.uses[what][q])
			capacity := n + n*m.between(4, 16)/100
			cents := capacity * rate[what] * (100 + q/4*3) / 100
			if what == "letter" { // are printed as they are needed
				capacity = 0
			}
			fmt.Fprintf(&b, "%v,%s,%s,%d\n", from, what, m.amount(cents), capacity)
		}
	}
	return b.Bytes()
}

// The days from which on somebody is taken to have answered a letter, and until when.
func springLetter() (sent, until relationship.Date) { return day(madeYear, 3, 3), day(madeYear, 5, 31) }
func autumnLetter() (sent, until relationship.Date) {
	return day(madeYear, 9, 8), day(madeYear, 11, 30)
}

// actionTable writes what was done to win customers and to keep them.
func (m *maker) actionTable() []byte {
	spring, _ := springLetter()
	autumn, _ := autumnLetter()
	var b bytes.Buffer
	fmt.Fprintln(&b, strings.Join(actionColumns(), ","))
	fmt.Fprintf(&b, "spring letter,mailing,%v,%s,%s,yes\n", spring, m.amount(4200_00), m.amount(1_60))
	fmt.Fprintf(&b, "autumn letter,mailing,%v,%s,%s,no\n", autumn, m.amount(3600_00), m.amount(1_60))
	fmt.Fprintf(&b, "service programme,keeping,%v,%s,,\n", day(madeYear, 1, 1), m.amount(6800_00))
	return b.Bytes()
}

// mailedTable writes who got a letter, who was left out by lot, and who became a customer afterwards.
func (m *maker) mailedTable(n int) []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, strings.Join(mailedColumns(), ","))
	number := 0
	group := func(action, mailed string, size int, sent, until relationship.Date, answers func(*person) bool) {
		for _, q := range m.people {
			if size > 0 && q.joined.After(sent.AddDays(4)) && !q.joined.After(until) && answers(q) {
				size, number = size-1, number+1
				fmt.Fprintf(&b, "%s,a%05d,%s,%s\n", action, number, mailed, q.id)
			}
		}
		for range size {
			number++
			fmt.Fprintf(&b, "%s,a%05d,%s,\n", action, number, mailed)
		}
	}
	won := func(q *person) bool { return q.origin == "direct mail" }
	sent, until := springLetter()
	group("spring letter", "yes", n*3, sent, until, won)
	group("spring letter", "no", n, sent, until, func(q *person) bool { return !won(q) && m.chance(.10) })
	sent, until = autumnLetter()
	group("autumn letter", "yes", n*5/2, sent, until, won)
	return b.Bytes()
}
