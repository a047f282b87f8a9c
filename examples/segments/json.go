package main

import (
	"encoding/json"
	"strings"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// told is a customer for a program. Who is not scored has a status and nothing else.
type told struct {
	Customer relationship.PartyID `json:"customer"`
	Status   segment.Status       `json:"status"`
	RFM      *segment.RFM         `json:"rfm,omitempty"`
	Score    *segment.Score       `json:"score,omitempty"`
	Segment  string               `json:"segment,omitempty"`
	Warmth   *segment.Warmth      `json:"warmth,omitempty"`
	Tier     *segment.ValueTier   `json:"value_tier,omitempty"`
}

// asJSON writes a line for each customer.
func asJSON[L label](rows []row[L]) (string, error) {
	var text strings.Builder
	lines := json.NewEncoder(&text)
	for _, r := range rows {
		t := told{Customer: r.of.id, Status: r.status}
		if r.scored() {
			t.RFM, t.Score, t.Segment, t.Warmth, t.Tier = &r.rfm, &r.score, r.group.String(), new(r.group.Warmth()), &r.tier
		}
		if err := lines.Encode(t); err != nil {
			return "", err
		}
	}
	return text.String(), nil
}
