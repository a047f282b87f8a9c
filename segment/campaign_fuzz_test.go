package segment_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// No input makes the decoder panic; what is taken comes back from what is written, and can be read.
func FuzzCampaignJSON(f *testing.F) {
	for _, c := range []segment.Campaign{{}, campaignMailing(f), campaignMargins(f, []string{"12.50", "-0.005"}, []string{"0", "1"})} {
		text, err := json.Marshal(c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var c segment.Campaign
		if err := c.UnmarshalJSON(data); err != nil {
			if !c.IsZero() {
				t.Fatalf("%s was refused (%v) and gave a campaign", data, err)
			}
			return
		}
		written, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.Campaign
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(c) {
			t.Fatalf("%s is written as %s, which is another, %v", data, written, err)
		}
		e, err := c.Effect(segment.CampaignConfig{Level: 0.9})
		if err != nil {
			return
		}
		if in, ok := e.MarginInterval(); ok && !(in.Low <= in.High) {
			t.Fatalf("%s: %v", data, in)
		}
		if v, ok := e.Return(); ok && v != v {
			t.Fatalf("%s: %v", data, v)
		}
		_ = e.String()
	})
}
