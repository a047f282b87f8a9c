package segment_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// migPlaced is one customer of a snapshot; "0" is a value that does not matter.
type migPlaced struct{ id, label, value string }

// snapshotOf makes a snapshot with nothing wrong.
func migSnapshot(t interface{ Fatal(...any) }, customers []migPlaced) *segment.Snapshot[string] {
	s := new(segment.Snapshot[string])
	for _, c := range customers {
		if err := s.Add(relationship.PartyID(c.id), c.label, money(c.value)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// migrationOf is segment.Migrate with nothing wrong.
func migOf(t interface{ Fatal(...any) }, before, after []migPlaced) *segment.Migration[string] {
	m, err := segment.Migrate(migSnapshot(t, before), migSnapshot(t, after))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// migSpring is a snapshot of six customers.
func migSpring() []migPlaced {
	return []migPlaced{
		{"ada", "gold", "100.00 EUR"}, {"ben", "gold", "80.00 EUR"}, {"cleo", "silver", "30.00 EUR"}, {"dan", "silver", "25.50 EUR"},
		{"eve", "bronze", "5.00 EUR"}, {"hal", "bronze", "4.00 EUR"},
	}
}

// migSeven is how they moved until summer, when gus is new and hal is gone.
func migSeven(t interface{ Fatal(...any) }) *segment.Migration[string] {
	return migOf(t, migSpring(), []migPlaced{
		{"ada", "gold", "110.00 EUR"}, {"ben", "silver", "40.00 EUR"}, {"cleo", "gold", "90.00 EUR"}, {"dan", "silver", "20.00 EUR"},
		{"eve", "silver", "15.25 EUR"}, {"gus", "bronze", "1.00 EUR"},
	})
}

func migIn(label string) segment.Standing[string] { return segment.InSegment(label) }

var migOut segment.Standing[string]

func TestMigrationOfSevenCustomers(t *testing.T) {
	m := migSeven(t)
	moved := func(n int64, before, after string) segment.Moved {
		return segment.Moved{Customers: n, Before: money(before), After: money(after)}
	}
	for _, c := range []struct {
		name      string
		got, want segment.Moved
	}{
		{"gold to gold", m.Cell(migIn("gold"), migIn("gold")), moved(1, "100.00 EUR", "110.00 EUR")},
		{"gold to silver", m.Cell(migIn("gold"), migIn("silver")), moved(1, "80.00 EUR", "40.00 EUR")},
		{"gold to bronze", m.Cell(migIn("gold"), migIn("bronze")), moved(0, "0.00 EUR", "0.00 EUR")},
		{"new to bronze", m.Cell(migOut, migIn("bronze")), moved(1, "0.00 EUR", "1.00 EUR")},
		{"bronze to gone", m.Cell(migIn("bronze"), migOut), moved(1, "4.00 EUR", "0.00 EUR")},
		{"outside to outside", m.Cell(migOut, migOut), moved(0, "0.00 EUR", "0.00 EUR")},
		{"no such label", m.Row(migIn("tin")), moved(0, "0.00 EUR", "0.00 EUR")},
		{"were silver", m.Row(migIn("silver")), moved(2, "55.50 EUR", "110.00 EUR")},
		{"are silver", m.Column(migIn("silver")), moved(3, "110.50 EUR", "75.25 EUR")},
		{"new", m.Row(migOut), moved(1, "0.00 EUR", "1.00 EUR")},
		{"gone", m.Column(migOut), moved(1, "4.00 EUR", "0.00 EUR")},
		{"stayed", m.Stayed(), moved(2, "125.50 EUR", "130.00 EUR")},
		{"entered silver", m.Entered("silver"), moved(2, "85.00 EUR", "55.25 EUR")},
		{"left bronze", m.Left("bronze"), moved(2, "9.00 EUR", "15.25 EUR")},
		{"total", m.Total(), moved(7, "244.50 EUR", "276.25 EUR")},
	} {
		if !c.got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	for move := range m.Cells() {
		if move != (segment.Move[string]{From: migIn("bronze"), To: migIn("silver")}) {
			t.Errorf("the first move is %v", move)
		}
		break
	}
	if m.Currency() != eur {
		t.Errorf("currency %v", m.Currency())
	}
	if change, err := m.Total().Change(); err != nil || !change.Equal(money("31.75 EUR")) {
		t.Errorf("the value changed by %v, %v", change, err)
	}
	if got := m.Labels(); !slices.Equal(got, []string{"bronze", "gold", "silver"}) {
		t.Errorf("labels %v", got)
	}
	if g, s, b := m.NetFlow("gold"), m.NetFlow("silver"), m.NetFlow("bronze"); g != 0 || s != 1 || b != -1 {
		t.Errorf("net flows %d, %d, %d", g, s, b)
	}
	if share, ok := m.Share(migIn("silver"), migIn("gold")); !ok || share != 0.5 {
		t.Errorf("share %v, %v", share, ok)
	}
	if share, ok := m.Share(migIn("tin"), migIn("gold")); ok || share != 0 {
		t.Errorf("share of nobody %v, %v", share, ok)
	}
	const table = "" +
		"        bronze  gold  silver  gone\n" +
		"bronze       0     0       1     1\n" +
		"gold         0     1       1     0\n" +
		"silver       0     1       1     0\n" +
		"new          1     0       0"
	if got := m.String(); got != table {
		t.Errorf("table\n%s\nwant\n%s", got, table)
	}
}

func TestMigrationShifts(t *testing.T) {
	m := migSeven(t)
	s, err := m.Shifts([]string{"platinum", "gold", "silver", "bronze"})
	if err != nil {
		t.Fatal(err)
	}
	// Up are cleo and eve, the same are ada and dan, down is ben, entered is gus, left is hal.
	want := segment.Shifts{
		Up:      segment.Moved{Customers: 2, Before: money("35.00 EUR"), After: money("105.25 EUR")},
		Same:    segment.Moved{Customers: 2, Before: money("125.50 EUR"), After: money("130.00 EUR")},
		Down:    segment.Moved{Customers: 1, Before: money("80.00 EUR"), After: money("40.00 EUR")},
		Entered: segment.Moved{Customers: 1, Before: money("0.00 EUR"), After: money("1.00 EUR")},
		Left:    segment.Moved{Customers: 1, Before: money("4.00 EUR"), After: money("0.00 EUR")},
	}
	if !cmp.Equal(s, want) {
		t.Error(cmp.Diff(want, s))
	}
	// Gold and silver as equals leave eve up, and nobody down.
	s, err = m.ShiftsBy(func(l string) int { return 0 })
	if err != nil || s.Same.Customers != 5 || s.Up.Customers != 0 || s.Down.Customers != 0 {
		t.Errorf("all equal: %+v, %v", s, err)
	}
	s, err = m.ShiftsBy(func(l string) int {
		if l == "bronze" {
			return -1
		}
		return 0
	})
	if err != nil || s.Same.Customers != 4 || s.Up.Customers != 1 || s.Down.Customers != 0 {
		t.Errorf("bronze below the rest: %+v, %v", s, err)
	}
}

// TestMigrationByWarmth: the warmth of an engagement is an order with equals.
func TestMigrationByWarmth(t *testing.T) {
	var m segment.Migration[segment.Engagement]
	for _, move := range [][2]segment.Engagement{
		{segment.Champions, segment.Loyal}, {segment.Loyal, segment.AtRisk}, {segment.Hibernating, segment.AtRisk},
		{segment.AboutToSleep, segment.Champions}, {segment.Newcomers, segment.AboutToSleep},
	} {
		if err := m.Count(segment.InSegment(move[0]), segment.InSegment(move[1])); err != nil {
			t.Fatal(err)
		}
	}
	s, err := m.ShiftsBy(func(e segment.Engagement) int { return int(e.Warmth()) })
	if err != nil || s.Up.Customers != 1 || s.Same.Customers != 2 || s.Down.Customers != 2 {
		t.Errorf("%+v, %v", s, err)
	}
	written, err := json.Marshal(m)
	const want = `{"version":1,"cells":[{"from":"champions","to":"loyal","customers":1},{"from":"loyal","to":"at risk","customers":1},` +
		`{"from":"newcomers","to":"about to sleep","customers":1},{"from":"about to sleep","to":"champions","customers":1},` +
		`{"from":"hibernating","to":"at risk","customers":1}]}`
	if err != nil || string(written) != want {
		t.Errorf("written as %s, %v\nwant       %s", written, err, want)
	}
}

func TestMigrationTransitions(t *testing.T) {
	m := migSeven(t)
	type row = segment.Transition[string]
	want := []row{{"bronze", "churned", 1}, {"bronze", "silver", 1}, {"gold", "gold", 1}, {"gold", "silver", 1}, {"silver", "gold", 1}, {"silver", "silver", 1}}
	if got, err := m.Transitions("churned"); err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	// Who is gone may be counted with a segment that there is: hal joins eve.
	want = append([]row{{"bronze", "silver", 2}}, want[2:]...)
	if got, err := m.Transitions("silver"); err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestMigrationOfNobody(t *testing.T) {
	m, err := segment.Migrate[string](nil, new(segment.Snapshot[string]))
	if err != nil || !m.IsZero() || m.String() != "nobody" || len(m.Labels()) != 0 || !m.Equal(nil) || !m.Currency().IsZero() {
		t.Errorf("%v, %v", m, err)
	}
	for range m.Cells() {
		t.Error("nobody has a cell")
	}
	if rows, err := m.Transitions("gone"); err != nil || len(rows) != 0 {
		t.Errorf("%v, %v", rows, err)
	}
	if !m.Total().Equal(segment.Moved{}) {
		t.Errorf("total %v", m.Total())
	}
	r, err := m.Retention("gold", 0.95)
	if _, ok := r.Kept.Share(); err != nil || ok || r.Stayed.Interval != (segment.Interval{Low: 0, High: 1}) {
		t.Errorf("%v, %v", r, err)
	}
	if written, err := json.Marshal(m); err != nil || string(written) != `{"version":1,"cells":[]}` {
		t.Errorf("%s, %v", written, err)
	}
}

func TestStanding(t *testing.T) {
	if label, ok := migIn("gold").Label(); !ok || label != "gold" || migIn("gold").String() != "gold" {
		t.Errorf("%q, %v", label, ok)
	}
	if label, ok := migOut.Label(); ok || label != "" || migOut.String() != "outside" {
		t.Errorf("%q, %v", label, ok)
	}
	if migIn("") == migOut {
		t.Error("an empty label is outside")
	}
}

func TestSnapshotOf(t *testing.T) {
	s := migSnapshot(t, migSpring())
	if label, value, ok := s.Of("dan"); !ok || label != "silver" || !value.Equal(money("25.50 EUR")) || s.Len() != 6 {
		t.Errorf("%q, %v, %v, %d", label, value, ok, s.Len())
	}
	if _, _, ok := s.Of("gus"); ok {
		t.Error("gus is not there yet")
	}
}

// TestMigrationSharesNothing: neither a copy nor what was merged sees what comes later.
func TestMigrationSharesNothing(t *testing.T) {
	m := migSeven(t)
	var sum segment.Migration[string]
	if err := sum.Merge(m); err != nil {
		t.Fatal(err)
	}
	clone, before := m.Clone(), m.String()
	for _, other := range []*segment.Migration[string]{&sum, clone} {
		if err := other.Count(migIn("gold"), migIn("gold")); err != nil {
			t.Fatal(err)
		}
	}
	if m.String() != before || m.Total().Customers != 7 || clone.Total().Customers != 8 {
		t.Errorf("\n%v\n%v", m, clone)
	}
}
