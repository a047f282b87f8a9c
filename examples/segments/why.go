package main

import (
	"fmt"

	"github.com/rapport-go/rapport/segment"
)

// why is the fourth block: of each warmth, the customer who paid most.
func (s *story[L]) why() error {
	s.heading("4. Three customers explained: who paid most among the active, the cooling and the lapsed")
	for _, warmth := range []segment.Warmth{segment.Active, segment.Cooling, segment.Lapsed} {
		best := -1
		for i, r := range s.rows {
			if !r.scored() || r.group.Warmth() != warmth {
				continue
			}
			if best < 0 {
				best = i
			} else if more, err := r.rfm.Net.Cmp(s.rows[best].rfm.Net); err != nil {
				return err
			} else if more > 0 {
				best = i
			}
		}
		if best < 0 {
			s.line("  nobody is %v", warmth)
			continue
		}
		r := s.rows[best]
		told, err := s.groups.Explain(r.rfm)
		if err != nil {
			return err
		}
		s.line("  %s, %v by %s: score %v, value tier %v", r.of.id, told.Segment, told.Rule, told.Score, r.tier)
		for _, reason := range told.Reasons {
			next, err := s.missing(r, reason)
			if err != nil {
				return err
			}
			s.line("    %s", reason)
			if next != "" {
				s.line("      %s", next)
			}
		}
	}
	return nil
}

// missing says what a customer lacks to the next score, and where that would lead.
func (s *story[L]) missing(r row[L], reason segment.Reason) (string, error) {
	if reason.Score == reason.K {
		return "", nil
	}
	t := s.scorer.Thresholds(reason.Dimension, r.score)[reason.Score-1]
	better, text := r.score, ""
	switch t.Dimension {
	case segment.Recency:
		better.R++
		text = fmt.Sprintf("a last purchase %d days fresher", r.rfm.Recency-t.Days)
		if t.Days < 0 {
			return "the next score is out of reach: too many bought on the last day", nil
		}
	case segment.Frequency:
		better.F++
		text = count(t.Days-r.rfm.Frequency, "purchase day") + " more"
	default:
		better.M++
		gap, err := t.Value.At.Sub(r.rfm.Net)
		if err != nil {
			return "", err
		}
		text = gap.String() + " more"
		if t.Value.Above {
			text = "more than " + text
		}
	}
	label, _ := s.grid.Of(better)
	if label == r.group {
		return fmt.Sprintf("missing to the next score: %s, which changes no segment", text), nil
	}
	return fmt.Sprintf("missing to the next score: %s, which makes it %v", text, label), nil
}
