package survey_test

import (
	"fmt"
	"testing"

	"github.com/rapport-go/rapport/loyalty/survey"
)

// The numbers of this file were computed with mpmath at 60 digits from the definitions.

func TestGoldenNPS(t *testing.T) {
	for _, c := range []struct {
		counts                          []int64
		level, value, centre, low, high float64
	}{
		{[]int64{0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0}, 0.9, 100.0, 25.0, -36.682011010680230844, 86.682011010680230844},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0}, 0.95, 100.0, 25.0, -48.498649420252019585, 98.498649420252019585},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0}, 0.99, 100.0, 25.0, -71.59359888308376702, 100.0},
		{[]int64{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0.9, -100.0, -25.0, -86.682011010680230844, 36.682011010680230844},
		{[]int64{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0.95, -100.0, -25.0, -98.498649420252019585, 48.498649420252019585},
		{[]int64{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0.99, -100.0, -25.0, -100.0, 71.59359888308376702},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0}, 0.9, 0.0, 0.0, -50.363151094966759324, 50.363151094966759324},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0}, 0.95, 0.0, 0.0, -60.011395954441367167, 60.011395954441367167},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0}, 0.99, 0.0, 0.0, -78.868343227542111904, 78.868343227542111904},
		{[]int64{0, 0, 0, 0, 0, 1, 0, 2, 3, 4, 8}, 0.9, 61.111111111111111111, 52.380952380952380952, 29.227468453585206924, 75.534436308319554981},
		{[]int64{0, 0, 0, 0, 0, 1, 0, 2, 3, 4, 8}, 0.95, 61.111111111111111111, 52.380952380952380952, 24.79187462308968611, 79.970030138815075794},
		{[]int64{0, 0, 0, 0, 0, 1, 0, 2, 3, 4, 8}, 0.99, 61.111111111111111111, 52.380952380952380952, 16.122758094148308891, 88.639146667756453014},
		{[]int64{3, 0, 1, 0, 2, 9, 4, 20, 31, 50, 40}, 0.9, 44.375, 43.558282208588957055, 34.55658896340707056, 52.55997545377084355},
		{[]int64{3, 0, 1, 0, 2, 9, 4, 20, 31, 50, 40}, 0.95, 44.375, 43.558282208588957055, 32.832103130190943832, 54.284461286986970278},
		{[]int64{3, 0, 1, 0, 2, 9, 4, 20, 31, 50, 40}, 0.99, 44.375, 43.558282208588957055, 29.461693392068222366, 57.654871025109691744},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 400}, 0.9, 100.0, 99.255583126550868486, 98.391912537205502051, 100.0},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 400}, 0.95, 100.0, 99.255583126550868486, 98.226456144133154785, 100.0},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 400}, 0.99, 100.0, 99.255583126550868486, 97.90308100952524409, 100.0},
		{[]int64{100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 50000000000, 50000000000}, 0.9, -60.0, -59.99999999982, -60.000109107066313058, -59.999890892573686942},
		{[]int64{100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 50000000000, 50000000000}, 0.95, -60.0, -59.99999999982, -60.000130009122786577, -59.999869990517213423},
		{[]int64{100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 100000000000, 50000000000, 50000000000}, 0.99, -60.0, -59.99999999982, -60.000170861006477472, -59.999829138633522528},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000000000000}, 0.9, 100.0, 99.9999999997, 99.999999999351073854, 100.0},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000000000000}, 0.95, 100.0, 99.9999999997, 99.999999999284228853, 100.0},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000000000000}, 0.99, 100.0, 99.9999999997, 99.99999999915358409, 100.0},
	} {
		got, ok, err := nps(t, c.counts...).Score(c.level)
		if !ok || err != nil {
			t.Fatal(ok, err)
		}
		what := fmt.Sprint(c.counts, " at ", c.level)
		near(t, what, got.Value, c.value)
		near(t, what+", centre", got.Centre, c.centre)
		near(t, what+", low", got.Low, c.low)
		near(t, what+", high", got.High, c.high)
	}
}

