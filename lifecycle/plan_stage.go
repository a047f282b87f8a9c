package lifecycle

import (
	"github.com/rapport-go/rapport/internal/enum"
	"github.com/rapport-go/rapport/relationship"
)

// PlanStage is what a plan of contacts asks of a stage: what the party is to us. The zero value is unset and not valid.
type PlanStage uint8

// The plan stages.
const (
	// PlanProspect has not bought or agreed to anything.
	PlanProspect PlanStage = iota + 1
	// PlanCustomer has, and is expected to go on.
	PlanCustomer
	// PlanFormer was lost.
	PlanFormer
	// PlanClosed is no more, or may not be approached any more.
	PlanClosed
)

var planStageNames = []string{"", "prospect", "customer", "former", "closed"}

// PlanStages returns all plan stages in order, as a fresh slice.
func PlanStages() []PlanStage { return enum.All[PlanStage](planStageNames) }

// ParsePlanStage is the inverse of String; anything else is a *DecodeError.
func ParsePlanStage(text string) (PlanStage, error) {
	return enum.Parse[PlanStage](planStageNames, text, fault("plan stage"))
}

// IsValid reports whether s is one of the constants.
func (s PlanStage) IsValid() bool { return enum.Valid(planStageNames, s) }

// String returns the text that [ParsePlanStage] reads, such as "prospect".
func (s PlanStage) String() string { return enum.Name("plan stage", planStageNames, s) }

// MarshalText returns the text of String; an unknown plan stage is a *DecodeError.
func (s PlanStage) MarshalText() ([]byte, error) {
	return enum.Text(planStageNames, s, fault("plan stage"))
}

// UnmarshalText reads the text of String; anything else is a *DecodeError and leaves s as it was.
func (s *PlanStage) UnmarshalText(text []byte) error {
	return enum.Set(s, planStageNames, text, fault("plan stage"))
}

// CustomerPlanStage returns what a stage of a customer is to a plan: Discovery and Evaluation are prospects; Purchase, Experience, Bonding,
// Advocacy, Complaint, Lapsing and Dormant are customers; Lost, Churned and WinBack are former ones. A stage that is not valid has none.
func CustomerPlanStage(s CustomerStage) PlanStage {
	switch s {
	case CustomerDiscovery, CustomerEvaluation:
		return PlanProspect
	case CustomerPurchase, CustomerExperience, CustomerBonding, CustomerAdvocacy, CustomerComplaint, CustomerLapsing, CustomerDormant:
		return PlanCustomer
	case CustomerLost, CustomerChurned, CustomerWinBack:
		return PlanFormer
	case CustomerClosed:
		return PlanClosed
	}
	return 0
}

// PartnerPlanStage returns what a stage of a partner is to a plan: Attract and Establish are prospects; Build, Develop, Maintain,
// Strengthen, Loyal, Strained and Dormant are as customers are; Lost, Dissolved and Reconciling are former ones. A stage that is not
// valid has none.
func PartnerPlanStage(s PartnerStage) PlanStage {
	switch s {
	case PartnerAttract, PartnerEstablish:
		return PlanProspect
	case PartnerBuild, PartnerDevelop, PartnerMaintain, PartnerStrengthen, PartnerLoyal, PartnerStrained, PartnerDormant:
		return PlanCustomer
	case PartnerLost, PartnerDissolved, PartnerReconciling:
		return PlanFormer
	case PartnerClosed:
		return PlanClosed
	}
	return 0
}

// StageChanges returns what a path, as [Course.Path] has it, is to a plan, for [PlanFacts].Stages: one change for each move, on its date in
// UTC. The table says what each stage is; where it has none, the move is passed over. It is [CustomerPlanStage], [PartnerPlanStage], or
// one for stages of your own.
//
// The ready-made courses count silence, and who is bound for a year may be silent for a year: a plan takes a former party for a customer
// while one of its terms is in force.
func StageChanges[S, E Label](path []Step[S, E], table func(S) PlanStage) []PlanStageChange {
	if table == nil {
		return nil
	}
	var changes []PlanStageChange
	for i := range path {
		if stage := table(path[i].To); stage.IsValid() {
			changes = append(changes, PlanStageChange{On: relationship.DateOf(path[i].At.UTC()), Stage: stage})
		}
	}
	return changes
}
