package segment_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// TestMigrationKeepsItsRoom: amounts of either sign use up the room of a migration, and a copy and a sum have no more of it.
func TestMigrationKeepsItsRoom(t *testing.T) {
	add := func(m *segment.Migration[string], value string) error {
		return m.Add(migIn("a"), migIn("b"), segment.Moved{Customers: 1, After: money(value)})
	}
	large := "4" + strings.Repeat("0", 99) + " EUR"
	m, sum := new(segment.Migration[string]), new(segment.Migration[string])
	if err := add(m, large); err != nil {
		t.Fatal(err)
	}
	if err := sum.Merge(m); err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string]*segment.Migration[string]{"itself": m, "a copy": m.Clone(), "a sum": sum} {
		for _, value := range []string{large, "-" + large} {
			if err := add(other, value); !errors.Is(err, relationship.ErrAmount) {
				t.Errorf("%s and %s: %v", name, value, err)
			}
		}
	}
}

// TestMigrationOfTheZeros: of the two zeros there is one label, and an order with NaN is none.
func TestMigrationOfTheZeros(t *testing.T) {
	negative := math.Copysign(0, -1)
	if text := segment.InSegment(negative).String(); text != "0" {
		t.Errorf("%s", text)
	}
	var m segment.Migration[float64]
	if err := m.Count(segment.InSegment(1.0), segment.Standing[float64]{}); err != nil {
		t.Fatal(err)
	}
	rows, err := m.Transitions(negative)
	if err != nil || len(rows) != 1 || math.Signbit(rows[0].To) {
		t.Errorf("%v, %v", rows, err)
	}
	if _, err := m.Shifts([]float64{1, math.NaN()}); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("an order with NaN: %v", err)
	}
}

// migNull is a label that is written as null where it is empty.
type migNull string

func (n migNull) MarshalJSON() ([]byte, error) {
	if n == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(n))
}

// TestMigrationLabelIsNotNull: null would be read as outside.
func TestMigrationLabelIsNotNull(t *testing.T) {
	var m segment.Migration[migNull]
	if err := m.Count(segment.InSegment(migNull("a")), segment.InSegment(migNull(""))); err != nil {
		t.Fatal(err)
	}
	if text, err := m.MarshalJSON(); !errors.Is(err, segment.ErrDecode) {
		t.Errorf("%s, %v", text, err)
	}
}
