package lifecycle

import "github.com/rapport-go/rapport/relationship"

// Learn sets the score of a factor by its name: "trust", "value", "communication", "social-bond" or "commitment", in points of 10,000 as
// [Points] takes them. It reports whether the name is one of them; others change nothing. Satisfaction is not among them: it is what was
// said last, and events tell it.
//
// A result names the scores that rest on enough evidence and no others, so Forget comes before what is learnt from the next one.
func (f *Facts) Learn(factor string, points int) bool {
	score := Points(points)
	switch factor {
	case "trust":
		f.Trust = score
	case "value":
		f.Value = score
	case "communication":
		f.Communication = score
	case "social-bond":
		f.Bond = score
	case "commitment":
		f.Commitment = score
	default:
		return false
	}
	return true
}

// Forget makes the scores that Learn sets unknown, and nothing else. Without it a score whose evidence has faded since would stand as it
// was learnt last, and go on passing guards.
func (f *Facts) Forget() {
	f.Trust, f.Value, f.Communication, f.Bond, f.Commitment = Score{}, Score{}, Score{}, Score{}, Score{}
}

// Keep sets Keeping from the promises of a year; it is unknown while they are fewer than least, which is [PartnerPolicy].MinDeliveries,
// 2 unless chosen otherwise.
func (f *Facts) Keep(promises relationship.PromiseRecord, least int) {
	f.Keeping = Score{}
	if points, ok := promises.Points(); ok && promises.N >= least {
		f.Keeping = Points(points)
	}
}
