package relationship

// Tie is what one person feels for another, from -1, antipathy, to 1, liking. It is directed: the other may feel otherwise. It is an
// immutable value; compare with ==. The zero value is none.
type Tie struct {
	from, to PersonID
	strength float64
	since    Date
}

// TieConfig says what a tie is made of.
type TieConfig struct {
	// From is who feels it, To for whom.
	From, To PersonID
	// Strength is from -1 to 1; 0 is neither liking nor antipathy.
	Strength float64
	// Since is when it was seen last, or no date.
	Since Date
}

// tiePlace is how errors name a tie.
const tiePlace = "tie"

// NewTie checks everything and returns the tie. The error joins all faults; each wraps [ErrInvalid].
func NewTie(cfg TieConfig) (Tie, error) {
	t := Tie{cfg.From, cfg.To, cfg.Strength, cfg.Since}
	f := faults{place: tiePlace}
	t.check(&f)
	return checked(t, f)
}

func (t *Tie) check(f *faults) {
	f.ref("from", EventID(t.from))
	f.ref("to", EventID(t.to))
	if t.from == t.to && t.from != "" {
		f.add("to", quote(string(t.to)), "another person than from")
	}
	t.strength += 0 // which turns -0 into 0
	f.number("strength", t.strength, t.strength >= -1 && t.strength <= 1, "a number from -1 to 1")
}

func (t *Tie) slots(s *slots) {
	s.add("from", (*string)(&t.from), required)
	s.add("to", (*string)(&t.to), required)
	s.add("strength", &t.strength, required)
	s.add("since", &t.since, optional)
}

// From returns who feels it.
func (t Tie) From() PersonID { return t.from }

// To returns for whom.
func (t Tie) To() PersonID { return t.to }

// Strength returns how strong it is, from -1 to 1.
func (t Tie) Strength() float64 { return t.strength }

// Since returns when it was seen last; no date if that is not known.
func (t Tie) Since() Date { return t.since }

// Antipathy reports whether the strength is below 0, which is a risk to the relationship of their parties, however well that does.
func (t Tie) Antipathy() bool { return t.strength < 0 }

// Equal reports whether both are the same in every field.
func (t Tie) Equal(o Tie) bool { return t == o }

// IsZero reports whether t is the zero value.
func (t Tie) IsZero() bool { return t == Tie{} }

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"from":"e-7","to":"u-2","strength":-0.5,"since":"2026-01-02"}
//
// without the date if there is none. The zero value cannot be stored.
func (t Tie) MarshalJSON() ([]byte, error) { return storeFlat(&t, tiePlace, !t.IsZero()) }

// UnmarshalJSON implements json.Unmarshaler, strictly, and checked like [NewTie]. After an error t is as it was. The error wraps
// [ErrDecode].
func (t *Tie) UnmarshalJSON(data []byte) error { return loadFlat(t, tiePlace, data) }
