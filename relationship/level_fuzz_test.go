package relationship_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// levelText is the stored form of a value.
func levelText(v json.Marshaler) string { return string(relationship.Must(v.MarshalJSON())) }

func FuzzLevelsJSON(f *testing.F) {
	checkJSON[relationship.Levels](f, levelText(relationship.Levels{}))
}

func FuzzLevelSignalsJSON(f *testing.F) {
	checkJSON[relationship.LevelSignals](f, levelText(relationship.LevelSignals{Days: 365, Sales: 5}))
}

func FuzzPyramidJSON(f *testing.F) {
	checkJSON[relationship.Pyramid](f, levelText(relationship.Pyramid{}))
}

func FuzzPointsMeanJSON(f *testing.F) {
	checkJSON[relationship.PointsMean](f, levelText(pyramidMean(f, 1, 10_000)))
}

func FuzzOpportunityJSON(f *testing.F) {
	checkJSON[relationship.Opportunity](f, levelText(relationship.Must(relationship.NewOpportunity(oppConfig()))))
}

func FuzzFeedbackJSON(f *testing.F) { checkJSON[relationship.Feedback](f, levelText(fbLog(f))) }

func FuzzParseLevelEnumerations(f *testing.F) {
	f.Add("proactive")
	f.Add("few")
	f.Fuzz(func(t *testing.T, text string) {
		for _, e := range []encoding.TextUnmarshaler{
			new(relationship.Level), new(relationship.MarginClass), new(relationship.CrowdClass), new(relationship.PyramidLevel),
		} {
			if err := e.UnmarshalText([]byte(text)); err == nil && e.(fmt.Stringer).String() != text {
				t.Fatalf("%q was read as %v", text, e)
			}
		}
	})
}
