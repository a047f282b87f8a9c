package btyd_test

import (
	"testing"

	"pgregory.net/rapid"
)

// The doors of this package take numbers, not text: the fuzzer drives the generators of the laws.

func FuzzForecast(f *testing.F) { f.Fuzz(rapid.MakeFuzz(total)) }

func FuzzFit(f *testing.F) { f.Fuzz(rapid.MakeFuzz(totalFit)) }
