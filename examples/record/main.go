// Record brings a dozen records of four people, kept by three channels, together into one record for each.
//
//	go run ./examples/record
//
// Nobody knows at first that "ada@example.org" of the web shop, card 4711 of the stores and the lady who calls from 0731 555 are one person.
// The program shows what that takes, in four steps:
//
//	channels.go   what each channel knows becomes a relationship.SourceRecord
//	options       says what records may have in common, and which value is kept where they differ
//	Resolve       brings together what has something in common, also by way of a third record
//	print…        shows the record of each person, who said what, what lost, and which keys joined whom
//
// The people are invented.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/rapport-go/rapport/relationship"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "record: %v\n", err)
		os.Exit(1)
	}
}

// options say what makes two records those of one person.
func options() relationship.ResolveOptions {
	return relationship.ResolveOptions{
		// "email" and "phone" are known to the library. In which country a number is, we have to say: all our channels are in Germany.
		Phone: func(_, digits string) string {
			if rest, abroad := strings.CutPrefix(digits, "00"); abroad {
				return "+" + rest
			}
			if rest, national := strings.CutPrefix(digits, "0"); national {
				return "+49" + rest
			}
			return digits
		},
		// The web shop asks for the number of the store card, and calls it otherwise.
		Issuers: map[string]string{"card": "our stores", "store card no": "our stores"},
		// Four records share the telephone of the family Baumann, who are two people. In a base of thousands the default of 50 finds the
		// switchboards; in this small one three are too many.
		MaxShared: 3,

		// Of most fields the latest value is kept, but these.
		Trust: []string{"store card", "web shop", "call centre"}, // the stores look at a passport
		Rules: map[string]relationship.SurvivorRule{
			"name":  relationship.SurvivorLongest,
			"born":  relationship.SurvivorMostTrusted,
			"phone": relationship.SurvivorAllDistinct,
		},
	}
}

// required is what a record needs to be complete.
func required() []string { return []string{"name", "email", "phone", "city", "born"} }

// run is the whole program.
func run(out io.Writer) error {
	records, err := allChannels()
	if err != nil {
		return err
	}
	resolved, err := relationship.Resolve(records, options())
	if err != nil {
		return err
	}
	p := printer{out: out}
	p.linef("%d records of three channels are %d people.", resolved.Records(), resolved.Len())
	for golden := range resolved.All() {
		p.golden(golden)
	}
	p.linef("\nKeys that too many share, and that joined nobody:")
	for shared := range resolved.Shared() {
		p.linef("  %s %s, of %d records", shared.Key.Kind, shared.Key.Text, shared.Records)
	}
	return p.err
}

// printer writes lines, and keeps the first error.
type printer struct {
	out io.Writer
	err error
}

func (p *printer) linef(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.out, format+"\n", args...)
	}
}

// golden shows the one record of a person, and how it came about.
func (p *printer) golden(g relationship.Golden) {
	filled, of := g.Completeness(required()...)
	p.linef("\n%s: %d of %d fields, from %d records", strings.ToUpper(g.Field("name")), filled, of, g.Len())
	p.linef("  kept")
	for c := range g.Values() {
		p.claim(c)
	}
	heading := "  lost"
	for c := range g.Conflicts() {
		if heading != "" {
			p.linef("%s", heading)
			heading = ""
		}
		p.claim(c)
	}
	heading = "  joined by"
	var last relationship.MatchKey
	for j := range g.Joins() {
		if heading != "" {
			p.linef("%s", heading)
			heading = ""
		}
		if j.Key != last {
			p.linef("    %s %s%s", j.Key.Kind, issued(j.Key), j.Key.Text)
			last = j.Key
		}
		p.linef("      %v", j.Record)
	}
}

// claim shows a value, who said so, and by which rule it was kept or lost.
func (p *printer) claim(c relationship.Claim) {
	said := ""
	if c.Said > 1 {
		said = fmt.Sprintf(", and %d more", c.Said-1)
	}
	gap := strings.Repeat(" ", max(0, 18-utf8.RuneCountInString(c.Value)))
	p.linef("    %-13s %s%s %-13s %v of %s%s", c.Field, c.Value, gap, c.Rule, c.Record, c.At.Format("2006-01-02"), said)
}

// issued names the issuer of a key that has one.
func issued(key relationship.MatchKey) string {
	if key.Issuer == "" {
		return ""
	}
	return "of " + key.Issuer + ", "
}
