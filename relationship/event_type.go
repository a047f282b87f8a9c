package relationship

// stored is what this package needs of an event to make, store and read it. The pointers to all types of events here implement it.
type stored interface {
	// common returns what all events have in common.
	common() *occurrence
	// check normalises the fields and notes what is wrong with them.
	check(*faults)
	// slots lists the type's own fields, in the order in which they are stored.
	slots(*slots)
}

// eventType says how to get at the events of one type.
type eventType struct {
	// place is how errors name it.
	place string
	// fresh returns a new one.
	fresh func() stored
	// copied returns a copy of an event of the type, given by value or by pointer that is not nil.
	copied func(Event) stored
	// value returns what fresh or copied returned as a value.
	value func(stored) Event
	// assign gives one of them the content of another.
	assign func(to, from stored)
	// equal compares two values of the type.
	equal func(a, b Event) bool
}

// typeOf describes the type T.
func typeOf[T interface {
	Event
	Equal(T) bool
}, P interface {
	*T
	stored
}](place string) eventType {
	return eventType{
		place: place,
		fresh: func() stored { return P(new(T)) },
		copied: func(e Event) stored {
			v, isValue := e.(T)
			if !isValue {
				v = *any(e).(*T)
			}
			return P(&v)
		},
		value:  func(s stored) Event { return *s.(P) },
		assign: func(to, from stored) { *to.(P) = *from.(P) },
		equal:  func(a, b Event) bool { return a.(T).Equal(b.(T)) },
	}
}

// eventTypes is indexed by EventKind.
var eventTypes = []eventType{
	EventPurchase:         typeOf[Purchase]("purchase"),
	EventRefund:           typeOf[Refund]("refund"),
	EventContact:          typeOf[Contact]("contact"),
	EventRequest:          typeOf[Request]("request"),
	EventReply:            typeOf[Reply]("reply"),
	EventPromiseMade:      typeOf[PromiseMade]("promise"),
	EventPromiseClosed:    typeOf[PromiseClosed]("closed promise"),
	EventRating:           typeOf[Rating]("rating"),
	EventComplaint:        typeOf[Complaint]("complaint"),
	EventResolution:       typeOf[Resolution]("resolution"),
	EventReferral:         typeOf[Referral]("referral"),
	EventUse:              typeOf[Use]("use"),
	EventDelivery:         typeOf[Delivery]("delivery"),
	EventReturn:           typeOf[Return]("return"),
	EventReview:           typeOf[Review]("review"),
	EventExpansion:        typeOf[Expansion]("expansion"),
	EventDecline:          typeOf[Decline]("decline"),
	EventCancellation:     typeOf[Cancellation]("cancellation"),
	EventAgreementSigned:  typeOf[AgreementSigned]("signed agreement"),
	EventAgreementRenewed: typeOf[AgreementRenewed]("renewed agreement"),
	EventAgreementEnded:   typeOf[AgreementEnded]("ended agreement"),
	EventDispute:          typeOf[Dispute]("dispute"),
	EventReconciliation:   typeOf[Reconciliation]("reconciliation"),
	EventWinBackStarted:   typeOf[WinBackStarted]("win-back"),
	EventConsentGiven:     typeOf[ConsentGiven]("given consent"),
	EventConsentWithdrawn: typeOf[ConsentWithdrawn]("withdrawn consent"),
	EventPartyClosed:      typeOf[PartyClosed]("closed party"),
}
