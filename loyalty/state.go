package loyalty

import "time"

// State is what a score needs of a history: a few numbers for each factor. It is a comparable value of fixed size, to be
// copied and stored; the zero value knows nothing. Equal evidence under another card's half-lives or negativity is another state:
// what was observed by one model is to be merged and scored by models with the same, of the same scored side, or be replayed. A
// state does not say which card it is of: store the [Stamp] beside it.
type State struct {
	count   int
	entries [MaxFactors]entry // sorted by factor; those from count on are zero
}

type entry struct {
	factor   FactorID
	evidence Evidence
}

// IsZero reports whether nothing is known.
func (s State) IsZero() bool { return s.count == 0 }

// Evidence returns what is known of a factor, faded to the instant of its latest piece.
func (s State) Evidence(id FactorID) Evidence {
	if e := s.lookup(id); e != nil {
		return *e
	}
	return Evidence{}
}

// lookup returns what is known of a factor, nil if nothing is.
func (s *State) lookup(id FactorID) *Evidence {
	for i := range s.entries[:s.count] {
		if e := &s.entries[i]; e.factor == id {
			return &e.evidence
		}
	}
	return nil
}

// of returns what is known of a factor of a model, nil if nothing is. In most states it stands where it stands in a full one.
func (s *State) of(f *factor) *Evidence {
	if e := &s.entries[f.rank]; e.factor == f.ID {
		return &e.evidence
	}
	return s.lookup(f.ID)
}

// At returns the instant of the latest evidence in UTC, the zero time when there is none: no score can be read before it.
func (s State) At() time.Time {
	var latest instant
	for _, e := range s.entries[:s.count] {
		if latest.before(e.evidence.at) {
			latest = e.evidence.at
		}
	}
	return latest.time()
}

// Equal reports whether both hold the same to the bit.
func (s State) Equal(o State) bool { return s == o }

// slot returns the evidence of a factor, and makes room for it.
func (s *State) slot(id FactorID) (*Evidence, error) {
	if e := s.lookup(id); e != nil {
		return e, nil
	}
	if s.count == MaxFactors {
		return nil, ErrFull
	}
	i := 0
	for i < s.count && s.entries[i].factor < id {
		i++
	}
	copy(s.entries[i+1:s.count+1], s.entries[i:s.count])
	s.entries[i] = entry{factor: id}
	s.count++
	return &s.entries[i].evidence, nil
}

// ObserveEvidence takes an item of evidence on a factor in, at most Policy.MaxWeight of it, and then what is against times the factor's
// negativity. An item older than what is known arrives faded, so that the order of observations does not matter. After an error s is
// as it was.
func (m *Model) ObserveEvidence(s *State, id FactorID, item Item, when time.Time) error {
	i := m.index(id)
	if i < 0 {
		return &FactorError{id}
	}
	at, err := instantOf("when", when)
	if err != nil {
		return err
	}
	return m.take(s, target{i, 1}, item, at, 1)
}

// take adds an item to the factor of a target: at its weight, of which the policy caps the most, as far as its source is believed,
// and with the factor's negativity. Each is a function of the one item, so that the order of items does not matter; and as the
// reliability comes after the cap, a source that is half believed moves a score half as much, however big its events are.
func (m *Model) take(s *State, to target, item Item, at instant, reliability float64) error {
	item = item.times(to.weight).capped(m.card.Policy.MaxWeight).times(reliability)
	if item == (Item{}) {
		return nil // as always with the zero Model, which has no factors
	}
	f := &m.factors[to.index]
	item.con = float64(f.harm * item.con)
	e := s.of(f)
	if e == nil {
		var err error
		if e, err = s.slot(f.ID); err != nil {
			return err
		}
	}
	e.add(item, at, f.seconds)
	return nil
}

// Merge adds what was observed elsewhere of the same relationship. It is commutative, associative to 1e-12, and has the zero
// state for identity. A factor that the card does not have is a *FactorError; after an error s is as it was.
func (m *Model) Merge(s *State, other State) error {
	sum := *s
	for _, o := range other.entries[:other.count] {
		i := m.index(o.factor)
		if i < 0 {
			return &FactorError{o.factor}
		}
		e, err := sum.slot(o.factor)
		if err != nil {
			return err
		}
		e.merge(o.evidence, m.factors[i].seconds)
	}
	*s = sum
	return nil
}
