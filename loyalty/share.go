package loyalty

import (
	"math"
	"strconv"

	"github.com/rapport-go/rapport/internal/numeric"
)

// Share is a counted share: so many hits of so many. It is a comparable value; the zero value has counted nothing. Counts do
// not fade: they are those of the window that was counted, and are given beside a score to say what it rests on.
//
// Laws: Add is commutative and associative and has the zero value for identity; the value is inside of every interval; both
// ends of the interval rise with a hit more and fall with a miss more, or stay.
type Share struct {
	// Hits is how many of them were.
	Hits int `json:"hits"`
	// Of is how many there were.
	Of int `json:"of"`
}

// Validate refuses negative counts and more hits than there were. Everything else of this package returns shares that pass.
func (s Share) Validate() error {
	var f faults
	s.check("share", &f)
	return f.err()
}

func (s Share) check(path string, f *faults) {
	if s.Hits < 0 || s.Of < s.Hits {
		f.add(path, s.String(), "hits from 0 to the number there were")
	}
}

// IsZero reports whether nothing was counted.
func (s Share) IsZero() bool { return s == Share{} }

// String returns the counts, as "17 of 20".
func (s Share) String() string { return strconv.Itoa(s.Hits) + " of " + strconv.Itoa(s.Of) }

// Value returns Hits/Of, from 0 to 1; false where there is nothing to divide by, and where the counts are not valid.
func (s Share) Value() (v float64, ok bool) {
	if s.Of == 0 || s.Validate() != nil {
		return 0, false
	}
	return float64(s.Hits) / float64(s.Of), true
}

// Interval returns where the chance behind the share lies, by the score interval: all p with |h/n − p| <= z·√(p·(1−p)/n),
// whose ends are
//
//	(h + z²/2 ± z·√(h·(n−h)/n + z²/4)) / (n + z²),  h = Hits, n = Of, z = Φ⁻¹((1 + level)/2)
//
// The level is from 0.5 to below 1. Of nothing counted nothing is known: 0 to 1. It is no belief, as of a [Posterior]: it has
// no prior, and where items weigh differently or fade it does not apply.
//
// Source: Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22.
func (s Share) Interval(level float64) (Interval, error) {
	var f faults
	s.check("share", &f)
	if err := checkLevel("level", level); err != nil {
		f.errs = append(f.errs, err)
	}
	if err := f.err(); err != nil {
		return Interval{}, err
	}
	if s.Of == 0 {
		return Interval{0, 1}, nil
	}
	low, high := numeric.Wilson(float64(s.Hits), float64(s.Of), numeric.NormalWidth(level))
	return Interval{low, high}, nil
}

// Add returns what both counted together. Counts that are not valid and sums beyond the largest int are an error.
func (s Share) Add(o Share) (Share, error) {
	var f faults
	s.check("share", &f)
	o.check("other share", &f)
	if err := f.err(); err != nil {
		return Share{}, err
	}
	if s.Of > math.MaxInt-o.Of {
		return Share{}, &FieldError{Path: "share", Value: s.String() + " and " + o.String(), Rule: "a sum of counts that an int holds"}
	}
	return Share{s.Hits + o.Hits, s.Of + o.Of}, nil
}

// Item returns the counts as evidence, each hit 1 in favour and each miss 1 against, dated as the caller sees fit. More than
// MaxWeight of them are an error.
func (s Share) Item() (Item, error) {
	var f faults
	s.check("share", &f)
	if s.Of > MaxWeight {
		f.add("share", s.String(), "at most "+text(MaxWeight)+" counted")
	}
	if err := f.err(); err != nil {
		return Item{}, err
	}
	return Item{float64(s.Hits), float64(s.Of - s.Hits)}, nil
}

// Count adds one, a hit or a miss. A count of the largest int stays as it is.
func (s *Share) Count(hit bool) {
	if s.Of == math.MaxInt {
		return
	}
	s.Of++
	if hit {
		s.Hits++
	}
}
