// Package markov says what histories say of a life cycle: how many come from one stage to another, how long they stay, how many are left,
// and what a customer is worth in each stage.
//
// # The nouns
//
//   - [Counts] counts, for periods of one length, how often one began in a stage and ended in a stage. It is what is stored and merged.
//     [Stays] counts how long stays in a stage lasted, those that still last included.
//   - A [Chain] is the probabilities behind the counts, by [Estimate], with their standard errors; or known ones, by [NewChain].
//   - An [Absorption] asks a chain how it ends: [Chain.Absorbing] with the states that are final. Its [Outlook] from a state has the
//     periods to the end, the visits, the conversion to each stage and the share of each end.
//   - [Values] are what the states are worth, by [Chain.Value] with a margin for each and a [Discount]. A [CutOff] says how far down to
//     contact customers, by [Chain.CutOff].
//
// States are labels of any ordered type: the stages of package lifecycle, names, numbers.
//
// # The shortest program
//
// counts are months of customers who were new, regular or gone; errors are left out:
//
//	chain, _ := markov.Estimate(counts, markov.EstimateOptions[string]{Final: []string{"gone"}})
//	ends, _ := chain.Absorbing(nil)
//	customer, _ := ends.From("new")
//	fmt.Printf("%.0f %% become regular, %.1f months\n", 100*customer.Reach("regular"), customer.Periods())
//	// 75 % become regular, 19.3 months
//
// # Which function do I want?
//
//	how many come from this stage to that?       Outlook.Reach     (conversion, at any later time)
//	how many move there in one period?           Chain.P
//	how long until they are gone?                Outlook.Periods, with PeriodsStdDev and PeriodsStdErr
//	how long in each stage on the way?           Outlook.Visits; one stay in days: Stays
//	how many are left after a year?              Outlook.Survival
//	which way do they end?                       Outlook.Share
//	how many will be in each stage next year?    Chain.Ahead
//	what is a customer in this stage worth?      Chain.Value, Values.Of
//	what is one stage more worth?                Values.Gain, Values.Steps
//	whom should we go on writing to?             Chain.CutOff
//
// # Count those who are still there
//
// The mean stay of those who are gone is short because those who stay long are not gone yet: customers won over two years, whose true mean
// is 33 months, give 8.6 by those who are gone and 32.9 ± 0.6 by the periods of all (this is a test of the package). So count every
// period of every customer, also those that were merely stayed in, and nothing for a period that is not over.
//
// # Units
//
// Times are periods: those that were counted. How long one is only a Discount says, in units of package relationship. Margins are floats
// in one currency that the caller keeps, paid at the beginning of a period.
//
// # Who should not use it
//
// A chain forgets how its state was come by. Where those who came yesterday leave sooner than those who have long been there, make two
// states of the one, or use [Stays]. Where customers differ in ways that the state does not tell, the mean over all of them is what comes
// out: estimate segments, each drawn towards the whole by a prior. For purchases without stages there is clv/btyd.
//
// # Errors and doubt
//
// Errors live where values come in. Estimate refuses states in which too few periods were seen, a *[ThinRowError] for each, and what is to
// be done is in its text; Absorbing refuses chains that do not end, a *[ClosedClassError]; Value refuses sums that are infinite, a
// *[DivergesError], and both what float64 cannot hold, a *[RangeError]. The rest is a *[ConfigError], *[CountError] or *[DecodeError].
// After that every method is total: no error, no panic, no NaN; ok is false for a label that is no state, and for a standard error where
// the probabilities were given and not estimated. Standard errors say what the counts do not know; they do not say that the past repeats
// itself.
//
// # Accuracy
//
// No number is computed as 1 − p: the equations are solved by sums of the probabilities to leave (Grassmann, Taksar & Heyman), so that a
// chain left with a probability of 1e-15 comes out as exactly as any other. Against exact fractions, for such probabilities from 1e-30 to
// 1, the worst relative error:
//
//	Periods, PeriodsStdDev      3.9e-16
//	Visits, Share, Reach        4.1e-16
//	Value without a horizon     4.3e-16
//	Value with one              9.4e-16
//	Survival                    1.9e-15
//
// The table is what "go test -v -run Golden ./lifecycle/markov" prints on the worst of amd64 and arm64; the tests hold
// 1e-12.
//
// # References
//
//   - J. G. Kemeny and J. L. Snell, Finite Markov Chains, 1960, chapter 3: N, t, B and H.
//   - P. E. Pfeifer and R. L. Carraway, Modeling customer relationships as Markov chains, Journal of Interactive Marketing 14(2), 2000,
//     43–55: values and cut-offs. The example of the tests is theirs in structure; its numbers were computed again in exact fractions.
//   - W. K. Grassmann, M. I. Taksar and D. P. Heyman, Regenerative analysis and steady state distributions for Markov chains, Operations
//     Research 33(5), 1985, 1107–1116: elimination without subtraction.
//   - T. W. Anderson and L. A. Goodman, Statistical inference about Markov chains, Annals of Mathematical Statistics 28(1), 1957, 89–110:
//     the shares that were seen are the maximum likelihood, and rows are independent.
//   - R. A. Howard, Dynamic Programming and Markov Processes, 1960: policy iteration.
package markov
