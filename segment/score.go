package segment

import (
	"strconv"
	"strings"
)

// maxScores is the most scores a dimension can have.
const maxScores = 100

// Score is how one customer stands among the others: in each dimension a number from 1, the worst, to the number of scores that
// its [Scorer] gives, the best.
//
// It is comparable. The zero value is no score.
type Score struct {
	// R is high when the last purchase is fresh, F when there were many, M when much was paid.
	R, F, M uint8
}

// ParseScore reads what String writes, with three numbers from 1 to 100. The error wraps [ErrInvalid].
func ParseScore(text string) (Score, error) {
	parts := strings.Split(text, "-")
	var read [3]uint8
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if i >= len(read) || err != nil || n < 1 || n > maxScores || strconv.Itoa(n) != part {
			return Score{}, invalidScore(text)
		}
		read[i] = uint8(n)
	}
	if len(parts) != len(read) {
		return Score{}, invalidScore(text)
	}
	return Score{read[0], read[1], read[2]}, nil
}

// invalidScore is the refusal of a text that is no score.
func invalidScore(text string) error {
	return invalid("score", quote(text), "three numbers from 1 to 100, as in 5-4-5")
}

// Of returns the score in one dimension; 0 if d is not valid.
func (s Score) Of(d Dimension) int {
	switch d {
	case Recency:
		return int(s.R)
	case Frequency:
		return int(s.F)
	case Monetary:
		return int(s.M)
	}
	return 0
}

// IsZero reports whether s is no score.
func (s Score) IsZero() bool { return s == Score{} }

// String returns the three scores, as "5-4-5". They are kept apart because a score can have more than one digit.
func (s Score) String() string {
	return strconv.Itoa(int(s.R)) + "-" + strconv.Itoa(int(s.F)) + "-" + strconv.Itoa(int(s.M))
}

// MarshalText returns the text of String; what is no score, or beyond 100 in some dimension, is an *InvalidError.
func (s Score) MarshalText() ([]byte, error) {
	text := s.String()
	if _, err := ParseScore(text); err != nil {
		return nil, err
	}
	return []byte(text), nil
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves s as it was.
func (s *Score) UnmarshalText(text []byte) error {
	read, err := ParseScore(string(text))
	if err == nil {
		*s = read
	}
	return err
}
