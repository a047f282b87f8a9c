package segment

import (
	"strconv"

	"github.com/rapport-go/rapport/internal/strict"
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
	list := make([]strict.Field, len(fields))
	for i, f := range fields {
		list[i] = strict.Field{Key: f.key, Into: f.into, Optional: f.optional}
	}
	return strict.Object(data, func(where, rule string, err error) error {
		return &DecodeError{Form: form, Where: where, Rule: rule, Err: err}
	}, list...)
}

// checkVersion refuses a stored form of another version.
func checkVersion(form string, version int) error {
	if version != storedVersion {
		return &DecodeError{Form: form, Where: "version " + strconv.Itoa(version), Rule: "version " + strconv.Itoa(storedVersion)}
	}
	return nil
}

// quote makes foreign text safe to show: shortened and in ASCII.
func quote(text string) string { return strict.Quote(text) }
