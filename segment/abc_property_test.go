package segment_test

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// abcClasses returns the classes by ID.
func abcClasses(r segment.ABCResult) map[string]segment.ABCClass {
	classes := map[string]segment.ABCClass{}
	for row := range r.Rows() {
		classes[row.ID] = row.Class
	}
	return classes
}

// Class A brings its cut at least, A and B theirs, and without the smallest of a class it would not be brought.
func TestABCBringsItsCuts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := abcOptions.Draw(t, "options")
		r := abcOf(t, whaleItems(whaleBases.Draw(t, "values")), o)
		if r.Total().IsZero() {
			return
		}
		cuts := []int{o.ACut, o.BCut}
		if o.ACut == 0 {
			cuts = []int{8000, 9500}
		}
		var brought relationship.Money
		for i, cut := range cuts {
			class, _ := r.Class(segment.ClassA + segment.ABCClass(i))
			least := r.Cuts().A()
			if i == 1 {
				least = r.Cuts().B()
			}
			above := brought // what is brought by those of more than the least value of the class
			for row := range r.Ranked() {
				if row.Class == class.Class && relationship.Must(row.Value.Cmp(least)) > 0 {
					above = relationship.Must(above.Add(row.Value))
				}
			}
			brought = relationship.Must(brought.Add(class.Value))
			if share := whaleRat(brought); share.Cmp(whaleTimes(r.Total(), cut)) < 0 {
				t.Fatalf("%v of %v is less than %d", brought, r.Total(), cut)
			}
			if class.Items > 0 && whaleRat(above).Cmp(whaleTimes(r.Total(), cut)) >= 0 {
				t.Fatalf("%v of %v would do for %d", above, r.Total(), cut)
			}
		}
	})
}

// A larger cut takes nobody out of the classes up to it.
func TestABCClassesAreNested(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := whaleItems(whaleBases.Draw(t, "values"))
		cuts := rapid.SliceOfNDistinct(rapid.IntRange(1, 10_000), 3, 3, rapid.ID).Draw(t, "cuts")
		slices.Sort(cuts)
		low := abcClasses(abcOf(t, items, segment.ABCOptions{ACut: cuts[0], BCut: cuts[1]}))
		a := abcClasses(abcOf(t, items, segment.ABCOptions{ACut: cuts[1], BCut: cuts[2]}))
		b := abcClasses(abcOf(t, items, segment.ABCOptions{ACut: cuts[0], BCut: cuts[2]}))
		for id, class := range low {
			if a[id] > class || b[id] > class || class == segment.ClassA && b[id] != class || (a[id] == segment.ClassA) != (class <= segment.ClassB) {
				t.Fatalf("%s: %v, with a larger A %v, with a larger B %v", id, class, a[id], b[id])
			}
		}
	})
}

// An item of no value, or less, changes no other one's class.
func TestABCOfNoValueChangesNoOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items, o := whaleItems(whaleBases.Draw(t, "values")), abcOptions.Draw(t, "options")
		before := abcClasses(abcOf(t, items, o))
		v := whaleProfits.Filter(func(m relationship.Money) bool { return m.Sign() <= 0 }).Draw(t, "no value")
		after := abcClasses(abcOf(t, append(items, segment.ABCItem{ID: "another", Value: v}), o))
		if after["another"] != segment.ClassZ {
			t.Fatalf("%v is %v", v, after["another"])
		}
		for id, class := range before {
			if after[id] != class {
				t.Fatalf("%s: %v became %v", id, class, after[id])
			}
		}
	})
}

func TestABCPermutation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items, o := whaleItems(whaleBases.Draw(t, "values")), abcOptions.Draw(t, "options")
		shuffled := items
		if len(items) > 0 {
			shuffled = rapid.Permutation(items).Draw(t, "shuffled")
		}
		a, b := abcOf(t, items, o), abcOf(t, shuffled, o)
		if !slices.Equal(slices.Collect(a.Ranked()), slices.Collect(b.Ranked())) || a.String() != b.String() || !a.Cuts().Equal(b.Cuts()) {
			t.Fatalf("%v and %v", a, b)
		}
		i := 0
		for row := range b.Rows() {
			if row.ID != shuffled[i].ID {
				t.Fatalf("%v, want %v", row, shuffled[i])
			}
			i++
		}
	})
}

// Another unit, and another currency with it, changes no class and no share.
func TestABCScale(t *testing.T) {
	points := relationship.Must(relationship.ParseCurrency("PTS/0"))
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(t, "items")
		items, o := whaleItems(rapid.SliceOfN(whalePlain, n, n).Draw(t, "values")), abcOptions.Draw(t, "options")
		scaled := slices.Clone(items)
		for i := range scaled {
			minor, _ := items[i].Value.Minor()
			scaled[i].Value = relationship.MoneyFromMinor(1000*minor, points)
		}
		b := abcOf(t, scaled, o)
		for row := range abcOf(t, items, o).Rows() {
			if other, _ := b.Of(row.ID); other.Class != row.Class || other.Rank != row.Rank || other.Share != row.Share || other.Cumulative != row.Cumulative {
				t.Fatalf("%v and %v", row, other)
			}
		}
	})
}

// Equal values have equal classes, and more value never a worse one.
func TestABCIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := slices.Collect(abcOf(t, whaleItems(whaleBases.Draw(t, "values")), abcOptions.Draw(t, "options")).Ranked())
		for i := 1; i < len(rows); i++ {
			order := relationship.Must(rows[i-1].Value.Cmp(rows[i].Value))
			if order < 0 || order == 0 && rows[i-1].Class != rows[i].Class || rows[i-1].Class > rows[i].Class || rows[i-1].Cumulative > rows[i].Cumulative {
				t.Fatalf("%v before %v", rows[i-1], rows[i])
			}
		}
	})
}

// Each item is in one class, and the classes add up to the last digit.
func TestABCClassesPartition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := whaleBases.Draw(t, "values")
		r := abcOf(t, whaleItems(values), abcOptions.Draw(t, "options"))
		n, sum := 0, relationship.Money{}
		for _, class := range segment.ABCClasses() {
			c, _ := r.Class(class)
			n, sum = n+c.Items, relationship.Must(sum.Add(c.Value))
			if class == segment.ClassC && !sum.Equal(r.Total()) {
				t.Fatalf("A to C are %v of %v", sum, r.Total())
			}
		}
		if n != len(values) || !sum.Equal(relationship.Must(relationship.Sum(values...))) {
			t.Fatalf("%d items of %v", n, sum)
		}
	})
}

// The cuts, stored or not, class everyone of the base as it was classed.
func TestABCCutsClassTheBaseAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := abcOf(t, whaleItems(whaleBases.Draw(t, "values")), abcOptions.Draw(t, "options"))
		if r.Cuts().IsZero() {
			if !r.Total().IsZero() {
				t.Fatalf("no cuts of %v", r.Total())
			}
			return
		}
		text := relationship.Must(json.Marshal(r.Cuts()))
		var kept segment.ABCCuts
		if err := json.Unmarshal(text, &kept); err != nil || !kept.Equal(r.Cuts()) {
			t.Fatalf("%s is %v, %v", text, kept, err)
		}
		own := relationship.Must(segment.NewABCCuts(kept.A(), kept.B()))
		for row := range r.Rows() {
			if class := relationship.Must(own.Class(row.Value)); class != row.Class {
				t.Fatalf("%v is %v by %v", row, class, own)
			}
		}
	})
}
