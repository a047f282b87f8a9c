package lifecycle_test

import (
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
)

const customerTable = `
Discovery, Lost, Churned | Inquired | - | Evaluation
Purchase | Purchased | purchases>=2 | Experience
Discovery, Evaluation, Lost, Purchase, Churned | Purchased | - | Purchase
Discovery, Evaluation | Tick | idle>=ProspectExpiry | Lost
Discovery, Evaluation | Declined | - | Lost
Purchase | Used | - | Experience
Purchase | Tick | inState>=UseAssumedAfter | Experience
Purchase | Returned | netPurchases==0 | Evaluation
Experience | Purchased | content regular, or unasked and a regular | Bonding
Experience, Dormant, WinBack | Purchased | - | Experience
Experience | Rated | content regular | Bonding
Experience | Rated | - | Experience
Bonding | Referred | promoter or trusting | Advocacy
Bonding | Referred | - | Bonding
Bonding | Purchased | - | Bonding
Bonding, Advocacy | Rated | dissatisfied | Experience
Bonding | Rated | - | Bonding
Advocacy | Referred | - | Advocacy
Advocacy | Purchased | - | Advocacy
Advocacy | Rated | - | Advocacy
Purchase, Experience, Bonding, Advocacy, Complaint, Lapsing | Complained | - | Complaint
Purchase, Experience, Bonding, Advocacy | Tick | idle>=LapseAfter | Lapsing
Advocacy | Tick | sinceReferral>=AdvocacyWindow | Bonding
Purchase, Experience, Bonding, Advocacy, Complaint, Lapsing, Dormant | Cancelled | - | Churned
Complaint | Resolved | another open | Complaint
Complaint | Resolved | satisfied | return
Complaint | Resolved | - | Experience
Complaint | Purchased | - | Complaint
Complaint | Used | - | Complaint
Complaint | Rated | - | Complaint
Complaint | Tick | inState>=ComplaintSLA | Lapsing
Lapsing | Purchased | complaint open | Complaint
Lapsing | Used | complaint open | Complaint
Lapsing, Dormant | Resolved | - | same
Lapsing | Purchased | - | return
Lapsing | Used | - | return
Lapsing | Tick | idle>=DormantAfter | Dormant
Dormant, Churned | WinBackStarted | contactable and pays back | WinBack
Dormant | Tick | idle>=ChurnAfter | Churned
WinBack | Declined | - | Churned
WinBack | Tick | inState>=WinBackWindow | Churned
every state but Closed | Closed | - | Closed
`

const partnerTable = `
Attract, Lost, Dissolved | Engaged | both ways | Establish
Attract, Establish, Dormant, Dissolved, Reconciling | Agreed | - | Build
Attract, Establish | Tick | unheard>=ProspectExpiry | Lost
Attract, Establish | Declined | - | Lost
Build | Delivered | proved | Develop
Build, Dormant | Delivered | - | Build
Develop | Expanded | gains | Maintain
Develop | Renewed | gains | Maintain
Develop | Delivered | - | Develop
Maintain | Renewed | trusts | Strengthen
Maintain | Renewed | - | Maintain
Maintain, Strengthen, Loyal | Delivered | - | same
Strengthen | Reviewed | bound | Loyal
Strengthen | Reviewed | trust fell | Maintain
Loyal | Reviewed | trust or commitment fell | Strengthen
Build, Develop, Maintain, Strengthen, Loyal | PromiseBroken | material | Strained
Build, Develop, Maintain, Strengthen, Loyal | Disputed | - | Strained
Build, Develop, Maintain, Strengthen, Loyal | Tick | idle>=DormantAfter | Dormant
Build, Develop, Maintain, Strengthen, Loyal, Strained, Dormant | Ended | - | Dissolved
Strained | Reconciled | another open | Strained
Strained | Reconciled | repaired | return
Strained | Reconciled | - | Build
Strained | Tick | inState>=RepairWindow | Dissolved
Dormant, Dissolved | WinBackStarted | contactable and pays back | Reconciling
Dormant | Tick | idle>=DissolveAfter | Dissolved
Reconciling | Declined | - | Dissolved
Reconciling | Tick | inState>=WinBackWindow | Dissolved
every state but Closed | Closed | - | Closed
`

// conductTable is what comes before the partner's table where what is done stands for what is signed.
const conductTable = `
Attract, Establish, Lost, Dissolved, Reconciling | Delivered | - | Build
Develop | Delivered | gains | Maintain
Maintain | Delivered | trusts | Strengthen
`

// idleSince counts from the party's own last act, or from when it was first seen.
func idleSince(f lifecycle.Facts) time.Time {
	if f.LastOwn.IsZero() {
		return f.FirstSeen
	}
	return f.LastOwn
}

