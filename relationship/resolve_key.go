package relationship

import (
	"cmp"
	"strings"
)

// MatchKind is the sort of a [MatchKey]. The zero value is unset and not valid.
type MatchKind uint8

// The kinds of keys.
const (
	// MatchEmail is an e-mail address in lower case, without white space at its ends. Nothing else is done to it, because dots and tags mean
	// different things to different providers.
	MatchEmail MatchKind = iota + 1
	// MatchPhone is the digits of a telephone number, with the plus in front if there is one.
	MatchPhone
	// MatchExternal is an id that an issuer has given, such as the number of a store card.
	MatchExternal
	// MatchOwn is a key of the caller's own making.
	MatchOwn
)

var matchNames = []string{"", "e-mail", "phone", "external", "own"}

// MatchKinds returns all kinds in order, as a fresh slice.
func MatchKinds() []MatchKind { return enumAll[MatchKind](matchNames) }

// ParseMatchKind reads what [MatchKind.String] writes, such as "e-mail".
func ParseMatchKind(text string) (MatchKind, error) {
	return enumParse[MatchKind]("match kind", matchNames, text)
}

// IsValid reports whether k is one of the constants.
func (k MatchKind) IsValid() bool { return enumValid(matchNames, k) }

// String returns the name that [ParseMatchKind] reads.
func (k MatchKind) String() string { return enumName("MatchKind", matchNames, k) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a kind that is not valid has none.
func (k MatchKind) MarshalText() ([]byte, error) { return enumText("match kind", matchNames, k) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error k is as it was.
func (k *MatchKind) UnmarshalText(text []byte) error {
	return enumSet(k, "match kind", matchNames, text)
}

// MatchKey is something that two records about the same party have in common. It is comparable and usable as a map key.
type MatchKey struct {
	// Kind is its sort.
	Kind MatchKind
	// Issuer says whose id it is, if it is external; otherwise it is empty.
	Issuer string
	// Text is the address, the number, the id or the key, in the form in which it is compared.
	Text string
}

// compare orders by kind, issuer and text.
func (k MatchKey) compare(o MatchKey) int {
	return cmp.Or(cmp.Compare(k.Kind, o.Kind), strings.Compare(k.Issuer, o.Issuer), strings.Compare(k.Text, o.Text))
}

// rule names the rule that the key breaks, or returns "".
func (k MatchKey) rule() string {
	switch {
	case !k.Kind.IsValid():
		return "a kind of key"
	case (k.Kind == MatchExternal) != (k.Issuer != "") || idFault(k.Issuer) != "" && k.Issuer != "":
		return "an issuer exactly where the key is external"
	case k.Text == "":
		return "a text"
	}
	return ""
}

// slots lists the fields in the order in which they are stored.
func (k *MatchKey) slots(s *slots) {
	s.choice("kind", (*uint8)(&k.Kind), matchNames, required)
	s.add("issuer", &k.Issuer, optional)
	s.add("text", &k.Text, required)
}

// emailKey is the form in which e-mail addresses are compared, or "": what has no @ is no address, but a "none" or a "see notes".
func emailKey(text string) string {
	if strings.IndexByte(text, '@') < 0 {
		return ""
	}
	return strings.ToLower(strings.TrimSpace(text))
}

// appendPhone appends the digits 0 to 9 of a text, with a plus in front if one stands before them, or nothing if there are no digits.
func appendPhone(dst []byte, text string) []byte {
	start := len(dst)
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			dst = append(dst, c)
		case c == '+' && len(dst) == start:
			dst = append(dst, c)
		}
	}
	if len(dst) == start+1 && dst[start] == '+' {
		return dst[:start]
	}
	return dst
}

// keySpace holds the keys of one kind and issuer.
type keySpace struct {
	kind    MatchKind
	issuer  string
	numbers map[string]int32 // the place of each key in the keyring
}

// heldKey is what is known of a key while records are gone through in order.
type heldKey struct {
	text    string
	space   int32
	last    int32 // the last party record that holds it
	count   int32 // how many do
	blocked bool
}

// keyHolder says that a record holds a key.
type keyHolder struct{ key, ref int32 }

// keyring numbers the keys, so that what follows is about numbers.
type keyring struct {
	spaces  []keySpace
	keys    []heldKey
	holders []keyHolder
}

// hold notes that a record holds a key, once. Records come in order.
func (k *keyring) hold(space int, text string, ref int32) {
	if text != "" {
		n, known := k.spaces[space].numbers[text]
		k.note(space, n, known, text, ref)
	}
}

// holdBytes is hold for a text in a buffer, which is copied only if it is new.
func (k *keyring) holdBytes(space int, text []byte, ref int32) {
	if len(text) == 0 {
		return
	}
	if n, known := k.spaces[space].numbers[string(text)]; known {
		k.note(space, n, true, "", ref)
	} else {
		k.note(space, 0, false, string(text), ref)
	}
}

// note numbers a key that is not known, and counts who holds it.
func (k *keyring) note(space int, n int32, known bool, text string, ref int32) {
	if !known {
		n = int32(len(k.keys))
		k.spaces[space].numbers[text] = n
		k.keys = append(k.keys, heldKey{text: text, space: int32(space), last: -1})
	}
	if key := &k.keys[n]; key.last != ref {
		key.last = ref
		key.count++
		k.holders = append(k.holders, keyHolder{n, ref})
	}
}

// key returns what a number stands for.
func (k *keyring) key(n int32) MatchKey {
	held := &k.keys[n]
	space := &k.spaces[held.space]
	return MatchKey{space.kind, space.issuer, held.text}
}

// joins reports whether a key brings records together.
func (k *heldKey) joins(most int) bool { return k.count > 1 && int(k.count) <= most && !k.blocked }
