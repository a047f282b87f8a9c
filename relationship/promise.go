package relationship

import "time"

// PromiseMade is a promise of one side to the other. It stays open until a [PromiseClosed]. It is an [Event] and an immutable value.
type PromiseMade struct {
	occurrence
	due    time.Time
	grace  time.Duration
	stake  float64
	public bool
	topic  string
}

var _ Event = PromiseMade{}

// PromiseMadeConfig says what a promise is made of.
type PromiseMadeConfig struct {
	// ID is the caller's own name for the promise. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is the promisor. Required.
	Actor Actor
	// Due is when it is to be delivered, not before At. Required.
	Due time.Time
	// Grace is how long after Due still counts as in time, at least 0. Optional.
	Grace time.Duration
	// Stake is how much depends on it, more than 0. Optional: 0 stands for 1.
	Stake float64
	// Public says that it was made to many. Optional.
	Public bool
	// Topic is the caller's own label. Optional.
	Topic string
}

// NewPromiseMade checks everything and returns the promise. The error joins all faults; each wraps [ErrInvalid].
func NewPromiseMade(cfg PromiseMadeConfig) (PromiseMade, error) {
	p := PromiseMade{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Due, cfg.Grace, cfg.Stake, cfg.Public, cfg.Topic,
	}
	f := faults{place: "promise"}
	p.check(&f)
	return checked(p, f)
}

func (p *PromiseMade) check(f *faults) {
	p.occurrence.check(f, said)
	f.after("due", &p.due, p.at)
	f.duration("grace", p.grace)
	f.stake(&p.stake)
	f.label("topic", p.topic)
}

func (p *PromiseMade) slots(s *slots) {
	s.add("due", &p.due, required)
	s.add("grace", &p.grace, optional)
	s.add("stake", &p.stake, optional)
	s.add("public", &p.public, optional)
	s.add("topic", &p.topic, optional)
}

// Due returns when it is to be delivered.
func (p PromiseMade) Due() time.Time { return p.due }

// Grace returns how long after Due still counts as in time.
func (p PromiseMade) Grace() time.Duration { return p.grace }

// Stake returns how much depends on it.
func (p PromiseMade) Stake() float64 { return p.stake }

// Public reports whether it was made to many.
func (p PromiseMade) Public() bool { return p.public }

// Topic returns the caller's own label, which may be empty.
func (p PromiseMade) Topic() string { return p.topic }

