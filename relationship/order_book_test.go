package relationship_test

import (
	"errors"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// ordered makes an order of day 0: tea and a pot, paid 20.00 with a discount on the whole, at a cost of 12.345.
func ordered(id string) relationship.Order {
	return relationship.Must(relationship.NewOrder(relationship.OrderConfig{ID: relationship.EventID(id), At: tieDay(0), Key: keyOfTests, Lines: []relationship.OrderLine{
		{Line: "tea", Quantity: 3, Amount: money("9.00 EUR"), Cost: money("4.345 EUR")}, {Line: "pot", Quantity: 1, Amount: money("12.00 EUR"), Cost: money("8.00 EUR")},
	}, Paid: money("20.00 EUR")}))
}

// paidBack makes a refund of such an order.
func paidBack(id, order, amount string, day int) relationship.Refund {
	return relationship.Must(relationship.NewRefund(relationship.RefundConfig{ID: relationship.EventID(id), At: tieDay(day), Key: keyOfTests, Amount: money(amount),
		Order: relationship.EventID(order), OrderDate: relationship.DateOf(tieDay(0))}))
}

// cameBack makes the return of goods of an order.
func cameBack(id, order, cost string, day int) relationship.OrderReturn {
	return relationship.Must(relationship.NewOrderReturn(relationship.OrderReturnConfig{ID: relationship.EventID(id), At: tieDay(day),
		Order: relationship.EventID(order), Cost: money(cost)}))
}

// sentBack makes the event of a return.
func sentBack(id, order string, whole bool) relationship.Return {
	return relationship.Must(relationship.NewReturn(relationship.ReturnConfig{ID: relationship.EventID(id), At: tieDay(3), Key: keyOfTests,
		Order: relationship.EventID(order), Whole: whole}))
}

// takeOrder takes an order, an event or a return into a book.
func takeOrder(b *relationship.OrderBook, step tieStep) error {
	switch step := step.(type) {
	case relationship.Order:
		return b.Add(step)
	case relationship.OrderReturn:
		return b.TakeBack(step)
	}
	return b.Observe(step.(relationship.Event))
}

// ordersOf takes steps into a book until one is refused.
func ordersOf(steps ...tieStep) (*relationship.OrderBook, error) {
	b := new(relationship.OrderBook)
	for _, step := range steps {
		if err := takeOrder(b, step); err != nil {
			return b, err
		}
	}
	return b, nil
}

func TestOrder(t *testing.T) {
	o := ordered("o")
	if !o.Asked().Equal(money("21.00 EUR")) || !o.Paid().Equal(money("20.00 EUR")) || !o.Cost().Equal(money("12.345 EUR")) || !o.Margin().Equal(money("7.655 EUR")) ||
		o.Currency() != eur || len(o.Lines()) != 2 || o.Buyer() != relationship.ByTo || o.Date() != tieEnd(0) || !o.At().Equal(tieDay(0)) {
		t.Errorf("the order is %+v", o)
	}
	p := o.Purchase()
	if p.ID() != o.ID() || !p.Amount().Equal(o.Paid()) || p.Key() != o.Key() || p.Actor() != relationship.ByTo || p.Date() != o.Date() {
		t.Errorf("the purchase is %+v", p)
	}
	if text := stored(t, p); text != `{"kind":"purchase","id":"o","at":"2026-01-01T12:00:00Z","from":"us","to":"ada","role":"end-consumer","actor":"to","amount":"20.00 EUR"}` {
		t.Errorf("the purchase is stored as %s", text)
	}
	plain := relationship.Must(relationship.NewOrder(relationship.OrderConfig{ID: "o", At: noon, Key: keyOfTests, Lines: []relationship.OrderLine{
		{Quantity: 1, Amount: money("1.5 EUR")}, {Quantity: 1, Amount: money("2 EUR")}}}))
	if !plain.Paid().Equal(money("3.50 EUR")) || !plain.Cost().Equal(money("0 EUR")) || plain.Date() != date("2026-01-03") {
		t.Errorf("paid by its lines, at no cost: %v, %v on %v", plain.Paid(), plain.Cost(), plain.Date())
	}
	free := relationship.Must(relationship.NewOrder(relationship.OrderConfig{ID: "o", At: noon, Key: keyOfTests, Paid: money("0 EUR"), Lines: o.Lines()}))
	if !free.Paid().IsZero() || !free.Margin().Equal(money("-12.345 EUR")) {
		t.Errorf("free of charge: %v, %v", free.Paid(), free.Margin())
	}
}

func TestOrderBook(t *testing.T) {
	for name, row := range map[string]struct {
		steps                           []tieStep
		net, recovered, kept, theMargin string
	}{
		"untouched":           {nil, "20.00 EUR", "0.00 EUR", "12.345 EUR", "7.655 EUR"},
		"a discount later":    {[]tieStep{paidBack("r", "o", "5.00 EUR", 1)}, "15.00 EUR", "0.00 EUR", "12.345 EUR", "2.655 EUR"},
		"paid back twice":     {[]tieStep{paidBack("r", "o", "5.00 EUR", 1), paidBack("s", "o", "15.00 EUR", 2)}, "0.00 EUR", "0.00 EUR", "12.345 EUR", "-12.345 EUR"},
		"the pot came back":   {[]tieStep{paidBack("r", "o", "11.43 EUR", 1), cameBack("b", "o", "8.00 EUR", 1)}, "8.57 EUR", "8.00 EUR", "4.345 EUR", "4.225 EUR"},
		"some came back":      {[]tieStep{sentBack("b", "o", false)}, "20.00 EUR", "0.00 EUR", "12.345 EUR", "7.655 EUR"},
		"all came back":       {[]tieStep{sentBack("b", "o", true), paidBack("r", "o", "20.00 EUR", 1)}, "0.00 EUR", "12.345 EUR", "0.00 EUR", "0.00 EUR"},
		"first some, then so": {[]tieStep{cameBack("c", "o", "8.00 EUR", 1), sentBack("b", "o", true)}, "20.00 EUR", "12.345 EUR", "0.00 EUR", "20.00 EUR"},
	} {
		b, err := ordersOf(append([]tieStep{ordered("o")}, row.steps...)...)
		if err != nil {
			t.Fatal(name, err)
		}
		a, ok := b.Account("o")
		if !ok || !a.Gross.Equal(money("20.00 EUR")) || !a.Net().Equal(money(row.net)) || !a.Recovered.Equal(money(row.recovered)) ||
			!a.Kept().Equal(money(row.kept)) || !a.Margin().Equal(money(row.theMargin)) {
			t.Errorf("%s: net %v, kept %v, margin %v, %t", name, a.Net(), a.Kept(), a.Margin(), ok)
		}
		if total := b.Total(keyOfTests); !total.Equal(a) {
			t.Errorf("%s: in all %+v", name, total)
		}
	}
	b, _ := ordersOf(ordered("o"), ordered("p"), paidBack("r", "p", "5.00 EUR", 1))
	if total := b.Total(keyOfTests); !total.Gross.Equal(money("40.00 EUR")) || !total.Margin().Equal(money("10.310 EUR")) || b.Currency() != eur || b.Len() != 2 {
		t.Errorf("of two orders: %+v", total)
	}
	if none := b.Total(keyFor(relationship.KindSupplier)); !none.Equal(relationship.OrderAccount{}) || !none.Margin().IsZero() {
		t.Errorf("of none: %+v", none)
	}
	if o, ok := b.Order("p"); !ok || !o.Equal(ordered("p")) {
		t.Errorf("the order is %+v, %t", o, ok)
	}
	if _, ok := b.Account("q"); ok {
		t.Error("an order that nobody placed has an account")
	}
}

func TestOrderBookIllegal(t *testing.T) {
	early := relationship.Must(relationship.NewRefund(relationship.RefundConfig{ID: "r", At: tieDay(0).Add(-1), Key: keyOfTests, Amount: money("1 EUR"), Order: "o", OrderDate: tieEnd(0)}))
	elsewhere := relationship.Must(relationship.NewRefund(relationship.RefundConfig{ID: "r", At: tieDay(1), Key: keyFor(relationship.KindSupplier), Amount: money("1 EUR"), Order: "o", OrderDate: tieEnd(0)}))
	yesterday := relationship.Must(relationship.NewRefund(relationship.RefundConfig{ID: "r", At: tieDay(1), Key: keyOfTests, Amount: money("1 EUR"), Order: "o", OrderDate: tieEnd(0).AddDays(-1)}))
	dollars := relationship.Must(relationship.NewOrder(relationship.OrderConfig{ID: "d", At: noon, Key: keyOfTests, Lines: []relationship.OrderLine{{Quantity: 1, Amount: money("1 USD")}}}))
	for name, row := range map[string]struct {
		known []tieStep
		step  tieStep
		want  error
		fault relationship.ChangeFault
	}{
		"a refund of nothing":    {nil, paidBack("r", "o", "1 EUR", 1), relationship.ErrChange, relationship.FaultUnknown},
		"a return of nothing":    {nil, cameBack("b", "o", "1 EUR", 1), relationship.ErrChange, relationship.FaultUnknown},
		"nothing sent back":      {nil, sentBack("b", "o", true), relationship.ErrChange, relationship.FaultUnknown},
		"more than was paid":     {steps(ordered("o")), paidBack("r", "o", "20.01 EUR", 1), relationship.ErrChange, 0},
		"more in two":            {steps(ordered("o"), paidBack("q", "o", "5 EUR", 2)), paidBack("r", "o", "15.001 EUR", 1), relationship.ErrChange, 0},
		"more than it cost":      {steps(ordered("o"), cameBack("a", "o", "8 EUR", 1)), cameBack("b", "o", "4.346 EUR", 1), relationship.ErrChange, 0},
		"a refund before it":     {steps(ordered("o")), early, relationship.ErrChange, relationship.FaultEarly},
		"a return before it":     {steps(ordered("o")), cameBack("b", "o", "1 EUR", -1), relationship.ErrChange, relationship.FaultEarly},
		"another relationship":   {steps(ordered("o")), elsewhere, relationship.ErrConflict, 0},
		"another date":           {steps(ordered("o")), yesterday, relationship.ErrConflict, 0},
		"a refund in dollars":    {steps(ordered("o")), paidBack("r", "o", "1 USD", 1), relationship.ErrCurrencyMismatch, 0},
		"a return in dollars":    {steps(ordered("o")), cameBack("b", "o", "1 USD", 1), relationship.ErrCurrencyMismatch, 0},
		"an order in dollars":    {steps(ordered("o")), dollars, relationship.ErrCurrencyMismatch, 0},
		"another order of an id": {steps(dollars), relationship.Must(relationship.NewOrder(relationship.OrderConfig{ID: "d", At: noon, Key: keyOfTests, Lines: []relationship.OrderLine{{Quantity: 2, Amount: money("1 USD")}}})), relationship.ErrConflict, 0},
		"another refund":         {steps(ordered("o"), paidBack("r", "o", "1 EUR", 1)), paidBack("r", "o", "2 EUR", 1), relationship.ErrConflict, 0},
		"a refund, as an order":  {steps(ordered("o")), paidBack("o", "o", "2 EUR", 1), relationship.ErrConflict, 0},
		"a return, as a refund":  {steps(ordered("o"), paidBack("r", "o", "1 EUR", 1)), cameBack("r", "o", "1 EUR", 1), relationship.ErrConflict, 0},
		"a refund, as a return":  {steps(ordered("o"), cameBack("r", "o", "1 EUR", 1)), paidBack("r", "o", "1 EUR", 1), relationship.ErrConflict, 0},
		"an order, as a refund":  {steps(ordered("o"), paidBack("r", "o", "1 EUR", 1)), ordered("r"), relationship.ErrConflict, 0},
	} {
		b, err := ordersOf(row.known...)
		if err != nil {
			t.Fatal(name, err)
		}
		was := b.Clone()
		err = takeOrder(b, row.step)
		if refuse(t, name, err, row.want); tieFault(err) != row.fault || !b.Equal(was) {
			t.Errorf("%s: %v", name, err)
		}
		var exceed *relationship.ExceedError
		if is := errors.As(err, &exceed); is != (row.want == relationship.ErrChange && row.fault == 0) || is && (exceed.Order != "o" || exceed.Change == "") {
			t.Errorf("%s: %v does not name both", name, err)
		}
		for _, step := range row.known {
			if err := takeOrder(b, step); err != nil || !b.Equal(was) {
				t.Errorf("%s: the same again: %v", name, err)
			}
		}
	}
}

// steps lists what goes into a book.
func steps(all ...tieStep) []tieStep { return all }

// TestChangeErrors reads the errors of books.
func TestChangeErrors(t *testing.T) {
	for err, text := range map[error]string{
		&relationship.ChangeError{Of: "agreement", ID: "a-7", Change: "g-3", Fault: relationship.FaultOver}: `relationship: agreement "a-7": change "g-3": it was over by then`,
		&relationship.ChangeError{Of: "promise", ID: "p", Change: "k"}:                                      `relationship: promise "p": change "k": ChangeFault(0)`,
		&relationship.ExceedError{Order: "o", Change: "r", Asked: money("5 EUR"), Left: money("3 EUR")}:     `relationship: order "o": change "r" = 5.00 EUR, want at most the 3.00 EUR that are left of the order`,
	} {
		if err.Error() != text || !errors.Is(err, relationship.ErrChange) || errors.Is(err, relationship.ErrInvalid) {
			t.Errorf("%T says %q, want %q", err, err, text)
		}
	}
}
