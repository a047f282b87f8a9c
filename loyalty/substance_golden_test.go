package loyalty_test

import (
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// The numbers are worked out by hand, those with a root or an incomplete beta function by mpmath with 40 digits.

func TestGoldenFormality(t *testing.T) {
	on := day("2026-06-01")
	deals := []deal{
		{form: relationship.FormWritten, value: "60000 EUR", start: "2026-01-01", complete: 0.9},
		{form: relationship.FormUnsigned, value: "30000 EUR", start: "2026-01-01", end: "2026-06-01"},
		{form: relationship.FormOral, value: "10000 EUR", start: "2026-01-01"},
		{form: relationship.FormOral, value: "999999 EUR", start: "2025-01-01", end: "2026-05-31"}, // over
		{form: relationship.FormOral, value: "999999 USD", start: "2026-06-02"},                    // to come
	}
	none := slices.Clone(deals)
	for i := range none {
		none[i].value = ""
	}
	for _, c := range []struct {
		deals []deal
		o     loyalty.FormalityOptions
		want  float64
	}{
		{deals, loyalty.FormalityOptions{}, 0.69},                                       // (60·0.9 + 30·0.5 + 10·0)/100
		{deals, loyalty.FormalityOptions{Written: 1, Unsigned: 0.5, Oral: 0.25}, 0.715}, // and 10·0.25
		{deals, loyalty.FormalityOptions{Each: true}, 1.4 / 3},                          // (0.9 + 0.5 + 0)/3
		{none, loyalty.FormalityOptions{}, 1.4 / 3},
		{deals[2:3], loyalty.FormalityOptions{}, 0},
		{deals[2:3], loyalty.FormalityOptions{Oral: 1}, 1},
	} {
		got, ok, err := loyalty.Formality(agreements(t, c.deals...), on, c.o)
		if err != nil || !ok {
			t.Fatal(got, ok, err)
		}
		nearly(t, "formality", got, c.want)
	}
	if got, ok, err := loyalty.Formality(agreements(t, deals...), day("2024-06-01"), loyalty.FormalityOptions{}); got != 0 || ok || err != nil {
		t.Errorf("with nothing in force: %v, %v, %v", got, ok, err)
	}
}

func TestGoldenCommitment(t *testing.T) {
	on := day("2026-01-01")
	for _, c := range []struct {
		deal deal
		o    loyalty.HorizonOptions
		want float64
	}{
		{deal{end: "2027-06-30"}, loyalty.HorizonOptions{}, 0.64476409440855592612}, // 545 days
		{deal{end: "2027-01-01"}, loyalty.HorizonOptions{}, 0.5},
		{deal{end: "2026-01-01"}, loyalty.HorizonOptions{}, 0},
		{deal{}, loyalty.HorizonOptions{}, 0.15710510074927600867}, // 90 days
		{deal{}, loyalty.HorizonOptions{HalfLife: 30 * loyalty.Day, Notice: 60 * loyalty.Day}, 0.75},
		{deal{end: "2029-12-31", ended: "2026-01-31T00:00:00Z"}, loyalty.HorizonOptions{HalfLife: 30 * loyalty.Day}, 0.5},
		{deal{end: "2025-12-31", renewed: []string{"2025-12-01T00:00:00Z"}}, loyalty.HorizonOptions{HalfLife: 399 * loyalty.Day}, 0.5},
	} {
		c.deal.form, c.deal.start = relationship.FormWritten, "2025-01-01"
		short := deal{form: relationship.FormWritten, start: "2025-01-01", end: on.String()}
		got, ok, err := loyalty.CommitmentHorizon(agreements(t, c.deal, short), on, c.o)
		if err != nil || !ok {
			t.Fatal(got, ok, err)
		}
		nearly(t, "horizon", got, c.want)
	}
	if got, ok, err := loyalty.CommitmentHorizon(nil, on, loyalty.HorizonOptions{}); got != 0 || ok || err != nil {
		t.Errorf("with nothing in force: %v, %v, %v", got, ok, err)
	}
	if v, ok, err := loyalty.ShareOfWallet(euros("30"), euros("120")); v != 0.25 || !ok || err != nil {
		t.Errorf("share of wallet: %v, %v, %v", v, ok, err)
	}
	jpy := must(relationship.ParseMoney("7 JPY"))
	needs := []loyalty.Need{{Ours: euros("5"), All: euros("5")}, {Ours: euros("99999999999999999.99"), All: euros("100000000000000000")},
		{Ours: jpy, All: jpy}, {Ours: euros("0"), All: euros("0")}, {All: euros("3")}}
	if got, err := loyalty.Exclusivity(needs); err != nil || got != (loyalty.Share{Hits: 2, Of: 4}) {
		t.Errorf("exclusivity: %v, %v", got, err)
	}
	if mutual, asymmetry, err := loyalty.BothWays(0.75, 0.5); mutual != 0.5 || asymmetry != 0.25 || err != nil {
		t.Errorf("both ways: %v, %v, %v", mutual, asymmetry, err)
	}
	if got := must(loyalty.NewCommitment(0.25, 0.5)); got.Spurious() != 0.375 || got.Affective() != 0.25 || got.Calculative() != 0.5 {
		t.Errorf("commitment %+v is spurious by %v", got, got.Spurious())
	}
}

func TestGoldenRenewals(t *testing.T) {
	asOf := instant("2026-07-02T12:00:00Z")
	h := loyalty.Days(365)
	all := agreements(t,
		deal{form: relationship.FormWritten, start: "2024-01-01", renewed: []string{"2025-07-02T12:00:00Z", "2026-07-02T12:00:00Z"}},
		// Ended 182.5 days before.
		deal{form: relationship.FormOral, start: "2024-01-01", end: "2027-01-01", ended: "2026-01-01T00:00:00Z"},
		deal{form: relationship.FormOral, start: "2024-01-01", end: "2026-07-02"}, // its last day
		deal{form: relationship.FormOral, start: "2026-07-03"},                    // to come
		deal{form: relationship.FormOral, start: "2026-01-01", end: "9999-12-31"}, // no day after it
	)
	e, err := loyalty.RenewalEvidence(all, asOf, h)
	if err != nil {
		t.Fatal(err)
	}
	nearly(t, "for", e.For(), 1.5)
	nearly(t, "against", e.Against(), 0.7071067811865475244) // 2^(−182.5/365)
	p := must(e.Posterior(loyalty.Prior{Strength: 2, Mean: 0.5}, h, asOf))
	nearly(t, "renewal rate", p.Mean(), 0.59423259974754307991)
	for _, c := range []struct{ end, ended, want string }{ // whichever came first
		{"2025-12-31", "2026-03-01T00:00:00Z", "2026-01-01T00:00:00Z"}, {"2026-04-30", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z"},
	} {
		one := agreements(t, deal{form: relationship.FormOral, start: "2024-01-01", end: c.end, ended: c.ended})
		if got := must(loyalty.RenewalEvidence(one, asOf, h)); got.Against() != 1 || !got.At().Equal(instant(c.want)) {
			t.Errorf("%+v: %v against at %v", c, got.Against(), got.At())
		}
	}
	next := must(loyalty.RenewalEvidence(all, instant("2026-07-03T00:00:00Z"), loyalty.NoDecay))
	if next.For() != 2 || next.Against() != 2 {
		t.Errorf("after the last day: %v for, %v against", next.For(), next.Against())
	}
}

func TestGoldenMutualBenefit(t *testing.T) {
	for _, c := range []struct {
		a, b     string
		rounding relationship.Rounding
		balance  float64
		level    string
		ok       bool
	}{
		{"120", "80", relationship.RoundHalfEven, 0.8, "96.00 EUR", true},
		{"1", "2", relationship.RoundHalfEven, 2. / 3, "1.33 EUR", true},
		{"1", "2", relationship.RoundUp, 2. / 3, "1.34 EUR", true},
		{"0.01", "0.03", relationship.RoundHalfEven, 0.5, "0.02 EUR", true}, // 0.015
		{"0.01", "0.03", relationship.RoundDown, 0.5, "0.01 EUR", true},
		{"0.05", "0.15", relationship.RoundHalfUp, 0.5, "0.08 EUR", true}, // 0.075
		{"7", "7", relationship.RoundHalfEven, 1, "7.00 EUR", true},
		{"-5", "100", relationship.RoundHalfEven, 0, "0.00 EUR", true},
		{"0", "100", relationship.RoundHalfEven, 0, "0.00 EUR", true},
		{"-5", "-5", relationship.RoundHalfEven, 0, "0.00 EUR", true},
		{"-5", "5", relationship.RoundHalfEven, 0, "0.00 EUR", true},
		{"0", "0", relationship.RoundHalfEven, 0, "0", false},
	} {
		got, ok, err := loyalty.MutualBenefit(euros(c.a), euros(c.b), c.rounding)
		if err != nil || ok != c.ok || got.Level.String() != c.level {
			t.Errorf("%s and %s: %v, %v, %v; want %s", c.a, c.b, got, ok, err, c.level)
		}
		nearly(t, c.a+" and "+c.b, got.Balance, c.balance)
	}
	for _, c := range []struct {
		ours, theirs int
		want         float64
		ok           bool
	}{{3, 1, 0.75, true}, {5, 5, 1, true}, {0, 9, 0, true}, {0, 0, 0, false}} {
		if got, ok, err := loyalty.MutualInterest(c.ours, c.theirs); got != c.want || ok != c.ok || err != nil {
			t.Errorf("initiatives %d, %d: %v, %v, %v", c.ours, c.theirs, got, ok, err)
		}
	}
	if got, ok, err := loyalty.SharedIdeals([]string{"green", "fair", "local"}, []string{"fair", "open", "local", "fair"}); got != 0.5 || !ok || err != nil {
		t.Errorf("ideals: %v, %v, %v", got, ok, err)
	}
}

func TestGoldenBond(t *testing.T) {
	ties := []relationship.Tie{
		tie("e-1", "u-1", 0.8, ""), tie("e-2", "u-2", 0.6, "2025-06-01"), tie("e-3", "u-1", -0.5, "1990-01-01"),
		tie("e-4", "u-1", 1, "2026-06-02"), tie("e-5", "u-1", 0, "2026-06-01"),
	}
	b, err := loyalty.BondOf(slices.Values(ties), day("2026-06-01"), loyalty.BondOptions{})
	if err != nil {
		t.Fatal(err)
	}
	nearly(t, "n", b.Ties, 1.1) // 0.8 + 0.6/2
	nearly(t, "bond", b.Value, 0.26829268292682926829)
	if len(b.Risks) != 1 || b.Risks[0] != ties[2] {
		t.Errorf("risks: %v", b.Risks)
	}
	contact := func(id string, purpose relationship.Purpose, informal bool, at string) relationship.Event {
		return must(relationship.NewContact(relationship.ContactConfig{
			ID: relationship.EventID(id), At: instant(at), Key: key(), Actor: relationship.ByTo, Channel: relationship.ChannelOther,
			Purpose: purpose, Informal: informal,
		}))
	}
	from, to := instant("2026-01-01T00:00:00Z"), instant("2026-02-01T00:00:00Z")
	byPointer := contact("c-3", relationship.PurposeOffer, true, "2026-01-11T00:00:00Z").(relationship.Contact)
	share, err := loyalty.PersonalShare(slices.Values([]relationship.Event{
		contact("c-0", relationship.PurposeSocial, false, "2026-01-01T00:00:00Z"), // on the edge, outside
		contact("c-1", relationship.PurposeSocial, false, "2026-02-01T00:00:00Z"), // on the edge, inside
		contact("c-2", relationship.PurposeOffer, false, "2026-01-11T00:00:00Z"), &byPointer,
		contact("c-4", relationship.PurposeService, false, "2026-01-11T00:00:00Z"),
	}), from, to)
	if err != nil || share != (loyalty.Share{Hits: 2, Of: 4}) {
		t.Errorf("personal share: %v, %v", share, err)
	}
}

func TestGoldenDisagreement(t *testing.T) {
	model, state, asOf := worked(t)
	result := scored(t, model, state, asOf) // 5516, 3661 to 7308
	for points, want := range map[int]bool{5516: false, 3661: false, 3660: true, 7308: false, 7309: true, 0: true} {
		o := must(relationship.NewOpinion(relationship.OpinionConfig{Key: key(), By: "e-1", At: asOf, Points: points}))
		if gap, got, err := loyalty.Disagreement(o, result); gap != points-5516 || got != want || err != nil {
			t.Errorf("%d: gap %d, %v, %v", points, gap, got, err)
		}
	}
}

func TestGoldenRecognition(t *testing.T) {
	var e loyalty.Evidence
	for _, yes := range []bool{true, false, true, true} {
		if err := e.Add(loyalty.Recognised(yes), base, loyalty.NoDecay); err != nil {
			t.Fatal(err)
		}
	}
	nearly(t, "recognition", must(e.Posterior(loyalty.Prior{Strength: 2, Mean: 0.5}, loyalty.NoDecay, base)).Mean(), 4./6)

	var x loyalty.Expectation
	if err := x.Declare(0.6, base); err != nil {
		t.Fatal(err)
	}
	for i, want := range [][2]float64{{0.69, 0.3}, {0.753, 0.21}} {
		if err := x.Experience(0.9, base.Add(time.Duration(i)), loyalty.DefaultLearning); err != nil {
			t.Fatal(err)
		}
		expected, _ := x.Expected()
		gap, ok := x.Gap()
		nearly(t, "expected", expected, want[0])
		nearly(t, "gap", gap, want[1])
		if !ok || x.N() != i+1 {
			t.Errorf("%d experiences, %v", x.N(), ok)
		}
	}

	met, err := loyalty.DesiresMet([]loyalty.DesireAnswer{
		{Desire: loyalty.DesireValued, Score: 1}, {Desire: loyalty.DesireGoodDeals, Score: 0.25}, {Desire: loyalty.DesireValued, Score: 0.5},
	})
	want := []loyalty.DesireMet{{Desire: loyalty.DesireFairPrice}, {Desire: loyalty.DesireValued, Mean: 0.75, N: 2}, {Desire: loyalty.DesireRecognised},
		{Desire: loyalty.DesireUnderstood}, {Desire: loyalty.DesireGoodDeals, Mean: 0.25, N: 1}}
	if err != nil || !slices.Equal(met, want) {
		t.Errorf("%v, %v", met, err)
	}
}

func TestGoldenReputation(t *testing.T) {
	asOf := base.AddDate(1, 0, 0)
	var s loyalty.Reputation
	for _, r := range []struct {
		from  loyalty.Audience
		score float64
		when  time.Time
	}{
		{loyalty.AudiencePartners, 0.75, asOf}, {loyalty.AudiencePartners, 0.5, base},
		{loyalty.AudienceConsumers, 1, asOf}, {loyalty.AudienceConsumers, 1, base}, {loyalty.AudienceConsumers, 0, asOf},
	} {
		if err := s.Hear(loyalty.ReputationRule{}, r.from, r.score, r.when); err != nil {
			t.Fatal(err)
		}
	}
	r, err := s.Read(loyalty.ReputationRule{}, asOf)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"partners", r.Partners.Mean, 0.57142857142857142857}, {"low", r.Partners.Interval.Low, 0.16824999481513193615},
		{"high", r.Partners.Interval.High, 0.92399045839522819574}, {"trend", r.Partners.Trend, 0.010204081632653061224},
		{"mass", r.Partners.Mass, 1.5}, {"consumers", r.Consumers.Mean, 0.55555555555555555556},
		{"low", r.Consumers.Interval.Low, 0.19403406494269911336}, {"high", r.Consumers.Interval.High, 0.88662222308523134688},
		{"trend", r.Consumers.Trend, -0.047863247863247863248}, {"gap", r.Gap, 0.015873015873015873016},
		{"gap low", r.GapLow, -0.50581472884526288419}, {"gap high", r.GapHigh, 0.52084595803569384424},
	} {
		if d := c.got - c.want; !(d < 1e-12 && d > -1e-12) {
			t.Errorf("%s = %.17g, want %.17g", c.what, c.got, c.want)
		}
	}
	if !r.Known || r.Differs || r.Partners.Rises || r.Consumers.Falls {
		t.Errorf("%+v", r)
	}
	for range 40 { // of late, partners praise and consumers blame
		_ = s.Hear(loyalty.ReputationRule{}, loyalty.AudiencePartners, 1, asOf)
		_ = s.Hear(loyalty.ReputationRule{}, loyalty.AudienceConsumers, 0, asOf)
	}
	r = must(s.Read(loyalty.ReputationRule{}, asOf))
	if !r.Differs || !(r.GapLow > 0) {
		t.Errorf("%+v", r)
	}
	for _, from := range loyalty.Audiences() { // one alone is no comparison, however strong
		var one loyalty.Reputation
		for range 40 {
			_ = one.Hear(loyalty.ReputationRule{}, from, 1, asOf)
		}
		if r := must(one.Read(loyalty.ReputationRule{}, asOf)); r.Known || r.Differs {
			t.Errorf("%v alone: %+v", from, r)
		}
	}
	for role, want := range map[relationship.PartyKind]loyalty.Audience{
		relationship.KindEndConsumer: loyalty.AudienceConsumers, relationship.KindCustomer: loyalty.AudienceConsumers,
		relationship.KindSupplier: loyalty.AudiencePartners, relationship.KindDistributor: loyalty.AudiencePartners,
		relationship.KindStakeholder: loyalty.AudiencePartners, relationship.KindEmployee: 0, 0: 0,
	} {
		if got, ok := loyalty.AudienceOf(role); got != want || ok != (want != 0) {
			t.Errorf("%v: %v, %v", role, got, ok)
		}
	}
}

