package segment_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// migLabels are the labels that are drawn, with the empty one.
var migLabels = []string{"", "a", "b", "c", "ä"}

// migBase draws two snapshots of one base. The length is drawn first, since rapid's slices are short; a few have nobody in common, and
// a few the same customers.
var migBase = rapid.Custom(func(t *rapid.T) [2][]migPlaced {
	n := rapid.SampledFrom([]int{0, 1, 2, 5, 20, 60}).Draw(t, "customers")
	kind := rapid.SampledFrom([]string{"mixed", "mixed", "mixed", "same", "apart"}).Draw(t, "kind")
	label := rapid.SampledFrom(migLabels)
	values := rapid.SampledFrom([]string{"0", "0.00 EUR", "0.01 EUR", "-5.00 EUR", "12.345 EUR", "99999999999999999999.99 EUR"})
	var base [2][]migPlaced
	for i := range n {
		who := rapid.IntRange(0, 3).Draw(t, "who") // 0 and 1: both, 2: gone, 3: new
		switch kind {
		case "same":
			who = 0
		case "apart":
			who = 2 + i%2
		}
		c := migPlaced{fmt.Sprint("c", i), label.Draw(t, "before"), values.Draw(t, "worth")}
		if who != 3 {
			base[0] = append(base[0], c)
		}
		if kind != "same" {
			c.label, c.value = label.Draw(t, "after"), values.Draw(t, "worth after")
		}
		if who != 2 {
			base[1] = append(base[1], c)
		}
	}
	return base
})

// The generator draws nobody, bases without movers, with nobody in common, and full matrices.
func TestMigBaseReachesTheEdges(t *testing.T) {
	var none, stay, apart, full bool
	for i := range 400 {
		base := migBase.Example(i)
		m := migOf(t, base[0], base[1])
		total, stayed := m.Total().Customers, m.Stayed().Customers
		none = none || total == 0
		stay = stay || total > 4 && stayed == total
		apart = apart || total > 4 && m.Row(migOut).Customers+m.Column(migOut).Customers == total
		full = full || len(m.Labels()) == len(migLabels) && m.Row(migOut).Customers > 0 && m.Column(migOut).Customers > 0
	}
	if !none || !stay || !apart || !full {
		t.Errorf("nobody %v, nobody moved %v, nobody in common %v, everything %v", none, stay, apart, full)
	}
}

// migPlaces are all places there can be.
func migPlaces() []segment.Standing[string] {
	places := []segment.Standing[string]{migOut}
	for _, l := range migLabels {
		places = append(places, migIn(l))
	}
	return places
}

// Rows are the segments of before, columns those of after: in customers, and in what they are worth.
func TestMigrationRowsAndColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := migBase.Draw(t, "base")
		m := migOf(t, base[0], base[1])
		for i, read := range []func(segment.Standing[string]) segment.Moved{m.Row, m.Column} {
			for _, l := range migLabels {
				var n int64
				var value relationship.Money
				for _, c := range base[i] {
					if c.label == l {
						n++
						value = relationship.Must(value.Add(money(c.value)))
					}
				}
				got := read(migIn(l))
				worth := []relationship.Money{got.Before, got.After}[i]
				if order, _ := worth.Cmp(value); got.Customers != n || order != 0 {
					t.Fatalf("%v: %v of %q, want %d with %v", m, got, l, n, value)
				}
			}
		}
	})
}

// Of the same snapshot twice everyone stayed, and nothing changed.
func TestMigrationIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := migBase.Draw(t, "base")
		m := migOf(t, base[0], base[0])
		total := m.Total()
		if !m.Stayed().Equal(total) || total.Customers != int64(len(base[0])) || !total.Before.Equal(total.After) {
			t.Fatalf("%v", m)
		}
		for _, l := range m.Labels() {
			if share, ok := m.Share(migIn(l), migIn(l)); !ok || share != 1 || m.NetFlow(l) != 0 {
				t.Fatalf("%v: share %v of %q, net flow %d", m, share, l, m.NetFlow(l))
			}
		}
	})
}

