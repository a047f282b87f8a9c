package relationship

import (
	"strconv"
	"strings"
)

// The enumerations share these functions. A table of names is indexed by the value; an empty name is a value that is not valid.

// enumValid reports whether e has a name.
func enumValid[E ~uint8](names []string, e E) bool {
	return int(e) < len(names) && names[e] != ""
}

// enumName returns the name of e, or typ(number) if it has none.
func enumName[E ~uint8](typ string, names []string, e E) string {
	if enumValid(names, e) {
		return names[e]
	}
	return typ + "(" + strconv.Itoa(int(e)) + ")"
}

// enumParse finds the value with the given name.
func enumParse[E ~uint8](place string, names []string, text string) (E, error) {
	for i, name := range names {
		if name != "" && name == text {
			return E(i), nil
		}
	}
	return 0, &InvalidError{Place: place, Value: quote(text), Rule: "one of " + enumList(names)}
}

// enumText is the text form of e; a value without a name has none.
func enumText[E ~uint8](place string, names []string, e E) ([]byte, error) {
	if !enumValid(names, e) {
		return nil, &InvalidError{Place: place, Value: strconv.Itoa(int(e)), Rule: "one of " + enumList(names)}
	}
	return []byte(names[e]), nil
}

// enumSet assigns the value named by text; after an error the target is as it was.
func enumSet[E ~uint8](e *E, place string, names []string, text []byte) error {
	parsed, err := enumParse[E](place, names, string(text))
	if err != nil {
		return err
	}
	*e = parsed
	return nil
}

// enumAll returns the valid values in order.
func enumAll[E ~uint8](names []string) []E {
	all := make([]E, 0, len(names))
	for i := range names {
		if enumValid(names, E(i)) {
			all = append(all, E(i))
		}
	}
	return all
}

// enumList writes the names for an error text.
func enumList(names []string) string {
	var known []string
	for _, name := range names {
		if name != "" {
			known = append(known, name)
		}
	}
	return strings.Join(known, ", ")
}
