package segment_test

import (
	"errors"
	"reflect"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// A nil state knows as much as an empty one, whatever is asked of it, and takes nothing in.
func TestNilStates(t *testing.T) {
	for _, state := range []any{
		(*segment.Baskets)(nil), (*segment.Breadth)(nil), (*segment.BreadthBy[string])(nil), (*segment.ScoreTally)(nil),
		(*segment.Aggregate[string])(nil), (*segment.Drivers)(nil), (*segment.RollUp[string])(nil), (*segment.CostSeries[string])(nil),
		(*segment.Migration[string])(nil), (*segment.CohortTable)(nil),
	} {
		none := reflect.ValueOf(state)
		empty := reflect.New(none.Type().Elem())
		readings := 0
		for i := range none.NumMethod() {
			method := none.Type().Method(i)
			if _, byValue := none.Type().Elem().MethodByName(method.Name); byValue || method.Name == "UnmarshalJSON" {
				continue // encoding/json calls neither of nil
			}
			call := func(of reflect.Value) []any {
				args := make([]reflect.Value, method.Type.NumIn()-1)
				for j := range args {
					args[j] = reflect.Zero(method.Type.In(j + 1))
				}
				results := of.Method(i).Call(args[:len(args)-variadic(method.Type)])
				values := make([]any, len(results))
				for j := range results {
					if results[j].Kind() == reflect.Func { // a sequence
						n := 0
						for range results[j].Seq2() {
							n++
						}
						results[j] = reflect.ValueOf(n)
					}
					values[j] = results[j].Interface()
				}
				return values
			}
			name := method.Name
			if _, counts := state.(*segment.Migration[string]); counts && name == "Count" {
				name = "Add" // one customer
			}
			switch name {
			case "Add", "AddUnknown", "Observe", "Earlier", "Declare":
				if err, _ := call(none)[0].(error); !errors.Is(err, segment.ErrInvalid) {
					t.Errorf("%T.%s: %v", state, method.Name, err)
				}
			case "Merge":
				if err := call(none)[0]; err != nil {
					t.Errorf("%T: nothing merged into nothing: %v", state, err)
				}
				if err, _ := none.Method(i).Call([]reflect.Value{empty})[0].Interface().(error); !errors.Is(err, segment.ErrInvalid) {
					t.Errorf("%T: merged into nothing: %v", state, err)
				}
			default:
				readings++
				if got, want := call(none), call(empty); !reflect.DeepEqual(got, want) {
					t.Errorf("%T.%s: %v, and %v of an empty one", state, method.Name, got, want)
				}
			}
		}
		if readings < 5 || !empty.MethodByName("Equal").Call([]reflect.Value{none})[0].Bool() {
			t.Errorf("%T: %d readings, or nil is not equal to an empty one", state, readings)
		}
	}
	for name, err := range map[string]error{
		"campaign":     (*segment.Campaign)(nil).Observe(segment.CampaignCustomer{}),
		"exposed":      (*segment.Campaign)(nil).AddExposed(segment.CampaignTotals{Customers: 1}),
		"control":      (*segment.Campaign)(nil).AddControl(segment.CampaignTotals{Customers: 1}),
		"sales":        (*segment.SalesPairs)(nil).Observe(salesSameMonth, money("1 EUR"), money("2 EUR")),
		"retention":    (*segment.RetentionPairs)(nil).Observe(true, true),
		"more of them": (*segment.RetentionPairs)(nil).Merge(segment.RetentionPairs{Both: 1}),
	} {
		refused(t, name, err, segment.ErrInvalid, "= nil, want somewhere to add to")
	}
}

// variadic is 1 for a func whose last parameters may be left out.
func variadic(f reflect.Type) int {
	if f.IsVariadic() {
		return 1
	}
	return 0
}
