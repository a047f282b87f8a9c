package loyalty_test

import (
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func BenchmarkMutualBenefit(b *testing.B) {
	x, y := euros("123456.78"), euros("98765.43")
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := loyalty.MutualBenefit(x, y, relationship.RoundHalfEven); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkShareOfWallet(b *testing.B) {
	x, y := euros("12345.67"), euros("98765.43")
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := loyalty.ShareOfWallet(x, y); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReputationRead(b *testing.B) {
	var m loyalty.ReputationModel
	var s loyalty.Reputation
	for i := range 20 {
		if err := m.Hear(&s, loyalty.Audiences()[i%2], float64(i%5)/4, base); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Read(s, base); err != nil {
			b.Fatal(err)
		}
	}
}
