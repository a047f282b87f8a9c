package loyalty_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

// ratings are the 109 images of Hanley and McNeil (1982), table I: how sure a reader was, 1 to 5, of 58 that were normal and 51
// that were not.
func ratings() (all []loyalty.Forecast) {
	normal, abnormal := [5]float64{33, 6, 6, 11, 2}, [5]float64{3, 2, 2, 11, 33}
	for i := range normal {
		score := float64(i+1) / 5
		all = append(all, loyalty.Forecast{Score: score, Weight: normal[i]}, loyalty.Forecast{Score: score, Happened: true, Weight: abnormal[i]})
	}
	return all
}

// TestGoldenAUC: Hanley and McNeil print an area of 0.893. More digits, DeLong's standard error by its definition, and the roots
// of Newcombe's equation are by mpmath 1.3 with 40 digits.
func TestGoldenAUC(t *testing.T) {
	b := tested(t, ratings())
	for level, want := range map[float64]loyalty.Interval{
		0.95: {Low: 0.8116884072884324952766691, High: 0.9400061826404603284570810},
		0.90: {Low: 0.8274229946706445824523520, High: 0.9343054643016571912474705},
		// Where (1 + level)/2 has lost digits, and where it rounds to 1.
		1 - 1e-15:            {Low: 0.4491409908212490323507187, High: 0.9858645469362011427718516},
		math.Nextafter(1, 0): {Low: 0.4361406565726152380132651, High: 0.9865539398304902186994219},
	} {
		area, ok, err := b.AUC(level)
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		if math.Abs(area.Value-0.893) > 0.0005 || off(area.Value, 2642.0/2958, 0) > 1e-14 {
			t.Errorf("area %.17g", area.Value)
		}
		if off(area.Interval.Low, want.Low, 0) > 1e-13 || off(area.Interval.High, want.High, 0) > 1e-13 {
			t.Errorf("interval of %v: %.16g to %.16g", level, area.Interval.Low, area.Interval.High)
		}
	}
	if se, ok := b.AUCDeviation(); !ok || off(se, 0.03072440837938111733430797, 0) > 1e-13 {
		t.Errorf("deviation %.17g, %v", se, ok)
	}
	// The example of Parker and Vannest (2009), before and after, at a twelfth of its values.
	var phases []loyalty.Forecast
	for _, v := range []float64{4, 3, 4, 3, 4, 7, 5, 2, 3, 2} {
		phases = append(phases, loyalty.Forecast{Score: v / 12, Weight: 1})
	}
	for _, v := range []float64{5, 9, 7, 9, 7, 5, 9, 11, 11, 10, 9} {
		phases = append(phases, loyalty.Forecast{Score: v / 12, Happened: true, Weight: 1})
	}
	area, _, _ := tested(t, phases).AUC(0.95)
	if off(area.Value, 106.0/110, 0) > 1e-14 || off(area.Interval.Low, 0.7499720066289688304979842, 0) > 1e-13 ||
		off(area.Interval.High, 0.9950812863865411175278685, 0) > 1e-13 {
		t.Errorf("%+v", area)
	}
	// Perfect order of 5 and 4: the deviation says that it is sure, the interval does not.
	var perfect []loyalty.Forecast
	for i := range 9 {
		perfect = append(perfect, loyalty.Forecast{Score: float64(i) / 9, Happened: i >= 4, Weight: 1})
	}
	sure := tested(t, perfect)
	area, _, _ = sure.AUC(0.9)
	if se, _ := sure.AUCDeviation(); area.Value != 1 || area.Interval.High != 1 || off(area.Interval.Low, 0.694375881014178968251032, 0) > 1e-13 || se != 0 {
		t.Errorf("%+v, deviation %v", area, se)
	}
}

// byHand is small enough for fractions: 13 rows of four scores.
func byHand() []loyalty.Forecast {
	return []loyalty.Forecast{
		{0.1, false, 1}, {0.1, true, 2}, {0.4, false, 3}, {0.4, true, 1}, {0.8, true, 4}, {0.8, false, 1}, {1, true, 1},
	}
}

