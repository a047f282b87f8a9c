package strict_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/internal/strict"
)

// told is a refusal as a room would make it.
type told struct {
	where, rule string
	err         error
}

func (e *told) Error() string { return strings.TrimSpace(e.where + " want " + e.rule) }

func fault(where, rule string, err error) error { return &told{where, rule, err} }

// form is what the tests read.
type form struct {
	name   string
	count  int
	big    int64
	share  float64
	list   []string
	nested inner
}

type inner struct{ a int }

func (n *inner) UnmarshalJSON(data []byte) error {
	return strict.Object(data, fault, strict.Field{Key: "a", Into: &n.a})
}

// readForm reads a form.
func readForm(data string) (form, error) {
	var f form
	err := strict.Object([]byte(data), fault,
		strict.Field{Key: "name", Into: &f.name}, strict.Field{Key: "count", Into: &f.count, Optional: true},
		strict.Field{Key: "big", Into: &f.big, Optional: true}, strict.Field{Key: "share", Into: &f.share, Optional: true},
		strict.Field{Key: "list", Into: &f.list, Optional: true}, strict.Field{Key: "nested", Into: &f.nested, Optional: true},
	)
	return f, err
}

func TestObject(t *testing.T) {
	const all = " {\t\"nested\" : {\"a\":1}, \"list\":[ \"}\" , \"\\\"]\" ],\n\"share\":-1.5e3,\"big\":9223372036854775807,\"count\":-7,\"name\":\"A\\u00e9\\ud83d\\ude00\"} \r\n"
	f, err := readForm(all)
	if err != nil || f.name != "Aé😀" || f.count != -7 || f.big != 1<<63-1 || f.share != -1500 || len(f.list) != 2 || f.list[0] != "}" ||
		f.list[1] != `"]` || f.nested.a != 1 {
		t.Errorf("%+v, %v", f, err)
	}
	for _, row := range []struct{ data, where, rule string }{
		{`["name"]`, "", "an object"},
		{`"name"`, "", "an object"},
		{`null`, "", "an object"},
		{`{"name":"\xff"}`, "", ""},
		{"{\"name\":\"\xff\"}", "", "UTF-8"},
		{`{}`, "name", "this field"},
		{`{"name":"x","name":"x"}`, "name", "this field once"},
		{`{"Name":"x"}`, `"Name"`, "no such field"},
		{`{"\u006eame":"x"}`, `"\\u006eame"`, "no such field"},
		{`{"name":null}`, "name", "a value, not null"},
		{`{"name":7}`, "name", "a text"},
		{`{"name":"\ud800"}`, "name", "escapes of whole signs"},
		{`{"name":"\udc00\ud800"}`, "name", "escapes of whole signs"},
		{`{"name":"x","list":["\ud800x"]}`, "list", "escapes of whole signs"},
		{`{"name":"x","count":1.0}`, "count", "a whole number"},
		{`{"name":"x","count":"1"}`, "count", "a whole number"},
		{`{"name":"x","big":9223372036854775808}`, "big", "a whole number"},
		{`{"name":"x"} {}`, "", "nothing behind the object"},
		{`{"name":"x"}x`, "", "nothing behind the object"},
		{`{"name":"x","` + strings.Repeat("y", 60) + `":1}`, `"` + strings.Repeat("y", 40) + `"...`, "no such field"},
		{``, "", ""}, {`{`, "", ""}, {`{"name"}`, "", ""}, {`{"name":"x",}`, "", ""}, {`{"name":"x","share":1e999}`, "share", ""},
		{`{"name":"x","nested":{"b":1}}`, "nested", ""},
	} {
		_, err := readForm(row.data)
		got := new(told)
		if !errors.As(err, &got) || got.where != row.where || got.rule != row.rule || (got.rule == "") != (got.err != nil) {
			t.Errorf("%.60s: %+v, want %q, %q", row.data, got, row.where, row.rule)
		}
	}
}

// tree is what Value reads.
type tree struct {
	Name  string `json:"name"`
	Twigs []twig `json:"twigs"`
}

type twig struct {
	HalfLife float64 `json:"half_life"`
}

func TestValue(t *testing.T) {
	var got tree
	if err := strict.Value([]byte(` {"twigs":[{"half_life":1.5},{}], "name":"x"} `), fault, &got); err != nil || len(got.Twigs) != 2 || got.Twigs[0].HalfLife != 1.5 {
		t.Errorf("%+v, %v", got, err)
	}
	for _, row := range []struct{ data, where, rule string }{
		{`{"name":"x","twigs":null}`, "", "values, not null"},
		{`{"twigs":[{"half_life":1},null]}`, "", "values, not null"},
		{`{"twigs":[{"half_life":1,"half_life":1}]}`, `"half_life"`, "this field once, in lower case"},
		{`{"twigs":[{"Half_Life":1}]}`, `"Half_Life"`, "this field once, in lower case"},
		{`{"n\u0061me":"x"}`, `"n\\u0061me"`, "this field once, in lower case"},
		{`{"twigs":[{"other":1}]}`, "", ""},
		{`{"name":"\ud800"}`, "", "escapes of whole signs"},
		{`{"name":"x"}{}`, "", "nothing behind the value"},
		{"{\"name\":\"\xff\"}", "", "UTF-8"},
		{`{"name":`, "", ""},
		{`null`, "", "values, not null"},
		{`[]`, "", ""},
	} {
		err := strict.Value([]byte(row.data), fault, new(tree))
		got := new(told)
		if !errors.As(err, &got) || got.where != row.where || got.rule != row.rule || (got.rule == "") != (got.err != nil) {
			t.Errorf("%.60s: %+v, want %q, %q", row.data, got, row.where, row.rule)
		}
	}
	if err := strict.Value([]byte(strings.Repeat("[", 20_000)), fault, new(any)); err == nil {
		t.Error("a text of endless depth was read")
	}
}
