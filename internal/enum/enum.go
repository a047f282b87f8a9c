package enum

import (
	"strconv"
	"strings"
)

// Fault makes a room's error from the value that was met and the rule it breaks.
type Fault func(value, rule string) error

// Valid reports whether e has a name.
func Valid[E ~uint8](names []string, e E) bool {
	return int(e) < len(names) && names[e] != ""
}

// Name returns the name of e, or typ(number) if it has none.
func Name[E ~uint8](typ string, names []string, e E) string {
	if Valid(names, e) {
		return names[e]
	}
	return typ + "(" + strconv.Itoa(int(e)) + ")"
}

// Parse returns the value with the given name; no other text is accepted.
func Parse[E ~uint8](names []string, text string, fault Fault) (E, error) {
	for i, name := range names {
		if name != "" && name == text {
			return E(i), nil
		}
	}
	return 0, fault(quote(text), Rule(names))
}

// Text is the text form of e; a value without a name has none.
func Text[E ~uint8](names []string, e E, fault Fault) ([]byte, error) {
	if !Valid(names, e) {
		return nil, fault(strconv.Itoa(int(e)), Rule(names))
	}
	return []byte(names[e]), nil
}

// Set assigns the value named by text; after an error the target is as it was.
func Set[E ~uint8](e *E, names []string, text []byte, fault Fault) error {
	parsed, err := Parse[E](names, string(text), fault)
	if err == nil {
		*e = parsed
	}
	return err
}

// All returns the valid values in order.
func All[E ~uint8](names []string) []E {
	all := make([]E, 0, len(names))
	for i := range names {
		if Valid(names, E(i)) {
			all = append(all, E(i))
		}
	}
	return all
}

// Rule says in words what is wanted: one of the names.
func Rule(names []string) string {
	var valid []string
	for _, name := range names {
		if name != "" {
			valid = append(valid, name)
		}
	}
	return "one of " + strings.Join(valid, ", ")
}

// quote writes a text for an error: in ASCII, and no longer than a reader wants it.
func quote(text string) string {
	const most = 40
	if len(text) > most {
		return strconv.QuoteToASCII(text[:most]) + "..."
	}
	return strconv.QuoteToASCII(text)
}
