package relationship

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// This file looks inside: the coefficient in two words and the move to big.Int and back, which nothing outside can see.

// genCoefficient draws a whole number of up to 140 bits, the ends of the words among them.
func genCoefficient() *rapid.Generator[*big.Int] {
	return rapid.Custom(func(t *rapid.T) *big.Int {
		v := new(big.Int)
		if rapid.Bool().Draw(t, "edge") {
			v.Lsh(big.NewInt(1), uint(rapid.SampledFrom([]int{0, 53, 62, 63, 64, 65, 126, 127, 128, 129}).Draw(t, "bits")))
			v.Add(v, big.NewInt(rapid.Int64Range(-2, 2).Draw(t, "offset")))
		} else {
			v.SetBytes(rapid.SliceOfN(rapid.Byte(), 0, 17).Draw(t, "bytes"))
		}
		if rapid.Bool().Draw(t, "negative") {
			v.Neg(v)
		}
		return v
	})
}

// genAmount draws an amount and its coefficient.
func genAmount(t *rapid.T, label string) (amount, *big.Int) {
	v := genCoefficient().Draw(t, label)
	return fromBig(new(big.Int).Set(v), rapid.Uint8Range(0, maxPlaces).Draw(t, label+" places")), v
}

// wellFormed reports whether the coefficient is big exactly when it does not fit, and holds the wanted value.
func wellFormed(a amount, want *big.Int) bool {
	low, high := new(big.Int).Lsh(big.NewInt(-1), 127), new(big.Int).Lsh(big.NewInt(1), 127)
	fits := want.Cmp(low) >= 0 && want.Cmp(high) < 0
	return fits == (a.big == nil) && a.coefficient().Cmp(want) == 0 && (a.big == nil || a.hi == 0 && a.lo == 0)
}

// rescaled returns the coefficient of v at more places.
func rescaled(v *big.Int, places int) *big.Int { return new(big.Int).Mul(v, bigPow10(places)) }

// TestAmountIsWellFormed: whatever is computed is where it belongs, and is what math/big computes.
func TestAmountIsWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, va := genAmount(t, "a")
		b, vb := genAmount(t, "b")
		places := max(a.places, b.places)
		wa, wb := rescaled(va, int(places-a.places)), rescaled(vb, int(places-b.places))
		sum := a.add(b)
		if !wellFormed(a, va) || !wellFormed(a.neg(), new(big.Int).Neg(va)) || !wellFormed(a.finer(places), wa) || !wellFormed(sum, new(big.Int).Add(wa, wb)) {
			t.Fatalf("%v·10^-%d and %v·10^-%d: neg %+v, finer %+v, sum %+v", va, a.places, vb, b.places, a.neg(), a.finer(places), sum)
		}
		if sum.places != places || a.cmp(b) != wa.Cmp(wb) || a.sign() != va.Sign() {
			t.Fatalf("%v·10^-%d cmp %v·10^-%d = %d", va, a.places, vb, b.places, a.cmp(b))
		}
		if back := sum.add(b.neg()); back.cmp(a) != 0 || back.big == nil && back != a.finer(places) {
			t.Fatalf("%+v came back as %+v", a, back)
		}
	})
}

// TestTrimLaws: trim keeps the value, leaves no zero to drop, and undoes finer.
func TestTrimLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, v := genAmount(t, "a")
		keep := rapid.Uint8Range(0, maxPlaces).Draw(t, "keep")
		got := a.finer(maxPlaces).trim(keep)
		last := new(big.Int).Rem(got.coefficient(), big.NewInt(10))
		if got.cmp(a) != 0 || got.places < keep || got.places > keep && last.Sign() == 0 || !wellFormed(got, got.coefficient()) {
			t.Fatalf("%v·10^-%d trimmed to %d places is %+v", v, a.places, keep, got)
		}
	})
}

