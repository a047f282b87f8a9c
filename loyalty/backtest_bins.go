package loyalty

import (
	"iter"
	"math"
	"strconv"

	"github.com/rapport-go/rapport/internal/enum"
)

// BinKind says how forecasts are put together to see how often what they said came true.
type BinKind uint8

const (
	// BinEqualWidth parts 0 to 1 into parts of one width: bin i of n holds the scores from i/n to below (i+1)/n, the last one 1 too.
	BinEqualWidth BinKind = iota
	// BinEqualMass parts the forecasts by score into parts of about one weight; forecasts of one score stay together.
	BinEqualMass
	// BinEachScore makes a bin of each distinct score, for scores that have few values.
	BinEachScore
)

var binNames = []string{"equal-width", "equal-mass", "each-score"}

// BinKinds lists the kinds.
func BinKinds() []BinKind { return enum.All[BinKind](binNames) }

// IsValid reports whether k is one of the constants.
func (k BinKind) IsValid() bool { return enum.Valid(binNames, k) }

// String returns the name that ParseBinKind reads.
func (k BinKind) String() string { return enum.Name("BinKind", binNames, k) }

// ParseBinKind is the inverse of String; anything else is a *FieldError.
func ParseBinKind(text string) (BinKind, error) {
	return enum.Parse[BinKind](binNames, text, fault("bin kind"))
}

// MarshalText returns the text of String; what is not valid has none.
func (k BinKind) MarshalText() ([]byte, error) { return enum.Text(binNames, k, fault("bin kind")) }

// UnmarshalText reads the text of String; after an error k is as it was.
func (k *BinKind) UnmarshalText(text []byte) error {
	return enum.Set(k, binNames, text, fault("bin kind"))
}

// BinOptions says into which bins forecasts are put. The zero value is ten of equal width.
type BinOptions struct {
	// Kind is how they are cut.
	Kind BinKind `json:"kind"`
	// Count is how many, from 1 to 10000; 0 means 10. It is not looked at with BinEachScore.
	Count int `json:"count,omitzero"`
}

// mostBins is the most bins and parts there may be.
const mostBins = 10000

// Validate refuses an unknown kind and a count out of range.
func (o BinOptions) Validate() error {
	var f faults
	if !o.Kind.IsValid() {
		f.add("kind", o.Kind.String(), "one of the bin kinds")
	}
	if o.Count < 0 || o.Count > mostBins {
		f.add("count", strconv.Itoa(o.Count), "1 to 10000, or 0 for 10")
	}
	return f.err()
}

// bin is the forecasts of one bin.
type bin struct {
	groups   []scoreGroup
	pos, all float64 // weight
	mean     float64 // of the scores
}

// bins yields the bins that hold something, from low to high. The options are valid.
func (b Backtest) bins(o BinOptions) iter.Seq[bin] {
	count := o.Count
	if count == 0 {
		count = 10
	}
	below := 0.0 // weight
	number := func(g *scoreGroup, i int) int {
		switch o.Kind {
		case BinEqualMass:
			middle := below + (g.pos+g.neg)/2
			below += g.pos + g.neg
			return min(count-1, int(float64(count)*middle/b.Weight()))
		case BinEachScore:
			return i
		}
		return widthBin(g.score, count)
	}
	return func(yield func(bin) bool) {
		from, last := 0, 0
		below = 0
		for i := range b.groups {
			n := number(&b.groups[i], i)
			if i > 0 && n != last {
				if !yield(gathered(b.groups[from:i])) {
					return
				}
				from = i
			}
			last = n
		}
		if from < len(b.groups) {
			yield(gathered(b.groups[from:]))
		}
	}
}

// widthBin returns the bin of a score; the product alone puts 0.29 of 100 bins into the one below.
func widthBin(score float64, count int) int {
	i := min(count-1, int(score*float64(count)))
	if i+1 < count && score >= float64(i+1)/float64(count) {
		i++
	} else if score < float64(i)/float64(count) {
		i--
	}
	return i
}

// gathered sums the groups of one bin.
func gathered(groups []scoreGroup) bin {
	b := bin{groups: groups}
	for i := range groups {
		g := &groups[i]
		b.pos += g.pos
		b.all += g.pos + g.neg
		b.mean += float64((g.pos + g.neg) * g.score)
	}
	if b.mean /= b.all; len(groups) == 1 {
		b.mean = groups[0].score // without the last bit of the division
	}
	return b
}

// CalibrationBin is one bin of forecasts with what came true of them.
type CalibrationBin struct {
	// Low is the least score in it.
	Low float64 `json:"low"`
	// High is the greatest score in it.
	High float64 `json:"high"`
	// Weight is that of its forecasts.
	Weight float64 `json:"weight"`
	// Forecast is the mean of the scores.
	Forecast float64 `json:"forecast"`
	// Rate is the weighted share that happened.
	Rate float64 `json:"rate"`
	// Counted is how many rows happened of how many there are, whatever they weigh; its interval says how sure Rate is.
	Counted Share `json:"counted"`
}

// Calibration says how far scores are from being probabilities.
type Calibration struct {
	// Error is the expected calibration error, Σ (W_b/W)·|Forecast_b − Rate_b|, from 0 to 1.
	Error float64 `json:"error"`
	// Worst is the largest |Forecast_b − Rate_b|.
	Worst float64 `json:"worst"`
	// Bias is the mean score less the base rate, from −1 to 1: above 0 the scores promise too much. It does not depend on the bins.
	Bias float64 `json:"bias"`
	// Bins are those that hold something, from low to high: the reliability diagram.
	Bins []CalibrationBin `json:"bins"`
}

// Calibration compares, bin by bin, what the scores said with what happened.
//
// Formula: see the fields. Laws: |Bias| <= Error <= Worst; Error is 0 where each bin's rate is its mean score. It is 0 for no
// finite sample of even a perfect forecast: it grows with the number of bins, by about √(rate·(1−rate)/rows) each, so compare
// only what has the same bins and as many rows. ok is false without forecasts. The error is that of options that are not valid.
// Cost: O(n).
// Source: Pakdaman Naeini, Cooper & Hauskrecht (2015), "Obtaining well calibrated probabilities using Bayesian binning", AAAI, for
// the expected and the maximum calibration error.
func (b Backtest) Calibration(o BinOptions) (c Calibration, ok bool, err error) {
	if err := o.Validate(); err != nil || b.IsZero() {
		return Calibration{}, false, err
	}
	said, all := 0.0, b.Weight()
	for each := range b.bins(o) {
		row := CalibrationBin{
			Low: each.groups[0].score, High: each.groups[len(each.groups)-1].score,
			Weight: each.all, Forecast: each.mean, Rate: each.pos / each.all,
		}
		for i := range each.groups {
			row.Counted.Hits += each.groups[i].nPos
			row.Counted.Of += each.groups[i].nPos + each.groups[i].nNeg
		}
		gap := math.Abs(row.Forecast - row.Rate)
		c.Error += float64(each.all / all * gap)
		c.Worst = max(c.Worst, gap)
		said += float64(each.all * each.mean)
		c.Bins = append(c.Bins, row)
	}
	c.Bias = (said - b.pos) / all
	return c, true, nil
}
