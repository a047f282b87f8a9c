package segment

import (
	"errors"
	"math"
	"math/big"
	"slices"

	"github.com/rapport-go/rapport/internal/numeric"
	"github.com/rapport-go/rapport/relationship"
)

// CampaignConfig says how a campaign is read.
type CampaignConfig struct {
	// Level is the confidence of all intervals, from 0.5 to below 1. Required.
	Level float64
	// Fixed is what the campaign cost whatever its size, 0 or more.
	Fixed relationship.Money
	// PerContact is what it cost for each customer whom it reached, 0 or more.
	PerContact relationship.Money
	// Randomised says that the control group was drawn by lot. Unset it is not, and a warning says so.
	Randomised bool
	// LeastControl is the size of the control group below which a warning is given; 0 stands for 100, which is custom, not theory.
	LeastControl int
	// Rounding is how amounts that result from a division are rounded to the minor unit.
	Rounding relationship.Rounding
}

// leastControl is the size of a control group below which there is a warning, if nothing is said.
const leastControl = 100

// campaignImbalance is how many times larger than the other a group can be without a warning.
const campaignImbalance = 10

// CampaignEffect is what a campaign brought, as far as it can be known. What it brought more than would have come anyway (uplift,
// incremental responses and margin, net result, return) is known by a control group only: without one, all of these are false.
// It is an immutable value. Each reading is O(1).
type CampaignEffect struct {
	exposed, control campaignGroup
	currency         relationship.Currency
	cost             relationship.Money
	level            float64
	rounding         relationship.Rounding
	warnings         []CampaignWarning
}

// check notes everything that is wrong.
func (cfg CampaignConfig) check() error {
	errs := []error{checkLevel(cfg.Level)}
	if cfg.Fixed.Sign() < 0 {
		errs = append(errs, invalid("fixed cost", cfg.Fixed.String(), "0 or more"))
	}
	if cfg.PerContact.Sign() < 0 {
		errs = append(errs, invalid("cost per contact", cfg.PerContact.String(), "0 or more"))
	}
	if cfg.LeastControl < 0 {
		errs = append(errs, invalidInt("least control", cfg.LeastControl, "0 or more"))
	}
	if !cfg.Rounding.IsValid() {
		errs = append(errs, invalid("rounding", cfg.Rounding.String(), "one of the constants"))
	}
	return errors.Join(errs...)
}

// Effect reads what the campaign brought. The error joins all faults of cfg, each wrapping [ErrInvalid]; it is relationship's
// *CurrencyMismatchError when cost and margin are in two currencies, and wraps relationship.ErrAmount when the cost, or a result, reaches
// 10^100.
func (c Campaign) Effect(cfg CampaignConfig) (CampaignEffect, error) {
	if err := cfg.check(); err != nil {
		return CampaignEffect{}, err
	}
	contacts, err := cfg.PerContact.Times(int64(c.exposed.customers))
	if err != nil {
		return CampaignEffect{}, err
	}
	cost, err := cfg.Fixed.Add(contacts)
	if err != nil {
		return CampaignEffect{}, err
	}
	e := CampaignEffect{exposed: c.exposed, control: c.control, currency: c.Currency(), cost: cost, level: cfg.Level, rounding: cfg.Rounding}
	if e.currency.IsZero() {
		e.currency = cost.Currency()
	}
	if e.cost, err = cost.Add(relationship.MoneyFromMinor(0, e.currency)); err != nil { // which also gives no cost its currency
		return CampaignEffect{}, err
	}
	if err := e.fits(); err != nil {
		return CampaignEffect{}, err
	}
	e.warnings = e.doubts(cfg)
	return e, nil
}

// fits refuses results beyond the range of Money, of which no reading then has to tell.
func (e CampaignEffect) fits() error {
	if e.currency.IsZero() || !e.both() {
		return nil
	}
	customers := big.NewInt(int64(e.control.customers))
	if _, err := e.quotient(e.incremental(), customers); err != nil {
		return err
	}
	_, err := e.quotient(e.net(), customers)
	return err
}

