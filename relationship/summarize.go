package relationship

import (
	"cmp"
	"iter"
	"slices"
)

// Summarize adds up the purchases and refunds of any number of relationships: one [Summary] for each [Key] that has one. Each is equal
// to what [Summary.Observe] makes of the same events one by one, and the map is empty where there are none; other events are passed
// over. Many events at once are cheaper this way: each costs a look-up, and the memory of all dates is taken in one piece.
//
// The summaries share that piece of memory: keeping one of them keeps all of it, unless it is a Clone. Otherwise they are independent.
//
// Summarize stops at the first event that Observe refuses. The error is an [*EventError], which wraps the one that Observe gives.
// Cost: O(n) for n events that come in the order of their dates, O(n log n) for others.
func Summarize(events iter.Seq[Event]) (map[Key]*Summary, error) {
	var g gathering
	for e := range orNone(events) {
		if err := g.take(e); err != nil {
			return nil, err
		}
	}
	return g.summaries()
}

// gathering holds events until it is known how many each relationship has, so that every list of dates is made in its full length.
type gathering struct {
	books   map[side]map[PartyID]int32 // where the relationships of one book stand in held
	current map[PartyID]int32          // the book of the event before, as events mostly come from one
	of      side
	held    []holding
	plain   [][]plainOrder // in lists of plainRoom, so that no list is moved when it is full
}

// side is a key without the party that is seen.
type side struct {
	from PartyID
	role PartyKind
}

// holding is what is known of one relationship while events are gathered.
type holding struct {
	key      Key
	currency Currency // of the plain orders
	count    int      // of plain orders; later the place of the next one
	rest     *Summary // what is no plain order, or nil
}

// plainOrder is an order that fits an entry.
type plainOrder struct {
	date  Date
	at    int32 // in held
	gross uint64
}

// plainRoom is the length of a list of plain orders: 128 kB.
const plainRoom = 8192

// push holds a plain order.
func (g *gathering) push(o plainOrder) {
	last := len(g.plain) - 1
	if last < 0 || len(g.plain[last]) == plainRoom {
		g.plain = append(g.plain, make([]plainOrder, 0, min(plainRoom, 16+16*len(g.held))))
		last++
	}
	g.plain[last] = append(g.plain[last], o)
}

// take holds one event.
func (g *gathering) take(e Event) error {
	var o *occurrence
	var paid *Money
	switch e := e.(type) {
	case Purchase:
		o, paid = &e.occurrence, &e.amount
	case *Purchase:
		if e != nil {
			o, paid = &e.occurrence, &e.amount
		}
	case Refund:
		o = &e.occurrence
	case *Refund:
		if e != nil {
			o = &e.occurrence
		}
	case nil:
	default:
		return nil
	}
	if o == nil || o.date.IsZero() {
		return &EventError{Op: "summarize", Err: errNoEvent()}
	}
	at := g.place(&o.key)
	h := &g.held[at]
	if paid != nil {
		if e, fits := ordinary(o.date, paid.canonical(), paid.currency); fits {
			if h.currency != paid.currency {
				if err := h.meets(paid.currency); err != nil {
					return &EventError{Op: "summarize", ID: o.id, Err: err}
				}
				h.currency = paid.currency
			}
			h.count++
			g.push(plainOrder{e.date, at, e.gross})
			return nil
		}
	}
	if h.rest == nil {
		h.rest = &Summary{currency: h.currency}
	}
	if err := h.rest.Observe(e); err != nil {
		return &EventError{Op: "summarize", ID: o.id, Err: err}
	}
	return nil
}

// meets refuses a second currency, as Observe does.
func (h *holding) meets(c Currency) error {
	seen := Summary{currency: h.currency}
	if h.rest != nil {
		seen.currency = h.rest.currency
	}
	return seen.meets("observe", c)
}

// place returns where a relationship stands, and makes its place.
func (g *gathering) place(k *Key) int32 {
	if of := (side{k.From, k.Role}); g.current == nil || of != g.of {
		if g.books == nil {
			g.books = make(map[side]map[PartyID]int32)
		}
		if g.books[of] == nil {
			g.books[of] = make(map[PartyID]int32)
		}
		g.current, g.of = g.books[of], of
	}
	at, known := g.current[k.To]
	if !known {
		at = int32(len(g.held))
		g.current[k.To] = at
		g.held = append(g.held, holding{key: *k})
	}
	return at
}

// summaries hands out what was gathered.
func (g *gathering) summaries() (map[Key]*Summary, error) {
	next := 0
	for i := range g.held {
		g.held[i].count, next = next, next+g.held[i].count
	}
	dates := make([]entry, next)
	for _, list := range g.plain {
		for _, o := range list {
			h := &g.held[o.at]
			dates[h.count] = entry{date: o.date, gross: o.gross}
			h.count++ // in the end it is where the next relationship begins
		}
	}
	made := make([]Summary, len(g.held))
	all := make(map[Key]*Summary, len(g.held))
	next = 0
	for i := range g.held {
		h, s := &g.held[i], &made[i]
		if h.rest != nil {
			*s = *h.rest
		}
		if err := s.adopt(h.currency, dates[next:h.count:h.count]); err != nil {
			return nil, &EventError{Op: "summarize", Err: err}
		}
		next = h.count
		all[h.key] = s
	}
	return all, nil
}

// adopt takes in plain orders in any order of dates. It owns the list from then on.
func (s *Summary) adopt(c Currency, orders []entry) error {
	if len(orders) == 0 {
		return nil
	}
	if !slices.IsSortedFunc(orders, compareEntries) {
		slices.SortFunc(orders, compareEntries)
	}
	if len(s.days) == 0 && distinct(orders) {
		s.currency, s.days, s.last = c, orders, orders[len(orders)-1].date
		return nil
	}
	places := uint8(c.Places())
	for _, e := range orders {
		d := day{date: e.date, paid: 1, gross: amount{lo: e.gross, places: places}, refunded: amount{places: places}}
		if err := s.book(c, &d); err != nil {
			return err
		}
	}
	return nil
}

// compareEntries orders entries by date.
func compareEntries(a, b entry) int { return cmp.Compare(a.date.n, b.date.n) }

// distinct reports whether no two entries, which are in order, share a date.
func distinct(orders []entry) bool {
	for i := 1; i < len(orders); i++ {
		if orders[i].date == orders[i-1].date {
			return false
		}
	}
	return true
}
