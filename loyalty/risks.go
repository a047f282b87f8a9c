package loyalty

import (
	"time"

	"github.com/rapport-go/rapport/internal/enum"
	"github.com/rapport-go/rapport/relationship"
)

// RiskCode says what endangers a relationship, or what makes its score doubtful. The zero value is unset and not valid.
type RiskCode uint8

// The codes, with what [Risk].ID and [Risk].Size mean for each.
const (
	// RiskAntipathy: a person dislikes another one. ID feels it for To; Size is how strongly, above 0 and at most 1.
	RiskAntipathy RiskCode = iota + 1
	// RiskMandatedOrigin: the relationship was imposed, and its length says nothing of how it is liked. Size is 1.
	RiskMandatedOrigin
	// RiskOverduePromise: a promise of the scored side is past its due date and grace. ID is the promise; Size is how long, in days.
	RiskOverduePromise
	// RiskOpenComplaint: a complaint of the other side is not resolved. ID is the complaint; Size is its severity.
	RiskOpenComplaint
	// RiskLowCoverage: too little is known for a band. Size is how much coverage is missing.
	RiskLowCoverage
	// RiskBandUnsure: the score's interval does not lie in its band. Size is the length of the interval in points.
	RiskBandUnsure
	// RiskGateShut: a gate took something off. ID is its factor; Size is how many points.
	RiskGateShut
)

var riskCodeNames = []string{
	"", "antipathy", "mandated-origin", "overdue-promise", "open-complaint", "low-coverage", "band-unsure", "gate-shut",
}

// RiskCodes returns all codes in order, as a fresh slice.
func RiskCodes() []RiskCode { return enum.All[RiskCode](riskCodeNames) }

// IsValid reports whether c is one of the constants.
func (c RiskCode) IsValid() bool { return enum.Valid(riskCodeNames, c) }

// String returns the name that ParseRiskCode reads.
func (c RiskCode) String() string { return enum.Name("RiskCode", riskCodeNames, c) }

// ParseRiskCode is the inverse of String; anything else is a *FieldError.
func ParseRiskCode(text string) (RiskCode, error) {
	return enum.Parse[RiskCode](riskCodeNames, text, fault("risk code"))
}

// MarshalText returns the text of String; what is not valid has none.
func (c RiskCode) MarshalText() ([]byte, error) {
	return enum.Text(riskCodeNames, c, fault("risk code"))
}

// UnmarshalText reads the text of String; after an error c is as it was.
func (c *RiskCode) UnmarshalText(text []byte) error {
	return enum.Set(c, riskCodeNames, text, fault("risk code"))
}

// Risk is one thing to look after: a code and a number, no sentence.
type Risk struct {
	// Code says what it is.
	Code RiskCode `json:"code"`
	// ID is who or what it is about, as its code says; empty where it is the relationship itself.
	ID string `json:"id,omitzero"`
	// To is whom a person dislikes, else empty.
	To string `json:"to,omitzero"`
	// Size is how large it is, in the unit that its code says.
	Size float64 `json:"size"`
}

// Circumstances is what a result does not know of a relationship. The zero value is that nothing is known.
type Circumstances struct {
	// Open is what is open; it may be nil.
	Open *relationship.Open
	// Ties are what persons of both sides feel for one another; those of sympathy are no risk.
	Ties []relationship.Tie
	// Origin is how the relationship came about.
	Origin relationship.Origin
}

// Risks lists what endangers the relationship as of the result, in the order of the codes, and of one code in the order that
// it comes: ties as given, promises and complaints by their instants, gates in the order of the card. What is open counts as
// in [Model.Score]: the promises of the scored side and the complaints of the other.
//
// It is a list to look at and changes no score. The error joins a *FieldError for a result that Score did not make, and for an
// origin that is not valid.
func (r Result) Risks(c Circumstances) ([]Risk, error) {
	var f faults
	if r.model == nil {
		f.add("result", "none", "a result that Score made")
	}
	if !c.Origin.IsValid() {
		f.add("origin", c.Origin.String(), "one of the origins")
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	var all []Risk
	for _, t := range c.Ties {
		if t.Antipathy() {
			all = append(all, Risk{Code: RiskAntipathy, ID: string(t.From()), To: string(t.To()), Size: -t.Strength()})
		}
	}
	if c.Origin.SpuriousRisk() {
		all = append(all, Risk{Code: RiskMandatedOrigin, Size: 1})
	}
	all = append(all, r.openRisks(c.Open)...)
	switch {
	case r.Band == Unrated:
		all = append(all, Risk{Code: RiskLowCoverage, Size: r.model.card.MinCoverage - r.Coverage})
	case !r.BandConfident():
		around := r.Interval()
		all = append(all, Risk{Code: RiskBandUnsure, Size: float64(around.High - around.Low)})
	}
	for _, l := range r.Lines() {
		if l.Kind == LineGate {
			all = append(all, Risk{Code: RiskGateShut, ID: string(l.Factor), Size: float64(-l.Points)})
		}
	}
	return all, nil
}

// openRisks lists the promises that are overdue, and then the complaints.
func (r *Result) openRisks(open *relationship.Open) (all []Risk) {
	if open == nil {
		return nil
	}
	for p := range open.Promises(r.AsOf) {
		if late := daysBetween(p.Due, r.AsOf) - Span(p.Grace).seconds()/Day.seconds(); p.By == r.model.card.Scores && late > 0 {
			all = append(all, Risk{Code: RiskOverduePromise, ID: string(p.ID), Size: late})
		}
	}
	for c := range open.Complaints(r.AsOf) {
		if c.By == r.model.other() {
			all = append(all, Risk{Code: RiskOpenComplaint, ID: string(c.ID), Size: c.Severity})
		}
	}
	return all
}

// daysBetween returns the days from one instant to another; unlike a time.Duration it never saturates.
func daysBetween(from, to time.Time) float64 {
	return (float64(to.Unix()-from.Unix()) + float64(float64(to.Nanosecond()-from.Nanosecond())*1e-9)) / Day.seconds()
}