// TestGoldenClasses: where the classes begin, from Reichheld (2003).
func TestGoldenClasses(t *testing.T) {
	want := []survey.Class{1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3}
	var all survey.NPS
	for answer, class := range want {
		if got, err := survey.ClassOf(answer); err != nil || got != class {
			t.Errorf("%d is %v, %v, want %v", answer, got, err, class)
		}
		if err := all.Add(answer, int64(answer)+1); err != nil {
			t.Fatal(err)
		}
	}
	if d, p, q := all.Class(survey.Detractor), all.Class(survey.Passive), all.Class(survey.Promoter); d != 28 || p != 17 || q != 21 {
		t.Errorf("%d detractors, %d passives, %d promoters", d, p, q)
	}
	if s, _, _ := all.Score(0.9); s.Detractors != 28 || s.Passives != 17 || s.Promoters != 21 || s.Answers != 66 {
		t.Errorf("%+v", s)
	}
	if n := all.Class(0) + all.Class(4); n != 0 {
		t.Errorf("%d of no class", n)
	}
}

// TestGoldenShares holds the shares against Wilson's interval; the first four of 95 % are those of Newcombe (1998), Statistics
// in Medicine 17, table I: 0.2553 to 0.3662, 0.0624 to 0.1605, 0 to 0.1611, 0.0061 to 0.1718.
func TestGoldenShares(t *testing.T) {
	for _, c := range []struct {
		hits, n int64
		level   float64
		want    [3]float64
	}{
		{81, 263, 0.9, [3]float64{0.30798479087452471483, 0.26331361718848137884, 0.356566349608488168}},
		{81, 263, 0.95, [3]float64{0.30798479087452471483, 0.25528851987827423534, 0.36620957698280005847}},
		{15, 148, 0.9, [3]float64{0.10135135135135135135, 0.067443262246871440916, 0.14957293174640030135}},
		{15, 148, 0.95, [3]float64{0.10135135135135135135, 0.06238639953073628564, 0.16048724172330802545}},
		{0, 20, 0.9, [3]float64{0.0, 0.0, 0.11915783736096455934}},
		{0, 20, 0.95, [3]float64{0.0, 0.0, 0.16112515805281933475}},
		{1, 29, 0.9, [3]float64{0.034482758620689655172, 0.0077308079727380109632, 0.14068309513251213443}},
		{1, 29, 0.95, [3]float64{0.034482758620689655172, 0.0061132142927626621798, 0.17175521879320284236}},
		{7, 10, 0.9, [3]float64{0.7, 0.44169979586983499079, 0.87312341609680216397}},
		{7, 10, 0.95, [3]float64{0.7, 0.39677814746114537186, 0.89220873259369895815}},
		{20, 20, 0.9, [3]float64{1.0, 0.88084216263903544066, 1.0}},
		{20, 20, 0.95, [3]float64{1.0, 0.83887484194718066525, 1.0}},
		{600000000000, 1000000000000, 0.9, [3]float64{0.6, 0.59999919418931192723, 0.60000080581014696408}},
		{600000000000, 1000000000000, 0.95, [3]float64{0.6, 0.59999903981728058482, 0.60000096018195112341}},
	} {
		what := fmt.Sprintf("%d of %d at %v", c.hits, c.n, c.level)
		for _, q := range questions()[1:] {
			// All of the hits at one place, then the others at every place in turn.
			for hit := q.low; hit <= q.high; hit++ {
				for miss := q.low; miss <= q.high; miss++ {
					if !q.hits(hit) || q.hits(miss) {
						continue
					}
					tally := q.new()
					if err := tally.Add(hit, c.hits); err != nil {
						t.Fatal(err)
					}
					if err := tally.Add(miss, c.n-c.hits); err != nil {
						t.Fatal(err)
					}
					got, ok, err := q.share(tally, c.level)
					nearEstimate(t, q.name+" "+what, got, ok, err, c.want)
					if got.Answers != c.n {
						t.Errorf("%s %s: %d answers", q.name, what, got.Answers)
					}
				}
			}
		}
	}
}

