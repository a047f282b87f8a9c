package lifecycle

import (
	"encoding/binary"
	"math"
	"math/bits"

	"github.com/rapport-go/rapport/relationship"
)

// The bits that say which fields a binary form of Facts has.
const (
	hasSeen     = 1 << 0 // FirstSeen and LastSeen, which are known together
	hasWithin   = 1 << 1 // LastOwn; the next two are LastHeard and LastReferral
	hasCounts   = 1 << 4 // Purchases; the next four are the other counts
	hasReached  = 1 << 9 // Reached: the bit is the value
	hasConsents = 1 << 10
	hasVoice    = 1 << 11
	hasScores   = 1 << 12 // Satisfaction; the next seven are the other scores
	hasStake    = 1 << 20
	hasPaysBack = 1 << 21 // PaysBack: the bit is the value
	allFields   = 1<<22 - 1
)

// AppendBinary implements encoding.BinaryAppender: the version, a number whose bits say which fields are there, and these in order:
// FirstSeen, and the other instants as what has passed since then; the counts; the channels of Consents, as the number whose bits they
// are; the number of Voice; the scores that are known; the bits of BrokenStake, 8 bytes with the most significant first. Facts of nothing
// are the version and a zero. What is usual takes 20 to 60 bytes.
//
// Equal facts have equal forms, and decoding gives the same facts, to the bit, but for the points of an unknown score, which mean
// nothing; instants are in UTC. The error, which wraps [ErrDecode], is of facts that UnmarshalBinary would refuse, which only the caller
// can have put together.
func (f Facts) AppendBinary(dst []byte) ([]byte, error) {
	if err := f.storable("facts binary"); err != nil {
		return nil, err
	}
	return f.append(append(dst, factsVersion)), nil
}

// MarshalBinary implements encoding.BinaryMarshaler with the form of AppendBinary.
func (f Facts) MarshalBinary() ([]byte, error) { return f.AppendBinary(make([]byte, 0, 96)) }

// UnmarshalBinary implements encoding.BinaryUnmarshaler. It takes exactly what MarshalBinary writes. After an error f is as it was. The
// error is a [*DecodeError] and wraps [ErrDecode].
func (f *Facts) UnmarshalBinary(data []byte) error {
	var read Facts
	r := binaryReader{data: data}
	r.version()
	read.read(&r)
	if err := r.end("facts binary"); err != nil {
		return err
	}
	*f = read
	return nil
}

// counts lists the counts, and scores the scores, in the order of the binary form.
func (f *Facts) counts() [5]*uint32 {
	return [...]*uint32{&f.Purchases, &f.Returns, &f.Deliveries, &f.OpenComplaints, &f.OpenDisputes}
}

func (f *Facts) scores() [8]*Score {
	return [...]*Score{
		&f.Satisfaction, &f.Recommendation, &f.Trust, &f.Value, &f.Communication, &f.Bond, &f.Commitment, &f.Keeping,
	}
}

// storable brings the instants into UTC, and returns why the facts have no binary form, or nil.
func (f *Facts) storable(form string) error {
	f.FirstSeen, f.LastSeen = f.FirstSeen.UTC(), f.LastSeen.UTC()
	for _, t := range f.within() {
		*t = t.UTC()
	}
	where, rule := f.flaw()
	for _, s := range f.scores() {
		if s.Known && s.Points > fullScore {
			where, rule = "score", "0 to 10000"
		}
	}
	switch {
	case rule != "":
	case !f.FirstSeen.IsZero() && (!inCalendar(f.FirstSeen) || !inCalendar(f.LastSeen)):
		where, rule = "first_seen", "an instant of the years 1 to 9999"
	case f.Voice != 0 && !f.Voice.IsValid():
		where, rule = "voice", "a known voice"
	case !f.Consents.known():
		where, rule = "consents", "known channels"
	case math.IsInf(f.BrokenStake, 0):
		where, rule = "broken_stake", "a finite number"
	}
	if rule == "" {
		return nil
	}
	return &DecodeError{Form: form, Where: where, Rule: rule}
}

