package segment

import (
	"math/big"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// Campaign is what is known of a campaign: how many customers it reached and how many of a control group it left alone, how many of each
// responded, and what margin each group brought. [Campaign.Effect] reads what it brought.
//
// Customers come one by one with Observe, or as totals of a group with AddExposed and AddControl. Sums and sums of squares are exact, so
// that the order of customers makes no difference. Customers are not told apart: each must come once.
//
// The zero value is a campaign of which nothing is known, ready to use. It is a value; a copy is independent of the original.
type Campaign struct {
	exposed, control campaignGroup
}

// campaignGroup is one of the two groups. Of singly customers the margin is known one by one, and squares is the sum over them.
type campaignGroup struct {
	customers, responses, singly int
	margin                       relationship.Money
	squares                      *big.Int
}

// CampaignCustomer is one customer of a campaign.
type CampaignCustomer struct {
	// Exposed says that the campaign reached the customer, who else belongs to the control group.
	Exposed bool
	// Responded says that the customer did what the campaign is about.
	Responded bool
	// Margin is what the customer brought in the time looked at, before the cost of the campaign. Who did not respond may bring something
	// too. The zero value is no margin.
	Margin relationship.Money
}

// CampaignTotals are the totals of a group.
type CampaignTotals struct {
	// Customers is the number of customers.
	Customers int
	// Responses is the number of those who responded.
	Responses int
	// Margin is what they brought.
	Margin relationship.Money
}

// Observe takes in one customer. The error is relationship's *CurrencyMismatchError when the margin is in another currency than those
// before, wraps relationship.ErrAmount when the sum reaches 10^100, and [ErrInvalid] when there are too many customers. After an error c is
// as it was.
func (c *Campaign) Observe(x CampaignCustomer) error {
	g := campaignGroup{customers: 1, singly: 1, margin: x.Margin}
	if x.Responded {
		g.responses = 1
	}
	if !x.Margin.IsZero() {
		units := momentUnits(x.Margin)
		g.squares = units.Mul(units, units)
	}
	if x.Exposed {
		return c.Merge(Campaign{exposed: g})
	}
	return c.Merge(Campaign{control: g})
}

// AddExposed takes in customers whom the campaign reached, in total. As single margins are then not known, the incremental margin has no
// interval. The errors are those of Observe, and wrap [ErrInvalid] for a count below 0 or more responses than customers.
func (c *Campaign) AddExposed(t CampaignTotals) error {
	if err := t.check("exposed"); err != nil {
		return err
	}
	return c.Merge(Campaign{exposed: campaignGroup{customers: t.Customers, responses: t.Responses, margin: t.Margin}})
}

// AddControl takes in customers of the control group, in total, as AddExposed does.
func (c *Campaign) AddControl(t CampaignTotals) error {
	if err := t.check("control"); err != nil {
		return err
	}
	return c.Merge(Campaign{control: campaignGroup{customers: t.Customers, responses: t.Responses, margin: t.Margin}})
}

// check refuses totals that no customers have.
func (t CampaignTotals) check(group string) error {
	switch {
	case t.Customers < 0:
		return invalidInt(group+": customers", t.Customers, "0 or more")
	case t.Responses < 0 || t.Responses > t.Customers:
		return invalidInt(group+": responses", t.Responses, "0 to "+strconv.Itoa(t.Customers)+", the customers")
	case t.Customers == 0 && !t.Margin.IsZero():
		return invalid(group+": margin", t.Margin.String(), "no margin without customers")
	}
	return nil
}

// Merge takes in what was observed elsewhere, of other customers. It is commutative and associative, and the zero value changes nothing. The
// errors are those of Observe. After an error c is as it was; o is never changed.
func (c *Campaign) Merge(o Campaign) error {
	if c == nil {
		return errNowhere("campaign")
	}
	exposed, err := c.exposed.plus(o.exposed, "exposed")
	if err != nil {
		return err
	}
	control, err := c.control.plus(o.control, "control")
	if err != nil {
		return err
	}
	if _, err := exposed.margin.Cmp(control.margin); err != nil {
		return err
	}
	c.exposed, c.control = exposed, control
	return nil
}

// plus adds two parts of one group.
func (g campaignGroup) plus(o campaignGroup, name string) (campaignGroup, error) {
	if o.customers > mostCustomers-g.customers {
		return g, invalidInt(name+": customers", o.customers, "at most "+strconv.Itoa(mostCustomers-g.customers)+" more")
	}
	margin, err := g.margin.Add(o.margin)
	if err != nil {
		return g, err
	}
	return campaignGroup{g.customers + o.customers, g.responses + o.responses, g.singly + o.singly, margin, momentPlus(g.squares, o.squares)}, nil
}

// totals hands out what is known of a group.
func (g campaignGroup) totals() CampaignTotals {
	return CampaignTotals{g.customers, g.responses, g.margin}
}

// equal compares all that is known.
func (g campaignGroup) equal(o campaignGroup) bool {
	return g.customers == o.customers && g.responses == o.responses && g.singly == o.singly && g.margin.Equal(o.margin) &&
		momentEqual(g.squares, o.squares)
}

// moments are those of the margins, for a currency with an amount.
func (g campaignGroup) moments() moments {
	return moments{g.customers, momentUnits(g.margin), momentOr(g.squares), 1}
}

// Exposed returns the totals of those whom the campaign reached.
func (c Campaign) Exposed() CampaignTotals { return c.exposed.totals() }

// Control returns the totals of the control group.
func (c Campaign) Control() CampaignTotals { return c.control.totals() }

// Currency returns the currency of the margins; no currency if there are none.
func (c Campaign) Currency() relationship.Currency {
	if own := c.exposed.margin.Currency(); !own.IsZero() {
		return own
	}
	return c.control.margin.Currency()
}

// IsZero reports whether nothing is known.
func (c Campaign) IsZero() bool { return c.Equal(Campaign{}) }

// Equal reports whether both know the same, amounts by value.
func (c Campaign) Equal(o Campaign) bool {
	return c.exposed.equal(o.exposed) && c.control.equal(o.control)
}
