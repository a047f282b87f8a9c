package relationship_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// eventsFile holds each kind of event twice; a kind that is added goes to its end.
const eventsFile = "testdata/events.v1.jsonl"

// TestGoldenEvents holds the stored form, version 1, of each kind: once with everything, once with the least.
func TestGoldenEvents(t *testing.T) {
	var events []relationship.Event
	for _, s := range samples() {
		events = append(events, s.event(t), s.bare(t))
	}
	var written bytes.Buffer
	if err := relationship.EncodeEvents(&written, slices.Values(events)); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(eventsFile, written.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile(eventsFile)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(golden), "\n"), "\n")
	if len(lines) != len(events) {
		t.Fatalf("%d lines of %d events", len(lines), len(events))
	}
	for i, line := range lines {
		if got := stored(t, events[i]); got != line {
			t.Errorf("line %d is written\n%s, want\n%s", i+1, got, line)
		}
		read, err := relationship.ParseEvent([]byte(line))
		if err != nil || !equalEvents(read, events[i]) {
			t.Errorf("line %d is read as %+v, %v", i+1, read, err)
		}
	}
	if written.String() != string(golden) {
		t.Error("EncodeEvents writes otherwise than AppendEvent")
	}
}

// equalEvents reports whether two events are of one type and equal.
func equalEvents(a, b relationship.Event) bool {
	if a == nil || b == nil || reflect.TypeOf(a) != reflect.TypeOf(b) {
		return false
	}
	return reflect.ValueOf(a).MethodByName("Equal").Call([]reflect.Value{reflect.ValueOf(b)})[0].Bool()
}

// TestEventsWithEncodingJSON goes the way of encoding/json, by value, by pointer and within another value.
func TestEventsWithEncodingJSON(t *testing.T) {
	for _, s := range samples() {
		e := s.event(t)
		text, err := json.Marshal(struct{ Event relationship.Event }{e})
		if want := `{"Event":` + stored(t, e) + `}`; err != nil || string(text) != want {
			t.Errorf("%v is written %s, %v; want %s", s.kind, text, err, want)
		}
		target := reflect.New(reflect.TypeOf(e))
		if err := json.Unmarshal([]byte(stored(t, e)), target.Interface()); err != nil || !equalEvents(target.Elem().Interface().(relationship.Event), e) {
			t.Errorf("%v is read as %+v, %v", s.kind, target.Elem(), err)
		}
		other := samples()[(int(s.kind))%len(samples())] // of the next kind
		if err := json.Unmarshal([]byte(stored(t, other.event(t))), target.Interface()); !errors.Is(err, relationship.ErrDecode) {
			t.Errorf("%v takes %v: %v", s.kind, other.kind, err)
		}
		for _, text := range []string{"", "{}", strings.Replace(stored(t, e), `"us"`, `""`, 1)} {
			refuse(t, s.kind.String()+" from "+text, target.Interface().(json.Unmarshaler).UnmarshalJSON([]byte(text)), relationship.ErrDecode)
		}
		if !equalEvents(target.Elem().Interface().(relationship.Event), e) {
			t.Errorf("%v was refused and changed the target", other.kind)
		}
		if _, err := json.Marshal(reflect.Zero(reflect.TypeOf(e)).Interface()); !errors.Is(err, relationship.ErrInvalid) {
			t.Errorf("%v that nobody made is stored: %v", s.kind, err)
		}
	}
}

// TestParseEventForms reads what people write by hand.
func TestParseEventForms(t *testing.T) {
	for name, row := range map[string]struct{ line, want string }{
		"another order, white space": {
			" {\t\"to\" : \"ada\", \"amount\":\"12.5 EUR\",\r\n\"from\":\"us\",\"role\":\"end-consumer\",\"at\":\"2026-01-02T10:00:00.50Z\",\"id\":\"o-1\",\"kind\":\"purchase\" } ",
			`{"kind":"purchase","id":"o-1","at":"2026-01-02T10:00:00.5Z","from":"us","to":"ada","role":"end-consumer","actor":"to","amount":"12.50 EUR"}`},
		"an offset gives the date": {
			`{"kind":"use","id":"u","at":"2026-01-03T08:00:00+09:00","from":"us","to":"ada","role":"customer"}`,
			`{"kind":"use","id":"u","at":"2026-01-02T23:00:00Z","date":"2026-01-03","from":"us","to":"ada","role":"customer","actor":"to"}`},
		"a date goes before the offset": {
			`{"kind":"use","id":"u","at":"2026-01-03T08:00:00+09:00","date":"2026-01-01","from":"us","to":"ada","role":"customer"}`,
			`{"kind":"use","id":"u","at":"2026-01-02T23:00:00Z","date":"2026-01-01","from":"us","to":"ada","role":"customer","actor":"to"}`},
		"the date of UTC": {
			`{"kind":"use","id":"u","at":"2026-01-02T08:00:00Z","date":"2026-01-02","from":"us","to":"ada","role":"customer","line":""}`,
			`{"kind":"use","id":"u","at":"2026-01-02T08:00:00Z","from":"us","to":"ada","role":"customer","actor":"to"}`},
		"escapes": {
			`{"kind":"use","id":"\u0075\/\"","at":"2026-01-02T08:00:00Z","from":"us","to":"ada","role":"customer","line":"<\ud83d\ude00>"}`,
			`{"kind":"use","id":"u/\"","at":"2026-01-02T08:00:00Z","from":"us","to":"ada","role":"customer","actor":"to","line":"\u003c😀\u003e"}`},
		"numbers": {
			`{"kind":"rating","id":"n","at":"2026-01-02T08:00:00Z","from":"us","to":"ada","role":"customer","actor":"to","about":"value","value":1e1,"low":-25E-8,"high":1.50e+22}`,
			`{"kind":"rating","id":"n","at":"2026-01-02T08:00:00Z","from":"us","to":"ada","role":"customer","actor":"to","about":"value","value":10,"low":-2.5e-07,"high":1.5e+22}`},
	} {
		e, err := relationship.ParseEvent([]byte(row.line))
		if err != nil || stored(t, e) != row.want {
			t.Errorf("%s:\n%s is read as %+v, %v, want\n%s", name, row.line, e, err, row.want)
		}
	}
}

