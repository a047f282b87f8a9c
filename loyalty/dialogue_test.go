package loyalty_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// talked folds events under a policy.
func talked(t interface {
	Helper()
	Fatal(...any)
}, policy loyalty.DialoguePolicy, all []relationship.Event) (loyalty.DialogueModel, loyalty.Dialogue) {
	t.Helper()
	m, err := loyalty.NewDialogueModel(policy)
	var s loyalty.Dialogue
	for _, e := range all {
		err = errors.Join(err, m.Observe(&s, e))
	}
	if err != nil {
		t.Fatal(err)
	}
	return m, s
}

func near(got, want float64) bool { return math.Abs(got-want) <= 1e-12*math.Max(1, math.Abs(want)) }

// By hand: of our service call a half-life ago a half is left, O = 1/2; they called now, I = 1. Then r = 1/2, q = 4·(1/2)/(9/4) = 8/9,
// n = 3/2 and m = (1 + 4/3)/(2 + 3/2) = 2/3; the rate is 1.5·ln 2/90 = 0.011552453009332421824 by mpmath.
func TestGoldenDialogue(t *testing.T) {
	m, s := talked(t, loyalty.DialoguePolicy{}, []relationship.Event{
		contactAt(noon.AddDate(0, 0, -90), us, relationship.ChannelPhone, relationship.PurposeService),
		contactAt(noon, them, relationship.ChannelPhone, relationship.PurposeSocial),
	})
	r, err := m.Read(s, nil, noon)
	if err != nil {
		t.Fatal(err)
	}
	q, ok := r.Balance()
	rate, paced := r.Rate()
	if !near(q, 8.0/9) || !ok || !near(r.Reciprocity(), 2.0/3) || !near(rate, 0.011552453009332421824) || !paced {
		t.Errorf("balance %v, reciprocity %v, rate %v", q, r.Reciprocity(), rate)
	}
	// Ours is begun by us and no offer: (1 + 1/2)/(2 + 1/2). Of 3/2 one is social: (1 + 1)/(2 + 3/2).
	if p, b := r.Proactive(us).Mean(), r.NonBusiness().Mean(); !near(p, 0.6) || !near(b, 4.0/7) {
		t.Errorf("proactive %v, social %v", p, b)
	}
	item := r.ReciprocityItem()
	if !near(item.For(), 4.0/3) || !near(item.Against(), 1.0/6) {
		t.Errorf("item %+v", item)
	}
	// The raw share of 3 in and 1 out is 4·(3/4)·(1/4).
	if q, ok, err := loyalty.Reciprocity(3, 1); q != 0.75 || !ok || err != nil {
		t.Errorf("3 to 1: %v, %v, %v", q, ok, err)
	}
}

