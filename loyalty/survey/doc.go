// Package survey reads what people answer when they are asked: how likely they are to recommend, how satisfied they are, how
// easy it was, and how service compares with what they expect. It turns answers into the scores of the field, each with the
// interval in which it lies.
//
// # The nouns
//
// A tally counts answers: [NPS] of 0 to 10, [CSAT] of 1 to 5, [CES] of 1 to 7 and [CES1] of 1 to 5. [SERVQUAL] gathers a
// [Sheet] of 22 pairs of answers in five [Dimension]s. Each is a small value of whole numbers; its zero value has counted
// nothing. An [Estimate] is what a tally says: a value, its interval, and how many answers it rests on. [Quality] sets what is
// perceived beside what is measured inside.
//
// # The shortest program
//
//	var nps survey.NPS
//	err := nps.Add(9, 1) // or nps.Observe(rating)
//	score, ok, err := nps.Score(0.95)
//	fmt.Printf("%.0f, %.1f to %.1f\n", score.Value, score.Low, score.High) // 100, -48.5 to 98.5
//
// # Which function do I want?
//
//	one answer                             Add
//	a rating of package relationship       Observe
//	what two machines counted              Merge
//	the Net Promoter Score                 NPS.Score
//	what one person's answer counts as     ClassOf
//	the share of satisfied customers       CSAT.Satisfied
//	how easy it was                        CES.Easy, CES.Mean; CES1 for the first version
//	where service falls short              SERVQUAL.Gap
//	service quality as one number          SERVQUAL.Score, or SERVQUAL.PerformanceScore without expectations
//	NPS, CSAT, CES or CES1 from 0 to 1     Perceived
//	perceived against internal quality     CompareQuality
//
// # What is measured by what
//
//	measure             formula                              range       interval                       more is
//	NPS.Score           100·(promoters − detractors)/n       −100…100    adjusted Wald, Rocks 2016      better
//	CSAT.Satisfied      answers 4 and 5 / n                  0…1         Wilson 1927                    better
//	CES.Easy            answers 5 to 7 / n                   0…1         Wilson 1927                    easier
//	CES1.Easy           answers 1 and 2 / n                  0…1         Wilson 1927                    easier
//	Mean                Σ answer / n                         the scale   Student 1908                   better; CES1: worse
//	NPS.Perceived …     (mean − worst)/(best − worst)        0…1         Student 1908                   better
//	SERVQUAL.Gap        mean of perceived − expected         −6…6        Student 1908, over sheets      better
//	SERVQUAL.Index      Σ w·gap, weights equal by default    −6…6        Σ w·low to Σ w·high            better
//	SERVQUAL.Score      (index + 6)/12                       0…1         as Index                       better
//	Performance         Σ w·perceived                        1…7         Σ w·low to Σ w·high            better
//	CompareQuality      internal − perceived                 −1…1        of the perceived               worse
//
// # What is not so
//
// These sound true and are false; no code should rely on them.
//
//  1. The interval of the Net Promoter Score contains the score. One promoter scores 100; the interval of 95 % is −48.5 to 98.5
//     around its centre of 25.
//  2. A person has a Net Promoter Score. A person has a [Class].
//  3. A narrow interval of a mean is a sure one. Two answers that are alike show no spread, and Student's interval is a point.
//  4. Who answers is like who does not. No interval here knows of those who were not asked or did not answer.
//
// # Units
//
// Answers are whole numbers of their scale, counts are exact to [MaxAnswers], levels are from 0.5 to below 1. A tally does not
// fade: it is that of the window in which it was gathered. As evidence that fades, a rating goes into a card of package loyalty.
//
// # Errors
//
// Errors live at the doors: Add, Observe, Merge, the level of a reading, and the decoders. Each wraps one of [ErrInvalid],
// [ErrFull] and [ErrDecode]. Nothing is clamped but intervals, which end where the scale does. A reading of nothing is false and
// no error. No input makes anything here panic.
//
// # Accuracy
//
// Counts, sums and sums of squares are whole numbers, so that any order of answers and merges gives the same bytes. Values are
// right to 1e-15 relative, ends of intervals to 1e-12 of the scale.
//
// # References
//
//   - F. Reichheld, The One Number You Need to Grow, Harvard Business Review 81(12), 2003.
//   - B. Rocks, Interval Estimation for the Net Promoter Score, The American Statistician 70(4), 2016.
//   - E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22, 1927.
//   - M. Dixon, K. Freeman and N. Toman, Stop Trying to Delight Your Customers, Harvard Business Review 88(7), 2010.
//   - A. Parasuraman, V. Zeithaml and L. Berry, SERVQUAL, Journal of Retailing 64(1), 1988.
//   - J. Cronin and S. Taylor, Measuring Service Quality: A Reexamination and Extension, Journal of Marketing 56(3), 1992.
//   - J. Carman, Consumer Perceptions of Service Quality, Journal of Retailing 66(1), 1990.
package survey
