package loyalty

import (
	"iter"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Sale is what was earned with one purchase.
type Sale struct {
	// At is when it was made.
	At time.Time
	// Margin is what was earned, which may be a loss.
	Margin relationship.Money
	// Offer says that it was made on a price offer: a discount, a coupon, a deal of the week.
	Offer bool
}

// OffDeal is how much is bought without a price offer: the mark of a relationship, where a transaction wants an offer each time.
type OffDeal struct {
	// Share is the margin of sales without an offer, of all margin, from 0 to 1.
	Share float64
	// Sales is how many sales had a margin.
	Sales int
	// Losses is how many had a loss or nothing. They count for nothing in the share, which says where margin is from, and not how much
	// is left of it.
	Losses int
}

// OffDealShare reads the sales after from and until to.
//
// Formula: Σ margin without an offer / Σ margin, over the sales with a margin above 0. Domain: margins in one currency. Range: 0 … 1.
// Laws: the order of the sales changes nothing; the same under another scale of money; 1 where no sale had an offer, 0 where all had.
// Special cases: ok is false where there is no margin in the window; Losses is counted all the same. Errors: a [*FieldError] for a
// window that is not valid, an error of package relationship for two currencies. Accuracy: half of a last bit; no amount becomes a
// float64. Source: a convention.
func OffDealShare(sales iter.Seq[Sale], from, to time.Time) (d OffDeal, ok bool, err error) {
	w, err := windowOf(from, to)
	if err != nil {
		return OffDeal{}, false, err
	}
	var off, all, net relationship.Money
	for s := range orNone(sales) {
		if !w.holds(s.At) {
			continue
		}
		if net, err = net.Add(s.Margin); err != nil { // which finds a second currency, also of a loss
			return OffDeal{}, false, err
		}
		if s.Margin.Sign() <= 0 {
			d.Losses++
			continue
		}
		d.Sales++
		if all, err = all.Add(s.Margin); err != nil {
			return OffDeal{}, false, err
		}
		if s.Offer {
			continue
		}
		if off, err = off.Add(s.Margin); err != nil {
			return OffDeal{}, false, err
		}
	}
	if d.Sales == 0 {
		return d, false, nil
	}
	if d.Share, err = shareOfMoney(off, all); err != nil {
		return OffDeal{}, false, err
	}
	return d, true, nil
}

// OffDealTrend returns how the share of [OffDealShare] changed from the window after from and until middle to that after middle and
// until to: the later less the earlier, from −1 to 1, above 0 where more is bought without an offer. ok is false where either window
// has no margin. The sequence is read twice. The errors are those of OffDealShare.
func OffDealTrend(sales iter.Seq[Sale], from, middle, to time.Time) (trend float64, ok bool, err error) {
	earlier, known, err := OffDealShare(sales, from, middle)
	if err != nil {
		return 0, false, err
	}
	later, ok, err := OffDealShare(sales, middle, to)
	if err != nil || !ok || !known {
		return 0, false, err
	}
	return later.Share - earlier.Share, true, nil
}
