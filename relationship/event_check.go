package relationship

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/rapport-go/rapport/internal/enum"
)

// The rules that several events share. Each notes what is wrong, and those that take a pointer also bring the value into the one form
// in which events keep it, so that equal events are equal in every field.

// checked returns what was made, unless there are faults.
func checked[T any](made T, f faults) (T, error) {
	if err := f.err(); err != nil {
		var none T
		return none, err
	}
	return made, nil
}

// usually says who acts where it is not given.
type usually uint8

const (
	said     usually = iota // it must be given
	byUs                    // ByFrom
	byThem                  // ByTo
	byBuyer                 // To among buyers, From among suppliers, elsewhere it must be given
	bySeller                // the other side than the buyer
)

// actor returns who acts where To has the given role; unset if that must be given.
func (u usually) actor(role PartyKind) Actor {
	switch u {
	case byUs:
		return ByFrom
	case byThem:
		return ByTo
	case byBuyer:
		return buyer(role)
	case bySeller:
		return buyer(role).other()
	}
	return 0
}

// ref checks the id of another event.
func (f *faults) ref(field string, id EventID) {
	if rule := idFault(string(id)); rule != "" {
		f.add(field, quote(string(id)), rule)
	}
}

// refOther checks the id of what an event closes, which is another event.
func (f *faults) refOther(field string, id, own EventID) {
	f.ref(field, id)
	if id == own && id != "" {
		f.add(field, quote(string(id)), "the id of another event")
	}
}

// opener checks who opened what an event closes; unset it becomes the other side than the one that acts.
func (f *faults) opener(by *Actor, actor Actor) {
	if *by == 0 && actor.IsValid() {
		*by = actor.other()
	}
	knownOrNone(f, "by", *by, actorNames) // unset only if there is no actor, which is told already
}

// refOrNone checks the id of another event, which may be missing.
func (f *faults) refOrNone(field string, id EventID) {
	if rule := nameFault(string(id)); rule != "" {
		f.add(field, quote(string(id)), rule)
	}
}

// partyOrNone checks the id of a party, which may be missing.
func (f *faults) partyOrNone(field string, id PartyID) {
	if rule := nameFault(string(id)); rule != "" {
		f.add(field, quote(string(id)), rule)
	}
}

// label checks a text of the caller, which may be empty. It is not shown, because it may hold anything.
func (f *faults) label(field, text string) {
	if rule := nameFault(text); rule != "" {
		f.add(field, "(not shown)", rule)
	}
}

// missing is how errors show a choice that was not made.
const missing = "(missing)"

// known checks a choice.
func known[E ~uint8](f *faults, field string, e E, names []string) {
	switch {
	case enumValid(names, e):
	case e == 0:
		f.add(field, missing, enum.Rule(names))
	default:
		f.add(field, strconv.Itoa(int(e)), enum.Rule(names))
	}
}

// knownOrNone checks a choice that may be unset.
func knownOrNone[E ~uint8](f *faults, field string, e E, names []string) {
	if e != 0 {
		known(f, field, e, names)
	}
}

// number notes a number that breaks a rule.
func (f *faults) number(field string, v float64, keeps bool, rule string) {
	if !keeps {
		f.add(field, fmt.Sprint(v), rule)
	}
}

// share checks a number from 0 to 1, of which 0 may be excluded.
func (f *faults) share(field string, v *float64, zero bool) {
	rule := "a number from 0 to 1"
	if !zero {
		rule = "a number above 0 and at most 1"
	}
	*v += 0 // which turns -0 into 0
	f.number(field, *v, *v > 0 && *v <= 1 || *v == 0 && zero, rule)
}

// stake checks how much depends on a promise; 0 becomes 1.
func (f *faults) stake(v *float64) {
	if *v == 0 {
		*v = 1
	}
	f.number("stake", *v, *v > 0 && !math.IsInf(*v, 1), "a finite number > 0, or 0 for 1")
}

// duration checks a length of time.
func (f *faults) duration(field string, d time.Duration) {
	if d < 0 {
		f.add(field, d.String(), "no less than 0")
	}
}

// instant checks an instant and takes it to UTC, which drops its monotonic part too. It reports whether there is one.
func (f *faults) instant(field string, t *time.Time) bool {
	if t.IsZero() {
		f.add(field, "no instant", "an instant")
		return false
	}
	return f.instantOrNone(field, t)
}

// instantOrNone checks an instant that may be missing, and takes it to UTC.
func (f *faults) instantOrNone(field string, t *time.Time) bool {
	*t = t.UTC()
	if DateOf(*t).IsZero() {
		f.add(field, "an instant outside the calendar", "an instant in the years 1 to 9999")
		return false
	}
	return true
}

// before checks an instant that is not after another.
func (f *faults) before(field string, t *time.Time, end time.Time) {
	if f.instant(field, t) && t.After(end) && !end.IsZero() {
		f.add(field, t.Format(time.RFC3339Nano), "an instant not after "+end.UTC().Format(time.RFC3339Nano))
	}
}

// after checks an instant that is not before another.
func (f *faults) after(field string, t *time.Time, start time.Time) {
	if f.instant(field, t) && t.Before(start) {
		f.add(field, t.Format(time.RFC3339Nano), "an instant not before "+start.UTC().Format(time.RFC3339Nano))
	}
}

// worth checks an amount of at least 0, which may be missing.
func (f *faults) worth(field string, m Money) {
	if m.Sign() < 0 || m.Currency().IsZero() && m != (Money{}) {
		f.add(field, m.String(), "an amount >= 0, or none")
	}
}