func TestGoldenCommunity(t *testing.T) {
	asOf := instant("2026-06-01T00:00:00Z")
	acts := []loyalty.MemberAct{
		{Member: "a", At: asOf}, {Member: "b", At: asOf.AddDate(0, 0, -30)}, {Member: "a", At: asOf.AddDate(0, 0, -90)},
		{Member: "x", At: asOf}, {Member: "c", At: asOf.Add(1)},
	}
	got := must(loyalty.Activity(slices.Values(acts[:3]), asOf, loyalty.Days(30)))
	nearly(t, "activity", got, 1.625) // 1 + 1/2 + 1/8
	if late := must(loyalty.Activity(slices.Values(acts[4:]), asOf, loyalty.Days(30))); late != 0 {
		t.Errorf("what is to come: %v", late)
	}
	members := []relationship.PartyID{"a", "b", "c", "d", "a"}
	for from, want := range map[time.Time]loyalty.Share{
		asOf.AddDate(0, 0, -30): {Hits: 1, Of: 4}, asOf.AddDate(0, 0, -31): {Hits: 2, Of: 4},
	} {
		if share, err := loyalty.ActiveShare(members, slices.Values(acts), from, asOf); err != nil || share != want {
			t.Errorf("since %v: %v, %v; want %v", from, share, err, want)
		}
	}
	var c loyalty.Community
	for i := range 10 {
		c.Ask(i < 7)
		c.Reshare(i < 2)
	}
	if err := c.Merge(c); err != nil || c.Answered != (loyalty.Share{Hits: 14, Of: 20}) || c.Converted != (loyalty.Share{Hits: 4, Of: 20}) {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestGoldenDisclosures(t *testing.T) {
	d := loyalty.Disclosure{Due: base, Stake: 2, Lateness: loyalty.Timeliness{HalfLife: 7 * loyalty.Day}}
	late := base.AddDate(0, 0, 7)
	if item := must(d.Made(1, late)); item.For() != 1 || item.Against() != 1 {
		t.Errorf("a week late: %+v", item)
	}
	if item := must(d.Open(late)); item.For() != 0 || item.Against() != 1 {
		t.Errorf("open for a week: %+v", item)
	}
	if item := must(d.Withheld()); item.For() != 0 || item.Against() != 2 {
		t.Errorf("withheld: %+v", item)
	}

	var events []relationship.Event
	promise := func(id, topic string, by relationship.Actor, due time.Time, outcome relationship.Outcome, at time.Time) {
		made := must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{
			ID: relationship.EventID(id), At: base, Key: key(), Actor: by, Due: due, Topic: topic, Grace: time.Hour,
		}))
		events = append(events, made)
		if outcome != 0 {
			events = append(events, must(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
				ID: relationship.EventID(id + "-c"), At: at, Key: key(), Promise: made.ID(), MadeAt: base, Due: due, Grace: time.Hour,
				Stake: made.Stake(), By: by, Outcome: outcome,
			})))
		}
	}
	due := base.AddDate(0, 1, 0)
	promise("p-1", "disclosure", relationship.ByFrom, due, relationship.OutcomeKept, due.Add(time.Hour)) // in the grace
	promise("p-2", "disclosure", relationship.ByFrom, due, relationship.OutcomeKept, due.Add(2*time.Hour))
	promise("p-3", "disclosure", relationship.ByFrom, due, 0, due)
	promise("p-4", "disclosure", relationship.ByFrom, due, relationship.OutcomeWaived, due)
	promise("p-5", "disclosure", relationship.ByFrom, due, relationship.OutcomeBroken, due)
	promise("p-6", "disclosure", relationship.ByTo, due, relationship.OutcomeKept, due)
	promise("p-7", "delivery", relationship.ByFrom, due, relationship.OutcomeKept, due)
	promise("p-8", "disclosure", relationship.ByFrom, due.AddDate(0, 6, 0), 0, due) // not due yet
	book := must(relationship.Promises(slices.Values(events)))
	got, err := loyalty.DisclosedInTime(book.All(), "disclosure", relationship.ByFrom, base, base.AddDate(0, 2, 0))
	if err != nil || got != (loyalty.Share{Hits: 1, Of: 4}) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestGoldenOffDeal(t *testing.T) {
	at := func(days int) time.Time { return base.AddDate(0, 0, days) }
	sales := []loyalty.Sale{
		{At: at(0), Margin: euros("1")}, // on the edge, outside
		{At: at(10), Margin: euros("700")}, {At: at(20), Margin: euros("1200"), Offer: true}, {At: at(30), Margin: euros("-300")},
		{At: at(30), Margin: euros("0"), Offer: true},
		{At: at(40), Margin: euros("3")}, {At: at(60), Margin: euros("1"), Offer: true},
	}
	got, ok, err := loyalty.OffDealShare(slices.Values(sales), at(0), at(30))
	if err != nil || !ok || got.Sales != 2 || got.Losses != 2 {
		t.Errorf("%+v, %v, %v", got, ok, err)
	}
	nearly(t, "off-deal share", got.Share, 0.36842105263157894737) // 700/1900
	trend, ok, err := loyalty.OffDealTrend(slices.Values(sales), at(0), at(30), at(60))
	if err != nil || !ok {
		t.Error(ok, err)
	}
	nearly(t, "trend", trend, 0.75-0.36842105263157894737)
	if _, ok, err := loyalty.OffDealTrend(slices.Values(sales), at(0), at(30), at(35)); ok || err != nil {
		t.Errorf("without sales: %v, %v", ok, err)
	}
}

