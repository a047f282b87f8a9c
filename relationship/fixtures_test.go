package relationship_test

import (
	"github.com/rapport-go/rapport/relationship"
)

// The currencies of the tests.
var (
	eur = relationship.Must(relationship.ParseCurrency("EUR"))
	usd = relationship.Must(relationship.ParseCurrency("USD"))
	jpy = relationship.Must(relationship.ParseCurrency("JPY"))
	kwd = relationship.Must(relationship.ParseCurrency("KWD"))
	pts = relationship.Must(relationship.NewCurrency("PTS", 0))
	wei = relationship.Must(relationship.NewCurrency("ETH", 18))
)
