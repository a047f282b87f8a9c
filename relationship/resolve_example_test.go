package relationship_test

import (
	"fmt"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

func ExampleResolve() {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	shop := relationship.Must(relationship.NewSourceRecord(relationship.SourceRecordConfig{
		Source: "web-shop", ID: "17", At: at, Fields: map[string]string{"name": "Ada Lovelace", "email": "Ada@Example.org", "city": "London"},
	}))
	card := relationship.Must(relationship.NewSourceRecord(relationship.SourceRecordConfig{
		Source: "store-card", ID: "A-4", At: at.AddDate(0, 1, 0), Fields: map[string]string{"email": "ada@example.org", "city": "Ockham"},
	}))
	all, err := relationship.Resolve([]relationship.SourceRecord{shop, card}, relationship.ResolveOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for golden := range all.All() {
		filled, of := golden.Completeness("name", "email", "phone")
		fmt.Println(golden.Field("name"), "of", golden.Field("city"), "is", golden.Len(), "records; complete:", filled, "of", of)
		for c := range golden.Conflicts() {
			fmt.Println("lost:", c.Field, c.Value, "of", c.Record)
		}
		for j := range golden.Joins() {
			fmt.Println("joined by:", j.Key.Kind, j.Key.Text, "of", j.Record)
		}
	}
	// Output:
	// Ada Lovelace of Ockham is 2 records; complete: 2 of 3
	// lost: city London of web-shop/17
	// lost: email Ada@Example.org of web-shop/17
	// joined by: e-mail ada@example.org of store-card/A-4
	// joined by: e-mail ada@example.org of web-shop/17
}
