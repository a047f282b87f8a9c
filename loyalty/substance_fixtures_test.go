package loyalty_test

import (
	"iter"
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// deal is an agreement in short: dates as text, "" for none.
type deal struct {
	form       relationship.Form
	value      string // as "100 EUR", "" for none
	start, end string
	complete   float64
	renewed    []string // instants, each for 400 days more than it or the first term has
	ended      string   // an instant
}

// agreements builds them by their events; ids are d-0, d-1 and so on.
func agreements(t testing.TB, deals ...deal) iter.Seq[relationship.Agreement] {
	t.Helper()
	var events []relationship.Event
	for i, d := range deals {
		id := relationship.EventID("d-" + strconv.Itoa(i))
		cfg := relationship.AgreementSignedConfig{
			ID: id + "-s", At: day(d.start).Time(), Key: key(), Agreement: id, Form: d.form, Start: day(d.start), End: day(d.end),
			Completeness: d.complete,
		}
		if d.value != "" {
			cfg.Value = must(relationship.ParseMoney(d.value))
		}
		events = append(events, must(relationship.NewAgreementSigned(cfg)))
		for n, at := range d.renewed {
			when := instant(at)
			end := relationship.DateOf(when)
			if old := day(d.end); end.Before(old) {
				end = old
			}
			events = append(events, must(relationship.NewAgreementRenewed(relationship.AgreementRenewedConfig{
				ID: id + relationship.EventID("-r"+strconv.Itoa(n)), At: when, Key: key(), Agreement: id, End: end.AddDays(400),
			})))
		}
		if d.ended != "" {
			events = append(events, must(relationship.NewAgreementEnded(relationship.AgreementEndedConfig{
				ID: id + "-e", At: instant(d.ended), Key: key(), Agreement: id,
			})))
		}
	}
	book, err := relationship.Agreements(slices.Values(events))
	if err != nil {
		t.Fatal(err)
	}
	return book.All()
}

// day reads a date; "" is none.
func day(text string) relationship.Date {
	if text == "" {
		return relationship.Date{}
	}
	return must(relationship.ParseDate(text))
}

func tie(from, to string, strength float64, since string) relationship.Tie {
	return must(relationship.NewTie(relationship.TieConfig{
		From: relationship.PersonID(from), To: relationship.PersonID(to), Strength: strength, Since: day(since),
	}))
}

// nearly compares with a number from outside.
func nearly(t testing.TB, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-12*math.Max(1e-290, math.Abs(want))) {
		t.Errorf("%s = %.17g, want %.17g", what, got, want)
	}
}

// genDeals draws agreements of some forms, in euros or without a value, of a few years around base.
func genDeals(valued bool) *rapid.Generator[[]deal] {
	return rapid.Custom(func(t *rapid.T) []deal {
		deals := make([]deal, rapid.SampledFrom([]int{0, 1, 2, 3, 8}).Draw(t, "n"))
		for i := range deals {
			start := relationship.DateOf(base).AddDays(rapid.IntRange(0, 1000).Draw(t, "start"))
			d := deal{form: rapid.SampledFrom(relationship.Forms()).Draw(t, "form"), start: start.String()}
			if valued {
				d.value = strconv.FormatInt(rapid.SampledFrom([]int64{0, 1, 3, 1000, 1e12}).Draw(t, "value"), 10) + " EUR"
			}
			if rapid.Bool().Draw(t, "has an end") {
				d.end = start.AddDays(rapid.IntRange(0, 1500).Draw(t, "days")).String()
			}
			d.complete = rapid.SampledFrom([]float64{0, 0.1, 0.5, 1}).Draw(t, "complete")
			if rapid.Bool().Draw(t, "renewed") {
				at := start.Time().Add(time.Duration(rapid.IntRange(0, 1500*24).Draw(t, "renewed after")) * time.Hour)
				d.renewed = []string{at.Format(time.RFC3339)}
			}
			if rapid.IntRange(0, 3).Draw(t, "ended") == 0 {
				at := start.AddDays(1501).Time()
				d.ended = at.Format(time.RFC3339)
			}
			deals[i] = d
		}
		return deals
	})
}
