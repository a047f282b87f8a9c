package lifecycle_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// FuzzTallyJSON: nothing panics, and what is read is written so that it is read again.
func FuzzTallyJSON(f *testing.F) {
	for _, seed := range []string{
		`{"version":1}`, `{"version":1,"stays":{"version":1,"stays":[{"label":"closed","days":4,"running":2}]}}`, `{}`, `[`,
		`{"version":1,"period":"1m","periods":{"version":1,"counts":[{"from":"discovery","to":"closed","n":2}]}}`,
		`{"version":1,"jumps":{"version":1,"counts":[{"from":"discovery","to":"closed","n":2}]},` +
			`"stays":{"version":1,"stays":[{"label":"discovery","days":3,"late":1},{"label":"discovery","days":4,"ended":2}]}}`,
		`{"version":1,"jumps":{"version":1,"counts":[{"from":"discovery","to":"discovery","n":2}]}}`, `{"version":1,"period":"0d","jumps":{}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var read, again lifecycle.CustomerTally
		if read.UnmarshalJSON(data) != nil {
			if !read.IsZero() {
				t.Fatalf("%q changed a tally and was refused", data)
			}
			return
		}
		form, err := json.Marshal(read)
		if err != nil {
			t.Fatalf("%q is read and not written: %v", data, err)
		}
		if err := json.Unmarshal(form, &again); err != nil || !again.Equal(&read) {
			t.Fatalf("%q is written as %s, which is read as %v, %v", data, form, again, err)
		}
	})
}
