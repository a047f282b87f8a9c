package loyalty_test

import (
	"fmt"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// Seventeen of twenty promises were kept: the share, and where the chance behind it lies.
func ExampleShare() {
	kept := loyalty.Share{Hits: 17, Of: 20}
	value, _ := kept.Value()
	within, err := kept.Interval(0.9)
	fmt.Printf("%v is %.2f, within %.3f to %.3f %v\n", kept, value, within.Low, within.High, err)
	// Output: 17 of 20 is 0.85, within 0.678 to 0.938 <nil>
}

// Three answers and two requests that nobody answered: to leave them out would make the median an hour.
func ExampleTurnaround() {
	var t loyalty.Turnaround
	for _, took := range []loyalty.Span{30 * loyalty.Minute, loyalty.Hour, 5 * loyalty.Hour} {
		if err := t.Done.Add(took, 1); err != nil {
			fmt.Println(err)
		}
	}
	if err := t.Waiting.Add(3*loyalty.Day, 2); err != nil {
		fmt.Println(err)
	}
	answered, _ := t.Done.Median()
	all, _ := t.Median()
	fmt.Println("of what was answered", answered, "and of all", all)
	fmt.Println("within two hours", t.Within(2*loyalty.Hour))
	// Output:
	// of what was answered 1h and of all 5h
	// within two hours 2 of 5
}

// They called twice and we wrote once, months before: how much of a dialogue it is.
func ExampleDialogueModel() {
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	key := relationship.Key{From: "us", To: "ada", Role: relationship.KindEndConsumer}
	model, err := loyalty.NewDialogueModel(loyalty.DialoguePolicy{}) // the defaults
	var dialogue loyalty.Dialogue                                    // nothing is known
	for i, c := range []struct {
		ago int
		by  relationship.Actor
	}{{90, relationship.ByFrom}, {14, relationship.ByTo}, {0, relationship.ByTo}} {
		call, fault := relationship.NewContact(relationship.ContactConfig{
			ID: relationship.EventID(fmt.Sprint("call-", i)), At: now.AddDate(0, 0, -c.ago), Key: key, Actor: c.by,
			Channel: relationship.ChannelPhone, Purpose: relationship.PurposeService,
		})
		if fault == nil {
			fault = model.Observe(&dialogue, call)
		}
		if fault != nil {
			fmt.Println(fault)
		}
	}
	r, fault := model.Read(dialogue, nil, now)
	balance, _ := r.Balance()
	perDay, _ := r.Rate()
	regular, _ := r.Rhythm().Regularity()
	fmt.Printf("balance %.3f, reciprocity %.3f\n", balance, r.Reciprocity())
	fmt.Printf("%.3f a day, regularity %.3f, ours proactive %.2f\n", perDay, regular, r.Proactive(relationship.ByFrom).Mean())
	fmt.Println(err, fault)
	// Output:
	// balance 0.660, reciprocity 0.587
	// 0.018 a day, regularity 0.678, ours proactive 0.60
	// <nil> <nil>
}

// Six months after a withdrawal someone still wrote.
func ExampleOptOuts() {
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	key := relationship.Key{From: "us", To: "ada", Role: relationship.KindEndConsumer}
	withdrawn, err := relationship.NewConsentWithdrawn(relationship.ConsentWithdrawnConfig{
		ID: "w-1", At: now.AddDate(0, -6, 0), Key: key, Channel: relationship.ChannelEmail,
	})
	letter, fault := relationship.NewContact(relationship.ContactConfig{
		ID: "m-1", At: now, Key: key, Actor: relationship.ByFrom, Channel: relationship.ChannelEmail, Purpose: relationship.PurposeOffer,
	})
	fmt.Println(err, fault)
	all, err := loyalty.OptOuts(func(yield func(relationship.Event) bool) { _ = yield(withdrawn) && yield(letter) },
		loyalty.OptOutConfig{By: relationship.ByFrom, Grace: 30 * loyalty.Day, AsOf: now})
	for _, o := range all {
		item, when := o.Evidence()
		fmt.Println(o.Channel, "honoured:", o.Honoured(), "- against", item.Against(), "on", when.Format(time.DateOnly))
	}
	fmt.Println(loyalty.HonouredShare(all), err)
	// Output:
	// <nil> <nil>
	// e-mail honoured: false - against 1 on 2026-06-01
	// 0 of 1 <nil>
}

// A customer who trusts what the staff know, and a promise that was broken.
func ExampleDefaultTrustCard() {
	model, _, err := loyalty.DefaultTrustCard().Compile()
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	var state loyalty.State
	factor, fault := loyalty.TrustFactor(relationship.AspectKnowledge, loyalty.TrustStaff)
	praise, _ := loyalty.Rated(5, 1, 5)
	broken, _ := loyalty.Promise{Due: now, Stake: 1, Lateness: loyalty.Timeliness{HalfLife: 7 * loyalty.Day}}.Broken()
	fmt.Println(err, fault, model.ObserveEvidence(&state, factor, praise, now), model.ObserveEvidence(&state, loyalty.FirmIntegrity, broken, now))
	result, err := model.Score(state, nil, now)
	for _, line := range result.Lines() {
		fmt.Println(line.Points, line.Factor)
	}
	fmt.Println(result.Points, result.Band, err)
	// Output:
	// <nil> <nil> <nil> <nil>
	// 834 firm-ability
	// 556 firm-integrity
	// 833 firm-benevolence
	// 1111 staff-ability
	// 833 staff-integrity
	// 833 staff-benevolence
	// 5000 unrated <nil>
}
