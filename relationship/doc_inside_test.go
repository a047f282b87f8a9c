package relationship

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// This file holds the section on JSON of the package comment against the lists of fields that events are read and written by, which
// nothing outside can see.

// formTypes are the enumerations of the fields of events, in the order in which the package comment lists their texts.
var formTypes = []struct {
	name  string
	texts []string
}{
	{"actor", actorNames}, {"channel", channelNames}, {"method", methodNames}, {"purpose", purposeNames}, {"aspect", aspectNames},
	{"outcome", outcomeNames}, {"verdict", verdictNames}, {"form", formNames}, {"role", kindNames},
}

// shares are the numbers that go from 0 to 1.
var shares = map[string]bool{"share": true, "severity": true, "recovery": true, "completeness": true}

// typeName is the word of the package comment for the type of a field.
func (f *slot) typeName() string {
	switch f.into.(type) {
	case *EventID:
		return "id"
	case *PartyID:
		return "party"
	case *string:
		return "label"
	case *time.Time:
		return "instant"
	case *Date:
		return "date"
	case *time.Duration:
		return "length"
	case *bool:
		return "truth"
	case *Money:
		return "amount"
	case *float64:
		if shares[f.key] {
			return "share"
		}
		return "number"
	}
	for _, e := range formTypes {
		if f.of != nil && &e.texts[0] == &f.of[0] {
			return e.name
		}
	}
	return fmt.Sprintf("%T", f.into) // which no table has
}

// formRows are the fields of a kind as the package comment writes them: those of all events, and its own.
func formRows(k EventKind) (common, own []string) {
	for i, list := range [2]func(*slots){
		func(s *slots) { s.of(eventTypes[k].fresh()) },
		func(s *slots) { eventTypes[k].fresh().slots(s) },
	} {
		var s slots
		list(&s)
		var rows []string
		for _, f := range s.list[:s.n] {
			row := f.key + ": " + f.typeName()
			if f.need == optional {
				row = "[" + row + "]"
			}
			rows = append(rows, row)
		}
		if i == 0 {
			common = rows
		} else {
			own = rows
		}
	}
	return common[:len(common)-len(own)], own
}

// wrapped writes a name and what belongs to it in columns, the second of them no wider than a page of documentation.
func wrapped(name string, items []string) string {
	const column, width = 19, 110
	lines := []string{fmt.Sprintf("//\t%-*s", column, name)}
	for i, item := range items {
		if i < len(items)-1 {
			item += ","
		}
		last := &lines[len(lines)-1]
		if utf8.RuneCountInString(*last)+len(item) > width {
			lines = append(lines, "//\t"+strings.Repeat(" ", column))
			last = &lines[len(lines)-1]
		}
		*last += item + " "
	}
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// section returns the section on JSON.
func section(t *testing.T) string {
	t.Helper()
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(doc), "// # Events as JSON\n")
	text, _, found := strings.Cut(rest, "\n// # ")
	if !found {
		t.Fatal("there is no section on JSON")
	}
	return text + "\n"
}

// TestFieldTables: the package comment lists every field of every kind of event, its type, whether it may be left out, and the texts of
// the enumerations, as the code has them.
func TestFieldTables(t *testing.T) {
	text := section(t)
	var kinds, texts strings.Builder
	for _, k := range EventKinds() {
		common, own := formRows(k)
		kinds.WriteString(wrapped(k.String(), own))
		rest := text
		for _, row := range common {
			_, after, found := strings.Cut(rest, "\n//\t"+row+"  ")
			if !found {
				t.Fatalf("of what all events have, no row begins with %q, or not in this order", row)
			}
			rest = after
		}
	}
	for _, e := range formTypes {
		var valid []string
		for _, name := range e.texts {
			if name != "" {
				valid = append(valid, name)
			}
		}
		texts.WriteString(wrapped(e.name, valid))
	}
	for _, row := range regexp.MustCompile(`\w+: (\w+)`).FindAllStringSubmatch(kinds.String(), -1) {
		if !regexp.MustCompile(`\n//\t(\w+, )?` + row[1] + `(, \w+)?  `).MatchString(text) {
			t.Errorf("the type %s is not told", row[1])
		}
	}
	for _, table := range []string{kinds.String(), texts.String()} {
		if !strings.Contains(text, "//\n"+table+"//\n") {
			t.Errorf("the table is not, as it should be,\n%s", table)
		}
	}
}

// goldenLines are stored events, each kind with every field and with the fewest.
func goldenLines(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/events.v1.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

// TestBrackets: of a complete line each field in brackets may be left out and no other may, but for what the package comment says about
// the actor and the share; and the numbers that are called shares are those that end at 1.
func TestBrackets(t *testing.T) {
	seen := map[EventKind]bool{}
	for _, line := range goldenLines(t) {
		var m members
		k, err := m.event([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		if seen[k] { // the one with the fewest
			continue
		}
		seen[k] = true
		var s slots
		s.of(eventTypes[k].fresh())
		if m.n != s.n+1 {
			t.Fatalf("the line has %d fields, want all: %s", m.n, line)
		}
		for i := range s.list[:s.n] {
			f, v := &s.list[i], &m.list[i+1]
			_, err := ParseEvent(m.without(i+1, nil))
			asked := f.key == "actor" && mustTell(k) || f.key == "share"
			if optionalField := f.need == optional && !asked; optionalField != (err == nil) {
				t.Errorf("%v without %s: %v", k, f.key, err)
			}
			if _, isNumber := f.into.(*float64); isNumber && k != EventRating {
				_, err := ParseEvent(m.without(i+1, []byte(`,"`+string(v.key)+`":1.5`)))
				if shares[f.key] != (err != nil) {
					t.Errorf("%v with 1.5 as %s: %v", k, f.key, err)
				}
			}
		}
	}
	if len(seen) != len(EventKinds()) {
		t.Errorf("%d kinds have a line", len(seen))
	}
}

// mustTell reports whether events of a kind must say who acts, whatever the role.
func mustTell(k EventKind) bool {
	switch k {
	case EventContact, EventRequest, EventReply, EventPromiseMade, EventRating, EventDispute, EventReconciliation:
		return true
	}
	return false
}

// without writes an object again, with something else in place of one member.
func (m *members) without(i int, instead []byte) []byte {
	var b bytes.Buffer
	for j, v := range m.list[:m.n] {
		before := ","
		if j == 0 {
			before = "{"
		}
		quote := ""
		if v.sort == textValue {
			quote = `"`
		}
		if j == i {
			b.Write(instead)
		} else {
			fmt.Fprintf(&b, `%s"%s":%s%s%s`, before, v.key, quote, v.value, quote)
		}
	}
	return append(b.Bytes(), '}')
}

// TestLinesOfTheComment: the lines that the package comment shows are events, written as they are stored, or in their shortest form.
func TestLinesOfTheComment(t *testing.T) {
	lines := 0
	for row := range strings.Lines(section(t)) {
		line, found := strings.CutPrefix(strings.TrimSpace(row), "//\t{")
		if !found {
			continue
		}
		lines++
		e, err := ParseEvent([]byte("{" + line))
		if err != nil {
			t.Errorf("{%s is refused: %v", line, err)
			continue
		}
		if stored, err := AppendEvent(nil, e); err != nil || lines == 1 && string(stored) != "{"+line {
			t.Errorf("{%s is stored as %s, %v", line, stored, err)
		}
	}
	if lines < 2 {
		t.Errorf("%d lines are shown", lines)
	}
}
