package arch_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/internal/arch"
)

// roomsControls returns the controls of rule rooms.
func roomsControls() []control {
	return []control{
		{"a package nobody planned", arch.Tree{
			"clv/cohort/a.go": "package cohort // breach",
			"clv/cohort/b.go": "package cohort",
			"clv/clv.go":      "package clv",
		}},
		{"a folder two levels below examples", arch.Tree{"examples/shop/cart/cart.go": "package cart // breach"}},
		{"only a test", arch.Tree{"pricing/a_test.go": "package pricing_test // breach"}},
		{"planned rooms and tutorials", arch.Tree{
			"doc.go": "package rapport", "loyalty/survey/nps.go": "package survey", "examples/shop/main.go": "package main",
		}},
		{"a module of its own", arch.Tree{
			"internal/oracle/go.mod": "module x", "internal/oracle/deep/a.go": "package deep",
		}},
	}
}

// importsControls returns the controls of rule imports.
func importsControls() []control {
	return []control{
		{"the front door's example, not the door", arch.Tree{
			"doc.go": `package rapport
import _ "github.com/rapport-go/rapport/clv" // breach
`,
			"example_test.go": `package rapport_test
import "github.com/rapport-go/rapport/clv"
`}},
		{"a neighbour", arch.Tree{"segment/a.go": `package segment
import "github.com/rapport-go/rapport/relationship"
import "github.com/rapport-go/rapport/loyalty" // breach
`}},
		{"the parent", arch.Tree{"clv/btyd/a.go": `package btyd
import c "github.com/rapport-go/rapport/clv" // breach
`}},
		{"a sibling below the same parent", arch.Tree{"clv/renewal/a.go": `package renewal
import "github.com/rapport-go/rapport/clv/btyd" // breach
`}},
		{"the ground knows no floor above it", arch.Tree{"relationship/a.go": `package relationship
import (
	"github.com/rapport-go/rapport/internal/fit" // breach
	"github.com/rapport-go/rapport/internal/numeric"
	"github.com/rapport-go/rapport/lifecycle" // breach
	"github.com/shopspring/decimal"
)
`}},
		{"decimals above the ground", arch.Tree{"clv/a.go": `package clv
import "github.com/shopspring/decimal" // breach
`}},
		{"the cellar", arch.Tree{"internal/numeric/a.go": `package numeric
import "math"
import "gonum.org/v1/gonum/mathext" // breach
import "github.com/rapport-go/rapport/relationship" // breach
`}},
		{"by dot, in a test too", arch.Tree{"clv/a_test.go": `package clv_test
import . "math" // breach
import . "github.com/rapport-go/rapport/clv" // breach
`}},
		{"blank, for its side effects", arch.Tree{
			"clv/a.go":      "package clv\n\nimport _ \"embed\" // breach\n",
			"clv/a_test.go": "package clv\n\nimport _ \"embed\"\n",
		}},
		{"a test of a neighbour's", arch.Tree{"segment/a_test.go": `package segment_test
import (
	"testing"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/go-cmp/cmp/internal/diff" // breach
	"pgregory.net/rapid"
	"github.com/rapport-go/rapport/internal/fit"
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
	"github.com/rapport-go/rapport/lifecycle" // breach
)
`}},
		{"test tools in library code", arch.Tree{"segment/a.go": `package segment
import "github.com/google/go-cmp/cmp" // breach
import "pgregory.net/rapid" // breach
`}},
		{"an internal test imports its own package", arch.Tree{"segment/a_test.go": `package segment
import "github.com/rapport-go/rapport/segment" // breach
`}},
		{"a tutorial in the cellar", arch.Tree{
			"examples/shop/main.go": `package main
import "github.com/rapport-go/rapport/clv"
import "github.com/rapport-go/rapport/loyalty"
import "github.com/rapport-go/rapport/internal/numeric" // breach
`,
			"examples/shop/main_test.go": `package main
import "github.com/google/go-cmp/cmp"
import "github.com/rapport-go/rapport/internal/fit" // breach
`}},
		{"the plan as it is meant", arch.Tree{
			"lifecycle/a.go":        "package lifecycle\n\nimport \"github.com/rapport-go/rapport/lifecycle/markov\"\n",
			"lifecycle/markov/a.go": "package markov\n\nimport \"github.com/rapport-go/rapport/internal/numeric\"\n",
			"examples/shop/main.go": "package main\n\nimport \"github.com/rapport-go/rapport/clv/btyd\"\n",
		}},
	}
}

// TestThePlanIsAHouse holds the plan itself against its floors.
func TestThePlanIsAHouse(t *testing.T) {
	plan := arch.Plan()
	rooms := map[string]arch.Room{}
	for _, room := range plan {
		if _, twice := rooms[room.Path]; twice || room.Holds == "" {
			t.Errorf("%s: entered twice, or without a word on what it holds", room.Path)
		}
		rooms[room.Path] = room
	}
	firstFloor := []string{"lifecycle", "loyalty", "segment", "clv"}
	for _, room := range plan {
		if strings.HasPrefix(room.Path, "examples/") {
			continue
		}
		for _, p := range room.Imports {
			if _, planned := rooms[p]; !planned && p != "github.com/shopspring/decimal" {
				t.Errorf("%s imports %s, which is no room", room.Path, p)
			}
			if strings.HasPrefix(room.Path, p+"/") {
				t.Errorf("%s imports its parent %s", room.Path, p)
			}
			if slices.Contains(firstFloor, p) {
				t.Errorf("%s imports %s: rooms of the first floor meet in examples alone", room.Path, p)
			}
			if slices.Contains(rooms[p].Imports, room.Path) {
				t.Errorf("%s and %s import each other", room.Path, p)
			}
		}
	}
}
