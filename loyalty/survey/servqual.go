package survey

import (
	"fmt"
	"strconv"
)

// Items is how many pairs of questions a sheet has.
const Items = 22

// Sheet is what one person answered: for each item what an excellent company would do and what this one does, from 1, strongly
// disagree, to 7, strongly agree; 0 is no answer. Items that are worded the other way round are turned round first, to 8 minus
// the answer. Dimension.Items says which items are whose.
type Sheet struct {
	// Expected is what is expected of an excellent company; all 0 where only performance was asked for.
	Expected [Items]int `json:"expected"`
	// Perceived is what this company does.
	Perceived [Items]int `json:"perceived"`
}

// Validate refuses answers outside 0 to 7. Errors are joined *FieldErrors.
func (s Sheet) Validate() error {
	var f faults
	for _, side := range []struct {
		name    string
		answers [Items]int
	}{{"expected", s.Expected}, {"perceived", s.Perceived}} {
		for i, v := range side.answers {
			if v < 0 || v > 7 {
				f.add(&FieldError{fmt.Sprintf("%s[%d]", side.name, i), strconv.Itoa(v), "1 to 7, or 0 for no answer"})
			}
		}
	}
	return f.err()
}

// SERVQUAL gathers sheets of service quality: the gaps between what is perceived and what is expected, in five dimensions. It
// keeps whole numbers and no sheet, and is a comparable value; the zero value has gathered nothing. Observe is not there: no
// event has 44 answers.
//
// A sheet counts in a dimension when all its items are answered, as expected, as perceived, or both for a gap. What is not
// complete is left out there and counts in the others: no answer is made up.
//
// Gaps are differences of two answers, and are less reliable than either (Carman 1990; Cronin & Taylor 1992): Performance, known
// as SERVPERF, reads what is perceived alone, and takes sheets without expectations.
//
// Laws: Merge is commutative and associative and has the zero value for identity; the order of sheets does not matter; answers
// as expected in all give gaps of 0 and a score of ½; a gap is linear in the answers.
//
// Source: A. Parasuraman, V. Zeithaml & L. Berry (1988), "SERVQUAL", Journal of Retailing 64(1).
type SERVQUAL struct{ parts [dimensions]part }

// part is one dimension: sums over its items for each sheet.
type part struct{ expected, perceived, gap moments }

// Add gathers a sheet. Answers outside 0 to 7 are joined *FieldErrors, more than MaxAnswers sheets is ErrFull; after an error t
// is as it was.
func (t *SERVQUAL) Add(s Sheet) error {
	if err := s.Validate(); err != nil {
		return err
	}
	next := *t
	for i, d := range Dimensions() {
		p := &next.parts[i]
		first, end := d.Items()
		expected, all := sum(s.Expected[first:end])
		perceived, every := sum(s.Perceived[first:end])
		if all {
			p.expected.add(expected)
		}
		if every {
			p.perceived.add(perceived)
		}
		if all && every {
			p.gap.add(perceived - expected)
		}
		if p.expected.n > MaxAnswers || p.perceived.n > MaxAnswers {
			return ErrFull
		}
	}
	*t = next
	return nil
}

// sum adds up answers, and reports whether none is missing.
func sum(answers []int) (total int64, complete bool) {
	complete = true
	for _, v := range answers {
		total += int64(v)
		complete = complete && v != 0
	}
	return total, complete
}

// Merge adds what another tally gathered. Error: ErrFull; after it t is as it was.
func (t *SERVQUAL) Merge(o SERVQUAL) error {
	next := *t
	for i, p := range o.parts {
		n := &next.parts[i]
		*n = part{n.expected.plus(p.expected), n.perceived.plus(p.perceived), n.gap.plus(p.gap)}
		if n.expected.n > MaxAnswers || n.perceived.n > MaxAnswers {
			return ErrFull
		}
	}
	*t = next
	return nil
}

// IsZero reports whether nothing was gathered.
func (t SERVQUAL) IsZero() bool { return t == SERVQUAL{} }

// Equal reports whether both gathered the same.
func (t SERVQUAL) Equal(o SERVQUAL) bool { return t == o }

