package relationship

// PersonID is the caller's own name for a person. The rule is that of [PartyID].
type PersonID string

// Person is somebody who works for a party. It is an immutable value; compare with ==. The zero value is none.
type Person struct {
	id       PersonID
	party    PartyID
	name     string
	function string
}

// PersonConfig says what a person is made of.
type PersonConfig struct {
	// ID is the caller's own name for the person.
	ID PersonID
	// Party is the party for which the person works.
	Party PartyID
	// Name may be empty.
	Name string
	// Function is what the person does there, in the caller's own words, or empty.
	Function string
}

// personPlace is how errors name a person.
const personPlace = "person"

// NewPerson checks everything and returns the person. The error joins all faults; each wraps [ErrInvalid].
func NewPerson(cfg PersonConfig) (Person, error) {
	p := Person{cfg.ID, cfg.Party, cfg.Name, cfg.Function}
	f := faults{place: personPlace}
	p.check(&f)
	return checked(p, f)
}

func (p *Person) check(f *faults) {
	f.ref("id", EventID(p.id))
	f.ref("party", EventID(p.party))
	f.label("name", p.name)
	f.label("function", p.function)
}

func (p *Person) slots(s *slots) {
	s.add("id", (*string)(&p.id), required)
	s.add("party", &p.party, required)
	s.add("name", &p.name, optional)
	s.add("function", &p.function, optional)
}

// ID returns the caller's own name for the person.
func (p Person) ID() PersonID { return p.id }

// Party returns the party for which the person works.
func (p Person) Party() PartyID { return p.party }

// Name returns the name, which may be empty.
func (p Person) Name() string { return p.name }

// Function returns what the person does there, which may be empty.
func (p Person) Function() string { return p.function }

// Equal reports whether both are the same in every field.
func (p Person) Equal(o Person) bool { return p == o }

// IsZero reports whether p is the zero value.
func (p Person) IsZero() bool { return p == Person{} }

// String returns the ids; the name stays out of logs.
func (p Person) String() string { return string(p.id) + " of " + string(p.party) }

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"id":"e-7","party":"acme","name":"Ada","function":"buyer"}
//
// without the name or the function if there is none. The zero value cannot be stored.
func (p Person) MarshalJSON() ([]byte, error) { return storeFlat(&p, personPlace, !p.IsZero()) }

// UnmarshalJSON implements json.Unmarshaler, strictly, and checked like [NewPerson]. After an error p is as it was. The error wraps
// [ErrDecode].
func (p *Person) UnmarshalJSON(data []byte) error { return loadFlat(p, personPlace, data) }
