package relationship_test

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// wrong returns values that a field of some type may not have, whatever it is for.
func wrong(v any) []any {
	long := strings.Repeat("x", 257)
	switch v.(type) {
	case relationship.EventID:
		return []any{relationship.EventID(" x"), relationship.EventID("x\n"), relationship.EventID("\xff"), relationship.EventID(long)}
	case relationship.PartyID:
		return []any{relationship.PartyID(" x"), relationship.PartyID("x\n"), relationship.PartyID("\xff"), relationship.PartyID(long)}
	case string:
		return []any{" x", "x\n", "\xff", long}
	case time.Time:
		return []any{
			time.Date(0, 12, 31, 23, 0, 0, 0, time.UTC), time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC), time.Unix(1<<60, 0), time.Unix(-1<<60, 0),
			time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("", -2*3600)), // its year in UTC has five digits
		}
	case time.Duration:
		return []any{time.Duration(-1), time.Duration(math.MinInt64)}
	case float64:
		return []any{math.NaN(), math.Inf(1), math.Inf(-1), -1.0, 1e9}
	case relationship.Key:
		return []any{relationship.Key{}, relationship.Key{From: "a", To: "a", Role: relationship.KindCustomer}, relationship.Key{From: "a", To: "b", Role: 200}}
	case relationship.Money:
		return []any{money("-0.01 EUR")}
	case bool, relationship.Date:
		return nil
	}
	none := reflect.New(reflect.TypeOf(v)).Elem() // an enumeration
	none.SetUint(200)
	return []any{none.Interface()}
}

// TestRefusedFields gives each field of each kind every wrong value, and the zero value.
func TestRefusedFields(t *testing.T) {
	// The zero value means something in these fields; in all others it is refused.
	mayBeZero := map[string]bool{
		"Actor": true, "Method": true, "Informal": true, "Grace": true, "Stake": true, "Public": true, "Topic": true, "Recovery": true, "Verdict": true,
		"Referred": true, "Line": true, "Whole": true, "Reason": true, "End": true, "Cost": true, "delivery Order": true, "delivery Due": true,
		"agreement-signed Value": true, "Completeness": true, "rating Value": true, "rating Low": true,
		"resolution By": true, "reconciliation By": true,
	}
	// So do these numbers.
	right := map[string]bool{"Stake 1e+09": true, "rating High 1e+09": true, "rating Low -1": true}
	for _, s := range samples() {
		for _, field := range s.fields() {
			for _, v := range wrong(s.value(field)) {
				if right[fmt.Sprint(field, " ", v)] || right[fmt.Sprint(s.kind, " ", field, " ", v)] {
					continue
				}
				e, err := s.build(s.with(field, v))
				refuse(t, fmt.Sprintf("%v with %s %v", s.kind, field, v), err, relationship.ErrInvalid)
				if !reflect.ValueOf(e).IsZero() {
					t.Errorf("%v with %s %v is refused and gives %v", s.kind, field, v, e)
				}
			}
			zero := reflect.Zero(reflect.TypeOf(s.value(field))).Interface()
			if s.kind == relationship.EventRating && field == "Value" {
				zero = 1.0 // 0 is off its scale
			}
			_, err := s.build(s.with(field, zero))
			asked := relationship.EventKind(0) // kinds that must be told who acted
			switch s.kind {
			case relationship.EventContact, relationship.EventRequest, relationship.EventReply, relationship.EventPromiseMade, relationship.EventRating,
				relationship.EventDispute, relationship.EventReconciliation:
				asked = s.kind
			}
			may := mayBeZero[field] || mayBeZero[s.kind.String()+" "+field]
			if may = may && !(field == "Actor" && asked != 0); may != (err == nil) {
				t.Errorf("%v without %s: %v", s.kind, field, err)
			}
		}
	}
}

