package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// storyLines is a year and a half as JSON lines, one event each.
//
//go:embed story.jsonl
var storyLines []byte

// storyEnd is the instant at which the story is read, unless another is asked for.
func storyEnd() time.Time { return time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC) }

const storyIntro = `Tandem makes bicycles and buys its chains from sprocket: a pallet a month, under a written frame contract and one spoken agreement.
A lot of rusty links was made good. A buffer stock, due on 16 June with two days of grace, is not there yet.`

// desk is what the parts of the report read.
type desk struct {
	w        io.Writer
	log      *relationship.History // nothing later than asOf
	key      relationship.Key      // the supplier that is looked at
	others   []relationship.Key    // the candidates
	asOf     time.Time
	oneThing bool
	cards    loyalty.Timeline
	now      reading
}

// openDesk reads the log that was asked for, finds the supplier and scores it.
func openDesk(w io.Writer, opt options, stdin io.Reader) (*desk, error) {
	log, asOf, err := readLog(opt, stdin)
	if err != nil {
		return nil, err
	}
	cards, err := editions()
	if err != nil {
		return nil, err
	}
	d := &desk{w: w, log: log, asOf: asOf, oneThing: opt.oneThing, cards: cards}
	if err := d.choose(opt.who); err != nil {
		return nil, err
	}
	d.now, err = d.read(d.key, asOf)
	return d, err
}

// readLog opens the log, and says as of when it is read.
func readLog(opt options, stdin io.Reader) (*relationship.History, time.Time, error) {
	var from io.Reader = bytes.NewReader(storyLines)
	asOf := storyEnd()
	switch {
	case opt.events == "-":
		from = stdin
	case opt.events != "":
		file, err := os.Open(opt.events)
		if err != nil {
			return nil, asOf, err
		}
		defer file.Close()
		from = file
	}
	log, err := relationship.ReadHistory(from)
	if err != nil {
		return nil, asOf, err
	}
	if opt.events != "" {
		for e := range log.All() {
			asOf = e.At() // of the last one, in the end
		}
	}
	if !opt.asOf.IsZero() {
		asOf = opt.asOf
	}
	return log.Until(asOf), asOf, nil
}

// choose finds the supplier by name, or else the one of whom most is known; the other suppliers of the same buyer are candidates.
func (d *desk) choose(who string) error {
	most := 0
	for _, key := range d.log.Keys() {
		n := 0
		for range d.log.Of(key) {
			n++
		}
		if key.Role == relationship.KindSupplier && n > most && (who == "" || who == string(key.To)) {
			d.key, most = key, n
		}
	}
	if most == 0 && who != "" {
		return fmt.Errorf("there is no supplier %q in what happened by then", who)
	}
	if most == 0 {
		return errors.New("there is no supplier in what happened by then")
	}
	for _, key := range d.log.Keys() {
		if key.From == d.key.From && key.Role == d.key.Role && key != d.key {
			d.others = append(d.others, key)
		}
	}
	return nil
}