func TestGoldenMean(t *testing.T) {
	for _, c := range []struct {
		counts []int64
		level  float64
		want   [3]float64
	}{
		{[]int64{1, 0, 0, 0, 0, 0, 1}, 0.9, [3]float64{4.0, 1.0, 7.0}},
		{[]int64{1, 0, 0, 0, 0, 0, 1}, 0.95, [3]float64{4.0, 1.0, 7.0}},
		{[]int64{0, 0, 1, 0, 2, 3, 4}, 0.9, [3]float64{5.9, 5.1541335012536976416, 6.6458664987463023584}},
		{[]int64{0, 0, 1, 0, 2, 3, 4}, 0.95, [3]float64{5.9, 4.9795617593591116756, 6.8204382406408883244}},
		{[]int64{2, 1, 3, 8, 20, 31, 35}, 0.9, [3]float64{5.76, 5.539724221210687487, 5.980275778789312513}},
		{[]int64{2, 1, 3, 8, 20, 31, 35}, 0.95, [3]float64{5.76, 5.4967638747570027522, 6.0232361252429972478}},
		{[]int64{0, 0, 0, 0, 0, 1, 9}, 0.9, [3]float64{6.9, 6.7166887067343762692, 7.0}},
		{[]int64{0, 0, 0, 0, 0, 1, 9}, 0.95, [3]float64{6.9, 6.6737842837201795001, 7.0}},
		{[]int64{1000000000, 0, 0, 0, 0, 0, 1000000007}, 0.9, [3]float64{4.0000000104999999633, 3.9998896703644273475, 4.000110350635572579}},
		{[]int64{1000000000, 0, 0, 0, 0, 0, 1000000007}, 0.95, [3]float64{4.0000000104999999633, 3.9998685321190311252, 4.0001314888809688013}},
	} {
		ces := questions()[2].of(t, c.counts)
		got, ok, err := ces.Mean(c.level)
		nearEstimate(t, fmt.Sprint(c.counts, " at ", c.level), got, ok, err, c.want)
		mapped, ok, err := ces.Perceived(c.level)
		for i := range c.want {
			c.want[i] = (c.want[i] - 1) / 6
		}
		nearEstimate(t, fmt.Sprint(c.counts, " perceived at ", c.level), mapped, ok, err, c.want)
	}
}

// TestGoldenReversed: three of effort 1 and one of effort 4, by hand: mean 7/4, s² = 9/4, and Student's quantile of 90 % with
// three degrees of freedom 2.3533634348018241 (Abramowitz & Stegun, table 26.10: 2.353). The lower end is cut at 1.
func TestGoldenReversed(t *testing.T) {
	effort := questions()[3].of(t, []int64{3, 0, 0, 1, 0})
	high := 1.75 + 2.3533634348018241*0.75
	got, ok, err := effort.Mean(0.9)
	nearEstimate(t, "mean effort", got, ok, err, [3]float64{1.75, 1, high})
	got, ok, err = effort.Perceived(0.9)
	nearEstimate(t, "ease", got, ok, err, [3]float64{3.25 / 4, (5 - high) / 4, 1})
}

func sheets() []survey.Sheet {
	return []survey.Sheet{
		{Expected: [survey.Items]int{7, 6, 7, 6, 7, 7, 7, 7, 5, 6, 5, 7, 5, 5, 5, 6, 6, 5, 6, 7, 5, 7}, Perceived: [survey.Items]int{5, 3, 5, 6, 6, 5, 7, 5, 2, 4, 6, 7, 5, 3, 3, 3, 3, 3, 4, 5, 3, 6}},
		{Expected: [survey.Items]int{6, 5, 7, 7, 7, 5, 5, 7, 5, 6, 6, 5, 6, 6, 5, 5, 6, 5, 6, 6, 7, 7}, Perceived: [survey.Items]int{3, 6, 6, 4, 6, 4, 4, 7, 4, 4, 6, 5, 4, 3, 4, 2, 5, 5, 3, 7, 7, 6}},
		{Expected: [survey.Items]int{6, 7, 5, 6, 5, 7, 5, 7, 5, 5, 5, 6, 6, 7, 6, 7, 6, 6, 5, 7, 7, 6}, Perceived: [survey.Items]int{5, 4, 5, 3, 3, 6, 6, 7, 4, 3, 4, 5, 7, 4, 5, 6, 5, 4, 2, 5, 6, 6}},
		{Expected: [survey.Items]int{5, 7, 5, 5, 7, 7, 6, 5, 5, 7, 7, 6, 6, 6, 7, 6, 5, 5, 7, 5, 6, 6}, Perceived: [survey.Items]int{3, 5, 6, 3, 7, 4, 4, 5, 4, 5, 4, 6, 5, 4, 7, 7, 3, 6, 7, 5, 5, 6}},
		{Expected: [survey.Items]int{6, 6, 6, 6, 5, 5, 6, 7, 5, 7, 6, 6, 5, 5, 6, 6, 7, 7, 7, 6, 5, 6}, Perceived: [survey.Items]int{7, 3, 5, 5, 6, 4, 6, 6, 4, 6, 4, 7, 2, 5, 7, 5, 6, 6, 7, 5, 6, 5}},
		{Expected: [survey.Items]int{6, 6, 7, 6, 7, 6, 6, 5, 7, 6, 6, 6, 7, 5, 7, 5, 5, 6, 6, 6, 7, 5}, Perceived: [survey.Items]int{6, 4, 7, 7, 7, 6, 5, 6, 7, 5, 3, 4, 5, 6, 7, 6, 3, 4, 4, 3, 7, 3}},
	}
}

