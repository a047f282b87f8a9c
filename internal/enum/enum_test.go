package enum_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/internal/enum"
)

type colour uint8

// names has a hole at 0 and one at 2.
func names() []string { return []string{"", "red", "", "blue"} }

func fault(value, rule string) error { return errors.New(value + ", want " + rule) }

func TestEnum(t *testing.T) {
	for c := range colour(6) {
		valid := c == 1 || c == 3
		if enum.Valid(names(), c) != valid {
			t.Errorf("colour %d: valid %v", c, !valid)
		}
		text, err := enum.Text(names(), c, fault)
		if valid != (err == nil) {
			t.Errorf("colour %d: text %s, %v", c, text, err)
			continue
		}
		name := enum.Name("colour", names(), c)
		if !valid {
			if want := "colour(" + string('0'+rune(c)) + ")"; name != want {
				t.Errorf("colour %d is called %s, want %s", c, name, want)
			}
			if want := string('0'+rune(c)) + ", want one of red, blue"; err.Error() != want {
				t.Errorf("colour %d: %v, want %s", c, err, want)
			}
			continue
		}
		back := colour(9)
		if string(text) != name || enum.Set(&back, names(), text, fault) != nil || back != c {
			t.Errorf("colour %d: %s, back %d", c, text, back)
		}
	}
	if all := enum.All[colour](names()); !slices.Equal(all, []colour{1, 3}) {
		t.Errorf("all: %v", all)
	}
}

func TestEnumRejects(t *testing.T) {
	for _, text := range []string{"", "Red", " red", "green", "colour(1)", strings.Repeat("é", 100)} {
		c := colour(3)
		err := enum.Set(&c, names(), []byte(text), fault)
		if err == nil || c != 3 || !strings.HasSuffix(err.Error(), ", want one of red, blue") || len(err.Error()) > 280 {
			t.Errorf("%q: %v, colour %d", text, err, c)
		}
	}
}
