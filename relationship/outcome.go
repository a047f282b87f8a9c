package relationship

// Outcome is how a promise ended. The zero value is unset and not valid.
type Outcome uint8

// The outcomes.
const (
	// OutcomeKept is delivered in full, in time or late.
	OutcomeKept Outcome = iota + 1
	// OutcomePartlyKept is delivered in part, and no more is to come.
	OutcomePartlyKept
	// OutcomeBroken is declared not to be delivered.
	OutcomeBroken
	// OutcomeWaived is released by the promisee.
	OutcomeWaived
	// OutcomeRenegotiated is replaced, with the consent of the promisee, by another promise.
	OutcomeRenegotiated
)

var outcomeNames = []string{"", "kept", "partly-kept", "broken", "waived", "renegotiated"}

// Outcomes returns all outcomes in order, as a fresh slice.
func Outcomes() []Outcome { return enumAll[Outcome](outcomeNames) }

// ParseOutcome reads what [Outcome.String] writes, such as "partly-kept".
func ParseOutcome(text string) (Outcome, error) {
	return enumParse[Outcome]("outcome", outcomeNames, text)
}

// IsValid reports whether o is one of the constants.
func (o Outcome) IsValid() bool { return enumValid(outcomeNames, o) }

// String returns the name that [ParseOutcome] reads.
func (o Outcome) String() string { return enumName("Outcome", outcomeNames, o) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; an outcome that is not valid has none.
func (o Outcome) MarshalText() ([]byte, error) { return enumText("outcome", outcomeNames, o) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error o is as it was.
func (o *Outcome) UnmarshalText(text []byte) error { return enumSet(o, "outcome", outcomeNames, text) }

// Verdict is what the party that was wronged says of how it was settled. The zero value is unknown, and valid.
type Verdict uint8

// The verdicts.
const (
	// VerdictUnknown is that nothing was heard.
	VerdictUnknown Verdict = iota
	// VerdictSatisfied is content.
	VerdictSatisfied
	// VerdictDissatisfied is not content.
	VerdictDissatisfied
)

var verdictNames = []string{"unknown", "satisfied", "dissatisfied"}

// Verdicts returns all verdicts in order, as a fresh slice.
func Verdicts() []Verdict { return enumAll[Verdict](verdictNames) }

// ParseVerdict reads what [Verdict.String] writes, such as "satisfied".
func ParseVerdict(text string) (Verdict, error) {
	return enumParse[Verdict]("verdict", verdictNames, text)
}

// IsValid reports whether v is one of the constants.
func (v Verdict) IsValid() bool { return enumValid(verdictNames, v) }

// String returns the name that [ParseVerdict] reads.
func (v Verdict) String() string { return enumName("Verdict", verdictNames, v) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a verdict that is not valid has none.
func (v Verdict) MarshalText() ([]byte, error) { return enumText("verdict", verdictNames, v) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error v is as it was.
func (v *Verdict) UnmarshalText(text []byte) error { return enumSet(v, "verdict", verdictNames, text) }
