package relationship

import "strconv"

const (
	pyramidPlace = "pyramid"
	meanPlace    = "points mean"
)

// storedPyramid are the numbers of a policy, on the way to and from their stored form.
type storedPyramid [3]int64

var pyramidKeys = [...]string{"completeness", "partners", "consumers"}

// policy returns them as a policy.
func (n *storedPyramid) policy() PyramidPolicy {
	return PyramidPolicy{int(n[0]), int(n[1]), int(n[2])}
}

func (n *storedPyramid) slots(s *slots) {
	for i := range n {
		s.add(pyramidKeys[i], &n[i], required)
	}
}

func (n *storedPyramid) check(f *faults) {
	checkStored(f, pyramidKeys[:], n[:], 1)
	if len(f.errs) == 0 {
		p := n.policy()
		p.fill(f)
	}
}

// MarshalJSON implements json.Marshaler, with the defaults filled in:
//
//	{"version":1,"completeness":7000,"partners":5000,"consumers":5000}
func (p Pyramid) MarshalJSON() ([]byte, error) {
	policy := p.Policy()
	n := storedPyramid{int64(policy.Completeness), int64(policy.Partners), int64(policy.Consumers)}
	return storeFlat(&n, pyramidPlace, true)
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: all fields in their own spelling, once each, nothing else, each as [NewPyramid]
// takes it, but written out. After an error p is as it was. The error wraps [ErrDecode].
func (p *Pyramid) UnmarshalJSON(data []byte) error {
	var n storedPyramid
	if err := loadFlat(&n, pyramidPlace, data); err != nil {
		return err
	}
	*p, _ = NewPyramid(n.policy()) // which was checked
	return nil
}

func (m *PointsMean) slots(s *slots) {
	s.add("n", &m.n, required)
	s.add("sum", &m.sum, required)
}

func (m *PointsMean) check(f *faults) {
	if m.n < 0 || m.n > maxPoints {
		f.add("n", strconv.FormatInt(m.n, 10), "a number of points that can be added")
	} else if m.sum < 0 || m.sum > m.n*fullPoints {
		f.add("sum", strconv.FormatInt(m.sum, 10), "the sum of n points from 0 to 10000")
	}
}

// MarshalJSON implements json.Marshaler: {"version":1,"n":3,"sum":21000}.
func (m PointsMean) MarshalJSON() ([]byte, error) { return storeFlat(&m, meanPlace, true) }

// UnmarshalJSON implements json.Unmarshaler. It is strict: all fields in their own spelling, once each, nothing else, and a sum that so many
// points can have. After an error m is as it was. The error wraps [ErrDecode].
func (m *PointsMean) UnmarshalJSON(data []byte) error { return loadFlat(m, meanPlace, data) }
