package relationship

import (
	"cmp"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// SurvivorRule says which of several values of a field is kept when records are brought together. The zero value is SurvivorMostRecent.
type SurvivorRule uint8

// The rules. Where a rule leaves several values, the most recent of them is kept; then that of the most trusted source; then that of the
// record whose source and id come first; and then the first in the order of bytes.
const (
	// SurvivorMostRecent keeps the value of the latest instant.
	SurvivorMostRecent SurvivorRule = iota
	// SurvivorMostTrusted keeps the value of the source that stands first in Trust; sources that do not stand there come behind it.
	SurvivorMostTrusted
	// SurvivorLongest keeps the value with the most signs.
	SurvivorLongest
	// SurvivorAllDistinct keeps every value.
	SurvivorAllDistinct
	// SurvivorChosen keeps the value that the caller's Choose picks.
	SurvivorChosen
)

var survivorNames = []string{"most-recent", "most-trusted", "longest", "all-distinct", "chosen"}

// SurvivorRules returns all rules in order, as a fresh slice.
func SurvivorRules() []SurvivorRule { return enumAll[SurvivorRule](survivorNames) }

// ParseSurvivorRule reads what [SurvivorRule.String] writes, such as "most-recent".
func ParseSurvivorRule(text string) (SurvivorRule, error) {
	return enumParse[SurvivorRule]("survivor rule", survivorNames, text)
}

// IsValid reports whether r is one of the constants.
func (r SurvivorRule) IsValid() bool { return enumValid(survivorNames, r) }

// String returns the name that [ParseSurvivorRule] reads.
func (r SurvivorRule) String() string { return enumName("SurvivorRule", survivorNames, r) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a rule that is not valid has none.
func (r SurvivorRule) MarshalText() ([]byte, error) {
	return enumText("survivor rule", survivorNames, r)
}

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error r is as it was.
func (r *SurvivorRule) UnmarshalText(text []byte) error {
	return enumSet(r, "survivor rule", survivorNames, text)
}

// Claim is one value of a field, and who says so. It is comparable.
type Claim struct {
	// Field is the name of the field.
	Field string
	// Value is the text, as the record has it.
	Value string
	// Record is the record that says so: of several the most recent, or by SurvivorMostTrusted the most trusted.
	Record RecordRef
	// At is the instant of that record.
	At time.Time
	// Said is how many records say so.
	Said int
	// Rule is how it was decided which value of the field is kept.
	Rule SurvivorRule
}

// claim is a Claim as it is kept: its record by the place among all.
type claim struct {
	fieldText
	record int32
	said   int32
	rule   SurvivorRule
}

// survivors decides what is kept of each group.
type survivors struct {
	opt   *ResolveOptions
	trust map[string]int // how far behind a source comes
	fresh *Resolved      // where it goes

	// Of the group at hand: its records, and the place of the first among all.
	records []*SourceRecord
	start   int32
	// recent and trusted are the places of the records in two orders of preference, recentRank and trustedRank are where in them they stand.
	recent, trusted         []int32
	recentRank, trustedRank []int32

	said []saying // what they say
	run  []saying // the distinct values of one field, in the order of bytes
}

// saying is a value and the record that says so; the one of the least rank is to be preferred.
type saying struct {
	fieldText
	record, rank, said int32
}

// decide sorts what records say into what is kept and what lost.
func (s *survivors) decide(records []*SourceRecord, start int) error {
	s.records, s.start = records, int32(start)
	s.recent, s.recentRank = ranked(s.recent, s.recentRank, records, s.later)
	s.trusted, s.trustedRank = ranked(s.trusted, s.trustedRank, records, func(a, b *SourceRecord) int {
		return cmp.Or(cmp.Compare(s.distance(a), s.distance(b)), b.at.Compare(a.at))
	})
	s.said = s.said[:0]
	for i, r := range records {
		for _, t := range r.fields {
			rank := s.recentRank[i]
			if s.opt.rule(t.name) == SurvivorMostTrusted {
				rank = s.trustedRank[i]
			}
			s.said = append(s.said, saying{t, int32(i), rank, 1})
		}
	}
	if len(records) > 1 {
		slices.SortFunc(s.said, func(a, b saying) int {
			if c := a.fieldText.compare(b.fieldText); c != 0 {
				return c
			}
			return cmp.Compare(a.rank, b.rank)
		})
	}
	for rest := s.said; len(rest) > 0; {
		rest = s.take(rest)
		if err := s.settle(); err != nil {
			return err
		}
	}
	return nil
}

// later puts the later record first, and then that of the more trusted source.
func (s *survivors) later(a, b *SourceRecord) int {
	return cmp.Or(b.at.Compare(a.at), cmp.Compare(s.distance(a), s.distance(b)))
}

// distance is how far behind a source comes in trust; those that are not listed come last.
func (s *survivors) distance(r *SourceRecord) int {
	if d, listed := s.trust[r.ref.Source]; listed {
		return d
	}
	return len(s.trust)
}

// ranked puts records in an order of preference, and says where in it each stands. Those alike stay in their order, and those that share
// source, id and instant all stand where the first of them does, so that nothing else they say prefers one to the other.
func ranked(order, rank []int32, records []*SourceRecord, compare func(a, b *SourceRecord) int) (ordered, ranks []int32) {
	order, rank = order[:0], rank[:0]
	for i := range records {
		order, rank = append(order, int32(i)), append(rank, 0)
	}
	if len(records) > 1 {
		slices.SortStableFunc(order, func(a, b int32) int { return compare(records[a], records[b]) })
	}
	for place, i := range order {
		if rank[i] = int32(place); i > 0 && records[i-1].stamp == records[i].stamp {
			rank[i] = rank[i-1]
		}
	}
	return order, rank
}

// take moves what is said of the first field into the run, each value once, and returns the rest.
func (s *survivors) take(said []saying) (rest []saying) {
	s.run = s.run[:0]
	for i, v := range said {
		if v.name != said[0].name {
			return said[i:]
		}
		if last := len(s.run) - 1; last >= 0 && s.run[last].value == v.value {
			s.run[last].said++
		} else {
			s.run = append(s.run, v)
		}
	}
	return nil
}

// settle files the values of one field.
func (s *survivors) settle() error {
	rule := s.opt.rule(s.run[0].name)
	kept := 0
	if len(s.run) > 1 {
		var err error
		if kept, err = s.pick(rule); err != nil {
			return err
		}
	}
	for i, v := range s.run {
		c := claim{v.fieldText, s.start + s.first(v.record), v.said, rule}
		if i == kept || rule == SurvivorAllDistinct {
			s.fresh.kept = append(s.fresh.kept, c)
		} else {
			s.fresh.lost = append(s.fresh.lost, c)
		}
	}
	return nil
}

// first returns the first of the records that share source, id and instant with one: it stands for all of them.
func (s *survivors) first(record int32) int32 { return s.recent[s.recentRank[record]] }

// pick returns the place of the value that a rule keeps.
func (s *survivors) pick(rule SurvivorRule) (int, error) {
	if rule == SurvivorChosen {
		return s.choose()
	}
	signs := func(v saying) int {
		if rule == SurvivorLongest {
			return utf8.RuneCountInString(v.value)
		}
		return 0
	}
	best, most := 0, signs(s.run[0])
	for i, v := range s.run[1:] {
		if n := signs(v); n > most || n == most && v.rank < s.run[best].rank {
			best, most = i+1, n
		}
	}
	return best, nil
}

// choose lets the caller pick.
func (s *survivors) choose() (int, error) {
	slices.SortStableFunc(s.run, func(a, b saying) int { return cmp.Compare(a.rank, b.rank) })
	claims := make([]Claim, len(s.run))
	for i, v := range s.run {
		r := s.records[v.record]
		claims[i] = Claim{v.name, v.value, r.ref, r.at, int(v.said), SurvivorChosen}
	}
	n := s.opt.Choose(s.run[0].name, claims)
	if n < 0 || n >= len(s.run) {
		return 0, &InvalidError{
			Place: "resolve: choice for field " + quote(s.run[0].name), Value: strconv.Itoa(n),
			Rule: "the place of one of " + strconv.Itoa(len(s.run)) + " claims",
		}
	}
	// What is filed is in the order of bytes.
	value := s.run[n].value
	slices.SortFunc(s.run, func(a, b saying) int { return a.fieldText.compare(b.fieldText) })
	return slices.IndexFunc(s.run, func(v saying) bool { return v.value == value }), nil
}
