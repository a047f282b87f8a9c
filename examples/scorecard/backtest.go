package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/rapport-go/rapport/loyalty"
)

// level is how sure the intervals of the back-test are.
const level = 0.9

// normal90 is how many standard errors either way hold the level of 90 % of a normal distribution.
const normal90 = 1.645

// masses puts as many subscribers in each of five bins.
func masses() loyalty.BinOptions { return loyalty.BinOptions{Kind: loyalty.BinEqualMass, Count: 5} }

// tested is a forecast for everybody, and how good it was.
type tested struct {
	name   string
	scores []float64
	test   loyalty.Backtest
}

// backtest asks both editions who would stay.
func (b *base) backtest(w io.Writer) error {
	heading(w, "5. Did it predict who stays?")
	var rated []customer
	for _, c := range b.customers {
		if c.one.Band != loyalty.Unrated && c.two.Band != loyalty.Unrated {
			rated = append(rated, c)
		}
	}
	all := []tested{{name: "edition 1"}, {name: "edition 2"}, {name: "2, calibrated"}, {name: "the truth"}}
	for _, c := range rated {
		all[0].scores = append(all[0].scores, float64(c.one.Points)/10_000)
		all[1].scores = append(all[1].scores, float64(c.two.Points)/10_000)
		all[3].scores = append(all[3].scores, c.truth)
	}
	var err error
	if all[2].scores, err = calibrated(rated, all[1].scores); err != nil {
		return err
	}
	if b.opt.events != "" {
		all = all[:3] // of real customers nobody knows it
	}
	for i := range all {
		if all[i].test, err = backtestOf(rated, all[i].scores); err != nil {
			return err
		}
	}
	stayed := all[0].test.Outcomes()
	fmt.Fprintf(w, "Of the %d who had a band by both, %d were still there in the end, and %d had left. What the scores of %s said before:\n",
		stayed.Of, stayed.Hits, stayed.Of-stayed.Hits, b.asOf.Format("2006-01-02"))
	if stayed.Hits == 0 || stayed.Hits == stayed.Of {
		return errors.New("all have one outcome, so that nothing can be told from it")
	}
	if err := measures(w, all); err != nil {
		return err
	}
	if err := b.better(w, all[0].test, all[1].test); err != nil {
		return err
	}
	if err := lift(w, all[0].test, all[1].test); err != nil {
		return err
	}
	return promised(w, all[1], all[2])
}

// backtestOf holds scores against what happened.
func backtestOf(rated []customer, scores []float64) (loyalty.Backtest, error) {
	forecasts := make([]loyalty.Forecast, len(rated))
	for i, c := range rated {
		forecasts[i] = loyalty.Forecast{Score: scores[i], Happened: c.stayed, Weight: 1}
	}
	return loyalty.NewBacktest(forecasts)
}

// calibrated turns scores into chances: what share of those with such a score did stay, in one half of the base, is what is said of
// the other half. Nobody is told their own outcome.
func calibrated(rated []customer, scores []float64) ([]float64, error) {
	said := make([]float64, len(rated))
	for side := range 2 {
		var half []customer
		var seen []float64
		for i, c := range rated {
			if i%2 != side {
				half, seen = append(half, c), append(seen, scores[i])
			}
		}
		test, err := backtestOf(half, seen)
		if err != nil {
			return nil, err
		}
		curve, err := curveOf(test)
		if err != nil {
			return nil, err
		}
		for i := range rated {
			if i%2 == side {
				if said[i], err = curve.Of(scores[i]); err != nil {
					return nil, err
				}
			}
		}
	}
	return said, nil
}

// curveOf leads from what was said to what came true, with as many bins, up to five, as make a curve that never falls.
func curveOf(test loyalty.Backtest) (curve loyalty.Curve, err error) {
	for bins := 5; bins > 1; bins-- {
		c, _, binned := test.Calibration(loyalty.BinOptions{Kind: loyalty.BinEqualMass, Count: bins})
		if binned != nil {
			return nil, binned
		}
		curve = nil
		for _, bin := range c.Bins {
			curve = append(curve, loyalty.Knot{At: bin.Forecast, Value: bin.Rate})
		}
		rises := len(curve) > 1 && curve[0].Value <= curve[len(curve)-1].Value
		if err = curve.Validate(); err == nil && rises {
			return curve, nil
		}
	}
	return nil, errors.New("with a higher score no more of them stay: there is nothing to calibrate")
}

