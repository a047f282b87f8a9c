package main

import (
	"github.com/rapport-go/rapport/loyalty"
)

// since takes apart what changed in three months.
func (d *desk) since() error {
	d.heading("4. What changed since last quarter")
	was, err := d.read(d.key, d.asOf.AddDate(0, -3, 0))
	if err != nil {
		return err
	}
	a, err := loyalty.Change{Before: was.side(), After: d.now.side()}.Attribute()
	if err != nil {
		return err
	}
	d.prose("On %s it was %s points, %s, by %v. Today it is %s, %s, by %v.", date(was.asOf), number(a.Before.Points), a.Before.Band,
		a.Before.Stamp, number(a.After.Points), a.After.Band, a.After.Stamp)
	rows := [][]string{{"factor", "time alone", "what happened", "the card", "together"}}
	for _, l := range a.Lines {
		name := string(l.Factor)
		if l.Kind == loyalty.LineGate {
			name += " gate"
		}
		rows = append(rows, []string{name, change(l.Decay), change(l.Evidence), change(l.Card), change(l.Points())})
	}
	d.table("lrrrr", append(rows, []string{"sum", change(a.Decay), change(a.Evidence), change(a.Card), change(a.Points)}))
	why := ""
	if a.Before.Stamp != a.After.Stamp {
		why = "; the card is that promises weigh double since May, which takes weight from every other factor"
	}
	d.prose(`The columns sum exactly: %+d %+d %+d = %+d, which is %s less %s. Time alone is what fading and waiting did; what happened is what
came in, was opened, closed or measured anew%s. What was open then and still is has gone on getting late in the first column; what was
delivered since stands there as it did then, and the rest of it is in the second. Formality shows a limit of the method: what was measured then fades, and is measured anew, though the contract is one.`,
		a.Decay, a.Evidence, a.Card, a.Points, number(a.After.Points), number(a.Before.Points), why)
	return nil
}
