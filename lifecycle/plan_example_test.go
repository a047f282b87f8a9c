package lifecycle_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// policyHolder is the log of someone who insures a car: she agrees to be written to, signs in January, and complains in June.
func policyHolder() []relationship.Event {
	ada := relationship.Key{From: "insureco", To: "ada", Role: relationship.KindEndConsumer}
	day := func(month time.Month, d int) time.Time { return time.Date(2026, month, d, 9, 0, 0, 0, time.UTC) }
	return []relationship.Event{
		relationship.Must(relationship.NewConsentGiven(relationship.ConsentGivenConfig{
			ID: "opt-in", At: day(1, 20), Key: ada, Channel: relationship.ChannelEmail,
		})),
		relationship.Must(relationship.NewAgreementSigned(relationship.AgreementSignedConfig{
			ID: "signed", At: day(1, 20), Key: ada, Agreement: "motor", Form: relationship.FormWritten,
			Start: relationship.DateOf(day(2, 1)), End: relationship.DateOf(day(2, 1).AddDate(1, 0, -1)),
		})),
		relationship.Must(relationship.NewContact(relationship.ContactConfig{
			ID: "policy-pack/signed", At: day(1, 22), Key: ada, Actor: relationship.ByFrom,
			Channel: relationship.ChannelMail, Purpose: relationship.PurposeService,
		})),
		relationship.Must(relationship.NewComplaint(relationship.ComplaintConfig{ID: "claim-7", At: day(6, 30), Key: ada, Severity: 0.5})),
	}
}

// The year of a policy holder, as it looks in July: a complaint is open, and service comes before sales.
func ExamplePlan_Calendar() {
	plan, err := lifecycle.NewPlan(lifecycle.PlanPolicy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	facts, err := lifecycle.PlanFactsOf(slices.Values(policyHolder()))
	if err != nil {
		fmt.Println(err)
		return
	}
	date := func(text string) relationship.Date { return relationship.Must(relationship.ParseDate(text)) }
	touches, err := plan.Calendar(facts, date("2026-07-21"), date("2026-01-01"), date("2027-03-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, touch := range touches {
		fmt.Println(touch)
	}
	// Output:
	// 2026-01-20 welcome-pack: missed
	// 2026-01-20 policy-pack of motor: done on 2026-01-22 by mail
	// 2026-04-20 newsletter: missed
	// 2026-07-20 newsletter: suppressed, for open-complaint of claim-7
	// 2026-10-20 newsletter: suppressed, for open-complaint of claim-7
	// 2026-12-02 renewal-reminder of motor: planned by e-mail
	// 2027-01-01 renewal-reminder of motor: planned by e-mail
	// 2027-01-20 newsletter: suppressed, for open-complaint of claim-7
	// 2027-01-20 anniversary: suppressed, for open-complaint of claim-7
	// 2027-01-24 renewal-reminder of motor: planned by e-mail
	// 2027-02-14 after-sales-check of motor: planned by phone
}

// Every morning: whom do I contact today, and how. The contact goes into the log, and the touch is done.
func ExamplePlan_On() {
	plan, err := lifecycle.NewPlan(lifecycle.PlanPolicy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	var log relationship.History
	for _, e := range policyHolder() {
		if err := log.Add(e); err != nil {
			fmt.Println(err)
			return
		}
	}
	for _, morning := range []time.Time{time.Date(2026, 12, 2, 8, 0, 0, 0, time.UTC), time.Date(2026, 12, 3, 8, 0, 0, 0, time.UTC)} {
		for _, key := range log.Keys() {
			facts, err := lifecycle.PlanFactsOf(log.Of(key))
			if err != nil {
				fmt.Println(err)
				return
			}
			touches, err := plan.On(facts, relationship.DateOf(morning))
			if err != nil {
				fmt.Println(err)
				return
			}
			for _, touch := range touches {
				fmt.Println(key.To, touch)
				if touch.Status != lifecycle.TouchDue {
					continue
				}
				contact, err := touch.Contact(key, morning)
				if err == nil {
					err = log.Add(contact)
				}
				if err != nil {
					fmt.Println(err)
					return
				}
			}
		}
	}
	// Output:
	// ada 2026-12-02 renewal-reminder of motor: due by e-mail
	// ada 2026-12-02 renewal-reminder of motor: done on 2026-12-02 by e-mail
}

// What a party needs, what of it we meet, and what it turns to another firm for.
func ExampleNeedsCoverageOf() {
	coverage, err := lifecycle.NeedsCoverageOf([]string{"motor", "home", "travel"}, []string{"motor", "home", "boat"})
	if err != nil {
		fmt.Println(err)
		return
	}
	share, _ := coverage.Share()
	fmt.Printf("%.2f: %v\n", share, coverage)
	// Output:
	// 0.67: 2 of 3, without travel
}
