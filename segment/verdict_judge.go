package segment

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-go/rapport/relationship"
)

// VerdictPolicy says what is asked of a customer. With the zero value, a customer is profitable with any contribution above 0, and
// prospective if contribution and value together are above 0. Over which term that is, and over which horizon the value, is for the
// caller to choose when the [Account] is made.
type VerdictPolicy struct {
	// LeastContribution is what the contribution of a profitable customer is more than. The zero Money is 0.
	LeastContribution relationship.Money
	// LeastProspect is what contribution and value of a prospective customer are together more than. The zero Money is 0.
	LeastProspect relationship.Money
	// PartialValue is for segments: it lets their value count although it is known of some of their customers only, those of whom it is
	// not known being taken for 0. Otherwise the value of a segment is known if it is known of everyone in it.
	PartialValue bool
}

// Judgement is a verdict and the numbers behind it. All limits are strict: what is just enough is not.
type Judgement struct {
	// Verdict is the result.
	Verdict Verdict
	// Customers is how many were judged together, 1 for an account.
	Customers int
	// Contribution is the margin less the cost to serve, Value what is expected, the zero Money unless ValueKnown, and Prospect their sum.
	Contribution, Value, Prospect relationship.Money
	// ValueKnown says whether the value counted. Of a customer about whom it does not, Unprofitable means as much as "not known to pay".
	ValueKnown bool
	// LeastContribution and LeastProspect are the limits, those of the policy times Customers.
	LeastContribution, LeastProspect relationship.Money
	// Reason is the owner's for the prestige; it is kept whether it decided or not.
	Reason string
	// ToProfitable is LeastContribution − Contribution: the customer is profitable with more than that in addition. If it is negative, the
	// customer is profitable and stays so as long as less than that is lost.
	ToProfitable relationship.Money
	// ToProspective is LeastProspect − Prospect: the customer has prospects with more than that in addition, of contribution or of value.
	ToProspective relationship.Money
}

// Judge gives a customer its verdict. The first that applies is taken:
//
//	profitable     contribution > least contribution
//	prospective    value known, contribution + value > least prospect
//	prestige       the owner gave a reason
//	unprofitable   otherwise
//
// prestige is the reason why the owner keeps a customer who does not pay, and empty if there is none.
//
// More margin or more value, or less cost, never worsens a verdict; all amounts times the same change none.
//
// The error is that of [Account.Validate]; or wraps relationship.ErrCurrencyMismatch for a policy in another currency, or ErrInvalid for
// a limit of more than 60 digits, or for a reason of more than 1000 bytes or without a visible character. It joins all faults.
func (p VerdictPolicy) Judge(a Account, prestige string) (Judgement, error) {
	currency, err := a.check()
	if err := errors.Join(err, p.check(currency), verdictReason(prestige)); err != nil {
		return Judgement{}, err
	}
	return p.judge(1, moneyLess(a.Margin, a.CostToServe), a.Value, a.ValueKnown, prestige), nil
}

// JudgeRow gives a segment its verdict, such as all or the desired customers of a row of a [RollUp]. The limits are those of a customer,
// times the number of customers; so a segment of equals is judged as each of them.
//
// The errors are those of Judge; sums without a customer, or whose contribution is not the margin less the cost, wrap ErrInvalid
// as well.
func (p VerdictPolicy) JudgeRow(s RollUpSums, prestige string) (Judgement, error) {
	if s.Customers < 1 || s.Customers > mostCustomers || s.Known < 0 || s.Known > s.Customers {
		return Judgement{}, invalid("customers", count(s.Customers, "customer"), "the sums of a roll-up over 1 customer or more")
	}
	for _, m := range [...]relationship.Money{s.Margin, s.CostToServe, s.Contribution, s.Value} {
		if isWider(m, wideDigits+wideCarry) {
			return Judgement{}, invalid("sums", "an amount of 10^76 or more", "the sums of a roll-up")
		}
	}
	currency := s.Contribution.Currency()
	if c := s.Value.Currency(); currency.IsZero() {
		currency = c
	} else if !c.IsZero() && c != currency {
		return Judgement{}, &relationship.CurrencyMismatchError{Op: "judge", Left: currency, Right: c}
	}
	if c, err := s.Margin.Sub(s.CostToServe); err != nil {
		return Judgement{}, err
	} else if order, err := c.Cmp(s.Contribution); err != nil || order != 0 {
		return Judgement{}, errors.Join(err, invalid("contribution", s.Contribution.String(), "margin less cost to serve, "+c.String()))
	}
	if err := errors.Join(p.check(currency), verdictReason(prestige)); err != nil {
		return Judgement{}, err
	}
	known := s.Known == s.Customers || p.PartialValue && s.Known > 0
	value := s.Value
	if !known {
		value = relationship.Money{}
	}
	return p.judge(s.Customers, s.Contribution, value, known, prestige), nil
}

