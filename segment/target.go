package segment

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/internal/enum"
)

// TargetPolicy says whether target segments may overlap. The zero value is TargetsOverlap.
type TargetPolicy uint8

const (
	// TargetsOverlap lets a party be in any number of segments, or in none.
	TargetsOverlap TargetPolicy = iota
	// TargetsFirstMatch puts a party into the first segment that it is a member of, and else into an explicit last one.
	TargetsFirstMatch
)

var targetPolicyNames = []string{"overlap", "first match"}

// TargetPolicies returns both policies, as a fresh slice.
func TargetPolicies() []TargetPolicy { return enum.All[TargetPolicy](targetPolicyNames) }

// IsValid reports whether p is one of the constants.
func (p TargetPolicy) IsValid() bool { return enum.Valid(targetPolicyNames, p) }

// String returns "overlap" or "first match".
func (p TargetPolicy) String() string { return enum.Name("target policy", targetPolicyNames, p) }

// ParseTargetPolicy is the inverse of String; anything else is an *InvalidError.
func ParseTargetPolicy(text string) (TargetPolicy, error) {
	return enum.Parse[TargetPolicy](targetPolicyNames, text, fault("target policy"))
}

// MarshalText returns the text of String; an unknown policy is an *InvalidError.
func (p TargetPolicy) MarshalText() ([]byte, error) {
	return enum.Text(targetPolicyNames, p, fault("target policy"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves p as it was.
func (p *TargetPolicy) UnmarshalText(text []byte) error {
	return enum.Set(p, targetPolicyNames, text, fault("target policy"))
}

// maxTargets is the most segments that there may be.
const maxTargets = 1000

// Target is a segment that is aimed at, or that is to be avoided.
type Target[L comparable] struct {
	// Label is its name; no other target has it. It equals itself, which NaN does not.
	Label L
	// Where says who is in it.
	Where Predicate
	// Desired says that these are parties one wants to have.
	Desired bool
}

// TargetsConfig is what [CompileTargets] makes target segments of.
type TargetsConfig[L comparable] struct {
	// Targets are 1 to 1000. Their order is that of all answers, and under TargetsFirstMatch it decides.
	Targets []Target[L]
	// Policy says whether they may overlap; zero is TargetsOverlap.
	Policy TargetPolicy
	// Else is, under TargetsFirstMatch, the label of those who are in none, and not that of a target: name it, as the zero label is a label
	// too. It is the zero label under TargetsOverlap.
	Else L
	// ElseDesired says whether those are desired; it is refused under TargetsOverlap.
	ElseDesired bool
	// Desired says who is desired whatever their segments. The zero Predicate leaves it to the segments: desired is who is in a
	// segment that is. It is refused together with a segment that is desired, as the two would contradict one another.
	Desired Predicate
}

// Targets are target segments over the attributes of one schema.
//
// They are immutable and safe for any number of goroutines. The zero value has no segments.
type Targets[L comparable] struct {
	core     *schemaCore
	cfg      TargetsConfig[L]
	criteria []Criterion
	desired  Criterion // zero if the segments decide
	rules    uint64    // of what it is made of, without labels
}

// CompileTargets checks target segments against a schema. It keeps none of its arguments. The error wraps [ErrInvalid], all faults joined,
// each naming its target: what [Schema.Compile] finds, labels that come twice, and what the fields of the configuration say.
func CompileTargets[L comparable](s Schema, cfg TargetsConfig[L]) (Targets[L], error) {
	if s.core == nil {
		return Targets[L]{}, invalid("schema", "none", "one that was made")
	}
	var faults []error
	if n := len(cfg.Targets); n < 1 || n > maxTargets {
		return Targets[L]{}, invalidInt("targets", n, "1 to "+strconv.Itoa(maxTargets))
	}
	if !cfg.Policy.IsValid() {
		faults = append(faults, invalidInt("targets: policy", int(cfg.Policy), "overlap or first match"))
	}
	cfg.Targets = slices.Clone(cfg.Targets)
	t := Targets[L]{core: s.core, cfg: cfg}
	labels := map[L]bool{}
	if cfg.Policy == TargetsFirstMatch {
		if !isLabel(cfg.Else) {
			faults = append(faults, invalid("targets: else", "no label", "a label that equals itself"))
		} else {
			labels[cfg.Else] = true
		}
	} else if cfg.ElseDesired || !reflect.ValueOf(&cfg.Else).Elem().IsZero() {
		faults = append(faults, invalid("targets: else", "a label, or desired", "none, as nobody is left over where segments overlap"))
	}
	wanted := cfg.ElseDesired
	for i, target := range cfg.Targets {
		place := "target " + strconv.Itoa(i+1)
		switch {
		case !isLabel(target.Label):
			faults = append(faults, invalid(place+": label", "no label", "a label that equals itself"))
		case labels[target.Label]:
			faults = append(faults, invalid(place+": label", quote(fmt.Sprint(target.Label)), "a label of its own"))
		default:
			labels[target.Label] = true
		}
		wanted = wanted || target.Desired
		c, wrong := s.compile(target.Where)
		for _, err := range wrong {
			faults = append(faults, &TargetError{At: i + 1, Err: err})
		}
		t.criteria = append(t.criteria, c)
	}
	if !cfg.Desired.IsZero() {
		var wrong []error
		t.desired, wrong = s.compile(cfg.Desired)
		for _, err := range wrong {
			faults = append(faults, &TargetError{Err: err})
		}
		if wanted {
			faults = append(faults, invalid("targets: desired", "a predicate and segments", "one of both"))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return Targets[L]{}, err
	}
	t.rules = t.fingerprint()
	return t, nil
}

// TargetError says whose predicate was refused.
type TargetError struct {
	// At counts the targets from 1; 0 is the predicate of who is desired.
	At int
	// Err says why.
	Err error
}

// Error implements error.
func (e *TargetError) Error() string {
	who := "desired"
	if e.At > 0 {
		who = "target " + strconv.Itoa(e.At)
	}
	return "segment: " + who + ": " + bare(e.Err)
}

// Unwrap returns the cause.
func (e *TargetError) Unwrap() error { return e.Err }
