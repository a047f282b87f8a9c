package relationship

// ordersForm is how errors name the stored form of an OrderBook.
const ordersForm = "orders JSON"

// MarshalJSON implements json.Marshaler: {"version":1,"orders":[…],"events":[…],"returns":[…]}, the orders as [Order] writes them, the
// events as [AppendEvent] does and the returns as in [OrderReturn] without a version; each list in the order of the orders and then of its
// own ids, and not there if it is empty. Equal books have equal forms.
func (b OrderBook) MarshalJSON() ([]byte, error) {
	var orders []Order
	var events []Event
	var returns []OrderReturn
	for _, o := range b.entries() {
		orders, events, returns = append(orders, o.order), append(events, o.changes...), append(returns, o.returns...)
	}
	dst := append(make([]byte, 0, 128), `{"version":1`...)
	dst, err := appendList(dst, "orders", orders, func(dst []byte, o *Order) ([]byte, error) {
		text, err := o.MarshalJSON()
		return append(dst, text...), err
	})
	if err == nil {
		dst, err = appendList(dst, "events", events, appendEventItem)
	}
	if err == nil {
		dst, err = appendList(dst, "returns", returns, func(dst []byte, r *OrderReturn) ([]byte, error) { return appendFlat(dst, r), nil })
	}
	return append(dst, '}'), err
}

// ordered tells whether items come in the order of their orders and then of their ids.
type ordered struct{ order, id EventID }

// next notes an item and reports whether it stands behind the one before.
func (o *ordered) next(order, id EventID) bool {
	behind := order > o.order || order == o.order && id > o.id
	*o = ordered{order, id}
	return behind
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: everything in the order in which it is written, each once, and nothing that the
// book would refuse or pass over. After an error b is as it was. The error wraps [ErrDecode].
func (b *OrderBook) UnmarshalJSON(data []byte) error {
	var read OrderBook
	var lastOrder, lastEvent, lastReturn ordered
	err := loadBook(ordersForm, data, list{"orders", func(item []byte) error {
		var o Order
		if err := o.UnmarshalJSON(item); err != nil {
			return err
		}
		if !lastOrder.next(o.head.id, "") {
			return errDisorder(string(o.head.id))
		}
		return read.Add(o)
	}}, list{"events", func(item []byte) error {
		e, err := ParseEvent(item)
		if err != nil {
			return err
		}
		known := len(read.seen)
		if err := read.Observe(e); err != nil {
			return err
		}
		if len(read.seen) == known || !lastEvent.next(read.seen[e.ID()], e.ID()) {
			return errDisorder(string(e.ID()))
		}
		return nil
	}}, list{"returns", func(item []byte) error {
		var r OrderReturn
		if err := loadItem(&r, orderReturnPlace, item); err != nil {
			return err
		}
		if !lastReturn.next(r.order, r.id) {
			return errDisorder(string(r.id))
		}
		return read.TakeBack(r)
	}})
	if err != nil {
		return err
	}
	*b = read
	return nil
}
