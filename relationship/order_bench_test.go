package relationship_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// benchBooks are a thousand of each: agreements renewed twice, promises delivered in two pieces, orders refunded twice.
func benchBooks(b *testing.B) (agreements, promises, orders []tieStep) {
	for i := range 1000 {
		id := fmt.Sprintf("%04d", i)
		agreements = append(agreements, agreed("s-"+id, id, 0, 10, 19), renewedTo("r-"+id, id, 15, 29), renewedTo("q-"+id, id, 25, 39))
		promises = append(promises, promised(id), piece("d-"+id, id, 2, 0.25), piece("e-"+id, id, 3, 0.5), closedAs("k-"+id, id, tieDay(13), relationship.OutcomeKept, 1))
		orders = append(orders, ordered(id), paidBack("r-"+id, id, "5.00 EUR", 1), paidBack("q-"+id, id, "5.00 EUR", 2), cameBack("b-"+id, id, "8.00 EUR", 2))
	}
	return agreements, promises, orders
}

// fill makes a book.
func fill[B any](b *testing.B, steps []tieStep, take func(*B, tieStep) error) *B {
	book := new(B)
	for _, step := range steps {
		if err := take(book, step); err != nil {
			b.Fatal(err)
		}
	}
	return book
}

func BenchmarkBooks(b *testing.B) {
	agreements, promises, orders := benchBooks(b)
	observe := func(book *relationship.AgreementBook, step tieStep) error {
		return book.Observe(step.(relationship.Event))
	}
	b.Run("agreements", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			fill(b, agreements, observe)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(agreements)), "ns/change")
	})
	b.Run("promises", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			fill(b, promises, takePromise)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(promises)), "ns/change")
	})
	b.Run("orders", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			fill(b, orders, takeOrder)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(orders)), "ns/change")
	})
}

func BenchmarkBooksRead(b *testing.B) {
	agreements, promises, orders := benchBooks(b)
	aBook := fill(b, agreements[:3], func(book *relationship.AgreementBook, step tieStep) error {
		return book.Observe(step.(relationship.Event))
	})
	pBook, oBook := fill(b, promises[:4], takePromise), fill(b, orders[:4], takeOrder)
	a, _ := aBook.Agreement("0000")
	p, _ := pBook.Promise("0000")
	on, at := tieEnd(30), tieDay(20)
	for name, read := range map[string]func(){
		"in force": func() { a.InForce(on) }, "state": func() { p.State(at) }, "account": func() { oBook.Account("0000") },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				read()
			}
		})
	}
}

func BenchmarkBookJSON(b *testing.B) {
	_, _, orders := benchBooks(b)
	book := fill(b, orders, takeOrder)
	text := relationship.Must(json.Marshal(book))
	b.Run("write", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			if _, err := book.MarshalJSON(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			if err := new(relationship.OrderBook).UnmarshalJSON(text); err != nil {
				b.Fatal(err)
			}
		}
	})
}
