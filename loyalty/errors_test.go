package loyalty_test

import (
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

func TestErrorTexts(t *testing.T) {
	for err, want := range map[error]string{
		&loyalty.FactorError{Factor: "charm"}:                                                     `loyalty: factor "charm", want one of the card's`,
		&loyalty.InsufficientError{Factors: []loyalty.FactorID{"a", "b"}}:                         "loyalty: too little evidence of a, b, which the card requires",
		&loyalty.AsOfError{AsOf: base, Known: base.AddDate(0, 0, 1)}:                              "loyalty: as-of = 2022-01-01T00:00:00Z, want 2022-01-02T00:00:00Z or later: evidence of that instant is in the state",
		&loyalty.DecodeError{Form: "f", Where: "w", Rule: "r"}:                                    "loyalty: f: w, want r",
		&loyalty.DecodeError{Form: "f", Err: &loyalty.FactorError{}}:                              `loyalty: f: factor "", want one of the card's`,
		second(loyalty.Graded(85, 1)):                                                             "loyalty: x = 85, want a number from 0 to 1",
		second(loyalty.ParseSpan(strings.Repeat("é", 60))).(interface{ Unwrap() error }).Unwrap(): "loyalty: invalid value",
	} {
		if err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