// TestAmountRoundAgreesWithBig: rounding in two words is rounding in big.Int.
func TestAmountRoundAgreesWithBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, v := genAmount(t, "a")
		places := rapid.Uint8Range(0, maxPlaces).Draw(t, "places")
		r := Rounding(rapid.Uint8Range(0, 5).Draw(t, "rounding"))
		got := a.round(places, r)
		if places >= a.places {
			if got.places != a.places || got.cmp(a) != 0 {
				t.Fatalf("%+v rounded to %d places is %+v", a, places, got)
			}
			return
		}
		want := amount{big: v, places: a.places}.roundBig(places, pow10[a.places-places], r)
		if got.places != places || got.cmp(want) != 0 || !wellFormed(got, want.coefficient()) {
			t.Fatalf("%v·10^-%d rounded %v to %d places is %+v, want %+v", v, a.places, r, places, got, want)
		}
	})
}

// TestAmountText: the digits are those of math/big, and reading them gives the same amount.
func TestAmountText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, v := genAmount(t, "a")
		text := string(a.append(nil))
		exact, ok := new(big.Rat).SetString(text)
		if !ok || exact.Cmp(new(big.Rat).SetFrac(v, bigPow10(int(a.places)))) != 0 {
			t.Fatalf("%v·10^-%d is written %s", v, a.places, text)
		}
		back, rule := parseAmount(text, false)
		if rule != "" || back.places != a.places || back.cmp(a) != 0 || !wellFormed(back, v) {
			t.Fatalf("%s is read as %+v (%s)", text, back, rule)
		}
	})
}

// TestCoefficientBytes: coefficients of any length come back from their bytes, in the shortest form.
func TestCoefficientBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, v := genAmount(t, "a")
		if v.Sign() < 0 {
			a, v = a.neg(), v.Neg(v)
		}
		data := a.appendCoefficient(nil, a.places)
		if want := max(1, (v.BitLen()+6)/7); len(data) != want {
			t.Fatalf("%v takes %d bytes, want %d", v, len(data), want)
		}
		r := binaryReader{data: data}
		if back := r.coefficient(a.places); r.rule != "" || r.at != len(data) || !wellFormed(back, v) {
			t.Fatalf("%v is read as %+v (%s)", v, back, r.rule)
		}
		long := append(data, 0)
		long[len(data)-1] |= 0x80
		r = binaryReader{data: long}
		if r.coefficient(a.places); r.rule == "" {
			t.Fatalf("%x was read, which is not the shortest form of %v", long, v)
		}
	})
}

// TestExceeds: the bound is met exactly, at every number of places.
func TestExceeds(t *testing.T) {
	for places := range uint8(maxPlaces + 1) {
		limit := bigPow10(wholeDigits + int(places))
		if a := fromBig(limit, places); !a.exceeds(wholeDigits) || !a.neg().exceeds(wholeDigits) {
			t.Errorf("10^%d with %d places is within the bound", wholeDigits, places)
		}
		if a := fromBig(new(big.Int).Sub(limit, big.NewInt(1)), places); a.exceeds(wholeDigits) {
			t.Errorf("less than 10^%d with %d places is beyond the bound", wholeDigits, places)
		}
	}
	if (amount{hi: math.MaxInt64, lo: math.MaxUint64}).exceeds(39) {
		t.Error("two words exceed 39 digits")
	}
}

// TestCivilIsTheInverseOfDayNumber also beyond the calendar, where periods are counted.
func TestCivilIsTheInverseOfDayNumber(t *testing.T) {
	for n := 1; n < 2*lastDay; n += 89 {
		year, month, day := civil(n)
		if got := dayNumber(year, month, day); got != n || month < 1 || month > 12 || day < 1 || day > monthDays(year, month) {
			t.Fatalf("day %d is %d-%d-%d, which is day %d", n, year, month, day, got)
		}
	}
}

// TestTables: the tables that are indexed by each other have one length, and the currencies are in order for the search.
func TestTables(t *testing.T) {
	if len(kindPlaces) != len(kindNames) || len(unitSeconds) != len(unitNames) {
		t.Errorf("%d kinds in %d places, %d units with %d lengths", len(kindNames), len(kindPlaces), len(unitNames), len(unitSeconds))
	}
	for i, entry := range iso4217 {
		if codeFault(entry.code) != "" || i > 0 && iso4217[i-1].code >= entry.code || entry.places < -1 || entry.places > 4 {
			t.Errorf("row %d of the currencies is %+v", i, entry)
		}
	}
}
