package lifecycle_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

func TestPhasesAndRungsAreEnumerations(t *testing.T) {
	enumeration(t, 5, lifecycle.Phases(), lifecycle.ParsePhase, (*lifecycle.Phase).UnmarshalText)
	enumeration(t, 6, lifecycle.Rungs(), lifecycle.ParseRung, (*lifecycle.Rung).UnmarshalText)
}

// rows returns the table in the comment of a type: its rows without the head, each split where two spaces or more are.
func rows(t *testing.T, file, typ string) [][]string {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, _, found := strings.Cut(string(source), "\ntype "+typ+" ")
	comment := before[strings.LastIndex(before, "\n\n")+1:]
	var all [][]string
	for _, line := range regexp.MustCompile(`(?m)^//\t(.*)$`).FindAllStringSubmatch(comment, -1) {
		all = append(all, regexp.MustCompile(`\s{2,}`).Split(line[1], -1))
	}
	if !found || len(all) < 2 {
		t.Fatalf("%s has no table in the comment of %s", file, typ)
	}
	return all[1:]
}

// The table of Phase is what the methods return, row by row, and has every stage of both sides.
func TestTableOfPhases(t *testing.T) {
	customers, partners := map[lifecycle.CustomerStage]bool{}, map[lifecycle.PartnerStage]bool{}
	for _, row := range rows(t, "phase.go", "Phase") {
		if len(row) != 4 {
			t.Fatalf("a row of %d columns: %q", len(row), row)
		}
		c, p := relationship.Must(lifecycle.ParseCustomerStage(row[0])), relationship.Must(lifecycle.ParsePartnerStage(row[2]))
		phase := relationship.Must(lifecycle.ParsePhase(row[3]))
		if c.Phase() != phase || p.Phase() != phase {
			t.Errorf("%v is in %v, and %v in %v; the table says %v", c, c.Phase(), p, p.Phase(), phase)
		}
		there, back := c.Partner() == p, p.Customer() == c
		if there != (row[1] != "←") || back != (row[1] != "→") || !slices.Contains([]string{"↔", "→", "←"}, row[1]) {
			t.Errorf("%v %s %v: there %v, back %v", c, row[1], p, there, back)
		}
		customers[c], partners[p] = true, true
	}
	if len(customers) != len(lifecycle.CustomerStages()) || len(partners) != len(lifecycle.PartnerStages()) {
		t.Errorf("the table has %v and %v", customers, partners)
	}
}

// A stage and its counterpart are in one phase; what goes there and back is what it was, but for lapsing and strengthen.
func TestCounterpartsAreInOnePhase(t *testing.T) {
	for _, c := range lifecycle.CustomerStages() {
		p := c.Partner()
		if !p.IsValid() || !c.Phase().IsValid() || p.Phase() != c.Phase() || (p.Customer() == c) == (c == lifecycle.CustomerLapsing) {
			t.Errorf("%v in %v is %v in %v, which is %v", c, c.Phase(), p, p.Phase(), p.Customer())
		}
	}
	for _, p := range lifecycle.PartnerStages() {
		c := p.Customer()
		if !c.IsValid() || !p.Phase().IsValid() || c.Phase() != p.Phase() || (c.Partner() == p) == (p == lifecycle.PartnerStrengthen) {
			t.Errorf("%v in %v is %v in %v, which is %v", p, p.Phase(), c, c.Phase(), c.Partner())
		}
	}
}

// The counterpart of the initial stage is the initial one, that of a final one is final, and groups and ends agree.
func TestCounterpartsPlayOnePart(t *testing.T) {
	c, p := customers(t).Definition(), partners(t).Definition()
	for _, s := range lifecycle.CustomerStages() {
		of := s.Partner()
		if c.IsFinal(s) != p.IsFinal(of) || c.InGroup(s, "customer") != p.InGroup(of, "partner") ||
			c.InGroup(s, "prospect") != p.InGroup(of, "prospect") || c.InGroup(s, "former") != p.InGroup(of, "former") {
			t.Errorf("%v and %v are in different groups", s, of)
		}
	}
	if c.Stages()[0].Partner() != p.Stages()[0] {
		t.Error("the courses begin in different stages")
	}
}

// What is no stage has neither counterpart nor phase nor rung.
func TestNoStageHasNoPhase(t *testing.T) {
	for i := range 256 {
		c, p := lifecycle.CustomerStage(i), lifecycle.PartnerStage(i)
		if !c.IsValid() {
			if _, ok := c.Rung(); ok || c.Partner() != 0 || c.Phase() != 0 {
				t.Errorf("customer stage %d is %v in %v", i, c.Partner(), c.Phase())
			}
		}
		if !p.IsValid() {
			if _, ok := p.Rung(); ok || p.Customer() != 0 || p.Phase() != 0 {
				t.Errorf("partner stage %d is %v in %v", i, p.Customer(), p.Phase())
			}
		}
	}
}

// The table of Rung is what the methods return: every stage on the way up is in it once, in order, and no other.
func TestTableOfRungs(t *testing.T) {
	up := map[string]lifecycle.Rung{}
	table := rows(t, "rung.go", "Rung")
	for i, row := range table {
		r := relationship.Must(lifecycle.ParseRung(row[0]))
		if len(row) != 3 || r != lifecycle.Rungs()[i] {
			t.Fatalf("row %d is %q", i, row)
		}
		for side, list := range row[1:] {
			for _, name := range strings.Split(list, ", ") {
				if up[string('0'+rune(side))+name] != 0 {
					t.Errorf("%s stands on two rungs", name)
				}
				up[string('0'+rune(side))+name] = r
			}
		}
	}
	if len(table) != len(lifecycle.Rungs()) {
		t.Errorf("%d rows", len(table))
	}
	var last lifecycle.Rung
	for i, s := range lifecycle.CustomerStages() {
		r, ok := s.Rung()
		if r != up["0"+s.String()] || ok != (i < 6) || ok && r < last {
			t.Errorf("%v stands on %v, %v; the table says %v", s, r, ok, up["0"+s.String()])
		}
		last = r
	}
	last = 0
	for i, s := range lifecycle.PartnerStages() {
		r, ok := s.Rung()
		if r != up["1"+s.String()] || ok != (i < 7) || ok && r < last {
			t.Errorf("%v stands on %v, %v; the table says %v", s, r, ok, up["1"+s.String()])
		}
		last = r
	}
}
