package relationship

import (
	"strconv"

	"github.com/rapport-go/rapport/internal/strict"
)

// field is one key of a JSON object and where its value goes.
type field struct {
	key  string
	into any
	need presence
}

// presence says whether a field must be there.
type presence bool

const (
	optional presence = false
	required presence = true
)

// decodeObject reads a JSON object more strictly than [json.Unmarshal] does: every key is known and spelled exactly, none comes twice,
// no value is null, the required ones are there, nothing follows, and the text is UTF-8.
func decodeObject(form string, data []byte, fields ...field) error {
	list := make([]strict.Field, len(fields))
	for i, f := range fields {
		list[i] = strict.Field{Key: f.key, Into: f.into, Optional: f.need == optional}
	}
	return strict.Object(data, func(where, rule string, err error) error {
		return &DecodeError{Form: form, Where: where, Rule: rule, Err: err}
	}, list...)
}

// checkVersion refuses a stored form of another version.
func checkVersion[V int | int64](form string, version V, want int) error {
	if int64(version) != int64(want) {
		return &DecodeError{Form: form, Where: "version " + strconv.FormatInt(int64(version), 10), Rule: "version " + strconv.Itoa(want)}
	}
	return nil
}
