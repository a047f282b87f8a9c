package main

import (
	"fmt"
	"strings"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// score shows the score and what explains it.
func (d *desk) score() error {
	d.heading("2. The score, and why")
	r := d.now.result
	sure := "The whole range is in the band."
	if !r.BandConfident() {
		sure = "The range is wider than the band: the band is the best guess and not sure."
	}
	low, high := r.Interval().Low, r.Interval().High
	d.prose("%s points, band %s; %.0f %% sure from %s to %s. %s Enough is known of %.0f %% of the weight.", number(r.Points), r.Band,
		d.now.model.Card().Level*100, number(low), number(high), sure, r.Coverage*100)
	rows := [][]string{{"factor", "0 to 1", "", "weight", "pieces", "points", "effect", "potential"}}
	for _, l := range r.Lines() {
		rows = append(rows, []string{string(l.Factor), bar(l.Value), share(l.Value), share(l.Weight), fmt.Sprintf("%.1f", l.Mass),
			number(l.Points), change(l.Effect), change(l.Potential)})
	}
	d.table("llrrrrrr", append(rows, []string{"sum", "", "", "", "", number(r.Points), change(r.Points - r.Prior), ""}))
	d.prose(`Pieces are what is left of the evidence after fading, counted in observations. Points sum to the score, and effects to what the
evidence made of the %s without any. Potential is what the factor could still add. The formality of the agreements in force and the
steadiness of prices are no events: they are measured today and put into a copy of the state as evidence of today.`, number(r.Prior))
	var measured []string
	if d.now.has.hasFormality {
		measured = append(measured, fmt.Sprintf("Formality is %s and counts as %.0f pieces, for what is in force is certain.", share(d.now.has.formality), d.now.has.formalMass))
	}
	if d.now.has.hasPrices {
		measured = append(measured, fmt.Sprintf("Steadiness of prices is %s and counts as %.0f: one for each step from one order of the last year to the next, and no more than one item may.",
			share(d.now.has.prices), d.now.has.priceMass))
	}
	if len(measured) > 0 {
		d.prose("%s", strings.Join(measured, " "))
	}
	d.prose("What lifts it most: %s. What pulls it below where one without evidence stands: %s. Most to gain: %s.", named(r.TopStrengths(2), effect), named(r.TopRisks(2), effect), named(r.TopPotential(1), potential))
	risks, err := r.Risks(loyalty.Circumstances{Open: d.now.open})
	if err != nil {
		return err
	}
	var all []string
	for _, x := range risks {
		all = append(all, fmt.Sprintf("%v %s", x.Code, sizeOf(x)))
	}
	if len(all) > 0 {
		d.prose("To look after: %s.", strings.Join(all, ", "))
	}
	return nil
}

// sizeOf says what a risk is about and how large it is, in the unit of its code.
func sizeOf(x loyalty.Risk) string {
	switch x.Code {
	case loyalty.RiskOverduePromise:
		return fmt.Sprintf("(%s, %.1f days)", x.ID, x.Size)
	case loyalty.RiskOpenComplaint:
		return fmt.Sprintf("(%s, severity %v)", x.ID, x.Size)
	case loyalty.RiskBandUnsure:
		return fmt.Sprintf("(a range of %.0f points)", x.Size)
	}
	return fmt.Sprintf("(%.2f)", x.Size) // of a gate and of coverage
}

func effect(l loyalty.Line) int    { return l.Effect }
func potential(l loyalty.Line) int { return l.Potential }

// named lists lines with a number of theirs.
func named(lines []loyalty.Line, of func(loyalty.Line) int) string {
	if len(lines) == 0 {
		return "none"
	}
	var all []string
	for _, l := range lines {
		all = append(all, fmt.Sprintf("%s %s", l.Factor, change(of(l))))
	}
	return strings.Join(all, ", ")
}

// trust reads the same events by the card of trust: what is trusted of whom.
func (d *desk) trust() error {
	d.line("\nTrust, by what is trusted of whom:")
	card := loyalty.DefaultTrustCard()
	card.Scores = relationship.ByTo // theirs towards us; as it comes it scores ours
	model, _, err := card.Compile()
	if err != nil {
		return err
	}
	state, err := observe(model, aboutFirm(d.log.Of(d.key)))
	if err != nil {
		return err
	}
	for e := range d.log.Of(d.key) {
		rating, ok := aboutStaff(e)
		if !ok || rating.Actor() != relationship.ByFrom {
			continue
		}
		factor, err := loyalty.TrustFactor(rating.About(), loyalty.TrustStaff)
		if err != nil {
			return fmt.Errorf("%s: %w", rating.ID(), err)
		}
		item, err := loyalty.Rated(rating.Value(), rating.Low(), rating.High())
		if err != nil {
			return err
		}
		if err := model.ObserveEvidence(&state, factor, item, rating.At()); err != nil {
			return err
		}
	}
	r, err := model.Score(state, d.now.open, d.asOf)
	if err != nil {
		return err
	}
	dimensions, err := r.Groups(loyalty.TrustByDimension())
	if err != nil {
		return err
	}
	objects, err := r.Groups(loyalty.TrustByObject())
	if err != nil {
		return err
	}
	lines := map[loyalty.FactorID]loyalty.Line{}
	for _, l := range r.Lines() {
		lines[l.Factor] = l
	}
	cell := func(points int, mean float64) string { return fmt.Sprintf("%s (%s)", number(points), share(mean)) }
	rows := [][]string{{"points (mean)"}}
	for _, o := range objects {
		rows[0] = append(rows[0], o.Group)
	}
	rows[0] = append(rows[0], "together", "")
	for _, g := range dimensions {
		row := []string{g.Group}
		for _, o := range objects {
			for _, id := range o.Factors {
				for _, same := range g.Factors {
					if l := lines[id]; id == same {
						row = append(row, cell(l.Points, l.Value))
					}
				}
			}
		}
		rows = append(rows, append(row, cell(g.Points, g.Mean), bar(g.Mean)))
	}
	last := []string{"together"}
	for _, o := range objects {
		last = append(last, cell(o.Points, o.Mean))
	}
	d.table("lrrrl", append(rows, append(last, cell(r.Points, r.Score), bar(r.Score))))
	d.prose(`Promises and ratings of integrity speak of the firm's integrity, deliveries of its ability; ratings of knowledge speak of the ability
of its people. What was asked about the people besides is taken in by hand. Rows and columns sum to the %s points of trust (band %s).`,
		number(r.Points), r.Band)
	return nil
}
