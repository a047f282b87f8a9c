package arch

import (
	"path"
	"strings"
)

const (
	modulePath  = "github.com/rapport-go/rapport"
	decimalPath = "github.com/shopspring/decimal"
	cmpPath     = "github.com/google/go-cmp"
	rapidPath   = "pgregory.net/rapid"
)

// Room is one package of the module and what it may know of the others.
type Room struct {
	// Path is the folder below the module's root; a last element * stands for any name.
	Path string
	// Holds says what a reader finds there.
	Holds string
	// Imports lists the packages it may import beside the standard library: rooms by
	// their path, others by their import path.
	Imports []string
	// TestImports lists the rooms that its tests may import beyond Imports.
	TestImports []string
	// Names, unless nil, are the only names it may select from package relationship.
	Names []string
	// TestNames are what its tests may select beyond Names.
	TestNames []string
	// Estimates says that its code may turn money into a float64 and back.
	Estimates bool
	// Goroutines lists its files that may start a goroutine, each of which they wait for.
	Goroutines []string
}

// Plan returns the table of contents of the library, from the ground up. Packages
// may be entered before they exist; a package that is not entered fails the test.
func Plan() []Room {
	cellar := []string{"internal/numeric", "internal/fit", "internal/enum", "internal/strict"}
	ground := append([]string{"relationship"}, cellar...)
	numbers := []string{"Unit", "Day", "Week", "Year", "Rate"}
	making := []string{"AnnualRate", "ContinuousRate", "ParseRate", "Must"}
	and := func(more ...string) []string { return append(more, ground...) }
	rooms := []string{
		"relationship", "lifecycle", "lifecycle/markov", "loyalty", "loyalty/survey", "loyalty/points",
		"segment", "clv", "clv/btyd", "clv/renewal",
	}

	return []Room{
		{Path: ".", Holds: "documentation only, with an example across the rooms", TestImports: rooms},

		{Path: "internal/numeric", Holds: "special functions, quadrature, sums"},
		{Path: "internal/fit", Holds: "the optimiser: damped Newton on two to four parameters"},
		{Path: "internal/enum", Holds: "how enumerations are named, parsed and stored"},
		{Path: "internal/strict", Holds: "how stored forms are read"},
		{Path: "internal/witness", Holds: "what tests ask to hold a package to its promises"},
		{Path: "internal/arch", Holds: "this plan, and the test that keeps it"},

		{Path: "relationship", Holds: "parties, money, time, events", Imports: []string{decimalPath, "internal/numeric", "internal/enum", "internal/strict"}},

		{Path: "lifecycle", Holds: "where a relationship stands", Imports: and("lifecycle/markov")},
		{Path: "lifecycle/markov", Holds: "absorbing chains on stages", Imports: ground, Names: numbers, TestNames: making},
		{Path: "loyalty", Holds: "how strong it is", Imports: and("loyalty/survey", "loyalty/points")},
		{Path: "loyalty/survey", Holds: "instruments and their scores", Imports: ground},
		{Path: "loyalty/points", Holds: "the points ledger and its tiers", Imports: ground},
		{Path: "segment", Holds: "which group it is in", Imports: ground},
		{Path: "clv", Holds: "what it is worth", Imports: and("clv/btyd", "clv/renewal"), Estimates: true},
		{Path: "clv/btyd", Holds: "non-contractual models, spend", Imports: ground, Names: numbers, TestNames: making},
		{Path: "clv/renewal", Holds: "contractual models", Imports: ground, Names: numbers, TestNames: making},

		{Path: "examples/*", Holds: "tutorials: the only place where neighbours meet", Estimates: true, Imports: append([]string{decimalPath}, rooms...)},
	}
}

// testImports lists what every test may import beside its room's own imports.
func testImports() []string {
	return []string{"internal/numeric", "internal/fit", "internal/enum", "internal/strict", "internal/witness", cmpPath + "/cmp", cmpPath + "/cmp/cmpopts", rapidPath}
}

// roomOf returns the entry of a folder, or nil when the plan has none.
func roomOf(plan []Room, dir string) *Room {
	for i, room := range plan {
		if same, err := path.Match(room.Path, dir); same && err == nil {
			return &plan[i]
		}
	}
	return nil
}

// standard reports whether an import path belongs to the standard library: its
// first element is no host name.
func standard(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".")
}

// short turns the import path of a room into its path in the plan and leaves every
// other path as it is.
func short(importPath string) string {
	if importPath == modulePath {
		return "."
	}
	return strings.TrimPrefix(importPath, modulePath+"/")
}
