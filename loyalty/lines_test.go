package loyalty_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rapport-go/rapport/loyalty"
)

// gated is a score with a gate that is shut.
func gated(t *testing.T) loyalty.Result {
	t.Helper()
	card := loyalty.DefaultCustomerCard()
	card.Gates = []loyalty.Gate{{Factor: loyalty.Trust, Below: 9_000, Cap: 4_000}}
	model := compiled(t, card)
	_, state, asOf := worked(t)
	r, err := model.Score(state, nil, asOf)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A result that was stored shows what was shown: the same fields, the same lines, and the same text when it is stored again.
func TestStoredResults(t *testing.T) {
	want := gated(t)
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), `"kind"`); n != 6 || !strings.Contains(string(text), `"points":4000,`) {
		t.Errorf("%d lines in %s, want five factors and a gate that caps at 4000", n, text)
	}
	var got loyalty.Result
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.Lines(), got.Lines(), cmpopts.IgnoreUnexported(loyalty.Line{})); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	again, err := json.Marshal(got)
	if err != nil || string(again) != string(text) {
		t.Errorf("stored again:\n%s, want\n%s (%v)", again, text, err)
	}
	if got.Points != want.Points || got.Band != want.Band || !got.AsOf.Equal(want.AsOf) || got.Stamp != want.Stamp {
		t.Errorf("%+v, want %+v", got, want)
	}
	known := func(r loyalty.Result) (all []int) {
		for _, points := range r.Known() {
			all = append(all, points)
		}
		return all
	}
	if diff := cmp.Diff(known(want), known(got)); diff != "" || len(known(got)) != 4 {
		t.Errorf("known (-want +got):\n%s", diff)
	}
	if strengths, of := len(got.TopRisks(9)), len(want.TopRisks(9)); strengths != of || of == 0 {
		t.Errorf("%d risks, want %d", strengths, of)
	}
	before := got
	for _, bad := range []string{`{`, `{"score":1,"shade":2}`, `{"lines":null}`, strings.Replace(string(text), `"kind":"gate"`, `"kind":"door"`, 1)} {
		if err := json.Unmarshal([]byte(bad), &got); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
	if _, ok := errors.AsType[*loyalty.DecodeError](got.UnmarshalJSON([]byte(`{"shade":2}`))); !ok {
		t.Error("an unknown field is no DecodeError")
	}
	if diff := cmp.Diff(before.Lines(), got.Lines(), cmpopts.IgnoreUnexported(loyalty.Line{})); diff != "" {
		t.Errorf("after an error:\n%s", diff)
	}
	if text, err := json.Marshal(loyalty.Result{}); err != nil || !strings.Contains(string(text), `"lines":[]`) {
		t.Errorf("nothing is %s, %v", text, err)
	}
}

// Lines are the caller's own.
func TestLinesAreFresh(t *testing.T) {
	r := gated(t)
	r.Lines()[0].Points = -1
	if r.Lines()[0].Points == -1 {
		t.Error("what a caller does to the lines is in the next ones")
	}
}