// TestGoldenBrier: by fractions of 40 digits in mpmath, Score = 3.27/13 and Uncertainty = 8·5/13².
func TestGoldenBrier(t *testing.T) {
	b := tested(t, byHand())
	r, _, err := b.Brier(loyalty.BinOptions{Kind: loyalty.BinEachScore})
	want := loyalty.Brier{
		Score: 3.27 / 13, Reliability: 0.081025641025641025641, Resolution: 0.066173570019723865878, Uncertainty: 40.0 / 169,
	}
	if err != nil || off(r.Score, want.Score, 0) > 1e-14 || off(r.Reliability, want.Reliability, 0) > 1e-14 ||
		off(r.Resolution, want.Resolution, 0) > 1e-13 || off(r.Uncertainty, want.Uncertainty, 0) > 1e-14 {
		t.Errorf("%+v, want %+v", r, want)
	}
	if skill, ok := r.Skill(); !ok || off(skill, 1-3.27*13/40, 0) > 1e-13 {
		t.Errorf("skill %v", skill)
	}
}

// TestGoldenLogLossAndCalibration: of the same rows by mpmath with 20 digits.
func TestGoldenLogLossAndCalibration(t *testing.T) {
	b := tested(t, byHand())
	loss, _, err := b.LogLoss(0)
	if err != nil || off(loss.Value, 0.74317772480838339859, 0) > 1e-14 || loss.Floor != 1e-15 || loss.Floored != 0 {
		t.Errorf("%+v, %v", loss, err)
	}
	for _, o := range []loyalty.BinOptions{{}, {Kind: loyalty.BinEachScore}} {
		c, _, err := b.Calibration(o)
		if err != nil || off(c.Error, 0.17692307692307692308, 0) > 1e-14 || len(c.Bins) != 4 || off(c.Worst, 2.0/3-0.1, 0) > 1e-14 ||
			off(c.Bias, 6.9/13-8.0/13, 0) > 1e-13 {
			t.Errorf("%+v: %+v, %v", o, c, err)
		}
	}
}

// TestGoldenLiftAndErrors: the CT ratings by hand. Half of the 109 is 54.5, the upper three ratings weigh 35, 22 and 8: 33 + 11·19.5/22
// of 51 are above the middle. From rating 4 on 13 of 58 are falsely expected and 7 of 51 missed.
func TestGoldenLiftAndErrors(t *testing.T) {
	b := tested(t, ratings())
	rows, _, err := b.Lift(2)
	if err != nil || off(rows[0].Gain, 42.75/51, 0) > 1e-14 || off(rows[0].Lift, 85.5/51, 0) > 1e-14 || off(rows[1].Lift, 16.5/51, 0) > 1e-13 ||
		off(rows[0].Rate, 42.75/54.5, 0) > 1e-14 {
		t.Errorf("%+v, %v", rows, err)
	}
	at, err := b.ErrorRates([]float64{0.8})
	if err != nil {
		t.Fatal(err)
	}
	fpr, _ := at[0].FalsePositiveRate()
	fnr, _ := at[0].FalseNegativeRate()
	precision, _ := at[0].Precision()
	if off(fpr, 13.0/58, 0) > 1e-14 || off(fnr, 7.0/51, 0) > 1e-14 || off(precision, 44.0/57, 0) > 1e-14 {
		t.Errorf("%+v: %v, %v, %v", at, fpr, fnr, precision)
	}
}

