package relationship

import "strconv"

// storedLevels are the numbers of a policy, on the way to and from their stored form.
type storedLevels [5]int64

var levelKeys = [...]string{"answers", "follow_up_days", "follow_up_points", "suggestion_days", "joint"}

// policy returns them as a policy.
func (n *storedLevels) policy() LevelPolicy {
	return LevelPolicy{int(n[0]), int(n[1]), int(n[2]), int(n[3]), int(n[4])}
}

func (n *storedLevels) slots(s *slots) {
	for i := range n {
		s.add(levelKeys[i], &n[i], required)
	}
}

func (n *storedLevels) check(f *faults) {
	checkStored(f, levelKeys[:], n[:], 1)
	if len(f.errs) == 0 {
		p := n.policy()
		p.fill(f)
	}
}

// checkStored checks that numbers are not below the least, and within what an int holds everywhere.
func checkStored(f *faults, keys []string, numbers []int64, least int64) {
	for i, n := range numbers {
		if n < least || int64(int(n)) != n {
			f.add(keys[i], strconv.FormatInt(n, 10), "a number >= "+strconv.FormatInt(least, 10))
		}
	}
}

// MarshalJSON implements json.Marshaler, with the defaults filled in:
//
//	{"version":1,"answers":1,"follow_up_days":14,"follow_up_points":5000,"suggestion_days":90,"joint":1}
func (l Levels) MarshalJSON() ([]byte, error) {
	p := l.Policy()
	n := storedLevels{int64(p.Answers), int64(p.FollowUpDays), int64(p.FollowUpPoints), int64(p.SuggestionDays), int64(p.Joint)}
	return storeFlat(&n, levelsPlace, true)
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: all fields in their own spelling, once each, nothing else, each as [NewLevels]
// takes it, but written out. After an error l is as it was. The error wraps [ErrDecode].
func (l *Levels) UnmarshalJSON(data []byte) error {
	var n storedLevels
	if err := loadFlat(&n, levelsPlace, data); err != nil {
		return err
	}
	*l, _ = NewLevels(n.policy()) // which was checked
	return nil
}

// storedSignals are the numbers of signals, on the way to and from their stored form.
type storedSignals [6]int64

var signalKeys = [...]string{"days", "sales", "answers", "followed_up", "suggestions", "joint"}

func (n *storedSignals) slots(s *slots) {
	for i := range n {
		s.add(signalKeys[i], &n[i], required)
	}
}

func (n *storedSignals) check(f *faults) { checkStored(f, signalKeys[:], n[:], 0) }

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"days":365,"sales":4,"answers":1,"followed_up":2,"suggestions":0,"joint":0}
//
// Numbers below 0 count nothing, and are stored as 0.
func (s LevelSignals) MarshalJSON() ([]byte, error) {
	n := storedSignals{int64(s.Days), int64(s.Sales), int64(s.Answers), int64(s.FollowedUp), int64(s.Suggestions), int64(s.Joint)}
	for i := range n {
		n[i] = max(n[i], 0)
	}
	return storeFlat(&n, signalsPlace, true)
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: all fields in their own spelling, once each, nothing else, no number below 0.
// After an error s is as it was. The error wraps [ErrDecode].
func (s *LevelSignals) UnmarshalJSON(data []byte) error {
	var n storedSignals
	if err := loadFlat(&n, signalsPlace, data); err != nil {
		return err
	}
	*s = LevelSignals{int(n[0]), int(n[1]), int(n[2]), int(n[3]), int(n[4]), int(n[5])}
	return nil
}
