package loyalty

import (
	"slices"

	"github.com/rapport-go/rapport/internal/enum"
)

// Strategy is one of the five strategies of relationship marketing. The zero value is unset and not valid.
//
// Source: Berry (1983), "Relationship Marketing", in Berry, Shostack & Upah (eds.), Emerging Perspectives on Services Marketing,
// American Marketing Association, 25–28.
type Strategy uint8

// The strategies, in the order of the source.
const (
	// StrategyCoreService builds the relationship around a core service that meets the customers' central need.
	StrategyCoreService Strategy = iota + 1
	// StrategyCustomization fits the relationship to the individual customer.
	StrategyCustomization
	// StrategyAugmentation adds extras to the service that competitors do not have.
	StrategyAugmentation
	// StrategyPricing prices for loyalty: a better price for a better customer.
	StrategyPricing
	// StrategyInternalMarketing treats staff as customers, so that they serve as they are served.
	StrategyInternalMarketing
)

var strategyNames = []string{
	"", "core-service", "relationship-customization", "service-augmentation", "relationship-pricing", "internal-marketing",
}

// Strategies returns all strategies in order, as a fresh slice.
func Strategies() []Strategy { return enum.All[Strategy](strategyNames) }

// IsValid reports whether s is one of the constants.
func (s Strategy) IsValid() bool { return enum.Valid(strategyNames, s) }

// String returns the name that ParseStrategy reads.
func (s Strategy) String() string { return enum.Name("Strategy", strategyNames, s) }

// ParseStrategy is the inverse of String; anything else is a *FieldError.
func ParseStrategy(text string) (Strategy, error) {
	return enum.Parse[Strategy](strategyNames, text, fault("strategy"))
}

// MarshalText returns the text of String; what is not valid has none.
func (s Strategy) MarshalText() ([]byte, error) {
	return enum.Text(strategyNames, s, fault("strategy"))
}

// UnmarshalText reads the text of String; after an error s is as it was.
func (s *Strategy) UnmarshalText(text []byte) error {
	return enum.Set(s, strategyNames, text, fault("strategy"))
}

// StrategyRule says what helps a factor.
type StrategyRule struct {
	// Factor is the one that is weak.
	Factor FactorID `json:"factor"`
	// Strategies help it, the first one most; 1 or more, each once.
	Strategies []Strategy `json:"strategies"`
}

// StrategyPolicy says what helps which factor: plain data, with one rule for a factor.
type StrategyPolicy []StrategyRule

// DefaultStrategyPolicy returns the table for the five factors of the customer card. The five strategies are Berry's; which of
// them helps which factor is a convention of this package. They are what a seller does for those who buy, and so there are none
// for the factors of other cards: a table of one's own has those.
//
//	trust           core-service, internal-marketing
//	satisfaction    core-service
//	value           relationship-pricing, service-augmentation
//	communication   relationship-customization
//	social-bond     relationship-customization, internal-marketing
func DefaultStrategyPolicy() StrategyPolicy {
	return StrategyPolicy{
		{Trust, []Strategy{StrategyCoreService, StrategyInternalMarketing}},
		{Satisfaction, []Strategy{StrategyCoreService}},
		{Value, []Strategy{StrategyPricing, StrategyAugmentation}},
		{Communication, []Strategy{StrategyCustomization}},
		{SocialBond, []Strategy{StrategyCustomization, StrategyInternalMarketing}},
	}
}

// Validate refuses names that no factor has, two rules for one factor, and a rule without strategies or with one of them twice.
// The error joins all faults.
func (p StrategyPolicy) Validate() error {
	var f faults
	p.check(&f)
	return f.err()
}

func (p StrategyPolicy) check(f *faults) {
	if len(p) == 0 {
		f.add("strategies", "no rules", "1 or more")
	}
	ruled := names{}
	for i, r := range p {
		path := at("strategies", i)
		switch {
		case !label(string(r.Factor)):
			f.add(path+".factor", quote(string(r.Factor)), labelRule)
		case ruled[r.Factor]:
			f.add(path+".factor", quote(string(r.Factor)), "one rule for it")
		}
		ruled[r.Factor] = true
		if len(r.Strategies) == 0 {
			f.add(path+".strategies", "0 of them", "1 or more")
		}
		for j, s := range r.Strategies {
			if !s.IsValid() || slices.Contains(r.Strategies[:j], s) {
				f.add(at(path+".strategies", j), s.String(), "a strategy that is not listed yet")
			}
		}
	}
}

// UnmarshalJSON reads what encoding/json writes of a policy, strictly and checked; after an error p is as it was.
func (p *StrategyPolicy) UnmarshalJSON(data []byte) error {
	var read []StrategyRule
	if err := decodeStrict("strategy policy JSON", data, &read); err != nil {
		return err
	}
	if err := StrategyPolicy(read).Validate(); err != nil {
		return &DecodeError{Form: "strategy policy JSON", Err: err}
	}
	*p = read
	return nil
}

// Weakness is where a score loses most.
type Weakness struct {
	// Factor is the weakest one.
	Factor FactorID `json:"factor"`
	// Gap is what it takes off a perfect score, in points: 10000·weight·(1 − value), rounded.
	Gap int `json:"gap"`
	// Weight is its share of the weights in play.
	Weight float64 `json:"weight"`
	// Value is what it counts as, from 0 to 1.
	Value float64 `json:"value"`
	// Missing says that its evidence is too little: what is weak may only be unknown.
	Missing bool `json:"missing"`
}

// Weakest returns the factor with the largest Gap; of equal gaps, in whole points, the first in the order of the card. A factor of
// little weight is seldom the weakest, however low it is. It returns false where no factor has a gap of a point. Gates are not
// looked at: what shuts one is a factor.
func (r Result) Weakest() (Weakness, bool) {
	var found Weakness
	for _, l := range r.Lines() {
		if gap := toPoints(perfect * float64(l.Weight*(1-l.Value))); l.Kind == LineFactor && gap > found.Gap {
			found = Weakness{l.Factor, gap, l.Weight, l.Value, l.Missing}
		}
	}
	return found, found.Gap > 0
}

// Advice is what to do, and why.
type Advice struct {
	// Weakness is why.
	Weakness Weakness `json:"weakness"`
	// Strategies are what the policy has for the weakest factor, the first one first; they are none if it has no rule for it.
	Strategies []Strategy `json:"strategies,omitempty"`
}

// Advise returns the strategies for the weakest factor of a result, as a fresh slice: the same for the same result, always.
// The second value is false where nothing is weak, see [Result.Weakest]. The error joins what Validate finds.
func (p StrategyPolicy) Advise(r Result) (Advice, bool, error) {
	if err := p.Validate(); err != nil {
		return Advice{}, false, err
	}
	weak, ok := r.Weakest()
	if !ok {
		return Advice{}, false, nil
	}
	advice := Advice{Weakness: weak}
	for _, rule := range p {
		if rule.Factor == weak.Factor {
			advice.Strategies = slices.Clone(rule.Strategies)
		}
	}
	return advice, true, nil
}
