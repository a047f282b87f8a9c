package survey_test

import (
	"errors"
	"testing"

	"github.com/rapport-go/rapport/loyalty/survey"
)

// TestErrorTexts: the package once, the place, the value, the rule.
func TestErrorTexts(t *testing.T) {
	var (
		nps survey.NPS
		all survey.SERVQUAL
	)
	_, _, level := nps.Score(0.4999)
	_, internal := survey.CompareQuality(survey.Estimate{Value: 0.5, Low: 0.25, High: 0.75, Answers: 1}, 1.23456)
	for want, err := range map[string]error{
		"loyalty/survey: answer = 11, want a whole number from 0 to 10":                          nps.Add(11, 1),
		"loyalty/survey: times = -1, want 0 or more":                                             nps.Add(1, -1),
		"loyalty/survey: level = 0.4999, want a confidence from 0.5 to below 1":                  level,
		"loyalty/survey: internal = 1.23456, want a number from 0 to 1":                          internal,
		"loyalty/survey: perceived[3] = 9, want 1 to 7, or 0 for no answer":                      all.Add(survey.Sheet{Perceived: [survey.Items]int{3: 9}}),
		"loyalty/survey: class = \"x\", want one of detractor, passive, promoter":                new(survey.Class).UnmarshalText([]byte("x")),
		"loyalty/survey: weights = 1e-07 at most, want a weight of 1e-6 or more, or none at all": survey.Weights{Empathy: 1e-7}.Validate(),
		"loyalty/survey: tally is full":                                                          nps.Add(1, survey.MaxAnswers+1),
		"loyalty/survey: nps JSON: version, want 1":                                              nps.UnmarshalJSON([]byte(`{"version":2}`)),
		"loyalty/survey: nps JSON: instrument, want nps":                                         nps.UnmarshalJSON([]byte(`{"version":1}`)),
		"loyalty/survey: nps JSON: counts, want 11 of them":                                      nps.UnmarshalJSON([]byte(`{"version":1,"instrument":"nps"}`)),
		"loyalty/survey: nps JSON: counts: times = -1, want 0 or more":                           nps.UnmarshalJSON([]byte(`{"version":1,"instrument":"nps","counts":[-1,0,0,0,0,0,0,0,0,0,0]}`)),
		"loyalty/survey: nps binary: byte 0, want version 1 of instrument 1":                     nps.UnmarshalBinary(nil),
		"loyalty/survey: nps binary: byte 3, want a count":                                       nps.UnmarshalBinary([]byte{1, 1, 0}),
		"loyalty/survey: nps binary: byte 13, want nothing behind the counts":                    nps.UnmarshalBinary(append([]byte{1, 1}, make([]byte, 12)...)),
		"loyalty/survey: servqual JSON: dimensions, want 5 of them":                              all.UnmarshalJSON([]byte(`{"version":1,"instrument":"servqual"}`)),
	} {
		if err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	// The cause of a decoding error can be asked for.
	err := nps.UnmarshalJSON([]byte(`{"version":1,"instrument":"nps","counts":[1000000000001,0,0,0,0,0,0,0,0,0,0]}`))
	if !errors.Is(err, survey.ErrDecode) || !errors.Is(err, survey.ErrFull) {
		t.Errorf("got %v", err)
	}
}