// TestRefusedTogether breaks the rules that bind two fields.
func TestRefusedTogether(t *testing.T) {
	for _, row := range []struct {
		kind  relationship.EventKind
		field string
		value any
	}{
		{relationship.EventReply, "RequestedAt", noon.Add(1)},
		{relationship.EventReply, "Request", relationship.EventID("a-1")}, // its own id, as below
		{relationship.EventPromiseClosed, "Promise", relationship.EventID("k-1")},
		{relationship.EventResolution, "Complaint", relationship.EventID("y-1")},
		{relationship.EventReconciliation, "Dispute", relationship.EventID("j-1")},
		{relationship.EventPromiseMade, "Due", noon.Add(-1)},
		{relationship.EventPromiseClosed, "MadeAt", noon.Add(1)},
		{relationship.EventPromiseClosed, "Due", before.Add(-1)},
		{relationship.EventPromiseClosed, "Share", 0.0},
		{relationship.EventPromiseClosed, "Share", 1.0},
		{relationship.EventPromiseClosed, "Outcome", relationship.OutcomeKept},
		{relationship.EventPromiseClosed, "Outcome", relationship.OutcomeBroken},
		{relationship.EventPromiseClosed, "Outcome", relationship.OutcomeWaived},
		{relationship.EventRating, "Value", 0.999},
		{relationship.EventRating, "Value", 5.001},
		{relationship.EventRating, "High", 1.0},
		{relationship.EventRating, "High", 0.5},
		{relationship.EventResolution, "ComplainedAt", noon.Add(1)},
		{relationship.EventReconciliation, "DisputedAt", noon.Add(1)},
		{relationship.EventComplaint, "Severity", 0.0},
		{relationship.EventComplaint, "Severity", 1.0000001},
		{relationship.EventAgreementSigned, "End", date("2026-01-31")},
	} {
		s := samples()[row.kind-1]
		_, err := s.build(s.with(row.field, row.value))
		refuse(t, fmt.Sprintf("%v with %s %v", s.kind, row.field, row.value), err, relationship.ErrInvalid)
	}
	use := samples()[relationship.EventUse-1]
	_, err := use.build(use.with("At", time.Date(2026, 1, 1, 12, 0, 0, 0, time.FixedZone("", 72*3600))))
	refuse(t, "a clock three days ahead", err, relationship.ErrInvalid)
}

// TestFaultsOfKinds wants all faults of a config told at once, and no label shown.
func TestFaultsOfKinds(t *testing.T) {
	for _, s := range samples() {
		_, err := s.build(reflect.Zero(reflect.TypeOf(s.cfg)).Interface())
		refuse(t, s.kind.String(), err, relationship.ErrInvalid)
		for _, place := range []string{": id = ", ": key from = ", ": key to = ", ": key role = ", ": at = "} {
			if err == nil || !strings.Contains(err.Error(), place) {
				t.Errorf("%v: the error does not speak of%s\n%v", s.kind, place, err)
			}
		}
	}
	_, err := relationship.NewDecline(relationship.DeclineConfig{ID: "l-1", At: noon, Key: keyOfTests, Reason: "secret "})
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("the error shows the reason: %v", err)
	}
}

// TestPlaces: a fault of a line is told with the place that the constructor names.
func TestPlaces(t *testing.T) {
	for _, s := range samples() {
		_, err := s.build(s.with("ID", relationship.EventID(" ")))
		var made, read *relationship.InvalidError
		if !errors.As(err, &made) {
			t.Fatalf("%v: %v", s.kind, err)
		}
		line := strings.Replace(stored(t, s.event(t)), `"id":"`, `"id":" `, 1)
		if _, err := relationship.ParseEvent([]byte(line)); !errors.As(err, &read) || read.Place != made.Place {
			t.Errorf("%v: the constructor says %q, the reader %v", s.kind, made.Place, err)
		}
	}
}

