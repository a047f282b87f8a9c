package survey_test

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty/survey"
	"pgregory.net/rapid"
)

// TestNPSLaws: the score is in range, changes its sign when promoters and detractors are exchanged, moves with them, and its
// interval narrows when all counts are multiplied.
func TestNPSLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts, level := drawCounts(t, 11, "counts"), drawLevel(t)
		all := nps(t, counts...)
		s, ok, err := all.Score(level)
		if err != nil || ok == all.IsZero() {
			t.Fatal(ok, err)
		}
		if !ok {
			if (s != survey.NPSScore{}) {
				t.Fatalf("of nobody: %+v", s)
			}
			return
		}
		if !(-100 <= s.Value && s.Value <= 100 && -100 <= s.Low && s.Low <= s.Centre && s.Centre <= s.High && s.High <= 100) {
			t.Fatalf("%+v", s)
		}
		if !(math.Abs(s.Centre) <= math.Abs(s.Value)) || s.Centre*s.Value < 0 {
			t.Fatalf("the centre does not shrink: %+v", s)
		}
		if s.Promoters+s.Passives+s.Detractors != s.Answers || s.Answers != all.Answers() {
			t.Fatalf("%+v", s)
		}

		mirror := must2(nps(t, s.Promoters, 0, 0, 0, 0, 0, 0, s.Passives, 0, s.Detractors, 0).Score(level))
		if mirror.Value != -s.Value || mirror.Centre != -s.Centre || mirror.Low != -s.High || mirror.High != -s.Low {
			t.Fatalf("%+v, exchanged %+v", s, mirror)
		}
		for k := range counts {
			counts[k] *= 7
		}
		more := must2(nps(t, counts...).Score(level))
		wider, cut := more.High-more.Low >= s.High-s.Low, s.Low == -100 || s.High == 100
		if wider && !cut || more.High-more.Low > s.High-s.Low+1e-12 || math.Abs(more.Value-s.Value) > 1e-12 {
			t.Fatalf("%+v, seven times %+v", s, more)
		}
		better, worse := all, all
		if err := better.Add(rapid.IntRange(9, 10).Draw(t, "promoter"), 1); err != nil {
			t.Fatal(err)
		}
		if err := worse.Add(rapid.IntRange(0, 6).Draw(t, "detractor"), 1); err != nil {
			t.Fatal(err)
		}
		up, down := must2(better.Score(level)), must2(worse.Score(level))
		few := s.Answers < 1e4 // of many, one may be less than the last bit
		if !(up.Value >= s.Value && down.Value <= s.Value && up.Centre >= s.Centre && down.Centre <= s.Centre) || few && !(up.Centre > s.Centre && down.Centre < s.Centre) {
			t.Fatalf("%+v, a promoter more %+v, a detractor more %+v", s, up, down)
		}
	})
}

func must2[T any](v T, _ bool, err error) T { return must(v, err) }

// TestShareLaws: the value is inside of the interval, a hit more lowers nothing and a miss more raises nothing.
func TestShareLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q, level := rapid.SampledFrom(questions()[1:]).Draw(t, "question"), drawLevel(t)
		all := q.of(t, drawCounts(t, q.high-q.low+1, "counts"))
		before, ok, err := q.share(all, level)
		if err != nil || ok == all.IsZero() {
			t.Fatal(ok, err)
		}
		if !ok {
			before = survey.Estimate{Low: 0, High: 1, Value: 0.5}
		}
		if !(0 <= before.Low && before.Low <= before.Value && before.Value <= before.High && before.High <= 1) || before.Answers != all.Answers() {
			t.Fatalf("%+v", before)
		}
		answer := rapid.IntRange(q.low, q.high).Draw(t, "answer")
		if err := all.Add(answer, 1); err != nil {
			t.Fatal(err)
		}
		after := must2(q.share(all, level))
		lower, higher := before, after
		if !q.hits(answer) {
			lower, higher = after, before
		}
		const last = 4e-16 // of a billion answers
		if !(lower.Value <= higher.Value && lower.Low <= higher.Low+last && lower.High <= higher.High+last && lower != higher) {
			t.Fatalf("%+v, then %d: %+v", before, answer, after)
		}
	})
}

