package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/rapport-go/rapport/loyalty"
)

// readings is how many a slope is taken of, and apart how many months lie between them: about half a half-life of the card. shown is how
// many months are drawn.
const (
	readings = 5
	apart    = 6
	shown    = 10
)

// series scores a customer by the first edition every so many months, until the day of the score.
func (b *base) series(c *customer, n, months int) ([]loyalty.Result, error) {
	all := make([]loyalty.Result, n)
	for i := range all {
		var err error
		if all[i], err = c.score(b.one, b.asOf.AddDate(0, -months*(n-1-i), 0)); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// slopeOf is the slope of a series.
func slopeOf(results []loyalty.Result) (loyalty.Slope, error) {
	var kept []loyalty.Snapshot
	for _, r := range results {
		kept = append(kept, r.Snapshot())
	}
	slope, _, err := loyalty.SlopeOf(kept)
	return slope, err
}

// falling finds the customer who falls fastest of those of whom it can be said that they fall, and counts these. Only who had a band
// all the time is looked at. Where nobody falls for sure, it is the one with the steepest slope.
func (b *base) falling() (pick, falls int, err error) {
	var best loyalty.Slope
	found := false
	for i := range b.customers {
		c := &b.customers[i]
		series, err := b.series(c, readings, apart)
		if err != nil {
			return 0, 0, err
		}
		if series[0].Band == loyalty.Unrated || series[readings-1].Band == loyalty.Unrated {
			continue
		}
		slope, err := slopeOf(series)
		if err != nil {
			return 0, 0, err
		}
		direction, err := slope.Direction(level)
		if err != nil {
			return 0, 0, err
		}
		sure := direction == loyalty.DirectionDown
		if sure {
			falls++
		}
		if steeper := slope.PerDay < best.PerDay; !found || sure && falls == 1 || steeper && (sure || falls == 0) {
			pick, best, found = i, slope, true
		}
	}
	if !found {
		return 0, 0, errors.New("nobody in the log had a band for two years: no course can be told")
	}
	return pick, falls, nil
}

// course follows one score.
func (b *base) course(w io.Writer) error {
	heading(w, "6. Where a score is going")
	pick, falls, err := b.falling()
	if err != nil {
		return err
	}
	c := &b.customers[pick]
	months, err := b.series(c, shown, 1)
	if err != nil {
		return err
	}
	card := b.one.Card()
	fmt.Fprintf(w, "%s by the first edition, month by month. Shown is the band that one would show: it is left only %d points past its edge.\n", c.key.To, card.Hysteresis)
	fmt.Fprintf(w, "  %-11s %6s  %-10s %-10s\n", "", "points", "band", "shown")
	band := loyalty.Unrated
	for _, r := range months {
		mark := ""
		if band = b.one.NextBand(band, r.Points); band != r.Band {
			mark = " ←"
		}
		fmt.Fprintf(w, "  %-11s %6d  %-10s %-10s %s%s\n", r.AsOf.Format(time.DateOnly), r.Points, r.Band, band, bar(float64(r.Points), 10_000, 50), mark)
	}
	each, err := slopeOf(months)
	if err != nil {
		return err
	}
	raw, calm, most, err := b.flicker()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "In the whole base bands changed %d times in these months; those shown changed %d times. The points of %s, who\ngains most by it, with ← where the band shown is another than that of the points:\n ", raw, calm, b.customers[most].key.To)
	if months, err = b.series(&b.customers[most], shown, 1); err != nil {
		return err
	}
	band = months[0].Band
	for _, r := range months {
		fmt.Fprintf(w, " %d", r.Points)
		if band = b.one.NextBand(band, r.Points); band != r.Band {
			fmt.Fprint(w, "←")
		}
	}
	fmt.Fprintln(w)
	rare, err := b.series(c, readings, apart)
	if err != nil {
		return err
	}
	third, err := slopeOf(rare)
	if err != nil {
		return err
	}
	says := func(s loyalty.Slope) (loyalty.Direction, error) { return s.Direction(level) }
	first, err := says(each)
	second, err2 := says(third)
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	const year = 365
	fmt.Fprintf(w, `
The slope is the median over all pairs of readings, which a few odd ones do not move:
  these %2d months                %+5.0f points a year, %s: P = %.4f
  %d of two years, each sixth      %+5.0f points a year, %s: P = %.4f
P is the chance that a course without a trend looks as steep. It takes readings for independent, and those of neighbouring
months are not, as one history stands behind both: the first P is too small, the second, with readings about half a half-life
apart, can be relied on more. Of the whole base %d fall so that one may say so with %.0f%%; as so many were looked at, some of
them by chance.
`, each.N, year*each.PerDay, first, each.P, third.N, year*third.PerDay, second, third.P, falls, 100*level)
	return nil
}

// flicker counts the changes of bands over the months that are shown, with hysteresis and without, of all who had a band at first, until
// they have none. most is the one for whom the two differ most.
func (b *base) flicker() (raw, calm, most int, err error) {
	best := 0
	for i := range b.customers {
		series, err := b.series(&b.customers[i], shown, 1)
		if err != nil {
			return 0, 0, 0, err
		}
		before, kept, spared := series[0].Band, series[0].Band, 0
		if before == loyalty.Unrated {
			continue
		}
		for _, r := range series[1:] {
			if r.Band == loyalty.Unrated {
				break
			}
			if r.Band != before {
				raw++
				spared++
			}
			if next := b.one.NextBand(kept, r.Points); next != kept {
				kept = next
				calm++
				spared--
			}
			before = r.Band
		}
		if spared > best {
			best, most = spared, i
		}
	}
	return raw, calm, most, nil
}
