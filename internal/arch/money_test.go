package arch_test

import "github.com/rapport-go/rapport/internal/arch"

// namesControls returns the controls of rule names.
func namesControls() []control {
	const ground = "import \"github.com/rapport-go/rapport/relationship\"\n"
	return []control{
		{"money in a room of numbers", arch.Tree{"clv/btyd/a.go": "package btyd\n" + ground + `
type Record struct {
	Unit relationship.Unit
	Mean relationship.Money // breach
}
func f(e relationship.Event) {} // breach
var _ = relationship.Must[int] // breach
`}},
		{"under another name", arch.Tree{"lifecycle/markov/a.go": `package markov
import r "github.com/rapport-go/rapport/relationship"
import r2 "github.com/rapport-go/rapport/internal/numeric"
type Chain struct { unit r.Unit; last *r.Summary } // breach
var _ unknown.Table[r.Money] // breach
var _ unknown.Table[r2.Sum]
`}},
		{"as a type argument", arch.Tree{"clv/renewal/a.go": "package renewal\n" + ground + `
var _ = map[relationship.PartyID]int{} // breach
func f() { g[relationship.Date](nil) } // breach
var _ unknown.Table[relationship.Date] // breach
var _ unknown.Table[relationship.Unit]
`}},
		{"a test goes as far as rates", arch.Tree{"clv/btyd/a_test.go": "package btyd_test\n" + ground + `
func f() {
	_ = relationship.Must(relationship.AnnualRate(0.1))
	_ = relationship.Must(relationship.ContinuousRate(0.1, relationship.Week))
	_ = relationship.MoneyFromMinor(1, c) // breach
}
`}},
		{"unit and rate, a local of the same name, and rooms that know money", arch.Tree{
			"clv/btyd/a.go": "package btyd\n" + ground + `
func f(u relationship.Unit, r relationship.Rate) bool {
	return u == relationship.Day || u == relationship.Week || u == relationship.Year
}
func g() {
	var relationship struct{ Money int }
	_ = relationship.Money
}
`,
			"clv/a.go": "package clv\n" + ground + "type Value struct{ Amount relationship.Money }\n",
		}},
	}
}

// doorsControls returns the controls of rule doors.
func doorsControls() []control {
	return []control{
		{"decimals from floats", arch.Tree{"relationship/amount.go": `package relationship
import d "github.com/shopspring/decimal"
func f(v float64) {
	_ = d.NewFromFloat(v) // breach
	_ = d.NewFromFloat32(1) // breach
	g(d.NewFromFloatWithExponent) // breach
	_, _ = d.NewFromBigFloat(nil) // breach
}
`}},
		{"floats from decimals and big numbers", arch.Tree{
			"relationship/money.go": `package relationship
import "github.com/shopspring/decimal"
func f(d decimal.Decimal) {
	_, _ = d.Float64() // breach
	_ = d.InexactFloat64() // breach
	_ = d.Neg().BigFloat() // breach
}
`,
			"internal/numeric/a.go": `package numeric
import "math/big"
func f(i *big.Int) {
	_, _ = i.Float64() // breach
	_, _ = new(big.Rat).SetInt(i).Float32() // breach
}
`}},
		{"floats in exact code", arch.Tree{"relationship/amount.go": `package relationship
import ("math/big"; "strconv")
type ratio float64
func f(n int64) {
	_ = float64(n) // breach
	_ = (float32)(n) // breach
	_ = ratio(n) // breach
	var _ big.Float // breach
	_ = big.NewFloat(1) // breach
	_, _ = strconv.ParseFloat("", 64) // breach
}
`}},
		{"the doors, used where the plan has none", arch.Tree{
			"segment/a.go": `package segment
import "github.com/rapport-go/rapport/relationship"
func f(m relationship.Money) {
	_ = m.Estimate() // breach
	_, _ = relationship.MoneyFromEstimate(1, c, 0) // breach
	g(relationship.Money.Estimate) // breach
}
`,
			"relationship/summary.go": `package relationship
func f(m Money) {
	_ = m.Estimate() // breach
	_, _ = MoneyFromEstimate(1, c, 0) // breach
}
`}},
		{"where money and numbers do meet", arch.Tree{
			"relationship/boundary.go": `package relationship
import ("math/big"; "github.com/shopspring/decimal")
func (m Money) Estimate() float64 { f, _ := new(big.Rat).Float64(); return f }
func MoneyFromEstimate(v float64) { _ = decimal.NewFromFloat(v) }
`,
			"relationship/unit.go":        "package relationship\nfunc f(n int) float64 { return float64(n) }\n",
			"relationship/amount_test.go": "package relationship\nfunc g(n int) float64 { return float64(n) }\n",
			"clv/value.go": `package clv
import "github.com/rapport-go/rapport/relationship"
func f(m relationship.Money) float64 { return m.Estimate() }
`,
			"examples/shop/main.go": `package main
import "github.com/rapport-go/rapport/relationship"
func f(m relationship.Money) float64 { return m.Estimate() }
`}},
		{"floats and names that have nothing to do with money", arch.Tree{
			"loyalty/a.go": `package loyalty
import "math/rand/v2"
type trust struct{}
func (trust) Estimate() float64 { return 0 }
func f(r *rand.Rand, n int) float64 { return r.Float64() * float64(n) * trust{}.Estimate() }
`,
			"relationship/a.go": `package relationship
import "math/big"
func f(float64 func(int) int) *big.Int { return big.NewInt(int64(float64(1))) }
`}},
	}
}

// decimalControls returns the controls of rule decimal.
func decimalControls() []control {
	return []control{
		{"Div", arch.Tree{"relationship/a.go": `package relationship
import "github.com/shopspring/decimal"
func f(a, b decimal.Decimal) {
	_ = a.Div(b) // breach
	_ = a.Add(b).Div(b).Neg() // breach
	g(a.Div) // breach
}
`}},
		{"the process's settings, in a tutorial too", arch.Tree{
			"examples/shop/main.go": `package main
import "github.com/shopspring/decimal"
func f() {
	decimal.DivisionPrecision = 2 // breach
	if decimal.MarshalJSONWithoutQuotes { // breach
	}
	_ = decimal.Zero // breach
}
`,
			"relationship/a.go": `package relationship
import money "github.com/shopspring/decimal"
func f() { money.MaxDecodeExponent++ } // breach
`}},
		{"a test that turns the settings", arch.Tree{"relationship/a_test.go": `package relationship
import "github.com/shopspring/decimal"
func f(a, b decimal.Decimal) { decimal.DivisionPrecision = 0; _ = a.Div(b) }
`}},
		{"DivRound, big.Int's Div of two arguments, and other Divs", arch.Tree{
			"relationship/a.go": `package relationship
import ("math/big"; "github.com/shopspring/decimal")
func f(a, b decimal.Decimal, x, y *big.Int) {
	_ = a.DivRound(b, 2)
	_ = x.Div(x, y)
	_ = decimal.Decimal{}
}
`,
			"loyalty/a.go": "package loyalty\nfunc f(x interface{ Div(int) int }) { x.Div(1) }\n",
		}},
	}
}
