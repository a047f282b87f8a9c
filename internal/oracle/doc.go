// Package oracle is an outside opinion: it holds the models of clv/btyd and the
// chains of lifecycle/markov against gonum, which shares no line with them.
//
// It is a module of its own, so that gonum never reaches a user's build. It has
// tests only, and each states the textbook's side of an equation in the plainest
// way there is:
//
//	prior_test.go        gamma and beta densities laid out for integration (integrate/quad)
//	definition_test.go   the models' definitions, integrated over these
//	hypergeo_test.go     the published closed forms with ₂F₁ (mathext.Hypergeo), where that is safe
//	likelihood_test.go   the published likelihoods with ln Γ and ln B
//	fit_test.go          simulated customers (stat/distuv) and another optimiser (optimize)
//	markov_test.go       visits, shares, conversion and values of chains by matrix inverse (mat)
//
// What gonum cannot tell, far parameters and the thirteenth digit, the reference
// vectors of clv/btyd do.
package oracle
