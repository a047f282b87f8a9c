package lifecycle_test

import (
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

func TestPlanEnumerations(t *testing.T) {
	enumeration(t, 7, lifecycle.TouchKinds(), lifecycle.ParseTouchKind, (*lifecycle.TouchKind).UnmarshalText)
	enumeration(t, 2, lifecycle.TouchClasses(), lifecycle.ParseTouchClass, (*lifecycle.TouchClass).UnmarshalText)
	enumeration(t, 6, lifecycle.TouchStatuses(), lifecycle.ParseTouchStatus, (*lifecycle.TouchStatus).UnmarshalText)
	enumeration(t, 8, lifecycle.TouchReasons(), lifecycle.ParseTouchReason, (*lifecycle.TouchReason).UnmarshalText)
	enumeration(t, 4, lifecycle.PlanStages(), lifecycle.ParsePlanStage, (*lifecycle.PlanStage).UnmarshalText)
	enumeration(t, 2, lifecycle.LeapDays(), lifecycle.ParseLeapDay, (*lifecycle.LeapDay).UnmarshalText)
}

// Each kind has the purpose of its contact.
func TestPurposes(t *testing.T) {
	want := []relationship.Purpose{
		relationship.PurposeInformation, relationship.PurposeService, relationship.PurposeInformation, relationship.PurposeSocial,
		relationship.PurposeService, relationship.PurposeFollowUp, relationship.PurposeOffer,
	}
	for i, kind := range lifecycle.TouchKinds() {
		if kind.Purpose() != want[i] {
			t.Errorf("%v is for %v, want %v", kind, kind.Purpose(), want[i])
		}
	}
	if lifecycle.TouchKind(0).Purpose() != 0 || lifecycle.TouchKind(99).Purpose() != 0 {
		t.Error("a kind that is not valid has a purpose")
	}
}