// measures is the table of all measures.
func measures(w io.Writer, all []tested) error {
	fmt.Fprintf(w, "\n  %-28s", "")
	for _, t := range all {
		fmt.Fprintf(w, " %14s", t.name)
	}
	fmt.Fprintln(w)
	type row struct {
		what   string
		values []string
	}
	rows := []row{{what: "order: AUC"}, {what: fmt.Sprintf("  its interval of %.0f%%", 100*level)}, {what: "Brier score"}, {what: "  reliability"}, {what: "  − resolution"},
		{what: "  + uncertainty"}, {what: "  + within the bins"}, {what: "log loss"}, {what: "calibration error"}}
	for _, t := range all {
		area, _, err := t.test.AUC(level)
		brier, _, err2 := t.test.Brier(masses())
		loss, _, err3 := t.test.LogLoss(0)
		c, _, err4 := t.test.Calibration(masses())
		if err := errors.Join(err, err2, err3, err4); err != nil {
			return err
		}
		number := func(v float64) string { return fmt.Sprintf("%.3f", v) }
		for i, text := range []string{
			number(area.Value), number(area.Interval.Low) + "–" + number(area.Interval.High), number(brier.Score), number(brier.Reliability),
			number(brier.Resolution), number(brier.Uncertainty), within(brier), number(loss.Value), number(c.Error),
		} {
			rows[i].values = append(rows[i].values, text)
		}
	}
	for _, r := range rows {
		fmt.Fprintf(w, "  %-28s", r.what)
		for _, v := range r.values {
			fmt.Fprintf(w, " %14s", v)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w, `
AUC is the chance that one who stayed had the higher score than one who left: 0.5 is a coin, 1 perfect order. All else reads
the score as a chance, which it is not: 7000 points say how well one is served, and not that 70 of 100 stay. The Brier score is
the mean square of how far off that would be, less is better: reliability is what was promised too much or too little, and could
be mended; resolution is how well those who stay are told from those who leave; uncertainty is that of the outcomes, whatever
one says; the last part is from putting scores together in five bins. Log loss is the mean of −ln of the chance that was given
to what happened, calibration error the mean gap between promised and come true.`)
	return nil
}

// within is what the bins leave over, with a sign only where a digit has it.
func within(b loyalty.Brier) string {
	text := fmt.Sprintf("%.3f", b.WithinVariance-b.WithinCovariance)
	if text == "-0.000" {
		return "0.000"
	}
	return strings.Replace(text, "-", "−", 1)
}

// better compares the editions.
func (b *base) better(w io.Writer, one, two loyalty.Backtest) error {
	x, _, err := one.AUC(level)
	y, _, err2 := two.AUC(level)
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	first, okOne := one.AUCDeviation()
	second, okTwo := two.AUCDeviation()
	better, gap := "Edition 2", y.Value-x.Value
	if gap < 0 {
		better, gap = "Edition 1", -gap
	}
	fmt.Fprintf(w, "\n%s orders better by %.3f. ", better, gap)
	if !okOne || !okTwo {
		fmt.Fprintln(w, "There are too few of one outcome to say how sure that is.")
		return nil
	}
	apart := math.Hypot(first, second)
	fmt.Fprintf(w, "The standard errors are %.3f and %.3f, so that of the difference is at most about %.3f, which\nit would be if they erred independently; as both score the same people, it is less. ", first, second, apart)
	if gap > normal90*apart {
		fmt.Fprintf(w, "A difference beyond %.3f, which is %.3f times that,\nis more than chance would do in 9 of 10 cases: it is there.\n", normal90*apart, normal90)
	} else {
		fmt.Fprintf(w, "Up to %.3f, which is %.3f times that, a\ndifference may be chance: so many subscribers do not tell for sure which is better. One keeps both scores running, and asks\nagain with more outcomes.\n", normal90*apart, normal90)
	}
	if b.opt.events == "" {
		if d := defaults(); b.opt.seed == d.seed && b.opt.customers == d.customers {
			fmt.Fprintln(w, "With -customers 10000 it is clear.")
		}
		fmt.Fprintln(w, "And whoever wrote edition 2 knew what this base is made of: a card that was tuned on outcomes is to be\ntested on others.")
	}
	return nil
}

// lift shows how many more stay among those with the best scores.
func lift(w io.Writer, one, two loyalty.Backtest) error {
	x, _, err := one.Lift(10)
	y, _, err2 := two.Lift(10)
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	rate, _ := one.BaseRate()
	fmt.Fprintf(w, "\nTenths of them, from the highest scores to the lowest, and how many of each stayed (%.0f%% of all did):\n  %-6s %-39s %s\n", 100*rate, "tenth", "edition 1, lift", "edition 2, lift")
	for i := range x {
		fmt.Fprintf(w, "  %4d   %4.0f%% %5.2f %s %4.0f%% %5.2f %s\n", i+1, 100*x[i].Rate, x[i].Lift, pad(bar(x[i].Rate, 1, 25), 26), 100*y[i].Rate, y[i].Lift, bar(y[i].Rate, 1, 25))
	}
	last := len(x) - 1
	fmt.Fprintf(w, "Lift is that share over the share of all. A letter to the last tenth meets %.0f and %.0f of 100 who are about to leave.\n", 100*(1-x[last].Rate), 100*(1-y[last].Rate))
	return nil
}

// pad fills up with spaces; a bar has more bytes than characters.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-len([]rune(text))))
}

// promised shows what the scores said beside what came true.
func promised(w io.Writer, raw, mended tested) error {
	before, _, err := raw.test.Calibration(masses())
	after, _, err2 := mended.test.Calibration(masses())
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nWhat the score would promise (o) and how many stayed (#), in fifths by score; where both meet there is @:\n")
	for _, c := range []struct {
		name string
		of   loyalty.Calibration
	}{{raw.name, before}, {mended.name, after}} {
		fmt.Fprintf(w, "  %-15s 0%%%s100%%\n", c.name, strings.Repeat(" ", 45))
		for _, bin := range c.of.Bins {
			line := []rune(strings.Repeat("·", 51))
			o, x := int(math.Round(50*bin.Forecast)), int(math.Round(50*bin.Rate))
			if line[o], line[x] = 'o', '#'; o == x {
				line[o] = '@'
			}
			sure, err := bin.Counted.Interval(level)
			if err != nil {
				return err
			}
			fmt.Fprintf(w, "  %6.2f → %.2f   %s  %v, %.2f to %.2f\n", bin.Forecast, bin.Rate, string(line), bin.Counted, sure.Low, sure.High)
		}
	}
	fmt.Fprintln(w, `Edition 2, calibrated, says for a score what share of such scores stayed in the other half of the base. The order is almost
the same, so AUC is; what was promised is what came, as far as so few can tell.`)
	return nil
}
