package relationship_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// useLine is a line with a given id, as it stands between the quotes.
func useLine(id string) string {
	return `{"kind":"use","id":"` + id + `","at":"2026-01-02T08:00:00Z","from":"us","to":"ada","role":"customer"}`
}

// TestHalfSurrogates: one half of a pair of escapes is no sign; taken for U+FFFD it would give many ids one name.
func TestHalfSurrogates(t *testing.T) {
	for _, id := range []string{`\ud800`, `\udfff`, `a\ud83d`, `\ud83da`, `\ud83d\n`, `\ud83d\u0041`, `\ud83d\ud83d`, `\ude00\ud83d`, `\ud83d\\ude00`, `\ud83d\ude00\ude00`} {
		_, err := relationship.ParseEvent([]byte(useLine(id)))
		refuse(t, id, err, relationship.ErrDecode)
	}
	for id, want := range map[string]relationship.EventID{
		`\ud83d\ude00`: "😀", `\uD83D\uDE00\u0041`: "😀A", `\ufffd`: "\ufffd", "\ufffd": "\ufffd", `\\ud83d`: `\ud83d`, `\\\ud83d\ude00`: `\😀`, `\"\u00e9`: `"é`,
	} {
		e, err := relationship.ParseEvent([]byte(useLine(id)))
		if err != nil || e.ID() != want {
			t.Errorf("%s is read as %v, %v", id, e, err)
		}
	}
}

// TestTinyNumbers: what is too small for float64 is not taken for 0, which stands for 1 in a stake.
func TestTinyNumbers(t *testing.T) {
	const line = `{"kind":"promise-made","id":"p","at":"2026-01-02T10:00:00Z","from":"us","to":"ada","role":"customer","actor":"to","due":"2026-01-02T10:00:00Z","stake":%s}`
	for _, stake := range []string{"1e-400", "0.00" + strings.Repeat("0", 400) + "1", "10E-999", "-1e-400", "1e400"} {
		_, err := relationship.ParseEvent(fmt.Appendf(nil, line, stake))
		refuse(t, stake, err, relationship.ErrDecode)
	}
	for stake, want := range map[string]float64{"0": 1, "-0.0": 1, "0e5": 1, "0.000E-999": 1, "5e-324": 5e-324, "1e-310": 1e-310} {
		e, err := relationship.ParseEvent(fmt.Appendf(nil, line, stake))
		if p, ok := e.(relationship.PromiseMade); err != nil || !ok || p.Stake() != want {
			t.Errorf("a stake of %s is read as %+v, %v", stake, e, err)
		}
	}
}

// TestFaultsOfLines: an error names the fault, and stays short whatever the line holds.
func TestFaultsOfLines(t *testing.T) {
	const promise = `{"kind":"promise-made","id":"p","at":"2026-01-02T10:00:00Z","from":"us","to":"ada","role":"customer","actor":"to","due":"2026-01-02T10:00:00Z",`
	long := strings.Repeat("9", 100_000)
	for line, want := range map[string]string{
		`{"kind":"consent-given","channel":"mail","id":"h","at":"2026-01-02T08:00:00Z","from":"us","to":"ada","role":"customer","channel":"web","actor":"to"}`: "want this field once",
		promise + `"stake":` + long + `}`:      "want a number in the range of float64",
		promise + `"grace":"` + long + `h"}`:   "want one as in 36h0m0s",
		promise + `"stake":true}`:              "want a number",
		promise + `"` + long + `":1}`:          "want no such field",
		promise + `"topic":"` + long + `"}`:    "want at most 256 bytes",
		promise + `"topic":"\x` + long + `"}`:  "invalid character",
		useLine(long):                          "want at most 256 bytes",
		promise + strings.Repeat("[", 100_000): "want \"",

		"":        "event JSON, want a JSON object, but there is nothing",
		" \t\r\n": "event JSON, want a JSON object, but there is nothing",
		"[]":      "byte 0, want {",
		`{"kind":"request","id":"q","at":"2026-01-02T08:00:00Z","from":"us","to":"ada","role":"customer","actor":"to","channel":"web"}`:                     "purpose, want one of offer, service, information, feedback,",
		`{"kind":"request","id":"q","at":"2026-01-02T08:00:00Z","from":"us","to":"ada","actor":"to","channel":"web","purpose":"offer"}`:                     "role, want one of supplier, contractor,",
		`{"kind":"request","id":"q","at":"2026-01-02T08:00:00Z","from":"us","to":"ada","role":"customer","channel":"web","purpose":"offer"}`:                "request: actor = (missing), want from or to",
		`{"kind":"reply","id":"a","at":"2026-01-02T08:00:00Z","from":"us","to":"ada","role":"customer","actor":"to","requested_at":"2026-01-02T08:00:00Z"}`: "request, want this field",
	} {
		_, err := relationship.ParseEvent([]byte(line))
		if refuse(t, line[:min(len(line), 160)], err, relationship.ErrDecode); err != nil && (!strings.Contains(err.Error(), want) || len(err.Error()) > 300) {
			t.Errorf("the error is %.400v; want %s", err, want)
		}
	}
}

// TestBlankLines: only the white space of JSON is blank, and no more than 1 MiB of it, as an event may stand behind.
func TestBlankLines(t *testing.T) {
	event := useLine("u")
	for name, row := range map[string]struct {
		text           string
		events, faults int
	}{
		"nothing":              {"", 0, 0},
		"blanks":               {"\n \n\t\r\n\r\n" + event + "\n \t", 1, 0},
		"spaces of no JSON":    {"\u00a0\n\u2003\n\v\n\f\n\u0085\n" + event, 1, 5},
		"a mark":               {"\ufeff" + event + "\n" + event, 1, 1},
		"an event behind much": {strings.Repeat(" ", 1<<20+1) + event + "\n" + event, 1, 1},
		"much":                 {strings.Repeat(" ", 1<<20) + "\n" + event, 1, 0},
		"a NUL":                {"\x00\n" + event + "\x00\n", 0, 2},
	} {
		events, faults := 0, 0
		for _, err := range relationship.DecodeEvents(strings.NewReader(row.text)) {
			if err != nil {
				faults++
			} else {
				events++
			}
		}
		if events != row.events || faults != row.faults {
			t.Errorf("%s: %d events and %d faults, want %d and %d", name, events, faults, row.events, row.faults)
		}
	}
}

// ending is a reader that gives its text and then an error, again and again.
type ending struct {
	text string
	err  error
}

func (e *ending) Read(b []byte) (int, error) {
	n := copy(b, e.text)
	if e.text = e.text[n:]; n > 0 {
		return n, nil
	}
	return 0, e.err
}

// TestReadersThatFail: only io.EOF itself is the end; any other error is told, however it looks, and behind however many faults.
func TestReadersThatFail(t *testing.T) {
	event := useLine("u") + "\n"
	for _, failure := range []error{fmt.Errorf("connection lost: %w", io.EOF), io.ErrUnexpectedEOF, bufio.ErrBufferFull, errors.New("no more of the disk")} {
		for name, text := range map[string]string{
			"at once": "", "behind an event": event, "within a line": event + event[:20], "within a long line": event + strings.Repeat("x", 1<<17),
			"behind many faults": strings.Repeat("no event\n", 30),
		} {
			h, err := relationship.ReadHistory(&ending{text, failure})
			if h != nil || !errors.Is(err, failure) {
				t.Errorf("%s, %v: %v, %.200v", name, failure, h, err)
			}
		}
	}
	if h, err := relationship.ReadHistory(&ending{event, io.EOF}); err != nil || h.Len() != 1 {
		t.Errorf("%v, %v", h, err)
	}
}
