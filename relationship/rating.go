package relationship

import (
	"math"
	"time"
)

// Rating is what one side thinks of the other, on a scale. It is always about the other side than the actor. It is an [Event] and an
// immutable value.
type Rating struct {
	occurrence
	about Aspect
	value float64
	low   float64
	high  float64
}

var _ Event = Rating{}

// RatingConfig says what a rating is made of.
type RatingConfig struct {
	// ID is the caller's own name for the rating. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who rates. Required.
	Actor Actor
	// About is what is rated. Required.
	About Aspect
	// Value is the rating, from Low to High. Unset it is 0.
	Value float64
	// Low is the worst value of the scale. Unset it is 0.
	Low float64
	// High is the best value of the scale, above Low. Required, unless it is 0.
	High float64
}

// NewRating checks everything and returns the rating. The error joins all faults; each wraps [ErrInvalid].
func NewRating(cfg RatingConfig) (Rating, error) {
	r := Rating{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.About, cfg.Value, cfg.Low, cfg.High,
	}
	f := faults{place: "rating"}
	r.check(&f)
	return checked(r, f)
}

func (r *Rating) check(f *faults) {
	r.occurrence.check(f, said)
	known(f, "about", r.about, aspectNames)
	for _, v := range []struct {
		field string
		at    *float64
	}{{"value", &r.value}, {"low", &r.low}, {"high", &r.high}} {
		*v.at += 0 // which turns -0 into 0
		f.number(v.field, *v.at, !math.IsInf(*v.at, 0) && !math.IsNaN(*v.at), "a finite number")
	}
	f.number("high", r.high, !(r.high <= r.low), "more than low")
	f.number("value", r.value, !(r.value < r.low || r.value > r.high), "a value from low to high")
}

func (r *Rating) slots(s *slots) {
	s.choice("about", (*uint8)(&r.about), aspectNames, required)
	s.add("value", &r.value, required)
	s.add("low", &r.low, required)
	s.add("high", &r.high, required)
}

// About returns what is rated.
func (r Rating) About() Aspect { return r.about }

// Value returns the rating, on the scale from Low to High.
func (r Rating) Value() float64 { return r.value }

// Low returns the worst value of the scale.
func (r Rating) Low() float64 { return r.low }

// High returns the best value of the scale.
func (r Rating) High() float64 { return r.high }

// Score returns the place of the rating on its scale, from 0, the worst, to 1, the best: (value - low) / (high - low). It is
// non-decreasing in the value.
func (r Rating) Score() float64 {
	if !(r.low < r.high) {
		return 0 // of the zero value
	}
	if span := r.high - r.low; !math.IsInf(span, 0) {
		return (r.value - r.low) / span
	}
	// A scale wider than the range of float64 is halved, which is exact for ends of that size.
	return (r.value/2 - r.low/2) / (r.high/2 - r.low/2)
}

// Equal reports whether both are the same in every field.
func (r Rating) Equal(o Rating) bool { return r == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (r Rating) MarshalJSON() ([]byte, error) { return storeEvent(&r, EventRating) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a rating. After an error r is as it was.
func (r *Rating) UnmarshalJSON(data []byte) error { return loadEvent(r, EventRating, data) }
