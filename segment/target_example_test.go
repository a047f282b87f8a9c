package segment_test

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// An insurer aims at young people and at those with a life insurance. Children are insured with their parents, and many were brought by
// their employers, which says little of what they want.
func ExampleCompileTargets() {
	schema, err := segment.NewSchema(segment.SchemaConfig{Attributes: []segment.AttributeConfig{
		{Name: "age", Kind: segment.NumberAttribute, Min: 0, Max: 120},
		{Name: "products", Kind: segment.SetAttribute, Values: []string{"car", "home", "life"}},
		{Name: "origin", Kind: segment.ChoiceAttribute, Values: segment.NamesOf(relationship.Origins())},
		{Name: "engagement", Kind: segment.ChoiceAttribute, Values: segment.NamesOf(segment.Engagements())},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	free := segment.Not(segment.OneOf("origin", "mandated"))
	targets, err := segment.CompileTargets(schema, segment.TargetsConfig[string]{Targets: []segment.Target[string]{
		{Label: "children", Where: segment.Between("age", 0, 17)},
		{Label: "young people", Where: segment.And(segment.Between("age", 18, 25), free), Desired: true},
		{Label: "pensioners", Where: segment.AtLeast("age", 65)},
		{Label: "life holders", Where: segment.Has("products", "life"), Desired: true},
		{Label: "mandated", Where: segment.OneOf("origin", "mandated")},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	var parties []segment.Attributes
	for _, values := range [][]segment.AttributeValue{
		{segment.NumberValue("age", 12), segment.SetValue("products", "car"), segment.ChoiceValue("origin", "voluntary")},
		{segment.NumberValue("age", 22), segment.SetValue("products", "car"), segment.ChoiceValue("origin", "mandated")},
		{segment.NumberValue("age", 23), segment.SetValue("products", "life"), segment.ChoiceValue("origin", "introduced")},
		{segment.NumberValue("age", 24), segment.SetValue("products")}, // whose origin nobody knows
	} {
		party, err := schema.Attributes(values...)
		if err != nil {
			fmt.Println(err)
			return
		}
		parties = append(parties, party)
		labels, _ := targets.Of(party) // the error is that of attributes of another schema
		desired, _ := targets.Desired(party)
		fmt.Printf("%v: %q, desired: %v\n", party, labels, desired)
	}
	report, err := targets.ReportOf(slices.Values(parties))
	fmt.Println(report, err)
	// Output:
	// age 12; products car; origin voluntary: ["children"], desired: no
	// age 22; products car; origin mandated: ["mandated"], desired: no
	// age 23; products life; origin introduced: ["young people" "life holders"], desired: yes
	// age 24; products none: [], desired: unknown
	// parties 4: in one segment 2, in several 1, in none 0, open 1; desired 1, perhaps 1
	//   children: 1, unknown 0
	// * young people: 1, unknown 1
	//   pensioners: 0, unknown 0, empty
	// * life holders: 1, unknown 0
	//   mandated: 1, unknown 1
	//   origin missing: 1
	//   engagement missing: 4 <nil>
}

// A typo, a condition on another kind of attribute and an And that should be an Or are found before anybody is asked, all at once.
func ExampleSchema_Compile() {
	schema, err := segment.NewSchema(segment.SchemaConfig{Attributes: []segment.AttributeConfig{
		{Name: "age", Kind: segment.NumberAttribute, Min: 0, Max: 120},
		{Name: "products", Kind: segment.SetAttribute, Values: []string{"car", "life"}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = schema.Compile(segment.Or(segment.Has("products", "lief"), segment.Is("age", true)))
	fmt.Println(err)
	_, err = schema.Compile(segment.And(segment.AtMost("age", 17), segment.AtLeast("age", 65)))
	fmt.Println(err)
	// Output:
	// segment: predicate: products = "lief", want declared values: "car", "life"
	// segment: predicate: age = "age is true", want a condition on a number
	// segment: predicate: age = "age at most 17 and age at least 65", want conditions that hold of somebody together
}

func ExampleCriterion_Explain() {
	schema, err := segment.NewSchema(segment.SchemaConfig{Attributes: []segment.AttributeConfig{
		{Name: "age", Kind: segment.NumberAttribute, Min: 0, Max: 120},
		{Name: "products", Kind: segment.SetAttribute, Values: []string{"car", "life"}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	criterion, err := schema.Compile(segment.And(segment.Between("age", 18, 25), segment.Has("products", "life")))
	if err != nil {
		fmt.Println(err)
		return
	}
	party, err := schema.Attributes(segment.NumberValue("age", 21))
	if err != nil {
		fmt.Println(err)
		return
	}
	why, err := criterion.Explain(party)
	fmt.Println(why, err)
	// Output:
	// * all of: unknown
	//     age 18 to 25 (21): yes
	//   * products has life (not known): unknown
	// missing: products <nil>
}

// A predicate is data: it is stored, and read again.
func ExamplePredicate() {
	text, err := json.Marshal(segment.And(segment.Between("age", 18, 25), segment.Has("products", "life")))
	fmt.Println(string(text), err)
	var p segment.Predicate
	err = json.Unmarshal(text, &p)
	fmt.Println(p, err)
	// Output:
	// {"version":1,"where":{"op":"and","parts":[{"op":"between","name":"age","low":18,"high":25},{"op":"has","name":"products","word":"life"}]}} <nil>
	// age 18 to 25 and products has life <nil>
}
