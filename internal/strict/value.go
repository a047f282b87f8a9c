package strict

import (
	"bytes"
	"encoding/json"
)

// Value reads JSON into a value of structs and slices with the same strictness at every depth: keys are those of the struct, of lower-case
// letters and underscores and spelled exactly, none comes twice in one object, nothing is null, the text is UTF-8, and nothing follows.
// That all is there which must be there is for the caller to check. After an error part of the value may have been set.
func Value(data []byte, fault Fault, into any) error {
	if err := valid(data, "value", fault); err != nil {
		return err
	}
	if Halved(data) {
		return fault("", "escapes of whole signs", nil)
	}
	if _, err := walk(data, space(data, 0), fault); err != nil {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return fault("", "", err)
	}
	return nil
}

// walk looks at the keys and values of the value that begins at i, and returns where it ends. The depth is bounded, as encoding/json has
// found the text to be valid.
func walk(data []byte, i int, fault Fault) (int, error) {
	switch data[i] {
	case 'n':
		return i, fault("", "values, not null", nil)
	case '{':
		keys := map[string]bool{}
		for i = space(data, i+1); data[i] != '}'; {
			end := textEnd(data, i)
			key := string(data[i+1 : end-1])
			if keys[key] || !lower(key) {
				return i, fault(Quote(key), "this field once, in lower case", nil)
			}
			keys[key] = true
			next, err := walk(data, space(data, space(data, end)+1), fault)
			if err != nil {
				return i, err
			}
			i = comma(data, next)
		}
		return i + 1, nil
	case '[':
		for i = space(data, i+1); data[i] != ']'; {
			next, err := walk(data, i, fault)
			if err != nil {
				return i, err
			}
			i = comma(data, next)
		}
		return i + 1, nil
	}
	return valueEnd(data, i), nil
}

// comma returns the place of what follows a member: the next one, or the end of all.
func comma(data []byte, i int) int {
	if i = space(data, i); data[i] == ',' {
		i = space(data, i+1)
	}
	return i
}

// lower reports whether a key is of a to z and underscores.
func lower(key string) bool {
	for _, r := range key {
		if (r < 'a' || r > 'z') && r != '_' {
			return false
		}
	}
	return true
}
