package strict_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/rapport-go/rapport/internal/strict"
)

// slowObject reads an object of texts, numbers and anything else token by token, as encoding/json has it: the plain way, without the
// rule about halves of escapes.
func slowObject(data []byte, keys map[string]any) bool {
	if !utf8.Valid(data) {
		return false
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	if token, err := dec.Token(); err != nil || token != json.Delim('{') {
		return false
	}
	seen := map[string]bool{}
	for dec.More() {
		token, err := dec.Token()
		key, isKey := token.(string)
		into := keys[key]
		var raw json.RawMessage
		if err != nil || !isKey || into == nil || seen[key] || dec.Decode(&raw) != nil || string(raw) == "null" || json.Unmarshal(raw, into) != nil {
			return false
		}
		seen[key] = true
	}
	if _, err := dec.Token(); err != nil {
		return false
	}
	_, err := dec.Token()
	return errors.Is(err, io.EOF)
}

// FuzzObject: what is read is what encoding/json reads token by token, and nothing panics. Keys with escapes, and halves of escapes, are
// the two things that only we refuse.
func FuzzObject(f *testing.F) {
	for _, seed := range []string{
		`{"a":"x","n":1,"v":[1,{"b":"}"}]}`, ` { "v" : {"a":[]} , "a":"\"\\" } `, `{"a":"\ud83d\ude00"}`, `{"a":"\ud83d"}`, `{"n":-0}`,
		`{"n":1.0}`, `{"v":null}`, `{}`, `{"a":"x","a":"y"}`, `{"\u0061":"x"}`, `[]`, `{"v":1}{`, `{"v":nul}`, `{"v":-}`, "{\"v\":1\t}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		type values struct {
			a string
			n int64
			v any
		}
		var got, want values
		err := strict.Object(data, fault, strict.Field{Key: "a", Into: &got.a, Optional: true},
			strict.Field{Key: "n", Into: &got.n, Optional: true}, strict.Field{Key: "v", Into: &got.v, Optional: true})
		ok := slowObject(data, map[string]any{"a": &want.a, "n": &want.n, "v": &want.v})
		switch {
		case err == nil && !ok:
			t.Fatalf("%q is read, and must not be", data)
		case err == nil && !reflect.DeepEqual(got, want):
			t.Fatalf("%q is %+v, want %+v", data, got, want)
		case err != nil && ok && !bytes.Contains(data, []byte(`\u`)):
			t.Fatalf("%q is refused: %v", data, err)
		}
		_ = strict.Value(data, fault, new(any))
	})
}
