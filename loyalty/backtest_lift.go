package loyalty

import "strconv"

// LiftPart is one part of the forecasts, ordered from the highest score.
type LiftPart struct {
	// Part counts from 1, that of the highest scores.
	Part int `json:"part"`
	// Rate is the weighted share that happened in it.
	Rate float64 `json:"rate"`
	// Lift is Rate over the base rate: how many times more than by chance.
	Lift float64 `json:"lift"`
	// Gain is the share of all that happened which lies in this part and those above, from 0 to 1.
	Gain float64 `json:"gain"`
	// CumulativeLift is Gain over the share of forecasts in this part and those above.
	CumulativeLift float64 `json:"cumulative_lift"`
}

// Lift orders the forecasts from the highest score and cuts them into parts of equal weight, from 2 to 10000; 0 means 10, the
// deciles. It answers what one gets who looks after the upper parts only.
//
// Where an edge falls among forecasts of one score, they go to both sides in proportion: the parts have one weight whatever the
// ties, and no order is made up. Laws: Gain never falls and ends at 1; the mean of Lift is 1; Lift is at most the number of
// parts and at most 1/base rate; with all scores equal each is 1. ok is false where nothing happened. The error is that of a
// number of parts out of range. Cost: O(n).
// Source: the gains chart of direct marketing; Ling & Li (1998), "Data mining for direct marketing", KDD.
func (b Backtest) Lift(parts int) (rows []LiftPart, ok bool, err error) {
	if parts == 0 {
		parts = 10
	}
	if parts < 2 || parts > mostBins {
		return nil, false, &FieldError{Path: "parts", Value: strconv.Itoa(parts), Rule: "2 to 10000, or 0 for 10"}
	}
	if b.nPos == 0 {
		return nil, false, nil
	}
	all, n := b.Weight(), float64(parts)
	i := len(b.groups) - 1  // the group that an edge falls into
	pos, weight := 0.0, 0.0 // above it
	gained := 0.0
	rows = make([]LiftPart, parts)
	for k := range rows {
		share := float64(k+1) / n
		edge := all * float64(k+1) / n
		for i > 0 && weight+b.groups[i].pos+b.groups[i].neg <= edge {
			pos, weight = pos+b.groups[i].pos, weight+b.groups[i].pos+b.groups[i].neg
			i--
		}
		g := &b.groups[i]
		inside := max(0, min(1, (edge-weight)/(g.pos+g.neg)))
		gain := max(gained, min(1, (pos+float64(g.pos*inside))/b.pos))
		if k == parts-1 {
			gain = 1
		}
		lift := (gain - gained) * n
		rows[k] = LiftPart{k + 1, min(1, lift*b.pos/all), lift, gain, gain / share}
		gained = gain
	}
	return rows, true, nil
}

// EdgeErrors is what goes wrong when the outcome is expected of all scores from an edge on. Weights are those of the forecasts.
type EdgeErrors struct {
	// Edge is the least score of which the outcome is expected.
	Edge float64 `json:"edge"`
	// TruePositives were expected and happened.
	TruePositives float64 `json:"true_positives"`
	// FalsePositives were expected and did not happen.
	FalsePositives float64 `json:"false_positives"`
	// FalseNegatives were not expected and happened.
	FalseNegatives float64 `json:"false_negatives"`
	// TrueNegatives were not expected and did not happen.
	TrueNegatives float64 `json:"true_negatives"`
	// FalselyExpected is how many rows were expected of those that did not happen, whatever they weigh.
	FalselyExpected Share `json:"falsely_expected"`
	// Missed is how many rows were not expected of those that happened, whatever they weigh.
	Missed Share `json:"missed"`
}

// FalsePositiveRate returns FalsePositives over all that did not happen, from 0 to 1; ok is false where everything did.
// The interval of FalselyExpected goes with it.
func (e EdgeErrors) FalsePositiveRate() (rate float64, ok bool) {
	return ratioOf(e.FalsePositives, e.TrueNegatives)
}

// FalseNegativeRate returns FalseNegatives over all that happened, from 0 to 1; ok is false where nothing did. The interval of
// Missed goes with it.
func (e EdgeErrors) FalseNegativeRate() (rate float64, ok bool) {
	return ratioOf(e.FalseNegatives, e.TruePositives)
}

// Precision returns TruePositives over all that were expected, from 0 to 1; ok is false where nothing was.
func (e EdgeErrors) Precision() (rate float64, ok bool) {
	return ratioOf(e.TruePositives, e.FalsePositives)
}

// ratioOf returns part/(part + rest).
func ratioOf(part, rest float64) (float64, bool) {
	if !(part+rest > 0) {
		return 0, false
	}
	return part / (part + rest), true
}

// EdgesOf returns the edges between bands as scores: where each band but the first begins, in points/10000 as [Scored] has them.
func EdgesOf(bands []Band) []float64 {
	var edges []float64
	for i, b := range bands {
		if i > 0 {
			edges = append(edges, float64(b.From)/perfect)
		}
	}
	return edges
}

// ErrorRates returns, for each edge in the order given, what goes wrong when the outcome is expected of all scores >= edge:
// EdgesOf gives those of a card's bands. Edges are numbers from 0 to 1, else the error is a *FieldError.
//
// Laws: a higher edge never raises FalsePositives and never lowers FalseNegatives; at 0 everything is expected; the four weights
// sum to that of the forecasts to 1e-12. Cost: O(n) for each edge.
func (b Backtest) ErrorRates(edges []float64) ([]EdgeErrors, error) {
	var f faults
	for i, edge := range edges {
		f.number(at("edges", i), edge, 0, 1)
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	rows := make([]EdgeErrors, len(edges))
	for k, edge := range edges {
		rows[k] = b.errorsAt(edge)
	}
	return rows, nil
}

// errorsAt sums what is above an edge from the highest score and what is below from the lowest: another edge then adds to the
// same sums, which cannot fall.
func (b Backtest) errorsAt(edge float64) EdgeErrors {
	e := EdgeErrors{Edge: edge + 0, FalselyExpected: Share{Of: b.nNeg}, Missed: Share{Of: b.nPos}}
	for i := len(b.groups) - 1; i >= 0 && b.groups[i].score >= edge; i-- {
		g := &b.groups[i]
		e.TruePositives, e.FalsePositives = e.TruePositives+g.pos, e.FalsePositives+g.neg
		e.FalselyExpected.Hits += g.nNeg
	}
	for i := 0; i < len(b.groups) && b.groups[i].score < edge; i++ {
		g := &b.groups[i]
		e.FalseNegatives, e.TrueNegatives = e.FalseNegatives+g.pos, e.TrueNegatives+g.neg
		e.Missed.Hits += g.nPos
	}
	return e
}
