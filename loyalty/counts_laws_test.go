package loyalty_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// TestCountsLaws: what is counted in a window is counted once. Two windows that meet count together what the whole one counts
// (of persons: at least), the order of what is counted changes nothing, and the counts are those of the definition.
func TestCountsLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hour := func(n int) time.Time { return base.Add(time.Duration(n) * time.Hour) }
		var at [3]int // the ends of two windows
		for i := range at {
			at[i] = rapid.IntRange(0, 20).Draw(t, "end")
		}
		slices.Sort(at[:])
		inside := func(n int) bool { return n > at[0] && n <= at[2] }

		members := []relationship.PartyID{"m0", "m1", "m2", "m1"}
		var acts []loyalty.MemberAct
		var referrals, contacts, promised []relationship.Event
		active, referrers := map[int]bool{}, map[int]bool{}
		personal, due := loyalty.Share{}, loyalty.Share{}
		for i := range rapid.SampledFrom([]int{0, 1, 3, 10, 30}).Draw(t, "n") {
			who, when := rapid.IntRange(0, 4).Draw(t, "who"), rapid.IntRange(0, 21).Draw(t, "when")
			id := relationship.EventID("e" + strconv.Itoa(i))
			party := relationship.PartyID("m" + strconv.Itoa(who))
			acts = append(acts, loyalty.MemberAct{Member: party, At: hour(when)})
			referrals = append(referrals, must(relationship.NewReferral(relationship.ReferralConfig{
				ID: id, At: hour(when), Key: relationship.Key{From: "us", To: party, Role: relationship.KindEndConsumer},
			})))
			social := rapid.Bool().Draw(t, "social")
			purpose := relationship.PurposeOffer
			if social {
				purpose = relationship.PurposeSocial
			}
			contacts = append(contacts, contactAt(hour(when), us, relationship.ChannelPhone, purpose))
			made := must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{
				ID: id + "-p", At: base, Key: key(), Actor: us, Due: hour(when), Topic: "news",
			}))
			kept := rapid.Bool().Draw(t, "kept")
			outcome := relationship.OutcomeBroken
			if kept {
				outcome = relationship.OutcomeKept
			}
			promised = append(promised, made, must(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
				ID: id + "-c", At: hour(when), Key: key(), Promise: made.ID(), MadeAt: base, Due: hour(when), Stake: made.Stake(), By: us,
				Outcome: outcome,
			})))
			if inside(when) {
				if who < 3 {
					active[who], referrers[who] = true, true
				}
				personal.Of++
				due.Of++
				if social {
					personal.Hits++
				}
				if kept {
					due.Hits++
				}
			}
		}
		if rapid.Bool().Draw(t, "backwards") {
			slices.Reverse(acts)
			slices.Reverse(referrals)
			slices.Reverse(contacts)
		}
		book := must(relationship.Promises(slices.Values(promised)))
		for name, c := range map[string]struct {
			count   func(from, to int) (loyalty.Share, error)
			want    loyalty.Share
			persons bool
		}{
			"active": {func(from, to int) (loyalty.Share, error) {
				return loyalty.ActiveShare(members, slices.Values(acts), hour(from), hour(to))
			}, loyalty.Share{Hits: len(active), Of: 3}, true},
			"referrers": {func(from, to int) (loyalty.Share, error) {
				return loyalty.ReferralRate(members, slices.Values(referrals), hour(from), hour(to))
			}, loyalty.Share{Hits: len(referrers), Of: 3}, true},
			"personal": {func(from, to int) (loyalty.Share, error) {
				return loyalty.PersonalShare(slices.Values(contacts), hour(from), hour(to))
			}, personal, false},
			"disclosed": {func(from, to int) (loyalty.Share, error) {
				return loyalty.DisclosedInTime(book.All(), "news", us, hour(from), hour(to))
			}, due, false},
		} {
			whole, err := c.count(at[0], at[2])
			if err != nil || whole != c.want {
				t.Fatalf("%s in %v: %v, want %v, %v", name, at, whole, c.want, err)
			}
			first, second := must(c.count(at[0], at[1])), must(c.count(at[1], at[2]))
			sum := must(first.Add(second))
			if c.persons && sum.Hits < whole.Hits || !c.persons && sum != whole {
				t.Fatalf("%s in %v: %v and %v, together %v", name, at, first, second, whole)
			}
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		var parts [2]loyalty.Community
		var whole loyalty.Community
		for range rapid.SampledFrom([]int{0, 1, 5, 40}).Draw(t, "n") {
			part, yes, ask := &parts[rapid.IntRange(0, 1).Draw(t, "part")], rapid.Bool().Draw(t, "yes"), rapid.Bool().Draw(t, "ask")
			for _, c := range []*loyalty.Community{part, &whole} {
				if ask {
					c.Ask(yes)
				} else {
					c.Reshare(yes)
				}
			}
		}
		ab, ba := parts[0], parts[1]
		if err := ab.Merge(parts[1]); err != nil {
			t.Fatal(err)
		}
		if err := ba.Merge(parts[0]); err != nil || ab != whole || ba != whole {
			t.Fatalf("%+v, %+v, want %+v, %v", ab, ba, whole, err)
		}
	})
}