// doubts collects the warnings.
func (e CampaignEffect) doubts(cfg CampaignConfig) []CampaignWarning {
	if e.control.customers == 0 {
		return []CampaignWarning{CampaignNoControl}
	}
	var all []CampaignWarning
	note := func(is bool, w CampaignWarning) {
		if is {
			all = append(all, w)
		}
	}
	least := cfg.LeastControl
	if least == 0 {
		least = leastControl
	}
	small, large := min(e.control.customers, e.exposed.customers), max(e.control.customers, e.exposed.customers)
	note(!cfg.Randomised, CampaignNotRandomised)
	note(e.control.customers < least, CampaignSmallControl)
	note(large/campaignImbalance >= small && large != small*campaignImbalance, CampaignImbalance)
	uplift, ok := e.Uplift()
	note(ok && campaignHolds(uplift.Interval), CampaignUpliftUnclear)
	margin, ok := e.MarginInterval()
	note(ok && campaignHolds(margin), CampaignMarginUnclear)
	net, _ := e.NetInterval()
	note(ok && campaignHolds(net), CampaignNetUnclear)
	note(!ok && e.both(), CampaignMarginUnknown)
	return all
}

// both reports whether there are two groups to compare.
func (e CampaignEffect) both() bool { return e.exposed.customers > 0 && e.control.customers > 0 }

// Warnings returns the reasons for doubt as a fresh slice, in the order of the constants.
func (e CampaignEffect) Warnings() []CampaignWarning { return slices.Clone(e.warnings) }

// campaignRate returns a share with its Wilson interval.
func campaignRate(hits, n int, level float64) (Finding, bool) {
	if n == 0 {
		return Finding{}, false
	}
	low, high := numeric.Wilson(float64(hits), float64(n), numeric.NormalWidth(level))
	return Finding{float64(hits) / float64(n), Interval{low, high}}, true
}

// ResponseRate returns the share of those reached who responded, with Wilson's interval; false if the campaign reached nobody.
func (e CampaignEffect) ResponseRate() (Finding, bool) {
	return campaignRate(e.exposed.responses, e.exposed.customers, e.level)
}

// ControlRate returns the share of the control group who responded, with Wilson's interval; false without a control group.
func (e CampaignEffect) ControlRate() (Finding, bool) {
	return campaignRate(e.control.responses, e.control.customers, e.level)
}

// Uplift returns the response rate less the control rate, from -1 to 1: 0.04 is four percentage points. It is false if either group is
// empty. The interval is that of Newcombe (1998), Statistics in Medicine 17, pp. 873-890, method 10.
func (e CampaignEffect) Uplift() (Finding, bool) {
	if !e.both() {
		return Finding{}, false
	}
	h1, n1, h2, n2 := float64(e.exposed.responses), float64(e.exposed.customers), float64(e.control.responses), float64(e.control.customers)
	low, high := numeric.Newcombe(h1, n1, h2, n2, numeric.NormalWidth(e.level))
	return Finding{h1/n1 - h2/n2, Interval{low, high}}, true
}

// RelativeUplift returns the ratio of response rate and control rate less 1: 0.5 is half as many responses again. It is false if either
// group is empty or without any response, and if all of both responded, where the standard error below says nothing.
//
// The interval is symmetric in the logarithm of the ratio, with the standard error √(1/r₁ − 1/n₁ + 1/r₂ − 1/n₂), and reaches too little
// where responses are few: Katz, Baptista, Azen & Pike (1978), Biometrics 34, pp. 469-474.
func (e CampaignEffect) RelativeUplift() (Finding, bool) {
	h1, n1, h2, n2 := float64(e.exposed.responses), float64(e.exposed.customers), float64(e.control.responses), float64(e.control.customers)
	if h1 == 0 || h2 == 0 || h1 == n1 && h2 == n2 {
		return Finding{}, false
	}
	log := math.Log(h1/n1) - math.Log(h2/n2)
	half := numeric.NormalWidth(e.level) * math.Sqrt((n1-h1)/n1/h1+(n2-h2)/n2/h2)
	return Finding{h1/n1/(h2/n2) - 1, Interval{math.Expm1(log - half), math.Expm1(log + half)}}, true
}

// campaignHolds reports whether 0 lies in the interval, the ends included.
func campaignHolds(in Interval) bool { return in.Low <= 0 && 0 <= in.High }

// IncrementalResponses returns how many of those reached responded because of the campaign: the uplift times their number, with its
// interval. It is false if either group is empty.
func (e CampaignEffect) IncrementalResponses() (Finding, bool) {
	f, ok := e.Uplift()
	n := float64(e.exposed.customers)
	return Finding{f.Value * n, Interval{f.Interval.Low * n, f.Interval.High * n}}, ok
}
