package segment_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// What was excluded under a name that nobody holds is told: a consent that is misspelt keeps nothing back.
func TestNextBestTellsUnknownExcluded(t *testing.T) {
	var b segment.Baskets
	for range 20 {
		if err := b.Add([]string{"home", "life"}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := b.NextBest([]string{"home"}, segment.NextBestOptions{Excluded: []string{"Life", "boat", "Life"}})
	if err != nil || len(got.Suggestions) != 1 || !slices.Equal(got.UnknownExcluded, []string{"Life", "boat"}) {
		t.Errorf("%+v, %v", got, err)
	}
	got, err = b.NextBest([]string{"home"}, segment.NextBestOptions{Excluded: []string{"life"}})
	if err != nil || len(got.Suggestions) != 0 || got.UnknownExcluded != nil {
		t.Errorf("%+v, %v", got, err)
	}
}

// Who asks without a day is told so.
func TestNobodyToScoreSaysWhy(t *testing.T) {
	left := func(statuses ...segment.Status) func(func(segment.RFM, segment.Status) bool) {
		return func(yield func(segment.RFM, segment.Status) bool) {
			for _, s := range statuses {
				if !yield(segment.RFM{}, s) {
					return
				}
			}
		}
	}
	for want, statuses := range map[string][]segment.Status{
		"segment: nobody to score": nil,
		"segment: nobody to score: all 2 have something on record after the day, or no day was given": {segment.Future, segment.Future},
		"segment: nobody to score: 1 prospects, 0 too new, 1 in the future":                           {segment.Future, segment.Prospect},
	} {
		_, report, err := segment.Quantile(left(statuses...), segment.QuantileOptions{})
		if !errors.Is(err, segment.ErrNobody) || err.Error() != want || report.Excluded() != len(statuses) {
			t.Errorf("%v, %v", report, err)
		}
		var p segment.Population
		for _, s := range statuses {
			if err := p.Observe(segment.RFM{}, s); err != nil {
				t.Fatal(err)
			}
		}
		if _, _, err := p.Scorer(segment.QuantileOptions{}); !errors.Is(err, segment.ErrNobody) || !strings.HasPrefix(err.Error(), want) {
			t.Error(err)
		}
	}
}