// Expected estimates the mean answer of what is expected in a dimension, from 1 to 7, with Student's interval over the sheets, as
// CES.Mean has it over answers. False where no sheet is complete. Errors: the level, and what is no dimension.
func (t SERVQUAL) Expected(d Dimension, level float64) (Estimate, bool, error) {
	return t.estimate(d, level, 1, 7, func(p part) moments { return p.expected })
}

// Perceived estimates the mean answer of what is perceived in a dimension, as Expected does.
func (t SERVQUAL) Perceived(d Dimension, level float64) (Estimate, bool, error) {
	return t.estimate(d, level, 1, 7, func(p part) moments { return p.perceived })
}

// Gap estimates perceived − expected in a dimension, from −6 to 6: the mean over the sheets in which both are complete, with
// Student's interval over these sheets, so that it counts that one person gave both answers. Below 0 less is perceived than
// expected. False where there is none. Errors: the level, and what is no dimension.
func (t SERVQUAL) Gap(d Dimension, level float64) (Estimate, bool, error) {
	return t.estimate(d, level, -6, 6, func(p part) moments { return p.gap })
}

func (t SERVQUAL) estimate(d Dimension, level, lo, hi float64, of func(part) moments) (Estimate, bool, error) {
	var f faults
	f.add(checkLevel(level))
	if !d.IsValid() {
		_, err := d.MarshalText()
		f.add(err)
	}
	if err := f.err(); err != nil {
		return Estimate{}, false, err
	}
	m := of(t.parts[d-1])
	if m.n == 0 {
		return Estimate{}, false, nil
	}
	first, end := d.Items()
	return m.estimate(level, float64(end-first), lo, hi), true, nil
}

// Index estimates SQ = Σ w·gap over the dimensions, with weights that sum to 1, from −6 to 6. Its interval is Σ w·low to Σ w·high:
// it holds whatever the dimensions have to do with each other, and is cautious where they do not go together; answers of one
// person mostly do. Answers is that of the dimension with the fewest.
//
// False where a dimension that counts has no gap: the others are no substitute. Errors: the level and the weights.
func (t SERVQUAL) Index(w Weights, level float64) (Estimate, bool, error) {
	return t.weighted(w, level, -6, 6, t.Gap)
}

// Score is the index on a scale from 0 to 1, (SQ + 6)/12: ½ is what was expected. It is in range by the scale alone; most scores
// are below ½, as few people expect little.
func (t SERVQUAL) Score(w Weights, level float64) (Estimate, bool, error) {
	e, ok, err := t.Index(w, level)
	if !ok {
		return Estimate{}, false, err
	}
	return e.mapped(-6, 6), true, nil
}

// Performance estimates Σ w·perceived, from 1 to 7, as Index does: SERVPERF.
//
// Source: J. Cronin & S. Taylor (1992), "Measuring Service Quality", Journal of Marketing 56(3).
func (t SERVQUAL) Performance(w Weights, level float64) (Estimate, bool, error) {
	return t.weighted(w, level, 1, 7, t.Perceived)
}

// PerformanceScore is the performance on a scale from 0 to 1, (P − 1)/6.
func (t SERVQUAL) PerformanceScore(w Weights, level float64) (Estimate, bool, error) {
	e, ok, err := t.Performance(w, level)
	if !ok {
		return Estimate{}, false, err
	}
	return e.mapped(1, 7), true, nil
}

func (t SERVQUAL) weighted(w Weights, level, lo, hi float64, of func(Dimension, float64) (Estimate, bool, error)) (Estimate, bool, error) {
	shares, wrong := w.shares()
	var f faults
	f.add(wrong)
	f.add(checkLevel(level))
	if err := f.err(); err != nil {
		return Estimate{}, false, err
	}
	total := Estimate{Answers: MaxAnswers}
	for i, d := range Dimensions() {
		if shares[i] == 0 {
			continue
		}
		e, ok, err := of(d, level)
		if !ok {
			return Estimate{}, false, err
		}
		total.Value += float64(shares[i] * e.Value)
		total.Low += float64(shares[i] * e.Low)
		total.High += float64(shares[i] * e.High)
		total.Answers = min(total.Answers, e.Answers)
	}
	cut := func(v float64) float64 { return max(lo, min(hi, v)) } // by the last bit, where all shares are at an end
	return Estimate{cut(total.Value), cut(total.Low), cut(total.High), total.Answers}, true, nil
}
