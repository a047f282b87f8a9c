package relationship_test

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// FuzzTiesJSON gives every line to every decoder: who the parties are to each other, and the books.
func FuzzTiesJSON(f *testing.F) {
	for _, form := range tieForms(f) {
		f.Add(relationship.Must(form.value.MarshalJSON()))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, fresh := range []func() json.Unmarshaler{
			func() json.Unmarshaler { return new(relationship.Relation) }, func() json.Unmarshaler { return new(relationship.Person) },
			func() json.Unmarshaler { return new(relationship.Tie) }, func() json.Unmarshaler { return new(relationship.People) },
			func() json.Unmarshaler { return new(relationship.Opinion) }, func() json.Unmarshaler { return new(relationship.PromisePart) },
			func() json.Unmarshaler { return new(relationship.Order) }, func() json.Unmarshaler { return new(relationship.OrderReturn) },
			func() json.Unmarshaler { return new(relationship.AgreementBook) }, func() json.Unmarshaler { return new(relationship.PromiseBook) },
			func() json.Unmarshaler { return new(relationship.OrderBook) },
		} {
			v, back := fresh(), fresh()
			if v.UnmarshalJSON(data) != nil {
				continue
			}
			text, err := json.Marshal(v)
			if err != nil {
				t.Fatalf("%s was read as %T and cannot be written: %v", data, v, err)
			}
			if err := back.UnmarshalJSON(text); err != nil {
				t.Fatalf("%s gives %s, which is refused: %v", data, text, err)
			}
			if again, err := json.Marshal(back); err != nil || !bytes.Equal(again, text) {
				t.Fatalf("%s gives %s, which gives %s, %v", data, text, again, err)
			}
		}
	})
}

func FuzzParseTieEnumerations(f *testing.F) {
	f.Add("mandated")
	f.Add("producer-supplier")
	f.Fuzz(func(t *testing.T, text string) {
		for _, e := range []encoding.TextUnmarshaler{
			new(relationship.Origin), new(relationship.Dyad), new(relationship.PromiseState), new(relationship.ChangeFault),
		} {
			if err := e.UnmarshalText([]byte(text)); err == nil && e.(fmt.Stringer).String() != text {
				t.Fatalf("%q was read as %v", text, e)
			}
		}
	})
}
