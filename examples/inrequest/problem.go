package main

import (
	"errors"
	"net/http"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// What a problem can be, for a caller to branch on. The text beside it is for
// people and may change.
const (
	kindBad      = "invalid"      // 400, 413: cannot be read, or breaks a rule that holds always
	kindUnknown  = "unknown"      // 404: nothing is known of the party
	kindConflict = "conflict"     // 409: contradicts what is known under this id
	kindCurrency = "currency"     // 409: in another currency than what is known
	kindLate     = "out-of-order" // 409: before the last event
	kindBusy     = "busy"         // 503: others were faster each time; try again
	kindBroken   = "internal"     // 500: the service is at fault
)

// problem is an answer that is no 200. Place and Rule are those of the library's
// typed errors, where it has them.
type problem struct {
	Status int    `json:"-"`
	Kind   string `json:"kind"`
	Place  string `json:"place,omitempty"`
	Rule   string `json:"rule,omitempty"`
	Text   string `json:"text"`
}

// Error implements error.
func (p *problem) Error() string { return p.Text }

// bad is a problem that the caller can mend.
func bad(place, rule, text string) *problem {
	return &problem{http.StatusBadRequest, kindBad, place, rule, text}
}

// problemOf says what an error is to the caller. The library's errors are told
// apart by errors.Is and errors.As, never by their text.
func problemOf(err error) *problem {
	var known *problem
	var invalid *relationship.InvalidError
	var decode *relationship.DecodeError
	var order *lifecycle.OrderError
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, errRecord), errors.Is(err, errModels), errors.Is(err, lifecycle.ErrState):
		// What is stored is damaged, which the caller can do nothing about and need not know in detail.
		return &problem{Status: http.StatusInternalServerError, Kind: kindBroken, Text: "the stored record cannot be read"}
	case errors.As(err, &order):
		return &problem{http.StatusConflict, kindLate, "at", "not before " + stamp(order.First), err.Error()}
	case errors.Is(err, relationship.ErrCurrencyMismatch):
		return &problem{http.StatusConflict, kindCurrency, "amount", "the currency of what is known", err.Error()}
	case errors.Is(err, relationship.ErrConflict):
		return &problem{http.StatusConflict, kindConflict, "id", "what is known under this id", err.Error()}
	case errors.As(err, &invalid):
		return bad(invalid.Place, invalid.Rule, err.Error())
	case errors.As(err, &decode):
		return bad(decode.Where, decode.Rule, err.Error())
	case invalidIn(err):
		return bad("", "", err.Error())
	default:
		return &problem{Status: http.StatusInternalServerError, Kind: kindBroken, Text: "the request could not be served"}
	}
}

// invalidIn reports whether some room refused a value that the others let pass,
// such as an amount beyond all sense.
func invalidIn(err error) bool {
	for _, sentinel := range []error{
		relationship.ErrInvalid, relationship.ErrAmount, relationship.ErrOverflow,
		loyalty.ErrInvalid, loyalty.ErrInsufficient, lifecycle.ErrEvent, segment.ErrInvalid, clv.ErrConfig,
	} {
		if errors.Is(err, sentinel) {
			return true
		}
	}
	return false
}
