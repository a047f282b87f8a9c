package main

import (
	"fmt"
	"math"
	"slices"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/loyalty/survey"
	"github.com/rapport-go/rapport/relationship"
)

// tallies are the three short questionnaires of one shop.
type tallies struct {
	nps  survey.NPS
	csat survey.CSAT
	ces  survey.CES
}

// observe counts a rating where it answers one of the three questions.
func (t *tallies) observe(e relationship.Event) error {
	for _, observe := range []func(relationship.Event) error{t.nps.Observe, t.csat.Observe, t.ces.Observe} {
		if err := observe(e); err != nil {
			return err
		}
	}
	return nil
}

// merge adds those of another shop.
func (t *tallies) merge(o *tallies) error {
	for _, err := range []error{t.nps.Merge(o.nps), t.csat.Merge(o.csat), t.ces.Merge(o.ces)} {
		if err != nil {
			return err
		}
	}
	return nil
}

// asked counts the answers of the window, shop by shop in the order of their names.
func (s *story) asked() (shops []relationship.PartyID, counts map[relationship.PartyID]*tallies, err error) {
	counts = map[relationship.PartyID]*tallies{}
	for shop, e := range s.inShops() {
		if counts[shop] == nil {
			shops, counts[shop] = append(shops, shop), new(tallies)
		}
		if s.recent(e) {
			if err := counts[shop].observe(e); err != nil {
				return nil, nil, err
			}
		}
	}
	slices.Sort(shops)
	return shops, counts, nil
}

// inTime counts the orders that were handed over when they were due: the quality that the firm measures itself.
func (s *story) inTime() loyalty.Share {
	var share loyalty.Share
	for _, e := range s.inShops() {
		d, ok := e.(relationship.Delivery)
		if !ok || !s.recent(d) || d.Due().IsZero() {
			continue
		}
		share.Of++
		if !d.At().After(d.Due()) {
			share.Hits++
		}
	}
	return share
}

// surveys is the second half of the second block.
func surveys(p *paper, s *story) error {
	shops, counts, err := s.asked()
	if err != nil {
		return err
	}
	var both tallies
	rows := make([]string, 0, len(shops)+1)
	of := map[string]*tallies{}
	for _, shop := range shops {
		if err := both.merge(counts[shop]); err != nil {
			return err
		}
		rows = append(rows, string(shop))
		of[string(shop)] = counts[shop]
	}
	rows = append(rows, "together")
	of["together"] = &both
	p.line("\n  asked in the shops  would recommend (NPS)                       satisfied (CSAT)         found it easy (CES)")
	var few *survey.NPSScore // the one that its centre is farthest from
	shop := ""
	for _, name := range rows {
		score, ok, err := of[name].nps.Score(level)
		if err != nil {
			return err
		}
		nps := "nobody answered"
		if ok {
			nps = fmt.Sprintf("%4s  centre %3s (%s to %s) of %d", signed(score.Value, 0), signed(score.Centre, 0), signed(score.Low, 0),
				signed(score.High, 0), score.Answers)
			if few == nil || math.Abs(score.Value-score.Centre) > math.Abs(few.Value-few.Centre) {
				few, shop = &score, name
			}
		}
		satisfied, err := estimated(of[name].csat.Satisfied(level))
		if err != nil {
			return err
		}
		easy, err := estimated(of[name].ces.Easy(level))
		if err != nil {
			return err
		}
		p.line("    %-16s %-43s %-24s %s", name, nps, satisfied, easy)
	}
	if few != nil {
		p.prose("  ", `Look at %[1]s: %[2]d promoters (9 or 10) and %[3]d detractors (0 to 6) of %[4]d answers make %[5]s. But %[4]d answers are no proof of
that: the interval is built as if three more had been given that take no side, around (%[2]d-%[3]d)/(%[4]d+3), which is %[6]s, and from
there it reaches from %[7]s to %[8]s. Together are all answers, which is no mean of two scores; who
answered twice counts twice.`,
			shop, few.Promoters, few.Detractors, few.Answers, signed(few.Value, 0), signed(few.Centre, 0), signed(few.Low, 0), signed(few.High, 0))
	}
	if err := compared(p, s, both.csat); err != nil {
		return err
	}
	return sheets(p, s)
}

// estimated writes an estimated share.
func estimated(e survey.Estimate, ok bool, err error) (string, error) {
	if err != nil || !ok {
		return "nobody answered", err
	}
	return fmt.Sprintf("%s %% %s of %d", percent(e.Value), within(e.Low, e.High), e.Answers), nil
}

// compared sets what customers perceive beside what the firm measures.
func compared(p *paper, s *story, csat survey.CSAT) error {
	perceived, ok, err := csat.Perceived(level)
	internal, known := s.inTime().Value()
	if err != nil || !ok || !known {
		return err
	}
	q, err := survey.CompareQuality(perceived, internal)
	if err != nil {
		return err
	}
	p.prose("  ", `Quality as perceived, the mean answer on a scale from 0 to 100, is %s %s; as measured inside, orders handed over in
time, it is %s (%v). That is higher by %s (%s to %s)%s`, percent(q.Perceived.Value),
		within(q.Perceived.Low, q.Perceived.High), percent(q.Internal), s.inTime(), signed(100*q.Gap.Value, 0), signed(100*q.Gap.Low, 0), signed(100*q.Gap.High, 0),
		map[bool]string{true: ": the firm thinks otherwise of itself than its customers do.", false: ", which may be chance."}[q.Gap.Low > 0 || q.Gap.High < 0])
	return nil
}

// sheets reads the questionnaires on service quality.
func sheets(p *paper, s *story) error {
	if len(s.register.Sheets) == 0 {
		return nil
	}
	var all survey.SERVQUAL
	for i, answers := range s.register.Sheets {
		filled, err := answers.asked()
		if err == nil {
			err = all.Add(filled)
		}
		if err != nil {
			return fmt.Errorf("sheet %d: %w", i+1, err)
		}
	}
	p.line("\n  %d sheets of %d questions (SERVQUAL), 1 to 7: what is expected, what is perceived, and how far it falls short", len(s.register.Sheets), survey.Items)
	for _, d := range survey.Dimensions() {
		expected, ok, err := all.Expected(d, level)
		if err != nil {
			return err
		}
		perceived, seen, err := all.Perceived(d, level)
		if err != nil {
			return err
		}
		gap, both, err := all.Gap(d, level)
		if err != nil {
			return err
		}
		if !ok || !seen || !both {
			p.line("    %-15s no sheet is complete", d)
			continue
		}
		p.line("    %-15s %.2f - %.2f = %s (%s to %s) of %d  %s", d, perceived.Value, expected.Value, signed(gap.Value, 2), signed(gap.Low, 2), signed(gap.High, 2),
			gap.Answers, bar(-gap.Value/3, 30))
	}
	score, ok, err := all.Score(survey.Weights{}, level)
	if err != nil || !ok {
		return err
	}
	p.prose("  ", `As one number, from 0 to 100: %s %s, where 50 is just what was expected. A sheet counts where all questions of a part
are answered, so that one gap in a sheet costs one part and not the sheet.`, percent(score.Value), within(score.Low, score.High))
	return nil
}
