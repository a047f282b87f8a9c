package relationship

// Customer is a party that buys: a business or an end consumer. It may have other kinds beside.
//
// It is an immutable, comparable value. The zero value is no customer; IsZero reports it.
type Customer struct{ party }

// CustomerConfig says what a customer is made of.
type CustomerConfig struct {
	// ID is the caller's own name for the customer; it must be given.
	ID PartyID
	// Name is for people to read; it may be empty.
	Name string
	// Kinds must hold KindCustomer or KindEndConsumer and may hold more; empty means KindCustomer alone.
	Kinds KindSet
	// Since is the date since which the customer is known; it may be no date.
	Since Date
}

// NewCustomer checks everything and returns the customer. The error joins all faults; each wraps [ErrInvalid].
func NewCustomer(cfg CustomerConfig) (Customer, error) {
	if cfg.Kinds.IsZero() {
		cfg.Kinds = cfg.Kinds.Add(KindCustomer)
	}
	p, err := customerForm(party{cfg.ID, cfg.Name, cfg.Kinds, cfg.Since}).check()
	return Customer{p}, err
}

// customerForm is a party that is to be a customer.
func customerForm(p party) partyForm {
	return partyForm{
		place: "customer", party: p, rule: "customer or end-consumer among them",
		fits: func(s KindSet) bool { return s.Has(KindCustomer) || s.Has(KindEndConsumer) },
	}
}

// IsZero reports whether c is no customer.
func (c Customer) IsZero() bool { return c == Customer{} }

// Equal reports whether both are the same in every field.
func (c Customer) Equal(o Customer) bool { return c == o }

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; and it checks
// what NewCustomer checks. After an error c is as it was. The error wraps [ErrDecode].
func (c *Customer) UnmarshalJSON(data []byte) error {
	form := customerForm(party{})
	if err := form.decode(data); err != nil {
		return err
	}
	*c = Customer{form.party}
	return nil
}
