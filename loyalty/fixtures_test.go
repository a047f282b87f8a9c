package loyalty_test

import (
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func instant(text string) time.Time { return relationship.Must(time.Parse(time.RFC3339Nano, text)) }

func euros(text string) relationship.Money {
	return relationship.Must(relationship.ParseAmount(text, relationship.Must(relationship.ParseCurrency("EUR"))))
}

func compiled(t interface {
	Helper()
	Fatal(...any)
}, card loyalty.Card) *loyalty.Model {
	t.Helper()
	model, _, err := card.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return model
}

func key() relationship.Key {
	return relationship.Key{From: "us", To: "ada", Role: relationship.KindEndConsumer}
}

// scored reads a state and fails on an error.
func scored(t interface {
	Helper()
	Fatal(...any)
}, model *loyalty.Model, state loyalty.State, asOf time.Time) loyalty.Result {
	t.Helper()
	result, err := model.Score(state, nil, asOf)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// beliefOf returns the belief behind a line.
func beliefOf(t interface {
	Helper()
	Fatal(...any)
}, line loyalty.Line) loyalty.Posterior {
	t.Helper()
	p, ok := line.Posterior()
	if !ok {
		t.Fatal("no belief behind ", line)
	}
	return p
}
