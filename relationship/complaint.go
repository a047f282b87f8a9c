package relationship

import "time"

// Complaint is one side telling the other that something is wrong. It stays open until a [Resolution]. It is an [Event] and an immutable
// value.
type Complaint struct {
	occurrence
	severity float64
	topic    string
}

var _ Event = Complaint{}

// ComplaintConfig says what a complaint is made of.
type ComplaintConfig struct {
	// ID is the caller's own name for the complaint. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who complains. Optional among buyers and suppliers: unset it is the buyer, To among buyers, From among suppliers. Required
	// elsewhere.
	Actor Actor
	// Severity is how bad it is, above 0 and at most 1. Required.
	Severity float64
	// Topic is the caller's own label. Optional.
	Topic string
}

// NewComplaint checks everything and returns the complaint. The error joins all faults; each wraps [ErrInvalid].
func NewComplaint(cfg ComplaintConfig) (Complaint, error) {
	c := Complaint{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Severity, cfg.Topic,
	}
	f := faults{place: "complaint"}
	c.check(&f)
	return checked(c, f)
}

func (c *Complaint) check(f *faults) {
	c.occurrence.check(f, byBuyer)
	f.share("severity", &c.severity, false)
	f.label("topic", c.topic)
}

func (c *Complaint) slots(s *slots) {
	s.add("severity", &c.severity, required)
	s.add("topic", &c.topic, optional)
}

// Severity returns how bad it is, above 0 and at most 1.
func (c Complaint) Severity() float64 { return c.severity }

// Topic returns the caller's own label, which may be empty.
func (c Complaint) Topic() string { return c.topic }

// Equal reports whether both are the same in every field.
func (c Complaint) Equal(o Complaint) bool { return c == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (c Complaint) MarshalJSON() ([]byte, error) { return storeEvent(&c, EventComplaint) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a complaint. After an error c is as it was.
func (c *Complaint) UnmarshalJSON(data []byte) error { return loadEvent(c, EventComplaint, data) }

// Resolution is the end of a [Complaint]. It repeats the complaint's instant and severity, and who complained. It is an [Event] and
// an immutable value.
type Resolution struct {
	occurrence
	complaint    EventID
	complainedAt time.Time
	severity     float64
	by           Actor
	recovery     float64
	verdict      Verdict
}

var _ Event = Resolution{}

// ResolutionConfig says what a resolution is made of.
type ResolutionConfig struct {
	// ID is the caller's own name for the resolution. Required.
	ID EventID
	// At is the instant. Its location matters: the civil date is the one that the clock there shows. Required.
	At time.Time
	// Key is the relationship. Required.
	Key Key
	// Actor is who resolved it. Optional among buyers and suppliers: unset it is the seller, From among buyers, To among suppliers. Required
	// elsewhere.
	Actor Actor
	// Complaint is the id of the complaint. Required.
	Complaint EventID
	// ComplainedAt is the instant of that complaint, not after this one. Required.
	ComplainedAt time.Time
	// Severity is the severity of that complaint. Required.
	Severity float64
	// By is who complained. Optional: unset it is the other side than Actor, so it must be given where the side that complained takes it back.
	By Actor
	// Recovery is how well it was made good, from 0 to 1. Optional: unset it is 0, not at all.
	Recovery float64
	// Verdict is what the side that complained says of it. Optional: unset it is not known.
	Verdict Verdict
}

// NewResolution checks everything and returns the resolution. The error joins all faults; each wraps [ErrInvalid].
func NewResolution(cfg ResolutionConfig) (Resolution, error) {
	r := Resolution{
		occurrence{id: cfg.ID, at: cfg.At, key: cfg.Key, actor: cfg.Actor},
		cfg.Complaint, cfg.ComplainedAt, cfg.Severity, cfg.By, cfg.Recovery, cfg.Verdict,
	}
	f := faults{place: "resolution"}
	r.check(&f)
	return checked(r, f)
}

func (r *Resolution) check(f *faults) {
	r.occurrence.check(f, bySeller)
	f.refOther("complaint", r.complaint, r.id)
	f.before("complained at", &r.complainedAt, r.at)
	f.share("severity", &r.severity, false)
	f.opener(&r.by, r.actor)
	f.share("recovery", &r.recovery, true)
	known(f, "verdict", r.verdict, verdictNames)
}

func (r *Resolution) slots(s *slots) {
	s.add("complaint", &r.complaint, required)
	s.add("complained_at", &r.complainedAt, required)
	s.add("severity", &r.severity, required)
	s.choice("by", (*uint8)(&r.by), actorNames, optional)
	s.add("recovery", &r.recovery, optional)
	s.choice("verdict", (*uint8)(&r.verdict), verdictNames, optional)
}

// Complaint returns the id of the complaint.
func (r Resolution) Complaint() EventID { return r.complaint }

// ComplainedAt returns the instant of the complaint.
func (r Resolution) ComplainedAt() time.Time { return r.complainedAt }

// Severity returns the severity of the complaint.
func (r Resolution) Severity() float64 { return r.severity }

// By returns who complained.
func (r Resolution) By() Actor { return r.by }

// Recovery returns how well it was made good, from 0 to 1.
func (r Resolution) Recovery() float64 { return r.recovery }

// Verdict returns what the side that complained says of it.
func (r Resolution) Verdict() Verdict { return r.verdict }

// Equal reports whether both are the same in every field.
func (r Resolution) Equal(o Resolution) bool { return r == o }

// MarshalJSON implements json.Marshaler with the form of [AppendEvent].
func (r Resolution) MarshalJSON() ([]byte, error) { return storeEvent(&r, EventResolution) }

// UnmarshalJSON implements json.Unmarshaler: like [ParseEvent], but nothing else than a resolution. After an error r is as it was.
func (r *Resolution) UnmarshalJSON(data []byte) error { return loadEvent(r, EventResolution, data) }
