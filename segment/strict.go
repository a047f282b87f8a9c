package segment

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"unicode/utf8"
)

// field is one key of a JSON object and where its value goes.
type field struct {
	key      string
	into     any
	optional bool
}

// decodeObject reads a JSON object more strictly than [json.Unmarshal] does: every key is known and spelled exactly, none comes
// twice, no value is null, all but the optional ones are there, nothing follows, and the text is UTF-8.
func decodeObject(form string, data []byte, fields ...field) error {
	if !utf8.Valid(data) {
		return &DecodeError{Form: form, Rule: "UTF-8"}
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	if token, err := dec.Token(); err != nil {
		return &DecodeError{Form: form, Err: err}
	} else if token != json.Delim('{') {
		return &DecodeError{Form: form, Rule: "an object"}
	}
	seen := make([]bool, len(fields))
	for dec.More() {
		if err := decodeField(form, dec, fields, seen); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return &DecodeError{Form: form, Err: err}
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return &DecodeError{Form: form, Rule: "nothing behind the object"}
	}
	for i, f := range fields {
		if !f.optional && !seen[i] {
			return &DecodeError{Form: form, Where: f.key, Rule: "this field"}
		}
	}
	return nil
}

// decodeField reads one key and its value.
func decodeField(form string, dec *json.Decoder, fields []field, seen []bool) error {
	token, err := dec.Token()
	if err != nil {
		return &DecodeError{Form: form, Err: err}
	}
	key, _ := token.(string)
	i := slices.IndexFunc(fields, func(f field) bool { return f.key == key })
	switch {
	case i < 0:
		return &DecodeError{Form: form, Where: quote(key), Rule: "no such field"}
	case seen[i]:
		return &DecodeError{Form: form, Where: key, Rule: "this field once"}
	}
	seen[i] = true
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return &DecodeError{Form: form, Where: key, Err: err}
	}
	if string(raw) == "null" {
		return &DecodeError{Form: form, Where: key, Rule: "a value, not null"}
	}
	if err := json.Unmarshal(raw, fields[i].into); err != nil {
		return &DecodeError{Form: form, Where: key, Err: err}
	}
	return nil
}

// checkVersion refuses a stored form of another version.
func checkVersion(form string, version int) error {
	if version != storedVersion {
		return &DecodeError{Form: form, Where: "version " + strconv.Itoa(version), Rule: "version " + strconv.Itoa(storedVersion)}
	}
	return nil
}

// quote makes foreign text safe to show: shortened and in ASCII.
func quote(text string) string {
	const most = 40
	if len(text) > most {
		return strconv.QuoteToASCII(text[:most]) + "..."
	}
	return strconv.QuoteToASCII(text)
}
