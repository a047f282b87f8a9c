// Package numeric is the cellar of the scores and models: special functions in the few forms that the models need, each
// written so that nothing large is subtracted from something nearly equal.
//
//   - [Log1pmx] is ln(1+q) − q, [DiffOfProducts] is a·b − c·d: the two places where digits are usually lost.
//   - [StirlingRemainder] is what Stirling's formula leaves of ln Γ, [Digamma] and [Trigamma] are its derivatives.
//   - [LogGammaSlope] is ln Γ(r+x) − ln Γ(r) against a scale, [LogBetaRatio] the logarithm of a ratio of Beta functions:
//     both without a difference of large log-gammas.
//   - [LogBetaKernel] is the logarithm of x^p·(1−x)^q/B(p,q) by Loader's saddle-point expansion, [LogNegBinom] and
//     [NegBinomTail] the negative binomial distribution and its tail.
//   - [IncBeta] is the distribution function of a Beta variable, [BetaQuantile] its inverse.
//   - [NormalCDF], [NormalQuantile] and [NormalWidth] are the normal distribution, [StudentQuantile] is Student's, [Wilson] the score interval of
//     a share, [Newcombe] and [NewcombePaired] the intervals of a difference of two shares, of two samples or of the same cases.
//   - [BetaAverage] integrates against a Beta distribution where no series converges, [Legendre] over an interval.
//
// Every function is total on the domain that its comment states, allocates nothing, and keeps no state. Accuracy is relative
// unless a comment says otherwise. The package imports the standard library only.
package numeric
