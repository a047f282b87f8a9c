package relationship

import (
	"cmp"
	"maps"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
)

// FeedbackPolicy says how feedback is read. The zero value of each field is its default.
type FeedbackPolicy struct {
	// FastDays is the half-life of the fast mass, SlowDays that of the slow one, which is longer; from 1 to 36525 days. 0 means 30 and 180.
	FastDays, SlowDays int
	// TargetDays is within how many days what is owed should be closed, from 1 to 36525. 0 means 14.
	TargetDays int
}

// TopicReport is what is to be said of one topic at an instant.
type TopicReport struct {
	// Topic is the caller's label.
	Topic string
	// N is how often it was heard of.
	N int
	// Fast and Slow are the masses: the sum of the weights, each faded by one half for every half-life gone by.
	Fast, Slow float64
	// Opened is how many pieces are owed something, and Closed how many of them got it.
	Opened, Closed int
	// InTime is how many of these got it within the target, and Late how many are open beyond it.
	InTime, Late int
	// MedianToClose is the median of the times that the closed ones took, 0 if there is none: that of the middle one, or the mean of the two in
	// the middle. It is exact to the nanosecond; Hours()/24 are days.
	MedianToClose time.Duration
	// Parties is the number of relationships in which it was heard.
	Parties int
	// Value is what these are worth, by the caller's word.
	Value Money
}

// Trend compares what was heard lately with what was heard all along: 1 is as always, 2 is twice as much, 0 is nothing at all. It is
// (Fast/FastDays) / (Slow/SlowDays) by the given policy, from 0 to SlowDays/FastDays; for a policy that is not valid it is 0.
func (r TopicReport) Trend(p FeedbackPolicy) float64 {
	if p.fill() != nil || !(r.Slow > 0) {
		return 0
	}
	trend := r.Fast / r.Slow * (Day.ofDays(p.SlowDays) / Day.ofDays(p.FastDays))
	if !(trend >= 0) { // of no report that Topics returns
		return 0
	}
	return trend
}

// fill sets the defaults and returns all faults joined.
func (p *FeedbackPolicy) fill() error {
	f := faults{place: "feedback policy"}
	f.bounded("fast days", &p.FastDays, 30, longestTerm, termRule)
	f.bounded("slow days", &p.SlowDays, 180, longestTerm, termRule)
	f.bounded("target days", &p.TargetDays, 14, longestTerm, termRule)
	if len(f.errs) == 0 && p.SlowDays <= p.FastDays {
		f.add("slow days", strconv.Itoa(p.SlowDays), "more than the fast days")
	}
	return f.err()
}

// Validate returns every fault joined; each wraps [ErrInvalid].
func (p FeedbackPolicy) Validate() error { return p.fill() }

// Topics reports on each topic that was heard of at or before an instant, with what was closed by then. The most pressing comes first: that
// with the highest product of Value and Slow, compared exactly; equal ones by their labels.
//
// worth says what a relationship is worth, all in one currency; the zero Money, in none, goes with any. It is asked once for each
// relationship of each topic. Where it is nil, topics are in the order of Slow.
//
// The error joins the faults of the policy, each of which wraps [ErrInvalid], or wraps [ErrCurrencyMismatch] or [ErrAmount] where values
// cannot be added. Cost: O(n log n).
func (f *Feedback) Topics(asOf time.Time, p FeedbackPolicy, worth func(Key) Money) ([]TopicReport, error) {
	if err := p.fill(); err != nil {
		return nil, err
	}
	topics := map[string][]piece{}
	for _, piece := range f.pieces {
		if piece.told && !piece.at.After(asOf) {
			topics[piece.topic] = append(topics[piece.topic], piece)
		}
	}
	var all Money // so that currencies cannot differ from topic to topic
	ranked := make([]rankedTopic, 0, len(topics))
	for topic, pieces := range topics {
		r, err := report(topic, pieces, asOf, p, worth)
		if err != nil {
			return nil, err
		}
		if all, err = all.Add(r.Value); err != nil {
			return nil, err
		}
		ranked = append(ranked, rankTopic(r, worth == nil))
	}
	slices.SortFunc(ranked, func(a, b rankedTopic) int {
		return cmp.Or(b.compare(a), strings.Compare(a.Topic, b.Topic))
	})
	reports := make([]TopicReport, len(ranked))
	for i := range ranked {
		reports[i] = ranked[i].TopicReport
	}
	return reports, nil
}

// report adds up the pieces of one topic. It puts them in order, so that sums are the same to the bit however they came.
func report(topic string, pieces []piece, asOf time.Time, p FeedbackPolicy, worth func(Key) Money) (TopicReport, error) {
	slices.SortFunc(pieces, func(a, b piece) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.id, b.id)) })
	r := TopicReport{Topic: topic, N: len(pieces)}
	fast, slow := Day.ofDays(p.FastDays), Day.ofDays(p.SlowDays)
	target := time.Duration(p.TargetDays) * 24 * time.Hour
	affected := map[Key]bool{}
	var took []time.Duration
	for i := range pieces {
		piece := &pieces[i]
		affected[piece.key] = true
		age := Day.Between(piece.at, asOf)
		faded := piece.weight * math.Exp2(-age/fast) // a variable, so that no processor fuses the product with the sum
		r.Fast += faded
		faded = piece.weight * math.Exp2(-age/slow)
		r.Slow += faded
		if !piece.owed {
			continue
		}
		r.Opened++
		switch closed := !piece.closed.IsZero() && !piece.closed.After(asOf); {
		case closed:
			r.Closed++
			length := piece.closed.Sub(piece.at)
			if took = append(took, length); length <= target {
				r.InTime++
			}
		case asOf.Sub(piece.at) > target:
			r.Late++
		}
	}
	slices.Sort(took)
	if n := len(took); n > 0 {
		low, high := took[(n-1)/2], took[n/2]
		r.MedianToClose = low + (high-low)/2
	}
	r.Parties = len(affected)
	if worth == nil {
		return r, nil
	}
	var err error
	for _, key := range slices.SortedFunc(maps.Keys(affected), compareKeys) {
		if r.Value, err = r.Value.Add(worth(key)); err != nil {
			return r, err
		}
	}
	return r, nil
}

// compareKeys puts keys in the order of from, to and role.
func compareKeys(a, b Key) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Role, b.Role))
}

// rankedTopic is a report with its place: rank·2^exponent is Value·Slow·10^18, exactly.
type rankedTopic struct {
	TopicReport
	rank     *big.Int
	exponent int
}

// rankTopic finds the place of a report, by the mass alone where there are no values.
func rankTopic(r TopicReport, unvalued bool) rankedTopic {
	mantissa, exponent := split(r.Slow)
	rank := new(big.Int).SetUint64(mantissa)
	if !unvalued {
		rank.Mul(rank, r.Value.amount.finer(maxPlaces).coefficient())
	}
	return rankedTopic{r, rank, exponent}
}

// compare returns -1, 0 or +1 as the place of a is below, at or above that of b.
func (a rankedTopic) compare(b rankedTopic) int {
	least := min(a.exponent, b.exponent)
	return new(big.Int).Lsh(a.rank, uint(a.exponent-least)).Cmp(new(big.Int).Lsh(b.rank, uint(b.exponent-least)))
}