// TestMeanLaws: the mean is inside of its interval and of the scale, a better answer more never lowers it, counts multiplied
// narrow the interval, and Perceived is its place on the scale.
func TestMeanLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q, level := rapid.SampledFrom(questions()).Draw(t, "question"), drawLevel(t)
		counts := drawCounts(t, q.high-q.low+1, "counts")
		all := q.of(t, counts)
		mean, ok, err := all.Mean(level)
		perceived, known, wrong := all.Perceived(level)
		if err != nil || wrong != nil || ok == all.IsZero() || known != ok {
			t.Fatal(ok, known, err, wrong)
		}
		if !ok {
			return
		}
		low, high := float64(q.low), float64(q.high)
		if !(low <= mean.Low && mean.Low <= mean.Value && mean.Value <= mean.High && mean.High <= high) || mean.Answers != all.Answers() {
			t.Fatalf("%+v", mean)
		}
		if !(0 <= perceived.Low && perceived.Low <= perceived.Value && perceived.Value <= perceived.High && perceived.High <= 1) {
			t.Fatalf("%+v", perceived)
		}
		at := func(v float64) float64 {
			if q.reversed {
				return (high - v) / (high - low)
			}
			return (v - low) / (high - low)
		}
		near(t, "perceived", perceived.Value, at(mean.Value))
		near(t, "one side", at(mean.Low), map[bool]float64{false: perceived.Low, true: perceived.High}[q.reversed])
		near(t, "other side", at(mean.High), map[bool]float64{false: perceived.High, true: perceived.Low}[q.reversed])
		if mean.Answers == 1 && (mean.Low != low || mean.High != high) {
			t.Fatalf("one answer says %+v", mean)
		}
		if shown := slices.IndexFunc(counts, func(c int64) bool { return c == mean.Answers }); shown >= 0 && mean.Answers > 1 && (mean.Low != mean.Value || mean.High != mean.Value) {
			t.Fatalf("all alike: %+v", mean)
		}
		many := make([]int64, len(counts))
		for k, c := range counts {
			many[k] = 7 * c
		}
		if more := must2(q.of(t, many).Mean(level)); more.High-more.Low > mean.High-mean.Low+1e-12 {
			t.Fatalf("%+v, seven times %+v", mean, more)
		}
		better := q.of(t, counts)
		if err := better.Add(map[bool]int{false: q.high, true: q.low}[q.reversed], 1); err != nil {
			t.Fatal(err)
		}
		if more := must2(better.Perceived(level)); more.Value < perceived.Value {
			t.Fatalf("%+v, with the best answer more %+v", perceived, more)
		}
	})
}

// TestTallyLaws: Merge is commutative and associative and has the zero value for identity, the order of answers does not matter,
// and what is stored comes back.
func TestTallyLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.SampledFrom(questions()).Draw(t, "question")
		size := q.high - q.low + 1
		x, y, z := drawCounts(t, size, "x"), drawCounts(t, size, "y"), drawCounts(t, size, "z")
		join := func(a, b tally) tally {
			if err := q.merge(a, b); err != nil {
				t.Fatal(err)
			}
			return a
		}
		same := func(law string, a, b tally) {
			if !q.equal(a, b) || !bytes.Equal(must(a.MarshalBinary()), must(b.MarshalBinary())) {
				t.Fatalf("%s: %s is not %s", law, must(a.MarshalJSON()), must(b.MarshalJSON()))
			}
		}
		same("commutative", join(q.of(t, x), q.of(t, y)), join(q.of(t, y), q.of(t, x)))
		same("associative", join(q.of(t, x), join(q.of(t, y), q.of(t, z))), join(join(q.of(t, x), q.of(t, y)), q.of(t, z)))
		same("identity", join(q.of(t, x), q.new()), q.of(t, x))
		if nothing := q.new(); !nothing.IsZero() || q.of(t, x).IsZero() != (q.of(t, x).Answers() == 0) {
			t.Fatal("zero is not zero")
		}
		backward := q.new()
		total := int64(0)
		for k := size - 1; k >= 0; k-- {
			if err := backward.Add(q.low+k, x[k]); err != nil {
				t.Fatal(err)
			}
			if got := backward.Count(q.low + k); got != x[k] {
				t.Fatalf("%d of %d, want %d", got, q.low+k, x[k])
			}
			total += x[k]
		}
		if backward.Answers() != total || backward.Count(q.low-1) != 0 || backward.Count(q.high+1) != 0 {
			t.Fatalf("%d answers, want %d", backward.Answers(), total)
		}
		same("order", backward, q.of(t, x))
		if other := q.of(t, x); other.Add(q.high, 1) != nil || q.equal(other, backward) {
			t.Fatal("equal to one more")
		}
		fromText, fromBytes := q.of(t, y), q.of(t, z)
		if err := json.Unmarshal(must(json.Marshal(backward)), fromText); err != nil {
			t.Fatal(err)
		}
		same("JSON", fromText, backward)
		if err := fromBytes.UnmarshalBinary(must(backward.AppendBinary(nil))); err != nil {
			t.Fatal(err)
		}
		same("binary", fromBytes, backward)
	})
}

// TestQualityLaws: what is measured inside never moves the points, and moves the gap as much as it moves.
func TestQualityLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.SampledFrom(questions()).Draw(t, "question")
		all := q.of(t, append([]int64{1}, drawCounts(t, q.high-q.low, "counts")...))
		perceived := must2(all.Perceived(drawLevel(t)))
		share := rapid.OneOf(rapid.SampledFrom([]float64{0, 1}), rapid.Float64Range(0, 1))
		a, b := share.Draw(t, "a"), share.Draw(t, "b")
		x, y := must(survey.CompareQuality(perceived, a)), must(survey.CompareQuality(perceived, b))
		if x.Points != y.Points || math.Abs(float64(x.Points)-10000*perceived.Value) > 0.5+1e-9 || x.Points < 0 || x.Points > 10000 {
			t.Fatalf("%+v, %+v", x, y)
		}
		if !(-1 <= x.Gap.Low && x.Gap.Low <= x.Gap.Value && x.Gap.Value <= x.Gap.High && x.Gap.High <= 1) {
			t.Fatalf("%+v", x.Gap)
		}
		near(t, "gap moves", y.Gap.Value-x.Gap.Value, b-a)
		near(t, "and its ends", y.Gap.Low-x.Gap.Low, b-a)
		near(t, "width", x.Gap.High-x.Gap.Low, perceived.High-perceived.Low)
		exchanged := must(survey.CompareQuality(survey.Estimate{Value: a, Low: a, High: a, Answers: 1}, perceived.Value))
		near(t, "exchanged", exchanged.Gap.Value, -x.Gap.Value)
	})
}
