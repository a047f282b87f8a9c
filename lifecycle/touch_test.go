package lifecycle_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// deferredTouch has something in every field.
func deferredTouch() lifecycle.Touch {
	return lifecycle.Touch{
		ID: "after-sales-check/o-1", Kind: lifecycle.TouchAfterSalesCheck, Class: lifecycle.ClassSales, Source: "o-1",
		Due: planDate("2026-03-01"), Until: planDate("2026-03-15"), On: planDate("2026-03-04"), Channel: byPhone,
		Status: lifecycle.TouchDeferred, Reason: lifecycle.ReasonOpenComplaint, By: "c-1",
	}
}

// missedTouch has only what a touch must have.
func missedTouch() lifecycle.Touch {
	return lifecycle.Touch{
		ID: "welcome-pack/shop/ada/end-consumer", Kind: lifecycle.TouchWelcomePack, Class: lifecycle.ClassService,
		Due: planDate("2026-03-01"), Until: planDate("2026-03-01"), Status: lifecycle.TouchMissed,
	}
}

// The stored form of version 1, byte for byte, both ways.
func TestStoredTouch(t *testing.T) {
	for file, want := range map[string]lifecycle.Touch{
		"testdata/touch-v1-full.json": deferredTouch(), "testdata/touch-v1-least.json": missedTouch(),
	} {
		stored, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		stored = []byte(strings.TrimSpace(string(stored)))
		if got, err := json.Marshal(want); err != nil || string(got) != string(stored) {
			t.Errorf("%s: written\n%s\nwant\n%s%v", file, got, stored, err)
		}
		var read lifecycle.Touch
		if err := json.Unmarshal(stored, &read); err != nil || read != want {
			t.Errorf("%s: read %+v, %v", file, read, err)
		}
	}
}

// Every field that no plan would set so, in writing and in reading.
func TestTouchesThatNoPlanMakes(t *testing.T) {
	for where, edits := range map[string][]func(*lifecycle.Touch){
		"id":     {func(o *lifecycle.Touch) { o.ID = "" }, func(o *lifecycle.Touch) { o.ID = " x" }},
		"kind":   {func(o *lifecycle.Touch) { o.Kind = 0 }},
		"class":  {func(o *lifecycle.Touch) { o.Class = 3 }},
		"source": {func(o *lifecycle.Touch) { o.Source = "\n" }},
		"due":    {func(o *lifecycle.Touch) { o.Due = planDate("") }},
		"until":  {func(o *lifecycle.Touch) { o.Until = planDate("2026-02-28") }, func(o *lifecycle.Touch) { o.Until = planDate("") }},
		"status": {func(o *lifecycle.Touch) { o.Status = 0 }},
		"on": {func(o *lifecycle.Touch) { o.On = planDate("") },
			func(o *lifecycle.Touch) { *o = missedTouch(); o.On = o.Due }, func(o *lifecycle.Touch) { o.Status = lifecycle.TouchSuppressed }},
		"channel": {func(o *lifecycle.Touch) { o.Channel = 0 }, func(o *lifecycle.Touch) { o.Channel = 99 },
			func(o *lifecycle.Touch) { *o = missedTouch(); o.Channel = byMail }, func(o *lifecycle.Touch) { *o = missedTouch(); o.Channel = 99 }},
		"reason": {func(o *lifecycle.Touch) { o.Reason = 0 }, func(o *lifecycle.Touch) { o.Reason = 99 },
			func(o *lifecycle.Touch) { o.Status = lifecycle.TouchDue }, func(o *lifecycle.Touch) { *o = missedTouch(); o.Reason = 99 }},
		"by": {func(o *lifecycle.Touch) { o.By = " " }, func(o *lifecycle.Touch) { *o = missedTouch(); o.By = "c-1" }},
	} {
		for i, edit := range edits {
			touch := deferredTouch()
			edit(&touch)
			var fault *lifecycle.DecodeError
			if stored, err := touch.MarshalJSON(); !errors.Is(err, lifecycle.ErrDecode) || !errors.As(err, &fault) || fault.Where != where {
				t.Errorf("%s, %d: %s, %v, want ErrDecode there", where, i, stored, err)
			}
		}
	}
	const right = `{"version":1,"id":"x","kind":"offer","class":"sales","due":"2026-03-01","until":"2026-03-01","status":"missed"}`
	var read lifecycle.Touch
	if err := json.Unmarshal([]byte(right), &read); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		``, `null`, `{}`, `{"version":1}`, strings.Replace(right, `1`, `2`, 1), strings.Replace(right, `"offer"`, `"gift"`, 1),
		strings.Replace(right, `"offer"`, `7`, 1), strings.Replace(right, `"missed"`, `"due"`, 1), strings.Replace(right, `03-01`, `02-30`, 1),
		strings.Replace(right, `"id"`, `"ID"`, 1), strings.Replace(right, `"id":"x"`, `"id":"x","id":"x"`, 1), strings.Replace(right, `}`, `,"reason":""}`, 1),
		strings.Replace(right, `}`, `,"channel":"pigeon"}`, 1), strings.Replace(right, `}`, `,"by":"c-1"}`, 1), right + `{}`,
	} {
		touch := deferredTouch()
		if err := touch.UnmarshalJSON([]byte(text)); !errors.Is(err, lifecycle.ErrDecode) || touch != deferredTouch() {
			t.Errorf("%s: %v, want ErrDecode and the value as it was", text, err)
		}
	}
}

func TestTouchText(t *testing.T) {
	done, due := deferredTouch(), deferredTouch()
	done.Status, done.Reason, done.By = lifecycle.TouchDone, 0, ""
	due.Status, due.Reason, due.By, due.Source = lifecycle.TouchDue, 0, "", ""
	for want, touch := range map[string]lifecycle.Touch{
		"2026-03-01 after-sales-check of o-1: deferred to 2026-03-04 by phone, for open-complaint of c-1": deferredTouch(),
		"2026-03-01 welcome-pack: missed":                                  missedTouch(),
		"2026-03-01 after-sales-check of o-1: done on 2026-03-04 by phone": done,
		"2026-03-01 after-sales-check: due by phone":                       due,
		" touch kind(0): touch status(0)":                                  {},
	} {
		if got := touch.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
