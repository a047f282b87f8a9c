package relationship

// Origin is how a relationship came about. The zero value is unknown, and valid.
type Origin uint8

// The origins.
const (
	// OriginUnknown is that nobody said.
	OriginUnknown Origin = iota
	// OriginVoluntary is that both sides chose each other.
	OriginVoluntary
	// OriginIntroduced is that a third party brought them together, and they chose to stay.
	OriginIntroduced
	// OriginMandated is that the relationship was imposed, as by an employer who chooses the insurer, or a hospital that chooses the supplier.
	OriginMandated
)

var originNames = []string{"unknown", "voluntary", "introduced", "mandated"}

// Origins returns all origins in order, as a fresh slice.
func Origins() []Origin { return enumAll[Origin](originNames) }

// ParseOrigin reads what [Origin.String] writes, such as "mandated".
func ParseOrigin(text string) (Origin, error) { return enumParse[Origin]("origin", originNames, text) }

// IsValid reports whether o is one of the constants.
func (o Origin) IsValid() bool { return enumValid(originNames, o) }

// TenureIsEvidence reports whether the time that a relationship has lasted says anything of the attitude of those in it. Where it was
// imposed it does not: they may stay because they must.
func (o Origin) TenureIsEvidence() bool { return o != OriginMandated }

// SpuriousRisk reports whether loyalty that is seen in such a relationship may be spurious: repeated behaviour without the attitude. It is
// the other side of TenureIsEvidence, and true of a mandated relationship alone.
func (o Origin) SpuriousRisk() bool { return o == OriginMandated }

// String returns the name that [ParseOrigin] reads.
func (o Origin) String() string { return enumName("Origin", originNames, o) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; an origin that is not valid has none.
func (o Origin) MarshalText() ([]byte, error) { return enumText("origin", originNames, o) }

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error o is as it was.
func (o *Origin) UnmarshalText(text []byte) error { return enumSet(o, "origin", originNames, text) }