func TestCustomerKeepsItsTable(t *testing.T) {
	contentRegular := func(f lifecycle.Facts) bool { return f.Purchases >= 2 && contentWord(f) && f.OpenComplaints == 0 }
	audit(t, table{
		rows: tabulate(customerTable),
		guards: map[string]func(lifecycle.Facts) bool{
			"purchases>=2": func(f lifecycle.Facts) bool { return f.Purchases >= 2 },
			// One settlement does not settle the others.
			"another open":    func(f lifecycle.Facts) bool { return f.OpenComplaints > 0 },
			"complaint open":  func(f lifecycle.Facts) bool { return f.OpenComplaints > 0 },
			"netPurchases==0": func(f lifecycle.Facts) bool { return f.Returns >= f.Purchases },
			"content regular": contentRegular,
			"content regular, or unasked and a regular": func(f lifecycle.Facts) bool {
				rated := f.Voice != 0 || f.Satisfaction.Known || f.Recommendation.Known
				return contentRegular(f) || !rated && f.Purchases >= 5 && f.OpenComplaints == 0
			},
			"promoter or trusting": func(f lifecycle.Facts) bool { return atLeast(f.Recommendation, 9000) || atLeast(f.Trust, 8000) },
			"dissatisfied":         discontentWord, "satisfied": contentWord, "contactable and pays back": approachable,
		},
		spans: map[string]int{
			"ProspectExpiry": 180, "UseAssumedAfter": 30, "LapseAfter": 60, "DormantAfter": 120, "ChurnAfter": 240, "ComplaintSLA": 30,
			"WinBackWindow": 90, "AdvocacyWindow": 365,
		},
		since: map[string]func(lifecycle.Facts) time.Time{
			"idle": idleSince, "sinceReferral": func(f lifecycle.Facts) time.Time { return f.LastReferral },
		},
	}, customers(t).Definition(), lifecycle.CustomerEvents(), lifecycle.CustomerStages()[2:6], "win-back-started resolved closed", anyFacts)
}

func TestPartnerKeepsItsTable(t *testing.T) { auditPartner(t, partnerTable, partners(t)) }

func TestPartnerByConductKeepsItsTable(t *testing.T) {
	auditPartner(t, strings.TrimSpace(conductTable)+partnerTable, dealers(t))
}

// auditPartner holds a seven-stage course against its table.
func auditPartner(t *testing.T, text string, c *lifecycle.PartnerCourse) {
	t.Helper()
	audit(t, table{
		rows: tabulate(text),
		guards: map[string]func(lifecycle.Facts) bool{
			// Who was heard once, long ago, is no second way.
			"both ways": func(f lifecycle.Facts) bool {
				return f.Reached && !f.LastHeard.IsZero() && f.LastSeen.Before(f.LastHeard.Add(days(180)))
			},
			// Where only orders are known, they stand for deliveries.
			"proved": func(f lifecycle.Facts) bool {
				return (f.Deliveries >= 2 || f.Purchases >= 2) && atLeast(f.Keeping, 9000) && atLeast(f.Trust, 4000)
			},
			"gains":  func(f lifecycle.Facts) bool { return atLeast(f.Value, 5000) && contentWord(f) },
			"trusts": func(f lifecycle.Facts) bool { return atLeast(f.Trust, 6000) && atLeast(f.Communication, 5500) },
			"bound": func(f lifecycle.Facts) bool {
				return atLeast(f.Trust, 8000) && atLeast(f.Commitment, 7000) && atLeast(f.Bond, 5500) && f.OpenDisputes == 0
			},
			"trust fell":                func(f lifecycle.Facts) bool { return under(f.Trust, 6000) },
			"trust or commitment fell":  func(f lifecycle.Facts) bool { return under(f.Trust, 8000) || under(f.Commitment, 7000) },
			"material":                  func(f lifecycle.Facts) bool { return f.BrokenStake >= 1 },
			"another open":              func(f lifecycle.Facts) bool { return f.OpenDisputes > 0 },
			"repaired":                  func(f lifecycle.Facts) bool { return contentWord(f) && atLeast(f.Keeping, 9000) },
			"contactable and pays back": approachable,
		},
		spans: map[string]int{"ProspectExpiry": 180, "DormantAfter": 120, "DissolveAfter": 240, "RepairWindow": 90, "WinBackWindow": 90},
		since: map[string]func(lifecycle.Facts) time.Time{
			"idle": idleSince,
			"unheard": func(f lifecycle.Facts) time.Time {
				if f.LastHeard.After(f.LastOwn) {
					return f.LastHeard
				}
				return idleSince(f)
			},
		},
	}, c.Definition(), lifecycle.PartnerEvents(), lifecycle.PartnerStages()[2:7], "win-back-started reconciled closed", anyFacts)
}
