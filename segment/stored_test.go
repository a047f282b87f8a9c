package segment_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

const (
	goodDays  = `{"cuts":[30,7],"counts":[1,0,2]}`
	goodFew   = `{"cuts":[2],"counts":[1,2]}`
	goodValue = `{"version":1,"currency":"EUR","cuts":["above 0.00","from 2.00"],"counts":[1,1,1]}`
)

// scorerText puts a stored scorer together.
func scorerText(recency, frequency, value string) string {
	return `{"version":1,"recency":` + recency + `,"frequency":` + frequency + `,"monetary":` + value + `}`
}

func TestScorerIsReadInAnyOrderOfFields(t *testing.T) {
	var a, b segment.Scorer
	if err := json.Unmarshal([]byte(scorerText(goodDays, goodFew, goodValue)), &a); err != nil {
		t.Fatal(err)
	}
	other := "{ \"monetary\": " + goodValue + ",\n\"frequency\": " + goodFew + ", \"version\": 1, \"recency\": " + goodDays + " }"
	if err := json.Unmarshal([]byte(other), &b); err != nil || !a.Equal(b) {
		t.Errorf("%v", err)
	}
	if score := scoreOf(t, a, rfm(7, 1, "2.00 EUR")); score != (segment.Score{R: 3, F: 1, M: 3}) {
		t.Errorf("%v", score)
	}
}

