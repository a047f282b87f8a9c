package lifecycle

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// fullScore is the best score, in basis points.
const fullScore = 10_000

// Score is a score in basis points, 0 to 10,000, that may be unknown. The zero value is unknown. Without evidence there is no score: an
// unknown one is neither high nor low, so that it passes no guard.
type Score struct {
	// Points is the score; it means nothing while Known is false.
	Points uint16
	// Known says that there is one. Scores resting on hardly any evidence should be left unknown.
	Known bool
}

// Points returns a known score. What is below 0 becomes 0, and what is above 10,000 becomes 10,000.
func Points(points int) Score {
	return Score{Points: uint16(min(max(points, 0), fullScore)), Known: true}
}

// AtLeast reports whether the score is known and not below a threshold.
func (s Score) AtLeast(threshold int) bool { return s.Known && int(s.Points) >= threshold }

// Below reports whether the score is known and below a threshold.
func (s Score) Below(threshold int) bool { return s.Known && int(s.Points) < threshold }

// IsZero reports whether the score is unknown.
func (s Score) IsZero() bool { return !s.Known }

// String returns the points, or "unknown".
func (s Score) String() string {
	if !s.Known {
		return "unknown"
	}
	return strconv.Itoa(int(s.Points))
}

// MarshalJSON writes the points, or null while unknown.
func (s Score) MarshalJSON() ([]byte, error) {
	if !s.Known {
		return []byte("null"), nil
	}
	return strconv.AppendUint(nil, uint64(min(s.Points, fullScore)), 10), nil
}

// UnmarshalJSON reads what MarshalJSON wrote. After an error, which wraps [ErrDecode], s is as it was.
func (s *Score) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*s = Score{}
		return nil
	}
	var points uint16
	if err := json.Unmarshal(data, &points); err != nil {
		return &DecodeError{Form: "score", Err: err}
	}
	if points > fullScore {
		return &DecodeError{Form: "score", Where: strconv.Itoa(int(points)), Rule: "0 to 10000"}
	}
	*s = Points(int(points))
	return nil
}

// scoreOf turns a place on a scale, from 0 to 1, into a score.
func scoreOf(share float64) Score { return Points(int(math.Round(share * fullScore))) }

// Consents are the channels on which a party agreed to be approached. The zero value is none.
type Consents uint16

// With returns the consents and one more.
func (c Consents) With(channel relationship.Channel) Consents { return c | bit(channel) }

// Without returns the consents but one.
func (c Consents) Without(channel relationship.Channel) Consents { return c &^ bit(channel) }

// Has reports whether the channel is among them.
func (c Consents) Has(channel relationship.Channel) bool { return c&bit(channel) != 0 }

// bit is the place of a channel; one that is not valid has none.
func bit(channel relationship.Channel) Consents {
	if !channel.IsValid() {
		return 0
	}
	return 1 << channel
}

// MarshalJSON writes the names of the channels in order.
func (c Consents) MarshalJSON() ([]byte, error) {
	list := []relationship.Channel{}
	for _, channel := range relationship.Channels() {
		if c.Has(channel) {
			list = append(list, channel)
		}
	}
	return json.Marshal(list)
}

// UnmarshalJSON reads what MarshalJSON wrote. After an error, which wraps [ErrDecode], c is as it was.
func (c *Consents) UnmarshalJSON(data []byte) error {
	var list []relationship.Channel
	if err := json.Unmarshal(data, &list); err != nil {
		return &DecodeError{Form: "consents", Err: err}
	}
	var read Consents
	for _, channel := range list {
		if b := bit(channel); b <= read {
			return &DecodeError{Form: "consents", Where: channel.String(), Rule: "channels in order, each once"}
		}
		read = read.With(channel)
	}
	*c = read
	return nil
}
