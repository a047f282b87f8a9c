package segment

import (
	"cmp"
	"errors"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// CostPool is what an activity cost in a term, such as all visits of the field staff.
type CostPool struct {
	// Activity is its name, the pool's key.
	Activity string
	// Spent is what it cost, 0 or more, of at most 60 digits before the point.
	Spent relationship.Money
	// Capacity is how much of it could have been done with that, in the unit that is counted (visits, minutes, parcels), at most 10^15.
	// With 0, what was done counts as all that could be, so that nothing is left unused.
	Capacity int64
}

// CostUse is how much of an activity one party took up, or one segment. Several for one activity and party are added.
type CostUse[K cmp.Ordered] struct {
	// Activity is the name of a pool.
	Activity string
	// By is the party or the segment.
	By K
	// Count is how much, 0 or more.
	Count int64
}

// CostPart is the part of a pool that one party has caused.
type CostPart struct {
	// Activity is the pool.
	Activity string
	// Count is how much of it was taken up.
	Count int64
	// Cost is what that costs.
	Cost relationship.Money
}

// CostShare is everything that one party has caused.
type CostShare[K cmp.Ordered] struct {
	// By is the party or the segment.
	By K
	// Cost is the sum of the parts.
	Cost relationship.Money
	// Parts are in the order of the activities' names: those that the party took up.
	Parts []CostPart
}

// CostUsage is where the money of a pool went.
type CostUsage struct {
	// Pool is the pool.
	Pool CostPool
	// Count is how much was done.
	Count int64
	// Charged is what that cost, Unused the rest, for capacity that stood idle.
	Charged, Unused relationship.Money
}

// CostAttribution is who caused which costs. All amounts add up: those of the parties to what the pools charged, and this with what was
// unused to what was spent, to the last digit.
type CostAttribution[K cmp.Ordered] struct {
	// Shares are in ascending order of the parties.
	Shares []CostShare[K]
	// Pools are in ascending order of the activities' names.
	Pools []CostUsage
	// Spent, Charged and Unused are the sums over the pools.
	Spent, Charged, Unused relationship.Money
}

// Rate returns what one unit of the activity costs, in whole minor units: spent / capacity, or without a capacity spent / count. The exact
// quotient is rounded once; the attribution does not go by it, but by the exact rate. It is false where there was neither.
func (u CostUsage) Rate(rounding relationship.Rounding) (relationship.Money, bool) {
	n := u.Pool.Capacity
	if n == 0 {
		n = u.Count
	}
	if n <= 0 {
		return relationship.Money{}, false
	}
	return moneyOver(u.Pool.Spent, n, rounding), true
}

// AttributeCosts charges the costs of activities to those for whom they were done, by activity-based costing with capacities: a party
// pays
//
//	spent · count / capacity
//
// for each activity, and nobody pays for what stood idle, spent · (capacity − all counts) / capacity. These parts are rounded down to
// whole minor units (to the finest decimal place of the pool, if that is finer), and what is missing goes one unit each to the largest remainders: Hamilton's
// method. Among equal remainders it goes to the first party in ascending order, and to the idle part last.
//
// Each part is less than one unit off the exact one. The order of pools and uses changes nothing, nor does a use in two parts. A pool
// of which nothing was done is unused as a whole.
//
// The error joins all faults: they wrap ErrInvalid for a pool without a name or twice, amounts or counts out of range, a use of
// no pool or by NaN, and more done than the capacity; and relationship.ErrCurrencyMismatch. Cost: O(n log n).
//
// Source: the unused part is that of R. S. Kaplan and S. R. Anderson, Time-Driven Activity-Based Costing, Harvard Business Review,
// November 2004; the rounding is an own choice.
func AttributeCosts[K cmp.Ordered](pools []CostPool, uses []CostUse[K]) (CostAttribution[K], error) {
	pools, err := costPools(pools)
	if err != nil {
		return CostAttribution[K]{}, err
	}
	counts, err := costCounts(pools, uses)
	if err != nil {
		return CostAttribution[K]{}, err
	}
	var result CostAttribution[K]
	shares := map[K]*CostShare[K]{}
	for i, pool := range pools {
		usage := CostUsage{Pool: pool, Charged: relationship.MoneyFromMinor(0, pool.Spent.Currency())}
		parties := costKeys(counts[i])
		parts := make([]int64, 0, len(parties)+1)
		for _, by := range parties {
			parts = append(parts, counts[i][by])
			usage.Count += counts[i][by]
		}
		parts = append(parts, max(0, pool.Capacity-usage.Count))
		for j, cost := range costSplit(pool.Spent, parts) {
			if j == len(parties) {
				break // what is unused
			}
			by := parties[j]
			if shares[by] == nil {
				shares[by] = &CostShare[K]{By: by}
			}
			s := shares[by]
			s.Parts = append(s.Parts, CostPart{pool.Activity, parts[j], cost})
			s.Cost = moneyPlus(s.Cost, cost)
			usage.Charged = moneyPlus(usage.Charged, cost)
		}
		usage.Unused = moneyLess(pool.Spent, usage.Charged)
		result.Pools = append(result.Pools, usage)
		result.Spent = moneyPlus(result.Spent, pool.Spent)
		result.Charged = moneyPlus(result.Charged, usage.Charged)
		result.Unused = moneyPlus(result.Unused, usage.Unused)
	}
	for _, by := range costKeys(shares) {
		result.Shares = append(result.Shares, *shares[by])
	}
	return result, nil
}

// costKeys returns the keys of a map in ascending order.
func costKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// costMost bounds capacities and counts, so that they can be added.
const costMost = 1_000_000_000_000_000

// costPools checks pools and returns them in the order of their names.
func costPools(pools []CostPool) ([]CostPool, error) {
	var faults []error
	var currency relationship.Currency
	pools = slices.Clone(pools)
	slices.SortStableFunc(pools, func(a, b CostPool) int { return cmp.Compare(a.Activity, b.Activity) })
	for i, p := range pools {
		place := "pool " + quote(p.Activity)
		switch {
		case p.Activity == "":
			faults = append(faults, invalid("activity of a pool", `""`, "a name"))
		case i > 0 && pools[i-1].Activity == p.Activity:
			faults = append(faults, invalid("activity of a pool", quote(p.Activity), "a name that no other pool has"))
		}
		if p.Spent.Sign() < 0 || isWide(p.Spent) {
			faults = append(faults, invalid(place+": spent", wideText(p.Spent), "0 or more, of at most 60 digits before the point"))
		}
		if p.Capacity < 0 || p.Capacity > costMost {
			faults = append(faults, invalid(place+": capacity", strconv.FormatInt(p.Capacity, 10), "0 to 10^15"))
		}
		faults = append(faults, rollUpCurrency(currency, p.Spent.Currency()))
		if currency.IsZero() {
			currency = p.Spent.Currency()
		}
	}
	return pools, errors.Join(faults...)
}

// costCounts adds up the uses by pool and party.
func costCounts[K cmp.Ordered](pools []CostPool, uses []CostUse[K]) ([]map[K]int64, error) {
	counts := make([]map[K]int64, len(pools))
	done := make([]int64, len(pools))
	var faults []error
	for i, u := range uses {
		place := "use " + strconv.Itoa(i+1)
		at, ok := slices.BinarySearchFunc(pools, u.Activity, func(p CostPool, name string) int { return cmp.Compare(p.Activity, name) })
		switch {
		case !ok:
			faults = append(faults, invalid(place+": activity", quote(u.Activity), "that of a pool"))
		case u.Count < 0 || u.Count > costMost:
			faults = append(faults, invalid(place+": count", strconv.FormatInt(u.Count, 10), "0 to 10^15"))
		case rollUpLabel(u.By) != nil:
			faults = append(faults, invalid(place+": party", "NaN", "one that equals itself"))
		case u.Count > costMost-done[at]:
			faults = append(faults, invalid(place+": count", strconv.FormatInt(u.Count, 10), "at most 10^15 with those before"))
		case u.Count > 0:
			if counts[at] == nil {
				counts[at] = map[K]int64{}
			}
			counts[at][u.By] += u.Count
			done[at] += u.Count
		}
	}
	for i, p := range pools {
		if p.Capacity > 0 && done[i] > p.Capacity {
			faults = append(faults, invalid("pool "+quote(p.Activity)+": uses", strconv.FormatInt(done[i], 10),
				"at most its capacity, "+strconv.FormatInt(p.Capacity, 10)))
		}
	}
	return counts, errors.Join(faults...)
}

// costSplit divides an amount, 0 or more, in proportion to counts, so that the parts add up: each is rounded down to whole units, and the
// largest remainders get one more. Earlier ones come first among equals. Without any count it returns nothing.
func costSplit(m relationship.Money, counts []int64) []relationship.Money {
	whole := int64(0)
	for _, c := range counts {
		whole += c
	}
	if whole == 0 {
		return nil
	}
	d := m.Decimal()
	coefficient, one := d.Coefficient(), costUnit(int(-d.Exponent()), m.Currency())
	missing := new(big.Int).Set(coefficient)
	units := make([]*big.Int, len(counts))
	rests := make([]int64, len(counts))
	order := make([]int, len(counts))
	divisor, rest := big.NewInt(whole), new(big.Int)
	for i, c := range counts {
		unit := new(big.Int).Mul(coefficient, big.NewInt(c))
		unit.QuoRem(unit, divisor, rest)
		units[i], rests[i], order[i] = unit, rest.Int64(), i
		missing.Sub(missing, unit)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rests[b], rests[a]) })
	for _, i := range order[:missing.Int64()] { // fewer than there are parts
		units[i].Add(units[i], big.NewInt(1))
	}
	parts := make([]relationship.Money, len(counts))
	for i, unit := range units {
		parts[i] = costUnits(one, unit)
	}
	return parts
}

// costUnit returns 10^−places of a currency.
func costUnit(places int, c relationship.Currency) relationship.Money {
	if places == 0 {
		return moneyFits(relationship.ParseAmount("1", c))
	}
	return moneyFits(relationship.ParseAmount("0."+strings.Repeat("0", places-1)+"1", c))
}

// costUnits returns n times an amount, for n of 0 or more and of any size.
func costUnits(one relationship.Money, n *big.Int) relationship.Money {
	if n.IsInt64() {
		return moneyTimes(one, n.Int64())
	}
	const word = 1 << 62
	high, low := new(big.Int).QuoRem(n, big.NewInt(word), new(big.Int))
	return moneyPlus(moneyTimes(costUnits(one, high), word), moneyTimes(one, low.Int64()))
}
