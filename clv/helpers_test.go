package clv_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// The currencies of the tests.
var (
	eur = relationship.Must(relationship.ParseCurrency("EUR"))
	usd = relationship.Must(relationship.ParseCurrency("USD"))
	jpy = relationship.Must(relationship.ParseCurrency("JPY"))
)

func date(text string) relationship.Date { return relationship.Must(relationship.ParseDate(text)) }

func period(text string) relationship.Period {
	return relationship.Must(relationship.ParsePeriod(text))
}

func money(text string) relationship.Money { return relationship.Must(relationship.ParseMoney(text)) }

// book is the relationship of all events here.
var book = relationship.Key{From: "shop", To: "ada", Role: relationship.KindEndConsumer}

// event reads a line of a receipt book in euros: "2026-01-05 12.50" is an order, and "2026-01-20 back 12.50 2026-01-05" a
// refund for the order of the day named last. An order in another currency ends with its code: "2026-01-05 12.50 USD".
func event(line string) relationship.Event {
	words := strings.Fields(line)
	at := date(words[0]).Time().Add(12 * time.Hour)
	if words[1] != "back" {
		currency := "EUR"
		if len(words) > 2 {
			currency = words[2]
		}
		return relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
			ID: relationship.EventID(line), At: at, Key: book, Amount: money(words[1] + " " + currency),
		}))
	}
	return relationship.Must(relationship.NewRefund(relationship.RefundConfig{
		ID: relationship.EventID(line), At: at, Key: book, Amount: money(words[2] + " EUR"), Order: "an order", OrderDate: date(words[3]),
	}))
}

// history is the summary of the events in these lines.
func history(lines ...string) *relationship.Summary {
	s := new(relationship.Summary)
	for _, line := range lines {
		if err := s.Observe(event(line)); err != nil {
			panic(fmt.Sprintf("%s: %v", line, err))
		}
	}
	return s
}

// steady is a forecast that is known in closed form: purchases at a constant rate, so that the expectation over t is λ·t,
// and λ·(1−e^(−δt))/δ when discounted.
type steady struct {
	lambda float64
	unit   relationship.Unit
}

func (f steady) Unit() relationship.Unit { return f.unit }

func (f steady) ExpectedPurchases(t float64) float64 { return f.lambda * t }

func (f steady) DiscountedPurchases(t float64, rate relationship.Rate) float64 {
	delta := rate.Continuous(f.unit)
	if delta == 0 {
		return f.lambda * t
	}
	return -f.lambda * math.Expm1(-delta*t) / delta
}

// near fails unless got is want to within a relative error.
func near(t testing.TB, what string, got, want, relative float64) {
	t.Helper()
	if !(math.Abs(got-want) <= relative*math.Abs(want)) {
		t.Errorf("%s = %.17g, want %.17g (relative error %.1e, want <= %.0e)", what, got, want, math.Abs(got-want)/math.Abs(want), relative)
	}
}

// cdnow is the model of the CDNOW base with the estimates of Fader, Hardie & Lee (2005), table 2.
func cdnow() btyd.BGNBD {
	return relationship.Must(btyd.NewBGNBD(btyd.BGNBDParams{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426, Unit: relationship.Week}))
}
