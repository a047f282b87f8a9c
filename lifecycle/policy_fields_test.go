package lifecycle_test

import (
	"os"
	"reflect"
	"regexp"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
)

// A default is what a field is documented to be while it is zero, and how its table writes it; other is some other value of it.
type deflt struct {
	value, other any
	text         string
}

// customerDefaults and partnerDefaults are the documented defaults, by the path of the field.
var (
	voiceDefaults = map[string]deflt{
		"Voice.Satisfied": {7500, 7501, ""}, "Voice.Dissatisfied": {2500, 2501, ""}, "Voice.Recommends": {7000, 7001, ""},
		"Voice.Promotes": {9000, 9001, ""}, "Voice.Detracts": {6000, 6001, ""},
	}
	customerDefaults = map[string]deflt{
		"ProspectExpiry": {days(180), days(181), "180 days"}, "UseAssumedAfter": {days(30), days(31), "30 days"},
		"LapseAfter": {days(60), days(61), "60 days"}, "DormantAfter": {days(120), days(121), "2×LapseAfter"},
		"ChurnAfter": {days(240), days(241), "2×DormantAfter"}, "ComplaintSLA": {days(30), days(31), "30 days"},
		"WinBackWindow": {days(90), days(91), "90 days"}, "AdvocacyWindow": {days(365), days(366), "365 days"},
		"BondingPurchases": {5, 6, "5"}, "TrustHigh": {8000, 8001, "8,000"},
	}
	partnerDefaults = map[string]deflt{
		"ProspectExpiry": {days(180), days(181), "180 days"}, "DormantAfter": {days(120), days(121), "120 days"},
		"DissolveAfter": {days(240), days(241), "2×DormantAfter"}, "RepairWindow": {days(90), days(91), "90 days"},
		"WinBackWindow": {days(90), days(91), "90 days"}, "MinDeliveries": {2, 3, "2"}, "Keeping": {9000, 9001, "9,000"},
		"Develops": {4000, 4001, "4,000"}, "Strengthens": {6000, 6001, "6,000"}, "IsLoyal": {8000, 8001, "8,000"},
		"Communication": {5500, 5501, "5,500"}, "Bond": {5500, 5501, "5,500"}, "Commitment": {7000, 7001, "7,000"},
		"Value": {5000, 5001, "5,000"}, "MaterialStake": {1.0, 1.5, "1"}, "ByConduct": {false, true, "false"},
	}
)

// Ceilings are warned of, and change nothing.
const idleField = "Ceilings"

// partnerSilent are the fields of Voice that the partner's table does not read, as PartnerPolicy.Voice says.
var partnerSilent = map[string]bool{"Voice.Dissatisfied": true, "Voice.Promotes": true, "Voice.Detracts": true}

// settings lists the fields of a policy by their paths, the nested ones of Voice too.
func settings(policy any) map[string]reflect.Value {
	all := map[string]reflect.Value{}
	v := reflect.ValueOf(policy).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if voice := v.Field(i); name == "Voice" {
			for j := range voice.NumField() {
				all["Voice."+voice.Type().Field(j).Name] = voice.Field(j)
			}
		} else if name != idleField {
			all[name] = voice
		}
	}
	return all
}

// tells returns a situation in which two definitions differ, or "" if none of those tried is one: every event in every stage, and what
// is due there.
func tells[S, E lifecycle.Label](
	a, b *lifecycle.Definition[S, E, *lifecycle.Facts], events []E, back []S, situations []lifecycle.Facts,
) string {
	for i, f := range situations {
		f.LastReferral = on(-gaps[i%len(gaps)])
		s := lifecycle.State[S]{Return: back[i%len(back)], Lifetime: 1, Since: on(-gaps[i%len(gaps)]), Last: on(0)}
		for _, stage := range a.Stages() {
			s.Stage = stage
			dueA, waitsA := a.NextDue(s, &f)
			dueB, waitsB := b.NextDue(s, &f)
			if waitsA != waitsB || !dueA.At.Equal(dueB.At) || dueA.To != dueB.To {
				return stage.String() + " by time alone"
			}
			now := s
			now.Since = s.Last // nothing is due yet
			for _, e := range events[:len(events)-1] {
				at := f
				at.LastSeen = on(0).Add(time.Hour)
				at.FirstSeen, at.LastOwn, at.LastReferral = on(0), on(0), on(0)
				nextA, recordA, _ := a.Step(now, lifecycle.Event[E]{Kind: e, At: at.LastSeen}, &at)
				nextB, recordB, _ := b.Step(now, lifecycle.Event[E]{Kind: e, At: at.LastSeen}, &at)
				if nextA != nextB || recordA.Outcome != recordB.Outcome || recordA.Because != recordB.Because {
					return stage.String() + " on " + e.String()
				}
			}
		}
	}
	return ""
}