// known reports whether all channels are constants.
func (c Consents) known() bool {
	for rest := uint16(c); rest != 0; rest &= rest - 1 {
		if !relationship.Channel(bits.TrailingZeros16(rest)).IsValid() {
			return false
		}
	}
	return true
}

// fields returns the bits of the fields that are not zero.
func (f *Facts) fields() (has uint64) {
	note := func(bit uint64, there bool) {
		if there {
			has |= bit
		}
	}
	note(hasSeen, !f.FirstSeen.IsZero())
	for i, t := range f.within() {
		note(hasWithin<<i, !t.IsZero())
	}
	for i, n := range f.counts() {
		note(hasCounts<<i, *n != 0)
	}
	note(hasReached, f.Reached)
	note(hasConsents, f.Consents != 0)
	note(hasVoice, f.Voice != 0)
	for i, s := range f.scores() {
		note(hasScores<<i, s.Known)
	}
	note(hasStake, f.BrokenStake != 0)
	note(hasPaysBack, f.PaysBack)
	return has
}

// append appends facts that are storable.
func (f *Facts) append(dst []byte) []byte {
	has := f.fields()
	dst = binary.AppendUvarint(dst, has)
	first := f.FirstSeen.Unix()
	if has&hasSeen != 0 {
		dst = appendInstant(appendInstant(dst, firstSecond, f.FirstSeen), first, f.LastSeen)
	}
	for _, t := range f.within() {
		if !t.IsZero() {
			dst = appendInstant(dst, first, *t)
		}
	}
	for _, n := range f.counts() {
		if *n != 0 {
			dst = binary.AppendUvarint(dst, uint64(*n))
		}
	}
	if has&hasConsents != 0 {
		dst = binary.AppendUvarint(dst, uint64(f.Consents))
	}
	if has&hasVoice != 0 {
		dst = append(dst, byte(f.Voice))
	}
	for _, s := range f.scores() {
		if s.Known {
			dst = binary.AppendUvarint(dst, uint64(s.Points))
		}
	}
	if has&hasStake != 0 {
		dst = binary.BigEndian.AppendUint64(dst, math.Float64bits(f.BrokenStake))
	}
	return dst
}

// read reads facts.
func (f *Facts) read(r *binaryReader) {
	has := r.number(0, allFields, "known fields")
	if has&hasSeen != 0 {
		f.FirstSeen = r.instant(firstSecond)
	}
	first := f.FirstSeen.Unix()
	if r.rule == "" && has&hasSeen != 0 {
		f.LastSeen = r.instant(first)
	}
	for i, t := range f.within() {
		switch {
		case has&(hasWithin<<i) == 0:
		case has&hasSeen == 0:
			r.fail("no instant without the first")
		case r.rule == "":
			*t = r.instant(first)
		}
	}
	for i, n := range f.counts() {
		if has&(hasCounts<<i) != 0 {
			*n = uint32(r.number(1, math.MaxUint32, "1 to 4294967295"))
		}
	}
	f.Reached = has&hasReached != 0
	if has&hasConsents != 0 {
		if f.Consents = Consents(r.number(1, math.MaxUint16, "known channels")); !f.Consents.known() {
			r.fail("known channels")
		}
	}
	if has&hasVoice != 0 {
		if f.Voice = Voice(r.byte()); !f.Voice.IsValid() {
			r.fail("a known voice")
		}
	}
	for i, s := range f.scores() {
		if has&(hasScores<<i) != 0 {
			*s = Score{Points: uint16(r.number(0, fullScore, "a score of 0 to 10000")), Known: true}
		}
	}
	if has&hasStake != 0 {
		f.BrokenStake = r.stake()
	}
	f.PaysBack = has&hasPaysBack != 0
	if _, rule := f.flaw(); rule != "" {
		r.fail(rule)
	}
}

// stake reads a stake.
func (r *binaryReader) stake() float64 {
	if r.rule != "" || len(r.data)-r.at < 8 {
		r.fail("more bytes")
		return 0
	}
	v := math.Float64frombits(binary.BigEndian.Uint64(r.data[r.at:]))
	if !(v > 0) || math.IsInf(v, 0) {
		r.fail("a finite number > 0")
		return 0
	}
	r.at += 8
	return v
}
