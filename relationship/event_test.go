package relationship_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// noon is an instant in a zone where the date is not that of UTC.
var noon = time.Date(2026, 1, 3, 8, 0, 0, 0, time.FixedZone("Tokyo", 9*3600))

// keyFor is a key with the given role.
func keyFor(role relationship.PartyKind) relationship.Key {
	return relationship.Key{From: "us", To: "them", Role: role}
}

func TestPurchase(t *testing.T) {
	withClock := time.Now() // has a monotonic part
	p := relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{ID: "o-1", At: noon, Key: keyOfTests, Amount: money("12.50 EUR")}))
	if p.ID() != "o-1" || p.Key() != keyOfTests || !p.Amount().Equal(money("12.50 EUR")) || p.Actor() != relationship.ByTo {
		t.Errorf("the purchase is %+v", p)
	}
	if p.Date() != date("2026-01-03") || !p.At().Equal(noon) || p.At().Location() != time.UTC {
		t.Errorf("the purchase was on %v, at %v", p.Date(), p.At())
	}
	q := relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{ID: "o-1", At: withClock, Key: keyOfTests, Amount: money("12.50 EUR")}))
	if q.At() != withClock.Round(0).UTC() {
		t.Errorf("At = %#v keeps its monotonic part", q.At())
	}
}

func TestPurchaseEqual(t *testing.T) {
	cfg := relationship.PurchaseConfig{ID: "o-1", At: noon, Key: keyOfTests, Amount: money("12.50 EUR")}
	p := relationship.Must(relationship.NewPurchase(cfg))
	same := cfg
	same.Amount, same.Actor = money("12.500 EUR"), relationship.ByTo
	if !p.Equal(relationship.Must(relationship.NewPurchase(same))) {
		t.Error("the same purchase, written otherwise, is another")
	}
	for name, change := range map[string]func(*relationship.PurchaseConfig){
		"id":     func(c *relationship.PurchaseConfig) { c.ID = "o-2" },
		"at":     func(c *relationship.PurchaseConfig) { c.At = noon.Add(1) },
		"date":   func(c *relationship.PurchaseConfig) { c.At = noon.UTC() },
		"key":    func(c *relationship.PurchaseConfig) { c.Key.To = "eve" },
		"actor":  func(c *relationship.PurchaseConfig) { c.Actor = relationship.ByFrom },
		"amount": func(c *relationship.PurchaseConfig) { c.Amount = money("12.51 EUR") },
	} {
		other := cfg
		change(&other)
		if p.Equal(relationship.Must(relationship.NewPurchase(other))) {
			t.Errorf("another %s is no other purchase", name)
		}
	}
}

func TestRefund(t *testing.T) {
	cfg := relationship.RefundConfig{ID: "r-1", At: noon, Key: keyOfTests, Amount: money("2.50 EUR"), Order: "o-1", OrderDate: date("2026-01-03")}
	r := relationship.Must(relationship.NewRefund(cfg))
	if r.ID() != "r-1" || r.Key() != keyOfTests || !r.Amount().Equal(cfg.Amount) || r.Actor() != relationship.ByFrom ||
		r.Order() != "o-1" || r.OrderDate() != cfg.OrderDate || r.Date() != date("2026-01-03") || r.At() != noon.UTC() {
		t.Errorf("the refund is %+v", r)
	}
	for name, change := range map[string]func(*relationship.RefundConfig){
		"id":         func(c *relationship.RefundConfig) { c.ID = "r-2" },
		"amount":     func(c *relationship.RefundConfig) { c.Amount = money("2.51 EUR") },
		"order":      func(c *relationship.RefundConfig) { c.Order = "o-2" },
		"order date": func(c *relationship.RefundConfig) { c.OrderDate = date("2026-01-02") },
	} {
		other := cfg
		change(&other)
		if !r.Equal(r) || r.Equal(relationship.Must(relationship.NewRefund(other))) {
			t.Errorf("another %s is no other refund", name)
		}
	}
}

// TestActor goes through all roles: among buyers To buys, among suppliers From does, elsewhere it must be said.
func TestActor(t *testing.T) {
	for _, role := range relationship.PartyKinds() {
		var buyer, seller relationship.Actor
		switch role.Group() {
		case relationship.GroupBuyer:
			buyer, seller = relationship.ByTo, relationship.ByFrom
		case relationship.GroupSupplier:
			buyer, seller = relationship.ByFrom, relationship.ByTo
		}
		p, err := relationship.NewPurchase(relationship.PurchaseConfig{ID: "o-1", At: noon, Key: keyFor(role), Amount: money("1.00 EUR")})
		if p.Actor() != buyer || (err == nil) != (buyer != 0) {
			t.Errorf("%v: a purchase is by %v, want %v (%v)", role, p.Actor(), buyer, err)
		}
		cfg := relationship.RefundConfig{ID: "r-1", At: noon, Key: keyFor(role), Amount: money("1.00 EUR"), Order: "o-1", OrderDate: date("2026-01-01")}
		r, err := relationship.NewRefund(cfg)
		if r.Actor() != seller || (err == nil) != (seller != 0) {
			t.Errorf("%v: a refund is by %v, want %v (%v)", role, r.Actor(), seller, err)
		}
		cfg.Actor = relationship.ByTo
		if r, err := relationship.NewRefund(cfg); err != nil || r.Actor() != relationship.ByTo {
			t.Errorf("%v: a refund by to is by %v (%v)", role, r.Actor(), err)
		}
	}
}

func TestKey(t *testing.T) {
	key := relationship.Key{From: "us", To: "ada", Role: relationship.KindCustomer}
	if got := key.Reverse(); got != (relationship.Key{From: "ada", To: "us", Role: relationship.KindCustomer}) || got.Reverse() != key {
		t.Errorf("reversed it is %v", got)
	}
	text, err := json.Marshal(key)
	if err != nil || string(text) != `{"from":"us","to":"ada","role":"customer"}` {
		t.Errorf("as JSON %s, %v", text, err)
	}
	var back relationship.Key
	if err := json.Unmarshal(text, &back); err != nil || back != key {
		t.Errorf("back from JSON %v, %v", back, err)
	}
}
