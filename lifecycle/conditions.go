package lifecycle

import (
	"strconv"
	"time"
)

// A caller may step a ready-made definition with no facts at all; then no guard holds, and no instant is known.

// when makes a guard.
func when(name string, allow func(*Facts) bool) Guard[*Facts] {
	return Guard[*Facts]{Name: name, Allow: func(f *Facts) bool { return f != nil && allow(f) }}
}

// points writes a threshold behind the name of a score.
func points(name string, threshold int) string { return name + " >= " + strconv.Itoa(threshold) }

// inStage makes the time of a rule that counts from when the stage was entered.
func inStage(d time.Duration) After[*Facts] { return After[*Facts]{Duration: d} }

// idle makes the time of a rule that counts from the party's own last act, or, where it never acted, from when it was first seen.
func idle(d time.Duration) After[*Facts] {
	return After[*Facts]{Duration: d, Since: Anchor[*Facts]{Name: "idle", At: lastOwn}}
}

// lastOwn returns when the party last acted of its own accord, or else was first seen.
func lastOwn(f *Facts) time.Time {
	switch {
	case f == nil:
		return time.Time{}
	case f.LastOwn.IsZero():
		return f.FirstSeen
	}
	return f.LastOwn
}

// unheard makes the time of a rule for those who are not partners yet: it counts from when the party last acted or was in contact, for
// that is what there is to hear of it.
func unheard(d time.Duration) After[*Facts] {
	return After[*Facts]{Duration: d, Since: Anchor[*Facts]{Name: "unheard", At: func(f *Facts) time.Time {
		if f != nil && f.LastHeard.After(f.LastOwn) {
			return f.LastHeard
		}
		return lastOwn(f)
	}}}
}

// sinceReferral makes the time of a rule that counts from the party's last referral.
func sinceReferral(d time.Duration) After[*Facts] {
	return After[*Facts]{Duration: d, Since: Anchor[*Facts]{Name: "since referral", At: func(f *Facts) time.Time {
		if f == nil {
			return time.Time{}
		}
		return f.LastReferral
	}}}
}

// worthAsking makes the guard of every attempt to win back: the party may be approached, and it is worth the cost.
func worthAsking() Guard[*Facts] {
	return when("contactable && pays back", func(f *Facts) bool { return f.Consents != 0 && f.PaysBack })
}
