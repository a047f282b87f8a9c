package relationship

// slot is one field of an event: its key in the stored form, where it is kept, and whether it must be there to be read. One that need
// not be there is written only if it is not zero.
type slot struct {
	key  string
	into any      // a pointer to the field
	of   []string // the names of a choice, whose field is an *uint8
	need presence
}

// maxSlots is the most fields an event has: the seven that all have, and eight of a closed promise.
const maxSlots = 15

// slots lists the fields of an event, in the order in which they are stored. The same list is used to write and to read.
type slots struct {
	n    int
	list [maxSlots]slot
}

// add lists a field.
func (s *slots) add(key string, into any, need presence) {
	s.list[s.n] = slot{key: key, into: into, need: need}
	s.n++
}

// choice lists a field that is one of several names.
func (s *slots) choice(key string, into *uint8, of []string, need presence) {
	s.list[s.n] = slot{key: key, into: into, of: of, need: need}
	s.n++
}

// of lists all fields of an event: what all have, and then its own.
func (s *slots) of(e stored) {
	o := e.common()
	s.add("id", &o.id, required)
	s.add("at", &o.at, required)
	s.add("date", &o.date, optional)
	s.add("from", &o.key.From, required)
	s.add("to", &o.key.To, required)
	s.choice("role", (*uint8)(&o.key.Role), kindNames, required)
	s.choice("actor", (*uint8)(&o.actor), actorNames, optional)
	e.slots(s)
}