// TestGoldenKnownTruth: scores that are the true chances. With chances spread evenly the AUC is 5/6, the Brier score 1/6, the log
// loss ½; with Beta(½, ½), whose quantile is sin²(πu/2), they are ½ + 4/π², 1/8 and 2·ln 2 − 1. Each chance stands for itself by
// two weights, so that there is no noise: the calibration error is 0.
func TestGoldenKnownTruth(t *testing.T) {
	const n = 20000
	for name, c := range map[string]struct {
		quantile          func(u float64) float64
		area, brier, loss float64
	}{
		"even":    {func(u float64) float64 { return u }, 5.0 / 6, 1.0 / 6, 0.5},
		"arcsine": {func(u float64) float64 { s := math.Sin(math.Pi * u / 2); return s * s }, 0.5 + 4/(math.Pi*math.Pi), 0.125, 2*math.Ln2 - 1},
	} {
		var all []loyalty.Forecast
		for i := range n {
			p := c.quantile((float64(i) + 0.5) / n)
			all = append(all, loyalty.Forecast{Score: p, Happened: true, Weight: p}, loyalty.Forecast{Score: p, Weight: 1 - p})
		}
		b := tested(t, all)
		area, _, _ := b.AUC(0.9)
		brier, _, _ := b.Brier(loyalty.BinOptions{Kind: loyalty.BinEqualMass})
		loss, _, _ := b.LogLoss(0)
		cal, _, _ := b.Calibration(loyalty.BinOptions{})
		if math.Abs(area.Value-c.area) > 1e-6 || math.Abs(brier.Score-c.brier) > 1e-6 || math.Abs(loss.Value-c.loss) > 1e-6 ||
			cal.Worst > 1e-9 || brier.Reliability > 1e-12 {
			t.Errorf("%s: %v, %+v, %+v, %v", name, area, brier, loss, cal.Worst)
		}
	}
}

// TestSimulatedTruth: outcomes drawn at those chances. All readings are within five standard errors of the truth, and a score that
// says too much is found out.
func TestSimulatedTruth(t *testing.T) {
	const n = 200000
	r := rand.New(rand.NewPCG(1, 2))
	all, bold := make([]loyalty.Forecast, n), make([]loyalty.Forecast, n)
	for i := range all {
		p := r.Float64()
		all[i] = loyalty.Forecast{Score: p, Happened: r.Float64() < p, Weight: 1}
		bold[i] = all[i]
		bold[i].Score = p * p / (p*p + (1-p)*(1-p))
	}
	honest, boastful := tested(t, all), tested(t, bold)
	area, _, _ := honest.AUC(0.9)
	se, _ := honest.AUCDeviation()
	brier, _, _ := honest.Brier(loyalty.BinOptions{})
	cal, _, _ := honest.Calibration(loyalty.BinOptions{})
	if math.Abs(area.Value-5.0/6) > 5*se || se > 0.002 || math.Abs(brier.Score-1.0/6) > 5*0.17/math.Sqrt(n) || cal.Error > 0.01 || brier.Reliability > 1e-4 {
		t.Errorf("%+v ± %v, %+v, %v", area, se, brier, cal.Error)
	}
	same, _, _ := boastful.AUC(0.9)
	worse, _, _ := boastful.Brier(loyalty.BinOptions{})
	off, _, _ := boastful.Calibration(loyalty.BinOptions{})
	if math.Abs(same.Value-area.Value) > 1e-6 || worse.Score < brier.Score+0.005 || off.Error < 0.05 || worse.Reliability < 0.005 {
		t.Errorf("%+v, %+v, %v", same, worse, off.Error)
	}
}

// TestIntervalOfAUCCovers: of 2000 samples of 20 and 30 from two normal curves a distance of 1.5 apart, whose area is Φ(1.5/√2), about
// nine in ten have it in their interval of 0.9.
func TestIntervalOfAUCCovers(t *testing.T) {
	const samples = 2000
	truth := 0.5 * math.Erfc(-1.5/2)
	r := rand.New(rand.NewPCG(3, 4))
	held := 0
	for range samples {
		var all []loyalty.Forecast
		for i := range 50 {
			x := r.NormFloat64()
			if i < 20 {
				x += 1.5
			}
			all = append(all, loyalty.Forecast{Score: 1 / (1 + math.Exp(-x)), Happened: i < 20, Weight: 1})
		}
		if area, _, _ := tested(t, all).AUC(0.9); area.Interval.Low <= truth && truth <= area.Interval.High {
			held++
		}
	}
	t.Logf("%d of %d", held, samples)
	if held < samples*87/100 || held > samples*93/100 {
		t.Errorf("%d of %d hold %v", held, samples, truth)
	}
}
