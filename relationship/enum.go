package relationship

import "github.com/rapport-go/rapport/internal/enum"

// The enumerations share these functions. A table of names is indexed by the value; an empty name is a value that is not valid.

// enumFault makes the error of one place.
func enumFault(place string) enum.Fault {
	return func(value, rule string) error { return &InvalidError{Place: place, Value: value, Rule: rule} }
}

// enumValid reports whether e has a name.
func enumValid[E ~uint8](names []string, e E) bool { return enum.Valid(names, e) }

// enumName returns the name of e, or typ(number) if it has none.
func enumName[E ~uint8](typ string, names []string, e E) string { return enum.Name(typ, names, e) }

// enumParse finds the value with the given name.
func enumParse[E ~uint8](place string, names []string, text string) (E, error) {
	return enum.Parse[E](names, text, enumFault(place))
}

// enumText is the text form of e; a value without a name has none.
func enumText[E ~uint8](place string, names []string, e E) ([]byte, error) {
	return enum.Text(names, e, enumFault(place))
}

// enumSet assigns the value named by text; after an error the target is as it was.
func enumSet[E ~uint8](e *E, place string, names []string, text []byte) error {
	return enum.Set(e, names, text, enumFault(place))
}

// enumAll returns the valid values in order.
func enumAll[E ~uint8](names []string) []E { return enum.All[E](names) }
