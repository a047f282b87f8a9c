package survey

import "github.com/rapport-go/rapport/internal/enum"

// Dimension is one of the five of service quality. The zero value is unset and not valid.
type Dimension uint8

const (
	// Tangibles is how premises, equipment, staff and material look: items 1 to 4.
	Tangibles Dimension = iota + 1
	// Reliability is to do what was promised, right and in time: items 5 to 9.
	Reliability
	// Responsiveness is to help willingly and at once: items 10 to 13.
	Responsiveness
	// Assurance is knowledge and courtesy that make for trust: items 14 to 17.
	Assurance
	// Empathy is care for the one customer: items 18 to 22.
	Empathy
)

const dimensions = 5

var dimensionNames = []string{"", "tangibles", "reliability", "responsiveness", "assurance", "empathy"}

// Dimensions returns all dimensions in the order of the sheet, as a fresh slice.
func Dimensions() []Dimension { return enum.All[Dimension](dimensionNames) }

// Items returns the places of its items on a sheet: Sheet.Perceived[first:end]. What is no dimension has none.
func (d Dimension) Items() (first, end int) {
	switch d {
	case Tangibles:
		return 0, 4
	case Reliability:
		return 4, 9
	case Responsiveness:
		return 9, 13
	case Assurance:
		return 13, 17
	case Empathy:
		return 17, 22
	}
	return 0, 0
}

// IsValid reports whether d is one of the constants.
func (d Dimension) IsValid() bool { return enum.Valid(dimensionNames, d) }

// String returns the name that ParseDimension reads.
func (d Dimension) String() string { return enum.Name("Dimension", dimensionNames, d) }

// ParseDimension is the inverse of String; anything else is a *FieldError.
func ParseDimension(text string) (Dimension, error) {
	return enum.Parse[Dimension](dimensionNames, text, fault("dimension"))
}

// MarshalText returns the text of String; what is not valid has none.
func (d Dimension) MarshalText() ([]byte, error) {
	return enum.Text(dimensionNames, d, fault("dimension"))
}

// UnmarshalText reads the text of String; after an error d is as it was.
func (d *Dimension) UnmarshalText(text []byte) error {
	return enum.Set(d, dimensionNames, text, fault("dimension"))
}

// Weights says how much each dimension counts in the index: numbers from 0 to 1e6 on any scale, as only their shares matter.
// The zero value is equal weights.
type Weights struct {
	// Tangibles to Empathy are the weights.
	Tangibles, Reliability, Responsiveness, Assurance, Empathy float64
}

// ClassicWeights returns how customers shared out 100 points in a study of the authors: reliability 32, responsiveness 22,
// assurance 19, empathy 16, tangibles 11. The order did not hold in all later studies, which is why it is not the default.
//
// Source: V. Zeithaml, A. Parasuraman & L. Berry (1990), Delivering Quality Service.
func ClassicWeights() Weights {
	return Weights{Tangibles: 11, Reliability: 32, Responsiveness: 22, Assurance: 19, Empathy: 16}
}

// Validate refuses weights outside 0 to 1e6, and weights that are positive but all below 1e-6. Errors are joined *FieldErrors.
func (w Weights) Validate() error {
	_, err := w.shares()
	return err
}

// shares returns the weights in the order of the dimensions; they sum to 1.
func (w Weights) shares() ([dimensions]float64, error) {
	all := [dimensions]float64{w.Tangibles, w.Reliability, w.Responsiveness, w.Assurance, w.Empathy}
	if w == (Weights{}) {
		return [dimensions]float64{0.2, 0.2, 0.2, 0.2, 0.2}, nil
	}
	var f faults
	sum, largest := 0.0, 0.0
	for i, d := range Dimensions() {
		f.add(checkNumber("weights."+d.String(), all[i], 0, 1e6))
		sum += all[i]
		largest = max(largest, all[i])
	}
	if err := f.err(); err != nil {
		return all, err
	}
	if largest < 1e-6 {
		return all, &FieldError{"weights", text(largest) + " at most", "a weight of 1e-6 or more, or none at all"}
	}
	for i := range all {
		all[i] /= sum
	}
	return all, nil
}
