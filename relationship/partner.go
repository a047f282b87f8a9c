package relationship

// Partner is a party that we work with in another way than selling to its use: a supplier, a distributor, an alliance, an employee.
// It may be a customer beside.
//
// It is an immutable, comparable value. The zero value is no partner; IsZero reports it.
type Partner struct{ party }

// PartnerConfig says what a partner is made of.
type PartnerConfig struct {
	// ID is the caller's own name for the partner; it must be given.
	ID PartyID
	// Name is for people to read; it may be empty.
	Name string
	// Kinds must hold one that is neither KindCustomer nor KindEndConsumer.
	Kinds KindSet
	// Since is the date since which the partner is known; it may be no date.
	Since Date
}

// NewPartner checks everything and returns the partner. The error joins all faults; each wraps [ErrInvalid].
func NewPartner(cfg PartnerConfig) (Partner, error) {
	p, err := partnerForm(party{cfg.ID, cfg.Name, cfg.Kinds, cfg.Since}).check()
	return Partner{p}, err
}

// partnerForm is a party that is to be a partner.
func partnerForm(p party) partyForm {
	return partyForm{
		place: "partner", party: p, rule: "one that is neither customer nor end-consumer among them",
		fits: func(s KindSet) bool {
			buyers := KindSet{}.Add(KindCustomer).Add(KindEndConsumer)
			return s.bits&^buyers.bits != 0
		},
	}
}

// IsZero reports whether p is no partner.
func (p Partner) IsZero() bool { return p == Partner{} }

// Equal reports whether both are the same in every field.
func (p Partner) Equal(o Partner) bool { return p == o }

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; and it checks
// what NewPartner checks. After an error p is as it was. The error wraps [ErrDecode].
func (p *Partner) UnmarshalJSON(data []byte) error {
	form := partnerForm(party{})
	if err := form.decode(data); err != nil {
		return err
	}
	*p = Partner{form.party}
	return nil
}
