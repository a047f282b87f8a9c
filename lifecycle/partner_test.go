package lifecycle_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

func TestPartnerCounts(t *testing.T) {
	d := partners(t).Definition()
	rules := map[int]bool{}
	for _, e := range d.Edges() {
		rules[e.Rule] = true
	}
	got := [4]int{len(d.Stages()), len(lifecycle.PartnerEvents()), len(rules), len(d.Edges())}
	if want := [4]int{13, 14, 28, 69}; got != want {
		t.Errorf("stages, kinds, rules, edges = %v, want %v", got, want)
	}
}

// scores sets everything that guards the way up.
func scores(f *lifecycle.Facts, points int) {
	for _, s := range []*lifecycle.Score{&f.Trust, &f.Value, &f.Communication, &f.Bond, &f.Commitment, &f.Keeping} {
		*s = lifecycle.Points(points)
	}
}

// moves observes events, and returns the lines of all moves.
func moves(t *testing.T, at *lifecycle.PartnerStanding, events ...relationship.Event) []string {
	t.Helper()
	var lines []string
	for _, e := range events {
		err := partners(t).Observe(at, e, func(s lifecycle.PartnerStep) {
			if s.Outcome == lifecycle.Moved {
				lines = append(lines, s.String())
			}
		})
		if err != nil {
			t.Fatalf("observe %s: %v", e.ID(), err)
		}
	}
	return lines
}

// climb takes a supplier from nothing to Loyal; it has good scores throughout, and the last of its events is on day 9.
func climb(t *testing.T, l *log, at *lifecycle.PartnerStanding) []string {
	t.Helper()
	scores(&at.Facts, 9500)
	return moves(t, at,
		l.contact(0, we, relationship.PurposeOffer), l.contact(1, party, relationship.PurposeInformation), l.sign(2),
		l.deliver(3), l.deliver(4), l.rate(5, we, relationship.AspectSatisfaction, 5, 1, 5), l.expand(6), l.renew(7), l.review(8), l.deliver(9))
}

func TestPartnerClimbs(t *testing.T) {
	var at lifecycle.PartnerStanding
	want := []string{
		"2026-01-06 attract → establish by engaged if both ways within 180d: contact both ways",
		"2026-01-07 establish → build by agreed: agreement",
		"2026-01-09 build → develop by delivered if deliveries >= 2 && keeping >= 9000 && trust >= 4000: proved itself",
		"2026-01-11 develop → maintain by expanded if value >= 5000 && satisfied: both sides gain",
		"2026-01-12 maintain → strengthen by renewed if trust >= 6000 && communication >= 5500: renewed in trust",
		"2026-01-13 strengthen → loyal by reviewed if trust >= 8000 && commitment >= 7000 && bond >= 5500 && no open dispute: trusted and committed",
	}
	if diff := cmp.Diff(want, climb(t, &log{key: mill}, &at)); diff != "" {
		t.Errorf("moves (-want +got):\n%s", diff)
	}
	if at.State.Peak != lifecycle.PartnerLoyal || !partners(t).Definition().InGroup(at.State.Stage, "partner") {
		t.Errorf("state = %+v, want a loyal partner", at.State)
	}
}

// Whoever has no scores stays where deliveries alone lead.
func TestPartnerWithoutScores(t *testing.T) {
	var at lifecycle.PartnerStanding
	l := &log{key: mill}
	moves(t, &at, l.sign(0), l.deliver(1), l.deliver(2), l.deliver(3), l.expand(4), l.renew(5), l.review(6))
	if at.State.Stage != lifecycle.PartnerBuild {
		t.Errorf("stage = %v, want build", at.State.Stage)
	}
}

func TestPartnerComesDown(t *testing.T) {
	for _, tt := range []struct {
		name string
		then func(*log, *lifecycle.Facts) []relationship.Event
		asOf int
		want []string
	}{
		{"trust falls step by step", func(l *log, f *lifecycle.Facts) []relationship.Event {
			f.Trust = lifecycle.Points(5000)
			return []relationship.Event{l.review(10), l.review(11)}
		}, 12, []string{
			"2026-01-15 loyal → strengthen by reviewed if trust < 8000 || commitment < 7000: trust or commitment fell",
			"2026-01-16 strengthen → maintain by reviewed if trust < 6000: trust fell",
		}},
		{"a broken promise strains, and repair leads back", func(l *log, _ *lifecycle.Facts) []relationship.Event {
			return []relationship.Event{
				l.closePromise(10, party, relationship.OutcomeBroken, 1), l.reconcile(20, relationship.VerdictSatisfied),
			}
		}, 21, []string{
			"2026-01-15 loyal → strained by promise-broken if stake >= 1: promise broken",
			"2026-01-25 strained → loyal by reconciled if satisfied && keeping >= 9000: repaired",
		}},
		{"a small promise is no reason", func(l *log, _ *lifecycle.Facts) []relationship.Event {
			return []relationship.Event{
				l.closePromise(10, party, relationship.OutcomeBroken, 0.5), l.closePromise(11, we, relationship.OutcomeBroken, 5),
				l.closePromise(12, party, relationship.OutcomeKept, 5),
			}
		}, 13, nil},
		{"a dispute settled without content", func(l *log, _ *lifecycle.Facts) []relationship.Event {
			return []relationship.Event{l.dispute(10), l.reconcile(20, relationship.VerdictDissatisfied)}
		}, 21, []string{
			"2026-01-15 loyal → strained by disputed: dispute",
			"2026-01-25 strained → build by reconciled: settled",
		}},
		{"a dispute left alone", func(l *log, _ *lifecycle.Facts) []relationship.Event {
			return []relationship.Event{l.dispute(10)}
		}, 200, []string{
			"2026-01-15 loyal → strained by disputed: dispute",
			"2026-04-15 strained → dissolved by tick if in stage >= 90d: not repaired",
		}},
		{"silence, though we write", func(l *log, _ *lifecycle.Facts) []relationship.Event {
			return []relationship.Event{l.contact(100, we, relationship.PurposeOffer)}
		}, 400, []string{
			"2026-05-14 loyal → dormant by tick if idle >= 120d: silent",
			"2026-09-11 dormant → dissolved by tick if idle >= 240d: gone",
		}},
		{"ended, and signed again", func(l *log, _ *lifecycle.Facts) []relationship.Event {
			return []relationship.Event{l.end(10), l.sign(20)}
		}, 21, []string{
			"2026-01-15 loyal → dissolved by ended: ended",
			"2026-01-25 dissolved → build by agreed: agreement",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var at lifecycle.PartnerStanding
			l := &log{key: mill}
			climb(t, l, &at)
			got := moves(t, &at, tt.then(l, &at.Facts)...)
			err := partners(t).Advance(&at, on(tt.asOf), func(s lifecycle.PartnerStep) { got = append(got, s.String()) })
			if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
				t.Errorf("moves (-want +got):\n%s%v", diff, err)
			}
		})
	}
}

