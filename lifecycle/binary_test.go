package lifecycle_test

import (
	"bytes"
	"encoding/binary"
	"os"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
)

// join puts the pieces of a binary form together: single bytes, and pieces of several.
func join(parts ...any) []byte {
	var all []byte
	for _, part := range parts {
		switch part := part.(type) {
		case int:
			all = append(all, byte(part))
		case []byte:
			all = append(all, part...)
		}
	}
	return all
}

// The pieces of binary forms, written by hand. 2026-01-05 is 739,620 days after 0001-01-01, and instants count from one second later.
var (
	begins  = binary.AppendUvarint(nil, 739_620*86_400-1)
	tenDays = binary.AppendUvarint(nil, 10*86_400)
	lost1   = join(int(lifecycle.CustomerLost), 0, 0, 0, 1, 1, begins, 0, tenDays, 0)
	seen1   = join(1, begins, 0, tenDays, 0) // the bit of FirstSeen and LastSeen
)

// The form of version 1, byte for byte, both ways.
func TestBinaryStoredForm(t *testing.T) {
	for file, want := range map[string]lifecycle.CustomerStanding{
		"testdata/standing-v1.bin": full(), "testdata/standing-v1-empty.bin": {},
	} {
		stored, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := want.MarshalBinary(); err != nil || !bytes.Equal(got, stored) {
			t.Errorf("%s: written\n%x, want\n%x, %v", file, got, stored, err)
		}
		var read lifecycle.CustomerStanding
		if err := read.UnmarshalBinary(stored); err != nil || read != want {
			t.Errorf("%s: read %+v, %v", file, read, err)
		}
	}
}

// Forms that were written by hand, so that writer and reader cannot be wrong together.
func TestBinaryByHand(t *testing.T) {
	type state = lifecycle.State[lifecycle.CustomerStage]
	for _, tt := range []struct {
		name string
		data []byte
		want lifecycle.CustomerStanding
	}{
		{"nothing", []byte{1, 0, 0}, lifecycle.CustomerStanding{}},
		{"a state", join(1, lost1, 0), lifecycle.CustomerStanding{
			State: state{Stage: lifecycle.CustomerLost, Lifetime: 1, Seq: 1, Since: on(0), Last: on(10)},
		}},
		{"every field of a state", join(1, 12, 5, 6, 1, 0x80, 2, 0xff, 1, begins, 7, 0, 8, 0), lifecycle.CustomerStanding{
			State: state{
				Stage: lifecycle.CustomerWinBack, Return: lifecycle.CustomerBonding, Peak: lifecycle.CustomerAdvocacy, Over: true,
				Lifetime: 256, Seq: 255, Since: on(0).Add(7), Last: on(0).Add(8),
			},
		}},
		{"instants", join(1, 0, seen1), lifecycle.CustomerStanding{Facts: lifecycle.Facts{FirstSeen: on(0), LastSeen: on(10)}}},
		{"a referral", join(1, 0, 1|1<<3, begins, 0, tenDays, 0, tenDays, 0), lifecycle.CustomerStanding{
			Facts: lifecycle.Facts{FirstSeen: on(0), LastSeen: on(10), LastReferral: on(10)},
		}},
		{"orders and trust", join(1, 0, 0x90, 0x80, 1, 2, 0x88, 0x40), lifecycle.CustomerStanding{ // bits 4 and 14
			Facts: lifecycle.Facts{Purchases: 2, Trust: lifecycle.Points(8200)},
		}},
		{"a stake, and that it pays", join(1, 0, 0x80, 0x80, 0xc0, 1, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0), lifecycle.CustomerStanding{
			Facts: lifecycle.Facts{BrokenStake: 1, PaysBack: true},
		}},
	} {
		var read lifecycle.CustomerStanding
		if err := read.UnmarshalBinary(tt.data); err != nil || read != tt.want {
			t.Errorf("%s: %x is read as %+v, %v", tt.name, tt.data, read, err)
		}
		if got, err := tt.want.MarshalBinary(); err != nil || !bytes.Equal(got, tt.data) {
			t.Errorf("%s is written %x, %v, want %x", tt.name, got, err, tt.data)
		}
		if got, err := tt.want.AppendBinary([]byte{9}); err != nil || !bytes.Equal(got, join(9, tt.data)) {
			t.Errorf("%s is appended as %x, %v", tt.name, got, err)
		}
	}
}

// Instants of other zones, and readings of a running clock, are stored as what they are.
func TestBinaryInstantsAreInUTC(t *testing.T) {
	zone := time.FixedZone("", 3600)
	s := full()
	s.State.Since, s.State.Last = s.State.Since.In(zone), s.State.Last.In(zone)
	s.Facts.FirstSeen, s.Facts.LastOwn = s.Facts.FirstSeen.In(zone), s.Facts.LastOwn.In(zone)
	got, err := s.MarshalBinary()
	want, _ := full().MarshalBinary()
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("written %x, %v, want %x", got, err, want)
	}
	nothing := lifecycle.CustomerStanding{State: lifecycle.State[lifecycle.CustomerStage]{Since: time.Time{}.In(zone)}}
	if got, err := nothing.MarshalBinary(); err != nil || !bytes.Equal(got, []byte{1, 0, 0}) {
		t.Errorf("nothing in another zone is written %x, %v", got, err)
	}
}
