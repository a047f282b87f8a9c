package markov_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// The stored forms of version 1, which will be read forever.
func TestStoredForms(t *testing.T) {
	var c markov.Counts[string]
	var s markov.Stays[int]
	golden := []struct {
		form string
		into any
		line func() string
		want string
	}{
		{`{"version":1,"counts":[]}`, &c, func() string { return c.String() }, "none"},
		{
			`{"version":1,"counts":[{"from":"a","to":"\u003cb\u003e","n":3},{"from":"b","to":"b","n":9223372036854775804}]}`,
			&c, func() string { return c.String() }, "a→<b> 3, b→b 9223372036854775804",
		},
		{`{"version":1,"stays":[]}`, &s, func() string { return s.String() }, "none"},
		{
			`{"version":1,"stays":[{"label":-1,"days":30,"late":1},{"label":-1,"days":41,"ended":2,"running":1},{"label":7,"days":0,"ended":1}]}`,
			&s, func() string { return s.String() }, "-1 2 ended 1 running, 7 1 ended 0 running",
		},
	}
	for _, g := range golden {
		if err := json.Unmarshal([]byte(g.form), g.into); err != nil || g.line() != g.want {
			t.Errorf("%s read as %v, %v, want %s", g.form, g.line(), err, g.want)
		}
		if form, err := json.Marshal(g.into); err != nil || string(form) != g.form {
			t.Errorf("written as %s, %v, want %s", form, err, g.form)
		}
	}
}
