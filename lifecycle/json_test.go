package lifecycle_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// full is a standing with something in every field.
func full() lifecycle.CustomerStanding {
	return lifecycle.CustomerStanding{
		State: lifecycle.State[lifecycle.CustomerStage]{
			Stage: lifecycle.CustomerWinBack, Return: lifecycle.CustomerBonding, Peak: lifecycle.CustomerAdvocacy, Over: true, Lifetime: 2,
			Seq: 1<<63 + 1, Since: on(40), Last: on(50).Add(time.Nanosecond),
		},
		Facts: lifecycle.Facts{
			FirstSeen: on(0), LastSeen: on(51), LastOwn: on(30), LastHeard: on(25), LastReferral: on(20), Purchases: 4, Returns: 1, Deliveries: 3,
			OpenComplaints: 1, OpenDisputes: 2, Reached: true,
			Consents: lifecycle.Consents(0).With(relationship.ChannelEmail).With(relationship.ChannelMail),
			Voice:    lifecycle.VoiceRecommendation, Satisfaction: lifecycle.Points(0), Recommendation: lifecycle.Points(10_000), BrokenStake: 0.1,
			Trust: lifecycle.Points(1), Value: lifecycle.Points(2), Communication: lifecycle.Points(3), Bond: lifecycle.Points(4),
			Commitment: lifecycle.Points(5), Keeping: lifecycle.Points(6), PaysBack: true,
		},
	}
}

// The stored form of version 1, byte for byte, both ways.
func TestStoredForm(t *testing.T) {
	for file, want := range map[string]lifecycle.CustomerStanding{
		"testdata/standing-v1-full.json": full(), "testdata/standing-v1-empty.json": {},
	} {
		stored, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		stored = []byte(strings.TrimSpace(string(stored)))
		if got, err := json.Marshal(want); err != nil || string(got) != string(stored) {
			t.Errorf("%s: written\n%s\nwant\n%s%v", file, got, stored, err)
		}
		var read lifecycle.CustomerStanding
		if err := json.Unmarshal(stored, &read); err != nil || read != want {
			t.Errorf("%s: read %+v, %v", file, read, err)
		}
	}
}

func TestInstantsAreStoredInUTC(t *testing.T) {
	zone := time.FixedZone("", 3600)
	s := full()
	s.State.Since, s.Facts.LastOwn = s.State.Since.In(zone), s.Facts.LastOwn.In(zone)
	got, err := json.Marshal(s)
	want, _ := json.Marshal(full())
	if err != nil || string(got) != string(want) {
		t.Errorf("written %s, want %s", got, want)
	}
	var read lifecycle.State[lifecycle.CustomerStage]
	text := `{"version":1,"stage":"lost","since":"2026-01-05T01:00:00+01:00","last":"2026-01-05T01:00:00+01:00","seq":1,"lifetime":1}`
	if err := json.Unmarshal([]byte(text), &read); err != nil || read.Since != on(0) {
		t.Errorf("read %+v, %v, want since %v", read, err, on(0))
	}
}

