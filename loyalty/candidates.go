package loyalty

import (
	"cmp"
	"slices"
	"strings"
)

// Candidate is one of those among whom a partner is sought.
type Candidate struct {
	// ID is the caller's name for it, unique among the candidates.
	ID string
	// Result is its score.
	Result Result
}

// Ranked is a candidate with its place, and why it has it.
type Ranked struct {
	// Place counts from 1.
	Place int `json:"place"`
	// ID is the candidate's.
	ID string `json:"id"`
	// Low is what it is ranked by: the lower end of its interval, in points.
	Low int `json:"low"`
	// High is the upper end.
	High int `json:"high"`
	// Points is its score, which may be higher than that of those before it.
	Points int `json:"points"`
	// Coverage is the share of weight whose evidence suffices.
	Coverage float64 `json:"coverage"`
	// Known says that there is evidence at all; without it Low and High are those of the priors, whatever the card assumes.
	Known bool `json:"known"`
}

// Rank orders candidates by how good they are at least: by the lower end of [Result.Interval], the highest first, so that one
// lucky delivery does not beat a long good record. A candidate without any evidence stands at the lower end of the priors. Ties
// are settled by id.
//
// Laws: the order of the candidates given changes nothing; one without evidence never stands before one whose lower end is
// higher. The error joins a *FieldError for each id that is empty or there twice, for each result that [Model.Score] did not
// make, and for one of another card or another instant than the first: those cannot be compared. Cost: O(n·log n), and one
// interval for each.
func Rank(candidates []Candidate) ([]Ranked, error) {
	var f faults
	seen := make(map[string]bool, len(candidates))
	for i, c := range candidates {
		path := at("candidates", i)
		if c.ID == "" || seen[c.ID] {
			f.add(path+".id", quote(c.ID), "an id that no other candidate has")
		}
		seen[c.ID] = true
		if c.Result.model == nil {
			f.add(path+".result", "none", "a result that Score made")
			continue
		}
		if first := candidates[0].Result; first.model != nil {
			if c.Result.Stamp.Hash != first.Stamp.Hash {
				f.errs = append(f.errs, &candidateError{path, &OtherCardError{first.Stamp, c.Result.Stamp}})
			}
			if !c.Result.AsOf.Equal(first.AsOf) {
				f.add(path+".result", c.Result.AsOf.String(), "one of the instant of the first, "+first.AsOf.String())
			}
		}
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	all := make([]Ranked, len(candidates))
	for i, c := range candidates {
		around, known := c.Result.Interval(), c.Result.evident()
		if !known {
			around = c.Result.unknown()
		}
		all[i] = Ranked{
			ID: c.ID, Low: around.Low, High: around.High, Points: c.Result.Points, Coverage: c.Result.Coverage, Known: known,
		}
	}
	slices.SortFunc(all, func(a, b Ranked) int { return cmp.Or(cmp.Compare(b.Low, a.Low), cmp.Compare(a.ID, b.ID)) })
	for i := range all {
		all[i].Place = i + 1
	}
	return all, nil
}

// candidateError says which candidate an error is of.
type candidateError struct {
	path string
	err  error
}

func (e *candidateError) Error() string {
	return "loyalty: " + e.path + "." + strings.TrimPrefix(e.err.Error(), "loyalty: ")
}

func (e *candidateError) Unwrap() error { return e.err }

// evident reports whether any factor has evidence.
func (r *Result) evident() bool {
	for _, b := range r.beliefs[:len(r.model.factors)] {
		if b.pro+b.con > 0 {
			return true
		}
	}
	return false
}

// unknown returns where the score of one of whom nothing is known lies by the priors alone: a card that assumes the best of
// strangers does not put them first. A gate that is shut caps both ends.
func (r *Result) unknown() PointRange {
	mean, variance := 0.0, 0.0
	for i := range r.model.factors {
		f := &r.model.factors[i]
		belief := Posterior{prior: f.Prior}
		mean += float64(f.share * belief.Mean())
		variance += float64(f.share * f.share * belief.variance())
	}
	around := Interval{mean, mean}
	if k := mean*(1-mean)/variance - 1; variance > 0 && k > 0 {
		around = central(k*mean, k*(1-mean), r.model.card.Level)
	}
	return PointRange{min(r.cap, toPoints(perfect*around.Low)), min(r.cap, toPoints(perfect*around.High))}
}
