package relationship

// Relation is one party's standing with another: who they are to each other, how that came about, and since when. It is directed, as its
// [Key] is: what one side thinks and does is not what the other does. It is an immutable value; compare with ==. The zero value is none.
type Relation struct {
	key    Key
	origin Origin
	by     PartyID
	since  Date
}

// RelationConfig says what a relation is made of.
type RelationConfig struct {
	// Key is whose book it is in, the party seen, and the role that party has.
	Key Key
	// Origin is how it came about; unset it is unknown.
	Origin Origin
	// By is who introduced or mandated it, or empty if that is not known. Who introduces is a third party; who mandates may be one of the two,
	// as the owner of a subsidiary is. A voluntary relation, or one of unknown origin, has none.
	By PartyID
	// Since is its first day, or no date if that is not known.
	Since Date
}

// NewRelation checks everything and returns the relation. The error joins all faults; each wraps [ErrInvalid].
func NewRelation(cfg RelationConfig) (Relation, error) {
	r := Relation{cfg.Key, cfg.Origin, cfg.By, cfg.Since}
	f := faults{place: relationPlace}
	r.check(&f)
	return checked(r, f)
}

// relationPlace is how errors name a relation.
const relationPlace = "relation"

func (r *Relation) check(f *faults) {
	r.key.check(f, "")
	known(f, "origin", r.origin, originNames)
	f.partyOrNone("by", r.by)
	switch third := r.by != r.key.From && r.by != r.key.To; {
	case r.by == "":
	case r.origin == OriginIntroduced && !third:
		f.add("by", quote(string(r.by)), "a third party, as it introduced the two")
	case r.origin == OriginUnknown || r.origin == OriginVoluntary:
		f.add("by", quote(string(r.by)), "nobody, as the origin is "+r.origin.String())
	}
}

func (r *Relation) slots(s *slots) {
	s.add("from", &r.key.From, required)
	s.add("to", &r.key.To, required)
	s.choice("role", (*uint8)(&r.key.Role), kindNames, required)
	s.choice("origin", (*uint8)(&r.origin), originNames, optional)
	s.add("by", &r.by, optional)
	s.add("since", &r.since, optional)
}

// Key returns whose book it is in, the party seen, and the role that party has.
func (r Relation) Key() Key { return r.key }

// From returns the party whose book it is in.
func (r Relation) From() PartyID { return r.key.From }

// To returns the party seen.
func (r Relation) To() PartyID { return r.key.To }

// Role returns what To is to From; after Reverse, which leaves the role, what From is to To.
func (r Relation) Role() PartyKind { return r.key.Role }

// Origin returns how it came about.
func (r Relation) Origin() Origin { return r.origin }

// By returns who introduced or mandated it; empty if nobody did or it is not known.
func (r Relation) By() PartyID { return r.by }

// Since returns its first day; no date if that is not known.
func (r Relation) Since() Date { return r.since }

// Reverse returns the same relation as it stands in the other party's book; see [Key.Reverse]. Reversing twice is the identity, and what is
// no matter of direction, the origin and the date, stays.
func (r Relation) Reverse() Relation {
	r.key = r.key.Reverse()
	return r
}

// TenureIsEvidence reports whether its age says anything of attitude; see [Origin.TenureIsEvidence].
func (r Relation) TenureIsEvidence() bool { return r.origin.TenureIsEvidence() }

// SpuriousRisk reports whether loyalty that is seen in it may be spurious; see [Origin.SpuriousRisk].
func (r Relation) SpuriousRisk() bool { return r.origin.SpuriousRisk() }

// Dyad returns which of the five classic pairs the two are, where the one that does not have the role is of the given kind: From, and To of
// a relation that was reversed; see [DyadOf].
func (r Relation) Dyad(own PartyKind) Dyad { return DyadOf(own, r.key.Role) }

// Equal reports whether both are the same in every field.
func (r Relation) Equal(o Relation) bool { return r == o }

// IsZero reports whether r is the zero value.
func (r Relation) IsZero() bool { return r == Relation{} }

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"from":"us","to":"ada","role":"end-consumer","origin":"mandated","by":"employer","since":"2026-01-02"}
//
// without the origin, the party and the date if they are not known. The zero value cannot be stored.
func (r Relation) MarshalJSON() ([]byte, error) {
	return storeFlat(&r, relationPlace, r.key.Role.IsValid())
}

// UnmarshalJSON implements json.Unmarshaler, strictly, and checked like [NewRelation]. After an error r is as it was. The error wraps
// [ErrDecode].
func (r *Relation) UnmarshalJSON(data []byte) error { return loadFlat(r, relationPlace, data) }
