package strict

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

// Fault makes a room's error: where in the form it is (empty for the whole), the rule that is broken (empty if err says it), and the
// cause, if there is one. What it is given is safe to show.
type Fault func(where, rule string, err error) error

// Field is one key of an object, and where its value goes: a pointer, as for [json.Unmarshal].
type Field struct {
	// Key is its name, spelled exactly.
	Key string
	// Into is where its value goes.
	Into any
	// Optional says that it need not be there.
	Optional bool
}

// Object reads a JSON object more strictly than [json.Unmarshal] does: the text is UTF-8, every key is known and spelled exactly, none
// comes twice, no value is null, all but the optional ones are there, and nothing follows. After an error some fields may have been set.
func Object(data []byte, fault Fault, fields ...Field) error {
	if err := valid(data, "object", fault); err != nil {
		return err
	}
	at := space(data, 0)
	if data[at] != '{' {
		return fault("", "an object", nil)
	}
	var few [32]bool // no form has more fields, and one that had would only allocate
	seen := append(few[:0], make([]bool, len(fields))...)
	next := 0 // fields mostly come in the order in which they are written
	for at = space(data, at+1); data[at] != '}'; {
		end := textEnd(data, at)
		key := data[at+1 : end-1]
		at = space(data, space(data, end)+1)
		end = valueEnd(data, at)
		i := find(fields, key, next)
		if i < 0 {
			return fault(Quote(string(key)), "no such field", nil)
		}
		f := &fields[i]
		switch {
		case seen[i]:
			return fault(f.Key, "this field once", nil)
		case data[at] == 'n':
			return fault(f.Key, "a value, not null", nil)
		}
		seen[i], next = true, i+1
		if rule, err := read(data[at:end], f.Into); rule != "" || err != nil {
			return fault(f.Key, rule, err)
		}
		if at = space(data, end); data[at] == ',' {
			at = space(data, at+1)
		}
	}
	for i := range fields {
		if !fields[i].Optional && !seen[i] {
			return fault(fields[i].Key, "this field", nil)
		}
	}
	return nil
}

// valid checks what holds for a whole text, which is to be one such thing.
func valid(data []byte, thing string, fault Fault) error {
	if !utf8.Valid(data) {
		return fault("", "UTF-8", nil)
	}
	if json.Valid(data) {
		return nil
	}
	// It is read once more for what is wrong with it.
	dec := json.NewDecoder(bytes.NewReader(data))
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return fault("", "", err)
	}
	return fault("", "nothing behind the "+thing, nil)
}

// find returns the field of a key, as written, or -1. A key with escapes is none of ours.
func find(fields []Field, key []byte, next int) int {
	if next < len(fields) && fields[next].Key == string(key) {
		return next
	}
	for i := range fields {
		if fields[i].Key == string(key) {
			return i
		}
	}
	return -1
}

// read takes a value. The common kinds are read here, since [json.Unmarshal] looks at every text twice.
func read(raw []byte, into any) (rule string, err error) {
	switch p := into.(type) {
	case *string:
		if raw[0] != '"' {
			return "a text", nil
		}
		if bytes.IndexByte(raw, '\\') < 0 {
			*p = string(raw[1 : len(raw)-1])
			return "", nil
		}
	case *int:
		n, err := strconv.ParseInt(string(raw), 10, strconv.IntSize)
		if err != nil {
			return "a whole number", nil
		}
		*p = int(n)
		return "", nil
	case *int64:
		n, err := strconv.ParseInt(string(raw), 10, 64)
		if err != nil {
			return "a whole number", nil
		}
		*p = n
		return "", nil
	}
	if Halved(raw) {
		return "escapes of whole signs", nil
	}
	return "", json.Unmarshal(raw, into)
}

// Quote makes foreign text safe to show: in ASCII, and no longer than a reader wants it.
func Quote(text string) string {
	const most = 40
	if len(text) > most {
		return strconv.QuoteToASCII(text[:most]) + "..."
	}
	return strconv.QuoteToASCII(text)
}
