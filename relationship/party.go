package relationship

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is the most bytes of an id or a name.
const maxName = 256

// PartyID is the caller's own name for a party: a customer number, a key of a database.
// It is 1 to 256 bytes of UTF-8 without control characters, and with no space at either end.
type PartyID string

// Validate returns an error that wraps [ErrInvalid] if the id breaks the rule.
func (id PartyID) Validate() error {
	if rule := idFault(string(id)); rule != "" {
		return &InvalidError{Place: "party id", Value: quote(string(id)), Rule: rule}
	}
	return nil
}

// idFault names the rule that an id breaks, or returns "".
func idFault(text string) string {
	if text == "" {
		return "1 to 256 bytes"
	}
	return nameFault(text)
}

// nameFault names the rule that a name breaks, or returns "". A name may be empty.
func nameFault(text string) string {
	if len(text) > maxName {
		return "at most 256 bytes"
	}
	plain := true // letters, digits and signs of ASCII need no further look
	for i := range len(text) {
		if c := text[i]; c <= ' ' || c >= 0x7f {
			plain = false
			break
		}
	}
	switch {
	case plain:
		return ""
	case !utf8.ValidString(text):
		return "UTF-8"
	case strings.ContainsFunc(text, unicode.IsControl):
		return "no control characters"
	case strings.TrimSpace(text) != text:
		return "no space at either end"
	}
	return ""
}

// party is what customers and partners have in common.
type party struct {
	id    PartyID
	name  string
	kinds KindSet
	since Date
}

// partyForm is a party on its way in, from a configuration or from JSON.
type partyForm struct {
	place string // "customer" or "partner"
	party
	// fits reports whether the kinds make it one; rule says it in words.
	fits func(KindSet) bool
	rule string
}

// check returns the party if it keeps all rules.
func (p partyForm) check() (party, error) {
	f := faults{place: p.place}
	if rule := idFault(string(p.id)); rule != "" {
		f.add("id", quote(string(p.id)), rule)
	}
	if rule := nameFault(p.name); rule != "" {
		f.add("name", "(not shown)", rule)
	}
	if !p.fits(p.kinds) {
		f.add("kinds", quote(p.kinds.String()), p.rule)
	}
	if err := f.err(); err != nil {
		return party{}, err
	}
	return p.party, nil
}

// ID returns the id.
func (p party) ID() PartyID { return p.id }

// Name returns the name, which may be empty.
func (p party) Name() string { return p.name }

// Kinds returns all kinds of the party.
func (p party) Kinds() KindSet { return p.kinds }

// Since returns the date since which the party is known; no date if that is unknown.
func (p party) Since() Date { return p.since }

// String returns the id and the kinds; the name of a person stays out of logs.
func (p party) String() string { return string(p.id) + " (" + p.kinds.String() + ")" }

// partyVersion is the version of the stored form of a party.
const partyVersion = 1

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"id":"C-1","name":"Ada","kinds":["end-consumer"],"since":"2026-01-02"}
//
// without the name or the date if there is none. The zero value, which is no party, cannot be stored.
func (p party) MarshalJSON() ([]byte, error) {
	if p.id == "" {
		return nil, &InvalidError{Place: "party: id", Value: `""`, Rule: "a party that was constructed"}
	}
	return json.Marshal(struct {
		Version int     `json:"version"`
		ID      PartyID `json:"id"`
		Name    string  `json:"name,omitzero"`
		Kinds   KindSet `json:"kinds"`
		Since   Date    `json:"since,omitzero"`
	}{partyVersion, p.id, p.name, p.kinds, p.since})
}

// decode reads what MarshalJSON wrote into a form that check goes over.
func (p *partyForm) decode(data []byte) error {
	form := p.place + " JSON"
	version := 0
	if err := decodeObject(form, data,
		field{"version", &version, required}, field{"id", &p.id, required}, field{"name", &p.name, optional},
		field{"kinds", &p.kinds, required}, field{"since", &p.since, optional},
	); err != nil {
		return err
	}
	if err := checkVersion(form, version, partyVersion); err != nil {
		return err
	}
	if _, err := p.check(); err != nil {
		return &DecodeError{Form: form, Err: err}
	}
	return nil
}
