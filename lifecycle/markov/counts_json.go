package markov

import "strconv"

const countsForm = "counts JSON"

// storedCounts is the stored form of counts when it is read. Pointers are nil where a field is not there.
type storedCounts[S any] struct {
	Version *int             `json:"version"`
	Counts  *[]storedCell[S] `json:"counts"`
}

type storedCell[S any] struct {
	From *S     `json:"from"`
	To   *S     `json:"to"`
	N    *int64 `json:"n"`
}

// MarshalJSON implements json.Marshaler, the pairs in ascending order:
//
//	{"version":1,"counts":[{"from":"purchase","to":"experience","n":3}]}
//
// Labels are written by their own JSON form. Equal counts give equal bytes. A label that its JSON form does not give back, such as a text
// that is no UTF-8 or an infinity, is a *[DecodeError].
func (c Counts[S]) MarshalJSON() ([]byte, error) {
	dst := []byte(`{"version":1,"counts":[`)
	var err error
	for i, at := range c.cells {
		if i > 0 {
			dst = append(dst, ',')
		}
		if dst, err = encodeLabel(countsForm, append(dst, `{"from":`...), at.from); err != nil {
			return nil, err
		}
		if dst, err = encodeLabel(countsForm, append(dst, `,"to":`...), at.to); err != nil {
			return nil, err
		}
		dst = append(strconv.AppendInt(append(dst, `,"n":`...), at.n, 10), '}')
	}
	return append(dst, `]}`...), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: all fields in their own spelling, once each, nothing else, and pairs that
// ascend, each once and counted at least once. After an error c is as it was. The error wraps [ErrDecode].
func (c *Counts[S]) UnmarshalJSON(data []byte) error {
	var stored storedCounts[S]
	if err := decodeForm(countsForm, data, &stored); err != nil {
		return err
	}
	if err := checkVersion(countsForm, stored.Version); err != nil {
		return err
	}
	if stored.Counts == nil {
		return &DecodeError{Form: countsForm, Where: "counts", Rule: "this field"}
	}
	var read Counts[S]
	for i, s := range *stored.Counts {
		if s.From == nil || s.To == nil || s.N == nil {
			return &DecodeError{Form: countsForm, Where: place("counts", i), Rule: "from, to and n"}
		}
		next, err := labels(*s.From, *s.To)
		if err != nil {
			return &DecodeError{Form: countsForm, Where: place("counts", i), Err: err}
		}
		next.n = *s.N
		switch {
		case next.n < 1:
			return &DecodeError{Form: countsForm, Where: place("counts", i), Rule: "n of 1 or more"}
		case i > 0 && read.cells[i-1].compare(next) >= 0:
			return &DecodeError{Form: countsForm, Where: place("counts", i), Rule: "pairs that ascend, each once"}
		}
		if err := read.room(next.n); err != nil {
			return &DecodeError{Form: countsForm, Where: place("counts", i), Err: err}
		}
		read.cells, read.total = append(read.cells, next), read.total+next.n
	}
	*c = read
	return nil
}
