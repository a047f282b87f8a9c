package markov

import (
	"math"
	"slices"
)

// SurvivalPoint is one step of a survival curve: a number of days after which a stay ended.
type SurvivalPoint struct {
	// Days is the number of days.
	Days int
	// AtRisk is how many stays were seen that had lasted so long: that could have ended then.
	AtRisk int64
	// Ended is how many of them did.
	Ended int64
	// Survival is the estimated share of stays that last longer, from 0 to 1.
	Survival float64
	// StdErr is its standard error, and 0 where Survival is 0, as nobody is left to tell.
	StdErr float64
}

// Survival returns the Kaplan–Meier estimate of how long stays in a label last, one point for each number of days after which any ended,
// ascending, as a fresh slice:
//
//	S(t) = Π over tᵢ ≤ t of (1 − dᵢ/rᵢ)                       (1)
//	StdErr(t) = S(t) · √(Σ over tᵢ ≤ t of dᵢ / (rᵢ(rᵢ − dᵢ)))    (2)
//
// where dᵢ of the rᵢ stays at risk ended after tᵢ days. At risk after t days are the stays that lasted t days or more, late ones only when
// they were entered after fewer than t. A stay that was seen last after as many days as another ended counts as longer.
//
// Survival never rises, and is in [0, 1]. Where all stays were seen whole it is 1 less their empirical distribution. Merging gives that of
// all stays together. It is empty where no stay has ended.
//
// That a stay is seen no longer must not tell when it ends. Where all are late, or few are early on, the curve rests on few at its
// beginning, or is that of stays that last until the first was entered: see AtRisk. It stays 0 once all that were at risk have ended, even
// if later entries last longer.
//
// Source: E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, Journal of the American Statistical Association
// 53, 1958, (2b) and, for the standard error, M. Greenwood, The natural duration of cancer, 1926; with late entries J. P. Klein and
// M. L. Moeschberger, Survival Analysis, 2nd ed. 2003, sections 4.2 and 4.6.
//
// Cost: O(log n + k) for k entries of the label.
func (s *Stays[S]) Survival(label S) []SurvivalPoint {
	points, _ := s.curve(label)
	return points
}

// curve returns the points of Survival, and the number of days up to which somebody was at risk throughout: −1 if nobody ever was.
func (s *Stays[S]) curve(label S) (points []SurvivalPoint, known int) {
	row := s.row(label)
	risk := int64(0) // of the stays that were seen from their beginning
	for _, at := range row {
		risk += at.ended + at.running - at.late
	}
	known = -1
	whole := risk > 0
	// Between two days on which stays came or went other than by ending, the product telescopes, and is rounded once.
	survival, base, start := 1.0, 1.0, risk
	sum := 0.0
	for _, at := range row {
		if whole {
			known = at.days
		}
		if at.ended > 0 {
			left := risk - at.ended
			survival = base * (float64(left) / float64(start)) // (1)
			p := SurvivalPoint{Days: at.days, AtRisk: risk, Ended: at.ended, Survival: survival}
			if survival > 0 {
				sum += float64(at.ended) / (float64(risk) * float64(left)) // (2)
				p.StdErr = survival * math.Sqrt(sum)
			}
			points = append(points, p)
			risk = left
		}
		if at.running > 0 || at.late > 0 {
			risk += at.late - at.running
			base, start = survival, risk
		}
		whole = whole && risk > 0
	}
	return points, known
}

// Median returns the least number of days after which at most half of the stays in a label still last, by Survival. ok is false while more
// than half of them do, as far as can be seen.
func (s *Stays[S]) Median(label S) (days int, ok bool) {
	const half = 0.5 * (1 + 1e-12) // a half that was rounded
	for _, p := range s.Survival(label) {
		if p.Survival <= half {
			return p.Days, true
		}
	}
	return 0, false
}

// Mean returns how many days stays in a label last on average if their end is as likely on any day as on any other, and its standard
// error: all days that were seen, by the number of ends that were,
//
//	θ = T/d, StdErr = θ/√d    (3)
//
// which is the maximum likelihood estimate for the exponential distribution, and counts the stays still running for what they are: the mean
// of those that ended alone is too short, and the worse so the younger the base. Days are whole, so that θ is right to about half a day.
// Whether ends come evenly shows Survival, which then falls by the same share in equal times.
//
// ok is false if none has ended. Source: Klein and Moeschberger (see [Stays.Survival]), section 3.5; B. Epstein and M. Sobel, Life testing,
// Journal of the American Statistical Association 48, 1953.
func (s *Stays[S]) Mean(label S) (days, stdErr float64, ok bool) {
	var time, ends float64
	for _, at := range s.row(label) {
		time += float64(at.days) * (float64(at.ended) + float64(at.running) - float64(at.late))
		ends += float64(at.ended)
	}
	if ends == 0 {
		return 0, 0, false
	}
	days = time / ends // (3)
	return days, days / math.Sqrt(ends), true
}

// RestrictedMean returns how many of the first horizon days stays in a label last on average, whatever the distribution, and its standard
// error: the area under Survival,
//
//	μ = ∫₀ʰ S(t) dt, StdErr² = Σ over tᵢ < h of (∫ from tᵢ to h of S(t) dt)² · dᵢ / (rᵢ(rᵢ − dᵢ))    (4)
//
// It is between 0 and horizon and never falls as horizon grows. ok is false if the horizon is negative, or if it is beyond a day on which
// nobody was at risk, so that it is not known what happens there. Source: Klein and Moeschberger (see [Stays.Survival]), section 4.5.
func (s *Stays[S]) RestrictedMean(label S, horizon int) (days, stdErr float64, ok bool) {
	points, known := s.curve(label)
	over := slices.ContainsFunc(points, func(p SurvivalPoint) bool { return p.Survival == 0 && p.Days <= known })
	if horizon < 0 || known < 0 || horizon > known && !over {
		return 0, 0, false
	}
	areas := make([]float64, 0, len(points)) // from 0 to each point
	last, survival := 0, 1.0
	for _, p := range points {
		if p.Days >= horizon {
			break
		}
		days += float64(survival * float64(p.Days-last))
		areas = append(areas, days)
		last, survival = p.Days, p.Survival
	}
	days += float64(survival * float64(horizon-last))
	sum := 0.0
	for i, area := range areas {
		if p := &points[i]; p.Survival > 0 {
			rest := days - area
			sum += rest * rest * float64(p.Ended) / (float64(p.AtRisk) * float64(p.AtRisk-p.Ended)) // (4)
		}
	}
	return days, math.Sqrt(sum), true
}
