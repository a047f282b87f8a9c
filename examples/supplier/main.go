// Supplier is a tutorial: a maker of hazelnut cream reaches those who eat it through a distributor. It shows what both sides of that
// relationship make of each other: the agreement between them, promises kept and broken, the two scores and what explains them, the stage
// it has come to, how much more could be done for it, and what is heard from the consumers at the end of the way.
//
//	go run ./examples/supplier
//
// What happened is in story.jsonl, one event a line. Everything here is a plain reading of it, at one instant.
package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run tells what the log holds as of the end of the story.
func run(w io.Writer) error {
	log, err := story()
	if err != nil {
		return err
	}
	now := day(190)
	for _, part := range []func(io.Writer, *relationship.History, time.Time) error{ties, promises, reputations, course, levels, voices} {
		if err := part(w, log, now); err != nil {
			return err
		}
	}
	return nil
}

// ties shows who is what to whom. Each relationship is directed, and has a book of its own.
func ties(w io.Writer, log *relationship.History, now time.Time) error {
	fmt.Fprintln(w, "Who they are to each other")
	for _, key := range log.Keys() {
		fmt.Fprintf(w, "  %s and its %s %s: %v\n", key.From, key.Role, key.To, relationship.DyadOf(relationship.KindPeerManufacturer, key.Role))
	}
	book, err := relationship.Agreements(log.All())
	if err != nil {
		return err
	}
	for a := range book.InForceAt(now) {
		fmt.Fprintf(w, "  agreement %s, %v, worth %v, in force from %v to %v\n", a.ID(), a.Form(), a.Value(), a.Start(), a.End())
	}
	return nil
}

// promises shows how each side keeps its word. A promise counts by its stake, one that was kept in part by its share.
func promises(w io.Writer, log *relationship.History, now time.Time) error {
	fmt.Fprintln(w, "\nPromises")
	book, err := relationship.Promises(log.Of(distributor))
	if err != nil {
		return err
	}
	for p := range book.All() {
		fmt.Fprintf(w, "  %-9s by %-5s due %s: %v", p.ID(), side(p.By()), p.Due().Format(time.DateOnly), p.State(now))
		if late := p.Lateness(now); late > 0 {
			fmt.Fprintf(w, ", %.0f d after that", late.Hours()/24)
		}
		fmt.Fprintln(w)
	}
	for _, by := range []relationship.Actor{relationship.ByFrom, relationship.ByTo} {
		kept := relationship.PromiseKeeping(log.Of(distributor), by, now.AddDate(-1, 0, 0), now)
		points, _ := kept.Points()
		fmt.Fprintf(w, "  %s kept %d of 10000 points of %d promises\n", side(by), points, kept.N)
	}
	return nil
}

// reputations reads the same events twice: once for how the distributor treats us, and once for how we treat it. Open promises and complaints
// count at the instant of reading.
func reputations(w io.Writer, log *relationship.History, now time.Time) error {
	fmt.Fprintln(w, "\nReputation, both ways")
	for _, of := range []struct {
		what string
		card loyalty.Card
		key  relationship.Key
	}{
		{"rossi, as we see it", loyalty.DefaultPartnerCard(), distributor},
		{"we, as rossi sees us", loyalty.DefaultCustomerCard(), distributor},
		{"we, as ada sees us", loyalty.DefaultCustomerCard(), consumer("ada")},
	} {
		result, err := score(of.card, log, of.key, now)
		if err != nil {
			return err
		}
		low, high := result.Interval().Low, result.Interval().High
		fmt.Fprintf(w, "  %-20s %d points, %s, surely %d to %d\n", of.what, result.Points, result.Band, low, high)
		for _, line := range result.TopRisks(1) {
			fmt.Fprintf(w, "    what pulls it down most: %s, %+d\n", line.Factor, line.Effect)
		}
	}
	return nil
}

// score reads one relationship by one card.
func score(card loyalty.Card, log *relationship.History, key relationship.Key, now time.Time) (loyalty.Result, error) {
	model, _, err := card.Compile()
	if err != nil {
		return loyalty.Result{}, err
	}
	var state loyalty.State
	for e := range log.Of(key) {
		if err := model.Observe(&state, e); err != nil {
			return loyalty.Result{}, err
		}
	}
	open, err := log.Open(key)
	if err != nil {
		return loyalty.Result{}, err
	}
	return model.Score(state, open, now)
}

// course follows the distributor through the stages of a partner. What loyalty knows goes into the facts that its guards read.
func course(w io.Writer, log *relationship.History, now time.Time) error {
	fmt.Fprintln(w, "\nThe way that rossi came")
	partners, err := lifecycle.Partner(lifecycle.PartnerPolicy{})
	if err != nil {
		return err
	}
	tell := func(s lifecycle.PartnerStep) {
		if s.Outcome == lifecycle.Moved {
			fmt.Fprintln(w, " ", s)
		}
	}
	var rossi lifecycle.PartnerStanding
	for e := range log.Of(distributor) {
		known, err := score(loyalty.DefaultPartnerCard(), log.Until(e.At()), distributor, e.At())
		if err != nil {
			return err
		}
		rossi.Facts.Forget()
		for factor, points := range known.Known() {
			rossi.Facts.Learn(string(factor), points)
		}
		rossi.Facts.Keep(relationship.PromiseKeeping(log.Of(distributor), relationship.ByTo, e.At().AddDate(-1, 0, 0), e.At()), 2)
		if err := partners.Observe(&rossi, e, tell); err != nil {
			return err
		}
	}
	return partners.Advance(&rossi, now, tell)
}

// levels shows how much is done for each buyer, how much would pay, and what the next step takes. A distributor is one of few and earns us
// much; a consumer is one of many and earns us little.
func levels(w io.Writer, log *relationship.History, now time.Time) error {
	fmt.Fprintln(w, "\nKotler's levels")
	var usual relationship.Levels
	for _, of := range []struct {
		key       relationship.Key
		margin    relationship.MarginClass
		customers relationship.CrowdClass
	}{
		{distributor, relationship.MarginHigh, relationship.CrowdFew},
		{consumer("ada"), relationship.MarginLow, relationship.CrowdMany},
	} {
		signals := usual.Signals(log.Of(of.key), day(0), now)
		gap, err := usual.Gap(signals, of.margin, of.customers)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "  %s: %v, where %v would pay: a gap of %+d\n", of.key.To, gap.Observed, gap.Recommended, gap.Gap())
		for _, need := range gap.Missing {
			fmt.Fprintf(w, "    for %v there are %d of %d\n", need.Level, need.Have, need.Want)
		}
	}
	return nil
}

// voices gathers what is heard at every stage of the way, ranked by what those are worth who say it.
func voices(w io.Writer, log *relationship.History, now time.Time) error {
	fmt.Fprintln(w, "\nWhat is heard")
	var heard relationship.Feedback
	for e := range log.All() {
		if err := heard.Observe(e); err != nil {
			return err
		}
	}
	summaries, err := relationship.Summarize(log.All())
	if err != nil {
		return err
	}
	topics, err := heard.Topics(now, relationship.FeedbackPolicy{}, func(k relationship.Key) relationship.Money { return summaries[k].Net() })
	if err != nil {
		return err
	}
	for _, t := range topics {
		fmt.Fprintf(w, "  %-12s heard %d×, from parties who bought for %v; %d of %d settled in time\n", t.Topic, t.N, t.Value, t.InTime, t.Opened)
	}
	return nil
}