func TestDecodingRefuses(t *testing.T) {
	const state = `"stage":"lost","since":"2026-01-05T00:00:00Z","last":"2026-01-05T00:00:00Z","seq":1,"lifetime":1`
	for _, text := range []string{
		``, `null`, `[]`, `1`, `{`, `{}`, `{"version":2}`, `{"version":"1"}`, `{"version":1}{}`, `{"version":1,"version":1}`, `{"Version":1}`,
		"{\"version\":1,\"\xff\":1}", `{"version":1,"colour":1}`, `{"version":1,"stage":null}`,
		`{"version":1,"stage":"nowhere"}`, `{"version":1,"stage":3}`, `{"version":1,"stage":"lost"}`, `{"version":1,"seq":1}`,
		`{"version":1,` + strings.Replace(state, `"lifetime":1`, `"lifetime":0`, 1) + `}`,
		`{"version":1,` + strings.Replace(state, `"seq":1`, `"seq":-1`, 1) + `}`,
		`{"version":1,` + strings.Replace(state, `"last":"2026`, `"last":"2025`, 1) + `}`,
		`{"version":1,` + strings.Replace(state, `"since":"2026`, `"since":"0000`, 1) + `}`,
		`{"version":1,` + state + `,"peak":"lost","peak":"lost"}`,
	} {
		read := full().State
		err := read.UnmarshalJSON([]byte(text))
		if !errors.Is(err, lifecycle.ErrDecode) || read != full().State {
			t.Errorf("state %s: %v, want ErrDecode and the value as it was", text, err)
		}
	}
	for _, text := range []string{
		`null`, `{}`, `{"version":1,"purchases":-1}`, `{"version":1,"purchases":4294967296}`, `{"version":1,"reached":1}`,
		`{"version":1,"trust":10001}`, `{"version":1,"trust":-1}`, `{"version":1,"trust":0.5}`, `{"version":1,"trust":"1"}`,
		`{"version":1,"voice":"loud"}`, `{"version":1,"voice":""}`, `{"version":1,"broken_stake":-1}`, `{"version":1,"broken_stake":1e999}`,
		`{"version":1,"consents":["mail","mail"]}`, `{"version":1,"consents":["e-mail","mail"]}`, `{"version":1,"consents":["pigeon"]}`,
		`{"version":1,"consents":"mail"}`,
		`{"version":1,"first_seen":"2026-01-05T00:00:00Z"}`, `{"version":1,"last_seen":"2026-01-05T00:00:00Z"}`,
		`{"version":1,"last_own":"2026-01-05T00:00:00Z"}`, `{"version":1,"last_heard":"2026-01-05T00:00:00Z"}`,
		`{"version":1,"first_seen":"yesterday"}`,
		`{"version":1,"first_seen":"2026-01-05T00:00:00Z","last_seen":"2026-01-04T00:00:00Z"}`,
		`{"version":1,"first_seen":"2026-01-05T00:00:00Z","last_seen":"2026-01-06T00:00:00Z","last_referral":"2026-01-07T00:00:00Z"}`,
	} {
		read := full().Facts
		err := read.UnmarshalJSON([]byte(text))
		if !errors.Is(err, lifecycle.ErrDecode) || read != full().Facts {
			t.Errorf("facts %s: %v, want ErrDecode and the value as it was", text, err)
		}
	}
	for _, text := range []string{`null`, `{}`, `{"version":1,"state":{}}`, `{"version":1,"facts":{"version":2}}`, `{"version":1,"state":null}`} {
		read := full()
		if err := read.UnmarshalJSON([]byte(text)); !errors.Is(err, lifecycle.ErrDecode) || read != full() {
			t.Errorf("standing %s: %v, want ErrDecode and the value as it was", text, err)
		}
	}
}

func TestEncodingRefuses(t *testing.T) {
	for _, f := range []lifecycle.Facts{
		{FirstSeen: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}, {Voice: 99},
	} {
		if got, err := f.MarshalJSON(); !errors.Is(err, lifecycle.ErrDecode) {
			t.Errorf("%+v: %s, %v, want ErrDecode", f, got, err)
		}
	}
	if got, err := (lifecycle.State[lifecycle.CustomerStage]{Stage: 99}).MarshalJSON(); !errors.Is(err, lifecycle.ErrDecode) {
		t.Errorf("an unknown stage: %s, %v, want ErrDecode", got, err)
	}
}

func TestScoreText(t *testing.T) {
	for _, tt := range []struct {
		score      lifecycle.Score
		text, json string
	}{
		{lifecycle.Score{}, "unknown", "null"}, {lifecycle.Score{Points: 7}, "unknown", "null"}, {lifecycle.Points(0), "0", "0"},
		{lifecycle.Points(-5), "0", "0"}, {lifecycle.Points(10_001), "10000", "10000"},
	} {
		stored, err := json.Marshal(tt.score)
		if err != nil || string(stored) != tt.json || tt.score.String() != tt.text {
			t.Errorf("%+v: %s and %s, %v; want %s and %s", tt.score, tt.score, stored, err, tt.text, tt.json)
		}
		var read lifecycle.Score
		if err := json.Unmarshal(stored, &read); err != nil || read.Known != tt.score.Known {
			t.Errorf("%s: read %+v, %v", stored, read, err)
		}
	}
}
