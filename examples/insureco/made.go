package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// madeYear is the year that the made-up insurer is looked at in. From its first day on there is a service programme.
const madeYear = 2025

// habit is how policyholders of an origin behave.
type habit struct {
	origin      string
	before, now int // of 100 who came before the two years, and within
	leave       float64
	calls       float64
}

// habits is the truth behind the made-up numbers: whoever was won by a letter is cheap to insure and quick to leave, calls often and has
// accidents; whoever was brought by a friend stays.
func habits() []habit {
	return []habit{
		{"direct mail", 40, 52, .070, .42},
		{"referral", 22, 19, .024, .13},
		{"broker", 20, 15, .042, .10},
		{"employer", 18, 14, .015, .16},
	}
}

// person is a made-up policyholder.
type person struct {
	id, origin    string
	age, children int
	founder       bool
	email         bool
	bargain       bool // came for the price alone
	joined, left  relationship.Date
	lines         map[string]int // the premium of a year, in cents
	traveller     bool
	ratings       [2]int
	habit         habit
}

// maker makes up the tables.
type maker struct {
	rng        *rand.Rand
	currency   relationship.Currency
	first, end relationship.Date // the two years
	people     []*person
	ledger     []ledgerRow
	uses       map[string][8]int64 // how often an activity was done in each quarter
}

// ledgerRow is a row of the ledger with the day by which it is sorted.
type ledgerRow struct {
	date relationship.Date
	text string
}

// day makes a date of the made-up calendar.
func day(year, month, d int) relationship.Date {
	return relationship.Must(relationship.ParseDate(fmt.Sprintf("%04d-%02d-%02d", year, month, d)))
}

// makeUp returns the tables of a made-up insurer; equal seeds and sizes give equal ones.
func makeUp(seed uint64, n int, currency relationship.Currency) map[string][]byte {
	m := &maker{
		rng: rand.New(rand.NewPCG(seed, 1846)), currency: currency, first: day(madeYear-1, 1, 1), end: day(madeYear, 12, 31),
		uses: map[string][8]int64{},
	}
	for i := range n {
		m.people = append(m.people, m.person(i))
	}
	for _, q := range m.people {
		m.live(q)
	}
	slices.SortStableFunc(m.ledger, func(a, b ledgerRow) int { return a.date.Compare(b.date) })
	return map[string][]byte{
		"customers.csv": m.customerTable(), "ledger.csv": m.ledgerTable(), "pools.csv": m.poolTable(), "actions.csv": m.actionTable(), "mailed.csv": m.mailedTable(n),
	}
}

// chance is true so often.
func (m *maker) chance(p float64) bool { return m.rng.Float64() < p }

// between draws a whole number, both ends included.
func (m *maker) between(low, high int) int { return low + m.rng.IntN(high-low+1) }

// pick draws an index by weight.
func (m *maker) pick(weights ...int) int {
	total := 0
	for _, w := range weights {
		total += w
	}
	draw, i := m.rng.IntN(total), 0
	for ; draw >= weights[i]; i++ {
		draw -= weights[i]
	}
	return i
}

// amount writes cents as the tables have amounts.
func (m *maker) amount(cents int) string {
	return relationship.MoneyFromMinor(int64(cents), m.currency).AmountString()
}

// person makes up who somebody is and what is insured at first.
func (m *maker) person(i int) *person {
	all := habits()
	old := m.chance(.57)
	weights := make([]int, len(all))
	for j, h := range all {
		weights[j] = h.now
		if old {
			weights[j] = h.before
		}
	}
	q := &person{id: fmt.Sprintf("p%05d", i+1), lines: map[string]int{}, habit: all[m.pick(weights...)]}
	q.origin = q.habit.origin
	switch m.pick(16, 38, 28, 18) {
	case 0:
		q.age = m.between(18, 25)
	case 1:
		q.age = m.between(26, 45)
	case 2:
		q.age = m.between(46, 64)
	default:
		q.age = m.between(65, 84)
	}
	if q.age >= 26 && q.age <= 50 && m.chance(.55) {
		q.children = m.between(1, 3)
	}
	if old {
		q.joined = day(m.between(2016, madeYear-2), m.between(1, 12), m.between(1, 28))
		if m.chance(.04) {
			q.founder, q.age, q.children = true, m.between(62, 88), 0
		}
	} else {
		q.joined = m.first.AddDays(m.between(0, m.end.DaysSince(m.first)))
	}
	if q.age <= 25 && m.chance(.85) { // the plan for the young is new
		q.joined = day(madeYear-1, 9, 1).AddDays(m.between(0, 486))
	}
	q.bargain = q.origin == "direct mail" && m.chance(.6)
	q.email = m.chance(.7)
	q.traveller = !q.bargain && (m.chance(.15) || q.origin == "employer" && m.chance(.7))
	for _, line := range []string{"motor", "home", "life", "health"} {
		if m.wants(q, line) {
			q.lines[line] = m.price(q, line)
		}
	}
	if len(q.lines) == 0 || q.bargain {
		q.lines = map[string]int{"motor": m.price(q, "motor")}
	}
	q.ratings = [2]int{m.rating(q, 6, 14, 30, 34, 16), m.rating(q, 4, 9, 23, 40, 24)}
	return q
}

// rating draws an answer from 1 to 5, or 0 of who does not answer.
func (m *maker) rating(q *person, weights ...int) int {
	if !m.chance(.4) {
		return 0
	}
	answer := 1 + m.pick(weights...)
	if q.bargain && answer > 1 {
		answer--
	}
	return answer
}

// wants says whether somebody takes a line.
func (m *maker) wants(q *person, line string) bool {
	p := map[string]float64{"motor": .65, "home": .35, "life": .12, "health": .08}[line]
	family, young, older := q.children > 0, q.age <= 25, q.age >= 65
	switch {
	case line == "health" && q.origin == "employer":
		p = 1
	case (line == "motor" || line == "home") && q.origin == "employer":
		p = .2
	case line == "home" && young:
		p = .1
	case line == "home" && (family || q.lines["motor"] > 0):
		p = .75
	case line == "home":
		p = .2
	case line == "life" && family:
		p = .5
	case line == "life" && older:
		p = .02
	case line == "health" && older:
		p = .25
	}
	return m.chance(p)
}

// price draws the premium of a year.
func (m *maker) price(q *person, line string) int {
	cents := 0
	switch line {
	case "motor":
		cents = m.between(380_00, 600_00)
		if q.age <= 25 {
			cents += 160_00
		}
	case "home":
		cents = m.between(160_00, 290_00)
	case "life":
		cents = m.between(400_00, 900_00)
	default:
		cents = m.between(700_00, 1300_00)
	}
	if q.bargain {
		cents = cents * 78 / 100
	}
	return cents
}

// customerTable writes who there is.
func (m *maker) customerTable() []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, strings.Join(customerColumns(), ","))
	word := map[bool]string{true: "yes", false: "no"}
	answer := func(r int) string {
		if r == 0 {
			return ""
		}
		return fmt.Sprint(r)
	}
	for _, q := range m.people {
		fmt.Fprintf(&b, "%s,%d,%d,%s,%s,%v,%v,%s,%s,%s\n", q.id, q.age, q.children, word[q.founder], q.origin, q.joined, q.left, word[q.email],
			answer(q.ratings[0]), answer(q.ratings[1]))
	}
	return b.Bytes()
}

// ledgerTable writes what happened.
func (m *maker) ledgerTable() []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, strings.Join(ledgerColumns(), ","))
	for _, r := range m.ledger {
		b.WriteString(r.text)
	}
	return b.Bytes()
}
