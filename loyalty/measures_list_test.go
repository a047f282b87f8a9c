package loyalty_test

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/internal/witness"
)

func sources(t *testing.T) witness.Sources {
	t.Helper()
	return must(witness.Read(map[string]fs.FS{"": os.DirFS("."), "survey.": os.DirFS("survey")}))
}

// TestEveryMeasure: every requirement of the room has its measures, each with a constructor in the table of the package comment,
// a golden number and a law.
func TestEveryMeasure(t *testing.T) {
	src := sources(t)
	for _, m := range measures {
		for _, fault := range src.Faults(m) {
			t.Errorf("%s %s: %s", m.Row, m.What, fault)
		}
	}
	for _, row := range rows() {
		if !slices.ContainsFunc(measures, func(m witness.Promise) bool { return m.Row == row }) {
			t.Errorf("%s has no measure", row)
		}
	}
}

// rows are the requirements that the package answers: R30 to R49 and R51 to R56; loyalty programmes, R50, are another package.
func rows() []string {
	var all []string
	for n := 30; n <= 56; n++ {
		if n != 50 {
			all = append(all, fmt.Sprintf("R%d", n))
		}
	}
	return all
}

// TestEveryLaw: each law has its tests.
func TestEveryLaw(t *testing.T) {
	src := sources(t)
	for n := 1; n <= 34; n++ {
		if n == 30 || n == 33 {
			continue
		}
		if len(laws[n]) == 0 {
			t.Errorf("P%d has no test", n)
		}
		for _, name := range laws[n] {
			if !src.HasTest(name) {
				t.Errorf("P%d: there is no %s", n, name)
			}
		}
	}
}
