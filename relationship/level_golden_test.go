package relationship_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rapport-go/rapport/relationship"
)

// storedLevels is one of each value of levels, pyramid, feedback and opportunities.
type storedLevels struct {
	Levels        []relationship.Levels       `json:"levels"`
	Signals       []relationship.LevelSignals `json:"signals"`
	Named         []relationship.Level        `json:"named"`
	Margins       []relationship.MarginClass  `json:"margins"`
	Crowds        []relationship.CrowdClass   `json:"crowds"`
	Pyramids      []relationship.Pyramid      `json:"pyramids"`
	Means         []relationship.PointsMean   `json:"means"`
	PyramidLevels []relationship.PyramidLevel `json:"pyramid_levels"`
	Feedback      []relationship.Feedback     `json:"feedback"`
	Opportunities []relationship.Opportunity  `json:"opportunities"`
}

// TestGoldenLevels holds the stored forms of version 1, one a line so that a difference can be read.
func TestGoldenLevels(t *testing.T) {
	cfg := oppConfig()
	plain := cfg
	plain.ID, plain.Source, plain.Value, plain.ExpectedClose = `N-"2"`, "", money("0.000000000000000001 ETH/18"), plain.Opened
	heard := fbLog(t)
	if err := heard.Merge(fbOf(t, fbEnd("y-9", fbComplaint("x-9", "eve", "price", 0.1, 3), 5))); err != nil {
		t.Fatal(err)
	}
	want := storedLevels{
		Levels: []relationship.Levels{{}, relationship.Must(relationship.NewLevels(relationship.LevelPolicy{Answers: 2, FollowUpDays: 7, FollowUpPoints: 10_000,
			SuggestionDays: 30, Joint: 3}))},
		Signals: []relationship.LevelSignals{{}, {Days: 365, Sales: 5, Answers: 4, FollowedUp: 3, Suggestions: 2, Joint: 1}},
		Named:   relationship.AllLevels(), Margins: relationship.MarginClasses(), Crowds: relationship.CrowdClasses(),
		Pyramids: []relationship.Pyramid{{}, relationship.Must(relationship.NewPyramid(relationship.PyramidPolicy{Completeness: 1, Partners: 2, Consumers: 10_000}))},
		Means:    []relationship.PointsMean{{}, pyramidMean(t, 0, 10_000, 7000)}, PyramidLevels: relationship.PyramidLevels(),
		Feedback:      []relationship.Feedback{{}, *heard},
		Opportunities: []relationship.Opportunity{relationship.Must(relationship.NewOpportunity(cfg)), relationship.Must(relationship.NewOpportunity(plain))},
	}
	golden(t, "levels-v1.json", append(relationship.Must(json.MarshalIndent(want, "", "  ")), '\n'))
	var got storedLevels
	if err := json.Unmarshal([]byte(read(t, "levels-v1.json")), &got); err != nil {
		t.Fatal(err)
	}
	same := cmp.Options{cmpopts.EquateComparable(relationship.Levels{}, relationship.Pyramid{}, relationship.PointsMean{}),
		cmp.Comparer(func(a, b relationship.Feedback) bool { return a.Equal(&b) })}
	if diff := cmp.Diff(want, got, same); diff != "" {
		t.Errorf("the file is read otherwise (-want +got):\n%s", diff)
	}
}
