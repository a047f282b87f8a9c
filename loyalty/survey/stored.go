package survey

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"

	"github.com/rapport-go/rapport/internal/strict"
)

const storedVersion = 1

// tallyJSON is the JSON form of a tally; the instrument is in it, as two of them have five answers.
type tallyJSON struct {
	Version    int     `json:"version"`
	Instrument string  `json:"instrument"`
	Counts     []int64 `json:"counts"`
}

func (t tally) json(i instrument) ([]byte, error) {
	return json.Marshal(tallyJSON{storedVersion, i.name, t.counts[:i.size()]})
}

func (t *tally) setJSON(i instrument, data []byte) error {
	form := i.name + " JSON"
	var read tallyJSON
	if err := strict.Value(data, decodeFault(form), &read); err != nil {
		return err
	}
	switch {
	case read.Version != storedVersion:
		return &DecodeError{Form: form, Where: "version", Rule: "1"}
	case read.Instrument != i.name:
		return &DecodeError{Form: form, Where: "instrument", Rule: i.name}
	}
	return t.set(i, form, read.Counts)
}

// set takes counts that were read.
func (t *tally) set(i instrument, form string, counts []int64) error {
	if len(counts) != i.size() {
		return &DecodeError{Form: form, Where: "counts", Rule: fmt.Sprintf("%d of them", i.size())}
	}
	var next tally
	for k, c := range counts {
		if err := next.add(i, i.low+k, c); err != nil {
			return &DecodeError{Form: form, Where: "counts", Err: err}
		}
	}
	*t = next
	return nil
}

func (t *tally) binary(i instrument, dst []byte) []byte {
	dst = append(dst, storedVersion, i.code)
	for _, c := range t.counts[:i.size()] {
		dst = binary.AppendUvarint(dst, uint64(c))
	}
	return dst
}

func (t *tally) setBinary(i instrument, data []byte) error {
	form := i.name + " binary"
	numbers, err := integers(form, i.code, data, i.size())
	if err != nil {
		return err
	}
	var next tally
	if err := next.set(i, form, numbers); err != nil {
		return err
	}
	if !bytes.Equal(next.binary(i, nil), data) {
		return &DecodeError{Form: form, Rule: "each number in its shortest form"}
	}
	*t = next
	return nil
}

// integers reads the head of a binary form and the numbers behind it.
func integers(form string, code byte, data []byte, count int) ([]int64, error) {
	if len(data) < 2 || data[0] != storedVersion || data[1] != code {
		return nil, &DecodeError{Form: form, Where: "byte 0", Rule: fmt.Sprintf("version 1 of instrument %d", code)}
	}
	rest, numbers := data[2:], make([]int64, count)
	for k := range numbers {
		v, width := binary.Uvarint(rest)
		if width <= 0 || v > 1<<62 {
			return nil, &DecodeError{Form: form, Where: fmt.Sprintf("byte %d", len(data)-len(rest)), Rule: "a count"}
		}
		numbers[k], rest = int64(v), rest[width:]
	}
	if len(rest) > 0 {
		return nil, &DecodeError{Form: form, Where: fmt.Sprintf("byte %d", len(data)-len(rest)), Rule: "nothing behind the counts"}
	}
	return numbers, nil
}

func decodeFault(form string) strict.Fault {
	return func(where, rule string, err error) error {
		return &DecodeError{Form: form, Where: where, Rule: rule, Err: err}
	}
}
