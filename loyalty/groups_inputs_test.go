package loyalty_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

func TestGroupingInputs(t *testing.T) {
	type group = loyalty.Group
	ids := func(all ...loyalty.FactorID) []loyalty.FactorID { return all }
	for place, g := range map[string]loyalty.Grouping{
		`name = ""`:                           {Name: "", Groups: []group{{Name: "a", Factors: ids("x")}}},
		`groups = 0 of them`:                  {Name: "g"},
		`groups[0].name = "A"`:                {Name: "g", Groups: []group{{Name: "A", Factors: ids("x")}}},
		`groups[0].name = "other"`:            {Name: "g", Groups: []group{{Name: "other", Factors: ids("x")}}},
		`groups[0].name = "gates"`:            {Name: "g", Groups: []group{{Name: "gates", Factors: ids("x")}}},
		`groups[1].name = "a"`:                {Name: "g", Groups: []group{{Name: "a", Factors: ids("x")}, {Name: "a", Factors: ids("y")}}},
		`groups[0].factors = 0`:               {Name: "g", Groups: []group{{Name: "a"}}},
		`groups[0].factors[1] = "x"`:          {Name: "g", Groups: []group{{Name: "a", Factors: ids("x", "x")}}},
		`groups[1].factors[0] = "x"`:          {Name: "g", Groups: []group{{Name: "a", Factors: ids("x")}, {Name: "b", Factors: ids("x")}}},
		`groups[0].factors[0] = ""`:           {Name: "g", Groups: []group{{Name: "a", Factors: ids("")}}},
		`groups[0].factors[0] = "Not a name"`: {Name: "g", Groups: []group{{Name: "a", Factors: ids("Not a name")}}},
	} {
		err := g.Validate()
		if !errors.Is(err, loyalty.ErrInvalid) || !strings.Contains(err.Error(), place) {
			t.Errorf("%s: %v", place, err)
		}
		if _, err := (loyalty.Result{}).Groups(g); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%s: Groups has no error", place)
		}
		data, _ := json.Marshal(g)
		var read loyalty.Grouping
		if err := read.UnmarshalJSON(data); !errors.Is(err, loyalty.ErrDecode) || read.Name != "" {
			t.Errorf("%s: %s was read", place, data)
		}
	}
	var read loyalty.Grouping
	for _, bad := range []string{``, `{}`, `{"name":"g","groups":[{"name":"a","factors":["x"]}],"more":1}`, `{"Name":"g"}`} {
		if err := read.UnmarshalJSON([]byte(bad)); !errors.Is(err, loyalty.ErrDecode) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
