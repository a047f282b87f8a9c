package segment

import (
	"errors"
	"slices"
)

// Population is what a [Scorer] needs to know of customers who are read in parts, by several machines or day by day: how often each
// recency, each frequency and each amount occurs, and how many were left out. Merged populations give the scorer that [Quantile] gives of
// all customers at once, to the last threshold, in whatever order and parts they came.
//
// A recency depends on the day as of which a customer was read, so all parts must be read as of the same day; a population does not know
// it. It knows no customers either: who is observed twice counts twice, and nobody can be taken back. As it keeps only how each dimension
// lies by itself, it cannot nest.
//
// The zero value has seen nobody and is ready to use. A Population is used by pointer, and copied with Clone; it is not safe for use by
// several goroutines while one of them changes it. To read, nil is like one that has seen nobody.
type Population struct {
	recency, frequency          Distribution // of days and purchase days, as they are
	net                         ValueDistribution
	prospects, tooNew, inFuture int
}

// Observe takes in a customer as [RFMOf] reads it. The error wraps what RFM.Validate returns for one that is Scored, ErrInvalid for a
// status that is not valid and where there would be more than 2^50 customers, or than an int holds, and relationship.ErrCurrencyMismatch for
// another currency than before; p is then as it was. Cost: O(log m) on average with m different amounts.
func (p *Population) Observe(r RFM, status Status) error {
	if p == nil {
		return invalid("population", "nil", "one to take customers in")
	}
	left := Report{Prospects: p.prospects, TooNew: p.tooNew, Future: p.inFuture}
	if err := left.admit(status); err != nil {
		return err
	}
	if err := addable(1, p.seen()); err != nil {
		return err
	}
	if status == Scored {
		if err := r.check(); err != nil {
			return err
		}
		if err := p.net.Add(r.Net, 1); err != nil {
			return err
		}
		return errors.Join(p.recency.Add(int64(r.Recency), 1), p.frequency.Add(int64(r.Frequency), 1)) // as many as of net, so they fit
	}
	p.prospects, p.tooNew, p.inFuture = left.Prospects, left.TooNew, left.Future
	return nil
}

// seen returns how many were observed.
func (p *Population) seen() int { return p.Customers() + p.prospects + p.tooNew + p.inFuture }

// Merge adds the customers of other, which may be p itself; other is not changed and shares nothing with p. It is commutative and
// associative, and the zero value and nil change nothing. The error wraps relationship.ErrCurrencyMismatch for another currency, and
// ErrInvalid where there would be more than 2^50 customers, or than an int holds; p is then as it was.
func (p *Population) Merge(other *Population) error {
	switch {
	case p == nil:
		return invalid("population", "nil", "one to take customers in")
	case other == nil:
		return nil
	}
	if err := addable(other.seen(), p.seen()); err != nil {
		return err
	}
	if err := p.net.Merge(&other.net); err != nil {
		return err
	}
	p.prospects += other.prospects
	p.tooNew += other.tooNew
	p.inFuture += other.inFuture
	return errors.Join(p.recency.Merge(&other.recency), p.frequency.Merge(&other.frequency)) // as many as of net, so they fit
}

// Clone returns a copy that can be changed by itself.
func (p *Population) Clone() *Population {
	if p == nil {
		return new(Population)
	}
	return &Population{
		recency: *p.recency.Clone(), frequency: *p.frequency.Clone(), net: *p.net.Clone(),
		prospects: p.prospects, tooNew: p.tooNew, inFuture: p.inFuture,
	}
}

// Customers returns the number of those who are Scored.
func (p *Population) Customers() int {
	if p == nil {
		return 0
	}
	return p.net.N()
}

// Recency returns a copy of the distribution of days since the last purchase.
func (p *Population) Recency() *Distribution { return &p.Clone().recency }

// Frequency returns a copy of the distribution of purchase days.
func (p *Population) Frequency() *Distribution { return &p.Clone().frequency }

// Net returns a copy of the distribution of amounts.
func (p *Population) Net() *ValueDistribution { return &p.Clone().net }

// Scorer takes thresholds, and reports on the customers, as [Quantile] does. p is not changed.
//
// The error wraps ErrInvalid for options that are not valid and for those that ask for nested thresholds, and ErrNobody where no one is
// Scored. Cost: O(m) with m different values.
func (p *Population) Scorer(o QuantileOptions) (Scorer, Report, error) {
	k, err := o.scores()
	if o.Nested {
		err = errors.Join(err, unnested("a population keeps each dimension by itself"))
	}
	if err != nil {
		return Scorer{}, Report{}, err
	}
	if p == nil {
		p = new(Population)
	}
	report := Report{Customers: p.Customers(), Prospects: p.prospects, TooNew: p.tooNew, Future: p.inFuture}
	if report.Customers == 0 {
		return Scorer{}, report, report.nobody()
	}
	recency := slices.Clone(p.recency.runs())
	slices.Reverse(recency)
	for i := range recency {
		recency[i].value = -recency[i].value
	}
	t := new(thresholds)
	t.recency, report.Recency = daysScale(Recency, recency, k[0], o.Ties)
	t.frequency, report.Frequency = daysScale(Frequency, p.frequency.runs(), k[1], o.Ties)
	t.value, report.Monetary = p.net.runs().scale(k[2], o.Ties)
	return Scorer{t: t}, report, nil
}

// unnested is the refusal to nest.
func unnested(why string) error { return invalid("nested", "true", "false: "+why) }

// Equal reports whether both have seen the same customers, as far as they keep them.
func (p *Population) Equal(o *Population) bool {
	a, b := p.Clone(), o.Clone()
	return a.prospects == b.prospects && a.tooNew == b.tooNew && a.inFuture == b.inFuture && a.recency.Equal(&b.recency) &&
		a.frequency.Equal(&b.frequency) && a.net.Equal(&b.net)
}
