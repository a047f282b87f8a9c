package lifecycle

import "strconv"

// partnerRules is the table of the seven-stage course, with [PartnerPolicy.conduct] before it. The order matters within a cell only.
func partnerRules(p PartnerPolicy) []Rule[PartnerStage, PartnerEvent, *Facts] {
	const (
		attract, establish, build, develop = PartnerAttract, PartnerEstablish, PartnerBuild, PartnerDevelop
		maintain, strengthen, loyal        = PartnerMaintain, PartnerStrengthen, PartnerLoyal
		strained, dormant, lost            = PartnerStrained, PartnerDormant, PartnerLost
		dissolved, reconciling, closed     = PartnerDissolved, PartnerReconciling, PartnerClosed
		tick                               = PartnerEventTick
	)
	type from = []PartnerStage
	active := from{build, develop, maintain, strengthen, loyal}

	another := when("another open", func(f *Facts) bool { return f.OpenDisputes > 0 })
	return append(p.conduct(), []Rule[PartnerStage, PartnerEvent, *Facts]{
		// Up to an agreement.
		{From: from{attract, lost, dissolved}, On: PartnerEventEngaged, Guard: p.twoWay(), To: establish, Because: "contact both ways"},
		{From: from{attract, establish, dormant, dissolved, reconciling}, On: PartnerEventAgreed, To: build, Because: "agreement"},
		{From: from{attract, establish}, On: tick, After: unheard(p.ProspectExpiry), To: lost, Because: "silent prospect"},
		{From: from{attract, establish}, On: PartnerEventDeclined, To: lost, Because: "declined"},

		// The way up.
		{From: from{build}, On: PartnerEventDelivered, Guard: p.proves(), To: develop, Because: "proved itself"},
		{From: from{build, dormant}, On: PartnerEventDelivered, To: build, Because: "delivery"},
		{From: from{develop}, On: PartnerEventExpanded, Guard: p.gains(), To: maintain, Because: "both sides gain"},
		{From: from{develop}, On: PartnerEventRenewed, Guard: p.gains(), To: maintain, Because: "both sides gain"},
		{From: from{develop}, On: PartnerEventDelivered, Same: true, Because: "delivery"},
		{From: from{maintain}, On: PartnerEventRenewed, Guard: p.trusts(), To: strengthen, Because: "renewed in trust"},
		{From: from{maintain}, On: PartnerEventRenewed, Same: true, Because: "renewal"},
		{From: from{maintain, strengthen, loyal}, On: PartnerEventDelivered, Same: true, Because: "delivery"},
		{From: from{strengthen}, On: PartnerEventReviewed, Guard: p.binds(), To: loyal, Because: "trusted and committed"},

		// The way down.
		{From: from{strengthen}, On: PartnerEventReviewed, Guard: p.doubts(), To: maintain, Because: "trust fell"},
		{From: from{loyal}, On: PartnerEventReviewed, Guard: p.loosens(), To: strengthen, Because: "trust or commitment fell"},
		{From: active, On: PartnerEventPromiseBroken, Guard: p.material(), To: strained, Because: "promise broken"},
		{From: active, On: PartnerEventDisputed, To: strained, Because: "dispute"},
		{From: active, On: tick, After: idle(p.DormantAfter), To: dormant, Because: "silent"},
		{From: append(from{strained, dormant}, active...), On: PartnerEventEnded, To: dissolved, Because: "ended"},

		// Strain, and the way back.
		// While another one waits, one settlement settles nothing.
		{From: from{strained}, On: PartnerEventReconciled, Guard: another, Same: true, Because: "another open"},
		{From: from{strained}, On: PartnerEventReconciled, Guard: p.repairs(), Return: true, Because: "repaired"},
		{From: from{strained}, On: PartnerEventReconciled, To: build, Because: "settled"},
		{From: from{strained}, On: tick, After: inStage(p.RepairWindow), To: dissolved, Because: "not repaired"},
		{From: from{dormant, dissolved}, On: PartnerEventWinBackStarted, Guard: worthAsking(), To: reconciling, Because: "win-back"},
		{From: from{dormant}, On: tick, After: idle(p.DissolveAfter), To: dissolved, Because: "gone"},
		{From: from{reconciling}, On: PartnerEventDeclined, To: dissolved, Because: "declined"},
		{From: from{reconciling}, On: tick, After: inStage(p.WinBackWindow), To: dissolved, Because: "no answer"},

		// The end.
		{From: PartnerStages()[:closed-1], On: PartnerEventClosed, To: closed, Because: "closed"},
	}...)
}

