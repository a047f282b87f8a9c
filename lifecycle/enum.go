package lifecycle

import "github.com/rapport-go/rapport/internal/enum"

var (
	outcomeNames = []string{"", "moved", "stayed", "ignored", "rejected"}
	voiceNames   = []string{"", "satisfaction", "recommendation", "satisfied", "dissatisfied"}
)

// fault makes the error of one place in a stored form.
func fault(form string) enum.Fault {
	return func(value, rule string) error { return &DecodeError{Form: form, Where: value, Rule: rule} }
}

// Outcomes returns all outcomes in order, as a fresh slice.
func Outcomes() []Outcome { return enum.All[Outcome](outcomeNames) }

// ParseOutcome is the inverse of String; anything else is a *DecodeError.
func ParseOutcome(text string) (Outcome, error) {
	return enum.Parse[Outcome](outcomeNames, text, fault("outcome"))
}

// IsValid reports whether o is one of the constants.
func (o Outcome) IsValid() bool { return enum.Valid(outcomeNames, o) }

// String returns "moved", "stayed", "ignored" or "rejected".
func (o Outcome) String() string { return enum.Name("outcome", outcomeNames, o) }

// MarshalText returns the text of String; an unknown outcome is a *DecodeError.
func (o Outcome) MarshalText() ([]byte, error) { return enum.Text(outcomeNames, o, fault("outcome")) }

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves o as it was.
func (o *Outcome) UnmarshalText(text []byte) error {
	return enum.Set(o, outcomeNames, text, fault("outcome"))
}

// Voice is what the party said last of how content it is, and where [Facts] keep it. The zero value is that it said nothing, or that it
// complained since; it is valid and has no text.
type Voice uint8

// The voices.
const (
	// VoiceSatisfaction is a rating of satisfaction, kept in Facts.Satisfaction.
	VoiceSatisfaction Voice = iota + 1
	// VoiceRecommendation is a rating of recommendation, kept in Facts.Recommendation.
	VoiceRecommendation
	// VoiceSatisfied is that a complaint or a dispute was settled to its satisfaction.
	VoiceSatisfied
	// VoiceDissatisfied is that one was settled otherwise.
	VoiceDissatisfied
)

// Voices returns all voices in order, as a fresh slice.
func Voices() []Voice { return enum.All[Voice](voiceNames) }

// ParseVoice is the inverse of String; anything else is a *DecodeError.
func ParseVoice(text string) (Voice, error) {
	return enum.Parse[Voice](voiceNames, text, fault("voice"))
}

// IsValid reports whether v is one of the constants.
func (v Voice) IsValid() bool { return enum.Valid(voiceNames, v) }

// String returns the text that [ParseVoice] reads, such as "satisfied".
func (v Voice) String() string { return enum.Name("voice", voiceNames, v) }

// MarshalText returns the text of String; an unknown voice is a *DecodeError.
func (v Voice) MarshalText() ([]byte, error) { return enum.Text(voiceNames, v, fault("voice")) }

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves v as it was.
func (v *Voice) UnmarshalText(text []byte) error {
	return enum.Set(v, voiceNames, text, fault("voice"))
}