// Equal reports whether both are the same in every field.
func (p PromiseMade) Equal(o PromiseMade) bool { return p == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (p PromiseMade) MarshalJSON() ([]byte, error) { return storeEvent(&p, EventPromiseMade) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a promise. After an error p is as it was.
func (p *PromiseMade) UnmarshalJSON(data []byte) error { return loadEvent(p, EventPromiseMade, data) }

// PromiseClosed is the end of a promise, by delivery or by declaration. It repeats what the promise said, so that it counts without it. It
// is an [Event] and an immutable value.
type PromiseClosed struct {
	occurrence
	promise EventID
	madeAt  time.Time
	due     time.Time
	grace   time.Duration
	stake   float64
	by      Actor
	outcome Outcome
	share   float64
}

var _ Event = PromiseClosed{}

// PromiseClosedConfig says what a closed promise is made of.
type PromiseClosedConfig struct {
	// ID is the caller's own name for this event, another than that of the promise. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who acted. Optional: unset it is the promisor where the promise was kept, partly kept or broken, and the promisee where it was
	// waived or renegotiated, which no promisor can do alone.
	Actor Actor
	// Promise is the id of the promise. Required.
	Promise EventID
	// MadeAt is the instant of the promise, not after this one. Required.
	MadeAt time.Time
	// Due is when it was to be delivered, not before MadeAt. At, the instant of this event, is when it was delivered or declared. Required.
	Due time.Time
	// Grace is the grace of the promise. Optional, as it is there.
	Grace time.Duration
	// Stake is the stake of the promise. Optional: 0 stands for 1.
	Stake float64
	// By is the promisor. Required.
	By Actor
	// Outcome is how it ended. Required.
	Outcome Outcome
	// Share is how much was delivered. Required if partly kept, above 0 and below 1. Optional otherwise: unset or 1 if kept, unset if nothing
	// was delivered.
	Share float64
}

// NewPromiseClosed checks everything and returns the closed promise. The error joins all faults; each wraps [ErrInvalid].
func NewPromiseClosed(cfg PromiseClosedConfig) (PromiseClosed, error) {
	p := PromiseClosed{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Promise, cfg.MadeAt, cfg.Due, cfg.Grace, cfg.Stake, cfg.By, cfg.Outcome, cfg.Share,
	}
	f := faults{place: "closed promise"}
	p.check(&f)
	return checked(p, f)
}

func (p *PromiseClosed) check(f *faults) {
	usual := said
	switch byPromisee := p.outcome == OutcomeWaived || p.outcome == OutcomeRenegotiated; {
	case p.by == ByFrom && !byPromisee, p.by == ByTo && byPromisee:
		usual = byUs
	case p.by.IsValid():
		usual = byThem
	}
	p.occurrence.check(f, usual)
	f.refOther("promise", p.promise, p.id)
	f.before("made at", &p.madeAt, p.at)
	f.after("due", &p.due, p.madeAt)
	f.duration("grace", p.grace)
	f.stake(&p.stake)
	known(f, "by", p.by, actorNames)
	known(f, "outcome", p.outcome, outcomeNames)
	p.checkOutcome(f)
}

func (p *PromiseClosed) slots(s *slots) {
	s.add("promise", &p.promise, required)
	s.add("made_at", &p.madeAt, required)
	s.add("due", &p.due, required)
	s.add("grace", &p.grace, optional)
	s.add("stake", &p.stake, optional)
	s.choice("by", (*uint8)(&p.by), actorNames, required)
	s.choice("outcome", (*uint8)(&p.outcome), outcomeNames, required)
	s.add("share", &p.share, optional)
}

// Promise returns the id of the promise.
func (p PromiseClosed) Promise() EventID { return p.promise }

// MadeAt returns the instant of the promise.
func (p PromiseClosed) MadeAt() time.Time { return p.madeAt }

// Due returns when it was to be delivered.
func (p PromiseClosed) Due() time.Time { return p.due }

// Grace returns how long after Due still counted as in time.
func (p PromiseClosed) Grace() time.Duration { return p.grace }

// Stake returns how much depended on it.
func (p PromiseClosed) Stake() float64 { return p.stake }

// By returns the promisor.
func (p PromiseClosed) By() Actor { return p.by }

// Outcome returns how it ended.
func (p PromiseClosed) Outcome() Outcome { return p.outcome }

// Share returns how much was delivered, from 0 to 1.
func (p PromiseClosed) Share() float64 { return p.share }

// checkOutcome notes what does not go together with the outcome.
func (p *PromiseClosed) checkOutcome(f *faults) {
	p.share += 0 // which turns -0 into 0
	switch p.outcome {
	case OutcomeKept:
		if p.share == 0 {
			p.share = 1
		}
		f.number("share", p.share, p.share == 1, "1, or 0 for it, as the promise was kept")
	case OutcomePartlyKept:
		f.number("share", p.share, p.share > 0 && p.share < 1, "a number between 0 and 1")
	default:
		f.number("share", p.share, p.share == 0, "0, as nothing was delivered")
	}
	if p.outcome == OutcomeWaived || p.outcome == OutcomeRenegotiated {
		if p.actor.IsValid() && p.actor == p.by {
			f.add("actor", p.actor.String(), "the promisee, who alone can release the promisor")
		}
	}
}

// Equal reports whether both are the same in every field.
func (p PromiseClosed) Equal(o PromiseClosed) bool { return p == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (p PromiseClosed) MarshalJSON() ([]byte, error) { return storeEvent(&p, EventPromiseClosed) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a closed promise. After an error p is as it was.
func (p *PromiseClosed) UnmarshalJSON(data []byte) error {
	return loadEvent(p, EventPromiseClosed, data)
}
