package relationship_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// A patient's insurer was chosen by the employer: that it has lasted says nothing of how the patient thinks of it.
func ExampleRelation() {
	r, err := relationship.NewRelation(relationship.RelationConfig{
		Key:    relationship.Key{From: "insurer", To: "ada", Role: relationship.KindEndConsumer},
		Origin: relationship.OriginMandated,
		By:     "employer",
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(r.Origin(), "by", r.By(), "- is tenure evidence?", r.TenureIsEvidence(), "- may loyalty be spurious?", r.SpuriousRisk())
	fmt.Println(r.Dyad(relationship.KindSupplier), "-", r.Reverse().From())
	// Output:
	// mandated by employer - is tenure evidence? false - may loyalty be spurious? true
	// supplier-end-customer - ada
}

func ExampleAgreementBook() {
	key := relationship.Key{From: "us", To: "acme", Role: relationship.KindSupplier}
	day := func(n int) time.Time { return time.Date(2026, 1, n, 9, 0, 0, 0, time.UTC) }
	signed, err := relationship.NewAgreementSigned(relationship.AgreementSignedConfig{
		ID: "e-1", At: day(1), Key: key, Agreement: "a-7", Form: relationship.FormWritten, Start: relationship.DateOf(day(5)), End: relationship.DateOf(day(20)),
	})
	if err != nil {
		panic(err)
	}
	ended, err := relationship.NewAgreementEnded(relationship.AgreementEndedConfig{ID: "e-2", At: day(10), Key: key, Agreement: "a-7"})
	if err != nil {
		panic(err)
	}
	late, err := relationship.NewAgreementRenewed(relationship.AgreementRenewedConfig{ID: "e-3", At: day(15), Key: key, Agreement: "a-7", End: relationship.DateOf(day(30))})
	if err != nil {
		panic(err)
	}
	var book relationship.AgreementBook
	for _, e := range []relationship.Event{signed, ended, late} {
		if err := book.Observe(e); err != nil {
			var illegal *relationship.ChangeError
			fmt.Println(err, errors.As(err, &illegal))
		}
	}
	a, _ := book.Agreement("a-7")
	fmt.Println(a.InForce(relationship.DateOf(day(9))), a.InForce(relationship.DateOf(day(11))))
	// Output:
	// relationship: agreement "a-7": change "e-3": it was over by then true
	// true false
}

func ExamplePromiseBook() {
	day := func(n int) time.Time { return time.Date(2026, 1, n, 9, 0, 0, 0, time.UTC) }
	made, err := relationship.NewPromiseMade(relationship.PromiseMadeConfig{
		ID: "p-1", At: day(1), Key: relationship.Key{From: "us", To: "acme", Role: relationship.KindDistributor}, Actor: relationship.ByFrom, Due: day(10),
	})
	if err != nil {
		panic(err)
	}
	half, err := relationship.NewPromisePart(relationship.PromisePartConfig{ID: "d-1", At: day(4), Promise: "p-1", SoFar: 0.5})
	if err != nil {
		panic(err)
	}
	var book relationship.PromiseBook
	if err := errors.Join(book.Observe(made), book.Deliver(half)); err != nil {
		panic(err)
	}
	p, _ := book.Promise("p-1")
	fmt.Println(p.State(day(12)), p.Delivered(day(12)), "overdue by", p.Lateness(day(12)))
	// Output: open 0.5 overdue by 48h0m0s
}

func ExampleOrderBook() {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	cents := func(n int64) relationship.Money { return relationship.MoneyFromMinor(n, eur) }
	key := relationship.Key{From: "shop", To: "ada", Role: relationship.KindEndConsumer}
	at := time.Date(2026, 1, 2, 9, 0, 0, 0, time.UTC)
	order, err := relationship.NewOrder(relationship.OrderConfig{ID: "o-1", At: at, Key: key, Lines: []relationship.OrderLine{
		{Line: "tea", Quantity: 3, Amount: cents(900), Cost: cents(400)},
		{Line: "pot", Quantity: 1, Amount: cents(1200), Cost: cents(800)},
	}})
	if err != nil {
		panic(err)
	}
	refund := func(id relationship.EventID, amount int64) relationship.Refund {
		return relationship.Must(relationship.NewRefund(relationship.RefundConfig{
			ID: id, At: at.AddDate(0, 0, 7), Key: key, Amount: cents(amount), Order: "o-1", OrderDate: order.Date(),
		}))
	}
	pot, err := relationship.NewOrderReturn(relationship.OrderReturnConfig{ID: "b-1", At: at.AddDate(0, 0, 7), Order: "o-1", Cost: cents(800)})
	if err != nil {
		panic(err)
	}
	var book relationship.OrderBook
	if err := errors.Join(book.Add(order), book.Observe(refund("r-1", 1200)), book.TakeBack(pot)); err != nil {
		panic(err)
	}
	account, _ := book.Account("o-1")
	fmt.Println("net", account.Net(), "margin", account.Margin())
	fmt.Println(book.Observe(refund("r-2", 1000)))
	// Output:
	// net 9.00 EUR margin 5.00 EUR
	// relationship: order "o-1": change "r-2" = 10.00 EUR, want at most the 9.00 EUR that are left of the order
}
