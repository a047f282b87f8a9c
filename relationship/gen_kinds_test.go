package relationship_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// genName draws an id or a label, signs that JSON has to escape among them.
func genName() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringMatching(`[a-z]-[0-9]{1,3}`),
		rapid.SampledFrom([]string{`"`, `\`, "<a&b>", "é", "\u2028", "😀", "\ufffd", "a b", "null", "7", "{}"}),
	)
}

// genInstant draws an instant with a clock around the world, the ends of the calendar among them.
func genInstant() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		switch rapid.IntRange(0, 5).Draw(t, "when") {
		case 0:
			at = time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC)
		case 1:
			at = time.Date(9999, 12, 30, 23, 59, 59, 999_999_999, time.UTC)
		}
		if at.Year() == 2026 {
			at = at.Add(time.Duration(rapid.Int64Range(0, 90*24).Draw(t, "hours")) * time.Hour)
		}
		at = at.Add(time.Duration(rapid.SampledFrom([]int64{0, 0, 1, 500_000_000, 86_399_000_000_000}).Draw(t, "nanoseconds")))
		return at.In(time.FixedZone("", rapid.SampledFrom([]int{0, 0, 3600, -5 * 3600, 14 * 3600, -12 * 3600, 20_700}).Draw(t, "offset")))
	})
}

// genShare draws a number from 0 to 1, the least above 0 among them.
func genShare() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1, 0.1, 5e-324, 1 - 0x1p-53}))
}

// genOf draws a value for a field of the given type.
func genOf(t *rapid.T, like any, name string) any {
	switch like.(type) {
	case relationship.EventID:
		return relationship.EventID(genName().Draw(t, name))
	case relationship.PartyID:
		return relationship.PartyID(genName().Draw(t, name))
	case string:
		return rapid.OneOf(rapid.Just(""), genName()).Draw(t, name)
	case time.Time:
		return genInstant().Draw(t, name)
	case time.Duration:
		return time.Duration(rapid.SampledFrom([]int64{0, 1, int64(36 * time.Hour), math.MaxInt64}).Draw(t, name))
	case float64:
		return genShare().Draw(t, name)
	case bool:
		return rapid.Bool().Draw(t, name)
	case relationship.Key:
		return relationship.Key{From: "us", To: relationship.PartyID(rapid.SampledFrom([]string{"ada", "bob", "eve"}).Draw(t, name)),
			Role: rapid.SampledFrom(relationship.PartyKinds()).Draw(t, "role")}
	case relationship.Date:
		return rapid.OneOf(rapid.Just(relationship.Date{}), genDate()).Draw(t, name)
	case relationship.Money:
		return rapid.OneOf(rapid.Just(relationship.Money{}), rapid.Map(genMoneyIn(eur), relationship.Money.Abs)).Draw(t, name)
	}
	choice := reflect.New(reflect.TypeOf(like)).Elem() // an enumeration
	choice.SetUint(uint64(rapid.IntRange(0, 4).Draw(t, name)))
	return choice.Interface()
}

// genKind draws an event of one kind: some of the fields of its sample are drawn anew, as far as the constructor takes them.
func genKind(s sample) *rapid.Generator[relationship.Event] {
	return rapid.Custom(func(t *rapid.T) relationship.Event {
		e, err := s.build(s.cfg)
		if err != nil {
			t.Fatal(err)
		}
		for _, field := range s.fields() {
			if rapid.IntRange(0, 3).Draw(t, "keep "+field) == 0 {
				continue
			}
			cfg := s.with(field, genOf(t, s.value(field), field))
			if drawn, err := s.build(cfg); err == nil {
				e, s.cfg = drawn, cfg
			}
		}
		return e
	})
}

// genAnyKind draws an event of any kind.
func genAnyKind() *rapid.Generator[relationship.Event] {
	return rapid.Custom(func(t *rapid.T) relationship.Event {
		return genKind(rapid.SampledFrom(samples()).Draw(t, "sample")).Draw(t, "event")
	})
}

// genLog draws events with distinct ids, of up to three relationships. The length is drawn first, as lists are short otherwise.
func genLog() *rapid.Generator[[]relationship.Event] {
	return rapid.Custom(func(t *rapid.T) []relationship.Event {
		log := make([]relationship.Event, rapid.SampledFrom([]int{0, 1, 2, 5, 20, 40}).Draw(t, "events"))
		for i := range log {
			s := rapid.SampledFrom(samples()).Draw(t, "sample")
			s.cfg = s.with("ID", relationship.EventID(fmt.Sprint("e-", (i*7)%len(log), "-", i)))
			s.cfg = s.with("At", noon.Add(time.Duration(rapid.IntRange(0, 9).Draw(t, "day"))*24*time.Hour)) // so that instants meet
			s.cfg = s.with("Key", keyFor(rapid.SampledFrom([]relationship.PartyKind{relationship.KindCustomer, relationship.KindSupplier, relationship.KindEmployee}).Draw(t, "role")))
			e, err := s.build(s.cfg)
			if err != nil {
				t.Fatal(err)
			}
			log[i] = e
		}
		return log
	})
}

// matter is something that is opened and closed: the two events.
type matter struct{ opening, closing relationship.Event }

// genMatters draws promises, requests, complaints and disputes with their closings.
func genMatters() *rapid.Generator[[]matter] {
	return rapid.Custom(func(t *rapid.T) []matter {
		matters := make([]matter, rapid.SampledFrom([]int{0, 1, 2, 5, 25}).Draw(t, "matters"))
		all := samples()
		for i := range matters {
			id := relationship.EventID(fmt.Sprint("m-", (i*7)%25, "-", i))
			since := noon.Add(-time.Duration(rapid.IntRange(0, 5).Draw(t, "since")) * time.Hour)
			pair := rapid.SampledFrom([][2]relationship.EventKind{
				{relationship.EventPromiseMade, relationship.EventPromiseClosed}, {relationship.EventRequest, relationship.EventReply},
				{relationship.EventComplaint, relationship.EventResolution}, {relationship.EventDispute, relationship.EventReconciliation},
			}).Draw(t, "kinds")
			opening, closing := all[pair[0]-1], all[pair[1]-1]
			opening.cfg = opening.with("ID", id)
			opening.cfg = opening.with("At", since)
			closing.cfg = closing.with("ID", id+"-closed")
			refers := map[relationship.EventKind][2]string{
				relationship.EventPromiseClosed: {"Promise", "MadeAt"}, relationship.EventReply: {"Request", "RequestedAt"},
				relationship.EventResolution: {"Complaint", "ComplainedAt"}, relationship.EventReconciliation: {"Dispute", "DisputedAt"},
			}[closing.kind]
			closing.cfg = closing.with(refers[0], id)
			closing.cfg = closing.with(refers[1], since)
			if opening.kind == relationship.EventComplaint || opening.kind == relationship.EventDispute {
				severity := rapid.SampledFrom([]float64{0.1, 0.5, 1}).Draw(t, "severity")
				opening.cfg, closing.cfg = opening.with("Severity", severity), closing.with("Severity", severity)
			}
			var err error
			if matters[i].opening, err = opening.build(opening.cfg); err == nil {
				matters[i].closing, err = closing.build(closing.cfg)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		return matters
	})
}

// TestGeneratorsOfKinds proves that the generators reach every kind and the edges.
func TestGeneratorsOfKinds(t *testing.T) {
	seen := map[string]bool{}
	for seed := range 400 {
		e := genAnyKind().Example(seed)
		k, _ := relationship.KindOf(e)
		seen[k.String()] = true
		text := stored(t, e)
		seen["escaped"] = seen["escaped"] || strings.Contains(text, `\`)
		seen["year 9999"] = seen["year 9999"] || e.At().Year() == 9999
		seen["year 1"] = seen["year 1"] || e.At().Year() == 1
		if seed%4 > 0 {
			continue
		}
		log := genLog().Example(seed)
		seen["long log"] = seen["long log"] || len(log) == 40
		matters := genMatters().Example(seed)
		seen["many matters"] = seen["many matters"] || len(matters) == 25
		for _, m := range matters {
			k, _ := relationship.KindOf(m.closing)
			seen["closed by "+k.String()] = true
		}
	}
	want := []string{"escaped", "year 9999", "year 1", "long log", "many matters", "closed by promise-closed", "closed by reply", "closed by resolution", "closed by reconciliation"}
	for _, k := range relationship.EventKinds() {
		want = append(want, k.String())
	}
	for _, what := range want {
		if !seen[what] {
			t.Errorf("the generators never drew: %s", what)
		}
	}
}