func TestDecodeEvents(t *testing.T) {
	order, use := samples()[0].event(t), samples()[11].event(t)
	long := strings.Repeat("x", 1<<20)
	text := stored(t, order) + "\r\n\n \t\nno event\n" + long + "x\n" + long + "\n" + stored(t, use) // without an end of line
	for name, r := range map[string]io.Reader{
		"at once": strings.NewReader(text), "byte by byte": iotest.OneByteReader(strings.NewReader(text)), "data with the end": iotest.DataErrReader(strings.NewReader(text)),
	} {
		var events []relationship.Event
		var places []string
		for e, err := range relationship.DecodeEvents(r) {
			var d *relationship.DecodeError
			switch {
			case err == nil:
				events = append(events, e)
			case errors.As(err, &d) && errors.Is(err, relationship.ErrDecode) && e == nil:
				places = append(places, d.Where+" "+d.Rule)
			default:
				t.Errorf("%s: %v", name, err)
			}
		}
		if len(events) != 2 || !equalEvents(events[0], order) || !equalEvents(events[1], use) {
			t.Errorf("%s: read %v", name, events)
		}
		if want := []string{"line 4 ", "line 5 a line of at most 1 MiB", "line 6 "}; !slices.Equal(places, want) {
			t.Errorf("%s: faults at %q, want %q", name, places, want)
		}
	}
	for range relationship.DecodeEvents(strings.NewReader(text)) {
		break // which must not make it go on
	}
}

func TestDecodeEventsFailing(t *testing.T) {
	broken := errors.New("no more of the disk")
	text := stored(t, samples()[0].event(t)) + "\n" + stored(t, samples()[0].event(t))
	var n int
	var last error
	for e, err := range relationship.DecodeEvents(io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken))) {
		if n++; n == 1 && (e == nil || err != nil) {
			t.Errorf("first %v, %v", e, err)
		}
		last = err
	}
	var failed *relationship.EventError
	if n != 2 || !errors.Is(last, broken) || !errors.As(last, &failed) || errors.Is(last, relationship.ErrDecode) {
		t.Errorf("%d items, the last is %v; want the error of the reader instead of half a line", n, last)
	}
	if h, err := relationship.ReadHistory(iotest.ErrReader(broken)); h != nil || !errors.Is(err, broken) {
		t.Errorf("a history of it: %v, %v", h, err)
	}
}

// failing is a writer that fails after some bytes.
type failing struct{ left int }

func (f *failing) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(b), nil
}

func TestEncodeEventsFailing(t *testing.T) {
	order := samples()[0].event(t)
	many := slices.Repeat([]relationship.Event{order}, 2000)
	for _, left := range []int{0, 100_000} {
		if err := relationship.EncodeEvents(&failing{left}, slices.Values(many)); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("%d bytes, then %v", left, err)
		}
	}
	var out strings.Builder
	err := relationship.EncodeEvents(&out, slices.Values([]relationship.Event{order, foreign{}, order}))
	if refuse(t, "a foreign event", err, relationship.ErrInvalid); out.String() != stored(t, order)+"\n" {
		t.Errorf("written before it: %q", out.String())
	}
}

// TestEdgeInstants stores the ends of the calendar.
func TestEdgeInstants(t *testing.T) {
	for _, at := range []time.Time{
		time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC),
		time.Date(1, 1, 1, 14, 0, 0, 0, time.FixedZone("", 14*3600)).Add(1), time.Date(9999, 12, 31, 11, 0, 0, 0, time.FixedZone("", -12*3600)),
	} {
		e := relationship.Must(relationship.NewUse(relationship.UseConfig{ID: "u", At: at, Key: keyOfTests}))
		if read, err := relationship.ParseEvent([]byte(stored(t, e))); err != nil || !equalEvents(read, e) {
			t.Errorf("%v is stored %s and read %v", at, stored(t, e), err)
		}
	}
}
