package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/rapport-go/rapport/loyalty"
)

// The cards: a draft full of mistakes, the same without, and the next edition.
//
//go:embed cards/draft.json
var draftCard []byte

//go:embed cards/edition1.json
var editionOne []byte

//go:embed cards/edition2.json
var editionTwo []byte

// cards checks the cards and compiles both editions.
func (b *base) cards(w io.Writer) error {
	fmt.Fprintln(w, `A farm sends hampers to subscribers once a month. One number is to say how well each is served: a score of
0 to 10000 points, made by a card of our own. A card is a file: which factors count, how much, and how fast
what was seen is forgotten.`)
	if b.opt.card == "" {
		if err := draft(w); err != nil {
			return err
		}
	}
	heading(w, "2. What the card can never say, and its name")
	card, err := readCard(b.opt.card, editionOne)
	if err != nil {
		return err
	}
	if b.one, err = mended(w, card); err != nil {
		return err
	}
	if card, err = readCard(b.opt.other, editionTwo); err != nil {
		return err
	}
	if b.two, _, err = compiled(b.opt.other, card); err != nil {
		return err
	}
	if one, two := b.one.Stamp(), b.two.Stamp(); one.Card != two.Card {
		return fmt.Errorf("the cards are %s and %s: editions have one id", one.Card, two.Card)
	}
	return nil
}

// readCard reads a card of a file, or the one that is built in.
func readCard(file string, builtIn []byte) (loyalty.Card, error) {
	data := builtIn
	if file != "" {
		var err error
		if data, err = os.ReadFile(file); err != nil {
			return loyalty.Card{}, err
		}
	}
	card, err := loyalty.ParseCard(data)
	if err != nil && file != "" {
		err = fmt.Errorf("%s: %w", file, err)
	}
	return card, err
}

// compiled compiles a card, and lists all its faults if it has any.
func compiled(file string, card loyalty.Card) (*loyalty.Model, []loyalty.Warning, error) {
	model, warnings, err := card.Compile()
	if found := faults(err); len(found) > 0 {
		text := fmt.Sprintf("%s: this is no card, as", file)
		for _, f := range found {
			text += fmt.Sprintf("\n  %s is %s, want %s", f.Path, f.Value, f.Rule)
		}
		return nil, nil, errors.New(text)
	}
	return model, warnings, err
}

// faults takes a joined error apart.
func faults(err error) []*loyalty.FieldError {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*loyalty.FieldError
		for _, one := range many.Unwrap() {
			all = append(all, faults(one)...)
		}
		return all
	}
	var f *loyalty.FieldError
	if errors.As(err, &f) {
		return []*loyalty.FieldError{f}
	}
	return nil
}

// draft shows what a card is checked for.
func draft(w io.Writer) error {
	heading(w, "1. A draft, and all that is wrong with it")
	misspelt := strings.Replace(string(draftCard), "half_life", "halflife", 1)
	_, unread := loyalty.ParseCard([]byte(misspelt))
	if unread == nil {
		return errors.New("the misspelt card was read")
	}
	fmt.Fprintf(w, "A misspelt field is not passed over. The file cannot be read at all:\n  %v\n\n", unread)
	card, err := loyalty.ParseCard(draftCard)
	if err != nil {
		return err
	}
	_, _, err = card.Compile()
	found := faults(err)
	fmt.Fprintf(w, "Spelt well, the card is checked as a whole, and all its %d mistakes are told at once, each with its place:\n", len(found))
	for _, f := range found {
		fmt.Fprintf(w, "  %-22s = %-13s want %s\n", f.Path, f.Value, f.Rule)
	}
	fmt.Fprintln(w, `A level of 90 is not taken for 0.9: a number that has to be guessed at is refused.`)
	return nil
}

// mended compiles a card, lengthens half-lives where a band is out of reach, and returns the model.
func mended(w io.Writer, card loyalty.Card) (*loyalty.Model, error) {
	model, warnings, err := compiled("the first edition", card)
	if err != nil {
		return nil, err
	}
	if len(warnings) == 0 {
		fmt.Fprintf(w, "The card has no faults, and every band can be reached. It is %v.\n", model.Stamp())
		return model, nil
	}
	fmt.Fprintf(w, "The mended card compiles, as %v. But it has a doubt:\n", model.Stamp())
	for _, x := range warnings {
		fmt.Fprintf(w, "  %v\n", x)
		for i := range card.Factors {
			f := &card.Factors[i]
			if f.ID != x.Factor {
				continue
			}
			h, err := loyalty.SuggestHalfLife(f.Prior, f.Cadence, float64(x.From)/10_000)
			if err != nil {
				return nil, err
			}
			days := loyalty.Days(int(h/loyalty.HalfLife(loyalty.Day)) + 1)
			fmt.Fprintf(w, `What is asked for every %v and forgotten by half in %v never adds up to more: even the best marks, and nothing else,
end there. The half-life that just reaches the band is %.1f days. We take %v.
`, f.Cadence, f.HalfLife, float64(h)/float64(loyalty.Day), days)
			f.HalfLife = days
		}
	}
	before := model.Stamp()
	if model, warnings, err = compiled("the first edition", card); err != nil {
		return nil, err
	}
	fmt.Fprintf(w, "Now there are %d doubts, and the card is %v. Id and version are as before, the hash is not (%.8s):\nit is taken of all that the card says, and only scores of one hash may be compared.\n",
		len(warnings), model.Stamp(), before.Hash)
	return model, nil
}
