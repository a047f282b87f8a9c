package segment_test

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// migClose compares with a number from outside.
func migClose(got, want float64) bool { return math.Abs(got-want) <= 1e-12*math.Abs(want) }

// TestMigrationRetentionGolden: of ten gold customers seven stayed gold, two fell to silver, one is gone. The ends of Wilson's interval
// are from mpmath with 30 digits: (2h + z² ± z·sqrt(z² + 4h(n−h)/n)) / (2(n + z²)) with z = sqrt(2)·erfinv(level).
func TestMigrationRetentionGolden(t *testing.T) {
	var m segment.Migration[string]
	for _, c := range []struct {
		to segment.Standing[string]
		n  int64
	}{{migIn("gold"), 7}, {migIn("silver"), 2}, {migOut, 1}} {
		if err := m.Add(migIn("gold"), c.to, segment.Moved{Customers: c.n}); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Add(migIn("silver"), migIn("gold"), segment.Moved{Customers: 5}); err != nil {
		t.Fatal(err)
	}
	r, err := m.Retention("gold", 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		got       segment.KeptShare
		share     float64
		low, high float64
	}{
		{"stayed", r.Stayed, 0.7, 0.396778147461145319881992549806776, 0.892208732593698979031874922748031},
		{"kept", r.Kept, 0.9, 0.595849973204761501813801897611153, 0.982123786904927096013933047498362},
	} {
		share, ok := c.got.Share()
		if !ok || !migClose(share, c.share) || !migClose(c.got.Interval.Low, c.low) || !migClose(c.got.Interval.High, c.high) {
			t.Errorf("%s: %v in %v", c.name, share, c.got.Interval)
		}
	}
}

// TestMigrationV1: the stored form of version 1 is read forever, and is still the one that is written.
func TestMigrationV1(t *testing.T) {
	data, err := os.ReadFile("testdata/migration-v1.json")
	if err != nil {
		t.Fatal(err)
	}
	stored := strings.TrimSpace(string(data))
	var m segment.Migration[string]
	if err := json.Unmarshal([]byte(stored), &m); err != nil {
		t.Fatal(err)
	}
	if !m.Equal(migSeven(t)) || migForm(t, migSeven(t)) != stored {
		t.Errorf("%s\nis now written as\n%s", stored, migForm(t, migSeven(t)))
	}
	// The amounts as they stand in the file: bronze to silver is eve, from 5.00 to 15.25.
	if v := m.Cell(migIn("bronze"), migIn("silver")); v.Customers != 1 || !v.Before.Equal(money("5.00 EUR")) || !v.After.Equal(money("15.25 EUR")) {
		t.Errorf("eve is %v", v)
	}
}
