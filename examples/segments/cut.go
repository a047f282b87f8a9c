package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/rapport-go/rapport/segment"
)

// cut takes the thresholds from the base, or from a file, and fits a map to them.
func (s *story[L]) cut(ready segment.Grid[L]) error {
	if s.opt.scorer != "" {
		data, err := os.ReadFile(s.opt.scorer)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(data, &s.scorer); err != nil {
			return fmt.Errorf("%s: %w", s.opt.scorer, err)
		}
	} else {
		scorer, spread, err := segment.Quantile(s.before.population(), s.opt.quantiles())
		if err != nil {
			return fmt.Errorf("%s: as of %v: %w", s.book.name, s.opt.asOf, err)
		}
		s.scorer, s.spread = scorer, &spread
	}
	var err error
	if s.grid, err = fitted(ready, s.scorer); err != nil {
		return err
	}
	s.groups, err = segment.NewSegmentation(s.scorer, s.grid)
	return err
}

// dimensions are the three, in their order.
func dimensions() []segment.Dimension {
	return []segment.Dimension{segment.Recency, segment.Frequency, segment.Monetary}
}

// fitted returns a ready-made map for as many scores as the scorer gives: each cell has the label of the ready cell that stands in the
// same part of the axis, with the ends at the ends. CompileGrid proves that no cell is left out or claimed twice.
func fitted[L label](ready segment.Grid[L], scorer segment.Scorer) (segment.Grid[L], error) {
	axes, same := ready.Axes(), true
	cells := [][]int{{}}
	for i, axis := range axes {
		for _, d := range dimensions() {
			if d.Letter() == axis.Name {
				axes[i].K = scorer.K(d)
			}
		}
		same = same && axes[i].K == axis.K
		var longer [][]int
		for _, cell := range cells {
			for v := range axes[i].K {
				longer = append(longer, append(slices.Clone(cell), v+1))
			}
		}
		cells = longer
	}
	if same {
		return ready, nil
	}
	var rules []segment.Rule[L]
	for _, cell := range cells {
		var rule segment.Rule[L]
		from := make([]int, len(cell))
		for i, v := range cell {
			rule.Box = append(rule.Box, segment.Range{Low: v, High: v})
			from[i] = stretched(v, axes[i].K, ready.Axes()[i].K)
		}
		rule.Label, _ = ready.Label(from...)
		rules = append(rules, rule)
	}
	return segment.CompileGrid(axes, rules)
}

// stretched says where value v of k stands among others: 1 at 1, k at the end, and between them at the nearest.
func stretched(v, k, others int) int { return 1 + (2*(v-1)*(others-1)+k-1)/(2*(k-1)) }

// shown writes a threshold for a column whose title says what is counted.
func shown(t segment.Threshold) string {
	text := strings.NewReplacer(" purchase days", "", " purchase day", "", " days", "", " day", "").Replace(t.Text())
	if c := t.Value.At.Currency(); !c.IsZero() {
		text = strings.TrimSuffix(text, " "+c.String())
	}
	return text
}

// thresholds is the second block.
func (s *story[L]) thresholds() error {
	s.heading("2. Thresholds: what each score takes")
	if s.spread == nil {
		s.prose("The thresholds are those of %s, and nothing was cut. Customers are counted as they fall under them.", s.opt.scorer)
	} else {
		s.prose("A score says which part of the %s is strictly worse: with k scores it is 1 + floor(k · that part). "+
			"Recency is days since the last purchase, and few are good; frequency is days with a purchase; value is what "+
			"was paid less what was paid back, and 0 or less has score 1.", count(s.spread.Customers, "scored customer"))
	}
	rows := [][]string{{"score"}}
	most := 0
	for _, d := range dimensions() {
		rows[0] = append(rows[0], map[segment.Dimension]string{
			segment.Recency: "days since", segment.Frequency: "purchase days", segment.Monetary: "net " + s.opt.currency.String(),
		}[d], "customers")
		most = max(most, s.scorer.K(d))
	}
	for score := most; score >= 1; score-- {
		cells := []string{fmt.Sprint(score)}
		for _, d := range dimensions() {
			all, text := s.scorer.Thresholds(d, segment.Score{}), ""
			switch {
			case score > len(all)+1:
				cells = append(cells, "", "")
				continue
			case score == 1:
				text = "all others"
			default:
				text = shown(all[score-2])
			}
			cells = append(cells, text, dot(s.having(d, score)))
		}
		rows = append(rows, cells)
	}
	s.table("rlrlrlr", rows)
	if s.scorer.IsNested() {
		s.prose("Nested: frequencies are compared among those with the same R only, values among those with the same R and F. "+
			"The thresholds shown for them are those among everyone; the report has %s with thresholds of their own.", count(s.groupCount(), "group"))
	}
	if s.spread == nil {
		return nil
	}
	s.line("")
	for _, d := range []struct {
		letter string
		spread segment.Spread
	}{{"R", s.spread.Recency}, {"F", s.spread.Frequency}, {"M", s.spread.Monetary}} {
		text := fmt.Sprintf("  %s  %s, the commonest is that of %s (%.0f %%)", d.letter, count(d.spread.Distinct, "different value"),
			count(d.spread.LargestTie, "customer"), 100*d.spread.TieShare())
		if empty := d.spread.Empty(); len(empty) > 0 {
			text += "; nobody has score " + strings.Trim(fmt.Sprint(empty), "[]")
		}
		s.line("%s", text)
	}
	if len(s.spread.Frequency.Empty()) > 0 {
		s.prose("An empty score is no mistake. Where more customers share a value than fit into one part, they stay together, "+
			"and the score above stays empty. Left out of the comparison: %s.", count(s.spread.Excluded(), "customer"))
	}
	return nil
}

// groupCount returns how many groups of a nested scorer the report knows.
func (s *story[L]) groupCount() int {
	if s.spread == nil {
		return 0
	}
	return len(s.spread.Groups)
}

// having counts who has a score.
func (s *story[L]) having(d segment.Dimension, score int) int {
	n := 0
	for _, r := range s.rows {
		if r.scored() && r.score.Of(d) == score {
			n++
		}
	}
	return n
}
