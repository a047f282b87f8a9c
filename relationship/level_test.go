package relationship_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
)

func TestLevelEnumerations(t *testing.T) {
	checkEnum(t, relationship.ParseLevel, (*relationship.Level).UnmarshalText, relationship.AllLevels(), relationship.LevelNone,
		"none", "basic", "reactive", "accountable", "proactive", "partnership")
	checkEnum(t, relationship.ParseMarginClass, (*relationship.MarginClass).UnmarshalText, relationship.MarginClasses(), relationship.MarginLow,
		"low", "medium", "high")
	checkEnum(t, relationship.ParseCrowdClass, (*relationship.CrowdClass).UnmarshalText, relationship.CrowdClasses(), relationship.CrowdFew,
		"few", "some", "many")
	checkEnum(t, relationship.ParsePyramidLevel, (*relationship.PyramidLevel).UnmarshalText, relationship.PyramidLevels(), relationship.PyramidNone,
		"none", "database-marketing", "partner-cooperation", "consumer-relations")
}

// TestRecommendedLevel holds Kotler's table, which rises with the margin and falls with the number of customers.
func TestRecommendedLevel(t *testing.T) {
	want := map[relationship.MarginClass][3]int{
		relationship.MarginHigh: {5, 4, 3}, relationship.MarginMedium: {4, 3, 2}, relationship.MarginLow: {3, 2, 1},
	}
	for _, margin := range relationship.MarginClasses() {
		for i, customers := range relationship.CrowdClasses() {
			got, err := relationship.RecommendedLevel(margin, customers)
			if err != nil || int(got) != want[margin][i] {
				t.Errorf("%v, %v: %v, %v, want level %d", margin, customers, got, err, want[margin][i])
			}
		}
	}
	for _, bad := range []struct {
		margin    relationship.MarginClass
		customers relationship.CrowdClass
		faults    int
	}{{0, relationship.CrowdFew, 1}, {relationship.MarginHigh, 0, 1}, {4, 9, 2}} {
		got, err := relationship.RecommendedLevel(bad.margin, bad.customers)
		if refuse(t, fmt.Sprint(bad), err, relationship.ErrInvalid); got != relationship.LevelNone {
			t.Errorf("%v gave %v", bad, got)
		}
		if joined, ok := err.(interface{ Unwrap() []error }); !ok || len(joined.Unwrap()) != bad.faults {
			t.Errorf("%v: %v, want %d faults", bad, err, bad.faults)
		}
	}
}

// levelTurn is a contact, or a request, of keyOfTests some days after noon.
func levelTurn(id string, days int, by relationship.Actor, why relationship.Purpose, request bool) relationship.Event {
	at := noon.Add(time.Duration(days) * 24 * time.Hour)
	if request {
		return relationship.Must(relationship.NewRequest(relationship.RequestConfig{
			ID: relationship.EventID(id), At: at, Key: keyOfTests, Actor: by, Channel: relationship.ChannelPhone, Purpose: why,
		}))
	}
	return relationship.Must(relationship.NewContact(relationship.ContactConfig{
		ID: relationship.EventID(id), At: at, Key: keyOfTests, Actor: by, Channel: relationship.ChannelPhone, Purpose: why,
	}))
}

// levelSale is a purchase of keyOfTests some days after noon.
func levelSale(id string, days int) relationship.Event {
	return relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
		ID: relationship.EventID(id), At: noon.Add(time.Duration(days) * 24 * time.Hour), Key: keyOfTests, Amount: money("5.00 EUR"),
	}))
}

