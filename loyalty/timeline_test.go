package loyalty_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/loyalty"
	"pgregory.net/rapid"
)

// editions returns n editions of the customer card, a year apart.
func editions(n int) []loyalty.Edition {
	all := make([]loyalty.Edition, n)
	for i := range all {
		all[i] = loyalty.Edition{From: base.AddDate(i, 0, 0), Card: loyalty.DefaultCustomerCard()}
		all[i].Card.Version = i + 1
	}
	return all
}

// TestTimelineAt: each edition from its instant until the next one's.
func TestTimelineAt(t *testing.T) {
	line := must(loyalty.NewTimeline(editions(3)))
	for _, row := range []struct {
		at   time.Time
		want int
	}{
		{base.Add(-1), 0}, {time.Time{}, 0}, {base, 1}, {base.AddDate(1, 0, 0).Add(-1), 1},
		{base.AddDate(1, 0, 0).In(time.FixedZone("x", -3600)), 2}, {base.AddDate(2, 0, 0), 3}, {base.AddDate(500, 0, 0), 3},
	} {
		m, ok := line.At(row.at)
		if ok != (row.want > 0) || ok && m.Card().Version != row.want || !ok && m != nil {
			t.Errorf("at %v: %v, want edition %d", row.at, ok, row.want)
		}
	}
	if _, ok := (loyalty.Timeline{}).At(base); ok || !(loyalty.Timeline{}).IsZero() || line.IsZero() {
		t.Error("the zero timeline has an edition, or another has none")
	}
}

// TestTimelineLaws: it is what was given, the edition in force is the last that began, and it comes back from its stored form.
func TestTimelineLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := editions(rapid.IntRange(1, 5).Draw(t, "n"))
		at := base
		for i := range all {
			at = at.Add(time.Duration(rapid.SampledFrom([]int64{1, 1e9, 1e15}).Draw(t, "gap")))
			all[i].From = at
		}
		line, err := loyalty.NewTimeline(all)
		if err != nil || !cmp.Equal(line.Editions(), all) {
			t.Fatalf("%v: %s", err, cmp.Diff(all, line.Editions()))
		}
		probe := rapid.SampledFrom(all).Draw(t, "probe").From.Add(time.Duration(rapid.Int64Range(-2, 2).Draw(t, "shift")))
		want := 0
		for _, e := range all {
			if !e.From.After(probe) {
				want = e.Card.Version
			}
		}
		if m, ok := line.At(probe); ok != (want > 0) || ok && m.Card().Version != want {
			t.Fatalf("at %v not edition %d", probe, want)
		}
		data, err := json.Marshal(line)
		var back loyalty.Timeline
		if err != nil || json.Unmarshal(data, &back) != nil || !back.Equal(line) {
			t.Fatalf("%s came back as %+v, %v", data, back.Editions(), err)
		}
		all[0].Card.Factors[0].Weight = 9 // the argument is not kept
		back.Editions()[0].Card.Factors[0].Weight = 9
		if again, err := json.Marshal(back); err != nil || string(again) != string(data) || back.Equal(loyalty.Timeline{}) {
			t.Fatalf("then %s, %v", again, err)
		}
	})
}

func TestTimelineInputs(t *testing.T) {
	change := func(f func([]loyalty.Edition)) []loyalty.Edition {
		all := editions(3)
		f(all)
		return all
	}
	for path, all := range map[string][]loyalty.Edition{
		"editions =":                                nil,
		"editions[1].from =":                        change(func(e []loyalty.Edition) { e[1].From = e[0].From }),
		"editions[2].from =":                        change(func(e []loyalty.Edition) { e[2].From = base }),
		"editions[0].from =":                        change(func(e []loyalty.Edition) { e[0].From = time.Time{} }),
		"editions[2].card.id =":                     change(func(e []loyalty.Edition) { e[2].Card.ID = "other" }),
		"editions[1]: factors[0].weight = -1, want": change(func(e []loyalty.Edition) { e[1].Card.Factors[0].Weight = -1 }),
	} {
		line, err := loyalty.NewTimeline(all)
		var field *loyalty.FieldError
		if !errors.As(err, &field) || !errors.Is(err, loyalty.ErrInvalid) || !strings.Contains(err.Error(), "loyalty: "+path) || !line.IsZero() {
			t.Errorf("%s: %v", path, err)
		}
	}
	both := change(func(e []loyalty.Edition) { e[0].Card.Version, e[2].Card.Version, e[2].Card.Level = 0, -1, 2 })
	if _, err := loyalty.NewTimeline(both); strings.Count(err.Error(), "loyalty: editions[") != 3 {
		t.Errorf("three faults: %v", err)
	}
	line := must(loyalty.NewTimeline(editions(2)))
	kept := line
	data := string(must(json.Marshal(line)))
	for _, bad := range []string{
		``, `{}`, `null`, `[{}]`, `[1]`, data + `x`, strings.Replace(data, `"from"`, `"until"`, 1), strings.Replace(data, `"version":2`, `"version":0`, 1),
		strings.Replace(data, `"level"`, `"levels"`, 1),
	} {
		if err := line.UnmarshalJSON([]byte(bad)); !errors.Is(err, loyalty.ErrDecode) || !line.Equal(kept) {
			t.Errorf("%.40s: %v", bad, err)
		}
	}
	if err := line.UnmarshalJSON([]byte(`[]`)); err != nil || !line.IsZero() {
		t.Errorf("nothing: %v", err)
	}
}
