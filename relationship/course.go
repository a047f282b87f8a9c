package relationship

import "time"

// Referral is one party sending another to us. It is an [Event] and an immutable value.
type Referral struct {
	occurrence
	referred PartyID
}

var _ Event = Referral{}

// ReferralConfig says what a referral is made of.
type ReferralConfig struct {
	// ID is the caller's own name for the referral. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who referred. Optional: unset it is ByTo.
	Actor Actor
	// Referred is who was sent. Optional: empty if that is not known.
	Referred PartyID
}

// NewReferral checks everything and returns the referral. The error joins all faults; each wraps [ErrInvalid].
func NewReferral(cfg ReferralConfig) (Referral, error) {
	r := Referral{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Referred,
	}
	f := faults{place: "referral"}
	r.check(&f)
	return checked(r, f)
}

func (r *Referral) check(f *faults) {
	r.occurrence.check(f, byThem)
	f.partyOrNone("referred", r.referred)
}

func (r *Referral) slots(s *slots) {
	s.add("referred", &r.referred, optional)
}

// Referred returns who was sent; empty if it is not known.
func (r Referral) Referred() PartyID { return r.referred }

// Equal reports whether both are the same in every field.
func (r Referral) Equal(o Referral) bool { return r == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (r Referral) MarshalJSON() ([]byte, error) { return storeEvent(&r, EventReferral) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a referral. After an error r is as it was.
func (r *Referral) UnmarshalJSON(data []byte) error { return loadEvent(r, EventReferral, data) }

// Review is a look back at the relationship, on which what comes next is decided. It is an [Event] and an immutable value.
type Review struct {
	occurrence
	topic string
}

var _ Event = Review{}

// ReviewConfig says what a review is made of.
type ReviewConfig struct {
	// ID is the caller's own name for the review. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who reviews. Optional: unset it is ByFrom.
	Actor Actor
	// Topic is the caller's own label. Optional.
	Topic string
}

// NewReview checks everything and returns the review. The error joins all faults; each wraps [ErrInvalid].
func NewReview(cfg ReviewConfig) (Review, error) {
	r := Review{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Topic,
	}
	f := faults{place: "review"}
	r.check(&f)
	return checked(r, f)
}

func (r *Review) check(f *faults) {
	r.occurrence.check(f, byUs)
	f.label("topic", r.topic)
}

func (r *Review) slots(s *slots) {
	s.add("topic", &r.topic, optional)
}

// Topic returns the caller's own label, which may be empty.
func (r Review) Topic() string { return r.topic }

// Equal reports whether both are the same in every field.
func (r Review) Equal(o Review) bool { return r == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (r Review) MarshalJSON() ([]byte, error) { return storeEvent(&r, EventReview) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a review. After an error r is as it was.
func (r *Review) UnmarshalJSON(data []byte) error { return loadEvent(r, EventReview, data) }

// Expansion is the buyer taking up something beyond what it has. It is an [Event] and an immutable value.
type Expansion struct {
	occurrence
	line string
}

var _ Event = Expansion{}

// ExpansionConfig says what an expansion is made of.
type ExpansionConfig struct {
	// ID is the caller's own name for the expansion. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who took it up. Optional among buyers and suppliers: unset it is the buyer, To among buyers, From among suppliers. Required
	// elsewhere.
	Actor Actor
	// Line is the product line. Optional.
	Line string
}

// NewExpansion checks everything and returns the expansion. The error joins all faults; each wraps [ErrInvalid].
func NewExpansion(cfg ExpansionConfig) (Expansion, error) {
	e := Expansion{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Line,
	}
	f := faults{place: "expansion"}
	e.check(&f)
	return checked(e, f)
}

func (e *Expansion) check(f *faults) {
	e.occurrence.check(f, byBuyer)
	f.label("line", e.line)
}

func (e *Expansion) slots(s *slots) {
	s.add("line", &e.line, optional)
}

// Line returns the product line, which may be empty.
func (e Expansion) Line() string { return e.line }

// Equal reports whether both are the same in every field.
func (e Expansion) Equal(o Expansion) bool { return e == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (e Expansion) MarshalJSON() ([]byte, error) { return storeEvent(&e, EventExpansion) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than an expansion. After an error e is as it was.
func (e *Expansion) UnmarshalJSON(data []byte) error { return loadEvent(e, EventExpansion, data) }