// TestRefusedLines goes through what is no event.
func TestRefusedLines(t *testing.T) {
	const good = `{"kind":"rating","id":"n","at":"2026-01-02T10:00:00Z","from":"us","to":"ada","role":"customer","actor":"to","about":"quality","value":1,"low":0,"high":1}`
	if _, err := relationship.ParseEvent([]byte(good)); err != nil {
		t.Fatal(err)
	}
	refused := []string{
		"", " ", "null", "[]", `""`, "1", "{}", good + good, good + "]", good[:len(good)-1], "\ufeff" + good, `{"kind":"purchase"}`, `{"kind":"Rating"}`,
		`{"kind":""}`, `{"kind":7}`, `{"kind":"party"}`, `{,}`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{"a":1 "b":2}`, `{1:2}`, `{"a":tru}`, `{"a":-}`, `{"a":"`, `{"a":"\`, `{"a`, `{"`,
		`{` + strings.Repeat(`"x":1,`, 40) + `"kind":"use"}`,
	}
	for _, change := range []struct{ old, new string }{
		{`"id":"n",`, ``}, {`"id":"n"`, `"id":null`}, {`"id":"n"`, `"id":7`}, {`"id":"n"`, `"id":["n"]`}, {`"id":"n"`, `"id":{}`}, {`"id":"n"`, `"id":""`},
		{`"id":"n"`, `"id":"n","id":"n"`}, {`"id":"n"`, `"id":"n","kind":"rating"`}, {`"id":"n"`, `"Id":"n"`}, {`"id":"n"`, `"i\u0064":"n"`}, {`"id":"n"`, `"id":"\x"`},
		{`"id":"n"`, "\"id\":\"\t\""}, {`"id":"n"`, "\"id\":\"\xff\""}, {`"id":"n"`, `"id":"\n"`}, {`"id":"n"`, `"id":"n","note":"x"`}, {`"id":"n"`, `"id":"n","topic":"x"`},
		{`10:00:00Z`, `10:00:00`}, {`10:00:00Z`, `10:00:60Z`}, {`T10:00:00Z`, ``}, {`T10`, `t10`}, {`T10`, ` 10`}, {`10:00:00Z`, `10:00:00,5Z`}, {`10:00:00Z`, `1:00:00Z`},
		{`:00Z`, `:00.0000000001Z`}, {`:00Z`, `:00+24:00`}, {`:00Z`, `:00+01:60`}, {`:00Z`, `:00+0100`}, {`:00Z`, `:00z`}, {`:00Z`, `:00.Z`}, {`:00Z`, `Z`}, {`-02T`, `-32T`},
		{`"from"`, `"date":"2026-01-04","from"`}, {`"from"`, `"date":"2025-12-31","from"`}, {`"from"`, `"date":"","from"`}, {`"from"`, `"date":"2026-1-2","from"`},
		{`"ada"`, `"us"`}, {`customer`, `client`}, {`"actor":"to",`, ``}, {`"actor":"to"`, `"actor":"them"`}, {`"actor":"to"`, `"actor":""`}, {`quality`, `luck`},
		{`"value":1`, `"value":"1"`}, {`"value":1`, `"value":2`}, {`"value":1`, `"value":NaN`}, {`"value":1`, `"value":Infinity`}, {`"value":1`, `"value":1e999`},
		{`"value":1`, `"value":01`}, {`"value":1`, `"value":.1`}, {`"value":1`, `"value":1.`}, {`"value":1`, `"value":0x1`}, {`"value":1`, `"value":+1`}, {`"value":1`, `"value":1e`},
		{`"value":1`, `"value":1_0`}, {`"value":1`, `"value":true`}, {`"value":1,`, ``}, {`"high":1`, `"high":0`},
	} {
		line := strings.Replace(good, change.old, change.new, 1)
		if line == good {
			t.Errorf("%s is not in the line", change.old)
		}
		refused = append(refused, line)
	}
	for _, line := range refused {
		e, err := relationship.ParseEvent([]byte(line))
		if refuse(t, line, err, relationship.ErrDecode); e != nil {
			t.Errorf("%s is refused and gives %v", line, e)
		}
	}
	for name, line := range map[string]string{
		"a truth that is a text":  `{"kind":"return","id":"b","at":"2026-01-02T10:00:00Z","from":"us","to":"ada","role":"customer","order":"o","whole":"true"}`,
		"a grace of months":       `{"kind":"promise-made","id":"p","at":"2026-01-02T10:00:00Z","from":"us","to":"ada","role":"customer","actor":"to","due":"2026-01-02T10:00:00Z","grace":"1M"}`,
		"an amount of a number":   `{"kind":"purchase","id":"o","at":"2026-01-02T10:00:00Z","from":"us","to":"ada","role":"customer","amount":12.5}`,
		"an amount of no size":    `{"kind":"purchase","id":"o","at":"2026-01-02T10:00:00Z","from":"us","to":"ada","role":"customer","amount":"1e9 EUR"}`,
		"a promise due before it": `{"kind":"promise-made","id":"p","at":"2026-01-02T10:00:00Z","from":"us","to":"ada","role":"customer","actor":"to","due":"2026-01-02T09:59:59Z"}`,
	} {
		_, err := relationship.ParseEvent([]byte(line))
		refuse(t, name, err, relationship.ErrDecode)
	}
	_, err := relationship.ParseEvent([]byte(strings.Replace(good, `"value":1`, `"value":7`, 1)))
	var cause *relationship.InvalidError
	if !errors.As(err, &cause) || cause.Place != "rating: value" {
		t.Errorf("the cause of %v is %v", err, cause)
	}
}

// TestRefusedStored goes through what has no stored form.
func TestRefusedStored(t *testing.T) {
	for name, e := range map[string]relationship.Event{
		"nil": nil, "a nil pointer": (*relationship.Use)(nil), "a foreign type": foreign{}, "one that nobody made": relationship.Use{},
	} {
		dst, err := relationship.AppendEvent([]byte("kept"), e)
		if refuse(t, name, err, relationship.ErrInvalid); string(dst) != "kept" {
			t.Errorf("%s: appended %q", name, dst)
		}
	}
}

// TestTextsOfFaults: what the errors say of a value that is missing or off its range.
func TestTextsOfFaults(t *testing.T) {
	for _, row := range []struct {
		kind  relationship.EventKind
		field string
		value any
		want  string
	}{
		{relationship.EventContact, "Actor", relationship.Actor(0), "contact: actor = (missing), want from or to"},
		{relationship.EventContact, "Actor", relationship.Actor(7), "contact: actor = Actor(7), want from or to"},
		{relationship.EventContact, "Channel", relationship.Channel(0), "contact: channel = (missing), want one of mail, phone,"},
		{relationship.EventContact, "Channel", relationship.Channel(99), "contact: channel = 99, want one of mail, phone,"},
		{relationship.EventComplaint, "Severity", 4.0, "complaint: severity = 4, want a number above 0 and at most 1"},
		{relationship.EventComplaint, "Severity", 0.0, "complaint: severity = 0, want a number above 0 and at most 1"},
		{relationship.EventResolution, "Severity", 4.0, "resolution: severity = 4, want a number above 0 and at most 1"},
		{relationship.EventDispute, "Severity", 4.0, "dispute: severity = 4, want a number above 0 and at most 1"},
		{relationship.EventReconciliation, "Severity", 4.0, "reconciliation: severity = 4, want a number above 0 and at most 1"},
		{relationship.EventResolution, "Recovery", 4.0, "resolution: recovery = 4, want a number from 0 to 1"},
	} {
		s := samples()[row.kind-1]
		if _, err := s.build(s.with(row.field, row.value)); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("the error is %v; want %s", err, row.want)
		}
	}
	use := samples()[relationship.EventUse-1]
	unsaid := sample{use.kind, use.with("Actor", relationship.Actor(0)), use.build}
	_, err := use.build(unsaid.with("Key", keyFor(relationship.KindEmployee)))
	if want := "use: actor = (missing), want from or to, as the role does not say who buys"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("the error is %v; want %s", err, want)
	}
}
