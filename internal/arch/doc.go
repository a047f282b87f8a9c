// Package arch keeps the plan of the house: which package may know which, where
// money may become a number, and what library code never touches (the clock, the
// outside world, state shared behind a caller's back).
//
// Nothing imports it. Its test reads every Go file and go.mod of the checkout, so
// that a plain "go test ./..." guards the plan:
//
//	Plan      the table of contents: each package, what it holds, what it may import
//	Rules     the rules, in the order in which a reader meets them
//	Tree      a module in memory, path → text; Parse reads it into a Module
//	Finding   one breach, with the file and line to mend
//
// A new package is entered in [Plan]. A new rule is a function from a [*Module] to
// its findings, added to [Rules] together with a control: small sources that break
// it and small sources that only look as if they did.
//
// The rules read syntax and resolve names with go/types, inside one package at a
// time: the packages a file imports are known by their path alone. A method is
// therefore recognised by its name, in files that import the package it belongs to.
package arch
