package main

import (
	"math"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// view is a profile as JSON. Scores are whole points of 10,000 and money is exact;
// what is believed is shown with four decimal places, for more are not meant.
type view struct {
	Party   relationship.Key `json:"party"`
	Version uint64           `json:"version"` // of the record it was read from
	AsOf    string           `json:"as_of"`
	Stage   string           `json:"stage"`
	Since   string           `json:"since"`
	Next    *nextView        `json:"next,omitempty"`
	Loyalty loyaltyView      `json:"loyalty"`
	Kept    *keptView        `json:"promises,omitempty"` // of the last year, if there were any
	Segment *segmentView     `json:"segment,omitempty"`  // for buyers who have bought
	Worth   *worthView       `json:"worth,omitempty"`    // for buyers who have bought
}

// nextView is the move that time alone will make, and when.
type nextView struct {
	At      string `json:"at"`
	To      string `json:"to"`
	Because string `json:"because"`
}

// loyaltyView is a score, how sure it is, and where it comes from.
type loyaltyView struct {
	Points int `json:"points"`
	// Low and High are the ends of its interval.
	Low  int    `json:"low"`
	High int    `json:"high"`
	Band string `json:"band"`
	// Card says which scorecard it was made with, by the beginning of its hash.
	Card string `json:"card"`
	// Lines sum to Points.
	Lines []lineView `json:"lines"`
	// Risks are the lines that evidence has pulled down most, the worst first.
	Risks []lineView `json:"risks,omitempty"`
}

// lineView is one part of a score.
type lineView struct {
	Factor string `json:"factor"`
	Kind   string `json:"kind"`
	Points int    `json:"points"`
	// Effect is what the evidence changed.
	Effect int `json:"effect"`
	// Missing says that there is too little of it to speak of.
	Missing bool `json:"missing,omitempty"`
}

// keptView is how the other side kept its promises: how many there were, and the
// share of them in points.
type keptView struct {
	Closed int `json:"closed"`
	Points int `json:"points"`
}

// segmentView is a segment and the reasons for it.
type segmentView struct {
	Name    string   `json:"name"`
	Score   string   `json:"score"`
	Rule    string   `json:"rule"`
	Reasons []string `json:"reasons"`
}

// worthView is what is expected of a buyer, and its value in money: Discounted ×
// Spend × Margin. The factors are absent where there is no value, as for who has
// not come back yet.
type worthView struct {
	Alive      float64             `json:"alive"`
	Expected   float64             `json:"expected"` // orders within the horizon
	Discounted *float64            `json:"discounted,omitempty"`
	Spend      *float64            `json:"spend,omitempty"`
	Margin     *float64            `json:"margin,omitempty"`
	Timing     string              `json:"timing,omitempty"`
	Value      *relationship.Money `json:"value,omitempty"`
}

// view puts a profile into the form in which it is sent. The interval and the reasons
// are worked out here: to take in an event they are not needed, and they cost as much
// as all numbers together.
func (r *rooms) view(key relationship.Key, version uint64, at time.Time, p profile) (view, error) {
	between := p.Loyalty.Interval()
	v := view{
		Party: key, Version: version, AsOf: stamp(at), Stage: p.Stage, Since: stamp(p.Since),
		Loyalty: loyaltyView{
			Points: p.Loyalty.Points, Low: between.Low, High: between.High, Band: p.Loyalty.Band, Card: p.Loyalty.Stamp.Hash[:12],
			Lines: linesOf(p.Loyalty.Lines()), Risks: linesOf(p.Loyalty.TopRisks(2)),
		},
	}
	if !p.Next.At.IsZero() {
		v.Next = &nextView{stamp(p.Next.At), p.Next.To, p.Next.Because}
	}
	if points, ok := p.Keeping.Points(); ok {
		v.Kept = &keptView{p.Keeping.N, points}
	}
	if p.Buyer.Status == segment.Scored {
		why, err := r.segments.Explain(p.Buyer.RFM)
		if err != nil {
			return view{}, err
		}
		v.Segment = &segmentView{Name: why.Segment.String(), Score: why.Score.String(), Rule: why.Rule}
		for _, reason := range why.Reasons {
			v.Segment.Reasons = append(v.Segment.Reasons, reason.String())
		}
		v.Worth = worthOf(p.Buyer)
	}
	return v, nil
}

// worthOf is the part of the view that is about money.
func worthOf(b buyer) *worthView {
	w := &worthView{Alive: shown(b.Worth.Forecast.ProbAlive()), Expected: shown(b.Worth.Expected)}
	if b.Worth.Valued {
		value := b.Worth.Value
		w.Discounted, w.Spend, w.Margin = new(shown(value.Discounted)), new(shown(value.Spend)), new(shown(value.Margin))
		w.Timing, w.Value = value.Timing.String(), &value.Amount
	}
	return w
}

// linesOf leaves out what only a statistician asks for.
func linesOf(lines []loyalty.Line) []lineView {
	views := make([]lineView, len(lines))
	for i, l := range lines {
		views[i] = lineView{string(l.Factor), l.Kind.String(), l.Points, l.Effect, l.Missing}
	}
	return views
}

// shown rounds what is believed to four decimal places.
func shown(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// stamp writes an instant in UTC.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
