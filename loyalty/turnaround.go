package loyalty

// Turnaround is how long things took that are done, and how long those have waited that are not: answers, complaints. What
// waits is censored: it will take longer than it has waited, and nobody knows how much. To leave it out would praise whoever
// never answers.
type Turnaround struct {
	// Done are the spans of what is done.
	Done SpanCounts
	// Waiting are the ages of what is open.
	Waiting SpanCounts
}

// Within returns how many were done within a limit, of those of which it is known: what is done, and what has waited longer
// than the limit, which is a miss. What has not waited so long yet is no evidence.
//
// Laws: a wait never raises the share; one that grows never raises it.
func (t Turnaround) Within(limit Span) Share {
	s, waiting := t.Done.Within(limit), t.Waiting.Within(limit)
	s.Of += waiting.Of - waiting.Hits
	return s
}

// Median returns the span in which half is done; see Quantile.
func (t Turnaround) Median() (Span, bool) {
	v, ok, _ := t.Quantile(0.5) // whose only error is of the share
	return v, ok
}

// Quantile returns the shortest span within which a share p of all, from 0 to 1, is done: the first t with S(t) <= 1 − p, where
//
//	S(t) = Π (1 − dᵢ/nᵢ)   over the spans tᵢ <= t,
//
// dᵢ of nᵢ that took or waited tᵢ or longer were done at tᵢ. It is false where so much was never done: nobody knows then how
// long it takes. Without waits it is the quantile of what is done. Shares within 1e-12 count as equal.
//
// Law: one wait more never shortens it. Cost: O(n) in the number of different spans.
//
// Source: Kaplan & Meier (1958), "Nonparametric Estimation from Incomplete Observations", JASA 53, the product-limit estimate
// (2b).
func (t Turnaround) Quantile(p float64) (Span, bool, error) {
	if err := checkNumber("share", p, 0, 1); err != nil {
		return 0, false, err
	}
	const slack = 1e-12
	// Between two waits that end the product is a share of counts, so that it is exact where nothing waits.
	left, waiting := t.Done.total+t.Waiting.total, t.Waiting.list
	base, of := 1.0, float64(left)
	for _, d := range t.Done.list {
		gone := 0
		for len(waiting) > 0 && waiting[0].span < d.span {
			gone, waiting = gone+waiting[0].count, waiting[1:]
		}
		if gone > 0 {
			base *= float64(left) / of
			left -= gone
			of = float64(left)
		}
		left -= d.count
		if base*(float64(left)/of) <= 1-p+slack { // (2b)
			return d.span, true, nil
		}
	}
	return 0, false, nil
}

// Merge adds what other counted. After an error, of more than an int holds, t is as it was.
func (t *Turnaround) Merge(other Turnaround) error {
	sum := Turnaround{t.Done.Clone(), t.Waiting.Clone()}
	if err := sum.Done.Merge(other.Done); err != nil {
		return err
	}
	if err := sum.Waiting.Merge(other.Waiting); err != nil {
		return err
	}
	*t = sum
	return nil
}
