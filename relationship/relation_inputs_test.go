package relationship_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// errorOf drops what a constructor returned, if that is the zero value as it has to be.
func errorOf[T any](t *testing.T, what string) func(T, error) error {
	return func(v T, err error) error {
		t.Helper()
		if got, none := fmt.Sprintf("%#v", v), fmt.Sprintf("%#v", *new(T)); err != nil && got != none {
			t.Errorf("%s is refused and gives %s", what, got)
		}
		return err
	}
}

func TestRefusedRelations(t *testing.T) {
	for name, cfg := range map[string]relationship.RelationConfig{
		"no key":              {},
		"no origin":           {Key: keyOfTests, Origin: 4},
		"a bad id":            {Key: keyOfTests, Origin: relationship.OriginMandated, By: " x"},
		"chosen, by somebody": {Key: keyOfTests, Origin: relationship.OriginVoluntary, By: "bob"},
		"unknown, by another": {Key: keyOfTests, By: "bob"},
		"introduced by one":   {Key: keyOfTests, Origin: relationship.OriginIntroduced, By: "us"},
		"introduced by other": {Key: keyOfTests, Origin: relationship.OriginIntroduced, By: "ada"},
	} {
		refuse(t, name, errorOf[relationship.Relation](t, name)(relationship.NewRelation(cfg)), relationship.ErrInvalid)
	}
	if _, err := relationship.NewRelation(relationship.RelationConfig{Key: keyOfTests, Origin: relationship.OriginMandated, By: "us"}); err != nil {
		t.Errorf("mandated by one of the two: %v", err)
	}
}

func TestRefusedPeople(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1.0000001, 1.0000001} {
		_, err := relationship.NewTie(relationship.TieConfig{From: "a", To: "b", Strength: v})
		refuse(t, fmt.Sprint("strength ", v), err, relationship.ErrInvalid)
	}
	for name, cfg := range map[string]relationship.TieConfig{"nobody": {To: "b"}, "to nobody": {From: "a"}, "oneself": {From: "a", To: "a"}} {
		refuse(t, name, errorOf[relationship.Tie](t, name)(relationship.NewTie(cfg)), relationship.ErrInvalid)
	}
	for name, cfg := range map[string]relationship.PersonConfig{
		"no id": {Party: "p"}, "no party": {ID: "a"}, "a bad name": {ID: "a", Party: "p", Name: "secret "}, "a bad function": {ID: "a", Party: "p", Function: "\x00"},
	} {
		err := errorOf[relationship.Person](t, name)(relationship.NewPerson(cfg))
		if refuse(t, name, err, relationship.ErrInvalid); err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error shows a name: %v", err)
		}
	}
	for _, points := range []int{-1, 10_001} {
		_, err := relationship.NewOpinion(relationship.OpinionConfig{Key: keyOfTests, By: "a", At: noon, Points: points})
		refuse(t, fmt.Sprint(points, " points"), err, relationship.ErrInvalid)
	}
	refuse(t, "no opinion", errorOf[relationship.Opinion](t, "no opinion")(relationship.NewOpinion(relationship.OpinionConfig{})), relationship.ErrInvalid)
	for name, row := range map[string]struct {
		persons []relationship.Person
		ties    []relationship.Tie
	}{
		"one twice":     {append(tiePersons[:1:1], tiePersons...), nil},
		"nobody":        {[]relationship.Person{{}}, nil},
		"a tie twice":   {tiePersons, append(tieTies[:1:1], tieTies...)},
		"a stranger":    {tiePersons[:2], tieTies[:1]},
		"no tie at all": {tiePersons, []relationship.Tie{{}}},
	} {
		refuse(t, name, errorOf[relationship.People](t, name)(relationship.NewPeople(row.persons, row.ties)), relationship.ErrInvalid)
	}
}

// TestPeopleKeepNothing: what is given and what is handed out can be changed without changing what was made of it.
func TestPeopleKeepNothing(t *testing.T) {
	persons, ties := append([]relationship.Person(nil), tiePersons...), append([]relationship.Tie(nil), tieTies...)
	people := relationship.Must(relationship.NewPeople(persons, ties))
	persons[0], ties[0] = relationship.Person{}, relationship.Tie{}
	if !people.Equal(relationship.Must(relationship.NewPeople(tiePersons, tieTies))) {
		t.Error("people change with what they were made from")
	}
	lines := []relationship.OrderLine{{Quantity: 1, Amount: money("5.00 EUR")}}
	o := relationship.Must(relationship.NewOrder(relationship.OrderConfig{ID: "o-1", At: noon, Key: keyOfTests, Lines: lines}))
	lines[0].Quantity = 7
	o.Lines()[0].Quantity = 8
	if o.Lines()[0].Quantity != 1 {
		t.Errorf("the order has %d", o.Lines()[0].Quantity)
	}
}