func TestGoldenSERVQUAL(t *testing.T) {
	all := gathered(t, sheets())
	for name, c := range map[string]struct {
		read func(survey.Dimension, float64) (survey.Estimate, bool, error)
		want [5][3]float64
	}{
		"expected": {all.Expected, [5][3]float64{
			{6.0833333333333333333, 5.8023482624166243375, 6.3643184042500423292},
			{6.0, 5.7056833470563762937, 6.2943166529436237063},
			{5.9583333333333333333, 5.6556099903086448734, 6.2610566763580217933},
			{5.8333333333333333333, 5.4974919377778292647, 6.169174728888837402},
			{6.0666666666666666667, 5.9323301084444650392, 6.2010032248888682941},
		}},
		"perceived": {all.Perceived, [5][3]float64{
			{4.8333333333333333333, 4.3023214620708620553, 5.3643452045958046114},
			{5.2333333333333333333, 4.8247646419317166932, 5.6419020247349499734},
			{4.8333333333333333333, 4.4974919377778292647, 5.169174728888837402},
			{4.6666666666666666667, 3.7317237897981484332, 5.6016095435351849002},
			{5.0333333333333333333, 4.3883779351324580466, 5.67828873153420862},
		}},
		"gap": {all.Gap, [5][3]float64{
			{-1.25, -1.718976986417141442, -0.781023013582858558},
			{-0.76666666666666666667, -1.2368446204443723628, -0.29648871288896097056},
			{-1.125, -1.6245464368486468971, -0.62545356315135310293},
			{-1.1666666666666666667, -1.9858718825091793909, -0.3474614508241539424},
			{-1.0333333333333333333, -1.6866290184510614648, -0.38003764821560520186},
		}},
	} {
		for i, d := range survey.Dimensions() {
			got, ok, err := c.read(d, 0.9)
			nearEstimate(t, name+" "+d.String(), got, ok, err, c.want[i])
			if got.Answers != 6 {
				t.Errorf("%s %v: %d answers", name, d, got.Answers)
			}
		}
	}
	for _, c := range []struct {
		name    string
		weights survey.Weights
		gap     [3]float64
		is      [3]float64
	}{
		{"equal", survey.Weights{}, [3]float64{-1.0683333333333333333, -1.6505737889340803115, -0.48609287773258635515}, [3]float64{4.92, 4.3489359533422028986, 5.4910640466577971014}},
		{"classic", survey.ClassicWeights(), [3]float64{-1.0173333333333333333, -1.5894542637837009507, -0.44521240288296571596}, [3]float64{4.9616666666666666667, 4.4177962622399080959, 5.5055370710934252374}},
	} {
		got, ok, err := all.Index(c.weights, 0.9)
		nearEstimate(t, c.name+" index", got, ok, err, c.gap)
		got, ok, err = all.Performance(c.weights, 0.9)
		nearEstimate(t, c.name+" performance", got, ok, err, c.is)
		for i := range c.gap {
			c.gap[i], c.is[i] = (c.gap[i]+6)/12, (c.is[i]-1)/6
		}
		got, ok, err = all.Score(c.weights, 0.9)
		nearEstimate(t, c.name+" score", got, ok, err, c.gap)
		got, ok, err = all.PerformanceScore(c.weights, 0.9)
		nearEstimate(t, c.name+" performance score", got, ok, err, c.is)
	}
}

// TestGoldenQuality: eight of ten deliveries without a fault by the house's books, and ten ratings, by hand.
func TestGoldenQuality(t *testing.T) {
	csat := questions()[1].of(t, []int64{1, 1, 2, 4, 2}).(*survey.CSAT)
	perceived, ok, err := csat.Perceived(0.9)
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	// Mean 3.5 and Σ(x − mean)² = 14.5; Student's quantile with nine degrees of freedom is 1.8331129326536335 (table 26.10: 1.833).
	half := 1.8331129326536335 * 0.40138648595974317 / 4 // √(14.5/90) = 0.40138648595974317
	got, err := survey.CompareQuality(perceived, 0.8)
	if err != nil || got.Points != 6250 || got.Internal != 0.8 || got.Perceived != perceived || got.Gap.Answers != 10 {
		t.Errorf("%+v, %v", got, err)
	}
	nearEstimate(t, "gap", got.Gap, true, err, [3]float64{0.175, 0.175 - half, 0.175 + half})
}
