package loyalty

import (
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// at names the place of an element.
func at(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

// check notes everything that is wrong with the card.
func (c *Card) check(f *faults) {
	if !label(c.ID) {
		f.add("id", quote(c.ID), labelRule)
	}
	if c.Version < 1 {
		f.add("version", strconv.Itoa(c.Version), "1 or more")
	}
	if !c.Scores.IsValid() {
		f.add("scores", c.Scores.String(), "from or to")
	}
	known := c.checkFactors(f)
	for i, g := range c.Gates {
		path := at("gates", i)
		known.check(path+".factor", g.Factor, f)
		points(path+".below", g.Below, f)
		points(path+".cap", g.Cap, f)
	}
	c.checkBands(f)
	f.number("min_mass", c.MinMass, 0, maxMass)
	f.number("min_coverage", c.MinCoverage, 0, 1)
	if err := checkLevel("level", c.Level); err != nil {
		f.errs = append(f.errs, err)
	}
	c.Policy.check(known, f)
}

// points notes a number of points out of range.
func points(path string, v int, f *faults) {
	if v < 0 || v > perfect {
		f.add(path, strconv.Itoa(v), "0 to 10000 points")
	}
}

// names are the ids met so far.
type names map[FactorID]bool

// check notes an id that is not known.
func (n names) check(path string, id FactorID, f *faults) {
	if !n[id] {
		f.add(path, quote(string(id)), "a factor of the card")
	}
}

func (c *Card) checkFactors(f *faults) names {
	known := names{}
	if n := len(c.Factors); n < 1 || n > MaxFactors {
		f.add("factors", strconv.Itoa(n)+" of them", "1 to "+strconv.Itoa(MaxFactors))
	}
	positive := false
	for i, x := range c.Factors {
		path := at("factors", i)
		switch {
		case !label(string(x.ID)):
			f.add(path+".id", quote(string(x.ID)), labelRule)
		case known[x.ID]:
			f.add(path+".id", quote(string(x.ID)), "an id that no other factor has")
		}
		known[x.ID] = true
		f.number(path+".weight", x.Weight, 0, 1e6)
		positive = positive || x.Weight >= 1e-6
		if err := x.HalfLife.check(path + ".half_life"); err != nil {
			f.errs = append(f.errs, err)
		}
		x.Prior.check(path+".prior", f)
		if !x.Missing.IsValid() {
			f.add(path+".missing", x.Missing.String(), "one of the policies")
		}
		if f.number(path+".neutral", x.Neutral, 0, 1); x.Neutral != 0 && x.Missing != MissingNeutral {
			f.add(path+".neutral", text(x.Neutral), "0, as missing is "+x.Missing.String())
		}
		if x.Negativity != 0 {
			f.number(path+".negativity", x.Negativity, 1, 100)
		}
		if x.Cadence < 0 {
			f.add(path+".cadence", x.Cadence.String(), "a span >= 0")
		}
	}
	if !positive && len(c.Factors) > 0 {
		f.add("factors", "no weight", "a weight of 1e-6 or more")
	}
	return known
}

func (c *Card) checkBands(f *faults) {
	if len(c.Bands) == 0 || c.Bands[0].From != 0 {
		f.add("bands", strconv.Itoa(len(c.Bands))+" of them", "a first one from 0")
	}
	if c.Hysteresis < 0 {
		f.add("hysteresis", strconv.Itoa(c.Hysteresis), "0 or more")
	}
	seen := map[string]bool{Unrated: true}
	for i, b := range c.Bands {
		path := at("bands", i)
		if !label(b.Name) || seen[b.Name] {
			f.add(path+".name", quote(b.Name), "a name of its own, not "+Unrated+", of "+labelRule)
		}
		seen[b.Name] = true
		if i == 0 {
			continue
		}
		if b.From <= c.Bands[i-1].From {
			f.add(path+".from", strconv.Itoa(b.From), "more than the band before")
		}
		// Else the band could never be entered, or never be left. Nothing is added to From, which may be as large as an int is.
		if b.From <= c.Hysteresis || b.From > perfect-c.Hysteresis {
			f.add(path+".from", strconv.Itoa(b.From), "an edge with room for the hysteresis on both sides")
		}
	}
}

func (p *Policy) check(known names, f *faults) {
	f.number("policy.max_weight", p.MaxWeight, 0, MaxWeight)
	if p.Lateness <= 0 {
		f.add("policy.lateness", p.Lateness.String(), "a span longer than nothing")
	}
	channels := map[relationship.Channel]bool{}
	for i, r := range p.Replies {
		path := at("policy.replies", i)
		if !r.Channel.IsValid() || channels[r.Channel] || r.Channel >= tables {
			f.add(path+".channel", r.Channel.String(), "a channel that is not listed yet")
		}
		channels[r.Channel] = true
		r.Timeliness.check(path, f)
	}
	if !channels[relationship.ChannelOther] {
		f.add("policy.replies", strconv.Itoa(len(p.Replies))+" of them", "one for the channel "+relationship.ChannelOther.String())
	}
	p.Complaints.check("policy.complaints", f)
	f.number("policy.forgiven", p.Forgiven, 0, 1)
	type use struct {
		event relationship.EventKind
		about relationship.Aspect
	}
	uses := map[use]bool{}
	for i, r := range p.Rules {
		path := at("policy.rules", i)
		if !readable(r.Event) {
			f.add(path+".event", r.Event.String(), "an event that is evidence")
		}
		if rating := r.Event == relationship.EventRating; rating != r.About.IsValid() || !rating && r.About != 0 || r.About >= tables {
			f.add(path+".about", r.About.String(), "an aspect of a rating, and none of another event")
		}
		if uses[use{r.Event, r.About}] {
			f.add(path, r.Event.String(), "one rule for it")
		}
		uses[use{r.Event, r.About}] = true
		known.check(path+".factor", r.Factor, f)
		f.number(path+".weight", r.Weight, 0, MaxWeight)
	}
}

// readable reports whether Observe knows how to read events of a kind.
func readable(k relationship.EventKind) bool {
	switch k {
	case relationship.EventPromiseClosed, relationship.EventDelivery, relationship.EventResolution, relationship.EventReply,
		relationship.EventContact, relationship.EventReferral, relationship.EventRating:
		return true
	}
	return false
}
