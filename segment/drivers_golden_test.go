package segment_test

import (
	"testing"

	"github.com/rapport-go/rapport/segment"
)

func TestDriversStoredForms(t *testing.T) {
	d := driversShop(t)
	for _, r := range []segment.DriverRow{
		{Customer: "<ida>", Line: "", Period: segment.DriverOpening, Amount: money("12345678901234567890.125 EUR")},
		{Customer: "jö", Line: "\"&", Period: segment.DriverClosing, Amount: money("-0.01 EUR")},
	} {
		if err := d.Observe(r); err != nil {
			t.Fatal(err)
		}
	}
	var back, empty segment.Drivers
	campaignStored(t, "drivers-v1.json", d, &back, func() bool { return back.Equal(d) })
	campaignStored(t, "drivers-v1-empty.json", new(segment.Drivers), &empty, func() bool { return empty.IsZero() })
}
