package relationship

import (
	"strconv"
	"time"
)

// Opinion is how a person who knows a relationship rates it, on the scale of the scores. It stands beside a score that was computed and
// never goes into one: nothing in the library takes it in as evidence. It is an immutable value. The zero value is none.
type Opinion struct {
	key    Key
	by     PersonID
	at     time.Time
	points int64
}

// OpinionConfig says what an opinion is made of.
type OpinionConfig struct {
	// Key is the relationship that is rated.
	Key Key
	// By is who rates it.
	By PersonID
	// At is the instant.
	At time.Time
	// Points is the rating, from 0 to 10000.
	Points int
}

// opinionPlace is how errors name an opinion.
const opinionPlace = "opinion"

// NewOpinion checks everything and returns the opinion. The error joins all faults; each wraps [ErrInvalid].
func NewOpinion(cfg OpinionConfig) (Opinion, error) {
	o := Opinion{cfg.Key, cfg.By, cfg.At, int64(cfg.Points)}
	f := faults{place: opinionPlace}
	o.check(&f)
	return checked(o, f)
}

func (o *Opinion) check(f *faults) {
	o.key.check(f, "key ")
	f.ref("by", EventID(o.by))
	f.instant("at", &o.at)
	if o.points < 0 || o.points > 10_000 {
		f.add("points", strconv.FormatInt(o.points, 10), "a number from 0 to 10000")
	}
}

func (o *Opinion) slots(s *slots) {
	s.add("from", &o.key.From, required)
	s.add("to", &o.key.To, required)
	s.choice("role", (*uint8)(&o.key.Role), kindNames, required)
	s.add("by", (*string)(&o.by), required)
	s.add("at", &o.at, required)
	s.add("points", &o.points, required)
}

// Key returns the relationship that is rated.
func (o Opinion) Key() Key { return o.key }

// By returns who rates it.
func (o Opinion) By() PersonID { return o.by }

// At returns the instant, in UTC.
func (o Opinion) At() time.Time { return o.at }

// Points returns the rating, from 0 to 10000.
func (o Opinion) Points() int { return int(o.points) }

// Gap returns the rating less a score that was computed: above 0 the person thinks better of the relationship. A wide gap calls for a look
// at both; it changes neither.
func (o Opinion) Gap(score int) int { return int(o.points) - score }

// Equal reports whether both are the same in every field.
func (o Opinion) Equal(p Opinion) bool { return o == p }

// IsZero reports whether o is the zero value.
func (o Opinion) IsZero() bool { return o == Opinion{} }

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"from":"us","to":"acme","role":"supplier","by":"e-7","at":"2026-01-02T10:00:00Z","points":6500}
//
// The zero value cannot be stored.
func (o Opinion) MarshalJSON() ([]byte, error) { return storeFlat(&o, opinionPlace, !o.IsZero()) }

// UnmarshalJSON implements json.Unmarshaler, strictly, and checked like [NewOpinion]. After an error o is as it was. The error wraps
// [ErrDecode].
func (o *Opinion) UnmarshalJSON(data []byte) error { return loadFlat(o, opinionPlace, data) }
