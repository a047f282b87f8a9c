package main

import (
	"fmt"

	"github.com/rapport-go/rapport/loyalty"
)

// ranking sets the supplier beside the others.
func (d *desk) ranking() error {
	d.heading("7. Beside the other suppliers")
	candidates := []loyalty.Candidate{{ID: string(d.key.To), Result: d.now.result}}
	for _, key := range d.others {
		r, err := d.read(key, d.asOf)
		if err != nil {
			return err
		}
		candidates = append(candidates, loyalty.Candidate{ID: string(key.To), Result: r.result})
	}
	ranked, err := loyalty.Rank(candidates)
	if err != nil {
		return err
	}
	const wide = 50
	column := func(points int) int { return points * (wide - 1) / 10_000 }
	rows := [][]string{{"place", "", "at least", "points", "at most", "known", fmt.Sprintf("0%*s", wide-1, "10,000")}}
	for _, x := range ranked {
		strip := []rune(fmt.Sprintf("%*s", wide, ""))
		for i := column(x.Low); i <= column(x.High); i++ {
			strip[i] = '-'
		}
		strip[column(x.Points)] = '#'
		known := fmt.Sprintf("%.0f %%", x.Coverage*100)
		if !x.Known {
			known = "nothing"
		}
		rows = append(rows, []string{fmt.Sprint(x.Place), x.ID, number(x.Low), number(x.Points), number(x.High), known, string(strip)})
	}
	d.table("rlrrrrl", rows)
	d.prose(`Ranked is by how good each is at least, the lower end of the range, so that a few good weeks do not beat a long record. Known is the
share of the weight with enough evidence. One of whom nothing is known stands at the middle, with the widest range.`)
	return nil
}
