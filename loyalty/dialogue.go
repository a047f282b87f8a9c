package loyalty

import (
	"math"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// DialoguePolicy says how a dialogue is read. The zero value stands for the defaults.
type DialoguePolicy struct {
	// HalfLife is how fast what was said fades; unset it is 90 days.
	HalfLife HalfLife `json:"half_life,omitzero"`
	// Prior is what is believed without a dialogue; unset it is two observations at 0.5.
	Prior Prior `json:"prior,omitzero"`
	// Patience is how long a request may wait before it counts as one that reached nobody; unset it is 3 days.
	Patience Span `json:"patience,omitzero"`
}

// DialogueModel reads who turns to whom, and how often: two-way, regular and consistent communication. It is an immutable
// value; the zero value is the model of the zero policy.
type DialogueModel struct{ policy DialoguePolicy }

// NewDialogueModel checks a policy, of which what is unset stands for its default. The error joins all faults.
func NewDialogueModel(policy DialoguePolicy) (DialogueModel, error) {
	m := DialogueModel{policy}
	p := m.Policy()
	var f faults
	if err := p.HalfLife.check("half_life"); err != nil {
		f.errs = append(f.errs, err)
	}
	p.Prior.check("prior", &f)
	if p.Patience < 0 {
		f.add("patience", p.Patience.String(), "a span >= 0")
	}
	if err := f.err(); err != nil {
		return DialogueModel{}, err
	}
	return m, nil
}

// Policy returns the policy with its defaults filled in.
func (m DialogueModel) Policy() DialoguePolicy {
	p := m.policy
	if p.HalfLife == 0 {
		p.HalfLife = Days(90)
	}
	if p.Prior == (Prior{}) {
		p.Prior = Prior{Strength: 2, Mean: 0.5}
	}
	if p.Patience == 0 {
		p.Patience = 3 * Day
	}
	return p
}

// The kinds of what is counted, each for the side that acts.
const (
	started = iota // a contact or a request that offers nothing
	social         // one that is not business
	offered        // one to sell or to buy
	replied
	reached // an attempt that reached a person
	missed  // an attempt that did not
	touches
)

// masses are decayed counts of one side.
type masses [touches]float64

// initiatives returns the weight of what the side began by itself.
func (v *masses) initiatives() float64 { return v[started] + v[social] + v[offered] }

// all returns the weight of what the side said.
func (v *masses) all() float64 { return v.initiatives() + v[replied] }

func (v *masses) fade(k float64) {
	for i := range v {
		v[i] = float64(v[i] * k)
	}
}

func (v *masses) add(o *masses) {
	for i := range v {
		v[i] = min(v[i]+o[i], maxMass)
	}
}

// Dialogue is what is known of who turned to whom in one relationship: for each side decayed counts of what it began, offered
// and answered, and the days on which there was any contact in a little more than a year. It is a comparable value of fixed
// size, 168 bytes, to be copied and stored; the zero value knows nothing. Under another half-life it is another state.
//
// Laws: any order and any split of the same events gives the same state, days exactly and counts to 1e-12 relative; Merge is
// commutative and associative, and has the zero value for identity.
type Dialogue struct {
	at    instant
	sides [2]masses // of relationship.ByFrom and ByTo
	days  daySet
}

// side returns the counts of a side.
func (s *Dialogue) side(a relationship.Actor) *masses {
	if a == relationship.ByTo {
		return &s.sides[1]
	}
	return &s.sides[0]
}

// IsZero reports whether nothing is known.
func (s Dialogue) IsZero() bool { return !s.at.set }

// At returns the instant of the latest event in UTC, the zero time when there is none: nothing can be read before it.
func (s Dialogue) At() time.Time { return s.at.time() }

// Equal reports whether both hold the same to the bit.
func (s Dialogue) Equal(o Dialogue) bool { return s == o }

// Observe takes an event in: a contact, a request or a reply of either side, each with weight 1. One whose purpose is an offer
// is promotional, even if it is informal; another that is social or informal is not business. Other events are no-ops. One state is for one
// relationship.Key: whose events these are is not looked at. After an error s is as it was.
func (m DialogueModel) Observe(s *Dialogue, event relationship.Event) error {
	kind, date := started, relationship.Date{}
	switch e := plain(event).(type) {
	case nil:
		return errNoEvent()
	case relationship.Contact:
		date = e.Date()
		switch {
		case e.Purpose() == relationship.PurposeOffer:
			kind = offered
		case e.Purpose() == relationship.PurposeSocial || e.Informal():
			kind = social
		}
	case relationship.Request:
		date = e.Date()
		switch e.Purpose() {
		case relationship.PurposeOffer:
			kind = offered
		case relationship.PurposeSocial:
			kind = social
		}
	case relationship.Reply:
		kind, date = replied, e.Date()
	default:
		return nil
	}
	at, err := instantOf("event: at", event.At())
	if err != nil {
		return err
	}
	if !event.Actor().IsValid() || date.IsZero() {
		return &FieldError{Path: "event", Value: "nothing", Rule: "an event that was constructed"}
	}
	one := Dialogue{at: at}
	one.side(event.Actor())[kind] = 1
	one.days.add(date)
	m.merge(s, &one)
	return nil
}

// ObserveAttempt takes in that one side tried to reach the other, and whether it reached a person or an answer: a call, a visit.
// It tells of access and of nothing else; if it is a contact too, that is an event of its own. An answered request is an
// attempt without being told, and so is one that waits for longer than the patience.
func (m DialogueModel) ObserveAttempt(s *Dialogue, by relationship.Actor, reachedOne bool, when time.Time) error {
	var f faults
	f.checkSide("by", by)
	at, err := instantOf("when", when)
	if err != nil {
		f.errs = append(f.errs, err)
	}
	if err := f.err(); err != nil {
		return err
	}
	one, kind := Dialogue{at: at}, missed
	if reachedOne {
		kind = reached
	}
	one.side(by)[kind] = 1
	m.merge(s, &one)
	return nil
}

// Merge adds what was observed elsewhere of the same relationship, under the same half-life. The error is nil: it is there
// because the verbs of all models have one.
func (m DialogueModel) Merge(s *Dialogue, other Dialogue) error {
	m.merge(s, &other)
	return nil
}

// merge fades the older of the two to the instant of the younger and adds.
func (m DialogueModel) merge(s, other *Dialogue) {
	o := *other
	if !o.at.set {
		return
	}
	if s.at.before(o.at) {
		*s, o = o, *s
	}
	s.days.merge(o.days)
	if !o.at.set {
		return
	}
	if o.at != s.at {
		o.fade(s.at, m.Policy().HalfLife)
	}
	for i := range s.sides {
		s.sides[i].add(&o.sides[i])
	}
}

// fade takes the counts to a later instant.
func (s *Dialogue) fade(at instant, h HalfLife) {
	k := fade(at.since(s.at), h.seconds())
	for i := range s.sides {
		s.sides[i].fade(k)
	}
	s.at = at
}

// Read returns the dialogue as it stands at asOf, with the requests that are open then; open may be nil. It is an *AsOfError if
// something later is known.
func (m DialogueModel) Read(s Dialogue, open *relationship.Open, asOf time.Time) (DialogueReading, error) {
	now, err := instantOf("as-of", asOf)
	if err != nil {
		return DialogueReading{}, err
	}
	if now.before(s.at) {
		return DialogueReading{}, &AsOfError{AsOf: now.time(), Known: s.At()}
	}
	p := m.Policy()
	r := DialogueReading{policy: p, rhythm: s.days.rhythm(relationship.DateOf(now.time()))}
	if s.at.set {
		s.fade(now, p.HalfLife)
	}
	r.sides = s.sides
	if open != nil {
		for q := range open.Requests(now.time()) {
			asked, err := instantOf("request", q.Since)
			if err == nil && q.By.IsValid() && now.since(asked) > p.Patience.seconds() {
				v := &r.waiting[q.By-relationship.ByFrom]
				*v = math.Min(*v+1, maxMass)
			}
		}
	}
	return r, nil
}
