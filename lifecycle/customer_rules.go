package lifecycle

// customerRules is the table of the six-stage life cycle. The order matters within a cell only.
func customerRules(p CustomerPolicy) []Rule[CustomerStage, CustomerEvent, *Facts] {
	const (
		discovery, evaluation, purchase   = CustomerDiscovery, CustomerEvaluation, CustomerPurchase
		experience, bonding, advocacy     = CustomerExperience, CustomerBonding, CustomerAdvocacy
		complaint, lapsing, dormant, lost = CustomerComplaint, CustomerLapsing, CustomerDormant, CustomerLost
		churned, winBack, closed          = CustomerChurned, CustomerWinBack, CustomerClosed
		tick                              = CustomerEventTick
	)
	type from = []CustomerStage
	again := when("purchases >= 2", func(f *Facts) bool { return f.Purchases >= 2 })
	nothingKept := when("nothing kept", func(f *Facts) bool { return f.Returns >= f.Purchases })
	waiting := when("complaint open", func(f *Facts) bool { return f.OpenComplaints > 0 })
	another := when("another open", func(f *Facts) bool { return f.OpenComplaints > 0 })
	satisfied := when("satisfied", p.Voice.satisfied)
	dissatisfied := when("dissatisfied", p.Voice.dissatisfied)
	contentRegular := when("purchases >= 2 && satisfied && no open complaint", func(f *Facts) bool {
		return f.Purchases >= 2 && p.Voice.satisfied(f) && f.OpenComplaints == 0
	})

	return []Rule[CustomerStage, CustomerEvent, *Facts]{
		// Before the first order, and after the last.
		{From: from{discovery, lost, churned}, On: CustomerEventInquired, To: evaluation, Because: "interest"},
		{From: from{discovery, evaluation, lost}, On: CustomerEventPurchased, To: purchase, Because: "first order"},
		{From: from{churned}, On: CustomerEventPurchased, To: purchase, Because: "order again"},
		{From: from{discovery, evaluation}, On: tick, After: idle(p.ProspectExpiry), To: lost, Because: "silent prospect"},
		{From: from{discovery, evaluation}, On: CustomerEventDeclined, To: lost, Because: "declined"},

		// From the first order to the second.
		{From: from{purchase}, On: CustomerEventPurchased, Guard: again, To: experience, Because: "repeat order"},
		{From: from{purchase}, On: CustomerEventPurchased, Same: true, Because: "order"},
		{From: from{purchase}, On: CustomerEventUsed, To: experience, Because: "use"},
		{From: from{purchase}, On: tick, After: inStage(p.UseAssumedAfter), To: experience, Because: "use assumed"},
		{From: from{purchase}, On: CustomerEventReturned, Guard: nothingKept, To: evaluation, Because: "all returned"},

		// From experience to a bond.
		{From: from{experience}, On: CustomerEventPurchased, Guard: p.bonds(), To: bonding, Because: "content regular"},
		{From: from{experience, dormant, winBack}, On: CustomerEventPurchased, To: experience, Because: "order"},
		{From: from{experience}, On: CustomerEventRated, Guard: contentRegular, To: bonding, Because: "content regular"},
		{From: from{experience}, On: CustomerEventRated, Same: true, Because: "rating"},

		// From a bond to advocacy, and what is lost of either.
		{From: from{bonding}, On: CustomerEventReferred, Guard: p.recommends(), To: advocacy, Because: "recommends"},
		{From: from{bonding, advocacy}, On: CustomerEventReferred, Same: true, Because: "referral"},
		{From: from{bonding, advocacy}, On: CustomerEventPurchased, Same: true, Because: "order"},
		{From: from{bonding, advocacy}, On: CustomerEventRated, Guard: dissatisfied, To: experience, Because: "discontent"},
		{From: from{bonding, advocacy}, On: CustomerEventRated, Same: true, Because: "rating"},

		// Complaints.
		{From: from{purchase, experience, bonding, advocacy, complaint, lapsing}, On: CustomerEventComplained, To: complaint, Because: "complaint"},
		// While another one waits, one settlement settles nothing.
		{From: from{complaint}, On: CustomerEventResolved, Guard: another, Same: true, Because: "another open"},
		{From: from{complaint}, On: CustomerEventResolved, Guard: satisfied, Return: true, Because: "recovered"},
		{From: from{complaint}, On: CustomerEventResolved, To: experience, Because: "settled"},
		{From: from{complaint}, On: CustomerEventPurchased, Same: true, Because: "order"},
		{From: from{complaint}, On: CustomerEventUsed, Same: true, Because: "use"},
		{From: from{complaint}, On: CustomerEventRated, Same: true, Because: "rating"},
		{From: from{complaint}, On: tick, After: inStage(p.ComplaintSLA), To: lapsing, Because: "unanswered"},

		// Silence, and the way back.
		{From: from{purchase, experience, bonding, advocacy}, On: tick, After: idle(p.LapseAfter), To: lapsing, Because: "silent"},
		{From: from{advocacy}, On: tick, After: sinceReferral(p.AdvocacyWindow), To: bonding, Because: "no referral"},
		// Who comes back with a complaint that nobody answered has not forgotten it; and an answer that comes late is an answer.
		{From: from{lapsing}, On: CustomerEventPurchased, Guard: waiting, To: complaint, Because: "back with a complaint"},
		{From: from{lapsing}, On: CustomerEventUsed, Guard: waiting, To: complaint, Because: "back with a complaint"},
		{From: from{lapsing, dormant}, On: CustomerEventResolved, Same: true, Because: "settled late"},
		{From: from{lapsing}, On: CustomerEventPurchased, Return: true, Because: "order"},
		{From: from{lapsing}, On: CustomerEventUsed, Return: true, Because: "use"},
		{From: from{lapsing}, On: tick, After: idle(p.DormantAfter), To: dormant, Because: "long silent"},
		{From: from{dormant}, On: tick, After: idle(p.ChurnAfter), To: churned, Because: "gone"},
		{From: from{dormant, churned}, On: CustomerEventWinBackStarted, Guard: worthAsking(), To: winBack, Because: "win-back"},
		{From: from{winBack}, On: CustomerEventDeclined, To: churned, Because: "declined"},
		{From: from{winBack}, On: tick, After: inStage(p.WinBackWindow), To: churned, Because: "no answer"},

		// The ends.
		{From: from{purchase, experience, bonding, advocacy, complaint, lapsing, dormant}, On: CustomerEventCancelled, To: churned, Because: "cancelled"},
		{From: CustomerStages()[:closed-1], On: CustomerEventClosed, To: closed, Because: "closed"},
	}
}
