package loyalty

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"
)

// decodeStrict reads JSON more strictly than json.Unmarshal: every key is known, spelled exactly and there once, no value is
// null, nothing follows, and the text is UTF-8. The keys of all forms of this package are of lower-case ASCII.
func decodeStrict(form string, data []byte, into any) error {
	if !utf8.Valid(data) {
		return &DecodeError{Form: form, Rule: "UTF-8"}
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := walk(form, dec); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return &DecodeError{Form: form, Rule: "nothing behind the value"}
	}
	dec = json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return &DecodeError{Form: form, Err: err}
	}
	return nil
}

// walk looks at the keys and values of one JSON value. The decoder bounds the depth.
func walk(form string, dec *json.Decoder) error {
	type level struct{ keys map[string]bool } // nil within a list
	var open []level
	key := false // a key is next
	for {
		token, err := dec.Token()
		if err != nil {
			return &DecodeError{Form: form, Err: err}
		}
		switch v := token.(type) {
		case json.Delim:
			switch v {
			case '{':
				open = append(open, level{map[string]bool{}})
			case '[':
				open = append(open, level{})
			default:
				open = open[:len(open)-1]
			}
		case nil:
			return &DecodeError{Form: form, Rule: "values, not null"}
		case string:
			if !key {
				break
			}
			keys := open[len(open)-1].keys
			if keys[v] || !lower(v) {
				return &DecodeError{Form: form, Where: quote(v), Rule: "this field once, in lower case"}
			}
			keys[v] = true
			key = false
			continue
		}
		if len(open) == 0 {
			return nil
		}
		key = open[len(open)-1].keys != nil
	}
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

// label reports whether a name is 1 to 40 of a to z, 0 to 9 and hyphens.
func label(name string) bool {
	for _, r := range name {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return name != "" && len(name) <= 40
}

const labelRule = "1 to 40 of a to z, 0 to 9 and hyphens"