// With before and after exchanged, rows and columns are exchanged, and so are up and down, entered and left.
func TestMigrationExchange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := migBase.Draw(t, "base")
		m, back := migOf(t, base[0], base[1]), migOf(t, base[1], base[0])
		for _, from := range migPlaces() {
			for _, to := range migPlaces() {
				a, b := m.Cell(from, to), back.Cell(to, from)
				a.Before, a.After = a.After, a.Before
				if !a.Equal(b) {
					t.Fatalf("%v→%v: %v and %v", from, to, a, b)
				}
			}
		}
		order := rapid.Permutation(migLabels).Draw(t, "order")
		s, err := m.Shifts(order)
		r, errBack := back.Shifts(order)
		if err != nil || errBack != nil {
			t.Fatal(err, errBack)
		}
		pairs := [][2]segment.Moved{{s.Up, r.Down}, {s.Down, r.Up}, {s.Same, r.Same}, {s.Entered, r.Left}, {s.Left, r.Entered}}
		for i, p := range pairs {
			p[0].Before, p[0].After = p[0].After, p[0].Before
			if !p[0].Equal(p[1]) {
				t.Fatalf("%d: %v and %v", i, p[0], p[1])
			}
		}
	})
}

// Net flows add up to who is new less who is gone; shares of a row add up to 1; the five shifts and the cells are everyone.
func TestMigrationParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := migBase.Draw(t, "base")
		m := migOf(t, base[0], base[1])
		net := int64(0)
		for _, l := range m.Labels() {
			net += m.NetFlow(l)
			if flow := m.Column(migIn(l)).Customers - m.Row(migIn(l)).Customers; flow != m.NetFlow(l) {
				t.Fatalf("%v: net flow of %q is %d, want %d", m, l, m.NetFlow(l), flow)
			}
		}
		if net != m.Row(migOut).Customers-m.Column(migOut).Customers {
			t.Fatalf("%v: net flows are %d", m, net)
		}
		for _, from := range migPlaces() {
			sum, some := 0.0, false
			for _, to := range migPlaces() {
				share, ok := m.Share(from, to)
				sum, some = sum+share, ok
			}
			if some != (m.Row(from).Customers > 0) || some && math.Abs(sum-1) > 1e-15*8 || !some && sum != 0 {
				t.Fatalf("%v: shares of %v are %v, %v", m, from, sum, some)
			}
		}
		var cells segment.Migration[string]
		last := segment.Move[string]{}
		for move, v := range m.Cells() {
			if err := cells.Add(move.From, move.To, v); err != nil || move == last {
				t.Fatal(move, err)
			}
			last = move
		}
		s, err := m.Shifts(migLabels)
		if err != nil || !cells.Equal(m) {
			t.Fatal(err, cells)
		}
		var five segment.Moved
		for _, v := range []segment.Moved{s.Up, s.Same, s.Down, s.Entered, s.Left} {
			five = segment.Moved{
				Customers: five.Customers + v.Customers,
				Before:    relationship.Must(five.Before.Add(v.Before)), After: relationship.Must(five.After.Add(v.After)),
			}
		}
		if !five.Equal(m.Total()) {
			t.Fatalf("%v, want %v", five, m.Total())
		}
	})
}

// Transitions hold everyone who was there before, ascending and each once, and with gone apart the very cells.
func TestMigrationTransitionsLoseNobody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := migBase.Draw(t, "base")
		m := migOf(t, base[0], base[1])
		gone := rapid.SampledFrom(append([]string{"gone"}, migLabels...)).Draw(t, "gone")
		rows, err := m.Transitions(gone)
		if err != nil {
			t.Fatal(err)
		}
		sum := int64(0)
		for i, r := range rows {
			sum += r.Customers
			want := m.Cell(migIn(r.From), migIn(r.To)).Customers
			if r.To == gone {
				want += m.Cell(migIn(r.From), migOut).Customers
			}
			if r.Customers != want || want < 1 || i > 0 && (rows[i-1].From > r.From || rows[i-1].From == r.From && rows[i-1].To >= r.To) {
				t.Fatalf("%v: %v", m, rows)
			}
		}
		if sum != int64(len(base[0])) {
			t.Fatalf("%v: %v have %d customers", m, rows, sum)
		}
	})
}

// Composing periods preserves totals: what comes out of the first is what goes into the second.
func TestMigrationComposes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, later := migBase.Draw(t, "base"), migBase.Draw(t, "later")
		a, b := migOf(t, base[0], base[1]), migOf(t, base[1], later[1])
		for _, l := range migLabels {
			out, into := a.Column(migIn(l)), b.Row(migIn(l))
			if order, _ := out.After.Cmp(into.Before); out.Customers != into.Customers || order != 0 {
				t.Fatalf("%q: %v comes out, %v goes in", l, out, into)
			}
		}
	})
}
