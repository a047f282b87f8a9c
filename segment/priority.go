package segment

import (
	"cmp"
	"errors"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// PriorityItem is something to be done for a party: a gap to close, and what depends on it.
type PriorityItem struct {
	// ID is the party, or the caller's name for the task; each once.
	ID string
	// Gap is how far the actual score is below its target, in points: target − actual, from −10000 to 10000.
	Gap int
	// Weight is how much the matter counts, from 0 to 1000000000. Only the ratios of weights matter.
	Weight int
	// AtStake is what depends on it, such as the margin of a year or a lifetime value, of at most 60 digits before the point.
	AtStake relationship.Money
}

// PriorityRank is an item in its place.
type PriorityRank struct {
	// Item is the item as it was given.
	Item PriorityItem
	// Rank counts from 1. Equal products have equal ranks, and then as many numbers are left out: 1, 2, 2, 4. It is 0 for an item that there
	// is no reason to serve.
	Rank int
	// Product is gap × weight × value at stake, exactly: 10000 times the money for which a gap of all points would count. It is the zero
	// Money where there is no rank.
	Product relationship.Money
	// Reason says why there is no rank; otherwise it is PriorityRanked.
	Reason PriorityReason
}

// Priorities puts items in the order in which to serve them: by
//
//	gap × weight × value at stake
//
// in descending order, in whole numbers. Among equal products the ids decide which is listed first, not the order in which they came.
// What has no gap, no weight or nothing at stake comes last, in the order of the ids, with the first of these reasons; nothing is lost.
//
// The order of the items changes nothing; a larger gap, weight or stake never makes a rank worse; all weights times the same, or
// all stakes, change no rank. The rule is an own definition: it ranks by how much is missing of what matters, not by how likely effort is
// to change it.
//
// The error joins all faults: they wrap ErrInvalid for an item without an id or twice, and for numbers out of range, or
// relationship.ErrCurrencyMismatch. Cost: O(n log n).
func Priorities(items []PriorityItem) ([]PriorityRank, error) {
	if err := priorityFaults(items); err != nil {
		return nil, err
	}
	ranks := make([]PriorityRank, len(items))
	for i, item := range items {
		ranks[i] = PriorityRank{Item: item, Reason: item.reason()}
		if ranks[i].Reason == PriorityRanked {
			ranks[i].Product = moneyTimes(item.AtStake, int64(item.Gap)*int64(item.Weight))
		}
	}
	slices.SortFunc(ranks, func(a, b PriorityRank) int {
		// Without a rank the product is 0, less than any other.
		return cmp.Or(compareMoney(b.Product, a.Product), cmp.Compare(a.Item.ID, b.Item.ID))
	})
	for i := range ranks {
		switch {
		case ranks[i].Reason != PriorityRanked:
		case i > 0 && compareMoney(ranks[i-1].Product, ranks[i].Product) == 0:
			ranks[i].Rank = ranks[i-1].Rank
		default:
			ranks[i].Rank = i + 1
		}
	}
	return ranks, nil
}

// reason says whether an item has a rank.
func (i PriorityItem) reason() PriorityReason {
	switch {
	case i.Gap <= 0:
		return PriorityNoGap
	case i.Weight == 0:
		return PriorityNoWeight
	case i.AtStake.Sign() <= 0:
		return PriorityNoStake
	}
	return PriorityRanked
}

// priorityFaults checks the items.
func priorityFaults(items []PriorityItem) error {
	var faults []error
	var currency relationship.Currency
	seen := make(map[string]bool, len(items))
	for i, item := range items {
		place := "item " + strconv.Itoa(i+1)
		switch {
		case item.ID == "":
			faults = append(faults, invalid(place+": id", `""`, "an id"))
		case seen[item.ID]:
			faults = append(faults, invalid(place+": id", quote(item.ID), "one that no other item has"))
		}
		seen[item.ID] = true
		if item.Gap < -10_000 || item.Gap > 10_000 {
			faults = append(faults, invalidInt(place+": gap", item.Gap, "-10000 to 10000"))
		}
		if item.Weight < 0 || item.Weight > 1_000_000_000 {
			faults = append(faults, invalidInt(place+": weight", item.Weight, "0 to 1000000000"))
		}
		if isWide(item.AtStake) {
			faults = append(faults, invalid(place+": at stake", wideText(item.AtStake), "at most 60 digits before the point"))
		}
		c := item.AtStake.Currency()
		if err := rollUpCurrency(currency, c); err != nil {
			faults = append(faults, err)
		} else if currency.IsZero() {
			currency = c
		}
	}
	return errors.Join(faults...)
}

// Missing returns the money that the gap stands for, weight × value at stake × gap / 10000 in whole minor units; the exact quotient is
// rounded once. It is the zero Money where there is no rank.
func (r PriorityRank) Missing(rounding relationship.Rounding) relationship.Money {
	return moneyOver(r.Product, 10_000, rounding)
}

// String says it in a line: "1. ada: gap 2500 of 10000 × weight 3 × 400.00 EUR at stake", or "– ada: no gap".
func (r PriorityRank) String() string {
	if r.Reason != PriorityRanked {
		return "– " + r.Item.ID + ": " + r.Reason.String()
	}
	return strconv.Itoa(r.Rank) + ". " + r.Item.ID + ": gap " + strconv.Itoa(r.Item.Gap) + " of 10000 × weight " +
		strconv.Itoa(r.Item.Weight) + " × " + wideText(r.Item.AtStake) + " at stake"
}

// Equal reports whether both say the same, amounts by value and currency.
func (r PriorityRank) Equal(o PriorityRank) bool {
	return r.Item.ID == o.Item.ID && r.Item.Gap == o.Item.Gap && r.Item.Weight == o.Item.Weight && r.Item.AtStake.Equal(o.Item.AtStake) &&
		r.Rank == o.Rank && r.Product.Equal(o.Product) && r.Reason == o.Reason
}