func TestRefusedOrders(t *testing.T) {
	one := relationship.OrderLine{Line: "tea", Quantity: 2, Amount: money("5.00 EUR"), Cost: money("2.00 EUR")}
	huge := money("99999999999999999999999999999999999999 EUR")
	for range 4 {
		huge = relationship.Must(huge.Add(huge))
	}
	with := func(change func(*relationship.OrderConfig, *relationship.OrderLine)) relationship.OrderConfig {
		line := one
		cfg := relationship.OrderConfig{ID: "o-1", At: noon, Key: keyOfTests, Lines: []relationship.OrderLine{one, {}}}
		change(&cfg, &line)
		cfg.Lines[1] = line
		return cfg
	}
	for name, change := range map[string]func(*relationship.OrderConfig, *relationship.OrderLine){
		"no id":              func(c *relationship.OrderConfig, _ *relationship.OrderLine) { c.ID = "" },
		"no instant":         func(c *relationship.OrderConfig, _ *relationship.OrderLine) { c.At = time.Time{} },
		"no key":             func(c *relationship.OrderConfig, _ *relationship.OrderLine) { c.Key = relationship.Key{} },
		"paid in dollars":    func(c *relationship.OrderConfig, _ *relationship.OrderLine) { c.Paid = money("5.00 USD") },
		"paid less than 0":   func(c *relationship.OrderConfig, _ *relationship.OrderLine) { c.Paid = money("-5.00 EUR") },
		"paid out of bounds": func(c *relationship.OrderConfig, _ *relationship.OrderLine) { c.Paid = huge },
		"no quantity":        func(_ *relationship.OrderConfig, l *relationship.OrderLine) { l.Quantity = 0 },
		"less than none":     func(_ *relationship.OrderConfig, l *relationship.OrderLine) { l.Quantity = -1 },
		"a bad line":         func(_ *relationship.OrderConfig, l *relationship.OrderLine) { l.Line = " x" },
		"no amount":          func(_ *relationship.OrderConfig, l *relationship.OrderLine) { l.Amount = relationship.Money{} },
		"an amount below 0":  func(_ *relationship.OrderConfig, l *relationship.OrderLine) { l.Amount = money("-1 EUR") },
		"another currency":   func(_ *relationship.OrderConfig, l *relationship.OrderLine) { l.Amount = money("1 USD") },
		"cost below 0":       func(_ *relationship.OrderConfig, l *relationship.OrderLine) { l.Cost = money("-1 EUR") },
		"cost in dollars":    func(_ *relationship.OrderConfig, l *relationship.OrderLine) { l.Cost = money("1 USD") },
		"cost out of bounds": func(_ *relationship.OrderConfig, l *relationship.OrderLine) { l.Cost = huge },
	} {
		refuse(t, name, errorOf[relationship.Order](t, name)(relationship.NewOrder(with(change))), relationship.ErrInvalid)
	}
	most := relationship.OrderLine{Quantity: 1, Amount: money("99999999999999999999999999999999999999 EUR")} // the sum of two could be stored, and not read
	_, err := relationship.NewOrder(relationship.OrderConfig{ID: "o-1", At: noon, Key: keyOfTests, Lines: []relationship.OrderLine{most, most}})
	refuse(t, "lines that come to too much", err, relationship.ErrInvalid)
	_, err = relationship.NewOrder(relationship.OrderConfig{ID: "o-1", At: noon, Key: keyOfTests})
	refuse(t, "no lines", err, relationship.ErrInvalid)
	for name, cfg := range map[string]relationship.OrderReturnConfig{
		"nothing": {}, "no cost": {ID: "b", At: noon, Order: "o", Cost: money("0 EUR")}, "less": {ID: "b", At: noon, Order: "o", Cost: money("-1 EUR")},
		"itself": {ID: "o", At: noon, Order: "o", Cost: money("1 EUR")},
	} {
		refuse(t, name, errorOf[relationship.OrderReturn](t, name)(relationship.NewOrderReturn(cfg)), relationship.ErrInvalid)
	}
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, 0, 1} {
		_, err := relationship.NewPromisePart(relationship.PromisePartConfig{ID: "d", At: noon, Promise: "p", SoFar: v})
		refuse(t, fmt.Sprint("so far ", v), err, relationship.ErrInvalid)
	}
	refuse(t, "no part", errorOf[relationship.PromisePart](t, "no part")(relationship.NewPromisePart(relationship.PromisePartConfig{})), relationship.ErrInvalid)
}

// TestTiesNotStored: what nobody constructed has no stored form, but an empty book has.
func TestTiesNotStored(t *testing.T) {
	for _, v := range []json.Marshaler{relationship.Relation{}, relationship.Person{}, relationship.Tie{}, relationship.Opinion{}, relationship.PromisePart{},
		relationship.Order{}, relationship.OrderReturn{}} {
		_, err := v.MarshalJSON()
		refuse(t, fmt.Sprintf("%T", v), err, relationship.ErrInvalid)
	}
	for _, v := range []any{relationship.People{}, relationship.AgreementBook{}, relationship.PromiseBook{}, relationship.OrderBook{}} {
		if text, err := json.Marshal(v); err != nil || string(text) != `{"version":1}` {
			t.Errorf("an empty %T is stored as %s, %v", v, text, err)
		}
	}
}

// TestBooksRefuseNothing gives the books what is no event.
func TestBooksRefuseNothing(t *testing.T) {
	for name, observe := range map[string]func(relationship.Event) error{
		"agreements": new(relationship.AgreementBook).Observe, "promises": new(relationship.PromiseBook).Observe, "orders": new(relationship.OrderBook).Observe,
	} {
		for _, e := range []relationship.Event{nil, (*relationship.PromiseMade)(nil), (*foreign)(nil), relationship.PromiseClosed{}, &relationship.AgreementSigned{}, relationship.Refund{}} {
			refuse(t, fmt.Sprintf("%s and %T", name, e), observe(e), relationship.ErrInvalid)
		}
		for _, e := range []relationship.Event{samples()[0].event(t), foreign{}} {
			if err := observe(e); err != nil {
				t.Errorf("%s: of no use, and refused: %v", name, err)
			}
		}
	}
	refuse(t, "no part", new(relationship.PromiseBook).Deliver(relationship.PromisePart{}), relationship.ErrInvalid)
	refuse(t, "no order", new(relationship.OrderBook).Add(relationship.Order{}), relationship.ErrInvalid)
	refuse(t, "no return", new(relationship.OrderBook).TakeBack(relationship.OrderReturn{}), relationship.ErrInvalid)
}
