package segment_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

func TestScoreTallyRejects(t *testing.T) {
	tally := aggregateTally(t, 5)
	before := tally.Clone()
	for name, err := range map[string]error{
		"points below 0":  tally.Add(-1, 1),
		"points above":    tally.Add(10001, 1),
		"points far off":  tally.Add(math.MinInt, 1),
		"bad points, 0":   tally.Add(-1, 0),
		"negative times":  tally.Add(5, -1),
		"too many times":  tally.Add(5, 10_000_000_000),
		"far too many":    tally.Add(5, math.MaxInt64),
		"unknown below 0": tally.AddUnknown(math.MinInt64),
		"unknown above":   tally.AddUnknown(10_000_000_000),
	} {
		if !errors.Is(err, segment.ErrInvalid) || !tally.Equal(before) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := tally.Add(7, 0); err != nil || !tally.Equal(before) || tally.Count(7) != 0 {
		t.Errorf("0 times is something: %v", err)
	}
	more := tally.Clone()
	if err := more.AddUnknown(1); err != nil || more.Equal(tally) || tally.Equal(more) {
		t.Errorf("an unknown score makes no difference: %v", err)
	}
	unknown := new(segment.ScoreTally)
	if err := unknown.AddUnknown(10_000_000_000); err != nil {
		t.Fatal(err)
	}
	if err := tally.Merge(unknown); !errors.Is(err, segment.ErrInvalid) || !tally.Equal(before) {
		t.Error(err)
	}
	full := new(segment.ScoreTally)
	if err := full.Add(10000, 10_000_000_000); err != nil {
		t.Fatal(err)
	}
	if mean, ok := full.Mean(); !ok || mean != 10000 {
		t.Error(mean)
	}
	if v, ok := full.Variance(); !ok || v != 0 {
		t.Error(v)
	}
	if err := tally.Merge(full); !errors.Is(err, segment.ErrInvalid) || !tally.Equal(before) {
		t.Error(err)
	}
	if err := full.Merge(nil); err != nil {
		t.Error(err)
	}
	for _, edges := range [][]int{{0}, {10001}, {5, 5}, {6, 5}, {-1}} {
		if bands, err := tally.Bands(edges...); !errors.Is(err, segment.ErrInvalid) || bands != nil {
			t.Errorf("%v: %v", edges, err)
		}
	}
	for _, level := range []float64{0, 0.4, 1, math.NaN(), math.Inf(1)} {
		_, ok, err := tally.MeanInterval(level)
		_, err2 := tally.ShareInterval(5, level)
		_, err3 := segment.CompareScores(tally, tally, segment.CompareScoresOptions{Level: level})
		if ok || !errors.Is(err, segment.ErrInvalid) || !errors.Is(err2, segment.ErrInvalid) || !errors.Is(err3, segment.ErrInvalid) {
			t.Errorf("%v: %v, %v, %v", level, err, err2, err3)
		}
	}
	if _, err := segment.CompareScores(nil, tally, segment.CompareScoresOptions{Threshold: -1}); strings.Count(err.Error(), "segment: ") != 3 {
		t.Error(err)
	}
	if _, err := segment.CompareScores(tally, nil, segment.CompareScoresOptions{Level: 0.9, Threshold: 10001}); strings.Count(err.Error(), "segment: ") != 2 {
		t.Error(err)
	}
}

func TestAggregateRejects(t *testing.T) {
	var a segment.Aggregate[float64]
	for name, err := range map[string]error{
		"NaN": a.Add(math.NaN(), 5, 1), "NaN unknown": a.AddUnknown(math.NaN(), 1), "points": a.Add(1, -1, 1), "times": a.AddUnknown(1, -1),
	} {
		if !errors.Is(err, segment.ErrInvalid) || !a.IsZero() {
			t.Errorf("%s: %v", name, err)
		}
	}
	var few, many segment.Aggregate[string]
	if err := errors.Join(few.Add("a", 1, 1), few.Add("b", 1, 1), many.Add("b", 2, 10_000_000_000), many.Add("a", 1, 1), many.Add("c", 1, 1)); err != nil {
		t.Fatal(err)
	}
	before := few.Clone()
	if err := few.Merge(&many); !errors.Is(err, segment.ErrInvalid) || !few.Equal(before) {
		t.Error(err)
	}
	if total, err := many.Total(); !errors.Is(err, segment.ErrInvalid) || total != nil {
		t.Error(err)
	}
	if err := few.Merge(nil); err != nil || !few.Equal(before) {
		t.Error(err)
	}
	var odd segment.Aggregate[string]
	if err := odd.Add("\xff", 1, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(odd); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("a label that is no UTF-8 is stored: %v", err)
	}
	var unset segment.Aggregate[segment.Engagement]
	if err := unset.Add(0, 1, 1); !errors.Is(err, segment.ErrInvalid) || !unset.IsZero() {
		t.Errorf("no label is counted: %v", err)
	}
	var endless segment.Aggregate[float64]
	if err := endless.Add(math.Inf(1), 1, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(endless); err == nil {
		t.Error("infinity is stored")
	}
}

func TestAggregateJSONRejects(t *testing.T) {
	const good = `{"version":1,"unknown":1,"points":[5,7],"counts":[2,3]}`
	tally := aggregateTally(t, 1)
	before := tally.Clone()
	if err := new(segment.ScoreTally).UnmarshalJSON([]byte(good)); err != nil {
		t.Fatal(err)
	}
	bad := []string{``, `null`, `[]`, `{}`, good + `1`}
	for _, change := range [][2]string{
		{`"version":1`, `"version":0`}, {`"version":1,`, ``}, {`"unknown":1,`, ``}, {`,"points":[5,7]`, ``}, {`,"counts":[2,3]`, ``}, {`"unknown":1`, `"unknown":-1`},
		{`"unknown":1`, `"unknown":null`}, {`"unknown":1`, `"unknown":10000000000`}, {`[5,7]`, `[5]`}, {`[5,7]`, `[7,5]`}, {`[5,7]`, `[5,5]`}, {`[5,7]`, `[-1,7]`},
		{`[5,7]`, `[5,10001]`}, {`[5,7]`, `[5,null]`}, {`[5,7]`, `[5,7.5]`}, {`[2,3]`, `[2,0]`}, {`[2,3]`, `[2,-3]`}, {`[2,3]`, `[2,null]`},
		{`[2,3]`, `[2,9223372036854775807]`}, {`"counts"`, `"Counts"`}, {`"counts"`, `"x":1,"counts"`},
	} {
		if text := strings.Replace(good, change[0], change[1], 1); text == good {
			t.Fatalf("%s is not there", change[0])
		} else {
			bad = append(bad, text)
		}
	}
	for _, text := range bad {
		var fault *segment.DecodeError
		if err := tally.UnmarshalJSON([]byte(text)); !errors.Is(err, segment.ErrDecode) || !errors.As(err, &fault) || !tally.Equal(before) {
			t.Errorf("%s: %v", text, err)
		}
	}
	const nobody = `{"version":1,"unknown":0,"points":[],"counts":[]}`
	group := func(label, tally string) string { return `{"label":` + label + `,"tally":` + tally + `}` }
	groups := func(all ...string) string { return `{"version":1,"groups":[` + strings.Join(all, ",") + `]}` }
	var a segment.Aggregate[string]
	if err := a.UnmarshalJSON([]byte(groups(group(`"a"`, good), group(`"b"`, good)))); err != nil {
		t.Fatal(err)
	}
	kept := a.Clone()
	for _, text := range []string{
		``, `null`, `{}`, `{"version":1}`, `{"version":2,"groups":[]}`, `{"groups":[]}`, groups(`null`), groups(`{}`), groups(`{"label":"a"}`), groups(`{"tally":` + good + `}`),
		groups(group(`1`, good)), groups(group(`null`, good)), groups(group(`"a"`, nobody)), groups(group(`"a"`, `{}`)), groups(group(`"a"`, good), group(`"a"`, good)),
		groups(group(`"b"`, good), group(`"a"`, good)), groups(group(`"\ud800"`, good)), groups(`{"label":"a","label":"a","tally":` + good + `}`), groups() + `x`,
		`{"version":1,"groups":[],"x":1}`, groups(`{"Label":"a","tally":` + good + `}`),
	} {
		err := a.UnmarshalJSON([]byte(text))
		var fault *segment.DecodeError
		if !errors.Is(err, segment.ErrDecode) || !errors.As(err, &fault) || !a.Equal(kept) || strings.Count(err.Error(), "segment: ") != 1 {
			t.Errorf("%s: %v", text, err)
		}
		var b segment.BreadthBy[string]
		if err := b.UnmarshalJSON([]byte(text)); !errors.Is(err, segment.ErrDecode) || !b.IsZero() {
			t.Errorf("breadth: %s: %v", text, err)
		}
	}
	var none segment.BreadthBy[string]
	if err := none.UnmarshalJSON([]byte(groups(group(`"a"`, `{"version":1,"counts":[]}`)))); !errors.Is(err, segment.ErrDecode) {
		t.Error(err)
	}
	var e segment.Aggregate[segment.Engagement]
	if err := e.UnmarshalJSON([]byte(groups(group(`"winners"`, good)))); !errors.Is(err, segment.ErrDecode) {
		t.Error(err)
	}
}

func TestBandsLeaveTheirEdgesAlone(t *testing.T) {
	edges := []int{3, 4}
	if _, err := aggregateTally(t, 3).Bands(edges...); err != nil || !slices.Equal(edges, []int{3, 4}) {
		t.Errorf("%v, %v", edges, err)
	}
}
