package arch_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/internal/arch"
)

// control is a small module for one rule. A line that ends in "// breach" must be
// found, and no other line may be: a control without a breach shows what only looks
// like one.
type control struct {
	name string
	tree arch.Tree
}

// controls returns the controls of every rule by its name.
func controls() map[string][]control {
	return map[string][]control{
		"rooms": roomsControls(), "imports": importsControls(), "names": namesControls(),
		"doors": doorsControls(), "decimal": decimalControls(),
		"surroundings": surroundingsControls(), "flow": flowControls(), "globals": globalsControls(),
		"papers": papersControls(), "modules": modulesControls(),
	}
}

// TestRules runs each rule over its controls, of which at least one must break it
// and at least one must not.
func TestRules(t *testing.T) {
	for _, rule := range arch.Rules() {
		broken, kept := 0, 0
		for _, c := range controls()[rule.Name] {
			want := breaches(c.tree)
			if len(want) > 0 {
				broken++
			} else {
				kept++
			}
			t.Run(rule.Name+"/"+c.name, func(t *testing.T) {
				m, err := arch.Parse(c.tree)
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, f := range rule.Check(m) {
					got = append(got, fmt.Sprintf("%s:%d", f.Path, f.Line))
				}
				if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
					t.Errorf("lines found (-want +got):\n%s", diff)
				}
			})
		}
		if broken == 0 || kept == 0 {
			t.Errorf("rule %s has %d controls that break it and %d that keep it, want some of each", rule.Name, broken, kept)
		}
	}
}

// breaches lists the marked lines of a tree, by path and line.
func breaches(tree arch.Tree) []string {
	var lines []string
	for _, p := range slices.Sorted(maps.Keys(tree)) {
		for i, line := range strings.Split(tree[p], "\n") {
			if strings.HasSuffix(line, "// breach") {
				lines = append(lines, fmt.Sprintf("%s:%d", p, i+1))
			}
		}
	}
	return lines
}

// ruleNamed returns the rule of that name.
func ruleNamed(t *testing.T, name string) arch.Rule {
	t.Helper()
	for _, rule := range arch.Rules() {
		if rule.Name == name {
			return rule
		}
	}
	t.Fatalf("there is no rule %s", name)
	return arch.Rule{}
}