// conduct is what comes before the table where what is done stands for what is signed.
func (p PartnerPolicy) conduct() []Rule[PartnerStage, PartnerEvent, *Facts] {
	if !p.ByConduct {
		return nil
	}
	return []Rule[PartnerStage, PartnerEvent, *Facts]{
		{
			From: []PartnerStage{PartnerAttract, PartnerEstablish, PartnerLost, PartnerDissolved, PartnerReconciling},
			On:   PartnerEventDelivered, To: PartnerBuild, Because: "dealing",
		},
		{From: []PartnerStage{PartnerDevelop}, On: PartnerEventDelivered, Guard: p.gains(), To: PartnerMaintain, Because: "both sides gain"},
		{From: []PartnerStage{PartnerMaintain}, On: PartnerEventDelivered, Guard: p.trusts(), To: PartnerStrengthen, Because: "dealing in trust"},
	}
}

// twoWay makes the guard of Establish: we have been in contact with the party, and it with us, not longer ago than a prospect may be
// silent. One that was heard years ago is not established by a mailing, but by its answer.
func (p PartnerPolicy) twoWay() Guard[*Facts] {
	return when("both ways within "+span(p.ProspectExpiry), func(f *Facts) bool {
		return f.Reached && !f.LastHeard.IsZero() && f.LastSeen.Sub(f.LastHeard) < p.ProspectExpiry
	})
}

// proves makes the guard of Develop.
func (p PartnerPolicy) proves() Guard[*Facts] {
	name := points("deliveries", p.MinDeliveries) + " && " + points("keeping", p.Keeping) + " && " + points("trust", p.Develops)
	return needs(when(name, func(f *Facts) bool {
		return int64(max(f.Deliveries, f.Purchases)) >= int64(p.MinDeliveries) && f.Keeping.AtLeast(p.Keeping) && f.Trust.AtLeast(p.Develops)
	}), Need{"keeping", p.Keeping}, Need{"trust", p.Develops})
}

// gains makes the guard of Maintain.
func (p PartnerPolicy) gains() Guard[*Facts] {
	return needs(when(points("value", p.Value)+" && satisfied", func(f *Facts) bool {
		return f.Value.AtLeast(p.Value) && p.Voice.satisfied(f)
	}), Need{"value", p.Value})
}

// trusts makes the guard of Strengthen.
func (p PartnerPolicy) trusts() Guard[*Facts] {
	return needs(when(points("trust", p.Strengthens)+" && "+points("communication", p.Communication), func(f *Facts) bool {
		return f.Trust.AtLeast(p.Strengthens) && f.Communication.AtLeast(p.Communication)
	}), Need{"trust", p.Strengthens}, Need{"communication", p.Communication})
}

// binds makes the guard of Loyal.
func (p PartnerPolicy) binds() Guard[*Facts] {
	name := points("trust", p.IsLoyal) + " && " + points("commitment", p.Commitment) + " && " + points("bond", p.Bond) + " && no open dispute"
	return needs(when(name, func(f *Facts) bool {
		return f.Trust.AtLeast(p.IsLoyal) && f.Commitment.AtLeast(p.Commitment) && f.Bond.AtLeast(p.Bond) && f.OpenDisputes == 0
	}), Need{"trust", p.IsLoyal}, Need{"commitment", p.Commitment}, Need{"social-bond", p.Bond})
}

// doubts makes the guard of the way down from Strengthen; trust that is unknown has not fallen.
func (p PartnerPolicy) doubts() Guard[*Facts] {
	return when("trust < "+strconv.Itoa(p.Strengthens), func(f *Facts) bool { return f.Trust.Below(p.Strengthens) })
}

// loosens makes the guard of the way down from Loyal.
func (p PartnerPolicy) loosens() Guard[*Facts] {
	name := "trust < " + strconv.Itoa(p.IsLoyal) + " || commitment < " + strconv.Itoa(p.Commitment)
	return when(name, func(f *Facts) bool { return f.Trust.Below(p.IsLoyal) || f.Commitment.Below(p.Commitment) })
}

// repairs makes the guard of the way back from Strained.
func (p PartnerPolicy) repairs() Guard[*Facts] {
	return needs(when("satisfied && "+points("keeping", p.Keeping), func(f *Facts) bool {
		return p.Voice.satisfied(f) && f.Keeping.AtLeast(p.Keeping)
	}), Need{"keeping", p.Keeping})
}

// material makes the guard of a broken promise that strains.
func (p PartnerPolicy) material() Guard[*Facts] {
	return when("stake >= "+strconv.FormatFloat(p.MaterialStake, 'g', -1, 64), func(f *Facts) bool { return f.BrokenStake >= p.MaterialStake })
}
