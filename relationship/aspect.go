package relationship

// Aspect is what a rating is about. The zero value is unset and not valid.
type Aspect uint8

// The aspects.
const (
	// AspectSatisfaction is how content the rater is.
	AspectSatisfaction Aspect = iota + 1
	// AspectRecommendation is how likely the rater is to recommend.
	AspectRecommendation
	// AspectEffort is how easy it was for the rater: more is easier.
	AspectEffort
	// AspectAbility is trust in skill.
	AspectAbility
	// AspectIntegrity is trust in honesty.
	AspectIntegrity
	// AspectBenevolence is trust in goodwill.
	AspectBenevolence
	// AspectQuality is the quality of goods or services.
	AspectQuality
	// AspectPrice is how fair the price is.
	AspectPrice
	// AspectValue is what is received for what is given.
	AspectValue
	// AspectCommunication is how well the other side communicates.
	AspectCommunication
	// AspectEmpathy is how well the rater feels understood.
	AspectEmpathy
	// AspectKnowledge is how well the other side knows its trade.
	AspectKnowledge
	// AspectBond is how close the rater feels.
	AspectBond
	// AspectCommitment is how much the rater wants it to last.
	AspectCommitment
)

var aspectNames = []string{
	"", "satisfaction", "recommendation", "effort", "ability", "integrity", "benevolence", "quality", "price", "value",
	"communication", "empathy", "knowledge", "bond", "commitment",
}

// Aspects returns all aspects in order, as a fresh slice.
func Aspects() []Aspect { return enumAll[Aspect](aspectNames) }

// ParseAspect reads what [Aspect.String] writes, such as "recommendation".
func ParseAspect(text string) (Aspect, error) { return enumParse[Aspect]("aspect", aspectNames, text) }

// IsValid reports whether a is one of the constants.
func (a Aspect) IsValid() bool { return enumValid(aspectNames, a) }

// String returns the name that [ParseAspect] reads.
func (a Aspect) String() string { return enumName("Aspect", aspectNames, a) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; an aspect that is not valid has none.
func (a Aspect) MarshalText() ([]byte, error) { return enumText("aspect", aspectNames, a) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error a is as it was.
func (a *Aspect) UnmarshalText(text []byte) error { return enumSet(a, "aspect", aspectNames, text) }
