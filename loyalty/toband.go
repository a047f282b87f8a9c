package loyalty

import (
	"errors"
	"math"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Reaches returns the instant at which the mean of a belief passes a value, from 0 to 1, when nothing new is heard:
//
//	k = κ·(θ − m₀)/(R − θ·n), t = −h·log₂ k after At, if 0 < k <= 1
//
// The mean goes from that of At towards m₀ and passes each value between once. ok is false for a value that it does not pass: one beyond
// where it starts, m₀ itself, any without evidence or without decay; and for an instant after the year 9999. Accuracy: relative 1e-14
// of the time, times n/|R/θ − n|. The errors are those of the prior and of the half-life, and a *FieldError for a mean outside 0 to 1.
func (e Evidence) Reaches(mean float64, prior Prior, h HalfLife) (when time.Time, ok bool, err error) {
	var f faults
	f.number("mean", mean, 0, 1)
	prior.check("prior", &f)
	if err := h.check("half-life"); err != nil {
		f.errs = append(f.errs, err)
	}
	if err := f.err(); err != nil {
		return time.Time{}, false, err
	}
	k := prior.Strength * (mean - prior.Mean) / (e.pro - float64(mean*e.Mass()))
	if !(k > 0 && k <= 1) || h == NoDecay {
		return time.Time{}, false, nil
	}
	when, ok = e.at.after(-h.seconds() * math.Log2(k))
	return when, ok, nil
}

// after returns the instant that is some seconds >= 0 later, unless that is after the year 9999.
func (a instant) after(seconds float64) (when time.Time, ok bool) {
	if !(seconds <= lastSecond-firstSecond) {
		return time.Time{}, false
	}
	whole, rest := math.Modf(seconds)
	when = a.time().Add(time.Duration(math.Round(rest * 1e9))).UTC()
	sec := when.Unix() + int64(whole)
	if sec > lastSecond {
		return time.Time{}, false
	}
	return time.Unix(sec, int64(when.Nanosecond())).UTC(), true
}

// Crossing is a change of band that is to come.
type Crossing struct {
	// At is the first instant, a whole number of seconds after the one asked about, with another band; a second before, the band is
	// From.
	At time.Time
	// From and To are the bands; either may be Unrated.
	From, To string
	// Points is the score at At, 0 when there is none any more.
	Points int
}

// TimeToBand returns when the band of a score changes next if nothing new is heard: as evidence fades the score goes towards its
// prior, coverage is lost, gates open and shut, and what is open weighs more and more. ok is false when the band never changes, up to
// the year 9999. The band is Result.Band, without hysteresis, and so it may become Unrated; it does so too when a factor that the card requires
// falls short and Score gives an *InsufficientError from then on.
//
// Law: Score at At has band To, and a second before it has From. What is undone within a minute, or within a thousandth of the time
// until then, may be passed over; no other change before At is.
//
// The score need not move one way, and ranks of relationships may turn. For one factor see Evidence.Reaches.
//
// The errors are those of Score at asOf. Cost: about a hundred readings, 10 µs with nothing open, where the score does not stay close to an
// edge; at most some 50,000 where it does.
//
// Method: bisection, with bounds on the score between two instants from the ends of what fades and of what grows.
func (m *Model) TimeToBand(s State, open *relationship.Open, asOf time.Time) (c Crossing, ok bool, err error) {
	now, err := m.Score(s, open, asOf)
	if err != nil || len(m.factors) == 0 { // the zero Model has one band for ever
		return Crossing{}, false, err
	}
	start, err := instantOf("as-of", asOf)
	if err != nil {
		return Crossing{}, false, err
	}
	f := forecast{m: m, s: &s, open: open, start: start, from: now.Band}
	for begin, end := f.view(0), int64(1)<<6; begin.at < lastSecond-start.sec; end *= 2 {
		next := f.view(min(end, lastSecond-start.sec))
		found, err := f.first(&begin, &next)
		if err != nil {
			return Crossing{}, false, err
		}
		if found > 0 {
			at := f.instant(found).time()
			band, points, err := f.band(found)
			return Crossing{At: at, From: now.Band, To: band, Points: points}, err == nil, err
		}
		begin = next
	}
	return Crossing{}, false, nil
}

// forecast looks for a change of band.
type forecast struct {
	m     *Model
	s     *State
	open  *relationship.Open
	start instant
	from  string
}

// outlook is what is known of each factor some seconds after the start.
type outlook struct {
	at             int64
	pro, con, open [MaxFactors]float64
	err            error
}

// instant returns the instant some seconds after the start.
func (f *forecast) instant(after int64) instant {
	return instant{f.start.sec + after, f.start.nsec, true}
}

// view looks at what is known after some seconds: what fades, and apart from it what is open and grows.
func (f *forecast) view(after int64) outlook {
	v, now := outlook{at: after}, f.instant(after)
	for i := range f.m.factors {
		x := &f.m.factors[i]
		if e := f.s.lookup(x.ID); e != nil {
			k := fade(now.since(e.at), x.seconds)
			v.pro[i], v.con[i] = float64(e.pro*k), float64(e.con*k)
		}
	}
	if f.open != nil {
		var all [MaxFactors]belief
		v.err = f.m.addOpen(all[:len(f.m.factors)], f.open, now.time(), nil)
		for i := range all {
			v.open[i] = all[i].con
		}
	}
	return v
}

// band returns the band after some seconds, and the points.
func (f *forecast) band(after int64) (string, int, error) {
	r, err := f.m.Score(*f.s, f.open, f.instant(after).time())
	if errors.Is(err, ErrInsufficient) {
		return Unrated, 0, nil
	}
	return r.Band, r.Points, err
}

// first returns the first second after a, up to b, that has another band than the one at a; 0 when there is none.
func (f *forecast) first(a, b *outlook) (int64, error) {
	if err := errors.Join(a.err, b.err); err != nil {
		return 0, err
	}
	if f.certain(a, b) {
		return 0, nil
	}
	length := b.at - a.at
	if length <= max(1<<6, a.at>>10) {
		band, _, err := f.band(b.at)
		if err != nil || band == f.from {
			return 0, err
		}
		if length == 1 {
			return b.at, nil
		}
	}
	middle := f.view(a.at + length/2)
	if found, err := f.first(a, &middle); found > 0 || err != nil {
		return found, err
	}
	return f.first(&middle, b)
}

// certain reports whether the band cannot change from one outlook to a later one.
func (f *forecast) certain(a, b *outlook) bool {
	var (
		low, high          [MaxFactors]float64 // what each factor counts as
		dropped            [MaxFactors]bool
		least, most        = 1.0, 0.0 // of all factors
		covered, coverable = 0.0, 0.0 // weight
		kept               = 0.0
		unsure             = false // which factors are left out
	)
	n := len(f.m.factors)
	for i := range n {
		x, r := &f.m.factors[i], f.m.factors[i].between(a, b, i)
		missing, known := r.mass.Low < f.m.card.MinMass, r.mass.High >= f.m.card.MinMass // may be so
		if missing {
			assumed := x.Neutral
			switch x.Missing {
			case MissingRequire:
				return !known && f.from == Unrated // without a score
			case MissingRenormalise:
				dropped[i], unsure = !known, unsure || known
			case MissingBest:
				assumed = 1
				fallthrough
			case MissingNeutral, MissingWorst:
				if r.mean.Low, r.mean.High = min(r.mean.Low, assumed), max(r.mean.High, assumed); !known {
					r.mean = Interval{assumed, assumed}
				}
			}
		} else {
			covered += x.share
		}
		if known {
			coverable += x.share
		}
		if !dropped[i] {
			kept += x.share
		}
		low[i], high[i] = r.mean.Low, r.mean.High
		least, most = min(least, r.mean.Low), max(most, r.mean.High)
	}
	rated := f.m.card.MinCoverage - 1e-12 // as settle has it
	if f.from == Unrated {
		return coverable < rated
	}
	if covered < rated {
		return false
	}
	// The sums are those of settle and cover, term by term, so that what does not change gives the same points as there.
	scoreLow, scoreHigh := 0.0, 0.0
	for i := range n {
		share := f.m.factors[i].share
		if kept > 0 && kept < 1 {
			if share /= kept; dropped[i] {
				share = 0
			}
		}
		scoreLow += float64(perfect * float64(share*low[i]))
		scoreHigh += float64(perfect * float64(share*high[i]))
	}
	if unsure {
		scoreLow, scoreHigh = perfect*least, perfect*most
	}
	from, to := toPoints(scoreLow), toPoints(scoreHigh)
	for i := range f.m.gates {
		g := &f.m.gates[i]
		if toPoints(perfect*low[g.index]) < g.Below { // may be shut
			from = min(from, g.Cap)
		}
		if toPoints(perfect*high[g.index]) < g.Below { // is shut
			to = min(to, g.Cap)
		}
	}
	return f.m.BandAt(from) == f.from && f.m.BandAt(to) == f.from
}

// bounds are where the mean of a factor and its mass lie.
type bounds struct{ mean, mass Interval }

// between returns where a factor lies from one outlook to a later one. While what is open stays as it is, the mean goes one way and
// the ends bound it; else the worst and the best of each part do.
func (x *factor) between(a, b *outlook, i int) bounds {
	mean := func(pro, con float64) float64 { return (x.pro + pro) / (x.pro + pro + (x.con + con)) } // as cover has it
	if a.open[i] == b.open[i] {
		conA, conB := min(a.con[i]+a.open[i], maxMass), min(b.con[i]+b.open[i], maxMass)
		one, other := mean(a.pro[i], conA), mean(b.pro[i], conB)
		return bounds{Interval{min(one, other), max(one, other)}, Interval{b.pro[i] + conB, a.pro[i] + conA}}
	}
	least, most := min(b.con[i]+a.open[i], maxMass), min(a.con[i]+b.open[i], maxMass)
	return bounds{Interval{mean(b.pro[i], most), mean(a.pro[i], least)}, Interval{b.pro[i] + least, a.pro[i] + most}}
}
