package segment_test

import (
	"fmt"
	"log"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// Two months' labels, from the same frozen thresholds, say who moved.
func ExampleMigrate() {
	var march, april segment.Snapshot[segment.Engagement]
	for _, c := range []struct {
		snapshot *segment.Snapshot[segment.Engagement]
		id       relationship.PartyID
		label    segment.Engagement
		net      string
	}{
		{&march, "ada", segment.Champions, "250.00 EUR"}, {&april, "ada", segment.Champions, "270.00 EUR"},
		{&march, "ben", segment.Champions, "180.00 EUR"}, {&april, "ben", segment.AtRisk, "180.00 EUR"},
		{&march, "cleo", segment.AtRisk, "90.00 EUR"}, {&april, "cleo", segment.Loyal, "130.00 EUR"},
		{&march, "dan", segment.AtRisk, "60.00 EUR"},
		{&april, "eve", segment.Newcomers, "15.00 EUR"},
	} {
		if err := c.snapshot.Add(c.id, c.label, relationship.Must(relationship.ParseMoney(c.net))); err != nil {
			log.Fatal(err)
		}
	}
	m, err := segment.Migrate(&march, &april)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(m)

	shifts, err := m.ShiftsBy(func(e segment.Engagement) int { return int(e.Warmth()) })
	if err != nil {
		log.Fatal(err)
	}
	gained, err := shifts.Up.Change()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("warmer:", shifts.Up.Customers, "by", gained, "colder:", shifts.Down.Customers)

	kept, err := m.Retention(segment.AtRisk, 0.95)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("of those at risk %d of %d are still customers: %.0f to %.0f %%\n",
		kept.Kept.Kept, kept.Kept.Of, 100*kept.Kept.Interval.Low, 100*kept.Kept.Interval.High)
	// Output:
	//            champions  loyal  newcomers  at risk  gone
	// champions          1      0          0        1     0
	// loyal              0      0          0        0     0
	// newcomers          0      0          0        0     0
	// at risk            0      1          0        0     1
	// new                0      0          1        0
	// warmer: 1 by 40.00 EUR colder: 1
	// of those at risk 1 of 2 are still customers: 9 to 91 %
}

// A chain of segments is estimated from these rows; who is gone has a label of its own.
func ExampleMigration_Transitions() {
	var m segment.Migration[string]
	active, lapsed := segment.InSegment("active"), segment.InSegment("lapsed")
	for _, c := range []struct {
		from, to  segment.Standing[string]
		customers int64
	}{
		{active, active, 70}, {active, lapsed, 30}, {lapsed, active, 5}, {lapsed, segment.Standing[string]{}, 20},
		{segment.Standing[string]{}, active, 12},
	} {
		if err := m.Add(c.from, c.to, segment.Moved{Customers: c.customers}); err != nil {
			log.Fatal(err)
		}
	}
	rows, err := m.Transitions("gone")
	if err != nil {
		log.Fatal(err)
	}
	for _, r := range rows {
		fmt.Println(r.From, "to", r.To, r.Customers)
	}
	// Output:
	// active to active 70
	// active to lapsed 30
	// lapsed to active 5
	// lapsed to gone 20
}
