package relationship_test

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

func FuzzParseEvent(f *testing.F) {
	golden, err := os.ReadFile(eventsFile)
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(golden)) {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		e, err := relationship.ParseEvent(line)
		if err != nil {
			if e != nil {
				t.Fatalf("%s was refused (%v) and gave %v", line, err, e)
			}
			return
		}
		if !json.Valid(line) {
			t.Fatalf("%s was read and is no JSON", line)
		}
		text := stored(t, e)
		back, err := relationship.ParseEvent([]byte(text))
		if err != nil || !equalEvents(back, e) || stored(t, back) != text {
			t.Fatalf("%s gives %s, which gives %+v, %v", line, text, back, err)
		}
	})
}

func FuzzReadHistory(f *testing.F) {
	golden, err := os.ReadFile(eventsFile)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(golden)
	f.Add(golden[:500])
	f.Add([]byte("\n\r\n{}\nx"))
	f.Fuzz(func(t *testing.T, data []byte) {
		n, bad := 0, false
		for e, err := range relationship.DecodeEvents(bytes.NewReader(data)) {
			if n++; (e == nil) == (err == nil) {
				t.Fatalf("item %d is %v, %v", n, e, err)
			}
			bad = bad || err != nil
		}
		if most := bytes.Count(data, []byte("\n")) + 1; n > most {
			t.Fatalf("%d items of %d lines", n, most)
		}
		h, err := relationship.ReadHistory(bytes.NewReader(data))
		if err != nil {
			if h != nil {
				t.Fatalf("%v and %d events", err, h.Len())
			}
			return
		}
		if bad || h.Len() > n {
			t.Fatalf("%d events of %d items, bad ones among them: %t", h.Len(), n, bad)
		}
		back, err := relationship.ReadHistory(strings.NewReader(lines(t, h)))
		if err != nil || !back.Equal(h) {
			t.Fatalf("what was read is written otherwise: %v", err)
		}
	})
}

func FuzzOpenJSON(f *testing.F) {
	all := samples()
	o := openOf(f, all[relationship.EventPromiseMade-1].event(f), all[relationship.EventReply-1].event(f), all[relationship.EventComplaint-1].event(f),
		all[relationship.EventReconciliation-1].event(f))
	checkJSON[relationship.Open](f, storedOpen(f, o))
}

func FuzzParseEventEnumerations(f *testing.F) {
	f.Add("e-mail")
	f.Add("promise-made")
	f.Fuzz(func(t *testing.T, text string) {
		for _, e := range []encoding.TextUnmarshaler{
			new(relationship.EventKind), new(relationship.Channel), new(relationship.Method), new(relationship.Purpose), new(relationship.Aspect),
			new(relationship.Outcome), new(relationship.Verdict), new(relationship.Form),
		} {
			if err := e.UnmarshalText([]byte(text)); err == nil && e.(fmt.Stringer).String() != text {
				t.Fatalf("%q was read as %v", text, e)
			}
		}
	})
}
