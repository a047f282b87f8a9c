package loyalty_test

import (
	"math"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"pgregory.net/rapid"
)

// TestAUCIsThatOfAllPairs: the area by its definition, pair by pair, and its standard error by DeLong's.
func TestAUCIsThatOfAllPairs(t *testing.T) {
	wins := func(a, b float64) float64 {
		switch {
		case a > b:
			return 1
		case a == b:
			return 0.5
		}
		return 0
	}
	rapid.Check(t, func(t *rapid.T) {
		all := genForecasts().Draw(t, "forecasts")
		b := tested(t, all)
		var pos, neg []loyalty.Forecast
		wPos, wNeg := 0.0, 0.0
		for _, f := range all {
			if f.Happened {
				pos, wPos = append(pos, f), wPos+f.Weight
			} else {
				neg, wNeg = append(neg, f), wNeg+f.Weight
			}
		}
		if len(pos) == 0 || len(neg) == 0 {
			return
		}
		share := func(of loyalty.Forecast, others []loyalty.Forecast, all float64) (v float64) {
			for _, o := range others {
				v += o.Weight * wins(of.Score, o.Score) / all
			}
			return v
		}
		want := 0.0
		for _, f := range pos {
			want += f.Weight * share(f, neg, wNeg) / wPos
		}
		if got, _, _ := b.AUC(0.9); math.Abs(got.Value-want) > 1e-12 {
			t.Fatalf("%v, by pairs %v", got.Value, want)
		}
		got, ok := b.AUCDeviation()
		if ok != (wPos > 1 && wNeg > 1) && math.Abs(wPos-1) > 1e-9 && math.Abs(wNeg-1) > 1e-9 {
			t.Fatalf("weights %v and %v: %v", wPos, wNeg, ok)
		}
		if !ok || wPos < 1.001 || wNeg < 1.001 {
			return
		}
		varPos, varNeg := 0.0, 0.0
		for _, f := range pos {
			varPos += f.Weight * math.Pow(share(f, neg, wNeg)-want, 2) / (wPos - 1)
		}
		for _, f := range neg {
			varNeg += f.Weight * math.Pow(1-share(f, pos, wPos)-want, 2) / (wNeg - 1)
		}
		if byHand := math.Sqrt(varPos/wPos + varNeg/wNeg); math.Abs(got-byHand) > 1e-9 {
			t.Fatalf("deviation %v, by definition %v", got, byHand)
		}
	})
}

// TestSumsAreThoseOfTheRows: Brier, log loss, calibration by width and error rates, row by row.
func TestSumsAreThoseOfTheRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := genForecasts().Draw(t, "forecasts")
		if len(all) == 0 {
			return
		}
		b := tested(t, all)
		const floor, bins = 1e-6, 7
		weight, brier, loss, floored := 0.0, 0.0, 0.0, 0
		type sums struct{ weight, said, happened float64 }
		var each [bins]sums
		for _, f := range all {
			outcome, p := 0.0, 1-f.Score
			if f.Happened {
				outcome, p = 1, f.Score
			}
			if p < floor {
				floored++
			}
			weight += f.Weight
			brier += f.Weight * (f.Score - outcome) * (f.Score - outcome)
			loss -= f.Weight * math.Log(max(p, floor))
			i := 0
			for i+1 < bins && f.Score >= float64(i+1)/bins {
				i++
			}
			each[i].weight, each[i].said, each[i].happened =
				each[i].weight+f.Weight, each[i].said+f.Weight*f.Score, each[i].happened+f.Weight*outcome
		}
		wrong := 0.0
		for _, s := range each {
			wrong += math.Abs(s.said-s.happened) / weight
		}
		gotBrier, _, _ := b.Brier(loyalty.BinOptions{})
		gotLoss, _, _ := b.LogLoss(floor)
		gotBins, _, _ := b.Calibration(loyalty.BinOptions{Count: bins})
		if math.Abs(gotBrier.Score-brier/weight) > 1e-12 || math.Abs(gotLoss.Value-loss/weight) > 1e-10 || gotLoss.Floored != floored ||
			math.Abs(gotBins.Error-wrong) > 1e-12 {
			t.Fatalf("Brier %v, want %v; loss %+v, want %v with %d; calibration %v, want %v",
				gotBrier.Score, brier/weight, gotLoss, loss/weight, floored, gotBins.Error, wrong)
		}
		edge := all[rapid.IntRange(0, len(all)-1).Draw(t, "edge")].Score
		var want loyalty.EdgeErrors
		for _, f := range all {
			switch {
			case f.Score >= edge && f.Happened:
				want.TruePositives += f.Weight
			case f.Score >= edge:
				want.FalsePositives += f.Weight
				want.FalselyExpected.Hits++
			case f.Happened:
				want.FalseNegatives += f.Weight
				want.Missed.Hits++
			default:
				want.TrueNegatives += f.Weight
			}
		}
		got := must(b.ErrorRates([]float64{edge}))[0]
		if off(got.TruePositives, want.TruePositives, 1e-9) > 1e-12 || off(got.FalsePositives, want.FalsePositives, 1e-9) > 1e-12 ||
			off(got.FalseNegatives, want.FalseNegatives, 1e-9) > 1e-12 || off(got.TrueNegatives, want.TrueNegatives, 1e-9) > 1e-12 ||
			got.FalselyExpected.Hits != want.FalselyExpected.Hits || got.Missed.Hits != want.Missed.Hits {
			t.Fatalf("%+v, want %+v", got, want)
		}
	})
}

// TestLiftIsThatOfTheSortedRows: with distinct scores and as many rows as parts divide, the parts are slices of the sorted list.
func TestLiftIsThatOfTheSortedRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SampledFrom([]int{2, 5, 10}).Draw(t, "parts")
		each := rapid.IntRange(1, 6).Draw(t, "rows in each")
		all := make([]loyalty.Forecast, parts*each)
		hits := 0
		for i := range all { // the highest first
			all[i] = loyalty.Forecast{Score: 1 - float64(i)/1000, Happened: rapid.Bool().Draw(t, "happened"), Weight: 1}
			if all[i].Happened {
				hits++
			}
		}
		if hits == 0 {
			return
		}
		rows, ok, err := tested(t, shuffled(all, 7)).Lift(parts)
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		seen := 0
		for i, chunk := range slices.Collect(slices.Chunk(all, each)) {
			in := 0
			for _, f := range chunk {
				if f.Happened {
					in++
				}
			}
			seen += in
			rate := float64(in) / float64(each)
			if math.Abs(rows[i].Rate-rate) > 1e-12 || math.Abs(rows[i].Gain-float64(seen)/float64(hits)) > 1e-12 ||
				math.Abs(rows[i].Lift-rate*float64(len(all))/float64(hits)) > 1e-9 {
				t.Fatalf("part %d: %+v, want a rate of %v and %d of %d", i+1, rows[i], rate, seen, hits)
			}
		}
	})
}
