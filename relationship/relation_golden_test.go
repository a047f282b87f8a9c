package relationship_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// tiesFile holds the stored form, version 1, of everything that says who the parties are to each other: one a line.
const tiesFile = "ties-v1.jsonl"

// tieForm is a value and an empty one to read it into.
type tieForm struct {
	value json.Marshaler
	empty json.Unmarshaler
}

// tieForms is each kind of value with everything and, where that differs, with the least.
func tieForms(t interface{ Fatal(...any) }) []tieForm {
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	agreements := agreementsOf(t, agreed("s", "a", 0, 10, 19), renewedTo("r", "a", 15, 29), endedOn("e", "a", 25), agreed("s2", "b", 3, 3, -1))
	promises, err := promisesOf(promised("p"), piece("d1", "p", 2, 0.25), piece("d2", "p", 4, 0.5), closedAs("k", "p", tieDay(13), relationship.OutcomeKept, 1),
		closedAs("l", "q", tieDay(5), relationship.OutcomeWaived, 0), promised("r"))
	must(err)
	orders, err := ordersOf(ordered("o"), ordered("p"), paidBack("r2", "o", "5.00 EUR", 2), paidBack("r1", "o", "1.00 EUR", 1), cameBack("b", "o", "8.00 EUR", 2), sentBack("c", "p", true))
	must(err)
	plain := relationship.Must(relationship.NewOrder(relationship.OrderConfig{ID: "<1>", At: noon, Key: keyOfTests, Lines: []relationship.OrderLine{{Quantity: 1, Amount: money("250 PTS/0")}}}))
	return []tieForm{
		{tieRelation, new(relationship.Relation)},
		{relationship.Must(relationship.NewRelation(relationship.RelationConfig{Key: keyOfTests})), new(relationship.Relation)},
		{tiePersons[0], new(relationship.Person)}, {tiePersons[1], new(relationship.Person)},
		{tieTies[0], new(relationship.Tie)}, {tieTies[2], new(relationship.Tie)},
		{relationship.Must(relationship.NewPeople(tiePersons, tieTies)), new(relationship.People)},
		{tieOpinion, new(relationship.Opinion)},
		{piece("d", "p", 2, 0.25), new(relationship.PromisePart)},
		{cameBack("b", "o", "8.00 EUR", 2), new(relationship.OrderReturn)},
		{ordered("o"), new(relationship.Order)}, {plain, new(relationship.Order)},
		{agreements, new(relationship.AgreementBook)}, {promises, new(relationship.PromiseBook)}, {orders, new(relationship.OrderBook)},
	}
}

func TestGoldenTies(t *testing.T) {
	var written []byte
	forms := tieForms(t)
	for _, form := range forms {
		written = append(append(written, relationship.Must(form.value.MarshalJSON())...), '\n')
	}
	golden(t, tiesFile, written)
	lines := bytes.Split([]byte(read(t, tiesFile)), []byte("\n"))
	if len(lines) != len(forms) {
		t.Fatalf("%d lines of %d values", len(lines), len(forms))
	}
	for i, form := range forms {
		if err := form.empty.UnmarshalJSON(lines[i]); err != nil {
			t.Errorf("line %d: %v", i+1, err)
		}
		if again := relationship.Must(json.Marshal(form.empty)); !bytes.Equal(again, lines[i]) {
			t.Errorf("line %d is read and written %s", i+1, again)
		}
	}
}

// TestTieTexts reads what the enumerations write.
func TestTieTexts(t *testing.T) {
	for _, o := range relationship.Origins() {
		if got, err := relationship.ParseOrigin(o.String()); err != nil || got != o {
			t.Errorf("%v is read as %v, %v", o, got, err)
		}
	}
	for _, d := range relationship.Dyads() {
		if got, err := relationship.ParseDyad(d.String()); err != nil || got != d {
			t.Errorf("%v is read as %v, %v", d, got, err)
		}
	}
	for _, s := range relationship.PromiseStates() {
		if got, err := relationship.ParsePromiseState(s.String()); err != nil || got != s {
			t.Errorf("%v is read as %v, %v", s, got, err)
		}
	}
	for _, c := range relationship.ChangeFaults() {
		if got, err := relationship.ParseChangeFault(c.String()); err != nil || got != c {
			t.Errorf("%v is read as %v, %v", c, got, err)
		}
	}
	type all struct {
		Origin relationship.Origin
		Dyad   relationship.Dyad
		State  relationship.PromiseState
		Fault  relationship.ChangeFault
	}
	v := all{relationship.OriginMandated, relationship.DyadProducerProducer, relationship.StateLate, relationship.FaultLess}
	text := relationship.Must(json.Marshal(v))
	var back all
	if err := json.Unmarshal(text, &back); err != nil || back != v || string(text) != `{"Origin":"mandated","Dyad":"producer-producer","State":"late","Fault":"less"}` {
		t.Errorf("%s is read as %+v, %v", text, back, err)
	}
	for _, bad := range []string{`{"Origin":"x"}`, `{"Dyad":""}`, `{"State":"Open"}`, `{"Fault":"none"}`} {
		refuse(t, bad, json.Unmarshal([]byte(bad), &back), relationship.ErrInvalid)
	}
}