// edges are facts that pass every guard, but for one score or count that is on the edge of its threshold.
func edges() []lifecycle.Facts {
	var all []lifecycle.Facts
	for _, voice := range append(lifecycle.Voices(), 0) {
		strong := lifecycle.Facts{
			FirstSeen: on(-1), LastOwn: on(0), LastReferral: on(0), LastHeard: on(0), Purchases: 6, Deliveries: 6, Reached: true, PaysBack: true,
			Consents: 2, Voice: voice, BrokenStake: 1,
		}
		scores(&strong, 10_000)
		if voice != 0 {
			strong.Satisfaction, strong.Recommendation = lifecycle.Points(10_000), lifecycle.Points(10_000)
		}
		for _, points := range []int{2500, 2501, 4000, 5000, 5500, 6000, 6001, 7000, 7500, 8000, 9000} {
			for i := range 8 {
				f := strong
				*[]*lifecycle.Score{
					&f.Trust, &f.Value, &f.Communication, &f.Bond, &f.Commitment, &f.Keeping, &f.Satisfaction, &f.Recommendation,
				}[i] = lifecycle.Points(points)
				if i == 7 {
					f.Trust = lifecycle.Score{} // it would speak for it
				}
				all = append(all, f)
			}
		}
		for n := range uint32(6) {
			f := strong
			f.Purchases, f.Deliveries = n, n
			all = append(all, f)
		}
		for _, heard := range []int{-179, -180} {
			f := strong
			f.LastHeard = on(heard).Add(2 * time.Hour)
			all = append(all, f)
		}
	}
	return all
}

// holdFields holds every field of a policy against its documentation: while zero it is its default, and another value moves something.
func holdFields[P any, S, E lifecycle.Label](
	t *testing.T, file string, defaults map[string]deflt, unread map[string]bool, events []E, back []S, make func(P) (*lifecycle.Course[S, E], error),
) {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	situations := edges()
	for i := range 200 {
		situations = append(situations, rapid.Custom(anyFacts).Example(i))
	}
	course := func(p P) *lifecycle.Definition[S, E, *lifecycle.Facts] {
		c, err := make(p)
		if err != nil {
			t.Fatalf("%+v: %v", p, err)
		}
		return c.Definition()
	}
	all := map[string]deflt{}
	for _, part := range []map[string]deflt{defaults, voiceDefaults} {
		for name, d := range part {
			all[name] = d
		}
	}
	var full P
	for name, field := range settings(&full) {
		d, documented := all[name]
		if !documented {
			t.Fatalf("%s has no documented default here", name)
		}
		field.Set(reflect.ValueOf(d.value))
		if d.text != "" && !regexp.MustCompile(`(?m)^//\t`+name+` +`+regexp.QuoteMeta(d.text)+`  +\S`).Match(source) {
			t.Errorf("the table of %s does not give %s as the default of %s", file, d.text, name)
		}
	}
	if n := len(settings(&full)); n != len(all) {
		t.Errorf("%d fields, want %d", n, len(all))
	}
	var zero P
	usual := course(full)
	if where := tells(course(zero), usual, events, back, situations); where != "" {
		t.Errorf("the zero policy is not its defaults: %s", where)
	}
	for name, d := range all {
		unset, changed := full, full
		settings(&unset)[name].SetZero()
		if where := tells(course(unset), usual, events, back, situations); where != "" {
			t.Errorf("%s = 0 is not its default: %s", name, where)
		}
		settings(&changed)[name].Set(reflect.ValueOf(d.other))
		if same := tells(course(changed), usual, events, back, situations) == ""; same != unread[name] {
			t.Errorf("%s = %v changes nothing: %v, want %v", name, d.other, same, unread[name])
		}
	}
}

func TestCustomerPolicyFields(t *testing.T) {
	holdFields(t, "customer.go", customerDefaults, nil, lifecycle.CustomerEvents(), lifecycle.CustomerStages()[2:6], lifecycle.Customer)
}

func TestPartnerPolicyFields(t *testing.T) {
	holdFields(t, "partner.go", partnerDefaults, partnerSilent, lifecycle.PartnerEvents(), lifecycle.PartnerStages()[2:7], lifecycle.Partner)
}
