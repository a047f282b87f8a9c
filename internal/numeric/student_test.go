package numeric_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
	"pgregory.net/rapid"
)

// TestStudentGolden holds the quantile against 25 digits by mpmath, from the incomplete beta function to a million degrees of
// freedom and from five terms of Abramowitz & Stegun 26.7.5 beyond.
func TestStudentGolden(t *testing.T) {
	worst := 0.0
	for _, c := range []struct{ nu, level, want float64 }{
		{1, 0.5, 1.0},
		{1, 0.9, 6.31375151467504452424315},
		{1, 0.95, 12.70620473617469331410164},
		{1, 0.99, 63.65674116287152444715737},
		{1, 0.999999, 636619.7723487513197018591},
		{2, 0.5, 0.816496580927726032732428},
		{2, 0.9, 2.919985580353726066122632},
		{2, 0.95, 4.302652729749461789420376},
		{2, 0.99, 9.924843200918288640334206},
		{2, 0.999999, 999.999249985465906904136},
		{3, 0.5, 0.7648923284043452806575452},
		{3, 0.9, 2.353363434801824122348155},
		{3, 0.95, 3.182446305283708435883998},
		{3, 0.99, 5.840909309733355411261167},
		{3, 0.999999, 130.1545895571102135106426},
		{4, 0.5, 0.7406970841126826329843999},
		{4, 0.9, 2.131846786326650515807269},
		{4, 0.95, 2.776445105197793489790962},
		{4, 0.99, 4.604094871349992045904928},
		{4, 0.999999, 49.45863675657859613358937},
		{10, 0.5, 0.6998120613124316273440688},
		{10, 0.9, 1.812461122811676549717014},
		{10, 0.95, 2.228138851986274224519862},
		{10, 0.99, 3.169272672616950711781712},
		{10, 0.999999, 10.5164899568821732943774},
		{29, 0.5, 0.683043860821613150091996},
		{29, 0.9, 1.699127026533497867173649},
		{29, 0.95, 2.045229642132703874520504},
		{29, 0.99, 2.756385903670605120353656},
		{29, 0.999999, 6.170056101408300841870733},
		{100, 0.5, 0.676951043011471477944013},
		{100, 0.9, 1.660234326085339665678201},
		{100, 0.95, 1.983971518523551894556437},
		{100, 0.99, 2.625890521438017606977045},
		{100, 0.999999, 5.213727574223292719428127},
		{1000, 0.5, 0.6747351646070094373841553},
		{1000, 0.9, 1.646378817285464823485797},
		{1000, 0.95, 1.962339080826408103886647},
		{1000, 0.99, 2.580754698065950770613262},
		{1000, 0.999999, 4.922289523423825471273951},
		{12345, 0.5, 0.6745096239397161368686938},
		{12345, 0.9, 1.644977068360690573970327},
		{12345, 0.95, 1.960156167600566855105781},
		{12345, 0.99, 2.576227623786519073367821},
		{12345, 0.999999, 4.89410897058950345077653},
		{1000000, 0.5, 0.6744899955310873786245315},
		{1000000, 0.9, 1.644855150722040600259288},
		{1000000, 0.95, 1.959966356814106655337607},
		{1000000, 0.99, 2.575834220105333847158906},
		{1000000, 0.999999, 4.891668960704726554305142},
		{50000000, 0.5, 0.6744897551027802979037945},
		{50000000, 0.9, 1.644853657426856342067592},
		{50000000, 0.95, 1.959964031985479590575129},
		{50000000, 0.99, 2.575829401879855960144108},
		{50000000, 0.999999, 4.891639085389923220083206},
		{300000000.0, 0.5, 0.6744897510138648312363687},
		{300000000.0, 0.9, 1.644853632030703330203375},
		{300000000.0, 0.95, 1.959963992447624654627398},
		{300000000.0, 0.99, 2.575829319937392547418456},
		{300000000.0, 0.999999, 4.8916385773090878169591},
		{1000000000000.0, 0.5, 0.6744897501963270781283724},
		{1000000000000.0, 0.9, 1.644853626952996591658307},
		{1000000000000.0, 0.95, 1.959963984542426126834732},
		{1000000000000.0, 0.99, 2.575829303553817001456111},
		{1000000000000.0, 0.999999, 4.891638475723416618087229},
	} {
		allowed := 1e-13
		if c.nu > 1e4 {
			allowed = 1e-11
		}
		got := numeric.StudentQuantile(c.nu, c.level)
		if e := math.Abs(got/c.want - 1); !(e <= allowed) {
			t.Errorf("StudentQuantile(%v, %v) = %.17g, want %.17g: error %.1e", c.nu, c.level, got, c.want, e)
		} else {
			worst = max(worst, e)
		}
	}
	t.Logf("worst error %.1e", worst)
}

func TestStudentLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		level := rapid.OneOf(rapid.SampledFrom([]float64{0.5, 0.9, 0.95, 1 - 1e-9}), rapid.Float64Range(0.01, 0.9999)).Draw(t, "level")
		near := func(what string, got, want float64) {
			if !(math.Abs(got-want) <= 2e-13*want) {
				t.Fatalf("%s at %v: %v, want %v", what, level, got, want)
			}
		}
		near("t(1)", numeric.StudentQuantile(1, level), 1/math.Tan(math.Pi*(1-level)/2))
		near("t(2)", numeric.StudentQuantile(2, level), level*math.Sqrt(2/((1-level)*(1+level))))
		nu := math.Floor(math.Exp2(rapid.Float64Range(0, 45).Draw(t, "log nu")))
		a, b := numeric.StudentQuantile(nu, level), numeric.StudentQuantile(2*nu, level)
		z := numeric.NormalQuantile(0.5 + level/2)
		if !(b <= a*(1+1e-11) && z <= b*(1+1e-9)) || nu < 1e6 && level > 0.4 && !(z < b && b < a) {
			t.Fatalf("level %v: t(%v) = %v, t(%v) = %v, normal %v", level, nu, a, 2*nu, b, z)
		}
	})
}

func TestStudentCorners(t *testing.T) {
	for _, nu := range []float64{1, 2, 1e6, 1e8, math.Nextafter(1e8, 2e8), 1e15} {
		if v := numeric.StudentQuantile(nu, 0); v != 0 {
			t.Errorf("t(%v) at 0 = %v", nu, v)
		}
		if v := numeric.StudentQuantile(nu, 1); !math.IsInf(v, 1) {
			t.Errorf("t(%v) at 1 = %v", nu, v)
		}
		for _, level := range []float64{1e-300, 0.5, 1 - 0x1p-53} {
			if v := numeric.StudentQuantile(nu, level); !(v >= 0 && v < 1e17) {
				t.Errorf("t(%v) at %v = %v", nu, level, v)
			}
		}
		if v := numeric.StudentQuantile(nu, math.NaN()); v == v {
			t.Errorf("t(%v) at NaN = %v", nu, v)
		}
	}
	if v := numeric.StudentQuantile(math.NaN(), 0.9); v == v {
		t.Errorf("t(NaN) = %v", v)
	}
	below, above := numeric.StudentQuantile(1e8, 0.95), numeric.StudentQuantile(math.Nextafter(1e8, 2e8), 0.95)
	if math.Abs(below/above-1) > 1e-11 {
		t.Errorf("a jump at 1e8: %v, %v", below, above)
	}
}

func TestStudentAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { sink += numeric.StudentQuantile(7, 0.9) }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func BenchmarkStudentQuantile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		sink += numeric.StudentQuantile(7, 0.9)
	}
}

func BenchmarkStudentQuantileMillion(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		sink += numeric.StudentQuantile(1e6, 0.9)
	}
}
