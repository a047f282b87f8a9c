package lifecycle_test

import (
	"slices"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// BenchmarkFloor is a look-up in a dense table and nothing else: what no machine can be faster than.
func BenchmarkFloor(b *testing.B) {
	table := make([]uint8, 14*14)
	table[4*14+2] = 5
	stage := uint8(4)
	b.ReportAllocs()
	for b.Loop() {
		if to := table[int(stage)*14+2]; to == 0 {
			stage = to
		}
	}
}

// benchStep measures one step from a state.
func benchStep[S, E lifecycle.Label](
	b *testing.B, d *lifecycle.Definition[S, E, *lifecycle.Facts], s lifecycle.State[S], kind E, f lifecycle.Facts, want lifecycle.Outcome,
) {
	s.Since, s.Last, s.Lifetime = on(0), on(0), 1
	e := lifecycle.Event[E]{Kind: kind, At: on(1), ID: "e"}
	if _, r, err := d.Step(s, e, &f); err != nil || r.Outcome != want {
		b.Fatalf("%v, %v, want %v", r.Outcome, err, want)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := d.Step(s, e, &f); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStepCustomer(b *testing.B) {
	s := lifecycle.State[lifecycle.CustomerStage]{Stage: lifecycle.CustomerBonding}
	benchStep(b, customers(b).Definition(), s, lifecycle.CustomerEventPurchased, lifecycle.Facts{LastOwn: on(0)}, lifecycle.Stayed)
}

func BenchmarkStepCustomerGuarded(b *testing.B) {
	s := lifecycle.State[lifecycle.CustomerStage]{Stage: lifecycle.CustomerExperience}
	f := lifecycle.Facts{LastOwn: on(0), Purchases: 7}
	benchStep(b, customers(b).Definition(), s, lifecycle.CustomerEventPurchased, f, lifecycle.Moved)
}

func BenchmarkStepPartner(b *testing.B) {
	s := lifecycle.State[lifecycle.PartnerStage]{Stage: lifecycle.PartnerLoyal}
	benchStep(b, partners(b).Definition(), s, lifecycle.PartnerEventDelivered, lifecycle.Facts{LastOwn: on(0)}, lifecycle.Stayed)
}

func BenchmarkStepPartnerGuarded(b *testing.B) {
	s := lifecycle.State[lifecycle.PartnerStage]{Stage: lifecycle.PartnerStrengthen}
	f := lifecycle.Facts{LastOwn: on(0)}
	scores(&f, 9500)
	benchStep(b, partners(b).Definition(), s, lifecycle.PartnerEventReviewed, f, lifecycle.Moved)
}

func BenchmarkStepRejected(b *testing.B) {
	d := customers(b).Definition()
	s := lifecycle.State[lifecycle.CustomerStage]{Stage: lifecycle.CustomerBonding, Since: on(0), Last: on(0), Lifetime: 1}
	e := lifecycle.Event[lifecycle.CustomerEvent]{Kind: lifecycle.CustomerEventResolved, At: on(1), ID: "e"}
	var f lifecycle.Facts
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := d.Step(s, e, &f); err == nil {
			b.Fatal("not rejected")
		}
	}
}

func BenchmarkAdvanceNothingDue(b *testing.B) {
	d := customers(b).Definition()
	s := lifecycle.State[lifecycle.CustomerStage]{Stage: lifecycle.CustomerAdvocacy, Since: on(0), Last: on(0), Lifetime: 1}
	f := lifecycle.Facts{LastOwn: on(0), LastReferral: on(0)}
	now := on(59)
	b.ReportAllocs()
	for b.Loop() {
		if err := d.Advance(&s, &f, now, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkObserve takes a year of weekly orders in, one by one; ns/op is for one order.
func BenchmarkObserve(b *testing.B) {
	c, l := customers(b), &log{key: ada}
	for week := range 52 {
		l.buy(7 * week)
	}
	var at lifecycle.CustomerStanding
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		if i == len(l.events) {
			at, i = lifecycle.CustomerStanding{}, 0
		}
		if err := c.Observe(&at, l.events[i], nil); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

// BenchmarkPath is the whole way of a customer with a year of weekly orders, and three years of silence.
func BenchmarkPath(b *testing.B) {
	c, l := customers(b), &log{key: ada}
	for week := range 52 {
		l.buy(7 * week)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Path(slices.Values(l.events), on(1500)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompileCustomer(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := lifecycle.Customer(lifecycle.CustomerPolicy{}); err != nil {
			b.Fatal(err)
		}
	}
}

// Taking in what is not refused allocates nothing.
func TestNoAllocations(t *testing.T) {
	c, l := customers(t), &log{key: ada}
	events := []relationship.Event{l.buy(0), l.stars(1, 5), l.buy(1), l.recommend(2, 10), l.refer(3), l.complain(4), l.buy(300)}
	at := new(lifecycle.CustomerStanding)
	steps := 0
	visit := func(lifecycle.CustomerStep) { steps++ }
	allocations := testing.AllocsPerRun(100, func() {
		*at = lifecycle.CustomerStanding{}
		for _, e := range events {
			if err := c.Observe(at, e, visit); err != nil {
				t.Fatal(err)
			}
		}
	})
	if allocations != 0 || steps == 0 {
		t.Errorf("%v allocations in %d steps, want none", allocations, steps)
	}
}
