package main

import (
	"fmt"
	"strings"

	"github.com/rapport-go/rapport/segment"
)

// level is how sure an interval is meant to be.
const level = 0.95

// snapshot notes in which segment everybody is who is scored, and what they are worth.
func snapshot[L label](rows []row[L]) (*segment.Snapshot[L], error) {
	found := new(segment.Snapshot[L])
	for _, r := range rows {
		if !r.scored() {
			continue
		}
		if err := found.Add(r.of.id, r.group, r.rfm.Net); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// migration compares two looks at the base.
func migration[L label](before, after []row[L]) (*segment.Migration[L], error) {
	was, err := snapshot(before)
	if err != nil {
		return nil, err
	}
	is, err := snapshot(after)
	if err != nil {
		return nil, err
	}
	return segment.Migrate(was, is)
}

// month is the seventh block.
func (s *story[L]) month() error {
	s.heading(fmt.Sprintf("7. Who moved from %v to %v, by the frozen thresholds", s.opt.asOf, s.opt.next))
	m, err := migration(s.rows, s.later)
	if err != nil {
		return err
	}
	s.matrix(m)
	s.line("")
	shifts, err := m.ShiftsBy(func(l L) int { return int(l.Warmth()) })
	if err != nil {
		return err
	}
	table := [][]string{{"", "customers", "worth before", "worth after", "change"}}
	for _, v := range []struct {
		what  string
		moved segment.Moved
	}{
		{"warmer", shifts.Up}, {"as warm", shifts.Same}, {"colder", shifts.Down}, {"came", shifts.Entered}, {"left", shifts.Left}, {"all", m.Total()},
	} {
		change, err := v.moved.Change()
		if err != nil {
			return err
		}
		table = append(table, []string{v.what, dot(v.moved.Customers), v.moved.Before.AmountString(), v.moved.After.AmountString(), signed(change.AmountString())})
	}
	s.table("l", table)
	fresh, held := s.newcomers()
	s.prose("Rows are where customers were, columns where they are. Warmer is from lapsed over cooling to active; worth is the net paid "+
		"so far, in %v. Of those who came, %d had nothing on record by the first day, or nothing that they kept, and %d were too new; who left "+
		"is not scored any more, which only refunds can do.",
		s.opt.currency, fresh, held)
	return s.kept(m)
}

// matrix writes a migration with letters for the segments.
func (s *story[L]) matrix(m *segment.Migration[L]) {
	labels, letters := s.letters()
	head := []string{"", "from \\ to"}
	for _, l := range labels {
		head = append(head, letters[l])
	}
	table := [][]string{append(head, "gone", "were", "net flow")}
	outside := segment.Standing[L]{}
	for _, from := range labels {
		line := []string{letters[from], from.String()}
		for _, to := range labels {
			line = append(line, dot(m.Cell(segment.InSegment(from), segment.InSegment(to)).Customers))
		}
		table = append(table, append(line, dot(m.Cell(segment.InSegment(from), outside).Customers),
			dot(m.Row(segment.InSegment(from)).Customers), signed(fmt.Sprint(m.NetFlow(from)))))
	}
	came, are := []string{"", "new"}, []string{"", "are"}
	for _, to := range labels {
		came = append(came, dot(m.Cell(outside, segment.InSegment(to)).Customers))
		are = append(are, dot(m.Column(segment.InSegment(to)).Customers))
	}
	table = append(table, append(came, "", dot(m.Row(outside).Customers)), append(are, dot(m.Column(outside).Customers), dot(m.Total().Customers)))
	s.table("ll", table)
}

// newcomers counts who is scored on the second day and was not on the first: had nothing to score then, or was too new.
func (s *story[L]) newcomers() (fresh, held int) {
	was := map[*customer]segment.Status{}
	for _, r := range s.rows {
		was[r.of] = r.status
	}
	for _, r := range s.later {
		switch {
		case !r.scored() || was[r.of] == segment.Scored:
		case was[r.of] == segment.TooNew:
			held++
		default:
			fresh++
		}
	}
	return fresh, held
}

// kept says what became of the best segment that somebody was in.
func (s *story[L]) kept(m *segment.Migration[L]) error {
	labels, _ := s.letters()
	for _, l := range labels {
		found, err := m.Retention(l, level)
		if err != nil {
			return err
		}
		stayed := found.Stayed
		if share, ok := stayed.Share(); ok {
			s.prose("Of those who were %v, %d of %d still are: %.0f %%. So few say little of what is usual: it may well be %.0f to %.0f %% "+
				"(Wilson's interval at %.0f %%).", l, stayed.Kept, stayed.Of, 100*share, 100*stayed.Interval.Low,
				100*stayed.Interval.High, 100*level)
			return nil
		}
	}
	return nil
}

// signed writes a number with its sign, and nothing before what is 0.
func signed(text string) string {
	switch {
	case strings.HasPrefix(text, "-"):
		return "−" + text[1:]
	case strings.Trim(text, "0.") == "":
		return text
	}
	return "+" + text
}