func TestGoldenReferrals(t *testing.T) {
	referral := func(id, by string, actor relationship.Actor, at time.Time) relationship.Event {
		return must(relationship.NewReferral(relationship.ReferralConfig{
			ID: relationship.EventID(id), At: at, Key: relationship.Key{From: "us", To: relationship.PartyID(by), Role: relationship.KindEndConsumer}, Actor: actor,
		}))
	}
	from, to := base, base.AddDate(0, 1, 0)
	got, err := loyalty.ReferralRate([]relationship.PartyID{"a", "b", "c", "d", "d"}, slices.Values([]relationship.Event{
		referral("1", "a", relationship.ByTo, to), referral("2", "a", relationship.ByTo, to), referral("3", "b", relationship.ByFrom, to),
		referral("4", "c", relationship.ByTo, from), referral("5", "x", relationship.ByTo, to), referral("6", "d", relationship.ByTo, to),
	}), from, to)
	if err != nil || got != (loyalty.Share{Hits: 2, Of: 4}) {
		t.Errorf("%v, %v", got, err)
	}
	for _, c := range []struct {
		margins []string
		credit  loyalty.ReferralCredit
		want    string
	}{
		{[]string{"100.10", "-0.09"}, loyalty.ReferralCredit{}, "50.00 EUR"}, // 50.005
		{[]string{"100.10", "-0.09"}, loyalty.ReferralCredit{Rounding: relationship.RoundHalfUp}, "50.01 EUR"},
		{[]string{"-100.01"}, loyalty.ReferralCredit{Rounding: relationship.RoundFloor}, "-50.01 EUR"},
		{[]string{"-100.01"}, loyalty.ReferralCredit{Rounding: relationship.RoundCeiling}, "-50.00 EUR"},
		{[]string{"200", "50"}, loyalty.ReferralCredit{Points: 3000}, "75.00 EUR"},
		{[]string{"0.000000000000000001"}, loyalty.ReferralCredit{Points: 1, Rounding: relationship.RoundUp}, "0.01 EUR"},
		{[]string{"99999999999999999999999999999999999999"}, loyalty.ReferralCredit{Points: 10000}, "99999999999999999999999999999999999999.00 EUR"},
		{nil, loyalty.ReferralCredit{}, "0"},
	} {
		var margins []relationship.Money
		for _, m := range c.margins {
			margins = append(margins, euros(m))
		}
		if got, err := loyalty.ReferralValue(margins, c.credit); err != nil || got.String() != c.want {
			t.Errorf("%v with %+v: %v, %v; want %s", c.margins, c.credit, got, err, c.want)
		}
	}
}

func TestGoldenPriceStability(t *testing.T) {
	prices := []relationship.Money{euros("100"), euros("120"), euros("90")} // 0.2 and 0.25
	for _, c := range []struct {
		s    loyalty.Stability
		want float64
	}{
		{loyalty.Stability{}, 0.21022410381342863576}, {loyalty.Stability{Tolerated: 0.05}, 0.29730177875068026668},
		{loyalty.Stability{Tolerated: 0.5}, 1}, {loyalty.Stability{Tolerated: 0.125, HalfAt: 0.1}, 0.5},
	} {
		got, ok, err := loyalty.PriceStability(prices, c.s)
		if err != nil || !ok {
			t.Error(ok, err)
		}
		nearly(t, "stability", got, c.want)
	}
	if got, ok, err := loyalty.PriceStability(prices[:1], loyalty.Stability{}); got != 0 || ok || err != nil {
		t.Errorf("one price: %v, %v, %v", got, ok, err)
	}
}
