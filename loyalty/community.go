package loyalty

import (
	"iter"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// MemberAct is something that a member of a community did: a post, an answer, a share, a visit of a meeting.
type MemberAct struct {
	// Member is who did it.
	Member relationship.PartyID
	// At is when.
	At time.Time
}

// ActiveShare counts the members who did anything after from and until to, among all members. A member that is listed twice is one;
// acts of those who are no members do not count. The error is a [*FieldError] for a window that is not valid. Cost: O(n).
func ActiveShare(members []relationship.PartyID, acts iter.Seq[MemberAct], from, to time.Time) (Share, error) {
	w, err := windowOf(from, to)
	if err != nil {
		return Share{}, err
	}
	active := make(map[relationship.PartyID]bool, len(members))
	for _, m := range members {
		active[m] = false
	}
	s := Share{Of: len(active)}
	for a := range orNone(acts) {
		if done, member := active[a.Member]; member && !done && w.holds(a.At) {
			active[a.Member] = true
			s.Hits++
		}
	}
	return s, nil
}

// Activity returns how much is going on in a community at an instant: the number of acts until then, each faded by its age.
//
// Formula: Σ 2^(−age/h). Range: 0 … the number of acts. Laws: the order of the acts changes nothing, to 1e-12; time without acts
// never raises it; at a steady pace of one each Δ it tends to 1/(1 − 2^(−Δ/h)), as in [Ceiling]. Divide by the members to compare
// communities. Special cases: what comes later than the instant does not count. Errors: a [*FieldError] for an instant or a half-life
// that is not valid. Source: the decayed counts of [Evidence].
func Activity(acts iter.Seq[MemberAct], asOf time.Time, h HalfLife) (float64, error) {
	var f faults
	f.faulty(h.check("half-life"))
	now, err := instantOf("as-of", asOf)
	f.faulty(err)
	if err := f.err(); err != nil {
		return 0, err
	}
	sum := 0.0
	for a := range orNone(acts) {
		at, err := instantOf("at", a.At)
		if err != nil {
			return 0, err
		}
		if !now.before(at) {
			sum += fade(now.since(at), h.seconds())
		}
	}
	return sum, nil
}

// Community is what was counted in a community over a window. It is a comparable value; the zero value has counted nothing.
type Community struct {
	// Answered is how many of the questions were answered by a member, and not by us or by nobody.
	Answered Share `json:"answered"`
	// Converted is how many of the reshares, messages passed on by members, led to a referral.
	Converted Share `json:"converted"`
}

// Ask counts a question, and whether a member answered it.
func (c *Community) Ask(answeredByMember bool) { c.Answered.Count(answeredByMember) }

// Reshare counts a message that a member passed on, and whether it led to a referral.
func (c *Community) Reshare(referred bool) { c.Converted.Count(referred) }

// Merge adds what was counted elsewhere. It is commutative, associative, and has the zero value for identity. After an error, of
// counts that are not valid, c is as it was.
func (c *Community) Merge(other Community) error {
	var f faults
	answered, err := c.Answered.Add(other.Answered)
	f.faulty(err)
	converted, err := c.Converted.Add(other.Converted)
	f.faulty(err)
	if err := f.err(); err != nil {
		return err
	}
	*c = Community{answered, converted}
	return nil
}