// TestTiesRefusedJSON changes what is stored into what nobody stored: the form is strict, and a refused form leaves the target as it is.
func TestTiesRefusedJSON(t *testing.T) {
	file, err := os.ReadFile("testdata/" + tiesFile)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSuffix(file, []byte("\n")), []byte("\n"))
	for i, form := range tieForms(t) {
		good := string(lines[i])
		if err := form.empty.UnmarshalJSON(lines[i]); err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{
			"", "null", "[]", "{}", good + "x", good[:len(good)-1], `{"version":2` + good[len(`{"version":1`):], `{"version":1.5` + good[len(`{"version":1`):], `{"version":1,"version":1` + good[len(`{"version":1`):],
			`{"Version":1` + good[len(`{"version":1`):], good[:len(good)-1] + `,"more":1}`, `{` + good[len(`{"version":1,`):],
		} {
			refuse(t, bad, form.empty.UnmarshalJSON([]byte(bad)), relationship.ErrDecode)
		}
		if again := relationship.Must(json.Marshal(form.empty)); string(again) != good {
			t.Errorf("refused, and changed to %s", again)
		}
	}
	order, refund := string(relationship.Must(ordered("o").MarshalJSON())), stored(t, paidBack("r", "o", "1 EUR", 1))
	signing, making := stored(t, agreed("s", "a", 0, 10, 19)), stored(t, promised("p"))
	for text, into := range map[string]json.Unmarshaler{
		`{"version":1,"events":[` + signing + `,` + signing + `]}`:                                                                                 new(relationship.AgreementBook),
		`{"version":1,"events":[` + stored(t, agreed("s2", "b", 0, 10, 19)) + `,` + signing + `]}`:                                                 new(relationship.AgreementBook),
		`{"version":1,"events":[` + stored(t, endedOn("e", "a", 12)) + `]}`:                                                                        new(relationship.AgreementBook),
		`{"version":1,"events":[` + refund + `]}`:                                                                                                  new(relationship.AgreementBook),
		`{"version":1,"events":[` + signing + `,` + stored(t, renewedTo("r2", "a", 15, 40)) + `,` + stored(t, renewedTo("r1", "a", 14, 30)) + `]}`: new(relationship.AgreementBook),
		`{"version":1,"events":[` + making + `,` + making + `]}`:                                                                                   new(relationship.PromiseBook),
		`{"version":1,"events":[` + stored(t, closedAs("k", "p", tieDay(9), relationship.OutcomeKept, 1)) + `,` + making + `]}`:                    new(relationship.PromiseBook),
		`{"version":1,"events":[` + signing + `]} `:                                                                                                new(relationship.PromiseBook),
		`{"version":1,"parts":[{"id":"d","at":"2026-01-03T12:00:00Z","promise":"p","so_far":0.5}]}`:                                                new(relationship.PromiseBook),
		`{"version":1,"orders":[` + order + `,` + order + `]}`:                                                                                     new(relationship.OrderBook),
		`{"version":1,"orders":[` + order + `],"events":[` + refund + `,` + refund + `]}`:                                                          new(relationship.OrderBook),
		`{"version":1,"events":[` + refund + `]}`:                                                                                                  new(relationship.OrderBook),
		`{"version":1,"orders":[` + order + `],"returns":[null]}`:                                                                                  new(relationship.OrderBook),
		`{"version":1,"ties":[{"from":"a","to":"b","strength":0}]}`:                                                                                new(relationship.People),
		`{"version":1,"persons":[{"id":"b","party":"p"},{"id":"a","party":"p"}]}`:                                                                  new(relationship.People),
	} {
		refuse(t, text, into.UnmarshalJSON([]byte(text)), relationship.ErrDecode)
	}
}
