package lifecycle_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

func TestCustomerCounts(t *testing.T) {
	d := customers(t).Definition()
	rules := map[int]bool{}
	for _, e := range d.Edges() {
		rules[e.Rule] = true
	}
	got := [4]int{len(d.Stages()), len(lifecycle.CustomerEvents()), len(rules), len(d.Edges())}
	if want := [4]int{13, 13, 41, 80}; got != want {
		t.Errorf("stages, kinds, rules, edges = %v, want %v", got, want)
	}
}

// A shop that has only orders must see its customers move.
func TestCustomerPaths(t *testing.T) {
	weekly := func(l *log) {
		for week := range 10 {
			l.buy(7 * week)
		}
	}
	for _, tt := range []struct {
		name  string
		write func(*log)
		asOf  int
		want  []string
	}{
		{"a weekly buyer bonds by orders alone", weekly, 70, []string{
			"2026-01-05 discovery → purchase by purchased: first order",
			"2026-01-12 purchase → experience by purchased if purchases >= 2: repeat order",
			"2026-02-02 experience → bonding by purchased if purchases >= 2 && (satisfied || unasked && purchases >= 5) && no open complaint: content regular",
		}},
		{"and lapses, is dormant and is gone, 60, 120 and 240 days after the last of its orders", weekly, 400, []string{
			"2026-01-05 discovery → purchase by purchased: first order",
			"2026-01-12 purchase → experience by purchased if purchases >= 2: repeat order",
			"2026-02-02 experience → bonding by purchased if purchases >= 2 && (satisfied || unasked && purchases >= 5) && no open complaint: content regular",
			"2026-05-08 bonding → lapsing by tick if idle >= 60d: silent",
			"2026-07-07 lapsing → dormant by tick if idle >= 120d: long silent",
			"2026-11-04 dormant → churned by tick if idle >= 240d: gone",
		}},
		{"an advocate who falls silent as the referral grows old lapses, and comes back as one who bonds", func(l *log) {
			for day := 0; day <= 160; day += 40 {
				l.buy(day)
			}
			l.recommend(161, 10)
			l.refer(170)
			for day := 190; day <= 475; day += 57 {
				l.buy(day)
			}
			l.buy(540)
			l.use(541)
		}, 545, []string{
			"2026-01-05 discovery → purchase by purchased: first order",
			"2026-02-04 purchase → experience by tick if in stage >= 30d: use assumed",
			"2026-06-14 experience → bonding by purchased if purchases >= 2 && (satisfied || unasked && purchases >= 5) && no open complaint: content regular",
			"2026-06-24 bonding → advocacy by referred if promoter || trust >= 8000: recommends",
			"2027-06-24 advocacy → lapsing by tick if idle >= 60d: silent",
			"2027-06-29 lapsing → advocacy by purchased: order",
			"2027-06-29 advocacy → bonding by tick if since referral >= 365d: no referral",
		}},
		{"and is gone when it falls silent", func(l *log) { l.buy(0); l.buy(7) }, 300, []string{
			"2026-01-05 discovery → purchase by purchased: first order",
			"2026-01-12 purchase → experience by purchased if purchases >= 2: repeat order",
			"2026-03-13 experience → lapsing by tick if idle >= 60d: silent",
			"2026-05-12 lapsing → dormant by tick if idle >= 120d: long silent",
			"2026-09-09 dormant → churned by tick if idle >= 240d: gone",
		}},
		{"one order: use is assumed", func(l *log) { l.buy(0) }, 59, []string{
			"2026-01-05 discovery → purchase by purchased: first order",
			"2026-02-04 purchase → experience by tick if in stage >= 30d: use assumed",
		}},
		{"a prospect we write to and never hear of", func(l *log) {
			for week := range 40 {
				l.contact(7*week, we, relationship.PurposeOffer)
			}
		}, 280, []string{"2026-07-04 discovery → lost by tick if idle >= 180d: silent prospect"}},
		{"interest, order, all returned, declined", func(l *log) {
			l.request(0, party)
			l.buy(1)
			l.giveBack(3, true)
			l.decline(4)
		}, 10, []string{
			"2026-01-05 discovery → evaluation by inquired: interest",
			"2026-01-06 evaluation → purchase by purchased: first order",
			"2026-01-08 purchase → evaluation by returned if nothing kept: all returned",
			"2026-01-09 evaluation → lost by declined: declined",
		}},
		{"a complaint that ends well leads back", func(l *log) {
			l.buy(0)
			l.use(1)
			l.stars(2, 5)
			l.buy(3)
			l.complain(4)
			l.resolve(5, relationship.VerdictSatisfied)
		}, 6, []string{
			"2026-01-05 discovery → purchase by purchased: first order",
			"2026-01-06 purchase → experience by used: use",
			"2026-01-08 experience → bonding by purchased if purchases >= 2 && (satisfied || unasked && purchases >= 5) && no open complaint: content regular",
			"2026-01-09 bonding → complaint by complained: complaint",
			"2026-01-10 complaint → bonding by resolved if satisfied: recovered",
		}},
		{"an old rating does not stand for the verdict", func(l *log) {
			l.buy(0)
			l.use(1)
			l.stars(2, 5)
			l.buy(3)
			l.complain(4)
			l.resolve(5, relationship.VerdictUnknown)
		}, 6, []string{
			"2026-01-05 discovery → purchase by purchased: first order",
			"2026-01-06 purchase → experience by used: use",
			"2026-01-08 experience → bonding by purchased if purchases >= 2 && (satisfied || unasked && purchases >= 5) && no open complaint: content regular",
			"2026-01-09 bonding → complaint by complained: complaint",
			"2026-01-10 complaint → experience by resolved: settled",
		}},
		{"an unanswered complaint, and the way back to where it was", func(l *log) {
			l.buy(0)
			l.complain(1)
			l.buy(40)
			l.resolve(42, relationship.VerdictSatisfied)
		}, 43, []string{
			"2026-01-05 discovery → purchase by purchased: first order",
			"2026-01-06 purchase → complaint by complained: complaint",
			"2026-02-05 complaint → lapsing by tick if in stage >= 30d: unanswered",
			"2026-02-14 lapsing → complaint by purchased if complaint open: back with a complaint",
			"2026-02-16 complaint → purchase by resolved if satisfied: recovered",
		}},
		{"a complaint answered late, while the customer is silent", func(l *log) {
			l.buy(0)
			l.complain(1)
			l.resolve(35, relationship.VerdictUnknown)
			l.buy(40)
		}, 41, []string{
			"2026-01-05 discovery → purchase by purchased: first order",
			"2026-01-06 purchase → complaint by complained: complaint",
			"2026-02-05 complaint → lapsing by tick if in stage >= 30d: unanswered",
			"2026-02-14 lapsing → purchase by purchased: order",
		}},
		{"a promoter who refers is an advocate for a year", func(l *log) {
			for day := 0; day <= 440; day += 40 {
				l.buy(day)
			}
			l.recommend(441, 10)
			l.refer(442)
			for day := 480; day <= 840; day += 40 {
				l.buy(day)
			}
		}, 841, []string{
			"2026-01-05 discovery → purchase by purchased: first order",
			"2026-02-04 purchase → experience by tick if in stage >= 30d: use assumed",
			"2026-06-14 experience → bonding by purchased if purchases >= 2 && (satisfied || unasked && purchases >= 5) && no open complaint: content regular",
			"2027-03-23 bonding → advocacy by referred if promoter || trust >= 8000: recommends",
			"2028-03-22 advocacy → bonding by tick if since referral >= 365d: no referral",
		}},
		{"cancelled, back by an order, closed", func(l *log) {
			l.buy(0)
			l.cancel(1)
			l.request(2, party)
			l.buy(3)
			l.closes(4)
			l.buy(5)
		}, 400, []string{
			"2026-01-05 discovery → purchase by purchased: first order",
			"2026-01-06 purchase → churned by cancelled: cancelled",
			"2026-01-07 churned → evaluation by inquired: interest",
			"2026-01-08 evaluation → purchase by purchased: first order",
			"2026-01-09 purchase → closed by closed: closed",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := &log{key: ada}
			tt.write(l)
			if diff := cmp.Diff(tt.want, path(t, customers(t), l, on(tt.asOf))); diff != "" {
				t.Errorf("path (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCustomerWinBack(t *testing.T) {
	c, l := customers(t), &log{key: ada}
	var at lifecycle.CustomerStanding
	observe := func(e relationship.Event) error { return c.Observe(&at, e, nil) }
	for _, e := range []relationship.Event{l.buy(0), l.cancel(1)} {
		if err := observe(e); err != nil {
			t.Fatal(err)
		}
	}
	var rejected *lifecycle.RejectedError
	if err := observe(l.winBack(2)); !errors.Is(err, lifecycle.ErrGuardRefused) || !errors.As(err, &rejected) {
		t.Fatalf("win-back without consent = %v, want ErrGuardRefused", err)
	} else if rejected.Guard != "contactable && pays back" || rejected.Stage != "churned" || rejected.Event != "win-back-started" {
		t.Errorf("rejection = %+v", rejected)
	}
	if err := observe(l.consent(3)); err != nil {
		t.Fatal(err)
	}
	at.Facts.PaysBack = true
	for _, e := range []relationship.Event{l.winBack(4), l.buy(5)} {
		if err := observe(e); err != nil {
			t.Fatal(err)
		}
	}
	if at.State.Stage != lifecycle.CustomerExperience || at.State.Lifetime != 2 || at.State.Over {
		t.Errorf("after a win-back: %+v, want the second lifetime in experience", at.State)
	}
}

// An attempt that fails begins no lifetime.
func TestCustomerLifetimes(t *testing.T) {
	c, l := customers(t), &log{key: ada}
	at := lifecycle.CustomerStanding{Facts: lifecycle.Facts{PaysBack: true, Consents: lifecycle.Consents(0).With(relationship.ChannelMail)}}
	var lifetimes []string
	for _, e := range []relationship.Event{
		l.buy(0), l.cancel(1), l.winBack(2), l.decline(3), l.request(4, party), l.buy(5), l.buy(6), l.cancel(7), l.buy(8),
	} {
		if err := c.Observe(&at, e, nil); err != nil {
			t.Fatal(err)
		}
		lifetimes = append(lifetimes, fmt.Sprintf("%v %d", at.State.Stage, at.State.Lifetime))
	}
	want := "purchase 1, churned 1, win-back 1, churned 1, evaluation 1, purchase 2, experience 2, churned 2, purchase 3"
	if got := strings.Join(lifetimes, ", "); got != want {
		t.Errorf("lifetimes = %s\nwant        %s", got, want)
	}
}

func TestCustomerPolicyFollows(t *testing.T) {
	c, err := lifecycle.Customer(lifecycle.CustomerPolicy{LapseAfter: days(10)})
	if err != nil {
		t.Fatal(err)
	}
	l := &log{key: ada}
	l.buy(0)
	l.buy(1)
	want := []string{
		"2026-01-05 discovery → purchase by purchased: first order",
		"2026-01-06 purchase → experience by purchased if purchases >= 2: repeat order",
		"2026-01-16 experience → lapsing by tick if idle >= 10d: silent",
		"2026-01-26 lapsing → dormant by tick if idle >= 20d: long silent",
		"2026-02-15 dormant → churned by tick if idle >= 40d: gone",
	}
	if diff := cmp.Diff(want, path(t, c, l, on(365))); diff != "" {
		t.Errorf("path (-want +got):\n%s", diff)
	}
}
