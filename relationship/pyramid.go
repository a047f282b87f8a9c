package relationship

import (
	"math"
	"math/bits"
	"strconv"
)

// PyramidLevel is how far the work on relationships has been built up: records first, then cooperation with partners, then relations with
// consumers. The zero value is PyramidNone and valid.
type PyramidLevel uint8

// The levels of the pyramid.
const (
	// PyramidNone is where the records are not complete enough to build on.
	PyramidNone PyramidLevel = iota
	// PyramidDatabase is database marketing.
	PyramidDatabase
	// PyramidPartners is cooperation with partners on top of it.
	PyramidPartners
	// PyramidConsumers is relations with consumers on top of both.
	PyramidConsumers
)

var pyramidNames = []string{"none", "database-marketing", "partner-cooperation", "consumer-relations"}

// PyramidLevels returns all levels of the pyramid from the lowest, as a fresh slice.
func PyramidLevels() []PyramidLevel { return enumAll[PyramidLevel](pyramidNames) }

// ParsePyramidLevel reads what [PyramidLevel.String] writes, such as "partner-cooperation".
func ParsePyramidLevel(text string) (PyramidLevel, error) {
	return enumParse[PyramidLevel]("pyramid level", pyramidNames, text)
}

// IsValid reports whether l is one of the constants.
func (l PyramidLevel) IsValid() bool { return enumValid(pyramidNames, l) }

// String returns the name that [ParsePyramidLevel] reads.
func (l PyramidLevel) String() string { return enumName("PyramidLevel", pyramidNames, l) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a level that is not valid has none.
func (l PyramidLevel) MarshalText() ([]byte, error) {
	return enumText("pyramid level", pyramidNames, l)
}

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error l is as it was.
func (l *PyramidLevel) UnmarshalText(text []byte) error {
	return enumSet(l, "pyramid level", pyramidNames, text)
}

// PyramidPolicy says from where on a level of the pyramid is reached. The zero value of each field is its default.
type PyramidPolicy struct {
	// Completeness is the least mean completeness of records for the first level, from 1 to 10000. 0 means 7000.
	Completeness int
	// Partners is the least mean index of the partners for the second level, from 1 to 10000. 0 means 5000.
	Partners int
	// Consumers is the least mean index of the consumers for the third level, from 1 to 10000. 0 means 5000.
	Consumers int
}

// Pyramid is a [PyramidPolicy] that was checked, and reads levels by it. It is a comparable, immutable value. The zero value is that of the
// zero policy.
type Pyramid struct {
	policy PyramidPolicy // with its defaults filled in; the usual one as the zero value
}

// pyramidDefaults are what a 0 of a policy means.
func pyramidDefaults() PyramidPolicy { return PyramidPolicy{7000, 5000, 5000} }

// NewPyramid checks a policy. The error joins all faults; each wraps [ErrInvalid].
func NewPyramid(p PyramidPolicy) (Pyramid, error) {
	f := faults{place: pyramidPlace}
	p.fill(&f)
	if p == pyramidDefaults() {
		p = PyramidPolicy{}
	}
	return checked(Pyramid{p}, f)
}

// fill sets the defaults and notes what is wrong.
func (p *PyramidPolicy) fill(f *faults) {
	unset := pyramidDefaults()
	f.bounded("completeness", &p.Completeness, unset.Completeness, fullPoints, pointsRule)
	f.bounded("partners", &p.Partners, unset.Partners, fullPoints, pointsRule)
	f.bounded("consumers", &p.Consumers, unset.Consumers, fullPoints, pointsRule)
}

// Policy returns the policy with its defaults filled in.
func (p Pyramid) Policy() PyramidPolicy {
	if p.policy == (PyramidPolicy{}) {
		return pyramidDefaults()
	}
	return p.policy
}

// Equal reports whether both read levels alike.
func (p Pyramid) Equal(o Pyramid) bool { return p == o }

// Level returns the level that three means reach: of the completeness of records, of the index of partners and of the index of consumers. A
// level needs the one below it, and a mean of nothing reaches no level. Raising any mean never lowers the level.
func (p Pyramid) Level(completeness, partners, consumers PointsMean) PyramidLevel {
	least := p.Policy()
	switch {
	case !completeness.AtLeast(least.Completeness):
		return PyramidNone
	case !partners.AtLeast(least.Partners):
		return PyramidDatabase
	case !consumers.AtLeast(least.Consumers):
		return PyramidPartners
	}
	return PyramidConsumers
}

// PointsMean is the mean of any number of points from 0 to 10000, kept as their exact sum, so that it merges and compares without rounding.
// It is a small comparable value, whose zero value is the mean of nothing.
type PointsMean struct {
	sum, n int64
}

// maxPoints is how many points a mean takes, so that their sum fits.
const maxPoints = math.MaxInt64 / fullPoints

// Add takes points in, from 0 to 10000. The error wraps [ErrInvalid], or [ErrOverflow] after 9·10^14 of them; after it m is as it was.
func (m *PointsMean) Add(points int) error {
	if points < 0 || points > fullPoints {
		return &InvalidError{Place: "points", Value: strconv.Itoa(points), Rule: "points from 0 to 10000"}
	}
	return m.Merge(PointsMean{int64(points), 1})
}

// Merge takes in what another mean is of. It is commutative and associative, and the zero value is its identity. The error is
// [ErrOverflow]; after it m is as it was.
func (m *PointsMean) Merge(o PointsMean) error {
	if o.n > maxPoints-m.n {
		return ErrOverflow
	}
	m.sum, m.n = m.sum+o.sum, m.n+o.n
	return nil
}

// N returns how many points it is the mean of.
func (m PointsMean) N() int64 { return m.n }

// Mean returns the mean, rounded to the nearest, halves up; false if it is of nothing.
func (m PointsMean) Mean() (points int, ok bool) {
	if m.n == 0 {
		return 0, false
	}
	points = int(m.sum / m.n)
	if rest := m.sum % m.n; rest >= m.n-rest {
		points++
	}
	return points, true
}

// AtLeast reports whether the mean is that much or more, without rounding; a mean of nothing never is.
func (m PointsMean) AtLeast(points int) bool {
	switch {
	case m.n == 0:
		return false
	case points <= 0:
		return true
	}
	hi, lo := bits.Mul64(uint64(m.n), uint64(points))
	return hi == 0 && uint64(m.sum) >= lo
}

// Equal reports whether both are means of the same number of points with the same sum.
func (m PointsMean) Equal(o PointsMean) bool { return m == o }
