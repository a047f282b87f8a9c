package survey_test

import (
	"errors"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty/survey"
	"github.com/rapport-go/rapport/relationship"
)

func rated(about relationship.Aspect, by relationship.Actor, value, low, high float64) relationship.Event {
	return must(relationship.NewRating(relationship.RatingConfig{
		ID: "r", At: time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC), Actor: by, About: about, Value: value, Low: low, High: high,
		Key: relationship.Key{From: "us", To: "them", Role: relationship.KindEndConsumer},
	}))
}

// TestObserve: a rating on the scale of the instrument is counted at its answer; everything else is a no-op.
func TestObserve(t *testing.T) {
	contact := must(relationship.NewContact(relationship.ContactConfig{
		ID: "c", At: time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC), Actor: relationship.ByTo, Channel: relationship.ChannelPhone,
		Key: relationship.Key{From: "us", To: "them", Role: relationship.KindEndConsumer}, Purpose: relationship.PurposeOffer,
	}))
	for _, q := range questions() {
		low, high := float64(q.low), float64(q.high)
		for answer := q.low; answer <= q.high; answer++ {
			value := float64(answer)
			if q.reversed { // the event says how easy it was
				value = low + high - value
			}
			all := q.new()
			if err := all.Observe(rated(q.about, relationship.ByTo, value, low, high)); err != nil || all.Count(answer) != 1 || all.Answers() != 1 {
				t.Errorf("%s: %v is no %d, %v", q.name, value, answer, err)
			}
		}
		easy := rated(q.about, relationship.ByTo, high, low, high).(relationship.Rating)
		if all := q.new(); all.Observe(&easy) != nil || all.Answers() != 1 {
			t.Errorf("%s: a pointer is not counted", q.name)
		}
		for _, nobody := range []relationship.Event{nil, (*relationship.Rating)(nil)} {
			if all := q.new(); !errors.Is(all.Observe(nobody), survey.ErrInvalid) || !all.IsZero() {
				t.Errorf("%s: %T is an answer", q.name, nobody)
			}
		}
		for name, e := range map[string]relationship.Event{
			"our own":           rated(q.about, relationship.ByFrom, high, low, high),
			"of another matter": rated(relationship.AspectBond, relationship.ByTo, high, low, high),
			"between answers":   rated(q.about, relationship.ByTo, high-0.5, low, high),
			"a longer scale":    rated(q.about, relationship.ByTo, high, low, high+1),
			"a deeper scale":    rated(q.about, relationship.ByTo, high, low-1, high),
			"a share":           rated(q.about, relationship.ByTo, 1, 0, 1),
			"no rating":         contact,
		} {
			all := q.new()
			if err := all.Observe(e); err != nil || !all.IsZero() {
				t.Errorf("%s, %s: %v, %v", q.name, name, must(all.MarshalJSON()), err)
			}
		}
	}
}

// TestNothing: a reading of nothing is false and no error, and has no number in it.
func TestNothing(t *testing.T) {
	none := func(what string) func(survey.Estimate, bool, error) {
		return func(e survey.Estimate, ok bool, err error) {
			if ok || err != nil || e != (survey.Estimate{}) {
				t.Errorf("%s of nothing: %+v, %v, %v", what, e, ok, err)
			}
		}
	}
	for _, q := range questions() {
		none(q.name)(q.new().Mean(0.9))
		none(q.name)(q.new().Perceived(0.9))
		if q.share != nil {
			none(q.name)(q.share(q.new(), 0.9))
		}
	}
	if s, ok, err := nps(t).Score(0.9); ok || err != nil || s != (survey.NPSScore{}) {
		t.Errorf("score of nobody: %+v, %v, %v", s, ok, err)
	}
	var service survey.SERVQUAL
	for _, read := range []func(survey.Dimension, float64) (survey.Estimate, bool, error){service.Expected, service.Perceived, service.Gap} {
		none("service")(read(survey.Empathy, 0.9))
	}
	for _, read := range []func(survey.Weights, float64) (survey.Estimate, bool, error){service.Index, service.Score, service.Performance, service.PerformanceScore} {
		none("service")(read(survey.Weights{}, 0.9))
	}
}

// TestClasses: names are read back.
func TestClasses(t *testing.T) {
	for i, c := range survey.Classes() {
		var back survey.Class
		if err := back.UnmarshalText(must(c.MarshalText())); err != nil || back != c || must(survey.ParseClass(c.String())) != c || !c.IsValid() {
			t.Errorf("%v comes back as %v, %v", c, back, err)
		}
		if want := []string{"detractor", "passive", "promoter"}[i]; c.String() != want {
			t.Errorf("%v, want %s", c, want)
		}
	}
}

// TestDimensions: names are read back, and each item belongs to one dimension.
func TestDimensions(t *testing.T) {
	next := 0
	for i, d := range survey.Dimensions() {
		var back survey.Dimension
		if err := back.UnmarshalText(must(d.MarshalText())); err != nil || back != d || must(survey.ParseDimension(d.String())) != d || !d.IsValid() {
			t.Errorf("%v comes back as %v, %v", d, back, err)
		}
		first, end := d.Items()
		if want := []int{4, 5, 4, 4, 5}[i]; first != next || end-first != want {
			t.Errorf("%v has items %d to %d, want %d from %d", d, first, end, want, next)
		}
		next = end
	}
	if next != survey.Items || len(survey.Dimensions()) != 5 {
		t.Errorf("%d items in %d dimensions", next, len(survey.Dimensions()))
	}
	if first, end := survey.Dimension(0).Items(); first != end {
		t.Errorf("no dimension has items %d to %d", first, end)
	}
}
