package survey_test

import (
	"fmt"

	"github.com/rapport-go/rapport/loyalty/survey"
)

// One promoter scores 100, and that says next to nothing: the interval does not even contain the score.
func ExampleNPS() {
	var nps survey.NPS
	if err := nps.Add(9, 1); err != nil {
		panic(err)
	}
	score, _, err := nps.Score(0.95)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.0f, from %.1f to %.1f around %.0f\n", score.Value, score.Low, score.High, score.Centre)
	// Output: 100, from -48.5 to 98.5 around 25
}

// Two branches count apart and are read together.
func ExampleCSAT() {
	var north, south survey.CSAT
	for answer, times := range map[int]int64{5: 40, 4: 31, 3: 12, 2: 4, 1: 3} {
		if err := north.Add(answer, times); err != nil {
			panic(err)
		}
	}
	if err := south.Add(4, 10); err != nil {
		panic(err)
	}
	if err := north.Merge(south); err != nil {
		panic(err)
	}
	share, _, err := north.Satisfied(0.90)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.0f %% of %d are satisfied, %.0f to %.0f %%\n", 100*share.Value, share.Answers, 100*share.Low, 100*share.High)
	// Output: 81 % of 100 are satisfied, 74 to 87 %
}

// Effort is low or high in the first version, ease in the second; Perceived is the same way round in both.
func ExampleCES1() {
	var effort survey.CES1
	var ease survey.CES
	if err := effort.Add(1, 8); err != nil { // very low effort
		panic(err)
	}
	if err := ease.Add(7, 8); err != nil { // strongly agree that it was easy
		panic(err)
	}
	first, _, err := effort.Perceived(0.90)
	if err != nil {
		panic(err)
	}
	second, _, err := ease.Perceived(0.90)
	if err != nil {
		panic(err)
	}
	fmt.Println(first.Value, second.Value)
	// Output: 1 1
}

// Three customers find reliability short of what they expect and everything else as expected.
func ExampleSERVQUAL() {
	var service survey.SERVQUAL
	for _, reliability := range []int{4, 5, 3} {
		var sheet survey.Sheet
		for i := range survey.Items {
			sheet.Expected[i], sheet.Perceived[i] = 6, 6
		}
		for i, end := survey.Reliability.Items(); i < end; i++ {
			sheet.Perceived[i] = reliability
		}
		if err := service.Add(sheet); err != nil {
			panic(err)
		}
	}
	for _, d := range survey.Dimensions() {
		gap, _, err := service.Gap(d, 0.90)
		if err != nil {
			panic(err)
		}
		fmt.Printf("%-14s %+.1f (%.2f to %.2f)\n", d, gap.Value, gap.Low, gap.High)
	}
	for _, weights := range []survey.Weights{{}, survey.ClassicWeights()} {
		score, _, err := service.Score(weights, 0.90)
		if err != nil {
			panic(err)
		}
		fmt.Printf("score %.3f\n", score.Value)
	}
	// Output:
	// tangibles      +0.0 (0.00 to 0.00)
	// reliability    -2.0 (-3.69 to -0.31)
	// responsiveness +0.0 (0.00 to 0.00)
	// assurance      +0.0 (0.00 to 0.00)
	// empathy        +0.0 (0.00 to 0.00)
	// score 0.467
	// score 0.447
}

// The house finds 97 % of its deliveries without a fault. Its customers see it otherwise, and theirs is the score.
func ExampleCompareQuality() {
	var csat survey.CSAT
	for answer, times := range map[int]int64{5: 20, 4: 35, 3: 30, 2: 10, 1: 5} {
		if err := csat.Add(answer, times); err != nil {
			panic(err)
		}
	}
	perceived, _, err := csat.Perceived(0.90)
	if err != nil {
		panic(err)
	}
	quality, err := survey.CompareQuality(perceived, 0.97)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%d points; the house thinks itself better by %.2f, %.2f to %.2f\n", quality.Points, quality.Gap.Value, quality.Gap.Low, quality.Gap.High)
	// Output: 6375 points; the house thinks itself better by 0.33, 0.29 to 0.38
}
