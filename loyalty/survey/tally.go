package survey

import (
	"fmt"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// MaxAnswers is the most answers that a tally counts: every sum it forms is exact to there.
const MaxAnswers = 1_000_000_000_000

// instrument is a question with a scale of whole numbers.
type instrument struct {
	name      string
	code      byte // in binary forms
	low, high int
	about     relationship.Aspect
	reversed  bool // more is worse
}

func ofNPS() instrument {
	return instrument{"nps", 1, 0, 10, relationship.AspectRecommendation, false}
}

func ofCSAT() instrument {
	return instrument{"csat", 2, 1, 5, relationship.AspectSatisfaction, false}
}

func ofCES() instrument { return instrument{"ces", 3, 1, 7, relationship.AspectEffort, false} }

func ofCES1() instrument { return instrument{"ces-1", 4, 1, 5, relationship.AspectEffort, true} }

// size is the number of answers there are to choose from.
func (i instrument) size() int { return i.high - i.low + 1 }

// tally counts the answers to one question, by their place on its scale. It is exact, whatever the order.
type tally struct{ counts [11]int64 }

func (t *tally) total() int64 {
	n := int64(0)
	for _, c := range t.counts {
		n += c
	}
	return n
}

func (t *tally) add(i instrument, answer int, times int64) error {
	switch {
	case answer < i.low || answer > i.high:
		return &FieldError{"answer", strconv.Itoa(answer), fmt.Sprintf("a whole number from %d to %d", i.low, i.high)}
	case times < 0:
		return &FieldError{"times", strconv.FormatInt(times, 10), "0 or more"}
	case times > MaxAnswers-t.total():
		return ErrFull
	}
	t.counts[answer-i.low] += times
	return nil
}

func (t *tally) merge(o *tally) error {
	if t.total() > MaxAnswers-o.total() {
		return ErrFull
	}
	for k, c := range o.counts {
		t.counts[k] += c
	}
	return nil
}

// observe counts what the party seen answered to this very question, by value or by pointer; anything else is no answer to it.
func (t *tally) observe(i instrument, e relationship.Event) error {
	if p, ok := e.(*relationship.Rating); ok && p != nil {
		e = *p
	} else if ok || e == nil {
		return &FieldError{"event", "nil", "an event"}
	}
	r, ok := e.(relationship.Rating)
	if !ok || r.Actor() != relationship.ByTo || r.About() != i.about || r.Low() != float64(i.low) || r.High() != float64(i.high) {
		return nil
	}
	answer := int(r.Value()) // from low to high
	if float64(answer) != r.Value() {
		return nil
	}
	if i.reversed { // ratings of effort say how easy it was
		answer = i.low + i.high - answer
	}
	return t.add(i, answer, 1)
}

// count returns how often an answer was given; none was given outside the scale.
func (t *tally) count(i instrument, answer int) int64 {
	if answer < i.low || answer > i.high {
		return 0
	}
	return t.counts[answer-i.low]
}

// between returns how many answers were from lo to hi.
func (t *tally) between(i instrument, lo, hi int) int64 {
	n := int64(0)
	for answer := lo; answer <= hi; answer++ {
		n += t.count(i, answer)
	}
	return n
}

// mean estimates the mean on the instrument's scale.
func (t *tally) mean(i instrument, level float64) (Estimate, bool, error) {
	if err := checkLevel(level); err != nil {
		return Estimate{}, false, err
	}
	var m moments
	for k, c := range t.counts[:i.size()] {
		v := int64(i.low + k)
		m = m.plus(moments{c, c * v, c * v * v})
	}
	if m.n == 0 {
		return Estimate{}, false, nil
	}
	return m.estimate(level, 1, float64(i.low), float64(i.high)), true, nil
}

// perceived estimates the mean on a scale from 0, worst, to 1, best.
func (t *tally) perceived(i instrument, level float64) (Estimate, bool, error) {
	e, ok, err := t.mean(i, level)
	if !ok {
		return Estimate{}, false, err
	}
	worst, best := float64(i.low), float64(i.high)
	if i.reversed {
		worst, best = best, worst
	}
	return e.mapped(worst, best), true, nil
}

// share estimates the share of answers from lo to hi.
func (t *tally) share(i instrument, lo, hi int, level float64) (Estimate, bool, error) {
	if err := checkLevel(level); err != nil {
		return Estimate{}, false, err
	}
	n := t.total()
	if n == 0 {
		return Estimate{}, false, nil
	}
	return share(t.between(i, lo, hi), n, level), true, nil
}