// TestLevelSignals goes through the table of Signals, kind by kind and side by side.
func TestLevelSignals(t *testing.T) {
	const us, them = relationship.ByFrom, relationship.ByTo
	var l relationship.Levels
	from, to := noon, noon.Add(100*24*time.Hour)
	signals := func(events ...relationship.Event) relationship.LevelSignals {
		return l.Signals(slices.Values(events), from, to)
	}
	for _, s := range samples() { // what is not in the table says nothing
		switch s.kind {
		case relationship.EventPurchase, relationship.EventRating, relationship.EventResolution, relationship.EventContact, relationship.EventRequest:
			continue
		}
		changed := sample{s.kind, s.with("At", noon.Add(time.Hour)), s.build}
		if got, want := signals(changed.event(t)), (relationship.LevelSignals{Days: 100}); got != want {
			t.Errorf("%v gives %+v", s.kind, got)
		}
	}
	rating := func(by relationship.Actor) relationship.Event {
		return relationship.Must(relationship.NewRating(relationship.RatingConfig{ID: "n", At: to, Key: keyOfTests, Actor: by, About: relationship.AspectQuality,
			Value: 1, Low: 1, High: 5}))
	}
	resolution := func(by relationship.Actor) relationship.Event {
		return relationship.Must(relationship.NewResolution(relationship.ResolutionConfig{ID: "y", At: to, Key: keyOfTests, Actor: by, Complaint: "x",
			ComplainedAt: noon, Severity: 0.5}))
	}
	for _, test := range []struct {
		name   string
		events []relationship.Event
		want   relationship.LevelSignals
	}{
		{"nothing", nil, relationship.LevelSignals{}},
		{"sales, one at the very end", []relationship.Event{levelSale("a", 1), levelSale("b", 100)}, relationship.LevelSignals{Sales: 2}},
		{"sales outside", []relationship.Event{levelSale("a", 0), levelSale("b", 101), nil}, relationship.LevelSignals{}},
		{"ratings by both", []relationship.Event{rating(us), rating(them)}, relationship.LevelSignals{Answers: 1}},
		{"resolutions by both", []relationship.Event{resolution(us), resolution(them)}, relationship.LevelSignals{Answers: 1}},
		{"feedback by both", []relationship.Event{levelTurn("a", 1, us, relationship.PurposeFeedback, false), levelTurn("b", 1, them, relationship.PurposeFeedback, false),
			levelTurn("c", 1, them, relationship.PurposeFeedback, true)}, relationship.LevelSignals{Answers: 2}},
		{"suggestions by both", []relationship.Event{levelTurn("a", 1, us, relationship.PurposeSuggestion, false), levelTurn("b", 1, them, relationship.PurposeSuggestion, false),
			levelTurn("c", 1, us, relationship.PurposeSuggestion, true)}, relationship.LevelSignals{Suggestions: 2}},
		{"joint work by both", []relationship.Event{levelTurn("a", 1, us, relationship.PurposeJointWork, false), levelTurn("b", 1, them, relationship.PurposeJointWork, true)},
			relationship.LevelSignals{Joint: 2}},
		{"followed up by us in time, by them, and a day late", []relationship.Event{levelSale("a", 1), levelTurn("b", 15, us, relationship.PurposeFollowUp, false),
			levelSale("c", 30), levelTurn("d", 31, them, relationship.PurposeFollowUp, false), levelSale("e", 50), levelTurn("f", 65, us, relationship.PurposeFollowUp, true)},
			relationship.LevelSignals{Sales: 3, FollowedUp: 1}},
		{"asked once after two sales, and before a third", []relationship.Event{levelTurn("c", 9, us, relationship.PurposeFollowUp, true), levelSale("b", 5), levelSale("a", 1), levelSale("d", 10)},
			relationship.LevelSignals{Sales: 3, FollowedUp: 2}},
		{"offers and service", []relationship.Event{levelTurn("a", 1, us, relationship.PurposeOffer, false), levelTurn("b", 1, them, relationship.PurposeService, true)}, relationship.LevelSignals{}},
	} {
		test.want.Days = 100
		if got := signals(test.events...); !got.Equal(test.want) {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
	if got := l.Signals(slices.Values([]relationship.Event{levelSale("a", 1)}), to, from); !got.Equal(relationship.LevelSignals{}) {
		t.Errorf("a window that ends before it begins: %+v", got)
	}
}

// TestLevelSides: among suppliers we buy, and where nobody is said to buy we sell.
func TestLevelSides(t *testing.T) {
	var l relationship.Levels
	for role, seller := range map[relationship.PartyKind]relationship.Actor{
		relationship.KindSupplier: relationship.ByTo, relationship.KindDistributor: relationship.ByFrom, relationship.KindPeerManufacturer: relationship.ByFrom,
	} {
		for _, by := range []relationship.Actor{relationship.ByFrom, relationship.ByTo} {
			e := relationship.Must(relationship.NewContact(relationship.ContactConfig{ID: "c", At: noon, Key: keyFor(role), Actor: by, Channel: relationship.ChannelMail,
				Purpose: relationship.PurposeSuggestion}))
			got := l.Signals(slices.Values([]relationship.Event{&e}), before, later)
			if (got.Suggestions == 1) != (by == seller) {
				t.Errorf("%v, by %v: %+v", role, by, got)
			}
		}
	}
}

// TestLevels goes up the levels one need after the other, and shows that each asks for the ones below.
func TestLevels(t *testing.T) {
	var l relationship.Levels
	s := relationship.LevelSignals{Days: 365}
	steps := []struct {
		add  func()
		need relationship.LevelNeed
	}{
		{func() { s.Sales = 5 }, relationship.LevelNeed{Level: relationship.LevelBasic, Want: 1}},
		{func() { s.Answers = 1 }, relationship.LevelNeed{Level: relationship.LevelReactive, Want: 1}},
		{func() { s.FollowedUp = 3 }, relationship.LevelNeed{Level: relationship.LevelAccountable, Want: 3}},
		{func() { s.Suggestions = 4 }, relationship.LevelNeed{Level: relationship.LevelProactive, Want: 4}},
		{func() { s.Joint = 1 }, relationship.LevelNeed{Level: relationship.LevelPartnership, Want: 1}},
	}
	for i, step := range steps {
		if got := l.Observed(s); int(got) != i {
			t.Errorf("%+v: %v, want level %d", s, got, i)
		}
		if got := l.Missing(s, relationship.Level(i+1)); !cmp.Equal(got, []relationship.LevelNeed{step.need}) {
			t.Errorf("%+v: %+v is missing, want %+v", s, got, step.need)
		}
		step.add()
	}
	if got := l.Observed(s); got != relationship.LevelPartnership || len(l.Missing(s, got)) > 0 {
		t.Errorf("%+v: %v, %v", s, got, l.Missing(s, got))
	}
	s.Answers, s.Suggestions = 0, 3
	gap, err := l.Gap(s, relationship.MarginMedium, relationship.CrowdFew)
	want := relationship.LevelGap{Observed: relationship.LevelBasic, Recommended: relationship.LevelProactive, Missing: []relationship.LevelNeed{
		{Level: relationship.LevelReactive, Want: 1}, {Level: relationship.LevelProactive, Have: 3, Want: 4},
	}}
	if err != nil || !cmp.Equal(gap, want) || gap.Gap() != 3 {
		t.Errorf("%+v, %v, gap %d, want %+v", gap, err, gap.Gap(), want)
	}
	if gap, err := l.Gap(s, relationship.MarginLow, relationship.CrowdMany); err != nil || gap.Gap() != 0 || len(gap.Missing) != 0 {
		t.Errorf("%+v, %v", gap, err)
	}
}

func TestLevelWants(t *testing.T) {
	l := relationship.Must(relationship.NewLevels(relationship.LevelPolicy{Answers: 2, FollowUpPoints: 3333, SuggestionDays: 30, Joint: 4}))
	want := relationship.LevelPolicy{Answers: 2, FollowUpDays: 14, FollowUpPoints: 3333, SuggestionDays: 30, Joint: 4}
	if l.Policy() != want {
		t.Errorf("%+v", l.Policy())
	}
	if zero := relationship.Must(relationship.NewLevels(relationship.LevelPolicy{FollowUpDays: 14, Joint: 1})); !zero.Equal(relationship.Levels{}) || l.Equal(zero) {
		t.Errorf("the defaults are %+v", zero)
	}
	const most = math.MaxInt/10_000*3333 + (math.MaxInt%10_000*3333+9_999)/10_000 // ⌈0.3333·MaxInt⌉, on machines of 32 bits too
	for _, test := range []struct {
		signals relationship.LevelSignals
		want    [5]int
	}{
		{relationship.LevelSignals{}, [5]int{1, 2, 0, 1, 4}},
		{relationship.LevelSignals{Days: 29, Sales: 3}, [5]int{1, 2, 1, 1, 4}},
		{relationship.LevelSignals{Days: 60, Sales: 4}, [5]int{1, 2, 2, 2, 4}},
		{relationship.LevelSignals{Days: 89, Sales: 10_000}, [5]int{1, 2, 3333, 2, 4}},
		{relationship.LevelSignals{Days: 90, Sales: 10_001}, [5]int{1, 2, 3334, 3, 4}},
		{relationship.LevelSignals{Days: -1, Sales: -7}, [5]int{1, 2, 0, 1, 4}},
		{relationship.LevelSignals{Sales: math.MaxInt}, [5]int{1, 2, most, 1, 4}},
	} {
		for i, need := range l.Needs(test.signals) {
			if int(need.Level) != i+1 || need.Want != test.want[i] {
				t.Errorf("%+v: %v wants %d, not %d", test.signals, need.Level, need.Want, test.want[i])
			}
		}
	}
}
