package relationship

import (
	"maps"
	"math"
	"slices"
	"strconv"
)

// sharedByDefault is by how many records a key may be shared, unless it is told.
const sharedByDefault = 50

// ResolveOptions says how [Resolve] tells that records are about the same party, and which values it keeps. The zero value is good for
// records that have an e-mail address in the field "email" and a telephone number in the field "phone": it keeps the most recent values.
type ResolveOptions struct {
	// Emails are the fields that hold e-mail addresses. Nil stands for "email"; an empty list for none. A text without @ is no address.
	Emails []string
	// Phones are the fields that hold telephone numbers. Nil stands for "phone"; an empty list for none. Of a text the digits 0 to 9 count,
	// and a plus in front of them.
	Phones []string
	// Phone, if it is not nil, makes the key of the digits of a number, such as by putting the prefix of the country in front; "" is no key.
	// It is asked with the source that the number comes from and gives equal results for equal arguments.
	Phone func(source, digits string) string
	// Issuers are the fields that hold ids that others have given, and who gave them. Ids of one issuer are compared as they are.
	Issuers map[string]string
	// Keys, if it is not nil, makes the caller's own keys of a record; "" is no key. It gives equal results for equal records.
	Keys func(SourceRecord) []string

	// MaxShared is by how many records a key may be shared; one that more of them share is a switchboard or a placeholder, never brings
	// records together, and is reported. 0 stands for 50. A record that comes several times counts once.
	MaxShared int
	// Never are keys that never bring records together, such as those that were reported before.
	Never []MatchKey

	// Trust are sources, the most trusted one first.
	Trust []string
	// Rules say of fields which value is kept.
	Rules map[string]SurvivorRule
	// Rule is that of all other fields.
	Rule SurvivorRule
	// Choose returns the place of the claim that is kept, for fields with SurvivorChosen. It is asked where there are several values: each
	// once, the most recent first. It gives equal results for equal arguments.
	Choose func(field string, claims []Claim) int
}

// rule returns which value of a field is kept.
func (o *ResolveOptions) rule(name string) SurvivorRule {
	if len(o.Rules) > 0 {
		if rule, given := o.Rules[name]; given {
			return rule
		}
	}
	return o.Rule
}

// check fills in what stands for the zero values, and returns what is wrong.
func (o *ResolveOptions) check() error {
	f := faults{place: "resolve"}
	if o.Emails == nil {
		o.Emails = []string{"email"}
	}
	if o.Phones == nil {
		o.Phones = []string{"phone"}
	}
	for _, name := range o.Phones {
		if slices.Contains(o.Emails, name) {
			f.add("phones", quote(name), "a field that holds no e-mail addresses")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(o.Issuers)) {
		if slices.Contains(o.Emails, name) || slices.Contains(o.Phones, name) {
			f.add("issuers", quote(name), "a field that holds no e-mail addresses or telephone numbers")
		}
		if rule := idFault(o.Issuers[name]); rule != "" {
			f.add("issuer of "+quote(name), quote(o.Issuers[name]), rule)
		}
	}
	if o.MaxShared == 0 {
		o.MaxShared = sharedByDefault
	}
	if o.MaxShared < 0 {
		f.add("max shared", strconv.Itoa(o.MaxShared), "a number > 0, or 0 for 50")
	}
	for i, key := range o.Never {
		if rule := key.rule(); rule != "" {
			f.add("never["+strconv.Itoa(i)+"]", "(not shown)", rule)
		}
	}
	for i, source := range o.Trust {
		if slices.Contains(o.Trust[:i], source) {
			f.add("trust", quote(source), "each source once")
		}
	}
	chosen := o.Rule == SurvivorChosen
	known(&f, "rule", o.Rule, survivorNames)
	for _, name := range slices.Sorted(maps.Keys(o.Rules)) {
		known(&f, "rule of "+quote(name), o.Rules[name], survivorNames)
		chosen = chosen || o.Rules[name] == SurvivorChosen
	}
	if chosen && o.Choose == nil {
		f.add("choose", "nil", "a function, as a rule is chosen")
	}
	return f.err()
}

// Resolve brings records of many channels together, so that there is one for each party: those that share a match key are about the same
// party, and so are those that are linked through others. Of each field it keeps what the rules say; what loses is a conflict, and is
// reported. Records of one source and id are always about one party.
//
// Laws: every record is in exactly one group; the result hangs on which records there are, not on their order; a record that shares no key
// adds a group. Resolving the survivors, each as made by [Golden.Record], with the keys of [Resolved.Shared] in Never, changes nothing, as
// long as the caller's functions make each key of one text and do not ask for its source.
//
// The records and the options are left unchanged, and nothing of a caller's slices is kept. The error wraps [ErrInvalid]: options that
// contradict each other, a record that was not constructed, or a function of the caller that returned what cannot be. It shows no text.
//
// The cost is that of sorting the records; a million takes a few seconds.
func Resolve(records []SourceRecord, opt ResolveOptions) (Resolved, error) {
	if err := opt.check(); err != nil {
		return Resolved{}, err
	}
	if len(records) > math.MaxInt32 {
		return Resolved{}, &InvalidError{Place: "resolve: records", Value: strconv.Itoa(len(records)), Rule: "fewer than 2^31"}
	}
	sorted, err := sortRecords(records)
	if err != nil {
		return Resolved{}, err
	}
	keys, first, err := holdKeys(sorted, &opt)
	if err != nil {
		return Resolved{}, err
	}
	groups := gather(keys, len(first)-1, opt.MaxShared)

	made := Resolved{
		stamps: make([]stamp, 0, len(sorted)), ends: make([]groupEnds, 0, groups.n()), kept: make([]claim, 0, 4*groups.n()),
		joins: make([]join, 0, groups.joins()), lookup: make([]int32, len(first)-1),
	}
	work := survivors{opt: &opt, trust: map[string]int{}, fresh: &made}
	for i, source := range opt.Trust {
		work.trust[source] = i
	}
	var members []*SourceRecord
	for g := range groups.n() {
		members = members[:0]
		start := len(made.stamps)
		for _, ref := range groups.refs(g) {
			made.lookup[ref] = int32(len(made.stamps))
			for _, r := range sorted[first[ref]:first[ref+1]] {
				members = append(members, r)
				made.stamps = append(made.stamps, r.stamp)
			}
		}
		if err := work.decide(members, start); err != nil {
			return Resolved{}, err
		}
		made.addJoins(keys, groups.held(g))
		made.ends = append(made.ends, groupEnds{len(made.stamps), len(made.kept), len(made.lost), len(made.joins)})
	}
	made.addShared(keys, opt.MaxShared)
	return made, nil
}