// Each kind of event, by us, on the day: what it is to each reading.
func TestDialogueTable(t *testing.T) {
	informal := contacted(relationship.PurposeService, true, us)
	for _, c := range []struct {
		name                       string
		event                      relationship.Event
		mass, began                float64
		pro, con, casual, business float64
	}{
		{"service", contacted(relationship.PurposeService, false, us), 1, 1, 1, 0, 0, 1},
		{"offer", contacted(relationship.PurposeOffer, false, us), 1, 1, 0, 1, 0, 1},
		{"informal offer", contacted(relationship.PurposeOffer, true, us), 1, 1, 0, 1, 0, 1},
		{"informal", informal, 1, 1, 1, 0, 1, 0},
		{"social", contacted(relationship.PurposeSocial, false, us), 1, 1, 1, 0, 1, 0},
		{"request for an offer", asked(us), 1, 1, 0, 1, 0, 1},
		{"request", requestAt(1, due, us), 1, 1, 1, 0, 0, 1},
		{"social request", must(relationship.NewRequest(relationship.RequestConfig{
			ID: "q", At: due, Key: key(), Actor: us, Channel: relationship.ChannelEmail, Purpose: relationship.PurposeSocial,
		})), 1, 1, 1, 0, 1, 0},
		{"reply", replied(relationship.ChannelChat, us), 1, 0, 0, 1, 0, 0},
		{"of no use", rating(relationship.AspectPrice, us), 0, 0, 0, 0, 0, 0},
	} {
		m, s := talked(t, loyalty.DialoguePolicy{HalfLife: loyalty.NoDecay}, []relationship.Event{c.event})
		r, err := m.Read(s, nil, noon)
		prior := 1.0 // of each shape
		pro, con := r.Proactive(us).Shapes()
		casual, business := r.NonBusiness().Shapes()
		if err != nil || r.Mass(us) != c.mass || r.Mass(them) != 0 || r.Initiatives(us) != c.began || r.Initiatives(them) != 0 ||
			pro-prior != c.pro || con-prior != c.con || casual-prior != c.casual || business-prior != c.business {
			t.Errorf("%s: mass %v, begun %v, proactive %v to %v, casual %v to %v, %v",
				c.name, r.Mass(us), r.Initiatives(us), pro-1, con-1, casual-1, business-1, err)
		}
		if _, ok := r.Rate(); ok {
			t.Errorf("%s: a rate of what does not fade", c.name)
		}
	}
}

// Access: replies and attempts that reached us are for us, attempts that did not and requests that wait for too long against.
func TestGoldenAccess(t *testing.T) {
	m, s := talked(t, loyalty.DialoguePolicy{}, []relationship.Event{replyAt(due, noon, us, relationship.ChannelEmail)})
	for _, reached := range []bool{true, false, true} {
		if err := m.ObserveAttempt(&s, them, reached, noon); err != nil {
			t.Fatal(err)
		}
	}
	var open relationship.Open
	for i, days := range []int{1, 3, 4, 400} {
		if err := open.Observe(requestAt(i, noon.AddDate(0, 0, -days), them)); err != nil {
			t.Fatal(err)
		}
	}
	if err := open.Observe(requestAt(9, noon.AddDate(0, 0, -4), us)); err != nil {
		t.Fatal(err)
	}
	r, err := m.Read(s, &open, noon)
	if err != nil {
		t.Fatal(err)
	}
	// 1 reply and 2 reached, against 1 missed and the 2 that wait for more than 3 days: (1 + 3)/(2 + 6).
	ours, theirs := r.Access(us), r.Access(them)
	if ours.Mass() != 6 || !near(ours.Mean(), 0.5) || theirs.Mass() != 1 || !near(theirs.Mean(), 1.0/3) || r.Mass(them) != 0 {
		t.Errorf("ours %v of %v, theirs %v of %v", ours.Mean(), ours.Mass(), theirs.Mean(), theirs.Mass())
	}
}

// P24.
func TestReciprocityLaws(t *testing.T) {
	weights := rapid.OneOf(rapid.Float64Range(0, 1e3), rapid.SampledFrom([]float64{0, 5e-324, 1, 1e300, math.MaxFloat64}))
	rapid.Check(t, func(t *rapid.T) {
		in, out := weights.Draw(t, "in"), weights.Draw(t, "out")
		q, ok, err := loyalty.Reciprocity(in, out)
		if again, _, _ := loyalty.Reciprocity(out, in); err != nil || q != again || !(q >= 0 && q <= 1) || ok != (in > 0 || out > 0) {
			t.Fatalf("%v, %v, %v; the other way %v", q, ok, err, again)
		}
		if one, _, _ := loyalty.Reciprocity(in, 0); one != 0 {
			t.Fatalf("one way: %v", one)
		}
		if same, ok, _ := loyalty.Reciprocity(in, in); ok && same != 1 {
			t.Fatalf("balanced: %v", same)
		}
		k := rapid.SampledFrom([]float64{2, 3, 0.1, 1e-9}).Draw(t, "k")
		if in < 1e-100 || out < 1e-100 || in > 1e200 || out > 1e200 {
			return
		}
		p := in / (in + out)
		if scaled, _, _ := loyalty.Reciprocity(k*in, k*out); !near(scaled, q) || !near(q, 4*p*(1-p)) {
			t.Fatalf("%v; times %v %v; by the definition %v", q, k, scaled, 4*p*(1-p))
		}
	})
}

func TestDialogueLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		talk, policy := genTalk().Draw(t, "talk"), loyalty.DialoguePolicy{HalfLife: genHalfLife().Draw(t, "half-life"), Prior: genPrior().Draw(t, "prior")}
		cut := rapid.IntRange(0, len(talk)).Draw(t, "cut")
		m, whole := talked(t, policy, talk)
		_, a := talked(t, policy, talk[:cut])
		_, b := talked(t, policy, talk[cut:])
		ab, ba := a, b
		if err := errors.Join(m.Merge(&ab, b), m.Merge(&ba, a), m.Merge(&ab, loyalty.Dialogue{})); err != nil {
			t.Fatal(err)
		}
		if ab != ba {
			t.Fatal("merging hangs on the order")
		}
		turned := slices.Clone(talk)
		slices.Reverse(turned)
		_, back := talked(t, policy, turned)
		read := func(s loyalty.Dialogue) loyalty.DialogueReading { return must(m.Read(s, nil, later())) }
		want := read(whole)
		for _, s := range []loyalty.Dialogue{ab, back} {
			if got := read(s); got.Rhythm() != want.Rhythm() || !s.At().Equal(whole.At()) {
				t.Fatalf("rhythm %+v, want %+v", got.Rhythm(), want.Rhythm())
			} else {
				for _, by := range []relationship.Actor{us, them} {
					closeTo(t, "mass", got.Mass(by), want.Mass(by))
					closeTo(t, "initiatives", got.Initiatives(by), want.Initiatives(by))
					closeTo(t, "proactive", got.Proactive(by).Mass(), want.Proactive(by).Mass())
					closeTo(t, "access", got.Access(by).Mass(), want.Access(by).Mass())
				}
			}
		}
		if whole.IsZero() != (len(talk) == 0) || whole.IsZero() && whole != (loyalty.Dialogue{}) {
			t.Fatal("zero")
		}
		// The definition of the masses, and what follows from it.
		now := later()
		sum := map[relationship.Actor]float64{}
		for _, e := range talk {
			k := 1.0
			if policy.HalfLife != loyalty.NoDecay {
				k = math.Exp2(-now.Sub(e.At()).Seconds() / time.Duration(policy.HalfLife).Seconds())
			}
			sum[e.Actor()] += k
		}
		n := sum[us] + sum[them]
		if math.Abs(want.Mass(us)-sum[us]) > 1e-11*max(1e-290, sum[us]) || math.Abs(want.Mass(them)-sum[them]) > 1e-11*max(1e-290, sum[them]) {
			t.Fatalf("masses %v and %v, want %v", want.Mass(us), want.Mass(them), sum)
		}
		q, _ := want.Balance()
		prior := policy.Prior
		closeTo(t, "reciprocity", want.Reciprocity(), (prior.Strength*prior.Mean+n*q)/(prior.Strength+n))
		item := want.ReciprocityItem()
		var e loyalty.Evidence
		if err := e.Add(item, now, loyalty.NoDecay); err != nil {
			t.Fatal(err)
		}
		if mean := must(e.Posterior(prior, loyalty.NoDecay, now)).Mean(); math.Abs(mean-want.Reciprocity()) > 1e-12 {
			t.Fatalf("as evidence %v, itself %v", mean, want.Reciprocity())
		}
		text := must(json.Marshal(whole))
		var stored loyalty.Dialogue
		if err := json.Unmarshal(text, &stored); err != nil || !stored.Equal(whole) || string(must(json.Marshal(stored))) != string(text) {
			t.Fatalf("%s comes back as %+v, %v", text, stored, err)
		}
	})
}
