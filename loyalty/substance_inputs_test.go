package loyalty_test

import (
	"encoding/json"
	"errors"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func refusal[A, B any](_ A, _ B, err error) error { return err }

func TestSubstanceRefuses(t *testing.T) {
	on, eur, usd := day("2026-06-01"), euros("1"), must(relationship.ParseMoney("1 USD"))
	written := deal{form: relationship.FormWritten, value: "1 EUR", start: "2026-01-01"}
	bare, dollars := written, written
	bare.value, dollars.value = "", "1 USD"
	one, mixed, currencies := agreements(t, written), agreements(t, written, bare), agreements(t, written, dollars)
	nobody := slices.Values([]relationship.Event{nil})
	missing := slices.Values([]relationship.Event{(*relationship.Contact)(nil)})
	unreferred := slices.Values([]relationship.Event{(*relationship.Referral)(nil)})
	then, now := base, base.AddDate(0, 1, 0)
	mismatch := relationship.ErrCurrencyMismatch
	checks := []struct {
		what string
		err  error
		want error
		text string
	}{
		{"formality: date", refusal(loyalty.Formality(one, day(""), loyalty.FormalityOptions{})), loyalty.ErrInvalid, "on = no date"},
		{"formality: values", refusal(loyalty.Formality(mixed, on, loyalty.FormalityOptions{})), loyalty.ErrInvalid, "d-1"},
		{"formality: values of later ones", refusal(loyalty.Formality(agreements(t, bare, written), on, loyalty.FormalityOptions{})), loyalty.ErrInvalid, "d-1\" = with a value, others have none"},
		{"formality: currencies", refusal(loyalty.Formality(currencies, on, loyalty.FormalityOptions{})), mismatch, ""},
		{"horizon: date", refusal(loyalty.CommitmentHorizon(one, day(""), loyalty.HorizonOptions{})), loyalty.ErrInvalid, "on = no date"},
		{"horizon: half-life", refusal(loyalty.CommitmentHorizon(one, on, loyalty.HorizonOptions{HalfLife: -1})), loyalty.ErrInvalid, "half_life"},
		{"horizon: notice", refusal(loyalty.CommitmentHorizon(one, on, loyalty.HorizonOptions{Notice: -1})), loyalty.ErrInvalid, "notice"},
		{"renewals: as-of", second(loyalty.RenewalEvidence(one, time.Time{}, loyalty.Days(1))), loyalty.ErrInvalid, "as-of"},
		{"renewals: half-life", second(loyalty.RenewalEvidence(one, now, 0)), loyalty.ErrInvalid, "half-life"},
		{"wallet: more", refusal(loyalty.ShareOfWallet(euros("2"), eur)), loyalty.ErrInvalid, "share = 2.00 EUR of 1.00 EUR"},
		{"wallet: less", refusal(loyalty.ShareOfWallet(eur.Neg(), eur)), loyalty.ErrInvalid, "share"},
		{"wallet: nothing", refusal(loyalty.ShareOfWallet(eur, euros("0"))), loyalty.ErrInvalid, "share"},
		{"wallet: debts", refusal(loyalty.ShareOfWallet(eur.Neg(), eur.Neg())), loyalty.ErrInvalid, "share"},
		{"wallet: currencies", refusal(loyalty.ShareOfWallet(usd, eur)), mismatch, ""},
		{"wallet: nothing in two", refusal(loyalty.ShareOfWallet(relationship.MoneyFromMinor(0, usd.Currency()), euros("0"))), mismatch, ""},
		{"exclusivity", second(loyalty.Exclusivity([]loyalty.Need{{Ours: eur, All: eur}, {Ours: usd, All: eur}})), mismatch, "needs[1]"},
		{"benefit: currencies", refusal(loyalty.MutualBenefit(usd, eur, 0)), mismatch, ""},
		{"benefit: rounding", refusal(loyalty.MutualBenefit(eur, eur, 99)), loyalty.ErrInvalid, "rounding"},
		{"interest: ours", refusal(loyalty.MutualInterest(-1, 1)), loyalty.ErrInvalid, "ours = -1"},
		{"interest: theirs", refusal(loyalty.MutualInterest(1, -1)), loyalty.ErrInvalid, "theirs = -1"},
		{"ideals: ours", refusal(loyalty.SharedIdeals([]string{"a", ""}, nil)), loyalty.ErrInvalid, "ours[1]"},
		{"ideals: theirs", refusal(loyalty.SharedIdeals(nil, []string{"Fair"})), loyalty.ErrInvalid, "theirs[0]"},
		{"bond: date", second(loyalty.BondOf(nil, day(""), loyalty.BondOptions{})), loyalty.ErrInvalid, "on = no date"},
		{"bond: half-life", second(loyalty.BondOf(nil, on, loyalty.BondOptions{HalfLife: -2})), loyalty.ErrInvalid, "half_life"},
		{"personal: nil", second(loyalty.PersonalShare(nobody, then, now)), loyalty.ErrInvalid, "event"},
		{"personal: nil contact", second(loyalty.PersonalShare(missing, then, now)), loyalty.ErrInvalid, "event"},
		{"personal: window", second(loyalty.PersonalShare(nil, now, then)), loyalty.ErrInvalid, "to = "},
		{"personal: from", second(loyalty.PersonalShare(nil, time.Time{}, then)), loyalty.ErrInvalid, "from = "},
		{"disagreement", refusal(loyalty.Disagreement(relationship.Opinion{}, loyalty.Result{})), loyalty.ErrInvalid, "opinion"},
		{"desires", second(loyalty.DesiresMet([]loyalty.DesireAnswer{{}})), loyalty.ErrInvalid, "answers[0].Desire"},
		{"stability: price", refusal(loyalty.PriceStability([]relationship.Money{eur, euros("0")}, loyalty.Stability{})), loyalty.ErrInvalid, "prices[1]"},
		{"stability: currencies", refusal(loyalty.PriceStability([]relationship.Money{eur, usd}, loyalty.Stability{})), mismatch, ""},
		{"referrals: nil", second(loyalty.ReferralRate(nil, unreferred, then, now)), loyalty.ErrInvalid, "event"},
		{"referrals: window", second(loyalty.ReferralRate(nil, nil, now, then)), loyalty.ErrInvalid, "to = "},
		{"referrals: points", second(loyalty.ReferralValue(nil, loyalty.ReferralCredit{Points: 10001})), loyalty.ErrInvalid, "points = 10001"},
		{"referrals: no points", second(loyalty.ReferralValue(nil, loyalty.ReferralCredit{Points: -1})), loyalty.ErrInvalid, "points = -1"},
		{"referrals: rounding", second(loyalty.ReferralValue(nil, loyalty.ReferralCredit{Rounding: 99})), loyalty.ErrInvalid, "rounding"},
		{"referrals: currencies", second(loyalty.ReferralValue([]relationship.Money{eur, usd}, loyalty.ReferralCredit{})), mismatch, ""},
		{"disclosures: window", second(loyalty.DisclosedInTime(nil, "", relationship.ByTo, now, then)), loyalty.ErrInvalid, "to = "},
		{"disclosures: actor", second(loyalty.DisclosedInTime(nil, "", 0, then, now)), loyalty.ErrInvalid, "by = "},
		{"sales: window", refusal(loyalty.OffDealShare(nil, now, then)), loyalty.ErrInvalid, "to = "},
		{"sales: losses of another currency", refusal(loyalty.OffDealShare(slices.Values([]loyalty.Sale{{At: now, Margin: usd.Neg()}, {At: now, Margin: eur}}), then, now)), mismatch, ""},
		{"sales: windows", refusal(loyalty.OffDealTrend(nil, then, now, then)), loyalty.ErrInvalid, "to = "},
		{"sales: first window", refusal(loyalty.OffDealTrend(nil, now, then, now)), loyalty.ErrInvalid, "to = "},
		{"activity: as-of", second(loyalty.Activity(nil, time.Time{}, loyalty.Days(1))), loyalty.ErrInvalid, "as-of"},
		{"activity: half-life", second(loyalty.Activity(nil, now, 0)), loyalty.ErrInvalid, "half-life"},
		{"activity: act", second(loyalty.Activity(slices.Values([]loyalty.MemberAct{{}}), now, loyalty.Days(1))), loyalty.ErrInvalid, "at = "},
		{"members: window", second(loyalty.ActiveShare(nil, nil, now, then)), loyalty.ErrInvalid, "to = "},
	}
	for _, x := range nowhere() {
		checks = append(checks, []struct {
			what string
			err  error
			want error
			text string
		}{
			{"formality: written", refusal(loyalty.Formality(one, on, loyalty.FormalityOptions{Written: x})), loyalty.ErrInvalid, "written"},
			{"formality: unsigned", refusal(loyalty.Formality(one, on, loyalty.FormalityOptions{Unsigned: x})), loyalty.ErrInvalid, "unsigned"},
			{"formality: oral", refusal(loyalty.Formality(one, on, loyalty.FormalityOptions{Oral: x})), loyalty.ErrInvalid, "oral"},
			{"both ways: ours", bothWays(x, 0), loyalty.ErrInvalid, "ours"}, {"both ways: theirs", bothWays(0, x), loyalty.ErrInvalid, "theirs"},
			{"affective", second(loyalty.NewCommitment(x, 0)), loyalty.ErrInvalid, "affective"},
			{"calculative", second(loyalty.NewCommitment(0, x)), loyalty.ErrInvalid, "calculative"},
			{"desires", second(loyalty.DesiresMet([]loyalty.DesireAnswer{{Desire: loyalty.DesireValued, Score: x}})), loyalty.ErrInvalid, "answers[0].Score"},
			{"reputation", loyalty.ReputationModel{}.Hear(new(loyalty.Reputation), loyalty.AudiencePartners, x, now), loyalty.ErrInvalid, "x = "},
			{"level", second(loyalty.NewReputationModel(loyalty.ReputationPolicy{Level: x})), loyalty.ErrInvalid, "level"},
			{"experience", new(loyalty.Expectation).Experience(x, now, 0.5), loyalty.ErrInvalid, "perceived"},
			{"rate", new(loyalty.Expectation).Experience(0.5, now, x), loyalty.ErrInvalid, "rate"},
			{"declared", new(loyalty.Expectation).Declare(x, now), loyalty.ErrInvalid, "expected"},
		}...)
	}
	for _, x := range []float64{-1, math.Inf(1), math.Inf(-1), math.NaN(), 2e6} {
		checks = append(checks, struct {
			what string
			err  error
			want error
			text string
		}{"half", loyalty.BondOptions{Half: x}.Validate(), loyalty.ErrInvalid, "half"})
		for _, s := range []loyalty.Stability{{Tolerated: x}, {HalfAt: x}} {
			if err := refusal(loyalty.PriceStability(nil, s)); !errors.Is(err, loyalty.ErrInvalid) {
				t.Errorf("%+v: %v", s, err)
			}
		}
	}
	for _, c := range checks {
		if !errors.Is(c.err, c.want) || !strings.Contains(c.err.Error(), c.text) {
			t.Errorf("%s: %v, want %v with %q", c.what, c.err, c.want, c.text)
		}
	}
}

func bothWays(a, b float64) error {
	_, _, err := loyalty.BothWays(a, b)
	return err
}

func TestSubstanceTakesNothing(t *testing.T) {
	then, now, on := base, base.AddDate(0, 1, 0), day("2026-06-01")
	nothing := func(what string, zero bool, err error) {
		t.Helper()
		if !zero || err != nil {
			t.Errorf("%s of nothing: %v", what, err)
		}
	}
	v, ok, err := loyalty.Formality(nil, on, loyalty.FormalityOptions{})
	nothing("formality", v == 0 && !ok, err)
	worthless := agreements(t, deal{form: relationship.FormWritten, value: "0 EUR", start: "2026-01-01"})
	v, ok, err = loyalty.Formality(worthless, on, loyalty.FormalityOptions{})
	nothing("formality", v == 0 && !ok, err)
	e, err := loyalty.RenewalEvidence(nil, now, loyalty.Days(1))
	nothing("renewals", e.IsZero(), err)
	v, ok, err = loyalty.ShareOfWallet(relationship.Money{}, relationship.Money{})
	nothing("wallet", v == 0 && !ok, err)
	share, err := loyalty.Exclusivity(nil)
	nothing("exclusivity", share.IsZero(), err)
	b, err := loyalty.BondOf(nil, on, loyalty.BondOptions{})
	nothing("bond", b.Value == 0 && b.Ties == 0 && b.Risks == nil, err)
	v, ok, err = loyalty.SharedIdeals(nil, nil)
	nothing("ideals", v == 0 && !ok, err)
	benefit, ok, err := loyalty.MutualBenefit(relationship.Money{}, relationship.Money{}, 0)
	nothing("benefit", benefit == loyalty.Benefit{} && !ok, err)
	share, err = loyalty.ReferralRate(nil, nil, then, now)
	nothing("referral rate", share.IsZero(), err)
	share, err = loyalty.DisclosedInTime(nil, "", relationship.ByTo, then, then)
	nothing("disclosures", share.IsZero(), err)
	d, ok, err := loyalty.OffDealShare(iter.Seq[loyalty.Sale](nil), then, now)
	nothing("sales", d == loyalty.OffDeal{} && !ok, err)
	share, err = loyalty.ActiveShare(nil, nil, then, now)
	nothing("members", share.IsZero(), err)
	r, err := loyalty.ReputationModel{}.Read(loyalty.Reputation{}, now)
	nothing("reputation", !r.Known && !r.Differs && r.Gap == 0 && r.Partners.Mean == 0.5 && r.Partners.Mass == 0, err)
	nothing("the largest bond", true, loyalty.BondOptions{Half: loyalty.MaxWeight}.Validate())
	var x loyalty.Expectation
	_, expects := x.Expected()
	_, gapped := x.Gap()
	nothing("expectation", x.IsZero() && x.At().IsZero() && x.N() == 0 && !expects && !gapped, nil)
	if minus, err := loyalty.NewCommitment(math.Copysign(0, -1), 0); err != nil || math.Signbit(minus.Affective()) {
		t.Errorf("−0: %v, %v", minus, err)
	}
}

func TestStatesOfSubstanceAreLeftUnchanged(t *testing.T) {
	var x loyalty.Expectation
	if err := errors.Join(x.Experience(0.5, base, 0.3), x.Experience(0.75, base, 0.3)); err != nil {
		t.Fatal(err)
	}
	was := x
	early := base.Add(-1)
	if x.Experience(0.5, early, 0.3) == nil || x.Declare(0.5, early) == nil || x.Declare(2, base) == nil || x.Experience(0.5, base, 0) == nil || x != was {
		t.Errorf("%+v, was %+v", x, was)
	}
	var m loyalty.ReputationModel
	var s loyalty.Reputation
	if err := m.Hear(&s, loyalty.AudienceConsumers, 1, base); err != nil {
		t.Fatal(err)
	}
	heard := s
	if m.Hear(&s, 0, 1, base) == nil || m.Hear(&s, 99, 1, base) == nil || m.Hear(&s, 1, 1, time.Time{}) == nil || s != heard {
		t.Errorf("%+v, was %+v", s, heard)
	}
	if _, err := m.Read(s, early); !errors.Is(err, loyalty.ErrAsOfBeforeState) {
		t.Errorf("read before: %v", err)
	}
	if _, err := m.Read(s, time.Time{}); !errors.Is(err, loyalty.ErrInvalid) {
		t.Errorf("read at no instant: %v", err)
	}
	many := loyalty.Community{Answered: loyalty.Share{Hits: 1, Of: math.MaxInt}}
	more := many
	if more.Ask(true); more != many { // as no int counts further
		t.Errorf("%+v", more)
	}
	c := loyalty.Community{Answered: loyalty.Share{Hits: 1, Of: 2}}
	if err := c.Merge(loyalty.Community{Converted: loyalty.Share{Hits: -1}}); err == nil || c != (loyalty.Community{Answered: loyalty.Share{Hits: 1, Of: 2}}) {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestStoredSubstanceIsRefused(t *testing.T) {
	const at = `"at":"2026-01-02T00:00:00Z"`
	for _, text := range []string{
		`null`, `{}`, `{"version":2,"n":0}`, `{"version":1}x`, `{"version":1,"n":1}`, `{"version":1,"n":1,` + at + `}`, `{"version":1,"expected":0.5,"n":0}`,
		`{"version":1,"expected":1.5,"n":0,` + at + `}`, `{"version":1,"expected":-0.0,"n":0,` + at + `}`, `{"version":1,"expected":0.5,"n":-1,` + at + `}`,
		`{"version":1}`, `{"version":1,"n":0,"at":"0001-01-01T00:00:00Z"}`, `{"version":1,"expected":0.5,` + at + `}`, `{"version":1,"expected":0.5,"n":1}`,
		`{"version":1,"expected":0.5,"gap":0.1,"n":0,` + at + `}`, `{"version":1,"expected":0.5,"n":2,` + at + `}`,
		`{"version":1,"expected":0.5,"gap":1.1,"n":1,` + at + `}`, `{"version":1,"expected":0.5,"gap":-0.0,"n":1,` + at + `}`,
		`{"version":1,"expected":0.5,"n":1,"at":"0000-01-02T00:00:00Z"}`, `{"version":1,"expected":0.5,"n":1,` + at + `,"x":1}`,
	} {
		x := loyalty.Expectation{}
		_ = x.Declare(0.5, base)
		was := x
		if err := x.UnmarshalJSON([]byte(text)); !errors.Is(err, loyalty.ErrDecode) || x != was {
			t.Errorf("%s: %v, %+v", text, err, x)
		}
	}
	const weights = `"for":1,"against":0,"recent_for":1,"recent_against":0,`
	partners := `{"audience":"partners",` + weights + at + `}`
	for _, text := range []string{
		`null`, `{}`, `{"version":1}`, `{"version":2,"audiences":[]}`, `{"version":1,"audiences":[` + partners + `,` + partners + `]}`,
		`{"version":1,"audiences":[{` + weights + at + `}]}`, `{"version":1,"audiences":[{"audience":"x",` + weights + at + `}]}`,
		`{"version":1,"audiences":[{"audience":"partners",` + weights + `"at":"0000-01-01T00:00:00Z"}]}`,
		`{"version":1,"audiences":[` + strings.Replace(partners, `"for":1,`, `"for":0.5,`, 1) + `]}`, // what is recent is in all
		`{"version":1,"audiences":[` + strings.Replace(partners, `"recent_against":0,`, `"recent_against":5e-324,`, 1) + `]}`,
		`{"version":1,"audiences":[` + strings.Replace(partners, `"for":1,`, ``, 1) + `]}`,
		`{"version":1,"audiences":[` + strings.Replace(partners, `"for":1,`, `"for":-1,`, 1) + `]}`,
		`{"version":1,"audiences":[` + strings.Replace(partners, `"recent_for":1,`, `"recent_for":2e9,`, 1) + `]}`,
		`{"version":1,"audiences":[` + strings.Replace(partners, `"against":0,`, `"against":-0.0,`, 1) + `]}`,
	} {
		var s loyalty.Reputation
		if err := s.UnmarshalJSON([]byte(text)); !errors.Is(err, loyalty.ErrDecode) || !s.IsZero() {
			t.Errorf("%s: %v, %+v", text, err, s)
		}
	}
	var s loyalty.Reputation
	if err := json.Unmarshal([]byte(`{"version":1,"audiences":[`+partners+`]}`), &s); err != nil || s.IsZero() {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestEnumerationsOfSubstance(t *testing.T) {
	for _, d := range append(loyalty.Desires(), 0, 99) {
		text, err := d.MarshalText()
		parsed, parseErr := loyalty.ParseDesire(d.String())
		var read loyalty.Desire
		if valid := d.IsValid(); valid != (err == nil) || valid != (parseErr == nil) || valid && (parsed != d || read.UnmarshalText(text) != nil || read != d) {
			t.Errorf("%v: %s, %v, %v, %v", d, text, err, parsed, parseErr)
		}
	}
	for _, a := range append(loyalty.Audiences(), 0, 99) {
		text, err := a.MarshalText()
		parsed, parseErr := loyalty.ParseAudience(a.String())
		var read loyalty.Audience
		if valid := a.IsValid(); valid != (err == nil) || valid != (parseErr == nil) || valid && (parsed != a || read.UnmarshalText(text) != nil || read != a) {
			t.Errorf("%v: %s, %v, %v, %v", a, text, err, parsed, parseErr)
		}
	}
	if len(loyalty.Desires()) != 5 || len(loyalty.Audiences()) != 2 || loyalty.DesireGoodDeals.String() != "good-deals" || loyalty.AudienceConsumers.String() != "consumers" {
		t.Error("names changed")
	}
}
