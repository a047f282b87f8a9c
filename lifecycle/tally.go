package lifecycle

import (
	"math"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

// Tally counts what the histories of any number of relationships say of their stages, over one [TallyWindow] or several that do not
// overlap: what package markov estimates from. It is exact, of the size of the definition and not of the base, and adds up: that of two
// parts of a base is the sum of theirs, in any order.
//
//   - Periods: in which stage each relationship was on a boundary of the calendar, and in which on the next one. Those that stay where they
//     are count, be it in a stage that nothing leaves: only so do the relationships that are still active weigh what they should. The stage
//     on a boundary is that after all moves up to the very first instant of that day. Stages that were passed through between two
//     boundaries are lost by design, and so is the period in which a relationship began; Jumps have them.
//   - Jumps: each move, from stage to stage, whatever its period.
//   - Stays: how many days each stay lasted until it ended, or until it was seen last, on the day before Until. One that had begun before
//     From is late: it counts from then on. Days are those between the dates, in UTC: what begins and ends on one date has lasted 0.
//
// Jumps and Stays are of the instants from the first of From to before the first of Until; a move at that very instant belongs to the next
// window, though the last period ends in the stage it led to. So windows that meet on a boundary count everything once.
//
// [Course.Tally] takes a relationship in from its events, [Definition.Tally] from its steps. Taking one in twice counts it twice. The zero
// value is empty and ready to use. A Tally is used by pointer, and copied with Clone; it is not safe for use by several goroutines while
// one of them changes it.
type Tally[S Label] struct {
	period  relationship.Period // zero as long as periods is
	periods markov.Counts[S]
	jumps   markov.Counts[S]
	stays   markov.Stays[S]
}

// CustomerTally counts stages of customers, PartnerTally those of partners.
type (
	CustomerTally = Tally[CustomerStage]
	PartnerTally  = Tally[PartnerStage]
)

// Period returns the period that Periods counts; zero while it counts none.
func (t *Tally[S]) Period() relationship.Period { return t.period }

// Periods returns how often a period began in one stage and ended in another, or in the same, as a fresh copy.
func (t *Tally[S]) Periods() *markov.Counts[S] { return t.periods.Clone() }

// Jumps returns how often a move led from one stage to another, as a fresh copy.
func (t *Tally[S]) Jumps() *markov.Counts[S] { return t.jumps.Clone() }

// Stays returns how long stays lasted, as a fresh copy. As many ended in each stage as Jumps has moves from it.
func (t *Tally[S]) Stays() *markov.Stays[S] { return t.stays.Clone() }

// IsZero reports whether nothing was counted.
func (t *Tally[S]) IsZero() bool { return t.periods.IsZero() && t.jumps.IsZero() && t.stays.IsZero() }

// Clone returns a copy that shares nothing with t.
func (t *Tally[S]) Clone() *Tally[S] {
	return &Tally[S]{t.period, *t.periods.Clone(), *t.jumps.Clone(), *t.stays.Clone()}
}

// Equal reports whether both count the same; nil is empty.
func (t *Tally[S]) Equal(other *Tally[S]) bool {
	if other == nil {
		return t.IsZero()
	}
	return t.period == other.period && t.periods.Equal(&other.periods) && t.jumps.Equal(&other.jumps) && t.stays.Equal(&other.stays)
}

// Merge adds what another has counted, which is not changed and shares nothing with t afterwards. Merging is commutative and associative,
// the empty tally is its identity, and so is nil; t.Merge(t) doubles. The windows are to be the same of other relationships, or others of
// the same: what is in both counts twice.
//
// The error is a *[TallyError] when the periods differ, for what a month does is not what a quarter does, and wraps [ErrTally] when a count
// would be beyond 2^63 − 1; then t is as it was.
func (t *Tally[S]) Merge(other *Tally[S]) error {
	if other == nil {
		return nil
	}
	if err := t.meets(other.period); err != nil {
		return err
	}
	if !t.fits(other.periods.Total(), other.jumps.Total(), other.stays.Total()) {
		return &TallyError{Field: "n", Value: "the sum of both", Rule: mostTallied}
	}
	// There is room, which is all that a merge can lack.
	_ = t.periods.Merge(&other.periods)
	_ = t.jumps.Merge(&other.jumps)
	_ = t.stays.Merge(&other.stays)
	if t.period.IsZero() {
		t.period = other.period
	}
	return nil
}

const mostTallied = "at most 9223372036854775807 periods, jumps and stays"

// meets refuses another period than the one that is counted.
func (t *Tally[S]) meets(p relationship.Period) error {
	if t.period == p || t.period.IsZero() || p.IsZero() {
		return nil
	}
	return &TallyError{Field: "period", Value: p.String(), Rule: t.period.String() + ", as counted so far"}
}

// fits reports whether so many more can be counted.
func (t *Tally[S]) fits(periods, jumps, stays int64) bool {
	return periods <= math.MaxInt64-t.periods.Total() && jumps <= math.MaxInt64-t.jumps.Total() && stays <= math.MaxInt64-t.stays.Total()
}

// String returns a line to read, such as "1m: 120 periods, 31 jumps, 42 stays".
func (t Tally[S]) String() string {
	text := ""
	if !t.period.IsZero() {
		text = t.period.String() + ": "
	}
	count := func(n int64, of string) string { return strconv.FormatInt(n, 10) + " " + of }
	return text + count(t.periods.Total(), "periods, ") + count(t.jumps.Total(), "jumps, ") + count(t.stays.Total(), "stays")
}

// tallyVersion is the version of the stored form of a Tally.
const tallyVersion = 1

// slots lists the stored fields of a tally.
func (t *Tally[S]) slots() []slot {
	return []slot{{"period", &t.period}, {"periods", &t.periods}, {"jumps", &t.jumps}, {"stays", &t.stays}}
}

// MarshalJSON implements json.Marshaler, each part in the form of package markov, and left out while it is empty:
//
//	{"version":1,"period":"1m","periods":{…},"jumps":{…},"stays":{…}}
func (t Tally[S]) MarshalJSON() ([]byte, error) {
	return encodeObject("tally JSON", tallyVersion, t.slots()...)
}

// UnmarshalJSON implements json.Unmarshaler, as strictly as its parts do; as many stays ended in each stage as jumps led from it. After an
// error, which wraps [ErrDecode], t is as it was.
func (t *Tally[S]) UnmarshalJSON(data []byte) error {
	const form = "tally JSON"
	var read Tally[S]
	if err := decodeObject(form, tallyVersion, data, read.slots()...); err != nil {
		return err
	}
	fault := func(where, rule string) error { return &DecodeError{Form: form, Where: where, Rule: rule} }
	if read.period.IsZero() != read.periods.IsZero() {
		return fault("period", "one where there are periods, and none otherwise")
	}
	if unsetFirst(read.periods.States()) || unsetFirst(read.jumps.States()) || unsetFirst(read.stays.States()) {
		return fault("", "stages, none of them unset")
	}
	for _, s := range read.jumps.States() {
		if read.jumps.N(s, s) > 0 {
			return fault("jumps", "moves from one stage to another")
		}
	}
	for _, s := range slices.Concat(read.jumps.States(), read.stays.States()) {
		if ended, _ := read.stays.N(s); ended != read.jumps.Row(s) {
			return fault("stays", "as many that ended in each stage as jumps from it")
		}
	}
	*t = read
	return nil
}

// unsetFirst reports whether the first of ascending stages is unset.
func unsetFirst[S Label](stages []S) bool { return len(stages) > 0 && stages[0] == 0 }
