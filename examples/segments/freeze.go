package main

import (
	"encoding/json"
	"os"

	"github.com/rapport-go/rapport/segment"
)

// thaw keeps the thresholds as JSON and reads them again. By what was read the customers of the second day are put on the map.
func (s *story[L]) thaw() error {
	var err error
	if s.stored, err = json.Marshal(s.scorer); err != nil {
		return err
	}
	if err := json.Unmarshal(s.stored, &s.frozen); err != nil {
		return err
	}
	s.groups, err = segment.NewSegmentation(s.frozen, s.grid)
	return err
}

// freeze is the sixth block.
func (s *story[L]) freeze() error {
	s.heading("6. Thresholds that do not move")
	s.prose("Kept as JSON the thresholds are %d bytes; read again they are the same: %s. The second day is scored with what was "+
		"read again.", len(s.stored), yes(s.frozen.Equal(s.scorer)))
	if s.opt.save != "" {
		if err := os.WriteFile(s.opt.save, append(s.stored, '\n'), 0o644); err != nil {
			return err
		}
		s.line("  saved in %s; -scorer %[1]s scores by them", s.opt.save)
	}
	if s.spread == nil {
		return nil
	}
	// Two shops, two machines, two halves of the customers: each counts its own, and the counts merge.
	var halves [2]segment.Population
	i := 0
	for rfm, status := range s.before.population() {
		if err := halves[i%2].Observe(rfm, status); err != nil {
			return err
		}
		i++
	}
	one, other := halves[0].Customers(), halves[1].Customers()
	if err := halves[1].Merge(&halves[0]); err != nil {
		return err
	}
	o := s.opt.quantiles()
	o.Nested = false // halves do not know who is compared with whom
	merged, _, err := halves[1].Scorer(o)
	if err != nil {
		return err
	}
	whole, _, err := segment.Quantile(s.before.population(), o)
	if err != nil {
		return err
	}
	s.prose("Counted in two halves, %d and %d customers, and merged, the thresholds are those of all at once: %s. Counts merge "+
		"exactly; scores of two halves could not be merged at all.", one, other, yes(merged.Equal(whole)))
	if s.opt.nested {
		s.prose("Nested thresholds cannot be merged, as counts do not say who is compared with whom; this is without nesting.")
	}
	return nil
}

// yes writes a truth.
func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}
