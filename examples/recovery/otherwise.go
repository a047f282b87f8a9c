package main

import (
	"fmt"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// pictures draws the two factors that a complaint moves, and the stages.
func (r *report) pictures() error {
	heading(r.w, "4. The same in pictures")
	column := "one day"
	if r.axis.step > 1 {
		column = fmt.Sprintf("%d days", r.axis.step)
	}
	r.line("Day 0 is %s; a column is %s.", date(r.axis.zero), column)
	for _, c := range r.customers {
		r.line("  %s %s", c.mark, c.name())
	}
	r.line("  * several of them")
	r.line("\nTrust")
	plot(r.w, r.axis, r.customers, func(m moment) int { return m.of(loyalty.Trust) })
	r.line("\nSatisfaction")
	plot(r.w, r.axis, r.customers, func(m moment) int { return m.of(loyalty.Satisfaction) })
	r.line("\nStage")
	strips(r.w, r.customers)
	return nil
}

// world is how it was, or might have been.
type world struct {
	name  string
	leave []role // what is thought away
	moment
}

// The worlds, in this order. In each the customer does the same: buys, uses and rates as it was.
const (
	smooth = iota // nothing went wrong
	unheard
	actual
	unforced // the reply and the promise, for no complaint
	worlds
)

// worldsOf reads the score and the stage of a customer at the end of each world.
func (r *report) worldsOf(c *customer) ([worlds]world, error) {
	all := [worlds]world{
		smooth:   {name: "had nothing gone wrong", leave: []role{complaint, letter, reply, settlement, word, proof}},
		unheard:  {name: "had nobody answered", leave: []role{reply, settlement, word, proof}},
		actual:   {name: "as it was"},
		unforced: {name: "had we done the same without a failure", leave: []role{complaint, settlement}},
	}
	for i := range all {
		track, err := r.rooms.follow(c.without(all[i].leave...), r.asOf)
		if err != nil {
			return all, fmt.Errorf("%s, %s: %w", c.name(), all[i].name, err)
		}
		all[i].moment = track.last()
	}
	return all, nil
}

// otherwise sets what was beside what might have been.
func (r *report) otherwise() error {
	heading(r.w, "5. With and without")
	r.prose("", `Here the complaint, and what we made of it, are thought away. The customer does the same in all rows: buys, uses and rates as it
was. So the differences are those of the complaint and of our answer alone, and of the stage, which goes by what customers do, there is
nothing to tell.`)
	factors := []loyalty.FactorID{loyalty.Trust, loyalty.Satisfaction, loyalty.Value, loyalty.Communication, loyalty.SocialBond}
	head := []string{"as of " + date(r.asOf)}
	for _, f := range factors {
		head = append(head, string(f))
	}
	for _, c := range r.customers {
		all, err := r.worldsOf(c)
		if err != nil {
			return err
		}
		t := table{align: "lrrrrrr"}
		t.add(append(head, "index")...)
		row := func(of world) {
			cells := []string{of.name}
			for _, f := range factors {
				cells = append(cells, number(of.of(f)))
			}
			t.add(append(cells, number(of.score.Points))...)
		}
		difference := func(name string, a, b world) {
			cells := []string{name}
			for _, f := range factors {
				cells = append(cells, change(a.of(f)-b.of(f)))
			}
			t.add(append(cells, change(a.score.Points-b.score.Points))...)
		}
		row(all[smooth])
		row(all[unheard])
		row(all[actual])
		difference("  what the answer changed", all[actual], all[unheard])
		difference("  what remains of it all", all[actual], all[smooth])
		if c.answered() {
			row(all[unforced])
			difference("  what the failure itself cost", all[actual], all[unforced])
		}
		r.line("\n%s", c.name())
		t.write(r.w)
		r.reading(c, all)
	}
	r.line("")
	r.prose("", `It is a rule of the model, and not of these customers: a complaint only ever counts against satisfaction. Settling it well takes
most of that back, and never more than all. However well you recover, satisfaction is never higher than it would have been without the
failure. What can be higher is trust, for a promise that was kept, and communication, for a quick answer; and so can the index. But a promise
can be kept and a question answered without a failure, and then it is worth as much, without the loss.`)
	return nil
}

// reading says in words what the table of a customer shows.
func (r *report) reading(c *customer, all [worlds]world) {
	if !c.answered() {
		r.prose("  ", `There was no answer, so that nothing is taken back. In satisfaction that makes %s points and in communication %s, for the letter
waits as well. In trust it makes %s points, for nothing was promised, and nothing broken.`,
			change(all[actual].of(loyalty.Satisfaction)-all[smooth].of(loyalty.Satisfaction)),
			change(all[actual].of(loyalty.Communication)-all[smooth].of(loyalty.Communication)),
			none(all[actual].of(loyalty.Trust)-all[smooth].of(loyalty.Trust)))
		return
	}
	r.prose("  ", "Beside no answer at all, what we did makes %s points of trust, %s of satisfaction and %s of the index.",
		none(all[actual].of(loyalty.Trust)-all[unheard].of(loyalty.Trust)),
		none(all[actual].of(loyalty.Satisfaction)-all[unheard].of(loyalty.Satisfaction)),
		none(all[actual].score.Points-all[unheard].score.Points))
	switch n := all[actual].score.Points - all[smooth].score.Points; {
	case n > 0:
		r.prose("  ", `The index ends %s points above what it would be had nothing gone wrong, for there was occasion to answer fast and to keep a word. That is no gift of the failure: the same answer and the same promise without it would have come to %s.`,
			number(n), number(all[unforced].score.Points))
	case n < 0:
		r.prose("  ", "The index ends %s points below what it would be had nothing gone wrong.", number(-n))
	}
}

// none writes a difference within a sentence.
func none(n int) string {
	if n == 0 {
		return "0"
	}
	return change(n)
}

// reasons shows what the index is made of: the lines sum to it exactly.
func (r *report) reasons() error {
	heading(r.w, "6. Why the index is what it is")
	r.prose("", `The index starts in the middle, and what is known of each factor moves it up or down by so many points; the sums are exact. The
band names the index; unrated is who is known too little. The last column is the range that it lies in with a certainty of 90 %%; a few
orders and ratings leave much open.`)
	r.line("")
	t := table{align: "lrrrrrrrll"}
	t.add("", "start", "trust", "satisfaction", "value", "communication", "social-bond", "index", "band", "range")
	for _, c := range r.customers {
		score := c.track.last().score
		cells := []string{c.name(), number(score.Prior)}
		for _, line := range score.Lines() {
			cells = append(cells, change(line.Effect))
		}
		t.add(append(cells, number(score.Points), score.Band, fmt.Sprintf("%s to %s", number(score.Interval().Low), number(score.Interval().High)))...)
	}
	t.write(r.w)
	r.line("")
	for _, c := range r.customers {
		score := c.track.last().score
		for _, line := range score.TopStrengths(1) {
			r.line("  What speaks most for us to %s is %s, by %s points.", c.name(), line.Factor, change(line.Effect))
		}
		for _, line := range score.TopRisks(1) {
			r.line("  What speaks most against us to %s is %s, by %s points.", c.name(), line.Factor, change(line.Effect))
		}
	}
	for _, c := range r.customers {
		waiting, err := r.waiting(c)
		if err != nil {
			return err
		}
		for _, text := range waiting {
			r.prose("  ", "%s", text)
		}
	}
	return nil
}

// waiting tells of what is open, which counts anew at every instant.
func (r *report) waiting(c *customer) ([]string, error) {
	open, err := c.log.Open(c.key)
	if err != nil {
		return nil, err
	}
	handling := loyalty.DefaultCustomerCard().Policy.Complaints
	var texts []string
	for o := range open.Complaints(r.asOf) {
		if o.By != relationship.ByTo {
			continue
		}
		of := loyalty.Case{Severity: o.Severity, At: o.Since, Handling: handling}
		then, errThen := of.Open(o.Since)
		now, errNow := of.Open(r.asOf)
		if errThen != nil || errNow != nil {
			return nil, fmt.Errorf("complaint %s cannot be read", o.ID)
		}
		texts = append(texts, fmt.Sprintf("%s's complaint has been open for %d days. On the first it weighed %.2f against us, now %.2f, and it does not fade while it is open.",
			c.name(), days(o.Since, r.asOf), then.Against(), now.Against()))
	}
	return texts, nil
}
