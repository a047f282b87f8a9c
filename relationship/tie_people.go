package relationship

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// People is the persons of any number of parties, and the ties between them. It is an immutable value. The zero value is nobody.
type People struct {
	persons []Person // in the order of ids; never changed, never handed out
	ties    []Tie    // in the order of from and to
}

// peoplePlace is how errors name people.
const peoplePlace = "people"

// NewPeople checks that every person comes once, and that every tie joins two of them and comes once for a direction. The error joins all
// faults; each wraps [ErrInvalid].
func NewPeople(persons []Person, ties []Tie) (People, error) {
	p := People{slices.Clone(persons), slices.Clone(ties)}
	slices.SortFunc(p.persons, comparePersons)
	slices.SortFunc(p.ties, compareTies)
	f := faults{place: peoplePlace}
	for i, person := range p.persons {
		switch {
		case person.IsZero():
			f.add("person", "nobody", "a person that was constructed")
		case i > 0 && person.id == p.persons[i-1].id:
			f.add("person", quote(string(person.id)), "each person once")
		}
	}
	for i, tie := range p.ties {
		if i > 0 && compareTies(tie, p.ties[i-1]) == 0 {
			f.add("tie", quote(string(tie.from)+" to "+string(tie.to)), "each tie once")
		}
		for _, end := range [...]PersonID{tie.from, tie.to} {
			if _, known := p.Person(end); !known {
				f.add("tie", quote(string(end)), "one of the persons")
			}
		}
	}
	if err := f.err(); err != nil {
		return People{}, err
	}
	return p, nil
}

// comparePersons orders persons by their ids.
func comparePersons(a, b Person) int { return strings.Compare(string(a.id), string(b.id)) }

// compareTies orders ties by who feels them, and then for whom.
func compareTies(a, b Tie) int {
	return cmp.Or(strings.Compare(string(a.from), string(b.from)), strings.Compare(string(a.to), string(b.to)))
}

// Person returns one person; false if they are not known.
func (p People) Person(id PersonID) (Person, bool) {
	at, found := slices.BinarySearchFunc(p.persons, Person{id: id}, comparePersons)
	if !found {
		return Person{}, false
	}
	return p.persons[at], true
}

// Of yields the persons of one party, in the order of their ids.
func (p People) Of(party PartyID) iter.Seq[Person] {
	return func(yield func(Person) bool) {
		for _, person := range p.persons {
			if person.party == party && !yield(person) {
				return
			}
		}
	}
}

// Ties yields the ties from persons of one party to persons of another, in the order of who feels them and then for whom. The ties back are
// those of the parties swapped; the ties within a party are those from it to itself.
func (p People) Ties(from, to PartyID) iter.Seq[Tie] {
	return func(yield func(Tie) bool) {
		for _, tie := range p.ties {
			a, _ := p.Person(tie.from)
			b, _ := p.Person(tie.to)
			if a.party == from && b.party == to && !yield(tie) {
				return
			}
		}
	}
}

// Antipathy reports whether there is antipathy between persons of two parties, whichever of them feels it: a flag to raise beside whatever
// the relationship scores. Swapping the parties does not change it.
func (p People) Antipathy(a, b PartyID) bool {
	for _, way := range [...][2]PartyID{{a, b}, {b, a}} {
		for tie := range p.Ties(way[0], way[1]) {
			if tie.Antipathy() {
				return true
			}
		}
	}
	return false
}

// Equal reports whether both are the same persons and ties.
func (p People) Equal(o People) bool {
	return slices.Equal(p.persons, o.persons) && slices.Equal(p.ties, o.ties)
}

// IsZero reports whether p is nobody.
func (p People) IsZero() bool { return len(p.persons) == 0 }

// MarshalJSON implements json.Marshaler: {"version":1,"persons":[…],"ties":[…]}, both as [Person] and [Tie] write them but without a version,
// in the order of their ids, and without a list that is empty. Equal values have equal forms.
func (p People) MarshalJSON() ([]byte, error) {
	dst := append(make([]byte, 0, 128), `{"version":1`...)
	dst, err := appendList(dst, "persons", slices.Clone(p.persons), func(dst []byte, p *Person) ([]byte, error) { return appendFlat(dst, p), nil })
	if err == nil {
		dst, err = appendList(dst, "ties", slices.Clone(p.ties), func(dst []byte, t *Tie) ([]byte, error) { return appendFlat(dst, t), nil })
	}
	return append(dst, '}'), err
}

// UnmarshalJSON implements json.Unmarshaler, strictly, and checked like [NewPeople]. After an error p is as it was. The error wraps
// [ErrDecode].
func (p *People) UnmarshalJSON(data []byte) error {
	var persons []Person
	var ties []Tie
	err := loadBook(peoplePlace+" JSON", data, list{"persons", func(item []byte) error {
		var person Person
		if err := loadItem(&person, personPlace, item); err != nil {
			return err
		}
		if n := len(persons); n > 0 && comparePersons(person, persons[n-1]) <= 0 {
			return errDisorder(string(person.id))
		}
		persons = append(persons, person)
		return nil
	}}, list{"ties", func(item []byte) error {
		var tie Tie
		if err := loadItem(&tie, tiePlace, item); err != nil {
			return err
		}
		if n := len(ties); n > 0 && compareTies(tie, ties[n-1]) <= 0 {
			return errDisorder(string(tie.from))
		}
		ties = append(ties, tie)
		return nil
	}})
	if err != nil {
		return err
	}
	read, err := NewPeople(persons, ties)
	if err != nil {
		return &DecodeError{Form: peoplePlace + " JSON", Err: err}
	}
	*p = read
	return nil
}