func TestPartnerReconciledIsACommand(t *testing.T) {
	var at lifecycle.PartnerStanding
	l := &log{key: mill}
	climb(t, l, &at)
	at.Facts.OpenDisputes = 1
	before := at.State
	var seen lifecycle.PartnerStep
	err := partners(t).Observe(&at, l.reconcile(10, relationship.VerdictSatisfied), func(s lifecycle.PartnerStep) { seen = s })
	if !errors.Is(err, lifecycle.ErrNoRule) || errors.Is(err, lifecycle.ErrGuardRefused) {
		t.Errorf("reconciled without strain = %v, want ErrNoRule", err)
	}
	if at.State != before || seen.Outcome != lifecycle.Rejected || seen.Seq != before.Seq {
		t.Errorf("state %+v, record %+v, want both as before and rejected", at.State, seen)
	}
	if at.Facts.OpenDisputes != 0 {
		t.Error("the facts did not take in that the dispute is settled")
	}
}

// What has been heard of a party decides, and when; a mailing is no sign of life.
func TestPartnerProspects(t *testing.T) {
	letter := func(l *log, day int) { l.contact(day, we, relationship.PurposeOffer) }
	answer := func(l *log, day int) { l.contact(day, party, relationship.PurposeSocial) }
	silent := []string{
		"2026-01-06 attract → establish by engaged if both ways within 180d: contact both ways",
		"2026-07-05 establish → lost by tick if unheard >= 180d: silent prospect",
	}
	for _, tt := range []struct {
		name  string
		write func(*log)
		asOf  int
		want  []string
	}{
		{"it is lost when it falls silent", func(l *log) { letter(l, 0); answer(l, 1) }, 400, silent},
		{"a mailing to who is lost moves nothing", func(l *log) { letter(l, 0); answer(l, 1); letter(l, 300); letter(l, 330) }, 400, silent},
		{"its answer does", func(l *log) { letter(l, 0); answer(l, 1); letter(l, 300); answer(l, 310) }, 489, append(silent[:2:2],
			"2026-11-11 lost → establish by engaged if both ways within 180d: contact both ways")},
		{"who speaks with us every month is not silent", func(l *log) {
			for day := 0; day <= 600; day += 30 {
				answer(l, day)
				letter(l, day+1)
			}
		}, 700, silent[:1]},
	} {
		l := &log{key: mill}
		tt.write(l)
		if diff := cmp.Diff(tt.want, path(t, partners(t), l, on(tt.asOf))); diff != "" {
			t.Errorf("%s: path (-want +got):\n%s", tt.name, diff)
		}
	}
}

// Whoever settles a dispute or signs is not silent, whichever side took the last step.
func TestPartnerIsNotSilentWhoAgrees(t *testing.T) {
	var at lifecycle.PartnerStanding
	l := &log{key: mill}
	climb(t, l, &at) // the last delivery is on day 9
	got := moves(t, &at, l.dispute(100), l.reconcile(140, relationship.VerdictSatisfied), l.deliver(259))
	want := []string{
		"2026-04-15 loyal → strained by disputed: dispute",
		"2026-05-25 strained → loyal by reconciled if satisfied && keeping >= 9000: repaired",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("moves (-want +got):\n%s", diff)
	}
	got = moves(t, &at, l.signBy(800, we), l.deliver(919))
	want = []string{
		"2027-01-19 loyal → dormant by tick if idle >= 120d: silent",
		"2027-05-19 dormant → dissolved by tick if idle >= 240d: gone",
		"2028-03-15 dissolved → build by agreed: agreement",
		"2028-07-12 build → develop by delivered if deliveries >= 2 && keeping >= 9000 && trust >= 4000: proved itself",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("moves (-want +got):\n%s", diff)
	}
}

// Where buyers are partners, an order is business done; where sellers are, our own order is none.
func TestPartnerOrders(t *testing.T) {
	for _, tt := range []struct {
		role relationship.PartyKind
		want lifecycle.PartnerStage
	}{{relationship.KindDistributor, lifecycle.PartnerDevelop}, {relationship.KindSupplier, lifecycle.PartnerBuild}} {
		var at lifecycle.PartnerStanding
		l := &log{key: relationship.Key{From: "mill", To: "trader", Role: tt.role}}
		scores(&at.Facts, 9500)
		moves(t, &at, l.sign(0), l.buy(1), l.buy(2))
		if at.State.Stage != tt.want {
			t.Errorf("%v after two orders = %v, want %v", tt.role, at.State.Stage, tt.want)
		}
	}
}
