// Package fit finds the minimum of a smooth function of a few variables whose gradient and Hessian are known exactly: a
// damped Newton method inside a box, with the outcome said honestly.
//
// It is made for log-likelihoods of two to four parameters, where one evaluation costs a pass over all customers: steps are
// few, and value, gradient and Hessian come from one pass. Nothing is random, nothing runs beside the caller, no state is
// kept. The package imports the standard library only.
package fit
