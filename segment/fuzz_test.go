package segment_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/segment"
)

// No input makes a decoder panic; what is taken comes back from what is written; what is refused leaves the target alone.

func FuzzScorerJSON(f *testing.F) {
	f.Add([]byte(scorerText(goodDays, goodFew, goodValue)))
	f.Add([]byte(scorerText(`{"cuts":[180,90,90,-1]}`, `{"cuts":[1,1000000001]}`, `{"version":1,"currency":"PTS/0","cuts":["from 5"]}`)))
	f.Add([]byte(`{"version":1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s segment.Scorer
		if err := s.UnmarshalJSON(data); err != nil {
			if !s.Equal(segment.Scorer{}) {
				t.Fatalf("%s was refused (%v) and gave a scorer", data, err)
			}
			return
		}
		written, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.Scorer
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(s) {
			t.Fatalf("%s is written as %s, which is another scorer, %v", data, written, err)
		}
		if again, err := json.Marshal(back); err != nil || string(again) != string(written) {
			t.Fatalf("%s is written as %s and as %s, %v", data, written, again, err)
		}
		currency := s.Value().Currency().String()
		for _, r := range []segment.RFM{rfm(0, 1_000_000_000, "1000000 "+currency), rfm(1_000_000_000, 1, "-1 "+currency), rfm(30, 3, "0 "+currency)} {
			score := scoreOf(t, s, r)
			for d := segment.Recency; d <= segment.Monetary; d++ {
				if v := score.Of(d); v < 1 || v > s.K(d) {
					t.Fatalf("%s: %v scores %v", written, r, score)
				}
			}
			if _, err := s.Explain(r); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func FuzzValueScaleJSON(f *testing.F) {
	f.Add([]byte(goodValue))
	f.Add([]byte(`{"version":1,"currency":"JPY","cuts":["from 0.5","above 0.5","above 0.5"]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s segment.ValueScale
		if err := s.UnmarshalJSON(data); err != nil {
			if !s.Equal(segment.ValueScale{}) {
				t.Fatalf("%s was refused (%v) and gave a scale", data, err)
			}
			return
		}
		written, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.ValueScale
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(s) {
			t.Fatalf("%s is written as %s, which is another scale, %v", data, written, err)
		}
	})
}

// The definition, with the fuzzer's choice of populations.
func FuzzDefinition(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkDefinition)) }

func FuzzParseScore(f *testing.F) {
	for _, seed := range []string{"5-4-5", "100-1-10", "05-1-1", "0-0-0", "--", "1-1-1-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		score, err := segment.ParseScore(text)
		if err != nil && !score.IsZero() || err == nil && score.String() != text {
			t.Fatalf("%q is read as %v, %v", text, score, err)
		}
	})
}

func FuzzCellRules(f *testing.F) {
	for _, seed := range []string{"555 554", "10-4-5\n1", "0", "--", "5-", "1000"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rules, err := segment.CellRules(1, text)
		words := strings.Fields(text)
		if err != nil {
			if rules != nil {
				t.Fatalf("%q is refused, %v, and read as %v", text, err, rules)
			}
			return
		}
		if len(rules) != len(words) || len(rules) == 0 {
			t.Fatalf("%q is read as %v", text, rules)
		}
		for i, rule := range rules { // written again, it is what was read
			between := ""
			if strings.Contains(words[i], "-") {
				between = "-"
			}
			var parts []string
			for _, r := range rule.Box {
				parts = append(parts, r.String())
			}
			if got := strings.Join(parts, between); got != words[i] {
				t.Fatalf("%q is read as %v", words[i], rule)
			}
		}
	})
}

// First match, with the fuzzer's choice of boxes.
func FuzzFirstMatch(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkFirstMatch)) }
