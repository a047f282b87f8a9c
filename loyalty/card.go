package loyalty

import (
	"encoding/json"
	"slices"

	"github.com/rapport-go/rapport/relationship"
)

// FactorID names a factor of a card: 1 to 40 of a to z, 0 to 9 and hyphens.
type FactorID string

// The factors of the default cards, after the constructs of relationship marketing.
const (
	Trust         FactorID = "trust"
	Satisfaction  FactorID = "satisfaction"
	Value         FactorID = "value"
	Communication FactorID = "communication"
	SocialBond    FactorID = "social-bond"
)

// MaxFactors is the most factors that a card has and a state holds.
const MaxFactors = 8

// Card is a scorecard: plain data, to be written in a file and versioned. Compile checks it and makes the Model that scores.
type Card struct {
	// ID names the card, under the rule of FactorID.
	ID string `json:"id"`
	// Version counts its editions from 1.
	Version int `json:"version"`
	// Scores says whose conduct is scored: relationship.ByTo is theirs towards us, ByFrom is ours as they perceive it.
	Scores relationship.Actor `json:"scores"`
	// Factors are 1 to MaxFactors. Their order is that of the lines of a result, and settles ties of the last point.
	Factors []Factor `json:"factors,omitempty"`
	// Gates cap the score; they may be empty.
	Gates []Gate `json:"gates,omitempty"`
	// Bands name ranges of points, from 0 upwards.
	Bands []Band `json:"bands,omitempty"`
	// Hysteresis is how far past an edge a score must go before NextBand follows, in points.
	Hysteresis int `json:"hysteresis"`
	// MinMass is the evidence in observations from which on a factor counts as covered.
	MinMass float64 `json:"min_mass"`
	// MinCoverage is the share of weight to be covered; below it the band is Unrated.
	MinCoverage float64 `json:"min_coverage"`
	// Level is the credibility of intervals, from 0.5 to below 1.
	Level float64 `json:"level"`
	// Policy says what events are evidence of.
	Policy Policy `json:"policy"`
}

// Factor is one part of a score.
type Factor struct {
	// ID names it.
	ID FactorID `json:"id"`
	// Weight is its share of all weights, on any scale, and may be 0.
	Weight float64 `json:"weight"`
	// HalfLife is how fast its evidence fades.
	HalfLife HalfLife `json:"half_life"`
	// Prior is what is believed without evidence.
	Prior Prior `json:"prior"`
	// Missing says what it counts as without evidence.
	Missing Missing `json:"missing"`
	// Neutral is the value that MissingNeutral takes, and 0 with any other policy.
	Neutral float64 `json:"neutral,omitzero"`
	// Cadence is how often evidence is expected, if that is known: Compile then warns of bands that are out of reach.
	Cadence Span `json:"cadence,omitzero"`
	// Negativity η, from 1 to 100, is how much more what speaks against weighs than what speaks for: S grows by η·w·(1−x). 0 is
	// as 1, none, and 2 a sane choice for those who believe that trust is lost faster than it is won. With more than 1 the mean
	// is no estimate of a frequency any more, and a graded item may draw it past its x.
	Negativity float64 `json:"negativity,omitzero"`
}

// Gate caps the score while a factor is low: no friendliness buys off broken promises.
type Gate struct {
	// Factor is the one that is looked at. Without evidence it has the value that its policy assumes; one that is left out
	// has that of its prior.
	Factor FactorID `json:"factor"`
	// Below is the value of the factor, in points, under which the gate is shut.
	Below int `json:"below"`
	// Cap is the most that the score is then. One that lies less than Card.Hysteresis below a band is not seen by NextBand, and
	// Compile warns of it.
	Cap int `json:"cap"`
}

// Unrated is the band of a score with too little coverage.
const Unrated = "unrated"

// Band is a range of points: from From to below the next band's; the last one ends at 10000 and holds it.
type Band struct {
	// Name follows the rule of FactorID.
	Name string `json:"name"`
	// From is its first point.
	From int `json:"from"`
}

// Policy says what events are evidence of, and how strong.
type Policy struct {
	// MaxWeight is the most that one event weighs, so that no huge deal erases a history. The reliability of its source and the
	// negativity of its factor come after it.
	MaxWeight float64 `json:"max_weight"`
	// Lateness halves the worth of a promise or a delivery for each such span after its grace.
	Lateness Span `json:"lateness"`
	// Replies says how fast an answer is wanted on each channel. The entry for relationship.ChannelOther is that of all
	// channels that are not listed, and must be there.
	Replies []Reply `json:"replies,omitempty"`
	// Complaints says when an open complaint begins to grow, its grace, and how fast.
	Complaints Timeliness `json:"complaints"`
	// Forgiven is how much of a complaint's severity the best recovery takes back.
	Forgiven float64 `json:"forgiven"`
	// Rules say which factor an event speaks of. Events without a rule are of no use; with no rules at all, what is known comes
	// by ObserveEvidence alone.
	Rules []Rule `json:"rules,omitempty"`
}

// Reply is how fast an answer is wanted on one channel.
type Reply struct {
	// Channel is where the request came in.
	Channel relationship.Channel `json:"channel"`
	Timeliness
}

// Rule gives the events of one kind to a factor.
type Rule struct {
	// Event is one of the kinds in the table of the package comment.
	Event relationship.EventKind `json:"event"`
	// About is what a rating is about; ratings have one rule for each aspect, and other events none.
	About relationship.Aspect `json:"about,omitzero"`
	// Factor is what it is evidence of.
	Factor FactorID `json:"factor"`
	// Weight multiplies the weight that the event has by itself.
	Weight float64 `json:"weight"`
}

// ParseCard reads a card from JSON, strictly: unknown, repeated and misspelt fields are refused. It is checked by Compile, not
// here.
func ParseCard(data []byte) (Card, error) {
	var c Card
	if err := c.UnmarshalJSON(data); err != nil {
		return Card{}, err
	}
	return c, nil
}

// UnmarshalJSON reads what encoding/json writes of a card, as ParseCard does; after an error c is as it was.
func (c *Card) UnmarshalJSON(data []byte) error {
	type plain Card // without this method
	var read plain
	if err := decodeStrict("card JSON", data, &read); err != nil {
		return err
	}
	*c = Card(read)
	return nil
}

// Canonical returns the one JSON form of the card, which the hash is taken of. Lists without elements are not written.
func (c Card) Canonical() ([]byte, error) {
	c.tidy()
	return json.Marshal(c)
}

// tidy gives the card slices of its own, turns −0 into 0 and a negativity of 1 into none, so that equal cards have one form.
func (c *Card) tidy() {
	c.Factors, c.Gates, c.Bands = slices.Clone(c.Factors), slices.Clone(c.Gates), slices.Clone(c.Bands)
	c.Policy.Replies, c.Policy.Rules = slices.Clone(c.Policy.Replies), slices.Clone(c.Policy.Rules)
	for _, v := range []*float64{&c.MinMass, &c.MinCoverage, &c.Policy.MaxWeight, &c.Policy.Forgiven} {
		*v += 0
	}
	for i := range c.Factors {
		f := &c.Factors[i]
		f.Weight += 0
		f.Neutral += 0
		if f.Negativity += 0; f.Negativity == 1 {
			f.Negativity = 0 // which says the same, and is how cards were written before there was a choice
		}
	}
	for i := range c.Policy.Rules {
		c.Policy.Rules[i].Weight += 0
	}
}
