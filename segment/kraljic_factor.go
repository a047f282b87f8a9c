package segment

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// The bounds of factors keep the sum of weighted points far within 64 bits.
const (
	maxFactors = 1000
	maxWeight  = 1_000_000
)

// Factor is one of the things that make up an axis.
type Factor struct {
	// Name is not empty, and no other factor of the axis has it.
	Name string
	// Points is how much there is of it, 0 to 10000: 80 of 100 is 8000.
	Points int
	// Weight is how much it counts beside the others, 1 to 1000000. Only the ratio of weights matters.
	Weight int
}

// Contribution is a factor and what part of the axis' points comes from it.
type Contribution struct {
	Factor
	// Part is weight·points / Σ weight, rounded down or up so that the parts of an axis add up to its points: up for those with the
	// largest remainders, and among equal ones by name.
	Part int
}

// String says it in a line: "few suppliers 9000 x 3: 4500".
func (c Contribution) String() string {
	return c.Name + " " + strconv.Itoa(c.Points) + " x " + strconv.Itoa(c.Weight) + ": " + strconv.Itoa(c.Part)
}

// WeightedReading is a weighted mean on an axis that is cut in two.
//
// Points is the mean rounded half to even, for show; Side is decided by the mean itself, Sum / Weights. A mean that is half a point
// or less below the midpoint can therefore be shown as the midpoint and yet is on the low side.
type WeightedReading struct {
	AxisReading
	// Sum is Σ weight·points, Weights is Σ weight.
	Sum, Weights int64
	// Factors are the factors as they were given, and what each contributes.
	Factors []Contribution
}

// String says it in a line, and one for each factor.
func (r WeightedReading) String() string {
	text := r.AxisReading.String()
	if r.Side == LowSide && r.Distance() == 0 {
		text += ", by half a point at most"
	}
	for _, c := range r.Factors {
		text += "\n  " + c.String()
	}
	return text
}

// weigh takes the mean of factors and puts it on its axis.
func weigh(m Midpoint, factors []Factor) (WeightedReading, error) {
	if err := checkFactors(m.Name, factors); err != nil {
		return WeightedReading{}, err
	}
	r := WeightedReading{Factors: make([]Contribution, len(factors))}
	for i, f := range factors {
		r.Factors[i].Factor = f
		r.Sum += int64(f.Weight) * int64(f.Points)
		r.Weights += int64(f.Weight)
	}
	r.AxisReading = m.read(halfEven(r.Sum, r.Weights))
	r.Side = sideOf(cmp.Compare(r.Sum, int64(m.At)*r.Weights))
	r.share()
	return r, nil
}

// checkFactors joins all faults of an axis.
func checkFactors(axis string, factors []Factor) error {
	if len(factors) < 1 || len(factors) > maxFactors {
		return invalid(axis, count(len(factors), "factor"), "1 to 1000 factors")
	}
	seen := make(map[string]bool, len(factors))
	var faults []error
	for i, f := range factors {
		place := fmt.Sprintf("%s: %%s of factor %d", axis, i+1)
		if f.Name == "" || seen[f.Name] {
			faults = append(faults, invalid(fmt.Sprintf(place, "name"), quote(f.Name), "a name of its own"))
		}
		seen[f.Name] = true
		if err := checkPoints(fmt.Sprintf(place, "points"), f.Points); err != nil {
			faults = append(faults, err)
		}
		if f.Weight < 1 || f.Weight > maxWeight {
			faults = append(faults, invalidInt(fmt.Sprintf(place, "weight"), f.Weight, "1 to 1000000"))
		}
	}
	return errors.Join(faults...)
}

// halfEven is a / b for a ≥ 0 and b > 0, rounded half to even.
func halfEven(a, b int64) int {
	whole, rest := a/b, a%b
	if 2*rest > b || 2*rest == b && whole%2 == 1 {
		whole++
	}
	return int(whole)
}

// share gives the points to the factors by the largest remainders.
func (r *WeightedReading) share() {
	order := make([]int, len(r.Factors))
	left := r.Points
	rest := func(i int) int64 {
		f := r.Factors[i]
		return int64(f.Weight) * int64(f.Points) % r.Weights
	}
	for i, f := range r.Factors {
		order[i] = i
		r.Factors[i].Part = int(int64(f.Weight) * int64(f.Points) / r.Weights)
		left -= r.Factors[i].Part
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(rest(b), rest(a)), cmp.Compare(r.Factors[a].Name, r.Factors[b].Name))
	})
	for _, i := range order[:left] {
		r.Factors[i].Part++
	}
}
