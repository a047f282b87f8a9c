package segment_test

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/internal/witness"
	"github.com/rapport-go/rapport/relationship"
)

// promises are what the package promises, by requirement.
var promises = []witness.Promise{
	witness.Of("R60", "recency, frequency, value", []string{"RFMOf", "RFMsOf"}, "TestRFMOf", "TestRFMsOf"),
	witness.Of("R60", "scores by rank", []string{"Quantile", "Scorer"}, "TestTies", "TestScoresAreThoseOfTheDefinition"),
	witness.Of("R60", "nested scores", []string{"QuantileOptions"}, "TestNestedByHand", "TestNestedScoresAreThoseOfTheDefinition"),
	witness.Of("R60", "fixed thresholds", []string{"Fixed"}, "TestFixed", "TestFixed"),
	witness.Of("R60", "frozen scorers", []string{"Scorer"}, "TestStoredForms", "TestFrozenScorer"),
	witness.Of("R60", "scores of merged parts", []string{"Population"}, "TestMoreStoredForms", "TestMergedPopulationsScoreAsQuantile"),
	witness.Of("R60", "exact counts", []string{"Distribution", "ValueDistribution"}, "TestMoreStoredForms", "TestDistributionMerge"),
	witness.Of("R60", "a sketch of one's own", []string{"ScorerOf"}, "TestScorerOfASketch", "TestExactRankersScoreAsQuantile"),
	witness.Of("R60", "report", []string{"Report", "Spread.Empty"}, "TestReport", "TestReportIsWhatCountingGives"),
	witness.Of("R60", "grids that are partitions", []string{"CompileGrid"}, "TestGridsInCommonUse", "TestExhaustiveAndExclusive"),
	witness.Of("R60", "first match", []string{"CompileFirstMatch"}, "TestGridsInCommonUse", "TestFirstMatchDefinition"),
	witness.Of("R60", "the map of 25 cells", []string{"EngagementGrid"}, "TestEngagementGrid", "TestEngagementNeverCools"),
	witness.Of("R60", "the list of eleven", []string{"ClassicGrid"}, "TestClassicGrid", "TestColderSteps"),
	witness.Of("R60", "value tiers", []string{"ValueScale.Tier"}, "TestValueTiers", "TestValueTiers"),
	witness.Of("R60", "declared attributes", []string{"NewSchema", "Schema.Compile"}, "TestAttributes", "TestContradictions"),
	witness.Of("R60", "targets and the desired", []string{"CompileTargets", "Targets.Desired"}, "TestTargets", "TestTargetsAreTheDefinition"),
	witness.Of("R61", "profit by segment", []string{"RollUp"}, "TestRollUpOfAnInsurer", "TestRollUpPartsSumToTotal"),
	witness.Of("R62", "verdict", []string{"VerdictPolicy.Judge"}, "TestVerdictsOfAnInsurer", "TestVerdictDefinition"),
	witness.Of("R62", "cost per customer over time", []string{"NewCostSeries"}, "TestCostsOfAnInsurer", "TestCostTimelineDefinition"),
	witness.Of("R62", "who causes which costs", []string{"AttributeCosts"}, "TestAttributionByHand", "TestAttributionDefinition"),
	witness.Of("R63", "ABC", []string{"ABC"}, "TestABCByHand", "TestABCIsThatOfTheDefinition"),
	witness.Of("R63", "whale curve", []string{"Whale"}, "TestWhaleOfTheTold", "TestWhaleIsThatOfTheDefinition"),
	witness.Of("R63", "suppliers", []string{"NewKraljic"}, "TestKraljicByHand", "TestKraljicDefinition"),
	witness.Of("R63", "customers by profit and length", []string{"NewPortfolio"}, "TestPortfolio", "TestPortfolioExhaustiveAndExclusive"),
	witness.Of("R63", "any two readings", []string{"NewTwoByTwo"}, "TestTwoByTwo", "TestTwoByTwoExhaustiveAndExclusive"),
	witness.Of("R63", "whom to serve first", []string{"Priorities"}, "TestPrioritiesByHand", "TestPriorityDefinition"),
	witness.Of("R64", "lines that go together", []string{"Baskets"}, "TestAssociationOfTeaAndCoffee", "TestAssociationsAreThoseOfTheDefinition"),
	witness.Of("R64", "next-best line", []string{"Baskets.NextBest"}, "TestNextBest", "TestNextBestIsNeverHeldOrExcluded"),
	witness.Of("R64", "do suggestions help", []string{"HitRateOf"}, "TestHitRate", "TestHitRateIsThatOfTheDefinition"),
	witness.Of("R64", "breadth", []string{"Breadth"}, "TestBreadth", "TestBreadthIsThatOfTheDefinition"),
	witness.Of("R64", "sales before and after", []string{"SalesPairs"}, "TestSalesChangeGolden", "TestSalesChangeIsThatOfTheDefinition"),
	witness.Of("R64", "retention before and after", []string{"CompareRetention", "RetentionPairs"}, "TestRetentionGolden", "TestRetentionChangeTurns"),
	witness.Of("R65", "migration", []string{"Migrate"}, "TestMigrationOfSevenCustomers", "TestMigrationIsItsDefinition"),
	witness.Of("R65", "retention of a segment", []string{"Migration.Retention"}, "TestMigrationRetentionGolden", "TestMigrationRetentionIsOrdered"),
	witness.Of("R65", "cohorts", []string{"Cohorts", "CohortsOfOrders"}, "TestCohortsOfSummaries", "TestCohortOrdersAreSummaries"),
	witness.Of("R66", "scores of groups", []string{"Aggregate", "ScoreTally"}, "TestAggregate", "TestAggregateMergeIsCountingAll"),
	witness.Of("R66", "two groups compared", []string{"CompareScores"}, "TestCompareScores", "TestCompareScoresTurnsAround"),
	witness.Of("R67", "campaigns", []string{"Campaign"}, "TestCampaignSharesGolden", "TestCampaignEffectLaws"),
	witness.Of("R67", "no effect without control", []string{"Campaign"}, "TestCampaignWithoutControl", "TestCampaignEffectLaws"),
	witness.Of("R67", "change against a control group", []string{"DifferenceInDifferences"}, "TestDifferenceInDifferencesTakesOffWhatChangedForAll", "TestDifferenceInDifferencesLaws"),
	witness.Of("R68", "what drives revenue", []string{"Drivers"}, "TestDriversByHand", "TestDriversIdentity"),
}

