package loyalty_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

// TestGoldenRank: one good rating in each factor has the higher score, and a hundred of four fifths the higher lower end. Of one
// of whom nothing is known the five means have variance 1/60, which is Beta(7, 7): its 0.05 quantile is
// 0.287049002794388928545, by mpmath in 40 digits.
func TestGoldenRank(t *testing.T) {
	model := compiled(t, loyalty.DefaultPartnerCard())
	state := func(x float64, n int) (s loyalty.State) {
		for _, id := range factors() {
			for range n {
				if err := model.ObserveEvidence(&s, id, must(loyalty.Graded(x, 1)), later()); err != nil {
					t.Fatal(err)
				}
			}
		}
		return s
	}
	candidate := func(id string, s loyalty.State) loyalty.Candidate {
		return loyalty.Candidate{ID: id, Result: scored(t, model, s, later())}
	}
	got, err := loyalty.Rank([]loyalty.Candidate{
		candidate("lucky", state(1, 2)), candidate("b-stranger", loyalty.State{}), candidate("proven", state(0.72, 100)),
		candidate("a-stranger", loyalty.State{}), candidate("bad", state(0, 5)),
	})
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, r := range got {
		texts = append(texts, fmt.Sprintf("%d %s %v", r.Place, r.ID, r.Known))
	}
	if want := "1 proven true; 2 lucky true; 3 a-stranger false; 4 b-stranger false; 5 bad true"; strings.Join(texts, "; ") != want {
		t.Errorf("%v", texts)
	}
	if got[2].Low != 2870 || got[2].High != 7130 || got[2].Points != 5000 || got[2].Coverage != 0 {
		t.Errorf("%+v", got[2])
	}
	if got[0].Points >= got[1].Points || got[0].Low <= got[1].Low || got[0].Coverage != 1 {
		t.Errorf("%+v before %+v", got[0], got[1])
	}
}

// TestRankStrangers: a card that assumes the best of strangers does not put them first, and gates hold for them too.
func TestRankStrangers(t *testing.T) {
	card := loyalty.DefaultPartnerCard()
	for i := range card.Factors {
		card.Factors[i].Missing = loyalty.MissingBest
	}
	got, err := loyalty.Rank([]loyalty.Candidate{{"x", scored(t, compiled(t, card), loyalty.State{}, later())}})
	if err != nil || got[0].Low != 2870 || got[0].Points != 10000 || got[0].Known {
		t.Errorf("%+v, %v", got, err)
	}
	card = loyalty.DefaultPartnerCard()
	card.Gates = []loyalty.Gate{{Factor: loyalty.Trust, Below: 6000, Cap: 2000}}
	result := scored(t, compiled(t, card), loyalty.State{}, later())
	got, err = loyalty.Rank([]loyalty.Candidate{{"x", result}})
	if around := result.Interval(); err != nil || got[0].Low != around.Low || got[0].High != around.High || got[0].High != 2000 {
		t.Errorf("%+v, %v, want %v", got, err, around)
	}
}
