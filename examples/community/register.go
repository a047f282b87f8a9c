package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/loyalty/survey"
	"github.com/rapport-go/rapport/relationship"
)

// registerText goes with the built-in story.
//
//go:embed register.json
var registerText []byte

// register is what no event holds. Each part may be missing; nothing is said of it then.
type register struct {
	// Offers are the ids of the purchases that were made on a price offer.
	Offers []relationship.EventID
	// Relations say how some came to the firm: by themselves, introduced, mandated.
	Relations []relationship.Relation
	// Rivals are ratings of us and of others by the same member.
	Rivals []rivalry
	// Visits say whether a returning customer was recognised.
	Visits []visit
	// Desires are the answers to the five questions of what loyal customers expect.
	Desires []desire
	// Sheets are questionnaires on service quality.
	Sheets []sheet
	// Ties are what persons of the two sides of the partnership feel for each other.
	Ties []relationship.Tie
	// Partner is the one whose partnership is read.
	Partner *partnership
}

type rivalry struct {
	Member relationship.PartyID `json:"member"`
	Own    float64              `json:"own"`
	Others []float64            `json:"others"`
	Low    float64              `json:"low"`
	High   float64              `json:"high"`
}

type visit struct {
	Member     relationship.PartyID `json:"member"`
	Recognised bool                 `json:"recognised"`
}

type desire struct {
	Desire loyalty.Desire `json:"desire"`
	Score  float64        `json:"score"`
}

type sheet struct {
	Expected  []int `json:"expected"`
	Perceived []int `json:"perceived"`
}

type partnership struct {
	ID           relationship.PartyID `json:"id"`
	OurBenefit   relationship.Money   `json:"our_benefit"`
	TheirBenefit relationship.Money   `json:"their_benefit"`
	OurIdeals    []string             `json:"our_ideals"`
	TheirIdeals  []string             `json:"their_ideals"`
}

// readRegister reads the register that goes with the log.
func readRegister(opt options) (register, error) {
	text, name := registerText, "register.json"
	if opt.events != "" {
		text, name = []byte("{}"), opt.register
	}
	if opt.register != "" {
		var err error
		if text, err = os.ReadFile(opt.register); err != nil {
			return register{}, err
		}
	}
	r, offset, err := parseRegister(text)
	if err != nil {
		return r, fmt.Errorf("%s: line %d: %w", name, 1+bytes.Count(text[:min(offset, int64(len(text)))], []byte("\n")), err)
	}
	return r, nil
}

// parseRegister reads a register one entry at a time, so that it can say where the first fault is.
func parseRegister(text []byte) (r register, offset int64, err error) {
	from := json.NewDecoder(bytes.NewReader(text))
	from.DisallowUnknownFields()
	read := map[string]func() error{
		"offers":    func() error { return entries(from, &r.Offers) },
		"relations": func() error { return entries(from, &r.Relations) },
		"rivals":    func() error { return entries(from, &r.Rivals) },
		"visits":    func() error { return entries(from, &r.Visits) },
		"desires":   func() error { return entries(from, &r.Desires) },
		"sheets":    func() error { return entries(from, &r.Sheets) },
		"ties":      func() error { return entries(from, &r.Ties) },
		"partner":   func() error { return from.Decode(&r.Partner) },
	}
	err = delimiter(from, '{')
	for err == nil && from.More() {
		var name json.Token
		if name, err = from.Token(); err != nil {
			break
		}
		part := read[name.(string)]
		if part == nil {
			err = fmt.Errorf("unknown field %q", name)
			break
		}
		err = part()
	}
	if err == nil {
		err = delimiter(from, '}')
	}
	offset = from.InputOffset()
	if err == nil && len(bytes.TrimSpace(text[offset:])) > 0 {
		err = errors.New("more than one JSON value")
	}
	return r, offset, err
}

// entries reads a list.
func entries[T any](from *json.Decoder, into *[]T) error {
	if err := delimiter(from, '['); err != nil {
		return err
	}
	for from.More() {
		var one T
		if err := from.Decode(&one); err != nil {
			return err
		}
		*into = append(*into, one)
	}
	return delimiter(from, ']')
}

// delimiter reads one of { } [ ].
func delimiter(from *json.Decoder, want json.Delim) error {
	got, err := from.Token()
	if err == nil && got != want {
		err = fmt.Errorf("%v, want %v", got, want)
	}
	return err
}

// asked turns a sheet into that of the library. One that has not as many answers as there are questions is refused: it is not known then
// whose they are.
func (s sheet) asked() (survey.Sheet, error) {
	var out survey.Sheet
	if len(s.Expected) != survey.Items || len(s.Perceived) != survey.Items {
		return out, fmt.Errorf("%d answers of what is expected and %d of what is perceived, want %d of each, and 0 for no answer",
			len(s.Expected), len(s.Perceived), survey.Items)
	}
	copy(out.Expected[:], s.Expected)
	copy(out.Perceived[:], s.Perceived)
	return out, nil
}

// origin is how a member came to the shops; unknown if nobody said.
func (r register) origin(member relationship.PartyID) relationship.Origin {
	for _, rel := range r.Relations {
		if rel.To() == member {
			return rel.Origin()
		}
	}
	return relationship.OriginUnknown
}
