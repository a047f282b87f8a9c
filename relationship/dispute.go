package relationship

import "time"

// Dispute is an open conflict between the two sides. It stays open until a [Reconciliation]. It is an [Event] and an immutable value.
type Dispute struct {
	occurrence
	severity float64
	topic    string
}

var _ Event = Dispute{}

// DisputeConfig says what a dispute is made of.
type DisputeConfig struct {
	// ID is the caller's own name for the dispute. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who began it. Required.
	Actor Actor
	// Severity is how bad it is, above 0 and at most 1. Required.
	Severity float64
	// Topic is the caller's own label. Optional.
	Topic string
}

// NewDispute checks everything and returns the dispute. The error joins all faults; each wraps [ErrInvalid].
func NewDispute(cfg DisputeConfig) (Dispute, error) {
	d := Dispute{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Severity, cfg.Topic,
	}
	f := faults{place: "dispute"}
	d.check(&f)
	return checked(d, f)
}

func (d *Dispute) check(f *faults) {
	d.occurrence.check(f, said)
	f.share("severity", &d.severity, false)
	f.label("topic", d.topic)
}

func (d *Dispute) slots(s *slots) {
	s.add("severity", &d.severity, required)
	s.add("topic", &d.topic, optional)
}

// Severity returns how bad it is, above 0 and at most 1.
func (d Dispute) Severity() float64 { return d.severity }

// Topic returns the caller's own label, which may be empty.
func (d Dispute) Topic() string { return d.topic }

// Equal reports whether both are the same in every field.
func (d Dispute) Equal(o Dispute) bool { return d == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (d Dispute) MarshalJSON() ([]byte, error) { return storeEvent(&d, EventDispute) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a dispute. After an error d is as it was.
func (d *Dispute) UnmarshalJSON(data []byte) error { return loadEvent(d, EventDispute, data) }

// Reconciliation is the end of a [Dispute]. It repeats the dispute's instant and severity, and who began it. It is an [Event] and
// an immutable value.
type Reconciliation struct {
	occurrence
	dispute    EventID
	disputedAt time.Time
	severity   float64
	by         Actor
	verdict    Verdict
}

var _ Event = Reconciliation{}

// ReconciliationConfig says what a reconciliation is made of.
type ReconciliationConfig struct {
	// ID is the caller's own name for the reconciliation. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who took the step. Required.
	Actor Actor
	// Dispute is the id of the dispute. Required.
	Dispute EventID
	// DisputedAt is the instant of that dispute, not after this one. Required.
	DisputedAt time.Time
	// Severity is the severity of that dispute. Required.
	Severity float64
	// By is who began that dispute. Optional: unset it is the other side than Actor, so it must be given where the side that began it takes it
	// back.
	By Actor
	// Verdict is what the other side says of it. Optional: unset it is not known.
	Verdict Verdict
}

// NewReconciliation checks everything and returns the reconciliation. The error joins all faults; each wraps [ErrInvalid].
func NewReconciliation(cfg ReconciliationConfig) (Reconciliation, error) {
	r := Reconciliation{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Dispute, cfg.DisputedAt, cfg.Severity, cfg.By, cfg.Verdict,
	}
	f := faults{place: "reconciliation"}
	r.check(&f)
	return checked(r, f)
}

func (r *Reconciliation) check(f *faults) {
	r.occurrence.check(f, said)
	f.refOther("dispute", r.dispute, r.id)
	f.before("disputed at", &r.disputedAt, r.at)
	f.share("severity", &r.severity, false)
	f.opener(&r.by, r.actor)
	known(f, "verdict", r.verdict, verdictNames)
}

func (r *Reconciliation) slots(s *slots) {
	s.add("dispute", &r.dispute, required)
	s.add("disputed_at", &r.disputedAt, required)
	s.add("severity", &r.severity, required)
	s.choice("by", (*uint8)(&r.by), actorNames, optional)
	s.choice("verdict", (*uint8)(&r.verdict), verdictNames, optional)
}

// Dispute returns the id of the dispute.
func (r Reconciliation) Dispute() EventID { return r.dispute }

// DisputedAt returns the instant of the dispute.
func (r Reconciliation) DisputedAt() time.Time { return r.disputedAt }

// Severity returns the severity of the dispute.
func (r Reconciliation) Severity() float64 { return r.severity }

// By returns who began the dispute.
func (r Reconciliation) By() Actor { return r.by }

// Verdict returns what the other side says of it.
func (r Reconciliation) Verdict() Verdict { return r.verdict }

// Equal reports whether both are the same in every field.
func (r Reconciliation) Equal(o Reconciliation) bool { return r == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (r Reconciliation) MarshalJSON() ([]byte, error) { return storeEvent(&r, EventReconciliation) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a reconciliation. After an error r is as it was.
func (r *Reconciliation) UnmarshalJSON(data []byte) error {
	return loadEvent(r, EventReconciliation, data)
}
