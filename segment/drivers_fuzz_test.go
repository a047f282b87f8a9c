package segment_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// No input makes the decoder panic; what is taken comes back from what is written, and its report adds up.
func FuzzDriversJSON(f *testing.F) {
	f.Add(relationship.Must(json.Marshal(driversShop(f))))
	f.Add(relationship.Must(json.Marshal(new(segment.Drivers))))
	f.Add([]byte(`{"version":1,"currency":"PTS/0","customers":[{"customer":"a","earlier":false,"lines":[{"line":"\u0001","opening":"-3","closing":"0.5"}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var d, back segment.Drivers
		if err := d.UnmarshalJSON(data); err != nil {
			if !d.IsZero() {
				t.Fatalf("%s was refused (%v) and gave a state", data, err)
			}
			return
		}
		written, err := json.Marshal(&d)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(&d) {
			t.Fatalf("%s is written as %s, which is another, %v", data, written, err)
		}
		r, err := d.Report()
		if err != nil {
			return
		}
		sum := r.Opening()
		for _, driver := range segment.AllDrivers() {
			if sum, err = sum.Add(r.Change(driver)); err != nil {
				t.Fatal(err)
			}
		}
		if !sum.Equal(r.Closing()) {
			t.Fatalf("%s: %v is not %v", data, sum, r.Closing())
		}
		for _, customer := range d.Customers() {
			if _, ok := d.Explain(customer); !ok {
				t.Fatalf("%s: %q is not explained", data, customer)
			}
		}
	})
}