func TestScorerJSONRejects(t *testing.T) {
	good := scorerText(goodDays, goodFew, goodValue)
	many := "[" + strings.Repeat("1,", 99) + "1]"
	for name, text := range map[string]string{
		"nothing":             ``,
		"null":                `null`,
		"an array":            `[]`,
		"an empty object":     `{}`,
		"no UTF-8":            "{\"\xff\":1}",
		"an unknown field":    strings.Replace(good, `{"version"`, `{"x":1,"version"`, 1),
		"another spelling":    strings.Replace(good, `"recency"`, `"Recency"`, 1),
		"a field twice":       strings.Replace(good, `{"version":1`, `{"version":1,"version":1`, 1),
		"another version":     strings.Replace(good, `{"version":1`, `{"version":2`, 1),
		"no version":          strings.Replace(good, `{"version":1,`, `{`, 1),
		"a field that is off": strings.Replace(good, `"frequency":`+goodFew+`,`, ``, 1),
		"days as null":        scorerText(`null`, goodFew, goodValue),
		"no cuts":             scorerText(`{"cuts":[],"counts":[3]}`, goodFew, goodValue),
		"a cut that is null":  scorerText(`{"cuts":[null,-1],"counts":[1,0,2]}`, goodFew, goodValue),
		"a cut with a point":  scorerText(`{"cuts":[30.5,7],"counts":[1,0,2]}`, goodFew, goodValue),
		"too many cuts":       scorerText(`{"cuts":`+many+`}`, goodFew, goodValue),
		"recency ascending":   scorerText(`{"cuts":[7,30],"counts":[1,0,2]}`, goodFew, goodValue),
		"recency below -1":    scorerText(`{"cuts":[7,-2],"counts":[1,0,2]}`, goodFew, goodValue),
		"frequency of 0":      scorerText(goodDays, `{"cuts":[0],"counts":[1,2]}`, goodValue),
		"frequency too large": scorerText(goodDays, `{"cuts":[1000000002],"counts":[1,2]}`, goodValue),
		"too few counts":      scorerText(`{"cuts":[30,7],"counts":[1,2]}`, goodFew, goodValue),
		"a negative count":    scorerText(`{"cuts":[30,7],"counts":[4,-3,2]}`, goodFew, goodValue),
		"another sum":         scorerText(`{"cuts":[30,7],"counts":[1,1,2]}`, goodFew, goodValue),
		"a sum too large":     scorerText(`{"cuts":[30,7],"counts":[9223372036854775807,9223372036854775807,5]}`, goodFew, goodValue),
		"counts of nobody":    scorerText(`{"cuts":[30,7],"counts":[0,0,0]}`, `{"cuts":[2]}`, `{"version":1,"currency":"EUR","cuts":["from 2"]}`),
		"counts here only":    scorerText(goodDays, `{"cuts":[2]}`, goodValue),
		"an unknown scale":    scorerText(`{"cuts":[7],"counts":[1,2],"x":1}`, goodFew, goodValue),
		"no currency":         scorerText(goodDays, goodFew, `{"version":1,"currency":"","cuts":["from 2.00"],"counts":[1,2]}`),
		"a value in numbers":  scorerText(goodDays, goodFew, `{"version":1,"currency":"EUR","cuts":[2],"counts":[1,2]}`),
		"a cut without word":  scorerText(goodDays, goodFew, `{"version":1,"currency":"EUR","cuts":["2.00"],"counts":[1,2]}`),
		"a cut without sum":   scorerText(goodDays, goodFew, `{"version":1,"currency":"EUR","cuts":["from"],"counts":[1,2]}`),
		"a cut as null":       scorerText(goodDays, goodFew, `{"version":1,"currency":"EUR","cuts":[null],"counts":[1,2]}`),
		"a cut from 0":        scorerText(goodDays, goodFew, `{"version":1,"currency":"EUR","cuts":["from 0.00"],"counts":[1,2]}`),
		"a cut below 0":       scorerText(goodDays, goodFew, `{"version":1,"currency":"EUR","cuts":["above -0.01"],"counts":[1,2]}`),
		"values descending":   scorerText(goodDays, goodFew, `{"version":1,"currency":"EUR","cuts":["from 2","from 1"],"counts":[1,1,1]}`),
		"above before from":   scorerText(goodDays, goodFew, `{"version":1,"currency":"EUR","cuts":["above 2","from 2"],"counts":[1,1,1]}`),
		"another value form":  scorerText(goodDays, goodFew, `{"version":2,"currency":"EUR","cuts":["from 2"],"counts":[1,2]}`),
		"values of nobody":    scorerText(goodDays, goodFew, `{"version":1,"currency":"EUR","cuts":["from 2"],"counts":[0,0]}`),
	} {
		var s segment.Scorer
		if err := json.Unmarshal([]byte(good), &s); err != nil {
			t.Fatal(err)
		}
		before := s
		err := s.UnmarshalJSON([]byte(text))
		var fault *segment.DecodeError
		if !errors.Is(err, segment.ErrDecode) || !errors.As(err, &fault) || strings.Count(err.Error(), "segment: ") != 1 {
			t.Errorf("%s: %v", name, err)
		}
		if !s.Equal(before) {
			t.Errorf("%s: was refused and changed the scorer", name)
		}
	}
	var s segment.Scorer
	if err := s.UnmarshalJSON([]byte(good + "{}")); err == nil || !strings.Contains(err.Error(), "nothing behind the object") {
		t.Errorf("something behind: %v", err)
	}
	if _, err := json.Marshal(segment.Scorer{}); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("the zero scorer is stored: %v", err)
	}
	if _, err := json.Marshal(segment.ValueScale{}); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("the zero scale is stored: %v", err)
	}
}

// TestLargeSumsAreStored: a threshold may be a sum of more digits than one amount can have.
func TestLargeSumsAreStored(t *testing.T) {
	large := money("99999999999999999999.999999999999999999 EUR")
	for range 3 {
		large = relationship.Must(large.Add(large))
	}
	scale := relationship.Must(segment.FixedValues([]relationship.Money{money("1.00 EUR"), large}))
	var back segment.ValueScale
	if err := json.Unmarshal(relationship.Must(json.Marshal(scale)), &back); err != nil || !back.Equal(scale) {
		t.Errorf("%v is read as %v, %v", scale.Cuts(), back.Cuts(), err)
	}
}