// judge compares what was checked.
func (p VerdictPolicy) judge(n int, contribution, value relationship.Money, known bool, prestige string) Judgement {
	j := Judgement{
		Customers: n, Contribution: contribution, Value: value, Prospect: moneyPlus(contribution, value), ValueKnown: known,
		LeastContribution: moneyTimes(p.LeastContribution, int64(n)), LeastProspect: moneyTimes(p.LeastProspect, int64(n)),
		Reason: prestige,
	}
	j.ToProfitable = moneyLess(j.LeastContribution, contribution)
	j.ToProspective = moneyLess(j.LeastProspect, j.Prospect)
	switch {
	case j.ToProfitable.Sign() < 0:
		j.Verdict = Profitable
	case known && j.ToProspective.Sign() < 0:
		j.Verdict = Prospective
	case prestige != "":
		j.Verdict = Prestige
	default:
		j.Verdict = Unprofitable
	}
	return j
}

// check refuses limits that cannot be compared with amounts of a currency.
func (p VerdictPolicy) check(c relationship.Currency) error {
	var faults []error
	for _, limit := range [...]struct {
		place  string
		amount relationship.Money
	}{{"least contribution", p.LeastContribution}, {"least prospect", p.LeastProspect}} {
		own := limit.amount.Currency()
		switch {
		case own.IsZero() || own == c:
		case c.IsZero():
			c = own
		default:
			faults = append(faults, &relationship.CurrencyMismatchError{Op: limit.place, Left: c, Right: own})
		}
		if isWide(limit.amount) {
			faults = append(faults, invalid(limit.place, wideText(limit.amount), "at most 60 digits before the point"))
		}
	}
	return errors.Join(faults...)
}

// verdictReason refuses a reason that says nothing, or that nobody reads.
func verdictReason(text string) error {
	const most = 1000
	blank := text != "" && strings.IndexFunc(text, unicode.IsGraphic) < 0
	if len(text) > most || !utf8.ValidString(text) || blank || text != "" && strings.TrimSpace(text) == "" {
		return invalid("reason for prestige", quote(text), "up to 1000 bytes of UTF-8 that say something, or none")
	}
	return nil
}

// String says it in a line: "prospective: contribution -40.00 EUR, expected value 100.00 EUR; profitable with more than 40.00 EUR more".
func (j Judgement) String() string {
	text := j.Verdict.String() + ": contribution " + j.Contribution.String()
	if j.ValueKnown {
		text += ", expected value " + j.Value.String()
	} else {
		text += ", expected value not known"
	}
	if j.Reason != "" && j.Verdict == Prestige {
		text += ", kept for " + quote(j.Reason)
	}
	switch j.Verdict {
	case Profitable:
		return text + "; stays so with a loss of less than " + j.ToProfitable.Neg().String()
	case Prospective:
		return text + "; profitable with more than " + j.ToProfitable.String() + " more"
	case Prestige, Unprofitable:
		return text + "; prospective with more than " + j.ToProspective.String() + " more, profitable with more than " +
			j.ToProfitable.String() + " more"
	}
	return text
}

// Equal reports whether both say the same, amounts by value and currency.
func (j Judgement) Equal(o Judgement) bool {
	return j.Verdict == o.Verdict && j.Customers == o.Customers && j.ValueKnown == o.ValueKnown && j.Reason == o.Reason &&
		j.Contribution.Equal(o.Contribution) && j.Value.Equal(o.Value) && j.Prospect.Equal(o.Prospect) &&
		j.LeastContribution.Equal(o.LeastContribution) && j.LeastProspect.Equal(o.LeastProspect) &&
		j.ToProfitable.Equal(o.ToProfitable) && j.ToProspective.Equal(o.ToProspective)
}
