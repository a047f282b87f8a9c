package main

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// shown is how many members have a row; a longer list is counted and not shown.
const shown = 20

// loyal is how loyal one member is.
type loyal struct {
	member  relationship.PartyID
	ratings int
	bought  loyalty.Share // months with a purchase
	loyalty.LoyaltyReading
}

// attitude is what a member's ratings say: of satisfaction, of recommendation and of how close they feel.
func (s *story) attitude(member relationship.PartyID) (belief loyalty.Posterior, ratings int, err error) {
	var (
		known    loyalty.Evidence
		halfLife = loyalty.Days(180)
	)
	for _, e := range s.shop[member] {
		r, ok := e.(relationship.Rating)
		if !ok || r.Actor() != relationship.ByTo {
			continue
		}
		switch r.About() {
		case relationship.AspectSatisfaction, relationship.AspectRecommendation, relationship.AspectBond:
		default: // the quality of a cup and the ease of an order may be liked by whoever does not care
			continue
		}
		item, err := loyalty.Rated(r.Value(), r.Low(), r.High())
		if err == nil {
			err = known.Add(item, r.At(), halfLife)
		}
		if err != nil {
			return belief, 0, err
		}
		ratings++
	}
	belief, err = known.Posterior(loyalty.Prior{Strength: 2, Mean: 0.5}, halfLife, s.asOf)
	return belief, ratings, err
}

// behaviour counts the months of the window in which a member bought, from the month of joining on.
func (s *story) behaviour(member relationship.PartyID) loyalty.Share {
	joined := s.joined(member)
	sales := s.sales(member)
	var share loyalty.Share
	for m := range months {
		begin, end := s.asOf.AddDate(0, m-months, 0), s.asOf.AddDate(0, m+1-months, 0)
		if !joined.Before(end) {
			continue
		}
		share.Of++
		for _, sale := range sales {
			if sale.At().After(begin) && !sale.At().After(end) {
				share.Hits++
				break
			}
		}
	}
	return share
}

// joined is when a member joined last.
func (s *story) joined(member relationship.PartyID) (at time.Time) {
	for _, e := range s.talk[member] {
		if c, ok := e.(relationship.ConsentGiven); ok && c.Channel() == relationship.ChannelSocial {
			at = c.At()
		}
	}
	return at
}

