package lifecycle

import "github.com/rapport-go/rapport/internal/enum"

// Phase is one of the five phases through which Dwyer, Schurr and Oh (1987) see relationships between buyers and sellers go. The zero value
// is unset and not valid.
//
// It is where the two ready-made life cycles meet: both can be told in it, and so can one in the other. ↔ is a stage that leads to the other
// and back, → and ← one that has no stage of its own on the other side:
//
//	customer         partner       phase
//	discovery    ↔   attract       awareness
//	evaluation   ↔   establish     exploration
//	purchase     ↔   build         exploration
//	experience   ↔   develop       expansion
//	bonding      ↔   maintain      commitment
//	bonding      ←   strengthen    commitment
//	advocacy     ↔   loyal         commitment
//	complaint    ↔   strained      dissolution
//	lapsing      →   dormant       dissolution
//	dormant      ↔   dormant       dissolution
//	lost         ↔   lost          dissolution
//	churned      ↔   dissolved     dissolution
//	win-back     ↔   reconciling   dissolution
//	closed       ↔   closed        dissolution
//
// So a stage and its counterpart are in one phase; what goes there and back is what it was, but for lapsing and strengthen; and what
// is no stage has neither counterpart nor phase.
//
// The phases of the partner's stages are those of the paper, as far as it has them: it sees withdrawal set in from any phase, so whatever is
// off the way up is dissolution here, also where there is a way back. That bonding is maintain and not strengthen is the library's own
// judgement: both are regulars who are content, and what strengthen asks for beside that, the six stages do not ask.
//
// Source: F. R. Dwyer, P. H. Schurr and S. Oh, Developing buyer-seller relationships, Journal of Marketing 51(2), 1987.
type Phase uint8

// The phases.
const (
	// PhaseAwareness is that one side knows the other to be a possible partner, and nothing has passed between them.
	PhaseAwareness Phase = iota + 1
	// PhaseExploration is search and trial: a first order, a first agreement.
	PhaseExploration
	// PhaseExpansion is that both gain more, and depend more on each other.
	PhaseExpansion
	// PhaseCommitment is that both mean it to last.
	PhaseCommitment
	// PhaseDissolution is that one withdraws, or has.
	PhaseDissolution
)

var phaseNames = []string{"", "awareness", "exploration", "expansion", "commitment", "dissolution"}

// Phases returns all phases in order, as a fresh slice.
func Phases() []Phase { return enum.All[Phase](phaseNames) }

// ParsePhase is the inverse of String; anything else is a *DecodeError.
func ParsePhase(text string) (Phase, error) {
	return enum.Parse[Phase](phaseNames, text, fault("phase"))
}

// IsValid reports whether p is one of the constants.
func (p Phase) IsValid() bool { return enum.Valid(phaseNames, p) }

// String returns the text that [ParsePhase] reads, such as "exploration".
func (p Phase) String() string { return enum.Name("phase", phaseNames, p) }

// MarshalText returns the text of String; an unknown phase is a *DecodeError.
func (p Phase) MarshalText() ([]byte, error) { return enum.Text(phaseNames, p, fault("phase")) }

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves p as it was.
func (p *Phase) UnmarshalText(text []byte) error {
	return enum.Set(p, phaseNames, text, fault("phase"))
}

// The rows of the table, by stage.
var (
	partnerOfCustomer = []PartnerStage{
		CustomerDiscovery: PartnerAttract, CustomerEvaluation: PartnerEstablish, CustomerPurchase: PartnerBuild,
		CustomerExperience: PartnerDevelop, CustomerBonding: PartnerMaintain, CustomerAdvocacy: PartnerLoyal,
		CustomerComplaint: PartnerStrained, CustomerLapsing: PartnerDormant, CustomerDormant: PartnerDormant, CustomerLost: PartnerLost,
		CustomerChurned: PartnerDissolved, CustomerWinBack: PartnerReconciling, CustomerClosed: PartnerClosed,
	}
	customerOfPartner = []CustomerStage{
		PartnerAttract: CustomerDiscovery, PartnerEstablish: CustomerEvaluation, PartnerBuild: CustomerPurchase,
		PartnerDevelop: CustomerExperience, PartnerMaintain: CustomerBonding, PartnerStrengthen: CustomerBonding, PartnerLoyal: CustomerAdvocacy,
		PartnerStrained: CustomerComplaint, PartnerDormant: CustomerDormant, PartnerLost: CustomerLost,
		PartnerDissolved: CustomerChurned, PartnerReconciling: CustomerWinBack, PartnerClosed: CustomerClosed,
	}
	phaseOfPartner = []Phase{
		PartnerAttract: PhaseAwareness, PartnerEstablish: PhaseExploration, PartnerBuild: PhaseExploration, PartnerDevelop: PhaseExpansion,
		PartnerMaintain: PhaseCommitment, PartnerStrengthen: PhaseCommitment, PartnerLoyal: PhaseCommitment,
		PartnerStrained: PhaseDissolution, PartnerDormant: PhaseDissolution, PartnerLost: PhaseDissolution,
		PartnerDissolved: PhaseDissolution, PartnerReconciling: PhaseDissolution, PartnerClosed: PhaseDissolution,
	}
)

// of looks a stage up in a table; what is not in it is unset.
func of[T any, S ~uint8](table []T, s S) T {
	if int(s) < len(table) {
		return table[s]
	}
	var unset T
	return unset
}

// Partner returns the counterpart among the seven stages of a partnership, by the table of [Phase]; unset if c is no stage.
func (c CustomerStage) Partner() PartnerStage { return of(partnerOfCustomer, c) }

// Customer returns the counterpart among the six stages of a customer, by the table of [Phase]; unset if p is no stage.
func (p PartnerStage) Customer() CustomerStage { return of(customerOfPartner, p) }

// Phase returns the phase of the stage, which is that of its counterpart, by the table of [Phase]; unset if c is no stage.
func (c CustomerStage) Phase() Phase { return c.Partner().Phase() }

// Phase returns the phase of the stage, by the table of [Phase]; unset if p is no stage.
func (p PartnerStage) Phase() Phase { return of(phaseOfPartner, p) }
