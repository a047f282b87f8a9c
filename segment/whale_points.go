package segment

import (
	"iter"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// WhalePoint is a point of a whale curve.
type WhalePoint struct {
	// Customers is how many of the most profitable ones are summed.
	Customers int
	// Part is that as a part of all customers, from 0 to 1; 0 of none.
	Part float64
	// Profit is what they made together.
	Profit relationship.Money
	// Share is Profit as a part of 100 %, which is what Base says; 0 where Base is none.
	Share float64
}

// String says it in a line: "2 customers (20.0 %): 140.00 EUR (140.0 %)". Shares are rounded.
func (p WhalePoint) String() string {
	return count(p.Customers, "customer") + " (" + whalePercent(p.Part) + "): " + p.Profit.String() + " (" + whalePercent(p.Share) + ")"
}

// At returns the point of the n most profitable customers, 0 for the start; false for less than 0 or more than there are. Between
// customers of one amount the curve is a straight line. The curve starts at 0, ends at the total, and is concave: nobody adds more
// than the one before.
func (c WhaleCurve) At(n int) (WhalePoint, bool) {
	if n < 0 || n > c.customers {
		return WhalePoint{}, false
	}
	p := WhalePoint{Customers: n, Profit: c.sum(n)}
	p.Part, _ = c.ShareOfCustomers(n)
	p.Share, _ = c.Share(p.Profit)
	return p, true
}

// Top returns the point of the most profitable part of the customers, given in basis points: 2000 asks what the top 20 % make. Where
// that is no whole number of customers it is the next one, 2 of 7; the point says how many. It is false outside of 0 to 10000.
func (c WhaleCurve) Top(points int) (WhalePoint, bool) {
	if points < 0 || points > abcWhole {
		return WhalePoint{}, false
	}
	n, rest := c.customers/abcWhole, c.customers%abcWhole // apart, as the product with all of them could leave the word
	return c.At(n*points + (rest*points+abcWhole-1)/abcWhole)
}

// PeakAt returns the point of the peak with the fewest customers, those who made a profit: the start where nobody did.
func (c WhaleCurve) PeakAt() WhalePoint {
	p, _ := c.At(c.earners)
	return p
}

// Points yields points to draw the curve by, from the start to the end: the start, the peak and the end, and between them customers
// at even distances. There are at most so many, but never fewer than these three can be, nor more than one for each customer and
// the start. A straight line between two of them never lies above the curve. Cost: O(log n) a point.
func (c WhaleCurve) Points(most int) iter.Seq[WhalePoint] {
	intervals := min(max(most, 3)-2, c.customers) // leaves room for the peak
	if c.customers < most {
		intervals = c.customers
	}
	return func(yield func(WhalePoint) bool) {
		before := -1
		for i := range intervals + 1 {
			at, _ := whaleEven(i, c.customers, intervals)
			if before < c.earners && c.earners < at && !c.show(c.earners, yield) || !c.show(at, yield) {
				return
			}
			before = at
		}
	}
}

// show yields one point.
func (c WhaleCurve) show(n int, yield func(WhalePoint) bool) bool {
	p, _ := c.At(n)
	return yield(p)
}

// String says what the curve shows, in a line for each: the total, the peak, what the losses take away, and what the top 20 % make. Shares
// of profit are left out where Base is none, and named where they are of the profits instead of the total; they are rounded.
func (c WhaleCurve) String() string {
	of := ""
	if c.Base() == WhaleBaseGains {
		of = " of all profits"
	}
	line := func(customers int, amount relationship.Money) string {
		text := count(customers, "customer")
		if part, ok := c.ShareOfCustomers(customers); ok {
			text += " (" + whalePercent(part) + ")"
		}
		text += ", " + amount.String()
		if share, ok := c.Share(amount); ok {
			text += " (" + whalePercent(share) + of + ")"
		}
		return text
	}
	top, _ := c.Top(2000)
	text := "total: " + line(c.customers, c.Total()) + "\npeak: " + line(c.earners, c.Peak()) +
		"\nerosion: " + line(c.spenders, c.Erosion()) + "\ntop 20 %: " + line(top.Customers, top.Profit)
	if g, ok := c.Gini(); ok {
		text += "\nGini: " + strconv.FormatFloat(g, 'f', 3, 64)
	}
	return text
}