// laws are what must hold of scores, grids and movement, and the tests that hold it.
var laws = map[string][]string{
	"permutation":              {"TestPermutation", "TestNestedPermutation"},
	"equal value":              {"TestEqualValuesEqualScores", "TestNestedEqualValuesEqualScores", "TestEqualPartsAreArbitrary"},
	"monotone":                 {"TestMonotone", "TestNestedMonotone", "TestEngagementNeverCools"},
	"scale and rank":           {"TestRankInvariance", "TestNestedRankInvariance", "TestAddingOneDependsOnTheUnit"},
	"replication":              {"TestReplication", "TestNestedReplication"},
	"exhaustive, exclusive":    {"TestExhaustiveAndExclusive", "TestGapsAndOverlaps"},
	"orientation":              {"TestOrientation", "TestNestedOrientation"},
	"merge = batch, counts":    {"TestDistributionMerge", "TestMergedPopulationsScoreAsQuantile", "TestBasketsMergeIsCountingAll"},
	"merge = batch, sums":      {"TestRollUpMergeIsOnePass", "TestCohortMergeIsBatch", "TestMigrationMergeIsBatch", "TestValueDistributionMerge"},
	"frozen":                   {"TestFrozenScorer", "TestNestedFrozenScorer"},
	"bounds":                   {"TestBounds", "TestNestedBounds", "TestRFMRejects"},
	"ABC brings its cuts":      {"TestABCBringsItsCuts", "TestABCClassesAreNested", "TestABCOfNoValueChangesNoOther"},
	"whale":                    {"TestWhaleStartsAtZeroAndEndsAtTheTotal", "TestWhaleIsConcave", "TestWhalePeaksAtTheWholeOrAbove", "TestWhaleOfEqualsIsTheStraightLine"},
	"migration":                {"TestMigrationRowsAndColumns", "TestMigrationIdentity", "TestMigrationComposes"},
	"parts are the whole":      {"TestRollUpPartsSumToTotal", "TestDriversIdentity", "TestCohortTotals", "TestAttributionDefinition"},
	"absent is not zero":       {"TestCohortCensoring", "TestCampaignWithoutControl"},
	"intervals hold the truth": {"TestCampaignCoverage", "TestBeforeAfterCoverage", "TestLiftIntervalCoverage"},
}

func sources(t *testing.T) witness.Sources {
	t.Helper()
	return relationship.Must(witness.Read(map[string]fs.FS{"": os.DirFS(".")}))
}

// TestEveryPromise: every requirement of the room has what makes it in the package comment, an outside number and a law.
func TestEveryPromise(t *testing.T) {
	src := sources(t)
	for _, p := range promises {
		for _, fault := range src.Faults(p) {
			t.Errorf("%s %s: %s", p.Row, p.What, fault)
		}
	}
	for n := 60; n <= 68; n++ {
		row := fmt.Sprintf("R%d", n)
		if !slices.ContainsFunc(promises, func(p witness.Promise) bool { return p.Row == row }) {
			t.Errorf("%s has no promise", row)
		}
	}
}

// TestEveryLaw: each law has its tests.
func TestEveryLaw(t *testing.T) {
	src := sources(t)
	for law, tests := range laws {
		for _, test := range tests {
			if !src.HasTest(test) {
				t.Errorf("%s: there is no %s", law, test)
			}
		}
	}
}