// loyalties reads every member.
func (s *story) loyalties() ([]loyal, error) {
	all := make([]loyal, 0, len(s.members))
	for _, id := range s.members {
		l := loyal{member: id, bought: s.behaviour(id)}
		attitude, ratings, err := s.attitude(id)
		if err != nil {
			return nil, err
		}
		l.ratings = ratings
		behaviour, err := loyalty.CountedAs(l.bought)
		if err != nil {
			return nil, err
		}
		l.LoyaltyReading, err = loyalty.LoyaltyOf(loyalty.Believed(attitude), behaviour, s.register.origin(id), loyalty.QuadrantOptions{})
		if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}

// quadrants is the third block.
func quadrants(p *paper, s *story) error {
	all, err := s.loyalties()
	if err != nil {
		return err
	}
	p.heading("3. Who is loyal, and how")
	p.prose("  ", `Attitude is what a member says (satisfied, would recommend, feels close), behaviour in how many months they bought. Both are beliefs
from 0 to 1 that start at 0.5 and count as high from there on. How sure the label is stands in percent: would choose us and does (true), would
and does not (latent), does and would not (spurious), neither (none). A side that is as likely high as low is taken as low: nobody is called
loyal for want of evidence. ? is borderline: the label is right in less than 60 of 100 cases. ! was not their choice.`)
	p.line("    member  says  does  of     true latent spur. none   label")
	for i, l := range all {
		if i == shown {
			p.line("    (and %d more)", len(all)-shown)
			break
		}
		flags := ""
		if l.Borderline {
			flags += " ?"
		}
		if l.Mandated {
			flags += " !"
		}
		p.line("    %-6s  %.2f  %.2f  %d/%d  %5s %6s %5s %4s   %v%s", l.member, l.Attitude, l.Behaviour, l.bought.Hits, l.bought.Of, percent(l.True),
			percent(l.Latent), percent(l.Spurious), percent(l.None), l.Quadrant, flags)
	}
	p.line("\n    what to do, by label          surely  of them with ?  expected number")
	for _, q := range loyalty.Quadrants() {
		sure, borderline, expected := 0, 0, 0.0
		for _, l := range all {
			expected += l.Probability(q)
			if l.Quadrant == q && l.Borderline {
				borderline++
			} else if l.Quadrant == q {
				sure++
			}
		}
		p.line("    %-8v %-20v %6d  %14d  %15.1f  %s", q, q.Action(), sure, borderline, expected, advice(q.Action()))
	}
	return details(p, s, all)
}

// advice says in words what an action is.
func advice(a loyalty.LoyaltyAction) string {
	switch a {
	case loyalty.ActionSustain:
		return "keep what earns it"
	case loyalty.ActionRemoveBarriers:
		return "find what keeps them away"
	case loyalty.ActionSwitchingCostRisk:
		return "give reasons before they can go"
	case loyalty.ActionBuildOrRelease:
		return "win their liking, or spend elsewhere"
	case loyalty.ActionGatherEvidence:
		return "ask and watch"
	case loyalty.ActionCheckAttitude:
		return "ask what they think"
	}
	return a.String()
}

// details tells of some members: those who did not choose, the least clear one, those who rated others too, and the two who look most alike
// in one number though they are not.
func details(p *paper, s *story, all []loyal) error {
	var unclear *loyal
	for i, l := range all {
		if l.Borderline && (unclear == nil || l.Probability(l.Quadrant) < unclear.Probability(unclear.Quadrant)) {
			unclear = &all[i]
		}
		if l.Mandated {
			p.prose("    ", `%s ! was sent, as by an employer who hands out vouchers, and bought in %v months. That reads as "%v", and may be spurious all the
same, as nobody chose: %s.`, l.member, l.bought, l.Quadrant, actions(l.LoyaltyReading))
		}
	}
	if unclear != nil {
		p.prose("    ", `%s ? is the least clear: %s %% for "%v", from %s and %v months: %s.`, unclear.member,
			percent(unclear.Probability(unclear.Quadrant)), unclear.Quadrant, count(unclear.ratings, "rating"), unclear.bought, actions(unclear.LoyaltyReading))
	}
	for _, r := range s.register.Rivals {
		v, ok, err := loyalty.RelativeAttitude(r.Own, r.Others, r.Low, r.High)
		if err != nil {
			return fmt.Errorf("rivals of %s: %w", r.Member, err)
		}
		if ok {
			p.line("    %s gives us %g and others %s, of %g: beside the best of them %.2f, where 0.5 is as good as that", r.Member, r.Own, strings.ReplaceAll(strings.Trim(fmt.Sprint(r.Others), "[]"), " ", " and "), r.High, v)
		}
	}
	latent, spurious := alike(all)
	if latent != nil {
		p.prose("    ", `One number for both sides, √(says·does), is %.2f for %s and %.2f for %s. The one says yes and stays away, the other buys and does
not care: what to do is the opposite, so that the number is not shown above.`, latent.Scalar(), latent.member, spurious.Scalar(), spurious.member)
	}
	return nil
}

// actions writes what a reading calls for.
func actions(r loyalty.LoyaltyReading) string {
	var words []string
	for _, a := range r.Actions() {
		words = append(words, advice(a))
	}
	return strings.Join(words, ", then ")
}

// alike finds the latent and the spurious member that one number tells apart least; nil if there are none.
func alike(all []loyal) (latent, spurious *loyal) {
	least := math.Inf(1)
	for i := range all {
		for j := range all {
			a, b := &all[i], &all[j]
			if a.Quadrant != loyalty.QuadrantLatent || b.Quadrant != loyalty.QuadrantSpurious {
				continue
			}
			if apart := math.Abs(a.Scalar() - b.Scalar()); apart < least {
				least, latent, spurious = apart, a, b
			}
		}
	}
	return latent, spurious
}
